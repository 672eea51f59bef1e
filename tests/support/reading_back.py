"""Reads rendered files back as a reader's program would: HTML by a parser, DOCX by python-docx, Markdown by cells."""

import html
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import BytesIO
from typing import Any


@dataclass
class Read:
    """What an HTML parser found."""

    tags: list[str] = field(default_factory=list)
    attributes: list[tuple[str, str, str]] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    text: str = ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.read = Read()
        self.in_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.read.tags.append(tag)
        self.read.attributes += [(tag, name, value or "") for name, value in attrs]
        self.read.ids += [value for name, value in attrs if name == "id" and value]
        if tag == "tr":
            self.read.rows.append([])
        elif tag in {"td", "th"}:
            self.read.rows[-1].append("")
            self.in_cell = True
        elif tag == "br" and self.in_cell:
            self.read.rows[-1][-1] += "\n"

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"}:
            self.in_cell = False

    def handle_data(self, data: str) -> None:
        self.read.text += data
        if self.in_cell:
            self.read.rows[-1][-1] += data


def read_html(data: bytes) -> Read:
    """The page, parsed."""
    reader = _Reader()
    reader.feed(data.decode())
    reader.close()
    return reader.read


def markdown_rows(data: bytes) -> list[list[str]]:
    """Rows of all tables as a GitHub parser cuts them: at every bar without a backslash that escapes it."""
    lines = data.decode().split("\n")
    return [_cells(line) for line in lines if line.startswith("| ") and not line.startswith("| ---")]


def _cells(line: str) -> list[str]:
    pieces, escaped = [""], False
    for sign in line:
        if sign == "|" and not escaped:
            pieces.append("")
        else:
            pieces[-1] += sign
        escaped = sign == "\\" and not escaped
    return [piece[1:-1] for piece in pieces[1:-1]]


def unescaped(cell: str) -> str:
    """The text that a reader sees in a cell."""
    lines = re.sub(r"\\(.)", r"\1", cell.replace("<br>", "\n"))
    return html.unescape(lines)


def read_docx(data: bytes) -> Any:
    """The document as python-docx opens it."""
    import docx

    return docx.Document(BytesIO(data))
