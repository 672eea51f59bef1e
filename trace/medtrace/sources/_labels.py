"""Labelled lines in the text of an item: `追溯：URS-003、URS-004`, `**Trace:** X`, `- Trace: X`.

A value goes on in indented lines, after a comma at the end of a line, and in the list below a label without a value. A
heading that reads as a label has the lines below it as its value.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from medtrace.expressions import expression
from medtrace.model.items import Diagnostic, Link, Location
from medtrace.sources._fields import field_links
from medtrace.sources._source import OptionsT, Setup

_MARKS = r"(?:\*\*|__|[*_`])?"
_LEAD = r"\s*+(?:>\s?)*+(?:(?:[-*+]|\d{1,9}[.)])\s++)?(?:\[[ xX]\]\s++)?"
_LIST = expression(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]")
_GOES_ON = (",", "，", "、", ";", "；")

Line = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Labelled:
    """One field: its label as configured, and its value line by line."""

    label: str
    lines: tuple[Line, ...]

    @property
    def value(self) -> str:
        """The value as one text."""
        return "\n".join(text for _, text in self.lines if text)


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels to look for, as one expression."""

    names: dict[str, str]
    pattern: re.Pattern[str]

    @classmethod
    def of(cls, labels: Iterable[str]) -> "Labels":
        """Labels apart from case; a longer label is tried before a shorter one."""
        names = {label.strip().casefold(): label for label in labels if label.strip()}
        words = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name))) or r"(?!)"
        text = rf"{_LEAD}{_MARKS}({words})\s*+{_MARKS}\s*+[:：]\s*+{_MARKS}"
        return cls(names, re.compile(text, re.IGNORECASE))

    def start(self, line: str) -> tuple[str, str] | None:
        """Label and first piece of the value, where the line begins a field."""
        found = self.pattern.match(line)
        label = self.names.get(found.group(1).casefold()) if found else None
        return (label, line[found.end() :].strip()) if found and label is not None else None

    def heading(self, text: str) -> str | None:
        """The label that a heading reads as."""
        return self.names.get(text.strip("*_`: ：").casefold())

    def find(self, lines: Iterable[Line]) -> Iterator[Labelled]:
        """The fields among lines of text, in order."""
        label, indent, value = "", 0, list[Line]()
        open_list = False
        for number, line in lines:
            begun = self.start(line)
            if begun:
                if label:
                    yield Labelled(label, tuple(value))
                label, indent, value = begun[0], _indent(line), [(number, begun[1])]
                open_list = not begun[1]
            elif label and _goes_on(line, indent, value, open_list=open_list):
                value.append((number, line.strip()))
            elif label and (line.strip() or not open_list or len(value) > 1):
                yield Labelled(label, tuple(value))
                label = ""
        if label:
            yield Labelled(label, tuple(value))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _goes_on(line: str, indent: int, value: list[Line], *, open_list: bool) -> bool:
    if not line.strip():
        return False
    return _indent(line) > indent or value[-1][1].endswith(_GOES_ON) or bool(open_list and _LIST.match(line))


def label_links(
    setup: Setup[OptionsT], owner: tuple[str, str], fields: Iterable[Labelled], path: str
) -> Iterator[Link | Diagnostic]:
    """Links of the fields, each at the line that names its target, each once; and what was not read as a target."""
    seen: set[tuple[str, str, str]] = set()
    for one in fields:
        for number, text in one.lines:
            for link in field_links(setup, owner, one.label, text, Location(path, number)):
                if isinstance(link, Diagnostic):
                    yield link
                    continue
                key = (link.source, link.kind, link.target)
                if key not in seen:
                    seen.add(key)
                    yield link
