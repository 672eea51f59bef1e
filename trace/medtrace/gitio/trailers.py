"""`Key: value` lines at the end of a commit message, by the rules of `git interpret-trailers`.

The last paragraph holds trailers when all of its lines are trailers, or when one was made by git (`Signed-off-by:`,
`(cherry picked from commit …)`) and at least a quarter are trailers. A line that begins with white space continues the
one before. The first paragraph is the title and never holds trailers.
"""

import re
from collections.abc import Iterator

from medtrace.expressions import expression
from medtrace.model.history import Trailer

_SPACE = " \t\r\n"
_COMMENT = "#"
_SCISSORS = "# ------------------------ >8 ------------------------"
_BY_GIT = ("Signed-off-by: ", "(cherry picked from commit ")
_LEFT_BY_GIT = expression(r"^(?:#|Conflicts:$)", re.MULTILINE)
_KEY = expression(r"([A-Za-z0-9-]+)[ \t]*:")
_FOLD = expression(r"\n[ \t\r\n]*")


def trailers(body: str) -> tuple[Trailer, ...]:
    """The trailers of a message without its title, in order; a folded value stands on one line."""
    lines = body.rstrip("\n").split("\n")
    paragraph = _last_paragraph(_without_end(lines) if _LEFT_BY_GIT.search(body) else lines)
    if not _holds_trailers(paragraph):
        return ()
    found = ((_KEY.match(words), words) for words in _unfolded(paragraph))
    return tuple(
        Trailer(key.group(1), _FOLD.sub(" ", words[key.end() :].strip(_SPACE)).strip(_SPACE))
        for key, words in found
        if key
    )


def _without_end(lines: list[str]) -> list[str]:
    """The lines without what git itself leaves at the end: comments, an old list of conflicts, a cut-off diff."""
    if _SCISSORS in lines:
        lines = lines[: lines.index(_SCISSORS)]
    end: int | None = None
    conflicts = False
    for number, line in enumerate(lines):
        conflicts = conflicts or line == "Conflicts:"
        if not line or line.startswith(_COMMENT) or line == "Conflicts:":
            end = number if end is None else end
        elif not (conflicts and line.startswith("\t")):
            end, conflicts = None, False
    return lines if end is None else lines[:end]


def _last_paragraph(lines: list[str]) -> list[str]:
    start = len(lines)
    while start and (_is_blank(lines[start - 1]) or lines[start - 1].startswith(_COMMENT)):
        start -= 1
    while start and not _is_blank(lines[start - 1]):
        start -= 1
    return lines[start:]


def _holds_trailers(paragraph: list[str]) -> bool:
    """Whether all lines are trailers, or one was made by git and at least a quarter are trailers."""
    counted = others = continuing = 0
    by_git = False
    for line in reversed(paragraph):
        made = line.startswith(_BY_GIT)
        if made or _KEY.match(line):
            counted, continuing, by_git = counted + 1, 0, by_git or made
        elif line.startswith(_COMMENT):
            others, continuing = others + continuing, 0
        elif line.strip(_SPACE):
            if line[0] in _SPACE:
                continuing += 1
            else:
                others, continuing = others + continuing + 1, 0
    others += continuing
    return counted * 3 >= others if by_git else bool(counted and not others)


def _unfolded(paragraph: list[str]) -> Iterator[str]:
    """Each line of the block with the lines that continue it."""
    words = ""
    for line in paragraph:
        if _KEY.match(words) and (not line or line[0] in _SPACE):
            words += f"\n{line}"
        else:
            yield words
            words = line
    yield words


def _is_blank(line: str) -> bool:
    return not line.strip(_SPACE)
