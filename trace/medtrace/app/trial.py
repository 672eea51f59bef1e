"""What the sources themselves read in the samples of a first look, before a configuration says what an id is.

Every source whose format a sample shows reads it under an id that is as open as the format allows, and the type words
format are tried as kinds. What comes out is told as plain values; `trace init` makes its proposal of them.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, cast

from medtrace import plugins
from medtrace.config.survey import DOTTED, WORDED, Sheet, Shown
from medtrace.expressions import expression
from medtrace.model.globs import matches
from medtrace.model.ids import whole_token
from medtrace.model.items import Artifact, Diagnostic, Link
from medtrace.model.snapshot import Blob
from medtrace.sources._archive import opened
from medtrace.sources._source import Files, Setup
from medtrace.sources._workbook import WorkbookUnreadableError, sheets
from medtrace.sources._workbook_parts import crowded

_NOTHING = expression(r"(?!)")
_ANY = expression(r"[^\s,;]+")
# Before a directive's title an id may be words alone, as REQ-ALARM_LOW, where capitals begin it.
_NAMED = rf"(?:{DOTTED}|{WORDED}|[A-Z]{{2,12}}(?:[-_][A-Za-z0-9]{{1,24}}){{1,6}})"
_WORKBOOKS = expression(r".*\.xls[xm]\Z", re.IGNORECASE)
_MOST_ROWS = 2000
_MOST_DIRECTIVES = 10
# Directives of docutils and Sphinx that may begin with what looks like an id.
_NO_ITEM = frozenset(
    """admonition attention automodule automethod autoclass autofunction caution class code code-block contents
    csv-table danger deprecated doctest error figure function glossary hint image important include index list-table
    literalinclude math needextend needimport needtable note
    only parsed-literal raw replace role rubric sidebar table tip toctree topic
    versionadded versionchanged warning""".split()  # noqa: SIM905 - a list of words
)


@dataclass(frozen=True, slots=True)
class _Format:
    """How a file of a format shows itself, what an id may be, and the words that say of which type an item is.

    `words` finds type words in the text, which are tried as the option named `option`; `type` is the attribute that
    holds the type where the source says it.
    """

    name: str
    path: re.Pattern[str]
    sign: re.Pattern[str] = expression("")
    id: re.Pattern[str] = _ANY
    words: re.Pattern[str] | None = None
    option: str = "kinds"
    type: str = ""


def _named(endings: str) -> re.Pattern[str]:
    return re.compile(rf".*\.(?:{endings})\Z", re.IGNORECASE)


def _line(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.MULTILINE)


_FORMATS = (
    _Format("doorstop", _named("ya?ml|md"), type="document"),
    _Format("strictdoc", _named("sdoc"), words=_line(r"^\[\[?([A-Z][A-Z0-9_]*)\]\]?[ \t]*$")),
    _Format(
        "sphinx-needs",
        _named("rst|md|myst"),
        _line(r"^[ \t]*:id:[ \t]*\S"),
        words=_line(r"^[ \t]*(?:\.\.[ \t]+([a-z][\w-]*)::|[`:]{3,}\{([a-z][\w-]*)\})"),
    ),
    _Format(
        "needs-json", _named("json"), expression(r'"needs"\s*:'), words=expression(r'"type"\s*:\s*"([^"\n]{1,60})"')
    ),
    _Format(
        "rst-items",
        _named("rst"),
        id=whole_token(_NAMED),
        words=_line(rf"^[ \t]*\.\.[ \t]+([a-z][\w-]*)::[ \t]+{_NAMED}(?![\w./-])"),
        option="directives",
    ),
    _Format(
        "openfasttrace",
        _named("md|markdown|rst|rest"),
        _line(r"^[ \t]*`?[A-Za-z]+~[\w.-]+~\d+`?[ \t]*$"),
        id=expression(r"[A-Za-z]+~[\w.-]+~\d+"),
    ),
    _Format("trlc", _named("trlc"), type="type"),
    _Format("reqif", _named("reqifz?"), type="type"),
    _Format(
        "code-items",
        expression(r".*\.(?!md\Z|rst\Z)\w+\Z"),
        expression(r"@itemId\b"),
        id=expression(r"[A-Za-z][\w.-]*\w"),
    ),
    _Format("cyclonedx", _named("json|xml"), expression(r'"bomFormat"|cyclonedx\.org/schema/bom')),
    _Format(
        "spdx", _named("json|spdx"), expression(r'"spdxVersion"|"SPDXID"|^SPDXVersion:|spdx\.org/rdf/3', re.MULTILINE)
    ),
)


def shown_in(blobs: Iterable[Blob]) -> Iterator[Shown]:
    """The items that each source finds in the samples of its format."""
    own = tuple(blob for blob in blobs if blob.data is not None)
    for form in _FORMATS:
        source = plugins.source(form.name)
        beside = tuple(blob for blob in own if matches(blob.path, source.companions))
        for blob in own:
            if form.path.fullmatch(blob.path) and (beside or form.name != "doorstop"):
                yield from _shown(form, blob, beside)


def _shown(form: _Format, blob: Blob, beside: tuple[Blob, ...]) -> Iterator[Shown]:
    text = "" if blob.is_binary else blob.decode().text
    if not form.sign.search(text):
        return
    source = plugins.source(form.name)
    make = cast("Callable[..., object]", source.options)
    for options, own in _attempts(form, text):
        setup = Setup("item", form.id, _NOTHING, make(**options))
        found = tuple(source.read(Files((blob,), beside), setup))
        cited: dict[str, list[str]] = {}
        for link in (one for one in found if isinstance(one, Link)):
            cited.setdefault(link.source, []).append(link.target)
        for one in (one for one in found if isinstance(one, Artifact)):
            word = own or (one.attribute(form.type) if form.type else one.kind)
            yield Shown(form.name, blob.path, one.id, word, one.attributes, tuple(cited.get(one.id, ())))


def _attempts(form: _Format, text: str) -> Iterator[tuple[dict[str, Any], str]]:
    """The options to try, each with the type word that all items then have; none for a text without type words."""
    if form.words is None:
        yield {}, ""
        return
    words = sorted({next(filter(None, found.groups())) for found in form.words.finditer(text)} - _NO_ITEM)
    if form.option == "kinds" and words:
        yield {"kinds": tuple((word, word) for word in words)}, ""
    elif form.option != "kinds":
        yield from (({form.option: (word,)}, word) for word in words[:_MOST_DIRECTIVES])


def sheets_in(blobs: Iterable[Blob]) -> Iterator[Sheet]:
    """The rows of workbooks, the first of each sheet."""
    for blob in blobs:
        if blob.data is None or not _WORKBOOKS.fullmatch(blob.path):
            continue
        archive = opened(blob.data, blob.path)
        if isinstance(archive, Diagnostic) or crowded(archive, blob.path):
            continue
        try:
            found = sheets(archive.data)
        except WorkbookUnreadableError:
            continue
        for one in found:
            rows = tuple(
                tuple(cell.strip() for cell in row)
                for number, row in one.filled(apart=frozenset())
                if number <= _MOST_ROWS
            )
            yield Sheet(blob.path, one.name, rows)
