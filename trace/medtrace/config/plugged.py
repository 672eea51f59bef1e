"""Formats and options of `sources` and `results`, held against the plug-ins that the app knows."""

from dataclasses import dataclass

from medtrace.config.checks import entries, scalar
from medtrace.config.mistakes import Mistake, mistake, unknown_name
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
    sources = [_source(entry, shapes) for entry in entries(tree.root, ("sources",))]
    results = [_options(entry, shapes, default="junit") for entry in entries(tree.root, ("results",))]
    return Plugged(
        tuple(value for value, _ in sources),
        tuple(value for value, _ in results),
        tuple(one for _, mistakes in (*sources, *results) for one in mistakes),
    )


def _source(entry: Mapping, shapes: OptionShapes) -> tuple[object, tuple[Mistake, ...]]:
    """Options of a source; where its items bear no ids of their own, the configuration says how these look."""
    value, mistakes = _options(entry, shapes, default="")
    form = scalar(entry, "format")
    if form is None or isinstance(shape_of(shapes, Localized("", ""), str(form.text)), Localized):
        return value, mistakes
    if shapes.own_ids(str(form.text)):
        return value, mistakes
    missing = (key for key in ("id", "kind") if scalar(entry, key) is None)
    told = (mistake(entry.mark, f"缺少必需的键“{key}”", f'required key "{key}" is missing') for key in missing)
    return value, (*told, *mistakes)


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
