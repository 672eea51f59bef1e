"""Which lines of a changed file say something else than before: comments, blanks and layout do not count."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from medtrace.expressions import expression
from medtrace.syntax.languages import language_of
from medtrace.syntax.lines import hunks

_DOCKERFILE = expression(r"(?:^|.*[./])(?:dockerfile|containerfile)(?:\..*)?$", re.IGNORECASE)
_INSTRUCTION = expression(r"^([ \t]*)([A-Za-z]+)(?=[ \t])", re.MULTILINE)
_AS = expression(r"^([ \t]*FROM[ \t].*?[ \t])as(?=[ \t])", re.MULTILINE | re.IGNORECASE)
_WORD = expression(r"\w")
_BLOCKS = {"braces": ("/*", "*/"), "markup": ("<!--", "-->")}
_SECTIONS = (".ini", ".cfg", ".conf", ".service", ".socket", ".timer", ".mount", ".desktop")
_GROOVY = (".gradle", ".groovy", "jenkinsfile")
_NO_COMMENTS = frozenset({"json"})


@dataclass(frozen=True, slots=True)
class Line:
    """One line with its number, from 1; `text` is what counts of it, `shown` what the file says."""

    number: int
    text: str
    shown: str


@dataclass(frozen=True, slots=True)
class Run:
    """A run of lines that was replaced: what went and what came; `place` is where it stands at the newer end."""

    place: int
    gone: tuple[Line, ...]
    come: tuple[Line, ...]

    @property
    def pairs(self) -> tuple[tuple[Line | None, Line | None], ...]:
        """Each line with the one that it replaced, where as many came as went; else each by itself."""
        if len(self.gone) == len(self.come):
            return tuple(zip(self.gone, self.come, strict=True))
        return (*((one, None) for one in self.gone), *((None, one) for one in self.come))


def changed_runs(before: str, after: str, path: str) -> Iterator[Run]:
    """The runs of two texts of one path that differ, in order; lines without any letter or digit are left out."""
    old, new = _plain(before, path), _plain(after, path)
    sides = tuple((plain.split("\n"), whole.split("\n")) for plain, whole in ((old, before), (new, after)))
    for hunk in hunks(old, new):
        gone, come = _lines(sides[0], hunk.old_line, hunk.before), _lines(sides[1], hunk.new_line, hunk.after)
        if gone or come:
            yield Run(hunk.new_line, gone, come)


def _lines(side: tuple[list[str], list[str]], first: int, told: str) -> tuple[Line, ...]:
    """The lines of a run, numbered; blank ones between them count for nothing."""
    plain, whole = side
    count = len(told.split("\n")) if told else 0
    numbers = (number for number in range(first, len(plain) + 1) if plain[number - 1].strip())
    found = (Line(one, plain[one - 1].strip(), whole[one - 1].strip()) for one in islice(numbers, count))
    return tuple(line for line in found if _WORD.search(line.text))


def _plain(text: str, path: str) -> str:
    """The text with its comments blanked out; lines keep their numbers."""
    plain, family = text.replace("\r\n", "\n"), _family(path.lower())
    if family in _BLOCKS:
        plain = _without_blocks(plain, *_BLOCKS[family])
    plain = "\n".join(_uncommented(line, family) for line in plain.split("\n"))
    if family == "dockerfile":
        plain = _INSTRUCTION.sub(lambda found: found[1] + found[2].upper(), plain)
        plain = _AS.sub(r"\1AS", plain)
    return plain


def _family(path: str) -> str:
    """How a file of this name writes comments; most files of deployment use `#`."""
    if _DOCKERFILE.match(path):
        return "dockerfile"
    if path.endswith(_GROOVY):
        return "braces"
    if path.endswith(_SECTIONS):
        return "sections"
    language = language_of(path)
    return language.family if language else "hash"


def _without_blocks(text: str, opening: str, closing: str) -> str:
    kept, place = [], 0
    while (start := text.find(opening, place)) >= 0 and (end := text.find(closing, start + len(opening))) >= 0:
        kept += [text[place:start], "\n" * text.count("\n", start, end)]
        place = end + len(closing)
    return "".join((*kept, text[place:]))


def _uncommented(line: str, family: str) -> str:
    """A line without its comment, and without the comma or semicolon that only says that another one follows."""
    told = line.strip()
    if family == "braces":
        told = "" if told.startswith("//") else told
    elif family not in _NO_COMMENTS and family not in _BLOCKS:
        begins = told.startswith("#") and not told.startswith("#!")
        told = "" if begins or (family == "sections" and told.startswith(";")) else _cut(told, family)
    return told.rstrip(",; \t")


def _cut(line: str, family: str) -> str:
    """A line without the comment behind it, where nothing before it is quoted; a Dockerfile has none there."""
    told, sign, _ = line.partition(" #")
    return told if sign and family != "dockerfile" and not set("'\"`") & set(told) else line
