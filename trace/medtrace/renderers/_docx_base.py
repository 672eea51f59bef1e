"""The empty document that every DOCX starts from: styles, settings and blank headers, as XML texts of this package.

Built from readable parts and not from the library's own template, whose blue title, US tab stops and theme fonts would
come along: a theme font wins over the East Asian font named beside it.
"""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import docx

from medtrace.model.document import Document
from medtrace.renderers._archive import archive, members
from medtrace.renderers._environment import resource
from medtrace.renderers._spoken import inline, plain, root_tongue
from medtrace.words import Language

_EPOCH = datetime(1980, 1, 1, tzinfo=UTC)
_PARTS = {
    "[Content_Types].xml": "content-types.xml",
    "_rels/.rels": "package-rels.xml",
    "docProps/core.xml": "core.xml",
    "word/_rels/document.xml.rels": "document-rels.xml",
    "word/document.xml": "document.xml",
    "word/fontTable.xml": "font-table.xml",
    "word/footer1.xml": "footer.xml",
    "word/footer2.xml": "footer.xml",
    "word/header1.xml": "header.xml",
    "word/header2.xml": "header.xml",
    "word/header3.xml": "header.xml",
    "word/numbering.xml": "numbering.xml",
    "word/settings.xml": "settings.xml",
    "word/styles.xml": "styles.xml",
}


def base() -> Any:  # noqa: ANN401 - python-docx's document
    """The empty document, opened."""
    parts = {name: resource("styles", f"word/{source}").encode() for name, source in _PARTS.items()}
    return docx.Document(BytesIO(archive(parts)))


def finished(shell: Any, document: Document, language: Language) -> bytes:  # noqa: ANN401 - python-docx's document
    """The bytes of the filled document: the library's zip carries the clock, so it is written anew."""
    _describe(shell.core_properties, document, language)
    buffer = BytesIO()
    shell.save(buffer)
    return archive(members(buffer.getvalue()))


def _describe(properties: Any, document: Document, language: Language) -> None:  # noqa: ANN401 - python-docx's own
    when = _moment(document.when)
    properties.title = inline(document.title, language)[:255]
    properties.author = inline(document.company, language)[:255]
    properties.last_modified_by = properties.author
    properties.subject = inline(document.product, language)[:255]
    properties.identifier = plain(document.number)[:255]
    properties.version = inline(document.version, language)[:255]
    properties.language = root_tongue(language)
    properties.content_status = inline(document.status, language)[:255]
    properties.created = when
    properties.modified = when
    properties.revision = 1


def _moment(when: str) -> datetime:
    """The document's own moment in UTC; an unknown one is the first that a zip archive can hold."""
    try:
        found = datetime.fromisoformat(when)
    except ValueError:
        return _EPOCH
    return found.astimezone(UTC).replace(microsecond=0) if found.tzinfo else found.replace(microsecond=0, tzinfo=UTC)
