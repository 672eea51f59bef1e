"""Sources that match files of a revision and read nothing from them: a wrong expression looks like an empty product."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from medtrace.app.house import House, Reader
from medtrace.model.ids import Revision
from medtrace.model.items import Diagnostic, DiagnosticSeverity, Location
from medtrace.sources._source import Parsed
from medtrace.words import Localized


@dataclass(frozen=True, slots=True)
class Said:
    """One file of a numbered reader, and everything that the reader made of it."""

    reader: int
    path: str
    found: tuple[Parsed, ...]


def silent_sources(house: House, said: Iterable[Said], revision: Revision) -> Iterator[Diagnostic]:
    """A warning for each source that read neither item nor link from its files, and told no defect of them.

    Where a source makes links alone, such as `mentions`, nothing to link is no defect: then it is a note.
    """
    by_reader: dict[int, list[Said]] = {}
    for one in said:
        by_reader.setdefault(one.reader, []).append(one)
    for number, files in sorted(by_reader.items()):
        if not any(map(_says_something, (one for file in files for one in file.found))):
            yield _silent(house.readers[number], files, revision)


def _says_something(one: Parsed) -> bool:
    return not isinstance(one, Diagnostic) or one.severity is not DiagnosticSeverity.NOTE


def _silent(reader: Reader, files: list[Said], revision: Revision) -> Diagnostic:
    use, first = reader.use, min(file.path for file in files)
    links_only = reader.source.own_ids and not use.id_text
    look_zh = "各来源的编号规则（id）" if links_only else f"编号规则 id（{use.id_text}）" if use.id_text else "文件"
    look_en = "the ids of other sources" if links_only else f"`id` ({use.id_text})" if use.id_text else "the files"
    same = f"the source {use.format} matches {len(files)} files (such as {first})"
    words = Localized(
        f"{revision.name} 中来源 {use.format} 匹配 {len(files)} 个文件（如 {first}），但未读到条目或链接；"
        f"请核对{look_zh}、options 以及文件是否为该格式",
        f"{revision.name}: {same} and reads "
        f"no item or link from them; look at {look_en}, its options, and whether the files are of this format",
    )
    path, *numbers = use.place.split(":")
    place = Location(path, *(int(number) for number in numbers[:2]))
    severity = DiagnosticSeverity.NOTE if links_only else DiagnosticSeverity.WARNING
    return Diagnostic("source-reads-nothing", severity, words, place, identity=same)
