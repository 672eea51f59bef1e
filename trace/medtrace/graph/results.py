"""Ties a test result to its test: by the test's id, or by the place that the test runner wrote down.

pytest writes `tests.unit.test_qrs` and `test_rate` where the source has `tests/unit/test_qrs.py::test_rate`; both are
brought to one form. Parameters of a test (`test_rate[120]`) belong to the test.
"""

import re
from dataclasses import replace

from medtrace.model.items import Artifact, ItemKind, Link, LinkKind

_PARAMETERS = re.compile(r"\[.*\]$")


def canonical_node(node: str) -> str:
    """`tests/test_a.py::Suite::test_b[1]` and `tests.test_a.Suite::test_b` both as `tests.test_a.Suite.test_b`.

    A suffix is one only of a path: in `Ecg.Core::Rate` the part after the dot is a name.
    """
    file, colons, name = _PARAMETERS.sub("", node).partition("::")
    is_path = "/" in file or file.endswith(".py")
    stem = file.rpartition(".")[0] if is_path and "." in file.rpartition("/")[2] else file
    return f"{stem}{colons}{name}".replace("/", ".").replace("::", ".")


def tie_results(items: tuple[Artifact, ...], links: tuple[Link, ...]) -> tuple[Link, ...]:
    """The links with every result tied to the id of its test where one test matches."""
    tests = {item.id for item in items if item.kind == ItemKind.TEST}
    by_node = {
        canonical_node(item.attribute("node") or item.id): item.id
        for item in reversed(items)
        if item.kind == ItemKind.TEST
    }
    return tuple(_tied(link, tests, by_node) for link in links)


def _tied(link: Link, tests: set[str], by_node: dict[str, str]) -> Link:
    """A result whose name holds an id that is no test (`SRS-014 detects …`) is tied by its place."""
    if link.kind != LinkKind.RESULT_OF or link.target in tests:
        return link
    places = (link.target, dict(link.attributes).get("node", ""))
    found = (by_node[canonical_node(place)] for place in places if canonical_node(place) in by_node)
    return replace(link, target=next(found, link.target))
