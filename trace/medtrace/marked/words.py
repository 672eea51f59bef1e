"""A flaw in the words of a room: each has its own table, for one speaks of a configuration and one of items."""

from collections.abc import Mapping
from typing import TypeAlias

from medtrace.marked.flaws import Defect, Flaw
from medtrace.words import Localized

Words: TypeAlias = Mapping[Defect, tuple[str, str]]
"""Chinese and English with `{name}`, and `{line}` and `{column}` of the other place."""
SyntaxWords: TypeAlias = tuple[tuple[str, str, str], ...]
"""Part of what the parser says, and what to tell of it in Chinese and English."""


def words_of(flaw: Flaw, words: Words, syntax: SyntaxWords) -> Localized:
    """What a flaw is and what to do, from the tables of a room."""
    if flaw.what is not Defect.SYNTAX:
        line, column = (flaw.other.line, flaw.other.column) if flaw.other else (0, 0)
        zh, en = (one.format(name=flaw.name, line=line, column=column) for one in words[flaw.what])
        return Localized(zh, en)
    if flaw.sign == "\t":
        return Localized("YAML 不能用制表符缩进，请改用空格", "YAML is not indented with tabs; use blanks")
    known = ((zh, en) for part, zh, en in syntax if part in flaw.name)
    return Localized(*next(known, (f"不是有效的 YAML：{flaw.name}", f"not valid YAML: {flaw.name}")))
