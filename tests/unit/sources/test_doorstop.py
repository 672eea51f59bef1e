"""Items as Doorstop keeps them: YAML and Markdown files, the documents around them, links with their stamps."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medtrace.model.ids import whole_token
from medtrace.model.items import Artifact, Diagnostic, ItemKind, Link
from medtrace.model.snapshot import Blob
from medtrace.sources import doorstop as module
from medtrace.sources._source import FieldLink, Files, Setup
from tests.support.source_readings import Reading, check_reading

pytestmark = pytest.mark.requirement("REQ-021", "REQ-025")
SOURCE = module.doorstop
PATTERN = r"(?:REQ|TST)-?\w+"
DOCUMENT = "settings:\n  digits: 3\n  parent: NEED\n  prefix: REQ\n  sep: ''\nattributes:\n  reviewed: [method]\n"
MARKDOWN = DOCUMENT.replace("  sep:", "  itemformat: markdown\n  sep:")
ITEM = """active: true
derived: false
header: |
  报警
level: 1.10
links:
- NEED001: avwblqPimDJ2OgTrRCXxRPN8FQhUBWqPIXm7kSR95C4=
- NEED002: null
- NEED003
- NEED004:9TcFUzsQWUHhoh5wsqnhL7VRtSqMaIhrCXg7mfIkxKM=
method: analysis
normative: true
ref: ''
references:
- {path: src/alarm.py, type: file, keyword: asystole}
- {path: src/limits.py, type: file}
reviewed: n0xxAj0z-SqNcebKEu8p9HDE8jAs5I8Vz4kX-5ZieA4=
text: |
  检出停搏后
  10 s 内报警。
"""
PAGE = "---\nactive: true\nlevel: 1.10\nlinks:\n- NEED001\n---\n\n# 报警\n\n检出停搏后\n10 s 内报警。\n"


def item(
    data: str | bytes,
    path: str = "reqs/REQ001.yml",
    *,
    beside: dict[str, str] | None = None,
    kind: str = "requirement",
    options: module.Options | None = None,
    links: dict[tuple[str, str], FieldLink] | None = None,
) -> Reading:
    """What one file says, read beside its documents."""
    companions = {"reqs/.doorstop.yml": DOCUMENT} if beside is None else beside
    blobs = tuple(Blob(one, "", text.encode()) for one, text in companions.items())
    known = whole_token(PATTERN + r"|NEED\d+|TC-\d+")
    setup = Setup(kind, whole_token(PATTERN), known, options or module.Options(), links or {})
    content = data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")
    found = tuple(SOURCE.read(Files((Blob(path, "", content),), blobs), setup))
    return Reading(
        tuple(one for one in found if isinstance(one, Artifact)),
        tuple(one for one in found if isinstance(one, Link)),
        tuple(one for one in found if isinstance(one, Diagnostic)),
    )


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(ITEM.encode(), id="UTF-8"),
        pytest.param(ITEM.encode("utf-8-sig"), id="UTF-8 with mark"),
        pytest.param(ITEM.encode("gb18030"), id="GB18030"),
        pytest.param(ITEM.replace("\n", "\r\n").encode("utf-16"), id="UTF-16 with CRLF"),
    ],
)
def test_a_file_is_an_item(data: bytes) -> None:
    reading = item(data)
    (found,) = reading.items
    assert (found.id, found.kind, found.title, found.text) == (
        "REQ001",
        "requirement",
        "报警",
        "检出停搏后\n10 s 内报警。",
    )
    assert found.attributes == (
        ("derived", "false"),
        ("document", "REQ"),
        ("level", "1.10"),
        ("method", "analysis"),
        ("normative", "true"),
        ("parent_document", "NEED"),
        ("references.keyword", "asystole"),
        ("references.path", "src/alarm.py, src/limits.py"),
        ("references.type", "file, file"),
    )
    assert reading.cited == [("REQ001", "derives", f"NEED00{number}") for number in (1, 2, 3, 4)]
    assert [dict(link.attributes).get("stamp", "")[:4] for link in reading.links] == ["avwb", "", "", "9TcF"]
    assert [link.location.line for link in reading.links] == [7, 8, 9, 10]
    assert not reading.problems


@pytest.mark.parametrize(
    "data",
    [PAGE.encode(), PAGE.encode("gb18030"), PAGE.replace("\n", "\r\n").encode()],
    ids=["UTF-8", "GB18030", "CRLF"],
)
def test_a_page_says_the_same(data: bytes) -> None:
    reading = item(data, "reqs/REQ001.md", beside={"reqs/.doorstop.yml": MARKDOWN})
    (found,) = reading.items
    assert (found.title, found.text, found.attribute("level")) == ("报警", "检出停搏后\n10 s 内报警。", "1.10")
    assert found.location.line == 2
    assert [(link.target, link.location.line) for link in reading.links] == [("NEED001", 5)]


@pytest.mark.parametrize(
    ("page", "title", "text"),
    [
        pytest.param("---\nlevel: 1\n---\ntext\n# later\n", "", "text\n# later", id="a heading further below"),
        pytest.param("---\nlevel: 1\n---\n## Part\ntext\n", "", "## Part\ntext", id="a lower heading"),
        pytest.param("---\nlevel: 1\nheader: a\n---\ntext\n", "a", "text", id="a title among the keys"),
        pytest.param("# Title\ntext\n", "Title", "text", id="no keys"),
        pytest.param("---\n---\n# Title", "Title", "", id="empty keys"),
        pytest.param("", "", "", id="nothing"),
    ],
)
def test_a_page_begins_with_its_title(page: str, title: str, text: str) -> None:
    (found,) = item(page, "reqs/REQ001.md", beside={"reqs/.doorstop.yml": MARKDOWN}).items
    assert (found.title, found.text) == (title, text)


@pytest.mark.parametrize(
    ("path", "beside", "prefixes"),
    [
        ("reqs/REQ001.yml", {"reqs/.doorstop.yml": DOCUMENT}, ("REQ", "NEED")),
        ("reqs/a/b/REQ001.yml", {"reqs/.doorstop.yml": DOCUMENT}, ("REQ", "NEED")),
        (
            "reqs/ext/REQ001.yml",
            {"reqs/.doorstop.yml": DOCUMENT, "reqs/ext/.doorstop.yml": "settings: {prefix: EXT, parent: REQ}"},
            ("EXT", "REQ"),
        ),
        ("REQ001.yml", {".doorstop.yml": "settings: {prefix: REQ}\nattributes: 7\n"}, ("REQ", "")),
    ],
    ids=["its folder", "a folder above", "the nearest", "the root"],
)
def test_the_nearest_document_counts(path: str, beside: dict[str, str], prefixes: tuple[str, str]) -> None:
    reading = item(ITEM, path, beside=beside)
    assert (reading.items[0].attribute("document"), reading.items[0].attribute("parent_document")) == prefixes
    assert not reading.problems


@pytest.mark.parametrize(
    "beside",
    [
        {},
        {"other/.doorstop.yml": DOCUMENT},
        {"reqs/.doorstop.yml": "settings: 7"},
        {"reqs/.doorstop.yml": ""},
        {"reqs/.doorstop.yml": "}{"},
    ],
    ids=["none", "beside", "no settings", "empty", "broken"],
)
def test_an_item_is_read_without_its_document(beside: dict[str, str]) -> None:
    options = module.Options(kinds=(("REQ", ItemKind.RISK_CONTROL),))
    reading = item(ITEM, beside=beside, options=options)
    assert [(one.id, one.kind) for one in reading.items] == [("REQ001", "risk-control")]
    assert reading.told == [("document-missing", 1)]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("REQ001", "test"), ("REQ-login", "test"), ("REQ-2-007", ""), ("TST001", ""), ("REQ_login", "test")],
)
def test_the_id_shows_its_prefix_where_no_document_does(name: str, kind: str) -> None:
    reading = item(ITEM, f"reqs/{name}.yml", beside={}, options=module.Options(kinds=(("req", ItemKind.TEST),)))
    assert [one.kind for one in reading.items] == ([kind] if kind else [])


def test_kinds_are_those_of_the_documents() -> None:
    options = module.Options(kinds=(("REQ", ItemKind.TEST),))
    found = item(ITEM, options=options)
    assert found.items[0].kind == "test"
    assert {link.kind for link in found.links} == {"verifies"}
    assert item(ITEM, options=module.Options(kinds=(("TST", ItemKind.TEST),))) == Reading((), (), ())


def test_the_configuration_says_what_cites() -> None:
    links = {
        ("requirement", "links"): FieldLink("satisfies"),
        ("requirement", "tests"): FieldLink("verifies", reverse=True),
    }
    text = "links: [NEED001]\ntests:\n- TC-1\n- TC-2: abc=\n"
    reading = item(text, links=links)
    assert reading.cited == [
        ("REQ001", "satisfies", "NEED001"),
        ("TC-1", "verifies", "REQ001"),
        ("TC-2", "verifies", "REQ001"),
    ]
    assert reading.items[0].attributes == (("document", "REQ"), ("parent_document", "NEED"))


@pytest.mark.parametrize(
    ("said", "targets", "told"),
    [
        ("links: []", [], []),
        ("links:", [], []),
        ("links: NEED001 NEED002", ["NEED001", "NEED002"], []),
        ("links: {NEED001: a, NEED002: null}", ["NEED001", "NEED002"], []),
        ("links: [{NEED001: {a: b}}]", ["NEED001"], []),
        ("links:\n- NEED001\n- [NEED002]\n", ["NEED001"], [("link-unreadable", 3)]),
        ("links: ['', ':', ' ']", [], []),
        ("links: [TBD]", ["TBD"], []),
    ],
)
def test_links_as_people_write_them(said: str, targets: list[str], told: list[tuple[str, int]]) -> None:
    reading = item(said)
    assert [link.target for link in reading.links] == targets
    assert reading.told == told
    assert reading.ids == ["REQ001"]


@pytest.mark.parametrize("said", ["false", "no", "OFF", "0"])
def test_an_inactive_item_is_left_out_and_told(said: str) -> None:
    text = ITEM.replace("active: true", f"active: {said}")
    reading = item(text)
    assert not reading.items
    assert not reading.links
    assert reading.told == [("item-inactive", 1)]
    kept = item(text, options=module.Options(inactive=True))
    assert kept.items[0].attribute("active") == "false"
    assert not kept.problems


@pytest.mark.parametrize(
    ("text", "path", "ids", "told"),
    [
        pytest.param("", "reqs/REQ001.yml", ["REQ001"], [], id="an empty file"),
        pytest.param("# later\n", "reqs/REQ001.yml", ["REQ001"], [], id="a comment alone"),
        pytest.param("- a\n", "reqs/REQ001.yml", [], [("item-unreadable", 1)], id="a list"),
        pytest.param("words\n", "reqs/REQ001.yml", [], [("item-unreadable", 1)], id="words"),
        pytest.param("a: [b\ntext: c\n", "reqs/REQ001.yml", ["REQ001"], [("yaml-unreadable", 1)], id="a broken entry"),
        pytest.param(ITEM, "reqs/notes.yml", [], [("item-without-id", 1)], id="another name"),
        pytest.param(ITEM, "reqs/TC-1.yml", [], [], id="an id of another source"),
        pytest.param(ITEM, "reqs/.doorstop.yml", [], [], id="the document itself"),
        pytest.param(ITEM, "reqs/REQ001.md", [], [], id="another format than that of the document"),
    ],
)
def test_what_is_no_item(text: str, path: str, ids: list[str], told: list[tuple[str, int]]) -> None:
    reading = item(text, path)
    assert reading.ids == ids
    assert reading.told == told


def test_a_title_or_text_that_is_no_text_is_kept() -> None:
    (found,) = item("header: [a, b]\ntext: {c: d}\n").items
    assert (found.title, found.text) == ("", "")
    assert (found.attribute("header"), found.attribute("text.c")) == ("a, b", "d")


@pytest.mark.parametrize(
    ("before", "after", "counts"),
    [
        ("10 s", "20 s", True),
        ("method: analysis", "method: test", True),
        ("ref: ''", "ref: alarm", True),
        ("src/limits.py", "src/limit.py", True),
        ("level: 1.10", "level: 1.11", False),
        ("检出停搏后\n  10 s", "检出停搏后 10 s", False),
        ("reviewed: n0", "reviewed: n1", False),
    ],
)
def test_what_the_fingerprint_covers_counts(before: str, after: str, *, counts: bool) -> None:
    old, new = item(ITEM).items[0], item(ITEM.replace(before, after)).items[0]
    assert (old.digest != new.digest) is counts


@pytest.mark.parametrize(
    "data",
    [
        "[" * 100_000,
        "a: " * 50_000,
        "text: |\n" + "  x\n" * 200_000,
        "links:\n" + "- NEED001: abc\n" * 6_000,
        "---\n" * 10_000,
        "\0" * 100_000,
        "x" * 1_000_000,
        "header: 'open\n" * 2_000,
    ],
    ids=["brackets", "keys", "long text", "many links", "markers", "NUL", "one letter", "open quotes"],
)
def test_hostile_files_cost_little(data: str) -> None:
    begun = time.process_time()
    for path, said in (("reqs/REQ001.yml", DOCUMENT), ("reqs/REQ001.md", MARKDOWN)):
        item(data, path, beside={"reqs/.doorstop.yml": said})
        item("", path, beside={"reqs/.doorstop.yml": data})
    assert time.process_time() - begun < 20


PIECE = st.sampled_from(
    [
        *ITEM.splitlines(keepends=True),
        "---\n",
        "# a\n",
        "  ",
        "- ",
        "\t",
        "[",
        "{",
        "&a ",
        "*a\n",
        '"',
        "\0",
        "\n",
        "active: no\n",
    ]
)
PATHS = st.sampled_from(["REQ001.yml", "a/REQ001.md", "REQ-a.yaml", "x.yml", ".doorstop.yml"])


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECE, max_size=12).map("".join), PATHS, st.booleans())
def test_any_text_like_an_item(text: str, path: str, inactive: bool) -> None:
    check_reading(SOURCE, text, path=path, pattern=PATTERN, options=module.Options(inactive=inactive))
    item("text: a", beside={"reqs/.doorstop.yml": text})


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.binary(max_size=60), st.text(max_size=60)), PATHS)
def test_any_bytes(data: str | bytes, path: str) -> None:
    check_reading(SOURCE, data, path=path, pattern=PATTERN)
