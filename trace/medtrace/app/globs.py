"""Globs of a configuration held against the files of a revision or of both ends of a range.

A range may delete all that a glob names, and that is what it is judged for: a glob that only the older end matches is
told and does not stop it. One that matches at neither end is a mistake in the configuration, and for a single revision
so is each that matches nothing there.
"""

import difflib
from collections.abc import Iterator
from posixpath import basename

from medtrace.config.nouns import GlobUse
from medtrace.errors import ConfigError
from medtrace.model.globs import glob_pattern
from medtrace.model.ids import Range, Revision
from medtrace.model.items import Diagnostic, DiagnosticSeverity, Location
from medtrace.words import Localized

_MAY_BE_EMPTY = ("artifacts",)


def empty_globs(uses: tuple[GlobUse, ...], paths: tuple[str, ...]) -> tuple[GlobUse, ...]:
    """The globs that match no path; what is delivered beside git (`artifacts`) need not."""
    demanded = (use for use in uses if not use.what.endswith(_MAY_BE_EMPTY))
    return tuple(use for use in demanded if not any(map(glob_pattern(use.glob).match, paths)))


def demand_globs(uses: tuple[GlobUse, ...], paths: tuple[str, ...]) -> None:
    """A glob that matches none of the paths is a mistake; for a range these are the paths of both ends.

    Raises:
        ConfigError: naming every such glob with its place and the nearest path.
    """
    empty = empty_globs(uses, paths)
    if empty:
        problems = tuple((use.place, _no_match(use.glob, paths)) for use in empty)
        raise ConfigError(
            Localized("配置中有路径匹配不到任何文件", "a glob of the configuration matches nothing"), problems=problems
        )


def _no_match(glob: str, paths: tuple[str, ...]) -> Localized:
    folders = {path.rpartition("/")[0] for path in paths}
    literal = glob.replace("**", "").replace("*", "")
    near = difflib.get_close_matches(
        glob, [*paths, *sorted(f"{folder}/**" for folder in folders if folder)], n=2, cutoff=0.4
    )
    near = near or difflib.get_close_matches(literal, paths, n=2, cutoff=0.3)
    zh = f"“{glob}”没有匹配到任何文件" + (f"；相近的有：{'、'.join(near)}" if near else "")
    en = f"“{glob}” matches no file" + (f"; nearest: {', '.join(near)}" if near else "")
    return Localized(zh, en)


def glob_notes(uses: tuple[GlobUse, ...], paths: tuple[str, ...], revision: Revision) -> Iterator[Diagnostic]:
    """At the older end the same is a note: the file may not have existed yet, or stood elsewhere."""
    for use in empty_globs(uses, paths):
        near = [path for path in paths if basename(path) == basename(use.glob)][:2]
        zh = f"{revision.name} 中没有匹配“{use.glob}”的文件" + (f"（{use.format}）" if use.format else "")
        en = f"{revision.name} has no file for “{use.glob}”" + (f" ({use.format})" if use.format else "")
        zh += f"；同名文件：{'、'.join(near)}，旧路径可一并写入 files" if near else ""
        en += f"; of the same name: {', '.join(near)}: name the older path under files too" if near else ""
        yield _told(use, DiagnosticSeverity.NOTE, Localized(zh, en))


def left_globs(uses: tuple[GlobUse, ...], paths: tuple[str, ...], span: Range) -> Iterator[Diagnostic]:
    """Globs that match nothing at the newer end any more, as errors: what they named is gone or stands elsewhere."""
    for use in empty_globs(uses, paths):
        own = f"{use.what} {use.format}".rstrip()
        zh = f"{span.new.name} 中已没有匹配“{use.glob}”的文件（{own}），{span.old.name} 中有：已删除的按本范围评估；"
        en = f"{span.new.name} has no file for “{use.glob}” any more ({own}), {span.old.name} has"
        zh += "文件若已移到别处，请改写该路径，否则从配置中删去"
        en += ": what was deleted is judged; name the new path if the files moved, else take the glob out"
        yield _told(use, DiagnosticSeverity.ERROR, Localized(zh, en))


def _told(use: GlobUse, severity: DiagnosticSeverity, words: Localized) -> Diagnostic:
    place = Location(use.place.split(":")[0], *(int(number) for number in use.place.split(":")[1:3]))
    return Diagnostic("glob-matches-nothing", severity, words, place, identity=f"{use.format} {use.glob}")
