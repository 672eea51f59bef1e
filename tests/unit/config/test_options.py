"""Options of plug-ins: converted by the hints of their dataclass, with precise mistakes."""

import re
from dataclasses import dataclass

import pytest

from medtrace.config.options import marked_options, read_options
from medtrace.config.trees import read_tree
from medtrace.errors import ConfigError
from medtrace.marked.nodes import Mark
from medtrace.words import Localized
from tests.unit.config.shapes_of_tests import Inner, Level, Needy, Options

pytestmark = pytest.mark.requirement("REQ-011")
HERE = Mark(1, 1)


@pytest.mark.parametrize(
    "text, name, value",
    [
        ("levels: [1, 2]", "levels", (1, 2)),
        ("levels: 3", "levels", (3,)),
        ("fields: [追溯, 实施]", "fields", ("追溯", "实施")),
        ("fields: 追溯", "fields", ("追溯",)),
        ("columns: {id: 编号, text: 内容}", "columns", (("id", "编号"), ("text", "内容"))),
        ("columns: [[id, 编号]]", "columns", (("id", "编号"),)),
        ("words: {covers: verifies}", "words", {"covers": "verifies"}),
        ("words: null", "words", None),
        ("delimiter: ;", "delimiter", ";"),
        ("delimiter:", "delimiter", ","),
        ("tests: true", "tests", True),
        ("share: 0.25", "share", 0.25),
        ("share: 2", "share", 2.0),
        ("level: high", "level", Level.HIGH),
        ("side: right", "side", "right"),
        ("inner: {id: a}", "inner", Inner("a")),
        ("inner: ~", "inner", None),
        ("pair: [b, 2]", "pair", ("b", 2)),
        ("title: {zh: 甲, en: A}", "title", Localized("甲", "A")),
        ("title: 甲", "title", Localized("甲", "甲")),
    ],
)
def test_a_value_is_converted_by_its_hint(text: str, name: str, value: object) -> None:
    found = marked_options(read_tree(text, path="f").root, Options, where=HERE)
    assert found.mistakes == ()
    assert getattr(found.value, name) == value
    again = read_options(dict(found.given), Options, place="f")
    assert again == found.value, "options that were converted once read the same again"


@pytest.mark.parametrize(
    "text, column, words",
    [
        ("levels: [1, x, 2.5]", 13, 'levels[1]: expected a whole number, got "x"'),
        ("levels: {a: b}", 9, "levels: expected a list, got a mapping"),
        ("tests: on", 8, 'tests: expected true or false, got "on"'),
        ("tests: [true]", 8, "tests: expected true or false, got a list of 1"),
        ("share: much", 8, 'share: expected a number, got "much"'),
        ("level: hihg", 8, 'level: expected low or high, got "hihg"; did you mean "high"?'),
        ("side: lefft", 7, 'side: expected left or right, got "lefft"; did you mean "left"?'),
        ("pair: [b]", 7, "pair: expected a list of 2, got a list of 1"),
        ("delimiter: [a]", 12, "delimiter: expected text, got a list of 1"),
        ("inner: {}", 8, 'required option "id" is missing'),
        ("inner: {id: a, titel: b}", 16, 'unknown option "titel"; did you mean "title"?'),
        ("inner: text", 8, 'inner: expected a mapping, got "text"'),
        ("columns: {id: [a]}", 15, "columns[0]: expected text, got a list of 1"),
        ("columns: text", 10, 'columns[0]: expected a list of 2, got "text"'),
        ("title: [a]", 8, "title: expected text or {zh, en}, got a list of 1"),
        ("delimiter: ''", 1, "the options are not valid: the delimiter is empty"),
        ("[a]", 1, "options: expected a mapping, got a list of 1"),
    ],
)
def test_what_does_not_fit_is_told(text: str, column: int, words: str) -> None:
    found = marked_options(read_tree(text, path="f").root, Options, where=HERE)
    assert found.value is None
    assert (found.mistakes[0].mark, found.mistakes[0].words.en) == (Mark(1, column), words)


def test_every_mistake_is_told_at_once() -> None:
    found = marked_options(read_tree("levels: [x, y]\nside: no\nzz: 1", path="f").root, Options, where=HERE)
    assert [one.mark for one in found.mistakes] == [Mark(1, 10), Mark(1, 13), Mark(2, 7), Mark(3, 1)]


def test_no_options_are_the_defaults_or_a_missing_one() -> None:
    assert marked_options(None, Options, where=HERE).value == Options()
    needy = marked_options(None, Needy, where=Mark(7, 3))
    assert [(one.mark, one.words.en) for one in needy.mistakes] == [(Mark(7, 3), 'required option "tag" is missing')]


def test_plain_values_are_read_with_the_place_of_the_caller() -> None:
    given = {"levels": [1, 2], "tests": True, "level": Level.HIGH, "inner": Inner("a"), "words": {"a": "b"}}
    assert read_options(given, Options, place="f") == Options(
        levels=(1, 2), tests=True, level=Level.HIGH, inner=Inner("a"), words={"a": "b"}
    )
    with pytest.raises(ConfigError) as caught:
        read_options({"levels": ["x"]}, Options, place="triggers.yaml:4:2")
    assert caught.value.problems == (
        ("triggers.yaml:4:2", Localized("levels[0]：应为整数，得到“x”", 'levels[0]: expected a whole number, got "x"')),
    )


@dataclass(frozen=True, slots=True)
class Rare:
    """Hints that few plug-ins use."""

    pattern: re.Pattern[str] | None = None
    names: frozenset[str] = frozenset()
    either: int | str = 0
    anything: object = None


def test_rare_hints_are_read_too() -> None:
    text = "pattern: a+\nnames: [b, a]\neither: x\nanything: {k: [1]}"
    found = marked_options(read_tree(text, path="f").root, Rare, where=HERE)
    assert found.value == Rare(re.compile("a+"), frozenset({"a", "b"}), "x", (("k", ("1",)),))
    bad = marked_options(read_tree("pattern: (", path="f").root, Rare, where=HERE)
    assert bad.mistakes[0].words.en.startswith("pattern: not a valid expression")


@dataclass(frozen=True, slots=True)
class Faulty:
    """A plug-in's own fault: a hint that options cannot hold."""

    value: bytes = b""


def test_a_hint_that_options_cannot_hold_is_a_fault_of_the_plug_in() -> None:
    with pytest.raises(TypeError, match="bytes"):
        marked_options(read_tree("value: x", path="f").root, Faulty, where=HERE)
