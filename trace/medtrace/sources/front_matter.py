"""One Markdown file per item, with the item's fields as YAML between two lines `---` at its top.

    ---
    id: SRS-014
    title: 心律失常报警
    satisfies: [URS-003]
    ---
    检出室颤后 10 s 内报警。

`columns` maps roles to keys (`id`, `title`, any attribute). The text is everything below the second line; it counts
for the item's digest together with every field that is no link. A file without an id takes that of its name
(`SRS-014.md`), one without a title its first heading; a file without front matter or id is left alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from medtrace.expressions import expression
from medtrace.marked.nodes import Mapping
from medtrace.model.items import Diagnostic, DiagnosticSeverity, Location
from medtrace.sources._columns import Columns
from medtrace.sources._records import item_of, record
from medtrace.sources._source import Files, Parsed, Setup, source
from medtrace.sources._text import text_of
from medtrace.sources._tokens import ids_of_cell
from medtrace.sources._yaml import documents
from medtrace.words import Localized

_HEAD = expression(r"---[ \t]*\n(?P<head>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_MEANT = expression(r"\s*(?P<mark>---|\+\+\+)[ \t]*\n[\w\"'-]{1,80}[ \t]*[:=]")
_HEADING = expression(r"^ {0,3}#{1,6}[ \t]+(.+?)[ \t]*#*[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Options:
    """Roles and the keys that hold them."""

    columns: Columns = ()


@source("front-matter", options=Options)
def front_matter(files: Files, setup: Setup[Options]) -> Iterator[Parsed]:
    """The item, links and problems of each file."""
    for blob in files.own:
        text, problems = text_of(blob)
        found = _HEAD.match(text)
        if found is None:
            yield from _missed(text, blob.path)
            continue
        yield from problems
        for root in documents(found["head"], blob.path, before=1):
            if isinstance(root, Diagnostic):
                yield root
            elif isinstance(root, Mapping):
                yield from _item(setup, root, text[found.end() :], PurePosixPath(blob.path).stem)


def _missed(text: str, path: str) -> Iterator[Diagnostic]:
    """Fields that a writer meant as front matter and that stand where or as none are read."""
    found = _MEANT.match(text)
    if found is None:
        return
    if found["mark"] == "+++":
        words = Localized(
            "以“+++”标出的 TOML 字段不受支持，该文件未读取", "fields between +++ are TOML and are not read"
        )
    elif found.start("mark"):
        if not _HEAD.match(text, found.start("mark")):
            return
        words = Localized(
            "“---”之前有空行，其中的字段未读取", "a blank line stands before ---: the fields are not read"
        )
    else:
        words = Localized("字段没有以“---”结束，该文件未读取", "the fields are not closed by ---: the file is not read")
    line = text.count("\n", 0, found.start("mark")) + 1
    yield Diagnostic("front-matter-not-read", DiagnosticSeverity.WARNING, words, Location(path, line))


def _item(setup: Setup[Options], root: Mapping, body: str, stem: str) -> Iterator[Parsed]:
    fields = record(setup, setup.kind, root, setup.options.columns, body=body.strip())
    said = fields.said("id")
    found = ids_of_cell(setup.id, said) if said else (stem,) if setup.id.fullmatch(stem) else ()
    if len(found) == 1:
        yield from item_of(setup, setup.kind, found[0], fields, heading=_heading(body))
    elif said and not setup.known.fullmatch(said):
        zh = f"“{said[:40]}”不符合该来源的编号规则，该文件未读取"
        en = f"“{said[:40]}” does not match the id pattern of this source; the file was not read"
        yield Diagnostic("item-without-id", DiagnosticSeverity.WARNING, Localized(zh, en), root.location)


def _heading(body: str) -> str:
    found = _HEADING.search(body)
    return found.group(1) if found else ""
