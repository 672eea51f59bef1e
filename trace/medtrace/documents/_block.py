"""What a block builder is: it answers one question of an outline from the assessment, as blocks."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

from medtrace.documents._words import Words
from medtrace.model.assessment import Assessment
from medtrace.model.document import Block
from medtrace.words import Localized

OptionsT = TypeVar("OptionsT")


@dataclass(frozen=True, slots=True)
class Request(Generic[OptionsT]):
    """One call from an outline: the options of the section, the words for an empty answer, and the tool's words."""

    options: OptionsT
    empty: Localized
    words: Words


Build: TypeAlias = Callable[[Assessment, Request[OptionsT]], Iterator[Block]]


@dataclass(frozen=True, slots=True)
class BlockBuilder(Generic[OptionsT]):
    """A registered builder."""

    name: str
    build: Build[OptionsT]
    options: type[OptionsT]
    manual: str = ""


@dataclass(frozen=True, slots=True)
class NoOptions:
    """For a block without options."""


def block(name: str, *, options: type[OptionsT]) -> Callable[[Build[OptionsT]], BlockBuilder[OptionsT]]:
    """Turn a function into a block builder under the name that outlines use."""

    def register(build: Build[OptionsT]) -> BlockBuilder[OptionsT]:
        return BlockBuilder(name, build, options, build.__module__)

    return register
