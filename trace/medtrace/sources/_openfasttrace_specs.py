"""Specification items of a page: an id line, then text and the blocks `Covers`, `Depends`, `Needs` and `Tags`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum

from medtrace.expressions import expression
from medtrace.model.items import Diagnostic, DiagnosticSeverity, Location
from medtrace.sources._openfasttrace_ids import ID, NAME, Reference, reference, references
from medtrace.sources._openfasttrace_pages import PageLine
from medtrace.sources._tokens import bare
from medtrace.words import Localized

_OWN = expression(rf"`{{0,2}}({ID})`{{0,2}}(?![\w~])(.*)\Z")
_NO_REVISION = expression(rf"`{{1,2}}[A-Za-z]++~{NAME}`{{1,2}}\s*+\Z")
_MARKUP = expression(r"\s*+(?:<[^<>]{1,300}>\s*+)*+(?:\{[^{}]{1,100}\}\s*+)?\\?\Z")
_FORWARD = expression(
    rf" {{0,3}}(?:[-*+]\s++)?`{{0,2}}([A-Za-z]++)\s*+-->\s*+([A-Za-z]++(?:\s*+,\s*+[A-Za-z]++)*+)\s*+:\s*+({ID})"
)
_KEYWORD = expression(r"(Covers|Depends|Needs|Tags|Rationale|Comment|Description|Status):\s*+(.*)\Z")
_STATUS = frozenset({"approved", "proposed", "draft", "rejected"})
_BULLET = expression(r"\s*+[-+*]\s*+(.*)\Z")
_WORD = expression(r"[A-Za-z]++")


class _Block(Enum):
    START = ""
    TEXT = "text"
    COVERS = "Covers"
    DEPENDS = "Depends"
    NEEDS = "Needs"
    TAGS = "Tags"


_REFERRING = frozenset({_Block.COVERS, _Block.DEPENDS})
_WRITING = frozenset({_Block.START, _Block.TEXT})


@dataclass
class Spec:
    """One item while its lines are read: `named` holds (field, target, line) in order."""

    own: Reference
    line: int
    title: str = ""
    forwards: bool = False
    status: str = ""
    needs: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    named: list[tuple[str, Reference, int]] = field(default_factory=list)
    _lines: list[str] = field(default_factory=list)
    _block: _Block = _Block.START
    _goes_on: bool = False
    _begun: bool = False

    @property
    def text(self) -> str:
        """Description, rationale and comment."""
        return "\n".join(self._lines).strip()

    @property
    def in_text(self) -> bool:
        """Whether the line at hand stands in running text."""
        return self._block is _Block.TEXT

    def take(self, line: PageLine, path: str) -> Iterator[Diagnostic]:
        """Read one more line of the item."""
        said = None if line.inert else _KEYWORD.match(line.text)
        if said and self._keyword(said[1], said[2].strip(), line.number):
            return
        if self._block in _WRITING:
            self._write(line.text)
        elif not line.inert and self._block in _REFERRING:
            yield from self._reference(line, path)
        elif not line.inert:
            self._list(line)

    def _keyword(self, word: str, rest: str, number: int) -> bool:
        """Begin what a keyword begins; false where the line is text that looks like one."""
        match word:
            case "Covers" | "Depends":
                return self._refers(_Block(word), rest, number)
            case "Needs" | "Tags":
                return self._lists(_Block(word), rest)
            case "Status":
                if self._begun or rest not in _STATUS:
                    return False
                self.status = rest
            case "Description" if self._begun:
                return False
            case _ if rest:
                return False
            case _:
                self._block = _Block.TEXT
                self._lines.append("")
        return True

    def _refers(self, block: _Block, rest: str, number: int) -> bool:
        found = tuple(references(rest))
        if rest and not found:
            return False
        self.named += ((block.value, one, number) for one in found)
        self._goes_on = rest.endswith(",")
        self._block = block if not rest or self._goes_on else _Block.START
        return True

    def _lists(self, block: _Block, rest: str) -> bool:
        words = [one.strip() for one in rest.split(",") if one.strip()]
        if any(" " in one for one in words):
            return False
        self._entries(block).extend(words)
        self._block = _Block.START if rest else block
        return True

    def _entries(self, block: _Block) -> list[str]:
        return self.needs if block is _Block.NEEDS else self.tags

    def _reference(self, line: PageLine, path: str) -> Iterator[Diagnostic]:
        bullet = _BULLET.match(line.text)
        found = tuple(references(bullet[1] if bullet else line.text)) if bullet or self._goes_on else ()
        self.named += ((self._block.value, one, line.number) for one in found)
        self._goes_on = bool(found) and line.text.rstrip().endswith(",")
        if bullet and not found:
            words = Localized(
                f"{self._block.value} 下的这一项没有编号，未读取",
                f"this entry below {self._block.value} holds no id and was not read",
            )
            place = Location(path, line.number)
            yield Diagnostic("reference-without-id", DiagnosticSeverity.WARNING, words, place)

    def _list(self, line: PageLine) -> None:
        entries = self._entries(self._block)
        bullet = _BULLET.match(line.text)
        if bullet:
            words = _WORD.findall(bullet[1]) if self._block is _Block.NEEDS else [bare(bullet[1])]
            entries.extend(words[-1:])
        elif line.text.strip():
            self._write(line.text)
        elif entries:
            self._block = _Block.START

    def _write(self, text: str) -> None:
        if text.strip():
            self._block, self._begun = _Block.TEXT, True
        self._lines.append(text)


def specs(lines: Iterable[PageLine | Diagnostic], path: str) -> Iterator[Spec | Diagnostic]:
    """Items in order; an item ends at the next heading, id line or forwarding."""
    title, current = "", None
    for line in lines:
        if isinstance(line, Diagnostic):
            yield line
            continue
        begun = _begun(line, title, current)
        if begun or line.title is not None:
            yield from () if current is None else (current,)
            current = begun
            title = line.title or ""
            if begun and begun.forwards:
                yield begun
                current = None
        elif current:
            yield from current.take(line, path)
        else:
            yield from _without_revision(line, path)
            title = title if not line.inert and _MARKUP.match(line.text) else ""
    yield from () if current is None else (current,)


def _begun(line: PageLine, title: str, current: Spec | None) -> Spec | None:
    """The item that a line begins."""
    if line.inert or line.title is not None:
        return None
    own = _OWN.match(line.text)
    if own and (_MARKUP.match(own[2]) or title):
        return Spec(reference(own[1]), line.number, title)
    forward = _FORWARD.match(line.text)
    if forward is None or (current and current.in_text):
        return None
    covered = reference(forward[3])
    needs = [one.strip() for one in forward[2].split(",")]
    skipped = Reference(forward[1], covered.name, covered.revision)
    return Spec(skipped, line.number, covered.name, True, needs=needs, named=[("Covers", covered, line.number)])  # noqa: FBT003


def _without_revision(line: PageLine, path: str) -> Iterator[Diagnostic]:
    if not line.inert and _NO_REVISION.match(line.text):
        words = Localized(
            f"“{line.text.strip()[:60]}”没有版次，未读取；应如 req~name~1",
            f"“{line.text.strip()[:60]}” has no revision and was not read; write it as req~name~1",
        )
        yield Diagnostic("item-without-id", DiagnosticSeverity.WARNING, words, Location(path, line.number))
