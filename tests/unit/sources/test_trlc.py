"""Items in TRLC: types and their kinds, references of every form, strings, and what is broken."""

import codecs
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medtrace.model.ids import whole_token
from medtrace.model.items import Artifact, Diagnostic, ItemKind, Link, Location
from medtrace.model.snapshot import Blob
from medtrace.sources import trlc as module
from medtrace.sources._source import FieldLink, Files, Setup
from medtrace.sources._trlc_records import TrlcRecord, records
from tests.support.costs import within
from tests.support.source_readings import Reading, check_reading, read

pytestmark = pytest.mark.requirement("REQ-021", "REQ-025")
SOURCE = module.trlc
IDS = r"[A-Z]\w*\.\w+"
BOTH = module.Options(kinds=(("Need", ItemKind.USER_NEED), ("Model.Req", ItemKind.REQUIREMENT)))
TEXT = """package Pump
import Model

// A comment, and /* another
section "Alarms" {
  /* Model.Req Hidden { links = A } */
  Model.Req Occlusion {
    title   = "堵塞 \\"报警\\""
    text    = '''The pump shall alarm

                 * within 10 s.  '''
    links   = [Needs.Safe@1, Rate @ 2]
    safety  = Model.Class.C
    weights = [1, -2.5, 0x1F]
    source  = (Model.Kind.Log, "a, b")
    done    = true
    version = 2
  }
}
Need Rate { }
"""


def trlc(data: str | bytes, options: module.Options | None = None, **more: str) -> Reading:
    return read(SOURCE, data, pattern=IDS, path="reqs/pump.trlc", options=options, **more)


def value(written: str, package: str = "P") -> list[str]:
    """The records that a link field names, with versions."""
    reading = trlc(f"package {package} T A {{ links = {written} }}")
    assert not reading.problems
    versions = (dict(link.attributes).get("version", "") for link in reading.links)
    return [f"{link.target}@{version}".rstrip("@") for link, version in zip(reading.links, versions, strict=True)]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(TEXT.encode(), id="UTF-8"),
        pytest.param(TEXT.encode("utf-8-sig"), id="UTF-8 with mark"),
        pytest.param(codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), id="UTF-16"),
        pytest.param(TEXT.encode("gb18030"), id="GB18030"),
        pytest.param(TEXT.replace("\n", "\r\n").encode(), id="CRLF"),
        pytest.param(TEXT.replace("\n", "\r").encode(), id="CR alone"),
    ],
)
def test_every_encoding_gives_the_same_items(data: bytes) -> None:
    reading = trlc(data)
    assert not reading.problems
    first, second = reading.items
    assert (first.id, first.title, first.text) == (
        "Pump.Occlusion",
        '堵塞 "报警"',
        "The pump shall alarm\n\n* within 10 s.",
    )
    assert (first.location.line, first.location.column) == (7, 3)
    assert (second.id, second.title, second.text, second.location.line) == ("Pump.Rate", "Rate", "", 20)
    assert first.attributes == (
        ("done", "true"),
        ("safety", "Model.Class.C"),
        ("source", "(Model.Kind.Log, a, b)"),
        ("type", "Model.Req"),
        ("version", "2"),
        ("weights", "1, -2.5, 0x1F"),
    )
    assert [(one.source, one.kind, one.target, one.location.line, one.attributes) for one in reading.links] == [
        ("Pump.Occlusion", "derives", "Needs.Safe", 12, (("version", "1"), ("word", "links"))),
        ("Pump.Occlusion", "derives", "Pump.Rate", 12, (("version", "2"), ("word", "links"))),
    ]


@pytest.mark.parametrize(
    ("written", "targets"),
    [
        pytest.param("B", ["P.B"], id="the own package"),
        pytest.param("Q.B", ["Q.B"], id="another package"),
        pytest.param("[]", [], id="an empty array"),
        pytest.param("[B, Q.C@3,]", ["P.B", "Q.C@3"], id="an array"),
        pytest.param("[B, B, B@1]", ["P.B", "P.B@1"], id="the same twice"),
        pytest.param("(B, 3)", ["P.B"], id="a tuple"),
        pytest.param("[(B, C), (Q.D, 1)]", ["P.B", "P.C", "Q.D"], id="tuples in an array"),
        pytest.param("[7 of B, C at 3]", ["P.B", "P.C"], id="words between the parts of a tuple"),
        pytest.param("12 @ B", ["P.B"], id="a number before a sign"),
        pytest.param("Q.Level.high", [], id="a literal of another package"),
        pytest.param("[true, false, null, 1.5, -2]", [], id="plain values"),
        pytest.param('"B, Q.C@4;D"', ["P.B", "Q.C@4", "P.D"], id="names in a string"),
        pytest.param('["B", "C"]', ["P.B", "P.C"], id="strings in an array"),
        pytest.param('"see chapter two, B"', ["P.B"], id="prose beside a name"),
        pytest.param('"the rate of [[B]] and [[Q.C, D]], E"', ["P.B", "Q.C", "P.D"], id="a markup string"),
        pytest.param("'''\n  B,\n  C\n'''", ["P.B", "P.C"], id="a string of many lines"),
        pytest.param('""', [], id="an empty string"),
    ],
)
def test_a_link_field_names_records_in_every_form(written: str, targets: list[str]) -> None:
    assert value(written) == targets


def test_a_link_may_run_from_the_record_that_is_named() -> None:
    found = _read(module.Options(), "package P T A { links = [B@2] }", reverse=True)
    (link,) = (one for one in found if isinstance(one, Link))
    assert (link.source, link.target, dict(link.attributes)["version"]) == ("P.B", "P.A", "2")


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        pytest.param("package Pump Model.Req A {} Need B {} Other C {}", ["requirement", "user-need"], id="named"),
        pytest.param("package Pump Other.Req A {} Req B {}", [], id="a type of that name in another package"),
        pytest.param("package Model Req A {} Other.Need B {}", ["requirement", "user-need"], id="the own package"),
    ],
)
def test_a_type_says_the_kind(text: str, kinds: list[str]) -> None:
    assert [item.kind for item in trlc(text, BOTH).items] == kinds


MODEL = """package Model
abstract type Base "every item" { text String }
type Near "with words" extends Base { }
final type Far extends Near { }
type Loop extends Model.Round { } type Round extends Loop { }
"""


@pytest.mark.parametrize(
    ("kinds", "found"),
    [
        ("Base: requirement", ["Near requirement", "Far requirement"]),
        ("Model.Base: requirement, Near: design", ["Near design", "Far design"]),
        ("Far: test", ["Far test"]),
        ("Base: requirement, Far: test", ["Near requirement", "Far test"]),
        ("Other: requirement", []),
    ],
)
def test_a_type_may_extend_the_one_that_is_named(kinds: str, found: list[str]) -> None:
    pairs = (one.split(": ") for one in kinds.split(", "))
    options = module.Options(kinds=tuple((name, ItemKind(kind)) for name, kind in pairs))
    text = "package P " + " ".join(f"Model.{name} {name} {{}}" for name in ("Near", "Far", "Loop", "Lost"))
    items = [one for one in _read(options, text, MODEL) if isinstance(one, Artifact)]
    assert [f"{one.title} {one.kind}" for one in items] == found


def test_a_model_among_the_files_holds_no_items() -> None:
    assert _read(module.Options(), MODEL, path="model.rsl") == []


@pytest.mark.parametrize(
    ("columns", "title", "text"),
    [
        pytest.param((), "A", "two", id="the usual fields"),
        pytest.param((("title", ("b",)), ("text", ("a", "b"))), "one", "three\none", id="named fields"),
        pytest.param(
            (("text", ("*",)),), "A", "a = three\nb = one\nlinks = Q.B@1\ntext = two", id="every field but version"
        ),
    ],
)
def test_fields_play_roles(columns: module.Columns, title: str, text: str) -> None:
    reading = trlc(
        'package P T A { b = "one" text = "two" a = "three" version = 3 links = [Q.B@1] }', module.Options((), columns)
    )
    (item,) = reading.items
    assert (item.title, item.text, item.attribute("version")) == (title, text, "3")
    assert reading.cited == [("P.A", "derives", "Q.B")]


def test_a_risk_has_roles_of_its_own() -> None:
    columns = (("hazard", ("cause",)), ("harm", ("effect",)))
    text = 'package P T A { cause = "drift" description = "low rate" effect = "injury" }'
    (item,) = trlc(text, module.Options((), columns), kind="risk").items
    assert (item.title, item.text, item.attribute("harm")) == ("drift", "low rate", "injury")


GOOD = 'T B { text = "b" }'


@pytest.mark.parametrize(
    ("text", "ids", "told"),
    [
        pytest.param('T A { text = "open\n}\n' + GOOD, ["P.A", "P.B"], [2], id="an open string"),
        pytest.param("T A { text = '''open\n}\n" + GOOD, ["P.A", "P.B"], [2], id="an open long string"),
        pytest.param("/* open\nT A {}\n" + GOOD, ["P.A", "P.B"], [2], id="an open comment"),
        pytest.param("T A { text = 1\n" + GOOD, ["P.A", "P.B"], [2], id="an open record"),
        pytest.param("T A { text = [1, (2\n}\n" + GOOD, ["P.A", "P.B"], [2], id="an open array"),
        pytest.param("T A { text = 1]\n}\n" + GOOD, ["P.A", "P.B"], [2], id="brackets that close nothing"),
        pytest.param('section "S" {\nT A { }\n' + GOOD, ["P.A", "P.B"], [2], id="an open section"),
        pytest.param("T A { }\n}\n" + GOOD, ["P.A", "P.B"], [3], id="a brace that closes nothing"),
        pytest.param('T A { text "a"\n}\n' + GOOD, ["P.A", "P.B"], [2], id="a field without equals"),
        pytest.param("T A { = 1\n}\n" + GOOD, ["P.A", "P.B"], [2], id="a value without a field"),
        pytest.param("T A { text = \n}\n" + GOOD, ["P.A", "P.B"], [2], id="a field without a value"),
        pytest.param("T A { text = 1 text = 2\n}\n" + GOOD, ["P.A", "P.B"], [2], id="a field twice"),
        pytest.param("T 9A { text = { 1 } }\n" + GOOD, ["P.B"], [2], id="a record without a name"),
        pytest.param("§ 报警 ' \0 _\n" + GOOD, ["P.B"], [2], id="no TRLC at all"),
        pytest.param("package\n" + GOOD, ["P.B"], [2], id="a package without a name"),
        pytest.param("T X.Y { }\n" + GOOD, ["P.B"], [2], id="a name with a dot"),
        pytest.param("section {\nT A { } }\n" + GOOD, ["P.A", "P.B"], [2, 3], id="a section without a name"),
    ],
)
def test_a_bad_record_never_hides_a_good_one(text: str, ids: list[str], told: list[int]) -> None:
    reading = trlc("package P\n" + text)
    assert reading.ids == ids
    assert reading.told == [("trlc-unreadable", line) for line in told]


def test_what_can_be_read_of_a_bad_record_is_kept() -> None:
    reading = trlc('package P\nT A { text = "open\n links = [B, C@2 version = 2 text = "again"\nT D { title = "d" }')
    first, second = reading.items
    assert (first.text, first.attribute("version"), second.title) == ("open", "2", "d")
    assert reading.cited == [("P.A", "derives", "P.B"), ("P.A", "derives", "P.C")]
    assert [problem.message.en for problem in reading.problems] == [
        "a string is never closed; it was read to the end of its line",
        "the value of “links” cannot be read as a whole",
        "the field “text” stands twice; the first is kept",
        "the record “A” is never closed",
    ]


def test_an_id_that_does_not_match_is_told_unless_another_source_reads_it() -> None:
    reading = read(SOURCE, "package P T A {}\npackage SRS T B {}", pattern=r"SRS\.\w+", path="a.trlc")
    assert (reading.ids, reading.told) == (["SRS.B"], [("item-without-id", 1)])
    assert "P.A" in reading.problems[0].message.en
    assert "P.A" in reading.problems[0].message.zh


def test_a_record_without_a_package_has_its_name_alone() -> None:
    assert read(SOURCE, "T A { links = B }", pattern=r"\w+").cited == [("A", "derives", "B")]


def test_words_beyond_the_bound_are_told_and_what_came_before_is_kept() -> None:
    text = "package P\nT A { links = B }\nT C { links = D }\n"
    assert [type(one).__name__ for one in records(text, "a", most=1_000)] == ["TrlcRecord", "TrlcRecord"]
    first, told, *_ = sorted(records(text, "a", most=9), key=lambda one: isinstance(one, Diagnostic))
    assert isinstance(first, TrlcRecord)
    assert isinstance(told, Diagnostic)
    assert (first.id, told.code, told.location) == ("P.A", "file-too-long", Location("a", 3))
    assert "9" in told.message.zh
    assert "9 words" in told.message.en


SIGNS = ('"', "'", "'''", "/*", "{", "}", "[", "@", "T A {", "a=", "a.", "§", "\0", "\\", '"\\"')


@pytest.mark.parametrize("sign", SIGNS)
def test_much_of_anything_takes_little_time(sign: str) -> None:
    text = "package P T A { links = " + sign * (100_000 // len(sign))
    assert "P.A" in within(10, lambda: trlc(text)).ids


WORDS = ("package P", "import Q", 'section "s"', "T A", "Q.T B", "type A extends B", "links", "text", "Q.B@2", "[[B]]")
PIECE = st.sampled_from((*SIGNS, *WORDS, "]", "(", ")", "=", ",", ".", "1", '"a"', "*/", "//", "\n", "报警", "-"))
OPTIONS = st.sampled_from([module.Options(), BOTH, module.Options(columns=(("text", ("*",)),))])


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECE, max_size=30).map(" ".join), OPTIONS)
def test_any_trlc_like_text(text: str, options: module.Options) -> None:
    check_reading(SOURCE, text, pattern=IDS, options=options)
    check_reading(SOURCE, text, pattern=IDS, options=options, kind="risk")
    _read(BOTH, "package P T A {}", text)


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.binary(max_size=60), st.text(max_size=60)))
def test_any_bytes(data: str | bytes) -> None:
    check_reading(SOURCE, data, pattern=IDS)


def _read(
    options: module.Options, text: str, model: str = "", *, path: str = "a.trlc", reverse: bool = False
) -> list[object]:
    links = {("requirement", "links"): FieldLink("derives", reverse)}
    setup = Setup("requirement", whole_token(IDS), re.compile("(?!)"), options, links)
    files = Files((Blob(path, "0" * 40, text.encode()),), (Blob("model.rsl", "1" * 40, model.encode()),))
    return list(SOURCE.read(files, setup))


SHAPES = """package P
import Q
enum Kind { Log Other }
abstract type Base { description optional String freeze weight = -1  parents "above" optional Base [1..*] }
type Req extends Base { top optional Req  done optional Boolean  kind optional Kind  pinned optional Ver  about Person }
tuple Ver { item Req separator @ version Integer }
type Person { name String }
type Case { parent [Req, Q.Other]  satisfied_by optional Req  title String }
"""
DECLARED = """package P
Req A { parents = [B, missing] top = B pinned = C @ 3 kind = Kind.Log about = Me done = true description = "B" }
Req B { description = "B" }
Person Me { name = "B" }
Case T { parent = Q.x satisfied_by = B title = "A" }
"""


def declared(*, links: dict[tuple[str, str], FieldLink] | None = None, **kinds: str) -> set[tuple[str, str, str]]:
    """The links that the model of a revision makes."""
    pattern = whole_token(IDS)
    options = module.Options(kinds=tuple(kinds.items()))
    setup = Setup("requirement", pattern, pattern, options, links or {})
    files = Files((Blob("a.trlc", "0" * 40, DECLARED.encode()),), (Blob("m.rsl", "1" * 40, SHAPES.encode()),))
    found = list(SOURCE.read(files, setup))
    assert not [one for one in found if isinstance(one, Diagnostic)]
    return {(one.source, one.kind, one.target) for one in found if isinstance(one, Link)}


def test_a_field_that_the_model_declares_to_hold_records_is_a_link_by_itself() -> None:
    assert declared(Req="requirement", Case="test") == {
        ("P.A", "derives", "P.B"),
        ("P.A", "derives", "P.missing"),
        ("P.A", "mentions", "P.B"),
        ("P.A", "mentions", "P.C"),
        ("P.T", "verifies", "Q.x"),
        ("P.B", "satisfies", "P.T"),
    }


def test_records_of_types_that_are_no_items_are_not_cited() -> None:
    assert ("P.A", "mentions", "P.Me") in declared()
    assert ("P.A", "mentions", "P.Me") not in declared(Base="requirement")


def test_the_configuration_says_what_a_declared_field_means() -> None:
    found = declared(Req="requirement", links={("requirement", "parents"): FieldLink("satisfies")})
    assert ("P.A", "satisfies", "P.missing") in found
    assert ("P.A", "derives", "P.missing") not in found


@given(st.text(alphabet=st.sampled_from("{}[]=.,@ abA1\n'"), max_size=60) | st.text())
def test_any_text_is_a_model(text: str) -> None:
    pattern = whole_token(IDS)
    files = Files((Blob("a.trlc", "0" * 40, DECLARED.encode()),), (Blob("m.rsl", "1" * 40, (SHAPES + text).encode()),))
    assert list(SOURCE.read(files, Setup("requirement", pattern, pattern, module.Options(), {})))
