"""The nouns of a made-up history: who committed which bytes when, and which tags and branches point there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from medtrace.example.world import World


@dataclass(frozen=True, slots=True)
class Person:
    """A fictional member of the team, as git names one."""

    name: str
    mail: str
    role_zh: str
    role_en: str


@dataclass(frozen=True, slots=True)
class Change:
    """One path of a commit: its new bytes, or None where the path goes away."""

    path: str
    data: bytes | None


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit; `key` is its name inside the generator, `parents` are keys."""

    key: str
    branch: str
    author: Person
    committer: Person
    authored: str
    committed: str
    message: str
    parents: tuple[str, ...]
    changes: tuple[Change, ...]

    @property
    def subject(self) -> str:
        """The first line of the message."""
        return self.message.partition("\n")[0]


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag; without a tagger it is a light one."""

    name: str
    commit: str
    tagger: Person | None
    date: str
    message: str


@dataclass(frozen=True, slots=True)
class History:
    """Everything that becomes the example repository, and the world behind each commit for the truth beside it."""

    commits: tuple[Commit, ...]
    tags: tuple[Tag, ...]
    branches: Mapping[str, str]
    worlds: Mapping[str, World]
    options: frozenset[str]

    def commit(self, key: str) -> Commit:
        """The commit of that key."""
        return next(commit for commit in self.commits if commit.key == key)

    def tagged(self, name: str) -> str:
        """The key of the commit that a tag names."""
        return next(tag.commit for tag in self.tags if tag.name == name)

    def ancestry(self, key: str) -> tuple[str, ...]:
        """Keys of a commit and all its ancestors, oldest first."""
        known = ancestors(self.commits, key)
        return tuple(commit.key for commit in self.commits if commit.key in known)

    def side(self, merge: Commit) -> frozenset[str]:
        """Keys of the commits that a merge brought in, without itself."""
        first, second = merge.parents
        return ancestors(self.commits, second) - ancestors(self.commits, first)

    def between(self, older: str, newer: str) -> tuple[Commit, ...]:
        """Commits of `older..newer`, given as tags, oldest first."""
        known = ancestors(self.commits, self.tagged(older))
        return tuple(self.commit(key) for key in self.ancestry(self.tagged(newer)) if key not in known)


def ancestors(commits: Iterable[Commit], key: str) -> frozenset[str]:
    """Keys of a commit and of everything that it descends from."""
    parents = {commit.key: commit.parents for commit in commits}
    seen: set[str] = set()
    waiting = [key]
    while waiting:
        current = waiting.pop()
        if current not in seen:
            seen.add(current)
            waiting.extend(parents[current])
    return frozenset(seen)
