"""Ties a test result to its test: by the test's id, or by the place that the test runner wrote down.

pytest writes `tests.unit.test_qrs` and `test_rate` where the source has `tests/unit/test_qrs.py::test_rate`; both are
brought to one form. Parameters of a test (`test_rate[120]`) belong to the test.

Other runners write no file: `com.acme.QrsTest` and `rate(int)[1]`, `Rates/QrsTest` and `Finds/0`, or a Go package and
`TestRate/low`. Such a result belongs to the one test of that name in a class, folder or file of that name; where
several tests could be meant, none is. Jest says the titles of groups and test in one line, as class and as name.
"""

from dataclasses import replace

from medtrace.expressions import expression
from medtrace.model.items import Artifact, ItemKind, Link, LinkKind

_PARAMETERS = expression(r"\[.*\]$")
_VARIED = expression(r"(?s)(\w+)[\[({/].*")
_PARTS = expression(r"::|[./\\$+]")


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
    by_owner, by_title = _by_owner(items), _by_title(items)
    tied = (_tied(link, tests, by_node, (by_owner, by_title)) for link in links)
    return tuple(dict.fromkeys(tied))


def _by_title(items: tuple[Artifact, ...]) -> dict[str, set[str]]:
    """Ids of tests by the titles of their groups and their own, joined by blanks as Jest's reporter does."""
    found: dict[str, set[str]] = {}
    for item in items:
        _, *titles = (item.attribute("node") or item.id).split("::")
        if item.kind == ItemKind.TEST and titles:
            found.setdefault(" ".join(" ".join(titles).split()), set()).add(item.id)
    return found


def _by_owner(items: tuple[Artifact, ...]) -> dict[tuple[str, str], set[str]]:
    """Ids of tests by their name and what holds them: the class, else the file and its folder."""
    found: dict[tuple[str, str], set[str]] = {}
    for item in items:
        file, *classes = (item.attribute("node") or item.id).split("::")
        if item.kind != ItemKind.TEST or not classes:
            continue
        name = classes.pop()
        folder, _, last = file.rpartition("/")
        for owner in classes[-1:] or (folder.rpartition("/")[2], last.rpartition(".")[0]):
            if owner:
                found.setdefault((owner, name), set()).add(item.id)
    return found


def _owned(node: str) -> tuple[str, str]:
    """The class and the name in a place without a file, both without parameters and the number of an instance."""
    owner, _, name = node.rpartition("::")
    words = [word for word in _PARTS.split(owner) if word and not word.isdecimal()]
    varied = _VARIED.fullmatch(name)
    return (words[-1] if words else "", varied[1] if varied else name)


def _full_title(node: str) -> str:
    """The title with which the runner names a case that says its groups in its name too (`classname` as `name`)."""
    classname, _, name = node.partition("::")
    return name if name and classname == name else ""


def _tied(
    link: Link,
    tests: set[str],
    by_node: dict[str, str],
    others: tuple[dict[tuple[str, str], set[str]], dict[str, set[str]]],
) -> Link:
    """A result whose name holds an id that is no test (`SRS-014 detects …`) is tied by its place."""
    if link.kind != LinkKind.RESULT_OF or link.target in tests:
        return link
    places = (link.target, dict(link.attributes).get("node", ""))
    found = [by_node[canonical_node(place)] for place in places if canonical_node(place) in by_node]
    if not found:
        by_owner, by_title = others
        sets = [by_owner.get(_owned(place), set()) for place in places]
        sets += [by_title.get(_full_title(place), set()) for place in places]
        found = [name for names in sets if len(names) == 1 for name in names]
    return replace(link, target=found[0]) if found else link
