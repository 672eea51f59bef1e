"""How many XML elements the parts of a workbook hold, counted before openpyxl builds an object of each.

A styles part of a few hundred kilobytes may unpack to millions of fonts; none says anything of an item, and each costs
as much as several cells.
"""

from collections.abc import Iterator

from medtrace.expressions import expression
from medtrace.model.items import Diagnostic, DiagnosticSeverity, Location
from medtrace.sources._archive import Archive
from medtrace.words import Localized

MAX_ELEMENTS = 3_000_000
# Fonts, formats, merged ranges, formatted runs of text, names: all that is no cell and no plain text.
MAX_OTHERS = 400_000
_ELEMENT = expression(rb"<(?![/?!])(?:\w+:)?(\w*)")
# Behind a byte-order mark or blanks.
_XML = expression(rb"[\xef\xbb\xbf\xfe\xff\x00\s]*+<")
_CELLS = frozenset({b"row", b"c", b"v", b"f", b"is", b"si", b"t"})


def crowded(archive: Archive, path: str) -> Diagnostic | None:
    """Why the workbook is not read (`file-too-long`), if it holds too much."""
    others = 0
    for elements, name in enumerate(_names(archive), 1):
        others += name not in _CELLS
        if elements > MAX_ELEMENTS or others > MAX_OTHERS:
            break
    else:
        return None
    words = Localized(
        f"工作簿含有超过 {MAX_ELEMENTS} 个单元格与文字，或超过 {MAX_OTHERS} 个样式与其他元素，未读取；"
        "请将数据复制到新的工作簿，或将工作簿拆分",
        f"the workbook has more than {MAX_ELEMENTS} elements, or more than {MAX_OTHERS} that are neither cells nor "
        "texts, such as styles, and was not read; copy the data into a new workbook, or split it",
    )
    return Diagnostic("file-too-long", DiagnosticSeverity.ERROR, words, Location(path, 1))


def _names(archive: Archive) -> Iterator[bytes]:
    """The name of each element of every part that is XML, without its prefix; pictures are none."""
    for _, data in archive.contents(archive.members):
        if data and _XML.match(data):
            for found in _ELEMENT.finditer(data):
                yield found[1]
