"""A file that people write as one marked tree: one document of UTF-8, and everything unusual in it is a mistake.

Only what is written as nothing is None: an empty value, `~` and the plain word `null`; a quoted `'null'` is text. A key
written twice is a mistake that names both places, and so are merge keys, tags and keys that are no plain words.
Byte-order mark and CRLF are fine.
"""

from dataclasses import dataclass, replace

from medtrace.config.mistakes import Mistake, mistake, refuse
from medtrace.config.yaml_words import MAX_NODES, flaw_words
from medtrace.errors import ConfigError
from medtrace.marked.flaws import Defect, Flaw, Stretch
from medtrace.marked.grower import Policy, grow
from medtrace.marked.nodes import Mark, Node
from medtrace.marked.words import words_of

_POLICY = Policy(strict=True, nothing=frozenset({"", "~", "null"}), most=MAX_NODES)
_HIDDEN = {
    Defect.UNFIT: ("字符 {name} 不可见且不允许，请删除", "character {name} is invisible and not allowed; delete it")
}


@dataclass(frozen=True, slots=True)
class Tree:
    """One file: its root, and the mistakes that still leave a tree to look at."""

    root: Node
    path: str
    mistakes: tuple[Mistake, ...] = ()

    def place(self, mark: Mark) -> str:
        """`file:line:column`."""
        return f"{self.path}:{mark.line}:{mark.column}"


def read_tree(source: str | bytes, *, path: str, error: type[ConfigError] = ConfigError) -> Tree:
    """Parse one YAML document.

    Raises:
        ConfigError: (or `error`) no UTF-8, unfit characters, no valid YAML, nothing in it, too deep or too large.
    """
    text = _with_one_line_end(decode(source, path=path, error=error))
    stretch = Stretch(text, path)
    unfit = tuple(Mistake(one.mark, words_of(one, _HIDDEN, ())) for one in stretch.unfit())
    if unfit:
        refuse(path, unfit, error)
    grown = grow(stretch, _POLICY)
    mistakes = tuple(_mistake(one, stretch) for one in grown.all_flaws)
    if grown.stop:
        refuse(path, mistakes, error)
    if not grown.roots:
        refuse(path, (mistake(Mark(1, 1), "文件没有内容", "the file is empty"),), error)
    root, end = grown.roots[0], stretch.mark(len(text))
    # Nothing after `---` stands on a line that the file does not have.
    return Tree(root if root.mark <= end else replace(root, line=end.line, column=end.column), path, mistakes)


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
        refuse(path, (mistake(Stretch(good, path).mark(len(good)), *words),), error)


def _with_one_line_end(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _mistake(flaw: Flaw, stretch: Stretch) -> Mistake:
    """A flaw in words; what is never closed is told where it was opened, not at the end of the file."""
    if flaw.what is Defect.SYNTAX and flaw.other and not stretch.after(flaw.mark).strip():
        flaw = replace(flaw, line=flaw.other.line, column=flaw.other.column, sign=stretch.after(flaw.other)[:1])
    # The parser counts one line more than there is where the last one has no end.
    return Mistake(min(flaw.mark, stretch.mark(len(stretch.text))), flaw_words(flaw))
