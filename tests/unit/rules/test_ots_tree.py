"""Components that lie in the tree, and those of a bill of materials."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from medtrace.model.change import ChangeSet
from medtrace.model.items import Artifact, Link, Location, make_item
from medtrace.model.snapshot import Snapshot, TreeEntry
from medtrace.rules.ots_components import Options, ots_components
from tests.support.changes import Content, change_set

pytestmark = pytest.mark.requirement("REQ-057")


def told(changes: ChangeSet) -> list[str]:
    hits = ots_components.look(changes, Options())
    return [f"{hit.subject} {hit.confidence.value}" for hit in hits if hit.subject != "components"]


def of_files(before: Mapping[str, Content], after: Mapping[str, Content]) -> list[str]:
    return told(change_set(before, after))


MODULES = '[submodule "x"]\n\tpath = {path}\n\turl = https://h/o/{name}.git\n'


def with_links(end: Snapshot, **links: str) -> Snapshot:
    entries = (TreeEntry(path.replace("__", "/"), "160000", commit * 40) for path, commit in links.items())
    return replace(end, files=(*end.files, *entries))


def linked(path: str, name: str, commit: str) -> Snapshot:
    files = {".gitmodules": MODULES.format(path=path, name=name)}
    return with_links(change_set(files, files).after, **{path.replace("/", "__"): commit})


def between(before: Snapshot, after: Snapshot) -> ChangeSet:
    return replace(change_set({}, {}), before=before, after=after)


NOTHING = change_set({}, {}).before


def test_a_submodule_that_comes_or_goes_fires() -> None:
    there = linked("libs/Alg", "Alg", "a")
    assert told(between(NOTHING, there)) == ["component:submodule:alg certain"] == told(between(there, NOTHING))


def test_another_commit_of_a_submodule_is_a_question() -> None:
    changes = between(linked("libs/Alg", "Alg", "a"), linked("libs/Alg", "Alg", "b"))
    assert told(changes) == ["components:submodule:open question"]
    (hit,) = (one for one in ots_components.look(changes, Options()) if one.subject != "components")
    assert [(one.path, one.before, one.after) for one in hit.evidence] == [
        ("libs/Alg", f"commit {'a' * 12}", f"commit {'b' * 12}")
    ]


def test_a_submodule_may_move() -> None:
    assert told(between(linked("libs/Alg", "Alg", "a"), linked("deps/alg", "Alg", "a"))) == []


@pytest.mark.parametrize(
    ("path", "name"), [("libs/googletest", "googletest"), ("test/libs/x", "x"), ("docs/theme", "theme")]
)
def test_a_submodule_of_tests_or_documents_is_none(path: str, name: str) -> None:
    assert told(between(NOTHING, linked(path, name, "a"))) == []


SOURCE = {"third_party/zlib/inflate.c": "int a;", "third_party/zlib/LICENSE": "x"}
VENDORED = [
    ("added", {}, SOURCE, ["component:vendored:zlib likely"]),
    ("removed", SOURCE, {}, ["component:vendored:zlib likely"]),
    ("changed", SOURCE, {**SOURCE, "third_party/zlib/inflate.c": "int b;"}, ["components:vendored:open question"]),
    ("moved", SOURCE, {path.replace("third_party", "src/vendor"): text for path, text in SOURCE.items()}, []),
    (
        "a folder that became a package",
        SOURCE,
        {"conanfile.txt": "[requires]\nzlib/1.3\n"},
        ["components:conan:open question"],
    ),
    ("build files alone", {}, {"third_party/zlib/BUILD": "x", "third_party/zlib/a.patch": "x"}, []),
    ("own folder", {}, {"src/external/hl7/reader.c": "x"}, []),
    (
        "external with its licence",
        {},
        {"external/hl7/a.c": "x", "external/hl7/COPYING": "x"},
        ["component:vendored:hl7 likely"],
    ),
    ("of tests", {}, {"third_party/googletest/a.cc": "x"}, []),
    ("filled by a tool", {}, {"web/node_modules/vendor/x/a.js": "x"}, []),
    ("an archive", {}, {"libs/core-1.2.jar": b"\0"}, ["component:binary:core likely"]),
    (
        "another major archive",
        {"libs/core-1.2.jar": b"\0"},
        {"libs/core-2.0.jar": b"\1"},
        ["component:binary:core likely"],
    ),
    ("another patch", {"libs/core-1.2.1.jar": b"\0"}, {"libs/core-1.2.2.jar": b"\1"}, []),
    ("the same name", {"libs/core.aar": b"\0"}, {"libs/core.aar": b"\1"}, ["components:binary:open question"]),
    ("the wrapper", {"gradle/wrapper/gradle-wrapper.jar": b"\0"}, {"gradle/wrapper/gradle-wrapper.jar": b"\1"}, []),
]


@pytest.mark.parametrize(
    ("before", "after", "expected"), [one[1:] for one in VENDORED], ids=[one[0] for one in VENDORED]
)
def test_other_peoples_source(before: Mapping[str, Content], after: Mapping[str, Content], expected: list[str]) -> None:
    assert of_files(before, after) == expected


def part(name: str, version: str, **more: str) -> Artifact:
    pairs = (("type", "library"), ("version", version), *more.items())
    return make_item(name, "component", title=name, text="", location=Location("bom.json", 3), attributes=pairs)


def uses(source: str, target: str) -> Link:
    return Link(source, "uses", target, Location("bom.json", 9))


def bill(*items: Artifact, links: tuple[Link, ...] = ()) -> Snapshot:
    return replace(NOTHING, items=items, links=links)


APP = make_item(
    "app", "component", title="app", text="", location=Location("bom.json", 1), attributes=(("type", "application"),)
)
TIES = (uses("app", "a"), uses("a", "c"))


def test_a_bill_tells_what_the_product_needs_itself() -> None:
    before = bill(APP, part("a", "1.2"), part("c", "1"), links=TIES)
    after = bill(APP, part("a", "2.0"), part("c", "2"), links=TIES)
    assert told(between(before, after)) == ["component:sbom:a certain", "components:sbom:carried question"]


def test_a_bill_without_ties_of_packages_is_a_question() -> None:
    before, after = bill(part("a", "1", purl="pkg:pypi/a@1")), bill(part("a", "2", purl="pkg:pypi/a@2"))
    assert told(between(before, after)) == ["components:sbom:carried question"]


def test_a_list_that_a_person_keeps_is_declared() -> None:
    assert told(between(bill(part("a", "1")), bill(part("a", "1"), part("b", "1")))) == ["component:sbom:b certain"]


def test_an_item_of_the_design_is_no_off_the_shelf_component() -> None:
    own = make_item(
        "COMP-1", "component", title="ECG", text="", location=Location("d.md", 1), attributes=(("version", "1"),)
    )
    assert told(between(bill(), bill(own))) == []
