"""Bytes of an XML file as pieces of text that an XML parser takes.

The parser of the standard library knows few encodings, and test reports hold control characters of a terminal that XML
forbids: both would cost every result of the file.
"""

import codecs
from collections.abc import Iterator

from medtrace.expressions import expression
from medtrace.model.snapshot import Blob, unmarked_utf16

# Large enough that a long text is not searched again for each piece, small enough to bound the memory.
PIECE = 1 << 20
_DECLARED = expression(rb"""<\?xml[^>]{0,80}?encoding\s*=\s*["']([A-Za-z0-9_.:-]{1,40})["']""")
# Encodings that an XML declaration may name and the bytes are read by; others are found by trying.
_NAMED = expression(r"(?i)(iso-?8859-\d+|latin-?1|windows-\d+|cp\d+|gb\w+|big5\w*|shift_?jis|euc-\w+|koi8-\w)\Z")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FORBIDDEN = expression("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_REFERENCE = expression(r"&#(?:x0*(?:[0-8bcefBCEF]|1[0-9a-fA-F])|0*(?:[0-8]|1[124-9]|2\d|3[01]));")
_LONGEST_REFERENCE = 12


def pieces(blob: Blob) -> Iterator[str]:
    """The text in order, each piece of bounded length; what XML forbids is U+FFFD. A declared encoding wins."""
    data = blob.data or b""
    decoder: codecs.IncrementalDecoder = codecs.getincrementaldecoder(blob.encoding or _encoding(data))("replace")
    rest = ""
    for start in range(0, len(data), PIECE):
        last = start + PIECE >= len(data)
        text: str = rest + decoder.decode(data[start : start + PIECE], last)
        text = text.removeprefix("\ufeff") if not start else text
        # A reference that the border cuts in two waits for its other half.
        cut = -1 if last else text.rfind("&", max(0, len(text) - _LONGEST_REFERENCE))
        rest, text = (text[cut:], text[:cut]) if cut >= 0 else ("", text)
        yield _REFERENCE.sub("\ufffd", _FORBIDDEN.sub("\ufffd", text))


def _encoding(data: bytes) -> str:
    """What a byte-order mark says, then what the declaration says, UTF-8 or GB18030: the first that fits."""
    marked: str = next((name for mark, name in _MARKS if data.startswith(mark)), "")
    marked = marked or unmarked_utf16(data)
    if marked:
        return marked
    found = _DECLARED.match(data)
    named = found.group(1).decode("ascii") if found else ""
    tried: list[str] = [named] if _NAMED.match(named) else []
    for encoding in (*tried, "utf-8", "gb18030"):
        if _fits(data, encoding):
            return encoding
    return "utf-8"


def _fits(data: bytes, encoding: str) -> bool:
    try:
        decoder = codecs.getincrementaldecoder(encoding)("strict")
        for start in range(0, len(data), PIECE):
            decoder.decode(data[start : start + PIECE], start + PIECE >= len(data))
    except (LookupError, ValueError):
        return False
    return True
