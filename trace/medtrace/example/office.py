"""A small Word document with constant bytes: stored, not deflated, for zlib may differ from machine to machine."""

import io
import zipfile
from collections.abc import Iterable
from xml.sax.saxutils import escape

EPOCH = (1980, 1, 1, 0, 0, 0)
UNIX = 3
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)


def word(paragraphs: Iterable[str]) -> bytes:
    """A .docx of plain paragraphs; the first is the title."""
    body = "".join(_paragraph(text, title=index == 0) for index, text in enumerate(paragraphs))
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS,
        "word/document.xml": f'{_HEAD}<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>',
    }
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_STORED) as archive:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, EPOCH)
            info.create_system = UNIX
            archive.writestr(info, text.encode("utf-8"))
    return memory.getvalue()


def _paragraph(text: str, *, title: bool) -> str:
    style = '<w:rPr><w:b/><w:sz w:val="36"/></w:rPr>' if title else ""
    return f'<w:p><w:r>{style}<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
