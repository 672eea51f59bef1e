"""Finds what lives in the rooms: the listing of a room's folder is its registry, then entry points that are named.

A module is imported only when a configuration, profile or command names it; an installed package from outside stays
asleep until then.
"""

import difflib
import pkgutil
from collections.abc import Iterable
from importlib import import_module
from types import ModuleType
from typing import TypeVar

from medtrace.documents._block import BlockBuilder
from medtrace.errors import PluginError
from medtrace.renderers._renderer import RecordRenderer, Renderer
from medtrace.rules._rule import Rule
from medtrace.sources._source import Source
from medtrace.words import Localized

PluginT = TypeVar("PluginT")
# A record renderer is named after its noun and format; the others render documents.
_RECORD_FORMATS = ("-json", "-csv", "-dot", "-mermaid", "-graphml")


def own_names(room: str) -> tuple[str, ...]:
    """Names of the plug-ins in a room's folder, sorted: `csv_table.py` holds `csv-table`."""
    package = import_module(f"medtrace.{room}")
    found = (module.name for module in pkgutil.iter_modules(package.__path__))
    return tuple(sorted(name.replace("_", "-") for name in found if not name.startswith("_")))


def source(name: str) -> Source[object]:
    """The source of that name.

    Raises:
        PluginError: unknown, doubly named, or a module that holds none or two.
    """
    return _load("sources", Source, name)


def rule(name: str) -> Rule[object]:
    """The rule of that name; raises as `source` does."""
    return _load("rules", Rule, name)


def block(name: str) -> BlockBuilder[object]:
    """The block builder of that name; raises as `source` does."""
    return _load("documents", BlockBuilder, name, group="medtrace.blocks")


def renderers() -> dict[str, Renderer]:
    """Document renderers by file ending."""
    loaded = (_held(import_module(_module("renderers", name)), (Renderer, RecordRenderer)) for name in _documents())
    return {one.suffix: one for one in loaded if isinstance(one, Renderer)}


def _documents() -> tuple[str, ...]:
    """Modules of the renderers room that render documents."""
    return tuple(name for name in own_names("renderers") if not name.endswith(_RECORD_FORMATS))


def record(name: str) -> RecordRenderer:
    """The renderer of a record, such as `snapshot-json`; raises as `source` does."""
    return _load("renderers", RecordRenderer, name)


def manual(room: str, name: str) -> str:
    """The manual page of a plug-in: its module's docstring."""
    return import_module(_module(room, name)).__doc__ or ""


def _module(room: str, name: str) -> str:
    return f"medtrace.{room}.{name.replace('-', '_')}"


def _load(room: str, kind: type[PluginT], name: str, *, group: str = "") -> PluginT:
    own = name in own_names(room)
    outside = _outside(group or f"medtrace.{room}", name) if not own else ()
    if own:
        return _only(import_module(_module(room, name)), kind)
    if len(outside) > 1:
        owners = ", ".join(owner for owner, _ in outside)
        raise PluginError(Localized(f"插件名 {name} 由多个包提供：{owners}", f"{name} is provided twice: {owners}"))
    if not outside:
        raise unknown(room, name, own_names(room))
    plugin = outside[0][1]
    if not isinstance(plugin, kind):
        raise PluginError(Localized(f"插件 {name} 的类型不正确", f"{name} is no {kind.__name__}"))
    return plugin


def _outside(group: str, name: str) -> tuple[tuple[str, object], ...]:
    from importlib.metadata import entry_points

    found = entry_points(group=group, name=name)
    return tuple((point.dist.name if point.dist else point.value, point.load()) for point in found)


def _only(module: ModuleType, kind: type[PluginT]) -> PluginT:
    plugin = _held(module, (kind,))
    if not isinstance(plugin, kind):
        raise PluginError(Localized(f"插件 {module.__name__} 的类型不正确", f"{module.__name__} is no {kind.__name__}"))
    return plugin


def _held(module: ModuleType, kinds: tuple[type, ...]) -> object:
    held = [value for _, value in sorted(vars(module).items()) if isinstance(value, kinds)]
    if len(held) != 1:
        raise PluginError(
            Localized(
                f"模块 {module.__name__} 应恰好包含一个插件，实际为 {len(held)} 个",
                f"{module.__name__} must hold exactly one plug-in and holds {len(held)}",
            )
        )
    return held[0]


def unknown(room: str, name: str, known: Iterable[str]) -> PluginError:
    """The error for a name that no plug-in has, with the nearest that one has."""
    names = tuple(known)
    near = difflib.get_close_matches(name, names, n=1)
    hint = (
        Localized(f"是否想写“{near[0]}”？", f"did you mean “{near[0]}”?")
        if near
        else Localized(f"可用：{'、'.join(names)}", f"known: {', '.join(names)}")
    )
    return PluginError(Localized(f"{room} 中没有“{name}”", f"no “{name}” among the {room}"), hint=hint)
