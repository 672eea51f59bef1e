"""YAML as marked text: nothing is guessed, every defect has its place, and no input ends the process."""

import pytest

from medtrace.config.trees import read_tree
from medtrace.config.ways import find, key_mark, nearest_mark, plain
from medtrace.config.yaml_words import MAX_NODES
from medtrace.errors import ConfigError, ProfileError
from medtrace.marked.grower import MAX_DEPTH
from medtrace.marked.nodes import Mapping

pytestmark = pytest.mark.requirement("REQ-011")

COLON = 'a second ": " is not allowed here; check the indentation, or put quotes around text with a colon'


def problems(source: str | bytes) -> list[tuple[str, str]]:
    """Places and English words of everything wrong with a text."""
    try:
        tree = read_tree(source, path="f.yaml")
    except ConfigError as fault:
        return [(place, words.en) for place, words in fault.problems]
    return [(tree.place(one.mark), one.words.en) for one in tree.mistakes]


@pytest.mark.parametrize(
    "written, value",
    [
        ("1.10", "1.10"),
        ("on", "on"),
        ("no", "no"),
        ("2020-01-01", "2020-01-01"),
        ("0123", "0123"),
        ("1_000", "1_000"),
        ("12:30", "12:30"),
        ("'null'", "null"),
        ("''", ""),
        ("!!str 5", "5"),
        ("null", None),
        ("~", None),
        ("", None),
        ("NULL", "NULL"),
        ("中文：全角", "中文：全角"),
        ("|\n  a\n  b\n", "a\nb\n"),
    ],
)
def test_a_scalar_stays_what_was_written(written: str, value: str | None) -> None:
    assert plain(read_tree(f"key: {written}", path="f.yaml").root) == {"key": value}


@pytest.mark.parametrize(
    "source",
    [
        "\ufeffa: b\nc: [d]\n",
        "a: b\r\nc: [d]\r\n",
        "a: b\rc: [d]",
        b"\xef\xbb\xbfa: b\nc: [d]",
        "a: b\nc: [d]".encode("utf-16"),
    ],
    ids=["byte-order mark", "CRLF", "CR", "bytes with mark", "UTF-16"],
)
def test_marks_and_line_ends_of_every_editor_are_fine(source: str | bytes) -> None:
    assert plain(read_tree(source, path="f.yaml").root) == {"a": "b", "c": ["d"]}


@pytest.mark.parametrize(
    "source, expected",
    [
        ("a: 1\nb: 2\na: 3", [("f.yaml:3:1", 'key "a" stands twice; first at line 1, column 1')]),
        ("x:\n  - {a: 1, 中: 2, 中: 3}", [("f.yaml:2:18", 'key "中" stands twice; first at line 2, column 12')]),
        ("a: &x {b: c}\nd:\n  <<: *x", [("f.yaml:3:3", "merge keys (<<) are not supported; write the keys out")]),
        ("? [a]\n: b", [("f.yaml:1:3", "a key must be plain text")]),
        ("~: b", [("f.yaml:1:1", "a key must be plain text")]),
        ("a: !x 1", [("f.yaml:1:4", "the YAML tag !x is not supported; remove it")]),
        ("a: !!int 3", [("f.yaml:1:4", "the YAML tag tag:yaml.org,2002:int is not supported; remove it")]),
        ('a: "x\\0y"', [("f.yaml:1:4", "the text holds U+0000, which is not allowed")]),
        ("a: x\0y", [("f.yaml:1:5", "character U+0000 is invisible and not allowed; delete it")]),
        ("a: x\u2028y\nb: \ufeff", [
            ("f.yaml:1:5", "character U+2028 is invisible and not allowed; delete it"),
            ("f.yaml:2:4", "character U+FEFF is invisible and not allowed; delete it"),
        ]),
        ("a: \ud800", [("f.yaml:1:4", "character U+D800 is invisible and not allowed; delete it")]),
        ("a:\n\t- b", [("f.yaml:2:1", "YAML is not indented with tabs; use blanks")]),
        ("a: b\n c: d", [("f.yaml:2:3", COLON)]),
        ("a: @b", [("f.yaml:1:4", "a value cannot begin with this character; put quotes around it")]),
        ("a: 'b", [("f.yaml:1:4", "the quotes are not closed")]),
        ("a: [b, c", [("f.yaml:1:4", "a bracket or brace is not closed, or a comma is missing")]),
        ("- a\nb: c", [("f.yaml:2:1", 'an entry of the list must begin with "- "; check the indentation')]),
        ("a: b\n---\nc: d", [("f.yaml:2:1", "only one YAML document may stand in the file")]),
        ("", [("f.yaml:1:1", "the file is empty")]),
        ("# nothing\n", [("f.yaml:1:1", "the file is empty")]),
        ("a: *b", [("f.yaml:1:4", "alias *b has no anchor before it")]),
        ("a: &b [*b]", [("f.yaml:1:8", "alias *b stands inside its own anchor")]),
        (b"a: b\nc: \xd6\xd0", [("f.yaml:2:4", "the file is not UTF-8; save it as UTF-8")]),
        (b"\xff\xfea", [("f.yaml:1:1", "the file is not UTF-8; save it as UTF-8")]),
    ],
)  # fmt: skip
def test_a_defect_is_told_at_its_place(source: str | bytes, expected: list[tuple[str, str]]) -> None:
    assert problems(source) == expected


def test_what_stood_before_a_syntax_error_is_told_too() -> None:
    assert [place for place, _ in problems("x: {a: 1, a: 2}\nb: [")] == ["f.yaml:1:11", "f.yaml:2:5"]


@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 100_000, "{a: " * 100_000, "[" * (MAX_DEPTH + 1)])
def test_depth_is_bounded_without_recursion(text: str) -> None:
    ((place, words),) = problems(text)
    assert place.startswith("f.yaml:1:")
    assert words == f"nested deeper than {MAX_DEPTH} levels"


def test_the_deepest_allowed_nesting_is_read() -> None:
    assert plain(read_tree("[" * MAX_DEPTH + "]" * MAX_DEPTH, path="f.yaml").root) is not None


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
            f"{new}: &{new} [{','.join([f'*{old}'] * 10)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
        ),
        "a: &a [x]\n" + "".join(f"k{n}: &k{n} [*{'a' if n == 0 else f'k{n - 1}'}]\n" for n in range(MAX_DEPTH + 1)),
        "[" + "[]," * (MAX_NODES + 1) + "]",
    ],
    ids=["a billion laughs", "a ladder of aliases", "a flat flood"],
)  # fmt: skip
def test_size_is_bounded_with_aliases_written_out(text: str) -> None:
    ((_, words),) = problems(text)
    assert words.startswith("too large")


def test_an_alias_is_read_where_it_is_used() -> None:
    assert plain(read_tree("a: &x [p]\nb: *x", path="f.yaml").root) == {"a": ["p"], "b": ["p"]}


def test_places_are_found_by_path() -> None:
    root = read_tree("a:\n  - b: c\n    d: [e, f]\n", path="f.yaml").root
    assert isinstance(root, Mapping)
    marks = [nearest_mark(root, loc) for loc in (("a",), ("a", 0, "d", 1), ("a", 0, "no"), ("a", 7), ())]
    assert [(one.line, one.column) for one in marks] == [(2, 3), (3, 12), (2, 5), (2, 3), (1, 1)]
    assert (key_mark(root, ("a", 0, "d")).line, key_mark(root, ("a", 0, "d")).column) == (3, 5)
    assert find(root, ("a", "b")) is None


def test_the_caller_chooses_the_error() -> None:
    with pytest.raises(ProfileError):
        read_tree("a: [", path="f.yaml", error=ProfileError)
