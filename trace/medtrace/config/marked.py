"""YAML text as a tree of nodes that know their place; no value is guessed.

Every scalar stays the text that was written: `1.10`, `on`, `2020-01-01` and `0123` are strings. Only what is written as
nothing is None: an empty value, `~` and the plain word `null`; a quoted `'null'` is text. A key written twice is a
mistake that names both places, and so are merge keys, tags and keys that are no plain words. Byte-order mark and CRLF
are fine.

The tree is built from the parser's events and not by `yaml.compose`: libyaml composes by recursion, and a few thousand
opening brackets end the process. Depth and size are bounded here, with aliases counted as often as they are used.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from medtrace.config.mistakes import Mark, Mistake, mistake, refuse
from medtrace.config.nodes import Listing, Mapping, Node, Scalar, Tree
from medtrace.config.yaml_words import syntax_words
from medtrace.errors import ConfigError

MAX_DEPTH = 64
MAX_NODES = 200_000
_SHOWN = 20

# What YAML refuses or takes for a line end that no editor shows; tab, LF and CR are written by people.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_NOTHING = frozenset({"", "~", "null"})


def read_tree(source: str | bytes, *, path: str, error: type[ConfigError] = ConfigError) -> Tree:
    """Parse one YAML document.

    Raises:
        ConfigError: (or `error`) no UTF-8, unfit characters, no valid YAML, nothing in it, too deep or too large.
    """
    text = _with_one_line_end(decode(source, path=path, error=error))
    unfit = tuple(_unfit_mistakes(text))
    if unfit:
        refuse(path, unfit, error)
    grower = _Grower()
    try:
        for event in yaml.parse(text, Loader=_loader()):
            grower.take(event)
    except (yaml.YAMLError, ValueError, OverflowError) as fault:
        refuse(path, (*grower.mistakes, _syntax_mistake(fault, text)), error)
    except _TooMuchError as fault:
        refuse(path, (*grower.mistakes, fault.mistake), error)
    if grower.root is None:
        refuse(path, (mistake(Mark(1, 1), "文件没有内容", "the file is empty"),), error)
    return Tree(grower.root, path, tuple(grower.mistakes))


def decode(source: str | bytes, *, path: str, error: type[ConfigError] = ConfigError) -> str:
    """The text of a file's bytes: UTF-8, or UTF-16 with its mark.

    Raises:
        ConfigError: (or `error`) the bytes are neither; the place is that of the first bad byte.
    """
    if isinstance(source, str):
        return source
    encoding = "utf-16" if source.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
    try:
        return source.decode(encoding)
    except UnicodeDecodeError as fault:
        good = _with_one_line_end(source[: fault.start].decode(encoding, "replace"))
        words = ("文件不是 UTF-8 编码，请另存为 UTF-8", "the file is not UTF-8; save it as UTF-8")
        refuse(path, (mistake(_mark_at(good, len(good)), *words),), error)


class _TooMuchError(Exception):
    """Deeper or larger than a file of people can be."""

    def __init__(self, mark: Mark, zh: str, en: str) -> None:
        super().__init__(en)
        self.mistake = mistake(mark, zh, en)


@dataclass(slots=True)
class _Open:
    """A sequence or mapping whose end has not come yet."""

    mark: Mark
    is_mapping: bool
    anchor: str | None
    nodes: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class _Grower:
    """Takes events and grows the tree, without recursion."""

    root: Node | None = None
    mistakes: list[Mistake] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)
    anchors: dict[str, Node | None] = field(default_factory=dict)
    size: int = 0

    def take(self, event: yaml.Event) -> None:
        """Add what one event begins, holds or ends."""
        start = event.start_mark
        mark = Mark(start.line + 1, start.column + 1) if start else Mark(1, 1)
        match event:
            case yaml.AliasEvent():
                self._add(self._alias(event.anchor or "", mark), mark)
            case yaml.ScalarEvent():
                self._check_tag(event.tag, mark)
                node = Scalar(mark, self._text(event, mark))
                self._remember(event.anchor, node)
                self._add(node, mark)
            case yaml.CollectionStartEvent():
                self._check_tag(event.tag, mark)
                self._begin(_Open(mark, isinstance(event, yaml.MappingStartEvent), event.anchor))
            case yaml.CollectionEndEvent():
                self._end()
            case yaml.DocumentStartEvent() if self.root is not None:
                raise _TooMuchError(mark, "文件只能有一个 YAML 文档", "only one YAML document may stand in the file")

    def _begin(self, opened: _Open) -> None:
        if len(self.open) >= MAX_DEPTH:
            raise _TooMuchError(opened.mark, f"嵌套超过 {MAX_DEPTH} 层", f"nested deeper than {MAX_DEPTH} levels")
        self._count(1, 0, opened.mark)
        self._remember(opened.anchor, None)
        self.open.append(opened)

    def _end(self) -> None:
        done = self.open.pop()
        size = 1 + sum(node.size for node in done.nodes)
        height = 1 + max((node.height for node in done.nodes), default=0)
        node: Node
        if done.is_mapping:
            node = Mapping(done.mark, tuple(self._pairs(done.nodes)), size, height)
        else:
            node = Listing(done.mark, tuple(done.nodes), size, height)
        self._remember(done.anchor, node)
        self._place(node)

    def _pairs(self, nodes: list[Node]) -> Iterator[tuple[Scalar, Node]]:
        seen: dict[str, Mark] = {}
        for key, value in zip(nodes[::2], nodes[1::2], strict=True):
            if not isinstance(key, Scalar) or key.text is None:
                self._report(key.mark, "键必须是普通文字", "a key must be plain text")
            elif key.text == "<<":
                self._report(
                    key.mark, "不支持合并键 <<，请写出各键", "merge keys (<<) are not supported; write the keys out"
                )
            elif key.text in seen:
                first = seen[key.text]
                self._report(
                    key.mark,
                    f"键“{key.text}”重复，首次出现在第 {first.line} 行第 {first.column} 列",
                    f'key "{key.text}" stands twice; first at line {first.line}, column {first.column}',
                )
            else:
                seen[key.text] = key.mark
                yield key, value

    def _alias(self, anchor: str, mark: Mark) -> Node:
        node = self.anchors.get(anchor)
        if node is None:
            inside = anchor in self.anchors
            zh = f"别名 *{anchor} 引用了自身" if inside else f"别名 *{anchor} 没有对应的锚点"
            en = (
                f"alias *{anchor} stands inside its own anchor"
                if inside
                else f"alias *{anchor} has no anchor before it"
            )
            raise _TooMuchError(mark, zh, en)
        return node

    def _add(self, node: Node, mark: Mark) -> None:
        self._count(node.size, node.height, mark)
        self._place(node)

    def _count(self, size: int, height: int, mark: Mark) -> None:
        self.size += size
        if self.size > MAX_NODES or len(self.open) + height > MAX_DEPTH + 1:
            raise _TooMuchError(
                mark,
                f"内容过大：别名展开后超过 {MAX_NODES} 个节点或 {MAX_DEPTH} 层",
                f"too large: more than {MAX_NODES} nodes or {MAX_DEPTH} levels once aliases are written out",
            )

    def _place(self, node: Node) -> None:
        if self.open:
            self.open[-1].nodes.append(node)
        else:
            self.root = node

    def _remember(self, anchor: str | None, node: Node | None) -> None:
        if anchor is not None:
            self.anchors[anchor] = node

    def _text(self, event: yaml.ScalarEvent, mark: Mark) -> str | None:
        unfit = _UNFIT.search(event.value)
        if unfit:
            self._report(
                mark, f"文字含有不可用的字符 {_code(unfit)}", f"the text holds {_code(unfit)}, which is not allowed"
            )
        is_plain = not event.style and event.value in _NOTHING
        return None if is_plain else _UNFIT.sub("\ufffd", event.value)

    def _check_tag(self, tag: str | None, mark: Mark) -> None:
        if tag not in {None, "!", "tag:yaml.org,2002:str"}:
            self._report(mark, f"不支持 YAML 标签 {tag}", f"the YAML tag {tag} is not supported; remove it")

    def _report(self, mark: Mark, zh: str, en: str) -> None:
        self.mistakes.append(mistake(mark, zh, en))


def _loader() -> type[yaml.SafeLoader]:
    """The C parser where it is built in: about eight times as fast; the marks are the same."""
    loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return loader


def _with_one_line_end(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _mark_at(text: str, index: int) -> Mark:
    line = text.count("\n", 0, index)
    return Mark(line + 1, index - (text.rfind("\n", 0, index) + 1) + 1)


def _code(found: re.Match[str]) -> str:
    return f"U+{ord(found.group()):04X}"


def _unfit_mistakes(text: str) -> Iterator[Mistake]:
    for count, found in enumerate(_UNFIT.finditer(text)):
        if count == _SHOWN:
            return
        yield mistake(
            _mark_at(text, found.start()),
            f"字符 {_code(found)} 不可见且不允许，请删除",
            f"character {_code(found)} is invisible and not allowed; delete it",
        )


def _syntax_mistake(fault: Exception, text: str) -> Mistake:
    """The parser's complaint; what is never closed is told where it was opened, not at the end of the file."""
    lines = text.split("\n")
    problem = str(getattr(fault, "problem", None) or fault)
    found, opened = getattr(fault, "problem_mark", None), getattr(fault, "context_mark", None)
    at_end = found is not None and not "".join(lines[found.line :])[found.column :].strip()
    mark = opened if at_end and opened else found
    line, column = (mark.line, mark.column) if mark else (0, 0)
    if line >= len(lines):
        line, column = len(lines) - 1, len(lines[-1])
    column = min(column, len(lines[line]))
    return Mistake(Mark(line + 1, column + 1), syntax_words(problem, lines[line][column : column + 1]))
