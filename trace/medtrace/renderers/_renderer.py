"""What a renderer is: a document and a language in, the bytes of one file out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

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
