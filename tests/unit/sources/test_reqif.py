"""Requirements as ReqIF: the words of three tools, hierarchies, relations, packed files, and files meant to do harm."""

import codecs
import dataclasses
import io
import zipfile
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medtrace.model.ids import whole_token
from medtrace.model.items import Artifact, ItemKind, Link
from medtrace.model.snapshot import Blob
from medtrace.sources import reqif as module
from medtrace.sources._source import FieldLink, Files, Setup
from tests.support.source_readings import KNOWN, Reading, check_reading, read

pytestmark = pytest.mark.requirement("REQ-021", "REQ-025")
SOURCE = module.reqif
NAMESPACE = 'xmlns="http://www.omg.org/spec/ReqIF/20110401/reqif.xsd" xmlns:xhtml="http://www.w3.org/1999/xhtml"'


def document(types: str, objects: str, relations: str = "", tree: str = "", *, head: str = "") -> str:
    """A whole file around its parts."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n{head}<REQ-IF {NAMESPACE}><CORE-CONTENT><REQ-IF-CONTENT>\n{types}\n'
        f"<SPEC-OBJECTS>\n{objects}\n</SPEC-OBJECTS>\n<SPEC-RELATIONS>\n{relations}\n</SPEC-RELATIONS>\n"
        f"<SPECIFICATIONS>{tree}</SPECIFICATIONS></REQ-IF-CONTENT></CORE-CONTENT></REQ-IF>\n"
    )


def types(*names: str, kinds: Iterable[str] = ("Requirement",), relations: Iterable[str] = ()) -> str:
    """The types: attributes `a-NAME` of sort STRING, object types `t-NAME`, relation types `r-NAME`."""
    attributes = "".join(f'<ATTRIBUTE-DEFINITION-STRING IDENTIFIER="a-{one}" LONG-NAME="{one}"/>' for one in names)
    found = "".join(f'<SPEC-OBJECT-TYPE IDENTIFIER="t-{one}" LONG-NAME="{one}"/>' for one in kinds)
    found += "".join(f'<SPEC-RELATION-TYPE IDENTIFIER="r-{one}" LONG-NAME="{one}"/>' for one in relations)
    return f"<SPEC-TYPES>{found}<X>{attributes}</X></SPEC-TYPES>"


def text(name: str, value: str) -> str:
    return (
        f'<ATTRIBUTE-VALUE-STRING THE-VALUE="{value}"><DEFINITION><ATTRIBUTE-DEFINITION-STRING-REF>a-{name}'
        "</ATTRIBUTE-DEFINITION-STRING-REF></DEFINITION></ATTRIBUTE-VALUE-STRING>"
    )


def rich(name: str, inner: str) -> str:
    return (
        f"<ATTRIBUTE-VALUE-XHTML><DEFINITION><ATTRIBUTE-DEFINITION-XHTML-REF>a-{name}</ATTRIBUTE-DEFINITION-XHTML-REF>"
        f"</DEFINITION><THE-VALUE><xhtml:div>{inner}</xhtml:div></THE-VALUE></ATTRIBUTE-VALUE-XHTML>"
    )


def thing(identifier: str, *values: str, kind: str = "Requirement", more: str = "") -> str:
    return (
        f'<SPEC-OBJECT IDENTIFIER="{identifier}" {more}><TYPE><SPEC-OBJECT-TYPE-REF>t-{kind}</SPEC-OBJECT-TYPE-REF>'
        f"</TYPE><VALUES>{''.join(values)}</VALUES></SPEC-OBJECT>"
    )


def relation(source: str, target: str, kind: str = "") -> str:
    typed = f"<TYPE><SPEC-RELATION-TYPE-REF>r-{kind}</SPEC-RELATION-TYPE-REF></TYPE>" if kind else ""
    return (
        f'<SPEC-RELATION IDENTIFIER="l"><TARGET><SPEC-OBJECT-REF>{target}</SPEC-OBJECT-REF></TARGET>'
        f"<SOURCE><SPEC-OBJECT-REF>{source}</SPEC-OBJECT-REF></SOURCE>{typed}</SPEC-RELATION>"
    )


def place(identifier: str, *below: str) -> str:
    return (
        f"<SPEC-HIERARCHY><OBJECT><SPEC-OBJECT-REF>{identifier}</SPEC-OBJECT-REF></OBJECT>"
        f"<CHILDREN>{''.join(below)}</CHILDREN></SPEC-HIERARCHY>"
    )


def specification(*below: str, values: str = "") -> str:
    return f"<SPECIFICATION><VALUES>{values}</VALUES><CHILDREN>{''.join(below)}</CHILDREN></SPECIFICATION>"


def reading(data: str | bytes, options: module.Options | None = None, **setting: str) -> Reading:
    return read(SOURCE, data, path="docs/srs.reqif", options=options, **setting)


def with_links(data: str, links: dict[tuple[str, str], FieldLink]) -> list[tuple[str, str, str]]:
    """The links of a file under a configuration of its own."""
    setup = Setup("requirement", whole_token(r"SRS-\d{3}"), whole_token(KNOWN), module.Options(), links)
    found = SOURCE.read(Files((Blob("a.reqif", "", data.encode()),)), setup)
    return [(one.source, str(one.kind), one.target) for one in found if isinstance(one, Link)]


DOORS = document(
    """<DATATYPES><DATATYPE-DEFINITION-ENUMERATION IDENTIFIER="d-prio" LONG-NAME="Priority"><SPECIFIED-VALUES>
<ENUM-VALUE IDENTIFIER="e-1" LONG-NAME="High"><PROPERTIES><EMBEDDED-VALUE KEY="1" OTHER-CONTENT="red"/></PROPERTIES>
</ENUM-VALUE><ENUM-VALUE IDENTIFIER="e-2" LONG-NAME=""><PROPERTIES><EMBEDDED-VALUE KEY="2" OTHER-CONTENT="Low"/>
</PROPERTIES></ENUM-VALUE></SPECIFIED-VALUES></DATATYPE-DEFINITION-ENUMERATION></DATATYPES>
"""
    + types(
        *("ReqIF.ForeignID", "ReqIF.ChapterName", "ReqIF.Name", "ReqIF.Text", "ReqIF.Prefix", "Priority", "Reviewed"),
        relations=["satisfies"],
    ),
    thing("_1", text("ReqIF.ForeignID", "1"), rich("ReqIF.ChapterName", "报警"))
    + "\n"
    + thing(
        "_2",
        text("ReqIF.ForeignID", "014"),
        rich("ReqIF.Name", "心律失常报警"),
        rich("ReqIF.Text", "<xhtml:p>检出室颤后 <xhtml:b>10 s</xhtml:b>\n 内报警。</xhtml:p><xhtml:ul><xhtml:li>声"
        "</xhtml:li><xhtml:li>光</xhtml:li></xhtml:ul><xhtml:table><xhtml:tr><xhtml:td>a</xhtml:td><xhtml:td>b"
        "</xhtml:td></xhtml:tr></xhtml:table>x<xhtml:br/>y &lt; z"),
        "<ATTRIBUTE-VALUE-ENUMERATION><DEFINITION><ATTRIBUTE-DEFINITION-ENUMERATION-REF>a-Priority"
        "</ATTRIBUTE-DEFINITION-ENUMERATION-REF></DEFINITION><VALUES><ENUM-VALUE-REF>e-1</ENUM-VALUE-REF>"
        "<ENUM-VALUE-REF>e-2</ENUM-VALUE-REF></VALUES></ATTRIBUTE-VALUE-ENUMERATION>",
        '<ATTRIBUTE-VALUE-BOOLEAN THE-VALUE="true"><DEFINITION><ATTRIBUTE-DEFINITION-BOOLEAN-REF>a-Reviewed'
        "</ATTRIBUTE-DEFINITION-BOOLEAN-REF></DEFINITION></ATTRIBUTE-VALUE-BOOLEAN>",
    )
    + "\n"
    + thing("_3", text("ReqIF.ForeignID", "015"), rich("ReqIF.Text", "<xhtml:p>记录事件。</xhtml:p>更多")),
    relation("_3", "_2", "satisfies") + relation("_2", "_99", "satisfies"),
    specification(place("_1", place("_2", place("_3"))), values=text("ReqIF.Prefix", "SRS-")),
)  # fmt: skip


def test_doors_writes_the_number_alone_and_its_prefix_once() -> None:
    found = reading(DOORS)
    first, second = found.items
    assert (first.id, first.title, first.location.line) == ("SRS-014", "心律失常报警", 10)
    assert first.text == "检出室颤后 10 s 内报警。\n- 声\n- 光\na | b\nx\ny < z"
    assert first.attributes == (("Priority", "High, Low"), ("Reviewed", "true"), ("type", "Requirement"))
    assert (second.id, second.title, second.text) == ("SRS-015", "记录事件。", "记录事件。\n更多")
    assert found.cited == [("SRS-015", "satisfies", "SRS-014")]
    assert found.told == [("relation-to-nothing", 15), ("headings-left-out", 9)]


POLARION = document(
    types(
        *("ReqIF.ForeignID", "ReqIF.Name", "ReqIF.Text", "Status", "Due Date", "Effort"),
        kinds=["System Requirement", "Test Case", "Heading"],
        relations=["verifies", "has parent"],
    ),
    "".join(
        (
            thing("P-1", text("ReqIF.ForeignID", "SRS-001"), text("ReqIF.Name", "Alarm"), kind="System Requirement"),
            thing("P-2", text("ReqIF.ForeignID", "TC-001"), text("ReqIF.Name", "Test of alarm"), kind="Test Case"),
            thing("P-3", text("ReqIF.ForeignID", "SRS-002"), text("ReqIF.Name", "Chapter"), kind="Heading"),
            thing(
                "P-4",
                text("ReqIF.ForeignID", "SRS-003"),
                text("ReqIF.Name", "Record"),
                '<ATTRIBUTE-VALUE-DATE THE-VALUE="2024-03-01T00:00:00Z"><DEFINITION><ATTRIBUTE-DEFINITION-DATE-REF>'
                "a-Due Date</ATTRIBUTE-DEFINITION-DATE-REF></DEFINITION></ATTRIBUTE-VALUE-DATE>",
                '<ATTRIBUTE-VALUE-REAL THE-VALUE="1.10"><DEFINITION><ATTRIBUTE-DEFINITION-REAL-REF>a-Effort'
                "</ATTRIBUTE-DEFINITION-REAL-REF></DEFINITION></ATTRIBUTE-VALUE-REAL>",
                '<ATTRIBUTE-VALUE-INTEGER THE-VALUE="7"><DEFINITION><ATTRIBUTE-DEFINITION-INTEGER-REF>a-Status'
                "</ATTRIBUTE-DEFINITION-INTEGER-REF></DEFINITION></ATTRIBUTE-VALUE-INTEGER>",
                kind="System Requirement",
                more='DESC="said beside"',
            ),
        )
    ),
    relation("P-2", "P-1", "verifies") + relation("P-4", "P-1", "has parent") + relation("P-4", "P-3"),
)
KINDS = module.Options(kinds=(("System Requirement", ItemKind.REQUIREMENT), ("Test Case", ItemKind.TEST)))


def test_types_say_what_an_object_is_and_others_are_left_alone() -> None:
    found = reading(POLARION, KINDS, pattern=r"(?:SRS|TC)-\d{3}")
    assert [(item.id, item.kind, item.title) for item in found.items] == [
        ("SRS-001", "requirement", "Alarm"),
        ("TC-001", "test", "Test of alarm"),
        ("SRS-003", "requirement", "Record"),
    ]
    assert found.cited == [("TC-001", "verifies", "SRS-001"), ("SRS-003", "derives", "SRS-001")]
    said = (("Due Date", "2024-03-01T00:00:00Z"), ("Effort", "1.10"), ("Status", "7"), ("description", "said beside"))
    assert found.item("SRS-003").attributes == (*said, ("type", "System Requirement"))
    assert found.told == [("relations-unresolved", 8)]


def test_kinds_that_no_object_has_are_told_with_those_that_are_there() -> None:
    found = reading(POLARION, module.Options(kinds=(("System requirement", ItemKind.REQUIREMENT),)))
    assert not found.items
    (problem,) = (one for one in found.problems if one.code == "types-unmatched")
    assert problem.message.en.endswith("there are: Heading, System Requirement, Test Case")


def test_an_own_dialect_names_its_columns() -> None:
    data = document(
        types("Kennung", "Kurztext", "Langtext", "Satisfies", "Begründung", "Extra", kinds=["R"]),
        thing(
            "x",
            *(text("Kennung", "SRS-001"), text("Kurztext", "Alarm"), text("Langtext", "in 10 s")),
            *(text("Satisfies", "URS-001, URS-002 and nothing"), text("Begründung", "w"), text("Extra", "e")),
            kind="R",
        ),
    )
    columns = (("id", ("Kennung",)), ("title", ("kurztext",)), ("text", ("Langtext",)), ("rationale", ("Begründung",)))
    links = {("requirement", "Satisfies"): FieldLink("satisfies")}
    setup = Setup("requirement", whole_token(r"SRS-\d{3}"), whole_token(KNOWN), module.Options(columns), links)
    found = tuple(SOURCE.read(Files((Blob("a.reqif", "", data.encode()),)), setup))
    (item,) = (one for one in found if isinstance(one, Artifact))
    assert (item.id, item.title, item.text) == ("SRS-001", "Alarm", "in 10 s")
    assert item.attributes == (("Extra", "e"), ("rationale", "w"), ("type", "R"))
    assert [one.target for one in found if isinstance(one, Link)] == ["URS-001", "URS-002"]


@pytest.mark.parametrize(
    ("objects", "item"),
    [
        (thing("SRS-001", text("ReqIF.Text", "a\nb")), ("SRS-001", "a b", "a b")),
        (thing("x", text("ReqIF.Text", "b"), more='LONG-NAME="SRS-001"'), ("SRS-001", "b", "b")),
        (thing("x", text("ReqIF.Text", "b"), more='LONG-NAME="SRS-001 Alarm"'), ("SRS-001", "SRS-001 Alarm", "b")),
        (thing("x", text("UID", "SRS-001"), more='LONG-NAME="Alarm"'), ("SRS-001", "Alarm", "")),
        (thing("x", text("ReqIF.ForeignID", "12"), text("UID", "SRS-001")), ("SRS-001", "", "")),
        (thing("x", text("IE PUID", "SRS-001"), more='LONG-NAME="Alarm"'), ("SRS-001", "Alarm", "")),
        (thing("x", rich("UID", "SRS-001"), rich("ReqIF.Name", "a<xhtml:img alt='b'/>c")), ("SRS-001", "abc", "")),
    ],
)
def test_where_the_id_may_stand(objects: str, item: tuple[str, str, str]) -> None:
    (found,) = reading(document(types("ReqIF.ForeignID", "UID", "IE PUID", "ReqIF.Text", "ReqIF.Name"), objects)).items
    assert (found.id, found.title, found.text) == item


TREE = document(
    types("UID", relations=["Refines"]),
    "".join(thing(f"_{n}", text("UID", f"SRS-00{n}")) for n in (1, 2, 3)) + thing("_h"),
    relation("_3", "_1", "Refines"),
    specification(place("_1", place("_h", place("_2"), place("_1")), place("_3", place("_2")))) * 2,
)


@pytest.mark.parametrize(
    ("links", "cited"),
    [
        ({}, [("SRS-003", "derives", "SRS-001")]),
        (
            {("requirement", "parent"): FieldLink("part-of"), ("requirement", "Refines"): FieldLink("satisfies")},
            [
                ("SRS-003", "satisfies", "SRS-001"),
                ("SRS-002", "part-of", "SRS-001"),
                ("SRS-003", "part-of", "SRS-001"),
                ("SRS-002", "part-of", "SRS-003"),
            ],
        ),
        ({("requirement", "Refines"): FieldLink("causes", reverse=True)}, [("SRS-001", "causes", "SRS-003")]),
    ],
)
def test_relations_and_places_are_links(
    links: dict[tuple[str, str], FieldLink], cited: list[tuple[str, str, str]]
) -> None:
    assert with_links(TREE, links) == cited


@pytest.mark.parametrize(
    ("word", "kind"),
    [("Verifies", "verifies"), ("is validated", "verifies"), ("验证", "verifies"), ("satisfies", "satisfies"),
     ("Implements", "implements"), ("mitigates", "mitigates"), ("Parent", "derives"), ("", "derives")],
)  # fmt: skip
def test_the_name_of_a_relation_says_its_kind(word: str, kind: str) -> None:
    data = TREE.replace("Refines", word) if word else TREE.replace('LONG-NAME="Refines"', "")
    assert with_links(data, {}) == [("SRS-003", kind, "SRS-001")]


def packed(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in members:
            new.writestr(name, data)
    return out.getvalue()


def test_a_packed_file_is_read_with_all_its_members() -> None:
    second = document(types("UID"), thing("_9", text("UID", "SRS-099")))
    found = reading(
        packed(
            *(("a.reqif", DOORS.encode()), ("files/picture.png", b"\x89PNG"), ("__MACOSX/._a.reqif", b"\0")),
            *(("b.REQIF", second.encode("utf-16")), ("other.xml", b"<a/>")),
        )
    )
    assert [(item.id, item.attribute("file")) for item in found.items] == [
        ("SRS-014", "a.reqif"),
        ("SRS-015", "a.reqif"),
        ("SRS-099", "b.REQIF"),
    ]
    assert found.told == [("relation-to-nothing", 15), ("headings-left-out", 9)]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        pytest.param(packed(("a.txt", b"")), [("no-reqif", 1)], id="nothing of ours"),
        pytest.param(packed(("a.reqif", b"\0" * 6_000_000)), [("zip-refused", 1)], id="a bomb"),
        pytest.param(b"PK\x03\x04", [("zip-unreadable", 1)], id="a torn archive"),
        pytest.param(packed(("a.reqif", b"x" * 500))[:-30], [("zip-unreadable", 1)], id="a torn end"),
        pytest.param(b"<html/>", [("not-reqif", 1)], id="another root"),
        pytest.param(b"", [("xml-unreadable", 1)], id="nothing"),
        pytest.param(
            DOORS[:-40].encode(),
            [("xml-unreadable", 17), ("relation-to-nothing", 15), ("headings-left-out", 9)],
            id="the end is cut",
        ),
    ],
)
def test_what_cannot_be_read_is_told(data: bytes, told: list[tuple[str, int]]) -> None:
    assert reading(data).told == told


def test_a_damaged_member_is_told_and_the_others_are_read() -> None:
    data = bytearray(packed(("a.reqif", DOORS.encode()), ("b.reqif", TREE.encode())))
    data[200] ^= 0xFF
    found = reading(bytes(data))
    assert found.told[0] == ("zip-unreadable", 1)
    assert found.ids == ["SRS-001", "SRS-002", "SRS-003"]


BOMB = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("head", [BOMB, OUTSIDE, '<!DOCTYPE a SYSTEM "http://example.org/a.dtd">', "<!DOCTYPE a>"])
def test_entities_and_declarations_are_refused(head: str) -> None:
    found = reading(document(types("UID"), thing("_1", text("UID", "SRS-001")), head=head))
    assert found.told == [("xml-refused", 2)]
    assert not found.items


def test_what_a_file_does_not_define_is_told_and_kept() -> None:
    found = reading(document("", thing("_1", text("UID", "SRS-001"), text("Odd", "v"), more='LONG-NAME="SRS-001"')))
    assert found.items[0].attributes == (("a-Odd", "v"), ("a-UID", "SRS-001"), ("type", "t-Requirement"))
    assert found.told == [("attributes-unnamed", 5)]


def test_a_relation_to_nothing_names_both_ends() -> None:
    found = document(
        types("ID"),
        "\n".join([thing("_1", text("ID", "SRS-001")), thing("_2", text("ID", "heading")), thing("_3")]),
        "\n".join([relation("_1", "_9"), relation("_1", "_2"), relation("_3", "_2"), relation("", "_8")]),
    )
    told = {one.code: one.message.en for one in reading(found).problems if "relation" in one.code}
    every = [one.message.en for one in reading(found).problems if one.code == "relation-to-nothing"]
    assert [words.partition(" was")[0] for words in every] == [
        "the relation SRS-001 → _9",
        "the relation ? → _8",
    ]
    assert every[0].endswith("no object _9 is in any ReqIF file")
    assert told["relations-unresolved"].startswith("2 relations")
    assert told["relations-unresolved"].endswith("SRS-001 → _2")


def test_pictures_are_told_once_with_their_number() -> None:
    embedded = '<xhtml:object data="a.rtf"><xhtml:object data="a.png">the curve</xhtml:object></xhtml:object>'
    first = thing("_1", text("ID", "SRS-001"), rich("ReqIF.Text", f"See {embedded}, {embedded}"))
    second = thing("_2", text("ID", "SRS-002"), rich("ReqIF.Text", '<xhtml:img src="b.png" alt="b"/>'))
    found = reading(document(types("ID", "ReqIF.Text"), f"{first}\n{second}"))
    assert [one.message.en for one in found.problems] == ["3 pictures or embedded objects were not read"]
    assert [item.text for item in found.items] == ["See the curve, the curve", "b"]


def test_objects_without_id_are_counted() -> None:
    data = document(types("UID", "ReqIF.Text"), "\n".join(thing(f"_{n}", text("ReqIF.Text", "a")) for n in range(3)))
    (problem,) = reading(data).problems
    assert problem.code == "objects-without-id"
    assert problem.message.en.startswith("3 objects")
    assert "_0" in problem.message.en


@pytest.mark.parametrize(
    ("pattern", "ids"),
    [
        (r"_[0-9a-f]{4}-\d", ["_7f3a-1", "_7f3a-2"]),
        (r"[0-9a-f]{4}-\d", []),
        (r"_[0-9a-f]{4}", []),
        (r"[^\s,;]+", ["_7f3a-1", "_7f3a-2", "rmf_(x)_"]),
    ],
)
def test_an_identifier_is_the_id_as_a_whole_or_not_at_all(pattern: str, ids: list[str]) -> None:
    names = ("_7f3a-1", "_7f3a-2", "rmf_(x)_")
    data = document(types("ReqIF.Text"), "".join(thing(one, text("ReqIF.Text", "a")) for one in names))
    found = reading(data, pattern=pattern)
    assert found.ids == ids
    assert bool(found.problems) == (len(ids) < len(names))


CHAPTERS = (text("ReqIF.ForeignID", "SRS-001"), rich("ReqIF.ChapterName", "报警"))
WORDS = ("ReqIF.ForeignID", "ReqIF.ChapterName", "ReqIF.Text", "Object Type", "Langtext")


@pytest.mark.parametrize(
    ("kind", "values", "kinds", "read_as_item"),
    [
        pytest.param("R", (), ("R",), False, id="a chapter without text"),
        pytest.param("R", (rich("ReqIF.Text", "<xhtml:p/>"),), ("R",), False, id="an empty text"),
        pytest.param("R", (rich("ReqIF.Text", "a"),), ("R",), True, id="with text"),
        pytest.param("R", (), ("R", "Heading"), True, id="where headings have their type a title alone is an item"),
        pytest.param("heading", (rich("ReqIF.Text", "a"),), ("heading",), False, id="a heading with text"),
        pytest.param("Spec-Object-Type Section", (), (), False, id="the last word counts"),
        pytest.param("RequirementFolder", (), (), False, id="written as one word"),
        pytest.param("SectionRequirement", (rich("ReqIF.Text", "a"),), (), True, id="not the first word"),
        pytest.param("Heading Type", (rich("ReqIF.Text", "a"),), (), False, id="a word that says nothing"),
        pytest.param("章节标题", (rich("ReqIF.Text", "a"),), (), False, id="in Chinese"),
        pytest.param("R", (rich("ReqIF.Text", "a"), text("Object Type", "Heading")), (), False, id="by attribute"),
    ],
)
def test_headings_are_no_items(kind: str, values: tuple[str, ...], kinds: tuple[str, ...], read_as_item: bool) -> None:
    data = document(types(*WORDS, kinds=[kind, *kinds]), thing("_1", *CHAPTERS, *values, kind=kind)
                    + "".join(thing(f"_{n}", kind=one) for n, one in enumerate(kinds)))  # fmt: skip
    found = reading(data)
    assert (found.ids == ["SRS-001"]) is read_as_item
    told = [one.message.en for one in found.problems if one.code == "headings-left-out"]
    assert (f"{kind}: " in "".join(told)) is not read_as_item
    assert reading(data, module.Options(headings=True)).ids == ["SRS-001"]


def test_a_type_that_the_configuration_names_is_read_though_it_is_called_heading() -> None:
    data = document(types(*WORDS, kinds=["Heading"]), thing("_1", *CHAPTERS, kind="Heading"))
    assert reading(data, module.Options(kinds=(("Heading", ItemKind.REQUIREMENT),))).ids == ["SRS-001"]
    (problem,) = reading(data).problems
    assert problem.message.zh == "1 个对象是标题或章节，未作为条目读取（Heading：1）"


def test_a_chapter_is_none_where_the_file_has_no_attribute_for_texts() -> None:
    assert reading(document(types("ReqIF.ForeignID", "ReqIF.ChapterName"), thing("_1", *CHAPTERS))).ids == ["SRS-001"]
    own = module.Options(columns=(("text", ("Langtext",)),))
    assert not reading(document(types(*WORDS), thing("_1", *CHAPTERS)), own).ids
    assert reading(document(types(*WORDS), thing("_1", *CHAPTERS, text("Langtext", "a"))), own).ids == ["SRS-001"]


def test_default_values_belong_to_no_object() -> None:
    default = "<DEFAULT-VALUE>" + text("UID", "SRS-001") + "</DEFAULT-VALUE>"
    assert not reading(document(types("UID") + default, thing("_1"))).items


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(DOORS.encode("utf-8-sig"), id="UTF-8 with mark"),
        pytest.param(codecs.BOM_UTF16_LE + DOORS.encode("utf-16-le"), id="UTF-16, little end"),
        pytest.param(codecs.BOM_UTF16_BE + DOORS.encode("utf-16-be"), id="UTF-16, big end"),
        pytest.param(DOORS.encode("gb18030"), id="GB18030 without saying so"),
        pytest.param(DOORS.replace("UTF-8", "GB18030").encode("gb18030"), id="GB18030"),
        pytest.param(DOORS.replace("\n", "\r\n").encode(), id="CRLF"),
    ],
)
def test_every_encoding_gives_the_same_items(data: bytes) -> None:
    found, plain = reading(data), reading(DOORS)
    assert found.links == plain.links
    assert [dataclasses.astuple(one) for one in found.items] == [dataclasses.astuple(one) for one in plain.items]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(document(types("UID"), "", "", "<SPECIFICATION>" + "<SPEC-HIERARCHY>" * 100_000), id="deep tree"),
        pytest.param(document(types("UID"), thing("_1", rich("UID", "<xhtml:div>" * 50_000))), id="deep text"),
        pytest.param(document(types("UID"), thing("_1", rich("UID", "<xhtml:td>x</xhtml:td>" * 50_000))), id="cells"),
        pytest.param(document(types("UID"), thing("_1", text("UID", "x" * 1_000_000))), id="a long id"),
        pytest.param(document(types("UID"), "<SPEC-OBJECT><VALUES>" * 20_000), id="objects inside objects"),
        pytest.param("\0" * 1_000_000, id="NUL"),
    ],
)
def test_hostile_files_are_read_in_bounded_time(data: str) -> None:
    check_reading(SOURCE, data)


PIECES = st.sampled_from(
    [
        *(thing("_1", text("UID", "SRS-001")), thing("_1", rich("UID", "SRS-002 ]]&gt;")), relation("_1", "_2", "x")),
        *(specification(place("_1", place("_1"))), types("UID", relations=["x"]), "<SPEC-HIERARCHY>", "</CHILDREN>"),
        *("<THE-VALUE>", "</THE-VALUE>", "<SPEC-OBJECT>", "</SPEC-OBJECT>", "<SOURCE>", "a", "\n", "&amp;", "&x;"),
        *("<ATTRIBUTE-VALUE-STRING>", "</ATTRIBUTE-VALUE-STRING>", "<ENUM-VALUE-REF>", "</SPEC-OBJECT-REF>"),
    ]
)


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES, max_size=12).map("".join), st.sampled_from([module.Options(), KINDS]))
def test_any_pieces(inner: str, options: module.Options) -> None:
    check_reading(SOURCE, f"<REQ-IF>{inner}</REQ-IF>", options=options)
    check_reading(SOURCE, f"<REQ-IF>{inner}", options=options)
    check_reading(SOURCE, packed(("a.reqif", f"<REQ-IF>{inner}</REQ-IF>".encode())), last=50, options=options)


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.binary(max_size=60), st.text(max_size=60), st.binary(max_size=60).map(b"PK\x03\x04".__add__)))
def test_any_bytes(data: str | bytes) -> None:
    check_reading(SOURCE, data)


FIRST = document(
    types("ID", relations=["satisfies"]),
    thing("_1", text("ID", "SRS-001")),
    '<SPEC-RELATION IDENTIFIER="r"><TYPE><SPEC-RELATION-TYPE-REF>r-satisfies</SPEC-RELATION-TYPE-REF></TYPE><SOURCE>'
    "<SPEC-OBJECT-REF>_1</SPEC-OBJECT-REF></SOURCE><TARGET><SPEC-OBJECT-REF>_2</SPEC-OBJECT-REF></TARGET>"
    "</SPEC-RELATION>",
).encode()
SECOND = document(types("ID"), thing("_2", text("ID", "URS-002"))).encode()


def beside(*companions: bytes, own: bytes = FIRST) -> list[object]:
    """What a file says beside others: its links as (source, kind, target), its problems as codes."""
    setup = Setup("requirement", whole_token(r"SRS-\d{3}"), whole_token(KNOWN), module.Options(), {})
    others = tuple(Blob(f"m{number}.reqif", f"{number}" * 40, data) for number, data in enumerate(companions, 1))
    found = SOURCE.read(Files((Blob("own.reqif", "0" * 40, own),), others), setup)
    return [
        (one.source, str(one.kind), one.target) if isinstance(one, Link) else one.code
        for one in found
        if not isinstance(one, Artifact)
    ]


def test_a_relation_runs_into_another_file_of_the_revision() -> None:
    assert beside(FIRST) == ["relation-to-nothing"]
    assert beside(FIRST, SECOND) == [("SRS-001", "satisfies", "URS-002")]


def test_a_relation_runs_into_another_file_of_its_archive() -> None:
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w") as archive:
        archive.writestr("a/m1.reqif", FIRST)
        archive.writestr("a/m2.reqif", SECOND)
    assert ("SRS-001", "satisfies", "URS-002") in beside(own=found.getvalue())


def test_an_identifier_of_two_items_elsewhere_is_none_of_them() -> None:
    assert beside(SECOND, SECOND.replace(b"URS-002", b"URS-003")) == ["relations-unresolved"]
