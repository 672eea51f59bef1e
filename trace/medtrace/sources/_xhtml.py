"""XHTML of a text attribute as plain text: blocks as lines, bullets as `- `, cells apart by ` | `."""

from dataclasses import dataclass, field

_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_TABLES = frozenset({"caption", "table", "tbody", "tfoot", "thead", "tr"})
_BLOCKS = _HEADINGS | _TABLES | {"address", "blockquote", "dd", "div", "dl", "dt", "hr", "li", "ol", "p", "pre", "ul"}
_CELLS = frozenset({"td", "th"})
_PICTURES = frozenset({"img", "object"})
_SILENT = frozenset({"script", "style", "head"})


@dataclass(slots=True)
class PlainText:
    """Gathers the text of a piece of XHTML from the events of a parser, and counts what is no text.

    A picture inside an embedded object is the object as it is shown, and no further one.
    """

    pictures: int = 0
    _lines: list[str] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _silent: int = 0
    _begun: bool = False
    _objects: int = 0

    def begin(self, name: str, said: dict[str, str]) -> None:
        """An element begins."""
        if name in _SILENT:
            self._silent += 1
        elif name in _BLOCKS or name == "br":
            self._break()
            if name == "li":
                self._parts.append("- ")
        elif name in _CELLS and self._begun:
            self._parts.append(" | ")
        elif name in _PICTURES:
            self._picture(name, said.get("alt", ""))

    def _picture(self, name: str, alternative: str) -> None:
        self.pictures += not self._objects
        self._objects += name == "object"
        self._parts.append(alternative)

    def text(self, content: str) -> None:
        """Text inside the element."""
        if not self._silent:
            self._parts.append(content)
            self._begun = self._begun or not content.isspace()

    def end(self, name: str) -> None:
        """An element ends."""
        if name in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif name == "object":
            self._objects = max(0, self._objects - 1)
        elif name in _BLOCKS:
            self._break()

    def _break(self) -> None:
        line = " ".join("".join(self._parts).split())
        if line:
            self._lines.append(line)
        self._parts, self._begun = [], False

    def said(self) -> str:
        """The text so far."""
        self._break()
        return "\n".join(self._lines)
