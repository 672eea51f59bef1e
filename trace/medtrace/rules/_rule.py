"""What a rule is: it looks at a change set and yields hits; what a hit means is a row of data."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeAlias, TypeVar

from medtrace.model.change import ChangeSet
from medtrace.model.verdict import Hit

OptionsT = TypeVar("OptionsT")
Look: TypeAlias = Callable[[ChangeSet, OptionsT], Iterator[Hit]]


class Sight(StrEnum):
    """What can make a rule fire or ask; without any of it, all that it can say is that nothing was assessed.

    TAGGED are changed product files with the `tag` or one of the `tags` of its options, READ changed files that its
    `reads` match. Everything that `trace.yaml` declares is seen by every rule.
    """

    ALL = "all"
    TAGGED = "tagged"
    READ = "read"


@dataclass(frozen=True, slots=True)
class Sense:
    """What is known of a rule without importing it."""

    reads: tuple[str, ...]
    sees: Sight


@dataclass(frozen=True, slots=True)
class Rule(Generic[OptionsT]):
    """A registered rule; `reads` are globs of files that it needs at both ends even where unchanged."""

    name: str
    look: Look[OptionsT]
    options: type[OptionsT]
    reads: tuple[str, ...] = ()
    manual: str = ""
    sees: Sight = Sight.ALL

    @property
    def sense(self) -> Sense:
        """What it reads and sees."""
        return Sense(self.reads, self.sees)


@dataclass(frozen=True, slots=True)
class NoOptions:
    """For a rule without options."""


@dataclass(frozen=True, slots=True)
class Aids:
    """For a rule that may only aid: with `aids` its row stays a person's even where nothing was found."""

    aids: bool = False


def rule(
    name: str, *, options: type[OptionsT], reads: tuple[str, ...] = (), sees: Sight = Sight.ALL
) -> Callable[[Look[OptionsT]], Rule[OptionsT]]:
    """Turn a function into a rule under the name that `triggers.yaml` uses."""

    def register(look: Look[OptionsT]) -> Rule[OptionsT]:
        return Rule(name, look, options, reads, look.__module__, sees)

    return register
