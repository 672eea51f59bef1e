"""YAML events grown into nodes: no recursion, no value guessed, depth and aliases bounded.

`yaml.compose` recurses: a few thousand opening brackets would end the process. Aliases are counted as often as they
are used, so that a few lines never stand for millions of nodes.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from medtrace.model.items import Diagnostic, DiagnosticSeverity
from medtrace.sources._yaml_nodes import Listing, Mapping, Node, Scalar, Stretch, defect
from medtrace.words import Localized

MAX_DEPTH = 64
MAX_ALIASED = 100_000

_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_WORDS = (
    (
        "mapping values are not allowed",
        "含冒号的文字请加引号，并检查缩进",
        "quote text with a colon; check the indentation",
    ),
    ("cannot start any token", "以该字符开头的文字请加引号", "quote text that begins with this character"),
    ("unexpected end of stream", "引号没有结束", "the quotes are not closed"),
    ("document indicator", "引号没有结束", "the quotes are not closed"),
    ("did not find expected ',' or", "括号没有结束，或缺少逗号", "a bracket is not closed, or a comma is missing"),
    ("node content", "值不完整，请检查括号与缩进", "a value is not complete; check brackets and indentation"),
    ("expected key", "缩进与上文不一致，或缺少键", "the indentation differs from the lines above, or a key is missing"),
    ("'-' indicator", "列表项应以“- ”开头，请检查缩进", "an entry must begin with “- ”; check the indentation"),
    ("expected ':'", "键后缺少冒号", "the key lacks its colon"),
)


@dataclass(slots=True)
class _Open:
    """A sequence or mapping whose end has not come yet."""

    event: yaml.CollectionStartEvent
    nodes: list[Node] = field(default_factory=list)


class _RefusedError(Exception):
    """Deeper or larger than a file of people can be, or an alias that leads nowhere."""

    def __init__(self, problem: Diagnostic) -> None:
        super().__init__(problem.message.en)
        self.problem = problem


@dataclass(slots=True)
class Grower:
    """Takes the events of one stretch: whole documents in `roots`, defects that stop nothing in `problems`."""

    stretch: Stretch
    anchors: dict[str, Node | None] = field(default_factory=dict)
    roots: list[Node] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)
    aliased: int = 0

    def grow(self) -> Diagnostic | None:
        """Read the stretch to its end, or to the defect that stops it."""
        try:
            for event in yaml.parse(self.stretch.text, Loader=_loader()):
                self._take(event)
        except (yaml.YAMLError, ValueError, OverflowError) as fault:
            return _syntax(fault, self.stretch)
        except _RefusedError as fault:
            return fault.problem
        return None

    def _take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.ScalarEvent):
            text = "" if not event.style and event.value in _NOTHING else event.value
            self._place(Scalar(self.stretch, event.start_mark, text), event.anchor)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._end()
        elif isinstance(event, yaml.CollectionStartEvent):
            self._begin(event)
        elif isinstance(event, yaml.AliasEvent):
            self._place(self._alias(event), None)

    def _begin(self, event: yaml.CollectionStartEvent) -> None:
        if len(self.open) >= MAX_DEPTH:
            zh, en = f"嵌套超过 {MAX_DEPTH} 层，未读取", f"nested deeper than {MAX_DEPTH} levels; not read"
            raise _RefusedError(defect("yaml-refused", self.stretch.location(event.start_mark), zh, en))
        if event.anchor is not None:
            self.anchors[event.anchor] = None
        self.open.append(_Open(event))

    def _end(self) -> None:
        done = self.open.pop()
        nodes, mark = done.nodes, done.event.start_mark
        size = 1 + sum([node.size for node in nodes])
        height = 1 + max([node.height for node in nodes], default=0)
        node: Node
        if isinstance(done.event, yaml.MappingStartEvent):
            node = Mapping(self.stretch, mark, tuple(self._pairs(nodes)), size, height)
        else:
            node = Listing(self.stretch, mark, tuple(nodes), size, height)
        self._place(node, done.event.anchor)

    def _pairs(self, nodes: list[Node]) -> Iterator[tuple[Scalar, Node]]:
        """The pairs in order; those of a merge (`<<`) come last and only where their key is not written out."""
        seen: dict[str, Scalar] = {}
        merged: list[tuple[Scalar, Node]] = []
        for key, value in zip(nodes[::2], nodes[1::2], strict=True):
            if not isinstance(key, Scalar):
                self.problems.append(defect("yaml-shape", key.location, "键必须是普通文字", "a key must be plain text"))
            elif key.text == "<<":
                merged += _merged(value)
            elif key.text in seen:
                line = seen[key.text].location.line
                zh, en = (
                    f"键“{key.text}”重复，以第 {line} 行为准",
                    f"key “{key.text}” stands twice; line {line} is kept",
                )
                self.problems.append(defect("yaml-duplicate-key", key.location, zh, en))
            else:
                seen[key.text] = key
                yield key, value
        yield from {key.text: (key, value) for key, value in reversed(merged) if key.text not in seen}.values()

    def _alias(self, event: yaml.AliasEvent) -> Node:
        node, place = self.anchors.get(event.anchor or ""), self.stretch.location(event.start_mark)
        if node is None:
            zh, en = f"别名 *{event.anchor} 没有对应的锚点", f"alias *{event.anchor} has no anchor before it"
            raise _RefusedError(defect("yaml-unreadable", place, zh, en))
        self.aliased += node.size
        if self.aliased > MAX_ALIASED or len(self.open) + node.height > MAX_DEPTH:
            zh = f"别名展开后超过 {MAX_ALIASED} 个节点或 {MAX_DEPTH} 层，未读取"
            en = f"more than {MAX_ALIASED} nodes or {MAX_DEPTH} levels once aliases are written out; not read"
            raise _RefusedError(defect("yaml-refused", place, zh, en))
        return node

    def _place(self, node: Node, anchor: str | None) -> None:
        if anchor is not None:
            self.anchors[anchor] = node
        (self.open[-1].nodes if self.open else self.roots).append(node)


def _merged(node: Node) -> list[tuple[Scalar, Node]]:
    """Pairs of a merged mapping, or of several, the first of which wins."""
    found = node.items if isinstance(node, Listing) else (node,)
    return [pair for one in found if isinstance(one, Mapping) for pair in one.pairs]


def _loader() -> Any:  # noqa: ANN401 - the C parser has no stub
    """The C parser where it is built in: several times as fast, with the same marks."""
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _syntax(fault: Exception, stretch: Stretch) -> Diagnostic:
    mark = getattr(fault, "problem_mark", None) or getattr(fault, "context_mark", None)
    lines = stretch.text.split("\n")
    sign = lines[mark.line][mark.column : mark.column + 1] if mark and mark.line < len(lines) else ""
    words = _words(str(getattr(fault, "problem", None) or fault), sign)
    return Diagnostic("yaml-unreadable", DiagnosticSeverity.ERROR, words, stretch.location(mark))


def _words(problem: str, sign: str) -> Localized:
    """What the parser says of a defect, in words that tell what to do."""
    if sign == "\t":
        return Localized("YAML 不能用制表符缩进，请改用空格", "YAML is not indented with tabs; use blanks")
    for known, zh, en in _WORDS:
        if known in problem:
            return Localized(f"不是有效的 YAML：{zh}", f"not valid YAML: {en}")
    return Localized(f"不是有效的 YAML：{problem}", f"not valid YAML: {problem}")
