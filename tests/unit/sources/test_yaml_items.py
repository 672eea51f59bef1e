"""Items in YAML: every shape, broken text, hostile text."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medtrace.marked.grower import MAX_DEPTH
from medtrace.sources import yaml_items as module
from tests.support.source_readings import Reading, check_reading, read

pytestmark = pytest.mark.requirement("REQ-021", "REQ-025")
SOURCE = module.yaml_items
BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in pairwise("abcdefghi")
)
OURS = Path(__file__).parents[3] / "docs" / "risks.yaml"


def yaml(text: str | bytes, path: str = "docs/items.yaml", **options: Any) -> Reading:
    return read(SOURCE, text, path=path, options=module.Options(**options))


def risks(text: str | bytes, **options: Any) -> Reading:
    return read(SOURCE, text, kind="risk", pattern=r"RISK-\d+", options=module.Options(**options))


@pytest.mark.parametrize(
    ("text", "options", "lines"),
    [
        pytest.param("- id: SRS-001\n- {id: SRS-002}\n", {}, {"SRS-001": 1, "SRS-002": 2}, id="a list"),
        pytest.param("SRS-001:\n  title: a\nSRS-002: {}\n", {}, {"SRS-001": 1, "SRS-002": 3}, id="a mapping by id"),
        pytest.param("id: SRS-001\n---\nid: SRS-002\n", {}, {"SRS-001": 1, "SRS-002": 3}, id="a document per item"),
        pytest.param(
            "%YAML 1.1\n---\nid: SRS-001\n...\nid: SRS-002\n", {}, {"SRS-001": 3, "SRS-002": 5}, id="end marks"
        ),
        pytest.param("a:\n  b:\n    - id: SRS-001\n", {"items": "a.b"}, {"SRS-001": 3}, id="under a key path"),
        pytest.param("- SRS-001: {title: a}\n", {}, {"SRS-001": 1}, id="a list of single keys"),
        pytest.param("- 编号: SRS-001\n", {"columns": (("id", ("编号",)),)}, {"SRS-001": 1}, id="a key of one's own"),
        pytest.param("\ufeff- id: SRS-001\r\n- id: SRS-002\r\n", {}, {"SRS-001": 1, "SRS-002": 2}, id="BOM and CRLF"),
        pytest.param("active: true\ntext: a\n", {}, {}, id="no id and no name of a file"),
    ],
)
def test_items_of_every_shape_keep_their_line(text: str, options: dict[str, Any], lines: dict[str, int]) -> None:
    reading = yaml(text, **options)
    assert {item.id: item.location.line for item in reading.items} == lines


def test_a_file_named_as_an_id_is_an_item() -> None:
    assert yaml("active: true\ntext: |\n  一\n  二\n", path="req/SRS-007.yml").item("SRS-007").text == "一\n二"


def test_no_value_is_guessed() -> None:
    text = "- {id: SRS-001, version: 1.10, flag: on, day: 2020-01-01, code: 0123, none: ~, empty: , quoted: 'null'}\n"
    assert yaml(text).items[0].attributes == (
        ("code", "0123"),
        ("day", "2020-01-01"),
        ("flag", "on"),
        ("quoted", "null"),
        ("version", "1.10"),
    )


def test_lists_are_joined_and_nested_keys_are_named() -> None:
    item = yaml("- id: SRS-001\n  tags: [b, a]\n  origin: {who: x, where: [y, z]}\n").items[0]
    assert item.attributes == (("origin.where", "y, z"), ("origin.who", "x"), ("tags", "b, a"))


def test_columns_name_the_roles() -> None:
    columns = (("id", ("编号",)), ("title", ("名称",)), ("text", ("内容", "理由")), ("priority", ("优先级",)))
    item = yaml("- {编号: SRS-001, 名称: 报警, 内容: 一, 理由: 二, 优先级: 高, 状态: 批准}\n", columns=columns).items[0]
    assert (item.title, item.text, item.attributes) == ("报警", "一\n二", (("priority", "高"), ("状态", "批准")))


def test_keys_named_as_links_cite_every_known_id() -> None:
    reading = yaml("- id: SRS-001\n  satisfies: [URS-002, 'URS-001，见 X-9']\n  links:\n    - URS-003: abcd\n")
    assert reading.cited == [
        ("SRS-001", "satisfies", "URS-002"),
        ("SRS-001", "satisfies", "URS-001"),
        ("SRS-001", "derives", "URS-003"),
    ]
    assert [link.location.line for link in reading.links] == [2, 2, 3]
    assert reading.items[0].attributes == ()


def test_merge_keys_and_aliases_are_read() -> None:
    reading = yaml("- &base {id: SRS-001, owner: x, prio: 1}\n- {<<: *base, id: SRS-002, prio: 2}\n")
    assert reading.item("SRS-002").attributes == (("owner", "x"), ("prio", "2"))


def test_the_digest_changes_with_the_text_only() -> None:
    one, spaced, other = (yaml(f"- {{id: SRS-001, text: '{text}', note: {note}}}\n").items[0].digest for text, note in (
        ("a b", "x"), ("a   b", "y"), ("a c", "x")))  # fmt: skip
    assert one == spaced != other


@pytest.mark.requirement("REQ-024")
def test_risks_and_their_controls() -> None:
    reading = risks(
        "- id: RISK-1\n  hazard: 电极脱落\n  sequence: 一\n  harm: 死亡\n  severity_before: 灾难\n  controls:\n"
        "    - {id: RC-7, title: 报警, kind: design, requirements: [SRS-020], owner: x}\n"
        "    - {id: RC-8, title: 说明}\n"
    )
    risk, control = reading.item("RISK-1"), reading.item("RC-7")
    assert (risk.title, risk.text) == ("电极脱落", "一 | 死亡 | 灾难")
    assert risk.attribute("harm") == "死亡"
    assert (control.kind, control.title) == ("risk-control", "报警")
    assert control.attributes == (("control_kind", "design"), ("owner", "x"))
    assert reading.cited == [
        ("SRS-020", "implements", "RC-7"),
        ("RC-7", "controls", "RISK-1"),
        ("RC-8", "controls", "RISK-1"),
    ]


@pytest.mark.requirement("REQ-024")
def test_a_change_of_a_risk_estimate_changes_its_digest() -> None:
    before, after = (
        risks(f"- {{id: RISK-1, hazard: a, severity_before: {value}, text: b}}\n").items[0].digest for value in "12"
    )
    assert before != after


@pytest.mark.requirement("REQ-024")
@pytest.mark.parametrize(
    ("controls", "cited"),
    [
        pytest.param("[RC-7, RC-8]", ["RC-7", "RC-8"], id="named by id"),
        pytest.param("[显示报警]", ["RISK-1/C1"], id="told in words"),
        pytest.param("[{title: 显示报警}]", ["RISK-1/C1"], id="without an id"),
        pytest.param("{id: RC-7}", ["RC-7"], id="one alone"),
        pytest.param("", [], id="none"),
    ],
)
def test_controls_of_other_shapes(controls: str, cited: list[str]) -> None:
    assert risks(f"- {{id: RISK-1, hazard: a, controls: {controls}}}\n").cited == [
        (name, "controls", "RISK-1") for name in cited
    ]


@pytest.mark.requirement("REQ-024")
@pytest.mark.parametrize(
    ("controls", "text", "title"),
    [
        pytest.param("控制", "控制: [{id: RC-1, title: b}]", "b", id="a key"),
        pytest.param((("id", ("编号",)), ("title", ("措施",))), "controls: [{编号: RC-1, 措施: b}]", "b", id="roles"),
        pytest.param((("key", ("控制",)), ("title", ("措施",))), "控制: [{id: RC-1, 措施: b}]", "b", id="both"),
        pytest.param("controls", "控制: [{id: RC-1, title: b}]", "", id="another key is an attribute"),
    ],
)
def test_controls_under_names_of_ones_own(controls: Any, text: str, title: str) -> None:
    reading = risks(f"- {{id: RISK-1, hazard: a, {text}}}\n", controls=controls)
    assert [item.title for item in reading.items if item.id == "RC-1"] == ([title] if title else [])


@pytest.mark.requirement("REQ-024")
def test_our_own_risks_are_whole() -> None:
    reading = risks(OURS.read_bytes())
    text = OURS.read_text("utf-8")
    assert len([one for one in reading.items if one.kind == "risk"]) == text.count("\n- id: RISK-")
    assert len([one for one in reading.items if one.kind == "risk-control"]) == text.count("- {id: CTL-")
    assert not reading.problems
    assert ("REQ-050", "implements", "CTL-01") in reading.cited


@pytest.mark.parametrize(
    ("text", "ids", "told"),
    [
        pytest.param(
            "- id: SRS-001\n- id: SRS-002\n  title: a: b\n- id: SRS-003\n",
            ["SRS-001", "SRS-003"],
            [("yaml-unreadable", 3)],
            id="one entry of a list",
        ),
        pytest.param(
            "SRS-001: {title: a}\nSRS-002: {title: [}\nSRS-003: {title: c}\n",
            ["SRS-001", "SRS-003"],
            [("yaml-unreadable", 2)],
            id="one entry of a mapping",
        ),
        pytest.param(
            "id: SRS-001\n---\nid: 'SRS-002\n---\nid: SRS-003\n",
            ["SRS-001", "SRS-003"],
            [("yaml-unreadable", 3)],
            id="one document",
        ),
        pytest.param("- id: SRS-001\n\t- x\n", [], [("yaml-unreadable", 2)], id="a tab"),
        pytest.param("- id: SRS-001\n  a\x07: b\n", ["SRS-001"], [("yaml-unreadable", 2)], id="an invisible sign"),
        pytest.param("- {id: SRS-001, a: 1, a: 2}\n", ["SRS-001"], [("yaml-duplicate-key", 1)], id="a key twice"),
        pytest.param("- id: SRS-001\n  ? [a]\n  : b\n", ["SRS-001"], [("yaml-shape", 2)], id="a list as key"),
    ],
)
def test_a_broken_entry_never_hides_a_good_one(text: str, ids: list[str], told: list[tuple[str, int]]) -> None:
    reading = yaml(text)
    assert reading.ids == ids
    assert reading.told == told


def test_the_place_of_a_broken_line_has_its_column() -> None:
    (problem,) = yaml("- id: SRS-002\n  title: a: b\n").problems
    assert str(problem.location) == "docs/items.yaml:2:11"
    assert "冒号" in problem.message.zh
    assert "colon" in problem.message.en


@pytest.mark.parametrize(
    ("text", "options", "told"),
    [
        pytest.param("- id: SRS-001\n- 5\n- [a]\n", {}, [("yaml-shape", 2), ("yaml-shape", 3)], id="no mappings"),
        pytest.param("SRS-001: 5\n", {}, [("yaml-shape", 1)], id="a number under an id"),
        pytest.param("just text\n", {}, [("yaml-shape", 1)], id="text"),
        pytest.param("- id: SRS-001\n", {"items": "a.b"}, [("yaml-shape", 1)], id="a path that leads nowhere"),
        pytest.param("- {title: a}\n", {}, [("item-without-id", 1)], id="no id"),
        pytest.param("- {id: SRX-001}\n", {}, [("item-without-id", 1)], id="a misspelt id"),
        pytest.param("- {id: TC-001}\n", {}, [], id="an item of another source"),
        pytest.param("", {}, [], id="nothing"),
        pytest.param("# only words\n---\n", {}, [], id="an empty document"),
    ],
)
def test_wrong_shapes_are_told_with_their_line(text: str, options: dict[str, Any], told: list[tuple[str, int]]) -> None:
    assert yaml(text, **options).told == told


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("- id: SRS-001\n  a: " + "[" * 50_000, "yaml-refused", id="deep brackets"),
        pytest.param("- " * 50_000, "yaml-refused", id="deep lists"),
        pytest.param("{" * 50_000, "yaml-refused", id="deep braces"),
        pytest.param(BOMB, "yaml-refused", id="an alias bomb"),
        pytest.param("- &a [*a]\n", "yaml-unreadable", id="an alias of itself"),
        pytest.param("- *nowhere\n", "yaml-unreadable", id="an alias of nothing"),
    ],
)
def test_hostile_text_is_refused_with_its_place(text: str, code: str) -> None:
    assert [problem.code for problem in yaml(text).problems] == [code]


def test_nesting_up_to_the_bound_is_read() -> None:
    depth = MAX_DEPTH - 2
    item = yaml(f"- id: SRS-001\n  a: {'[' * depth}x{']' * depth}\n").items[0]
    assert item.attributes == (("a", "x"),)


def test_many_broken_lines_are_counted_not_listed() -> None:
    reading = yaml("- id: SRS-001\n" + "- a: b: c\n" * 500)
    assert reading.ids == ["SRS-001"]
    assert len(reading.problems) == 21
    assert "480" in reading.problems[-1].message.en


LINES = r"""
- id: SRS-001|- id: SRS-002|id: SRS-003|SRS-004:|SRS-005: {title: x}|  title: 报警|  text: >|    a: b: c|---|...
    - {id: RC-1}|  satisfies: [URS-001, URS-002]|  controls:|  - [|}|- &a [1, *a]|&a x|*a|- *a|<<: *a|? x|: y|'|"|
%YAML 1.1|# note|- - - x|- |a:|  b:
!!python/object:os.system x
"""
LINE = st.sampled_from([*LINES.replace("\n", "|").split("|"), "\t- x", "\x07", "\x85- id: SRS-006", "\u2028", "\ufeff"])


@settings(max_examples=100, deadline=None)
@given(
    st.lists(LINE, max_size=12).map("\n".join), st.sampled_from(["requirement", "risk"]), st.sampled_from(["", "a.b"])
)
def test_any_yaml_like_text(text: str, kind: str, items: str) -> None:
    check_reading(SOURCE, text, kind=kind, options=module.Options(items=items), path="a/SRS-009.yaml")


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.binary(max_size=60), st.text(max_size=60)))
def test_any_bytes(data: str | bytes) -> None:
    check_reading(SOURCE, data)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=12), min_size=1, max_size=5))
def test_every_title_survives_quoting(titles: list[str]) -> None:
    quoted = ["'" + title.replace("'", "''") + "'" for title in titles]
    reading = yaml("".join(f"- {{id: SRS-{number:03}, title: {text}}}\n" for number, text in enumerate(quoted)))
    assert [item.title for item in reading.items] == [title.strip() for title in titles]
