"""The words of a controlled document: plain text in any of our encodings, or the body of a Word document.

Only for finding sentences in: headers, foot notes and pictures are not read, and blanks mean nothing.
"""

from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from medtrace.model.items import Diagnostic
from medtrace.model.snapshot import Blob
from medtrace.sources._archive import opened

_BODY = "word/document.xml"
_TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
_PLAIN = (".md", ".txt", ".rst", ".adoc", ".html", ".htm", ".csv", ".yaml", ".yml")


def paper_words(blob: Blob) -> str | None:
    """The text without any blanks; None where the file is of another kind, or damaged."""
    if blob.data is None:
        return None
    name = blob.path.lower()
    if name.endswith(_PLAIN):
        return _packed(blob.decode().text)
    return _word(blob.data, blob.path) if name.endswith(".docx") else None


def _word(data: bytes, path: str) -> str | None:
    archive = opened(data, path)
    if isinstance(archive, Diagnostic) or _BODY not in archive.members:
        return None
    try:
        body = fromstring(archive.read(_BODY) or b"")
    except (ParseError, DefusedXmlException, ValueError):
        return None
    return _packed("".join(one.text or "" for one in body.iter(_TEXT)))


def _packed(text: str) -> str:
    return "".join(text.split())
