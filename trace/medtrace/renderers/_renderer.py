"""What a renderer is: a document and a language in, the bytes of one file out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from medtrace.model.document import Document
from medtrace.words import Language

Render: TypeAlias = Callable[[Document, Language], bytes]


@dataclass(frozen=True, slots=True)
class Renderer:
    """A registered renderer; `suffix` is both the file ending and the word of `--as`."""

    suffix: str
    render: Render
    manual: str = ""


def renderer(suffix: str) -> Callable[[Render], Renderer]:
    """Turn a function into a renderer for one file ending."""

    def register(render: Render) -> Renderer:
        return Renderer(suffix, render, render.__module__)

    return register


@dataclass(frozen=True, slots=True)
class RecordRenderer:
    """A renderer of a record for programs or for the console: a snapshot, a change set or an assessment.

    `of` is the noun's name, `name` is `<noun>-<format>` as its module is called.
    """

    name: str
    of: str
    render: Callable[[Any], str]
    manual: str = ""


def record_renderer(name: str, *, of: str) -> Callable[[Callable[[Any], str]], RecordRenderer]:
    """Turn a function into a renderer of one noun; the text ends with a newline."""

    def register(render: Callable[[Any], str]) -> RecordRenderer:
        return RecordRenderer(name, of, render, render.__module__)

    return register
