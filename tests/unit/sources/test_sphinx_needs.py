"""Needs of sphinx-needs: directives of reStructuredText and MyST, their links, what is no need, hostile text."""

import codecs
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medtrace.model.items import ItemKind
from medtrace.sources import sphinx_needs as module
from tests.support.costs import within
from tests.support.source_readings import Reading, check_reading, read

pytestmark = pytest.mark.requirement("REQ-021", "REQ-025")
SOURCE = module.sphinx_needs
TEXT = """\
报警
====

.. req:: 心律失常
   报警
   :id: SRS-001
   :status: valid
   :links: URS-001[version==1], URS-002
   :satisfies: SRS-900; SRS-901

   检出室颤后

   10 s 内报警。

其他文字。

.. spec:: Second
   :id: SRS-002
"""


def rst(text: str | bytes, *, path: str = "docs/req.rst", kind: str = "requirement", **options: object) -> Reading:
    text = dedent(text) if isinstance(text, str) else text
    return read(SOURCE, text, path=path, kind=kind, options=module.Options(**options))  # type: ignore[arg-type]


def myst(text: str, **options: object) -> Reading:
    return rst(text, path="docs/req.md", **options)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(TEXT.encode(), id="UTF-8"),
        pytest.param(TEXT.encode("utf-8-sig"), id="UTF-8 with mark"),
        pytest.param(codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), id="UTF-16"),
        pytest.param(TEXT.encode("gb18030"), id="GB18030"),
        pytest.param(TEXT.replace("\n", "\r\n").encode(), id="CRLF"),
        pytest.param(TEXT.replace("   ", "\t").encode(), id="tabs"),
    ],
)
def test_every_encoding_gives_the_same_items(data: bytes) -> None:
    reading = rst(data)
    first, second = reading.items
    assert (first.id, first.kind, first.title) == ("SRS-001", "requirement", "心律失常 报警")
    assert first.text == "检出室颤后\n\n10 s 内报警。"
    assert (first.location.line, second.location.line) == (4, 17)
    assert first.attributes == (("status", "valid"),)
    assert (second.title, second.text) == ("Second", "")
    assert reading.cited == [
        ("SRS-001", "derives", "URS-001"),
        ("SRS-001", "derives", "URS-002"),
        ("SRS-001", "satisfies", "SRS-900"),
        ("SRS-001", "satisfies", "SRS-901"),
    ]
    assert [link.location.line for link in reading.links] == [8, 8, 9, 9]
    assert not reading.problems


@pytest.mark.parametrize(
    ("value", "targets"),
    [
        pytest.param("A_1", [("A_1",)], id="an id that nobody knows"),
        pytest.param("A_1, A_2;A_3\n         , A_1", [("A_1",), ("A_2",), ("A_3",)], id="signs, lines, twice"),
        pytest.param("A_1[version==1]", [("A_1", ("version", "1"))], id="a version"),
        pytest.param('A_1[status == "open, or so"]', [("A_1", ("status", "open, or so"))], id="a comma in quotes"),
        pytest.param("A_1[version>1]", [("A_1", ("condition", "version>1"))], id="another condition"),
        pytest.param(
            'A_1[[tags[0]=="a"]], A_2', [("A_1", ("condition", 'tags[0]=="a"')), ("A_2",)], id="nested brackets"
        ),
        pytest.param("SRS-002.1", [("SRS-002", ("part", "1"))], id="a part"),
        pytest.param("A.1", [("A.1",)], id="a dot in an id that nobody knows"),
        pytest.param("SRS-002.1[version==3]", [("SRS-002", ("part", "1"), ("version", "3"))], id="part and version"),
        pytest.param("[[copy('links', 'A, B')]], A_2", [("A_2",)], id="a dynamic function"),
        pytest.param("<<var>>, A_2", [("A_2",)], id="a variant"),
        pytest.param("A_1[version==1, A_2", [("A_1", ("version", "1")), ("A_2",)], id="an open bracket"),
        pytest.param("see SRS-002 and SRS-003", [("SRS-002",), ("SRS-003",)], id="a sentence"),
        pytest.param("SRS-001", [("SRS-001",)], id="itself"),
        pytest.param(",;, [] ;", [], id="only signs"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_targets_of_a_link_field(value: str, targets: list[tuple[object, ...]]) -> None:
    reading = rst(f".. req:: T\n   :id: SRS-001\n   :links: {value}\n")
    assert [(link.target, *link.attributes[1:]) for link in reading.links] == targets
    assert {link.attributes[0] for link in reading.links} <= {("word", "links")}


@pytest.mark.parametrize(
    ("value", "told"),
    [("[[copy('a')]]", "need-computed"), ("A B", "need-link"), ("A, B", None)],
    ids=["a dynamic function", "no comma", "ids"],
)
def test_what_cannot_be_read_of_a_link_field_is_told(value: str, told: str | None) -> None:
    reading = rst(f".. req:: T\n   :id: SRS-001\n   :links: {value}\n")
    assert reading.told == ([(told, 3)] if told else [])


@pytest.mark.parametrize(
    ("text", "ids", "told"),
    [
        pytest.param(".. req:: T\n\n   :id: SRS-001\n", [], [], id="options below an empty line are text"),
        pytest.param(".. req::\n\n   :id: SRS-001\n", ["SRS-001"], [], id="unless there is no title"),
        pytest.param("- a\n\n  * .. req:: T\n       :id: SRS-001\n", ["SRS-001"], [], id="in a list"),
        pytest.param("* - .. req:: T\n       :id: SRS-001\n  - b\n", ["SRS-001"], [], id="in a cell of a list table"),
        pytest.param(".. note::\n\n   .. req:: T\n      :id: SRS-001\n", ["SRS-001"], [], id="in a note"),
        pytest.param(".. note::\n   .. req:: T\n      :id: SRS-001\n", ["SRS-001"], [], id="right below a note"),
        pytest.param("..\n   .. req:: T\n      :id: SRS-001\n", [], [], id="in a comment"),
        pytest.param(".. a comment\n\n   .. req:: T\n      :id: SRS-001\n", [], [], id="in a comment with text"),
        pytest.param("..\n\n   .. req:: T\n      :id: SRS-001\n", ["SRS-001"], [], id="below an empty comment"),
        pytest.param(".. _a:\n\n.. req:: T\n   :id: SRS-001\n", ["SRS-001"], [], id="below a target"),
        pytest.param(".. code-block:: rst\n\n   .. req:: T\n      :id: SRS-001\n", [], [], id="in a code block"),
        pytest.param("Such as::\n\n   .. req:: T\n      :id: SRS-001\n", [], [], id="in a literal block"),
        pytest.param(
            "- Such as::\n\n    .. req:: T\n\n  .. req:: T\n     :id: SRS-001\n", ["SRS-001"], [], id="behind one"
        ),
        pytest.param("std::\nx\n\n.. req:: T\n   :id: SRS-001\n", ["SRS-001"], [], id="colons inside a paragraph"),
        pytest.param(".. needtable::\n   :id: SRS-001\n", [], [], id="a table of needs"),
        pytest.param(".. needflow:: T\n   :id: SRS-001\n", [], [], id="a diagram of needs"),
        pytest.param("\n.. needextend:: x\n   :+tags: a\n", [], [("need-not-followed", 2)], id="needextend"),
        pytest.param(".. needimport:: needs.json\n", [], [("need-not-followed", 1)], id="needimport"),
        pytest.param(".. req: T\n   :id: SRS-001\n", [], [("need-commented", 1)], id="one colon"),
        pytest.param(".. req: T\n   :id: URS-001\n", [], [], id="one colon of another source"),
        pytest.param(".. req:: T\n   :id: URS-001\n", [], [], id="an id of another source"),
        pytest.param(".. req:: T\n   :id: SRS-001\n   :delete:\n", [], [], id="a deleted need"),
        pytest.param(".. req:: T\n   :id: SRS-001\n   :delete: No\n", ["SRS-001"], [], id="a need that is not deleted"),
        pytest.param(".. req:: T\n   :id: SRS-001\n   :hide:\n", ["SRS-001"], [], id="a hidden need"),
        pytest.param(
            ".. req:: T\n   :id: SRS-001\n   text\n", ["SRS-001"], [("need-options", 3)], id="text against the options"
        ),
        pytest.param(".. req::T\n   :id: SRS-001\n", [], [], id="no blank behind the colons"),
        pytest.param("text .. req:: T\n   :id: SRS-001\n", [], [], id="in a line of text"),
        pytest.param("", [], [], id="nothing"),
    ],
)
def test_what_is_a_need(text: str, ids: list[str], told: list[tuple[str, int]]) -> None:
    reading = rst(text)
    assert (reading.ids, reading.told) == (ids, told)


def test_literal_blocks_are_read_when_they_are_asked_for() -> None:
    text = "::\n\n   .. req:: T\n      :id: SRS-001\n\n.. code-block:: rst\n\n   .. req:: T\n      :id: SRS-002\n"
    assert rst(text, literal=True).ids == ["SRS-001", "SRS-002"]
    assert rst("..\n   .. req:: T\n      :id: SRS-001\n", literal=True).ids == []


def test_a_need_inside_a_need_keeps_its_own_text() -> None:
    reading = rst(
        """\
        .. req:: Outer
           :id: SRS-001

           before

           .. container::

              .. spec:: Inner
                 :id: SRS-002

                 within

           after

        outside
        """
    )
    assert {item.id: item.text.split() for item in reading.items} == {
        "SRS-001": ["before", "..", "container::", "after"],
        "SRS-002": ["within"],
    }
    assert reading.cited == [("SRS-002", "part-of", "SRS-001")]


def test_what_stands_in_a_deleted_need_is_deleted_too() -> None:
    inner = "   .. req:: Inner\n      :id: SRS-002\n\n      .. req:: Innermost\n         :id: SRS-003\n"
    assert rst(f".. req:: Outer\n   :id: SRS-001\n   :delete: true\n\n{inner}").ids == []
    assert rst(f".. req:: Outer\n   :id: SRS-001\n\n{inner}").ids == ["SRS-001", "SRS-002", "SRS-003"]


def test_the_title_of_a_need_without_one_is_its_first_sentence() -> None:
    assert rst(".. req::\n   :id: SRS-001\n\n   It rings. Loud.\n").items[0].title == "It rings"


def test_kinds_say_which_directives_are_needs() -> None:
    kinds = (("req", ItemKind.REQUIREMENT), ("fmea", ItemKind.RISK))
    text = (
        ".. req:: A\n   :id: SRS-001\n\n.. fmea:: B\n   :id: SRS-002\n   :satisfies: X\n   :effect: harm done\n\n"
        ".. spec:: C\n   :id: SRS-003\n\n.. req:: D\n\n.. req:: E\n   :id: bad\n\n.. req:: F\n   :id: URS-001\n"
    )
    reading = rst(text, kinds=kinds, columns=(("harm", ("effect",)),))
    assert [(item.id, item.kind) for item in reading.items] == [("SRS-001", "requirement"), ("SRS-002", "risk")]
    assert reading.told == [("item-without-id", 12), ("item-without-id", 14)]
    assert reading.item("SRS-002").attributes == (("harm", "harm done"), ("satisfies", "X"))
    assert not reading.links


def test_the_harm_of_a_risk_belongs_to_its_meaning_and_a_status_does_not() -> None:
    def digest(harm: str, status: str) -> str:
        text = f".. fmea:: B\n   :id: SRS-001\n   :effect: {harm}\n   :status: {status}\n"
        return rst(text, kind="risk", columns=(("harm", ("effect",)),)).items[0].digest

    assert digest("a", "open") == digest("a", "closed")
    assert digest("a", "open") != digest("b", "open")


LISTED = """\
Needs
=====

.. list2need::
   :types: req, spec
   :links-down: satisfied_by
   :list_global_options: author="me"

   * (SRS-001) Alarm on fibrillation. The alarm
     sounds within 10 s.
     ((status="open", tags="a,b"))

     * (SRS-002) Detector
     * (SRS-003) Speaker (loud). Beeps.

   * Without an id
   * (no id) Other
   * (SRS-004) Record
"""


def test_entries_of_a_list_are_needs_of_the_type_of_their_depth() -> None:
    reading = rst(LISTED)
    assert [(one.id, one.title, one.text, one.location.line) for one in reading.items] == [
        ("SRS-001", "Alarm on fibrillation", "The alarm\nsounds within 10 s.", 9),
        ("SRS-002", "Detector", "", 13),
        ("SRS-003", "Speaker (loud)", "Beeps.", 14),
        ("SRS-004", "Record", "", 18),
    ]
    assert reading.items[0].attributes == (
        *(("author", "me"), ("satisfied_by", "SRS-002, SRS-003"), ("status", "open"), ("tags", "a,b")),
    )
    assert reading.cited == [("SRS-002", "part-of", "SRS-001"), ("SRS-003", "part-of", "SRS-001")]
    assert not reading.problems
    assert not rst(LISTED.replace("   :types:", "   :presentation: standalone\n   :types:")).cited


def test_types_of_a_list_that_kinds_names_are_read_and_entries_without_id_told() -> None:
    reading = rst(LISTED, kinds=(("req", ItemKind.REQUIREMENT),))
    assert reading.ids == ["SRS-001", "SRS-004"]
    assert reading.told == [("item-without-id", 16), ("item-without-id", 17)]
    assert [one.id for one in rst(LISTED, kinds=(("spec", ItemKind.DESIGN),)).items] == ["SRS-002", "SRS-003"]


def test_a_list_in_markdown_and_one_inside_a_need() -> None:
    text = "```{list2need}\n:types: req\n\n* (SRS-001) One\n* (SRS-002) Two: more\n```\n"
    assert [(one.id, one.title) for one in myst(text).items] == [("SRS-001", "One"), ("SRS-002", "Two: more")]
    inner = ".. req:: Outer\n   :id: SRS-009\n\n   .. list2need::\n      :types: spec\n\n      * (SRS-001) One\n"
    assert rst(inner).cited == [("SRS-001", "part-of", "SRS-009")]


def test_columns_say_which_fields_are_text() -> None:
    columns = (("title", ("short",)), ("text", ("rationale",)))
    item = rst(".. req:: T\n   :id: SRS-001\n   :short: S\n   :rationale: why\n\n   body\n", columns=columns).items[0]
    assert (item.title, item.text, item.attributes) == ("S", "why\n\nbody", ())


@pytest.mark.parametrize(
    ("text", "ids", "told"),
    [
        pytest.param("```{req} T\n:id: SRS-001\n\nbody\n```\n", ["SRS-001"], [], id="backticks"),
        pytest.param(":::{req} T\n:id: SRS-001\n:::\n", ["SRS-001"], [], id="colons"),
        pytest.param("~~~{req} T\n:id: 'SRS-001'\n~~~\n", ["SRS-001"], [], id="tildes and quotes"),
        pytest.param("```{req} T\n---\nid: SRS-001\ntags: [a, b]\n---\nbody\n```\n", ["SRS-001"], [], id="YAML"),
        pytest.param(
            "```{req} T\n---\nid: SRS-001\n[\n---\n```\n", ["SRS-001"], [("need-options", 3)], id="broken YAML"
        ),
        pytest.param("```{req} T\n\n:id: SRS-001\n```\n", [], [], id="options below an empty line"),
        pytest.param("````{note}\n```{req} T\n:id: SRS-001\n```\n````\n", ["SRS-001"], [], id="in a note"),
        pytest.param("```md\n:::{req} T\n:id: SRS-001\n:::\n```\n", [], [], id="in a code fence"),
        pytest.param("```{code-block} md\n:::{req} T\n:id: SRS-001\n:::\n```\n", [], [], id="in a code block"),
        pytest.param("<!--\n```{req} T\n:id: SRS-001\n```\n-->\n", [], [], id="in a comment"),
        pytest.param("<!-- open\n```{req} T\n:id: SRS-001\n```\n", ["SRS-001"], [], id="in an open comment"),
        pytest.param("```py\n<!--\n```\n:::{req} T\n:id: SRS-001\n:::\n-->\n", ["SRS-001"], [], id="a comment in code"),
        pytest.param("```{eval-rst}\n.. req:: T\n   :id: SRS-001\n```\n", ["SRS-001"], [], id="reStructuredText"),
        pytest.param("- ```{req} T\n  :id: SRS-001\n  ```\n", ["SRS-001"], [], id="in a list"),
        pytest.param("```{req} T\n:id: SRS-001\n", ["SRS-001"], [], id="never closed"),
        pytest.param("```{req} `T`\n:id: SRS-001\n```\n", [], [], id="a code span"),
        pytest.param(".. req:: T\n   :id: SRS-001\n", [], [], id="a directive of reStructuredText"),
    ],
)
def test_what_is_a_need_in_markdown(text: str, ids: list[str], told: list[tuple[str, int]]) -> None:
    reading = myst(text)
    assert (reading.ids, reading.told) == (ids, told)


def test_fences_inside_fences() -> None:
    reading = myst(
        """\
        # A

        :::::{req} Outer
        :id: SRS-001
        :links: URS-001

        before
        ::::{note}
        :::{req} Inner
        :id: SRS-002

        within
        :::
        ::::
        ```{eval-rst}
        .. req:: Third
           :id: SRS-003
        ```
        after
        :::::
        outside
        """
    )
    assert {item.id: (item.location.line, item.text.split("\n")[0]) for item in reading.items} == {
        "SRS-001": (3, "before"),
        "SRS-002": (9, "within"),
        "SRS-003": (16, ""),
    }
    assert reading.item("SRS-001").text.endswith("after")
    assert "within" not in reading.item("SRS-001").text
    assert sorted(reading.cited) == [
        ("SRS-001", "derives", "URS-001"),
        ("SRS-002", "part-of", "SRS-001"),
        ("SRS-003", "part-of", "SRS-001"),
    ]


HOSTILE = {
    "one character": "." * 1_000_000,
    "blanks": " " * 1_000_000,
    "bullets": "- " * 500_000,
    "colons": ":" * 1_000_000,
    "brackets": ".. req:: T\n   :id: SRS-001\n   :links: " + "[" * 1_000_000,
    "commas": ".. req:: T\n   :id: SRS-001\n   :links: " + "A B," * 20_000,
    "deep": "".join(f"{' ' * level}.. req:: T\n{' ' * level} :id: SRS-001\n\n" for level in range(1_000)),
    "open directives": ".. a::\n\n\n" * 100_000,
    "a long option": ".. req:: T\n   :id: SRS-001\n   :a: b\n" + "      c\n" * 100_000,
    "a long title": ".. req:: T\n" + "   c\n" * 100_000 + "   :id: SRS-001\n",
    "comments": "..\n a\n" * 100_000,
    "NUL": ".. req:: \0\n   :id: SRS-001\n\0",
    "fences": "```{req} T\n:id: SRS-001\n" * 50_000,
    "colon fences": ":::{req} T\n---\n" * 100_000,
    "open comments": "<!--\n" * 100_000,
    "closed fences": "".join(":" * (100 - n) + "{a}\n" for n in range(90)) + "::::\n" * 100_000,
}


@pytest.mark.parametrize("path", ["a.rst", "a.md"])
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_costs_little(text: str, path: str) -> None:
    within(10, lambda: rst(text.encode(), path=path))


PIECES = st.sampled_from(
    [
        *(".. req:: T\n", ".. req::\n", "..\n", "Such as::\n", "   :id: SRS-001\n", ":id: SRS-002\n", "   text\n"),
        *("```{req} T\n", ":::{req}\n", "```\n", ":::\n", "---\n", "```{eval-rst}\n", "<!--\n", "-->\n", "\n"),
        *("   .. req:: T\n", "      :id: SRS-003\n", "   :links: A[b, [[c]], SRS-001.2\n", ".. needextend:: a\n"),
        *(".. req: T\n", "   :delete:\n", "\0", "报警", "- ", "id: SRS-004\n", "   :satisfies: ;\n"),
    ]
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(PIECES, max_size=14).map("".join),
    st.sampled_from(["a.rst", "a.md"]),
    st.sampled_from([module.Options(), module.Options(kinds=(("req", ItemKind.RISK),), literal=True)]),
)
def test_any_text_of_needs(text: str, path: str, options: module.Options) -> None:
    check_reading(SOURCE, text, path=path, options=options)


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.binary(max_size=60), st.text(max_size=60)), st.sampled_from(["a.rst", "a.md"]))
def test_any_bytes(data: str | bytes, path: str) -> None:
    check_reading(SOURCE, data, path=path)
