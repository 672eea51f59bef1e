"""Templates of this package under strict rules: sandboxed, escaped, and an undefined name is an error."""

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from medtrace.model.document import Document
from medtrace.renderers._differences import signed_lines
from medtrace.renderers._drawing import drawing
from medtrace.renderers._spoken import all_spoken, has_han, inline, plain, root_tongue, spoken
from medtrace.renderers._unbroken import ID
from medtrace.renderers._width import columns
from medtrace.words import Language

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

# Columns of a Chinese head that stays on one line: four signs.
_SHORT_HEAD = 8


@cache
def environment(language: Language) -> "Environment":
    """The templates under `partials/`, with the filters that turn words into lines of one language."""
    from jinja2 import FunctionLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    made = ImmutableSandboxedEnvironment(
        loader=FunctionLoader(lambda name: resource("partials", name)),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["spoken"] = lambda text: spoken(text, language)
    made.filters["all_spoken"] = lambda texts: all_spoken(texts, language)
    made.filters["inline"] = lambda text: inline(text, language)
    made.filters["drawing"] = lambda figure: drawing(figure, language)
    made.filters["signed_lines"] = signed_lines
    made.filters["plain"] = plain
    made.filters["unbroken"] = _unbroken
    made.filters["short_head"] = lambda text: has_han(text) and columns(text) <= _SHORT_HEAD
    made.filters["kind"] = lambda block: type(block).__name__
    made.globals["root"] = root_tongue(language)
    return made


def _unbroken(text: str) -> "Markup":
    """The text escaped, with every id in a span that the style keeps on one line."""
    from markupsafe import Markup, escape

    parts, end = [], 0
    for found in ID.finditer(text):
        parts += [escape(text[end : found.start()]), Markup('<span class="one">{}</span>').format(found.group())]
        end = found.end()
    return Markup("").join([*parts, escape(text[end:])])


def resource(folder: str, name: str) -> str:
    """A text of the package's templates, with line feeds on every machine."""
    place = files("medtrace.templates").joinpath(folder, *name.split("/"))
    return place.read_text("utf-8").replace("\r\n", "\n")


def write(name: str, document: Document, language: Language, **more: object) -> str:
    """The document through one template."""
    return environment(language).get_template(name).render(document=document, **more)
