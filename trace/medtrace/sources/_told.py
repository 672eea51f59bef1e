"""How much a file may tell: a file of the wrong format would have a problem for each of its lines.

What is read of one file is bounded too: no person wrote half a million items, and each costs time and memory.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from medtrace.model.items import Artifact, Diagnostic, DiagnosticSeverity, Link, Location
from medtrace.words import Localized

MAX_TOLD = 1_000
MAX_NAMED = 5
_MAX_LOST = 80
# A file of 50 MB whose items have half a kilobyte each has 100,000.
MAX_FOUND = 500_000


def too_long(place: Location, zh: str, en: str) -> Diagnostic:
    """A file goes on beyond a bound: `zh` and `en` say which; what came before is kept."""
    words = Localized(
        f"超过 {zh}，自此处起未读取；请将文件拆分", f"more than {en}: from here on it was not read; split the file"
    )
    return Diagnostic("file-too-long", DiagnosticSeverity.ERROR, words, place)


def ids_not_read(ids: Iterable[str], files: int, place: Location) -> Diagnostic:
    """Known ids that stand in so many files of a source in a form that made no link; `place` is that of the first."""
    found = sorted(set(ids))
    shown = "、".join(found[:MAX_NAMED]), ", ".join(found[:MAX_NAMED])
    more = ("等", ", …") if len(found) > MAX_NAMED else ("", "")
    stand = "id stands" if len(found) == 1 else "ids stand"
    thing = "file" if files == 1 else "files"
    words = Localized(
        f"{len(found)} 个编号（{shown[0]}{more[0]}）在该来源的 {files} 个文件中以未读取的写法出现，未作为链接",
        f"{len(found)} {stand} in {files} {thing} of this source in a form that is not read: {shown[1]}{more[1]}",
    )
    return Diagnostic("ids-not-read", DiagnosticSeverity.NOTE, words, place, about=" ".join(found))


def lost_words(said: Iterable[str]) -> str:
    """What is said and not read, in quotes and no longer than a line."""
    text = " | ".join(" ".join(value.split()) for value in said if value.strip())
    return f"“{text[:_MAX_LOST]}{'…' if len(text) > _MAX_LOST else ''}”"


def within_bounds(
    found: Iterable[Artifact | Link | Diagnostic], most: int = MAX_FOUND
) -> Iterator[Artifact | Link | Diagnostic]:
    """What was found, up to a bound, and of each code only so many problems in a file.

    The first problem left out says how many there are.
    """
    told = _Told()
    for number, one in enumerate(found):
        if number >= most:
            zh, en = f"{most} 个条目、链接与问题", f"{most} items, links and problems"
            yield too_long(one.location or Location(""), zh, en)
            break
        if not isinstance(one, Diagnostic) or told.lists(one):
            yield one
    yield from told.rest()


@dataclass(slots=True)
class _Told:
    """How many problems of each sort a file has told."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    more: dict[tuple[str, str], Diagnostic] = field(default_factory=dict)

    def lists(self, one: Diagnostic) -> bool:
        """Whether the problem is still told by itself."""
        sort = (one.location.path if one.location else "", one.code)
        self.counts[sort] += 1
        if self.counts[sort] > MAX_TOLD:
            self.more.setdefault(sort, one)
            return False
        return True

    def rest(self) -> Iterator[Diagnostic]:
        """The first of each sort that was left out, as their number."""
        for sort, one in self.more.items():
            count = self.counts[sort] - MAX_TOLD
            words = f"另有 {count} 处同类问题，自此行起不再列出", f"{count} more problems of this sort from here on"
            yield replace(one, message=Localized(*words))
