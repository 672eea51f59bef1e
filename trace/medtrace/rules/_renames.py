"""Renames that cross files: a name that one changed file declares anew and others follow is one name, not two.

A file alone cannot say whether `a.max` instead of `a.min` is another function or the same under another name. Other
changed files can: one declared the old name before and declares the new one now, none of them knew the new name
before, and none knows the old one any more.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from medtrace.model.change import ChangeSet, FileDelta
from medtrace.syntax.comparison import Comparison
from medtrace.syntax.declarations import declarations
from medtrace.syntax.languages import language_of
from medtrace.syntax.meaning import Sameness
from medtrace.syntax.tokens import without_comments

_STATEMENTS = frozenset({"return", "throw", "else", "case", "new", "delete", "goto", "import", "using", "await"})


@dataclass(frozen=True, slots=True)
class _Changed:
    """Both sides of a changed file as text without comments."""

    path: str
    before: str
    after: str

    def knows(self, name: str, *, member: bool = False) -> tuple[bool, bool]:
        """Whether the name stands in either side, be it as a member of something alone."""
        lead = r"(?:\.|->)\s*" if member else r"(?<![\w$])"
        pattern = re.compile(rf"{lead}{re.escape(name)}(?![\w$])")
        return bool(pattern.search(self.before)), bool(pattern.search(self.after))

    def declares(self, old: str, new: str) -> bool:
        """Whether the old name is declared before and the new one after."""
        sides = (declarations(self.before, self.path) or (), declarations(self.after, self.path) or ())
        names = [{one.name.rpartition(".")[2] for one in side} for side in sides]
        return old in names[0] and new in names[1]


def settled(changes: ChangeSet, file: FileDelta, found: Comparison) -> Comparison:
    """What the comparison of one file is once the other changed files of its language have been asked."""
    if not found.open_renames:
        return found
    files = tuple(_changed_files(changes, file))
    if len(files) > 1 and all(_is_renamed(old, new, files) for old, new in found.open_renames):
        told = (*found.renames, *found.open_renames)
        return replace(found, sameness=Sameness.RENAMED, renames=told, open_renames=(), functions=())
    return found


def renamed_here(changes: ChangeSet, file: FileDelta, found: Comparison) -> bool:
    """Whether all that differs are names which the file itself declares, and no changed file contradicts.

    The old name is left nowhere in them and the new one stood nowhere: who else calls by it, the file cannot say.
    """
    if not found.open_renames:
        return False
    files = tuple(_changed_files(changes, file))
    own = next((one for one in files if one.path == file.path), None)
    return own is not None and all(_is_own(old, new, own, files) for old, new in found.open_renames)


def _is_own(old: str, new: str, own: _Changed, files: tuple[_Changed, ...]) -> bool:
    member = _of_self(own.before, old) and _of_self(own.after, new)
    known = [(one.knows(old, member=member), one.knows(new, member=member)) for one in files]
    if any(left or there for (_, left), (there, _) in known):
        return False
    return member or own.declares(old, new) or (_has_member(own.before, old) and _has_member(own.after, new))


def _of_self(text: str, name: str) -> bool:
    """Whether a text gives a value to a member of `self` or `this`."""
    return bool(re.search(rf"\b(?:self|this)\s*(?:\.|->)\s*{re.escape(name)}\s*(?::[^=\n]*)?=(?!=)", text))


def _has_member(text: str, name: str) -> bool:
    """Whether a text declares a member behind its type."""
    return any(_is_member(line, name) for line in text.split("\n") if name in line)


def _is_member(line: str, name: str) -> bool:
    before, _, behind = line.partition(name)
    words = before.split()
    typed = bool(words) and re.fullmatch(r"[\w\s<>\[\],*&:?]+", before) is not None and before[-1:] in " \t*&"
    return typed and not _STATEMENTS & set(words) and behind.lstrip()[:1] in set("=;{")


def _is_renamed(old: str, new: str, files: tuple[_Changed, ...]) -> bool:
    """Whether no changed file has the old name left or had the new one, several follow, and one of them declares it."""
    known = [(one.knows(old), one.knows(new)) for one in files]
    if any(left or there for (_, left), (there, _) in known):
        return False
    follow = [one for one, told in zip(files, known, strict=True) if told == ((True, False), (False, True))]
    return len(follow) > 1 and any(one.declares(old, new) for one in follow)


def _changed_files(changes: ChangeSet, file: FileDelta) -> Iterator[_Changed]:
    suffix = file.path.rpartition(".")[2]
    language = language_of(file.path)
    for one in changes.files:
        sides = changes.blobs(one)
        if one.path.rpartition(".")[2] != suffix or language is None or None in sides:
            continue
        told = [side.decode().text for side in sides if side is not None and side.data is not None]
        if len(told) == len(sides):
            yield _Changed(one.path, *(without_comments(text, language) for text in told))
