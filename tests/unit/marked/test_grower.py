"""Nodes grown from YAML events: places, policies, bounds, and any text without an exception."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medtrace.marked.flaws import Defect, Stretch
from medtrace.marked.grower import MAX_DEPTH, Grown, Policy, grow
from medtrace.marked.nodes import Listing, Mapping, Mark, Node, Scalar
from medtrace.model.items import Location

pytestmark = pytest.mark.requirement("REQ-011", "REQ-021")

LENIENT = Policy(strict=False, nothing=frozenset({"", "~"}), most=100)
STRICT = replace(LENIENT, strict=True)


def grown(text: str, policy: Policy = LENIENT) -> Grown:
    return grow(Stretch(text, "a/f.yaml"), policy)


def plain(node: Node) -> object:
    match node:
        case Scalar():
            return node.text
        case Listing():
            return [plain(one) for one in node.items]
        case Mapping():
            return {key.said: plain(value) for key, value in node.pairs}


def told(grown: Grown) -> list[tuple[Defect, int, int, str]]:
    return [(one.what, one.line, one.column, one.name) for one in grown.all_flaws]


@pytest.mark.parametrize(
    ("text", "events", "value"),
    [
        pytest.param("[a, b, c]", 9, [["a", "b", "c"]], id="just enough"),
        pytest.param("[a, b, c]", 6, [["a", "b", "c"]], id="without its end"),
        pytest.param("[a, [b, c], [d]]", 10, [["a", ["b", "c"]]], id="an entry cut in two"),
        pytest.param("{a: b, c: d}", 6, [{"a": "b"}], id="a key without its value"),
        pytest.param("{a: b, c: d}", 4, [], id="nothing whole"),
    ],
)
def test_beyond_the_bound_the_whole_entries_are_kept(text: str, events: int, value: object) -> None:
    found = grown(text, replace(LENIENT, events=events))
    assert [plain(root) for root in found.roots] == value
    assert [one.what for one in found.all_flaws] == ([] if events == 9 else [Defect.LONG])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("a: [1.10, on, 0123, 2020-01-01]", {"a": ["1.10", "on", "0123", "2020-01-01"]}, id="texts"),
        pytest.param("[~, '~', '', ]", [None, "~", ""], id="only a plain word is nothing"),
        pytest.param("{~: a}", {"": "a"}, id="an empty key"),
        pytest.param("a: !x 1\nb: !!map {c: d}", {"a": "1", "b": {"c": "d"}}, id="tags say nothing"),
        pytest.param('a: "\\0"', {"a": "\0"}, id="an escape"),
        pytest.param("- &a {x: 1, y: 2}\n- {y: 3, <<: *a}", [{"x": "1", "y": "2"}, {"y": "3", "x": "1"}], id="a merge"),
        pytest.param(
            "- &a {x: 1}\n- &b {x: 2, y: 2}\n- {<<: [*a, *b]}",
            [{"x": "1"}, {"x": "2", "y": "2"}, {"x": "1", "y": "2"}],
            id="several merged",
        ),
        pytest.param("- &a [x]\n- *a\n- &a y\n- *a", [["x"], ["x"], "y", "y"], id="an anchor set anew"),
    ],
)
def test_a_lenient_policy_keeps_what_is_whole(text: str, value: object) -> None:
    found = grown(text)
    assert ([plain(root) for root in found.roots], found.all_flaws) == ([value], ())


@pytest.mark.parametrize(
    ("text", "flaws"),
    [
        pytest.param("a: !x 1", [(Defect.TAG, 1, 4, "!x")], id="a tag"),
        pytest.param("a: &b {}\n<<: *b", [(Defect.MERGE_KEY, 2, 1, "")], id="a merge key"),
        pytest.param("~: a", [(Defect.KEY_SHAPE, 1, 1, "")], id="an empty key"),
        pytest.param('a: "x\\ufeff"', [(Defect.UNFIT, 1, 4, "U+FEFF")], id="an invisible character"),
        pytest.param("a: b\n---\nc: d", [(Defect.SECOND_DOCUMENT, 2, 1, "")], id="a second document"),
    ],
)
def test_a_strict_policy_tells_what_a_lenient_one_lets_pass(
    text: str, flaws: list[tuple[Defect, int, int, str]]
) -> None:
    assert told(grown(text, STRICT)) == flaws
    assert told(grown(text)) == []


@pytest.mark.parametrize("policy", [STRICT, LENIENT], ids=["strict", "lenient"])
@pytest.mark.parametrize(
    ("text", "flaws"),
    [
        pytest.param("b: 1\na: 1\na: 2", [(Defect.KEY_TWICE, 3, 1, "a")], id="a key twice"),
        pytest.param("[a]: b", [(Defect.KEY_SHAPE, 1, 1, "")], id="a list as key"),
        pytest.param("- x\n- *a", [(Defect.ALIAS_LOST, 2, 3, "a")], id="an alias of nothing"),
        pytest.param("&a [x, *a]", [(Defect.ALIAS_INSIDE, 1, 8, "a")], id="an alias of itself"),
        pytest.param("{a: 1, a: 2, b: *c}", [(Defect.ALIAS_LOST, 1, 17, "c")], id="the end comes first"),
        pytest.param("[" * (MAX_DEPTH + 1), [(Defect.DEEP, 1, MAX_DEPTH + 1, "")], id="too deep"),
        pytest.param("[" * 50_000, [(Defect.DEEP, 1, MAX_DEPTH + 1, "")], id="much too deep"),
    ],
)
def test_flaws_of_every_policy(text: str, flaws: list[tuple[Defect, int, int, str]], policy: Policy) -> None:
    assert told(grown(text, policy)) == flaws


def test_a_repeated_key_knows_the_first_one_which_stands() -> None:
    found = grown("a: 1\nb: 2\na: 3")
    assert [one.other for one in found.flaws] == [Mark(1, 1)]
    assert plain(found.roots[0]) == {"a": "1", "b": "2"}


def test_syntax_is_told_in_the_words_of_the_parser_with_its_signs() -> None:
    (flaw,) = grown("- x\n- [a, b\n").all_flaws
    assert (flaw.what, flaw.other, flaw.sign) == (Defect.SYNTAX, Mark(2, 3), "")
    assert "']'" in flaw.name
    (flaw,) = grown("a:\n\tb").all_flaws
    assert (flaw.location, flaw.sign) == (Location("a/f.yaml", 2, 1), "\t")


def many(count: int) -> str:
    """So many nodes, two of them around."""
    return f"[{', '.join('x' * (count - 1))}]"


@pytest.mark.parametrize(
    ("text", "strict", "lenient"),
    [
        pytest.param(many(100), False, False, id="as many as may be"),
        pytest.param(many(101), True, False, id="one more, all written"),
        pytest.param("- &a [x, x, x]\n" + "- *a\n" * 25, True, False, id="aliases count as often as they are used"),
        pytest.param("- &a [x, x, x]\n" + "- *a\n" * 26, True, True, id="one alias more"),
    ],
)
def test_size_is_bounded(text: str, *, strict: bool, lenient: bool) -> None:
    large = [[one.what for one in grown(text, policy).all_flaws] == [Defect.LARGE] for policy in (STRICT, LENIENT)]
    assert large == [strict, lenient]


@pytest.mark.parametrize("leaf", ["x", ""], ids=["a text", "an empty list"])
@pytest.mark.parametrize("policy", [STRICT, LENIENT], ids=["strict", "lenient"])
def test_an_alias_is_as_deep_as_if_it_were_written_out(policy: Policy, leaf: str) -> None:
    policy = replace(policy, most=10_000)
    for inside, what in ((MAX_DEPTH - 3, []), (MAX_DEPTH - 2, [Defect.LARGE])):
        text = f"[&a [[{leaf}]], {'[' * inside}*a{']' * inside}]"
        assert [one.what for one in grown(text, policy).all_flaws] == what


def test_places_are_those_of_the_file() -> None:
    root = grow(Stretch("a:\n  中: [b]", "f", before=10), LENIENT).roots[0]
    assert isinstance(root, Mapping)
    below = root.get("a")
    assert isinstance(below, Mapping)
    found = below.get("中")
    assert isinstance(found, Listing)
    assert [one.location for one in (root, below, found, found.items[0])] == [
        Location("f", 11, 1),
        Location("f", 12, 3),
        Location("f", 12, 6),
        Location("f", 12, 7),
    ]
    assert below.key("中") == Scalar("f", 12, 3, "中")
    assert (root.get("no"), root.key("no")) == (None, None)


def test_no_place_is_told_below_the_last_line() -> None:
    assert grow(Stretch("? a\n", "f", 0), LENIENT).roots[0].mark == Mark(1, 1)
    for last, mark in ((9, Mark(3, 1)), (1, Mark(2, 1))):
        (root,) = grow(Stretch("# a\n---\n", "f", 0, last), LENIENT).roots
        assert (root.mark, root.size) == (mark, 1)


def test_anchors_of_an_earlier_stretch_are_known() -> None:
    anchors: dict[str, Node | None] = {}
    grow(Stretch("- &a x", "f"), LENIENT, anchors)
    assert [plain(root) for root in grow(Stretch("- *a", "f", before=1), LENIENT, anchors).roots] == [["x"]]


def test_invisible_characters_have_their_place_and_name() -> None:
    found = [(one.mark, one.name) for one in Stretch("a\n\0b\u2028", "f", before=4).unfit()]
    assert found == [(Mark(6, 1), "U+0000"), (Mark(6, 3), "U+2028")]
    assert len(list(Stretch("\0" * 100, "f").unfit())) == 20


@pytest.mark.parametrize(
    ("mark", "text"), [(Mark(6, 2), "d\nef"), (Mark(7, 1), "ef"), (Mark(7, 3), ""), (Mark(9, 1), "")]
)
def test_the_text_after_a_place(mark: Mark, text: str) -> None:
    assert Stretch("ab\ncd\nef", "f", before=4).after(mark) == text


SIGNS = st.sampled_from([*"[]{}:,-#&*!|>'\"?~ \n\ta中1", "<<: *a", "&a ", "- ", "a: ", "\n---\n"])


def below(node: Node) -> Iterator[Node]:
    """A node and all that stand under it, keys too."""
    yield node
    under = node.items if isinstance(node, Listing) else sum(node.pairs, ()) if isinstance(node, Mapping) else ()
    for one in under:
        yield from below(one)


@settings(max_examples=100, deadline=None)
@given(st.lists(SIGNS, max_size=30).map("".join), st.sampled_from([STRICT, LENIENT]))
def test_whatever_is_written_comes_back_as_values_with_places(text: str, policy: Policy) -> None:
    found = grown(text, policy)
    assert found == grown(text, policy)
    nodes = [node for root in found.roots for node in below(root)]
    assert all(1 <= one.line <= text.count("\n") + 2 and one.column >= 1 for one in (*nodes, *found.all_flaws))
    assert all(node.height <= MAX_DEPTH for node in nodes)
    if not found.flaws and "<<" not in text:
        assert sum(root.size for root in found.roots) == len(nodes)
