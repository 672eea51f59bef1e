"""Formats and options of `sources` and `results`, held against the plug-ins that the app knows."""

from dataclasses import dataclass

from medtrace.config.checks import entries, scalar
from medtrace.config.mistakes import Mistake, unknown_name
from medtrace.config.options import OptionShapes, marked_options
from medtrace.config.trees import Tree
from medtrace.errors import PluginError
from medtrace.marked.nodes import Mapping
from medtrace.words import Localized


@dataclass(frozen=True, slots=True)
class Plugged:
    """Options of each entry, in the order of the file, with the mistakes."""

    sources: tuple[object, ...]
    results: tuple[object, ...]
    mistakes: tuple[Mistake, ...]


def plug_in(tree: Tree, shapes: OptionShapes) -> Plugged:
    """Read the options of every source and every kind of result."""
    sources = [_options(entry, shapes, default="") for entry in entries(tree.root, ("sources",))]
    results = [_options(entry, shapes, default="junit") for entry in entries(tree.root, ("results",))]
    return Plugged(
        tuple(value for value, _ in sources),
        tuple(value for value, _ in results),
        tuple(one for _, mistakes in (*sources, *results) for one in mistakes),
    )


def shape_of(shapes: OptionShapes, what: Localized, name: str) -> type | Localized:
    """The options of a plug-in, or what is wrong: nobody knows its name, or it is known and cannot be used."""
    try:
        return shapes.options(name)
    except PluginError as fault:
        if name in shapes.names:
            return fault.message
    except KeyError:
        pass
    return unknown_name(what, name, shapes.names)


def _options(entry: Mapping, shapes: OptionShapes, *, default: str) -> tuple[object, tuple[Mistake, ...]]:
    form = scalar(entry, "format")
    name = str(form.text) if form else default
    if not name.strip():
        return None, ()
    shape = shape_of(shapes, Localized("格式", "format"), name)
    if isinstance(shape, Localized):
        return None, (Mistake(form.mark if form else entry.mark, shape),)
    found = marked_options(entry.get("options"), shape, where=entry.mark)
    return found.value, found.mistakes
