"""YAML events grown into nodes: no recursion, no value guessed, depth and size bounded.

`1.10`, `on` and `0123` stay texts. `yaml.compose` recurses: a few thousand opening brackets would end the process.
Aliases are counted as often as they are used, so that a few lines never stand for millions of nodes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import yaml

from medtrace.marked.flaws import UNFIT, Defect, Flaw, Stretch, code
from medtrace.marked.nodes import Listing, Mapping, Mark, Node, Placed, Scalar

MAX_DEPTH = 64
# Each costs some ten microseconds; a file of 50 MB whose items have half a kilobyte each has fewer.
MAX_EVENTS = 1_600_000
_SCANNER_TOO_DEEP = "exceeded maximum nesting depth"

_TEXT_TAGS = frozenset({None, "!", "tag:yaml.org,2002:str"})


@dataclass(frozen=True, slots=True)
class Policy:
    """What a room lets pass.

    Strict, tags, merge keys, keys that are nothing, invisible characters and a second document are flaws, and every
    node counts; else tags say nothing, merge keys are followed, and only nodes that aliases add count. `most` bounds
    that count; a plain word of `nothing` is no text. After so many `events` the reading ends, and of the outermost list
    or mapping the entries are kept that are whole.
    """

    strict: bool
    nothing: frozenset[str]
    most: int
    events: int = MAX_EVENTS


@dataclass(frozen=True, slots=True)
class Grown:
    """The roots of whole documents, the flaws that still left them, and the one that ended the reading.

    `events` says how many events it took.
    """

    roots: tuple[Node, ...]
    flaws: tuple[Flaw, ...]
    stop: Flaw | None
    events: int = 0

    @property
    def all_flaws(self) -> tuple[Flaw, ...]:
        """Every flaw, the one that ended the reading last."""
        return (*self.flaws, self.stop) if self.stop else self.flaws


def grow(stretch: Stretch, policy: Policy, anchors: dict[str, Node | None] | None = None) -> Grown:
    """Read a stretch to its end or to the flaw that stops it; its anchors are added to those of earlier ones."""
    grower = _Grower(stretch, policy, {} if anchors is None else anchors)
    stop = None
    try:
        for event in yaml.parse(stretch.text, Loader=_loader()):
            grower.take(event)
    except (yaml.YAMLError, ValueError, OverflowError) as fault:
        if (above := _above_the_scanner(fault, stretch)) is not None:
            return grow(above, policy, anchors)
        stop = _syntax(fault, stretch)
    except _StopError as fault:
        stop = fault.flaw
        if stop.what is Defect.LONG:
            grower.close()
    return Grown(tuple(grower.roots), tuple(grower.flaws), stop, grower.events)


class _StopError(Exception):
    """Deeper or larger than a file of people can be, or an alias that leads nowhere."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw.what)
        self.flaw = flaw


@dataclass(slots=True)
class _Open:
    """A sequence or mapping whose end has not come yet."""

    event: yaml.CollectionStartEvent
    nodes: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class _Grower:
    """Takes the events of one stretch."""

    stretch: Stretch
    policy: Policy
    anchors: dict[str, Node | None]
    roots: list[Node] = field(default_factory=list)
    flaws: list[Flaw] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)
    size: int = 0
    events: int = 0

    def take(self, event: yaml.Event) -> None:
        """Add what one event begins, holds or ends."""
        self.events += 1
        if self.events > self.policy.events:
            raise self._stop(event, Defect.LONG)
        if isinstance(event, yaml.ScalarEvent):
            self._place(self._scalar(event), event.anchor)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._end()
        elif isinstance(event, yaml.CollectionStartEvent):
            self._begin(event)
        elif isinstance(event, yaml.AliasEvent):
            self._place(self._alias(event), None)
        elif isinstance(event, yaml.DocumentStartEvent) and self.policy.strict and self.roots:
            raise self._stop(event, Defect.SECOND_DOCUMENT)

    def close(self) -> None:
        """End what is open: the outermost keeps the entries that are whole."""
        if self.open:
            del self.open[1:]
            outermost = self.open[0]
            if isinstance(outermost.event, yaml.MappingStartEvent):
                del outermost.nodes[len(outermost.nodes) // 2 * 2 :]
            if outermost.nodes:
                self._end()

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        place = self.stretch.at(event.start_mark)
        text: str | None = event.value
        if not event.style and text in self.policy.nothing:
            text = None
        if self.policy.strict:
            self._check(event)
            # The text of the file holds none: this one was written as an escape.
            if text and (unfit := UNFIT.search(text)):
                self.flaws.append(Flaw(*place, Defect.UNFIT, code(unfit.group())))
                text = UNFIT.sub("\ufffd", text)
        return Scalar(*place, text)

    def _begin(self, event: yaml.CollectionStartEvent) -> None:
        if self.policy.strict:
            self._check(event)
        if len(self.open) >= MAX_DEPTH:
            raise self._stop(event, Defect.DEEP)
        if event.anchor is not None:
            self.anchors[event.anchor] = None
        self.open.append(_Open(event))

    def _check(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        """A tag is told, a node counted, where the policy is strict."""
        if event.tag not in _TEXT_TAGS:
            self.flaws.append(Flaw(*self.stretch.at(event.start_mark), Defect.TAG, str(event.tag)))
        self._count(1, event)

    def _end(self) -> None:
        done = self.open.pop()
        nodes, place = done.nodes, self.stretch.at(done.event.start_mark)
        size = 1 + sum([node.size for node in nodes])
        height = 1 + max([node.height for node in nodes], default=0)
        node: Node
        if isinstance(done.event, yaml.MappingStartEvent):
            node = Mapping(*place, tuple(self._pairs(nodes)), size, height)
        else:
            node = Listing(*place, tuple(nodes), size, height)
        self._place(node, done.event.anchor)

    def _pairs(self, nodes: list[Node]) -> Iterator[tuple[Scalar, Node]]:
        """The pairs in order; those of a merge (`<<`) come last and only where their key is not written out."""
        seen: dict[str, Scalar] = {}
        merged: list[tuple[Scalar, Node]] = []
        strict = self.policy.strict
        for key, value in zip(nodes[::2], nodes[1::2], strict=True):
            if not isinstance(key, Scalar) or (strict and key.text is None):
                self._tell(key, Defect.KEY_SHAPE)
            elif key.text == "<<":
                if strict:
                    self._tell(key, Defect.MERGE_KEY)
                else:
                    merged += _merged(value)
            elif key.said in seen:
                self._tell(key, Defect.KEY_TWICE, key.said, seen[key.said].mark)
            else:
                seen[key.said] = key
                yield key, value
        yield from {key.said: (key, value) for key, value in reversed(merged) if key.said not in seen}.values()

    def _alias(self, event: yaml.AliasEvent) -> Node:
        name = str(event.anchor)
        node = self.anchors.get(name)
        if node is None:
            raise self._stop(event, Defect.ALIAS_INSIDE if name in self.anchors else Defect.ALIAS_LOST, name)
        self._count(node.size, event)
        if len(self.open) + node.height > MAX_DEPTH:
            raise self._stop(event, Defect.LARGE)
        return node

    def _count(self, size: int, event: yaml.Event) -> None:
        self.size += size
        if self.size > self.policy.most:
            raise self._stop(event, Defect.LARGE)

    def _place(self, node: Node, anchor: str | None) -> None:
        if anchor is not None:
            self.anchors[anchor] = node
        (self.open[-1].nodes if self.open else self.roots).append(node)

    def _tell(self, at: Placed, what: Defect, name: str = "", other: Mark | None = None) -> None:
        self.flaws.append(Flaw(at.path, at.line, at.column, what, name, other=other))

    def _stop(self, event: yaml.Event, what: Defect, name: str = "") -> _StopError:
        return _StopError(Flaw(*self.stretch.at(event.start_mark), what, name))


def _merged(node: Node) -> list[tuple[Scalar, Node]]:
    """Pairs of a merged mapping, or of several, the first of which wins."""
    found = node.items if isinstance(node, Listing) else (node,)
    return [pair for one in found if isinstance(one, Mapping) for pair in one.pairs]


def _loader() -> type[yaml.SafeLoader]:
    """The C parser where it is built in: about eight times as fast; the marks are the same."""
    loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return loader


def _above_the_scanner(fault: Exception, stretch: Stretch) -> Stretch | None:
    """The part up to where libyaml's scanner found brackets too deep, before the parser could say where the limit lies.

    Only some releases of libyaml bound the depth (at 1000): the flaw is one and the same under all of them.
    """
    mark = getattr(fault, "problem_mark", None)
    if mark is None or getattr(fault, "problem", "") != _SCANNER_TOO_DEEP or mark.index >= len(stretch.text):
        return None
    return replace(stretch, text=stretch.text[: mark.index])


def _syntax(fault: Exception, stretch: Stretch) -> Flaw:
    found, opened = getattr(fault, "problem_mark", None), getattr(fault, "context_mark", None)
    mark, problem = found or opened, str(getattr(fault, "problem", None) or fault)
    lines = stretch.text.split("\n")
    sign = lines[mark.line][mark.column : mark.column + 1] if mark and mark.line < len(lines) else ""
    other = Mark(*stretch.at(opened)[1:]) if opened else None
    return Flaw(*stretch.at(mark), Defect.SYNTAX, problem, sign, other)
