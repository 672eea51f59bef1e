"""Ties a test result to its test: by the test's id, or by the place that the test runner wrote down.

pytest writes `tests.unit.test_qrs` and `test_rate` where the source has `tests/unit/test_qrs.py::test_rate`; both are
brought to one form. Parameters of a test (`test_rate[120]`) belong to the test.
"""

import re
from dataclasses import replace

from medtrace.model.items import Artifact, ItemKind, Link, LinkKind

_SUFFIX = re.compile(r"\.[A-Za-z]{1,4}(?=::|$)")
_PARAMETERS = re.compile(r"\[.*\]$")


def canonical_node(node: str) -> str:
    """`tests/test_a.py::Suite::test_b[1]` and `tests.test_a.Suite::test_b` both as `tests.test_a.Suite.test_b`."""
    return _SUFFIX.sub("", _PARAMETERS.sub("", node), count=1).replace("/", ".").replace("::", ".")


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
    if link.kind != LinkKind.RESULT_OF or link.target in tests:
        return link
    return replace(link, target=by_node.get(canonical_node(link.target), link.target))
