"""What findings say of a file: which of its changed lines somebody has already named, and which nobody has."""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.expressions import expression
from medtrace.model.verdict import Confidence, Evidence, Finding
from medtrace.rules._changed_lines import Line, Run

_TOKEN = expression(r"[\w.\-]+")
_COMPOUND = ("&&", ";", "||", "\\")
_LEAST = 3


@dataclass(frozen=True, slots=True)
class Spoken:
    """Pieces of evidence by the path that they name, and the paths that are said not to be assessed as a whole."""

    pieces: dict[str, tuple[Evidence, ...]]
    unassessed: frozenset[str]

    def whole(self, *paths: str) -> bool:
        """Whether a file is already said not to be assessed at all."""
        return bool(self.unassessed & set(paths))

    def names(self, *paths: str) -> bool:
        """Whether any finding names a file."""
        return any(path in self.pieces for path in paths)

    def covers(self, path: str, run: Run, old: Line | None, new: Line | None) -> bool:
        """Whether a finding speaks of a line that came, of one that went, or of a pair of both."""
        pieces = self.pieces.get(path, ())
        if old is None or new is None:
            return any(_is_about(piece, run, old, new) for piece in pieces)
        about = [piece for piece in pieces if _is_about(piece, run, old, new)]
        if not about or not any(sign in new.text for sign in _COMPOUND):
            return bool(about)
        # A line of several commands may hold more than what the finding saw.
        said = {word for piece in pieces for word in _words(f"{piece.before} {piece.after}")}
        return set(_words(old.text)) ^ set(_words(new.text)) <= said


def spoken_of(found: tuple[Finding, ...]) -> Spoken:
    """What findings name, by path; evidence that only says that a file was touched names nothing of it."""
    pieces: dict[str, list[Evidence]] = {}
    unassessed = set()
    for one in found:
        for piece in one.hit.evidence:
            if one.hit.confidence is Confidence.UNASSESSABLE:
                unassessed.add(piece.path)
            elif piece.line or piece.before or piece.after:
                pieces.setdefault(piece.path, []).append(piece)
    return Spoken({path: tuple(dict.fromkeys(here)) for path, here in pieces.items()}, frozenset(unassessed))


def _is_about(piece: Evidence, run: Run, old: Line | None, new: Line | None) -> bool:
    if new and piece.line == new.number and (piece.after or not piece.before):
        return True
    if old and piece.line in {old.number, run.place} and not piece.after and _holds(old, piece.before):
        return True
    return bool((new and _holds(new, piece.after)) or (old and _holds(old, piece.before)))


def _holds(line: Line, text: str) -> bool:
    """Whether a line says the text of a piece, or the piece quotes the line."""
    plain = text.strip()
    return len(plain) >= _LEAST and (plain in line.text or line.text in {one.strip() for one in plain.split("\n")})


def _words(text: str) -> Iterator[str]:
    yield from _TOKEN.findall(text)
