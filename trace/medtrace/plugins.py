"""Finds what lives in the rooms: the listing of a room's folder is its registry, then entry points that are named.

A module is imported only when a configuration, profile or command names it; an installed package from outside stays
asleep until then. Its entry points stand in the groups `medtrace.sources`, `medtrace.rules` and `medtrace.blocks`,
each naming one plug-in, and in `medtrace.outlines`, naming a package whose folder holds `<name>.yaml`. A name of ours
is never theirs: who is asked for it refuses.
"""

import difflib
import pkgutil
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, TypeVar

from medtrace.errors import PluginError
from medtrace.rules._rule import Rule
from medtrace.sources._source import Source
from medtrace.words import Localized

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from medtrace.documents._block import BlockBuilder
    from medtrace.renderers._renderer import RecordRenderer, Renderer

PluginT = TypeVar("PluginT")
# Rooms in which a package from outside may put plug-ins, and the group of entry points of each.
_GROUPS = {"sources": "medtrace.sources", "rules": "medtrace.rules", "documents": "medtrace.blocks"}
_OUTLINES = "medtrace.outlines"
# A record renderer is named after its noun and format; the others render documents.
_RECORD_FORMATS = ("-json", "-csv", "-dot", "-mermaid", "-graphml")


@cache
def own_names(room: str) -> tuple[str, ...]:
    """Names of the plug-ins in a room's folder, sorted: `csv_table.py` holds `csv-table`."""
    package = import_module(f"medtrace.{room}")
    found = (module.name for module in pkgutil.iter_modules(package.__path__))
    return tuple(sorted(name.replace("_", "-") for name in found if not name.startswith("_")))


def names(room: str) -> tuple[str, ...]:
    """Names of our own plug-ins of a room and of those that installed packages register; nothing is imported."""
    outside = (point.name for point in _registered(_GROUPS[room])) if room in _GROUPS else ()
    return tuple(sorted({*own_names(room), *outside}))


def packages(uses: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The packages from outside, each with its version, that serve any of these (room, name).

    The room of an outline is `outlines`.
    """
    found = (_package(point) for room, name in uses for point in _points(_GROUPS.get(room, _OUTLINES), name))
    return tuple(sorted(set(found)))


def source(name: str) -> Source[object]:
    """The source of that name.

    Raises:
        PluginError: unknown, doubly named, or a module that holds none or two.
    """
    return _load("sources", Source, name)


def rule(name: str) -> Rule[object]:
    """The rule of that name; raises as `source` does."""
    return _load("rules", Rule, name)


def own_source(name: str) -> Source[object]:
    """One of our own sources, without asking which packages are installed."""
    return _only(import_module(_module("sources", name)), Source)


def own_rule(name: str) -> Rule[object]:
    """One of our own rules, without asking which packages are installed."""
    return _only(import_module(_module("rules", name)), Rule)


def block(name: str) -> "BlockBuilder[object]":
    """The block builder of that name; raises as `source` does."""
    from medtrace.documents._block import BlockBuilder

    return _load("documents", BlockBuilder, name)


def renderers() -> "dict[str, Renderer]":
    """Document renderers by file ending."""
    from medtrace.renderers._renderer import RecordRenderer, Renderer

    loaded = (_held(import_module(_module("renderers", name)), (Renderer, RecordRenderer)) for name in _documents())
    return {one.suffix: one for one in loaded if isinstance(one, Renderer)}


def _documents() -> tuple[str, ...]:
    """Modules of the renderers room that render documents."""
    return tuple(name for name in own_names("renderers") if not name.endswith(_RECORD_FORMATS))


def record(name: str) -> "RecordRenderer":
    """The renderer of a record, such as `snapshot-json`; raises as `source` does."""
    from medtrace.renderers._renderer import RecordRenderer

    return _load("renderers", RecordRenderer, name)


def outline(name: str, taken: bool) -> tuple[str, bytes] | None:
    """Path and bytes of the outline that a package from outside registers; `taken` where we have one of that name.

    Raises:
        PluginError: doubly named, taken, or a package that does not hold the file.
    """
    points = _points(_OUTLINES, name)
    if not points:
        return None
    from importlib.resources import files

    module = _awake(_single(name, points, own=taken))
    file = files(module) / f"{name}.yaml" if isinstance(module, ModuleType) else None
    if file is None or not file.is_file():
        owner = _package(points[0])
        raise PluginError(Localized(f"插件包 {owner} 中没有 {name}.yaml", f"the package {owner} holds no {name}.yaml"))
    return f"{points[0].value.replace('.', '/')}/{name}.yaml", file.read_bytes()


def manual(room: str, name: str) -> str:
    """The manual page of a plug-in: its module's docstring; raises as `source` does."""
    if name in own_names(room):
        return import_module(_module(room, name)).__doc__ or ""
    page = getattr(_load(room, object, name), "manual", "")
    return import_module(page).__doc__ or "" if page else ""


def _module(room: str, name: str) -> str:
    return f"medtrace.{room}.{name.replace('-', '_')}"


def _load(room: str, kind: type[PluginT], name: str) -> PluginT:
    own = name in own_names(room)
    points = _points(_GROUPS[room], name) if room in _GROUPS else ()
    if own and not points:
        return _only(import_module(_module(room, name)), kind)
    if not points:
        raise unknown(room, name, names(room))
    plugin = _awake(_single(name, points, own=own))
    if not isinstance(plugin, kind) or getattr(plugin, "name", "") != name:
        owner = _package(points[0])
        words = f"插件包 {owner} 登记的“{name}”不是该名称的 {kind.__name__}"
        raise PluginError(Localized(words, f"what {owner} registers as “{name}” is no {kind.__name__} of that name"))
    return plugin


@cache
def _registered(group: str) -> tuple["EntryPoint", ...]:
    from importlib.metadata import entry_points

    return tuple(entry_points(group=group))


def _points(group: str, name: str) -> tuple["EntryPoint", ...]:
    return tuple(point for point in _registered(group) if point.name == name)


def _package(point: "EntryPoint") -> str:
    return f"{point.dist.name} {point.dist.version}" if point.dist else point.module


def _single(name: str, points: tuple["EntryPoint", ...], *, own: bool) -> "EntryPoint":
    owners = sorted(map(_package, points))
    if own:
        raise PluginError(
            Localized(
                f"插件包 {'、'.join(owners)} 登记了本工具自有的名称“{name}”",
                f"“{name}” is a name of this tool, and {', '.join(owners)} registers it too",
            ),
            hint=Localized(
                "卸载该插件包，或请其作者改名", "uninstall that package, or ask its authors for another name"
            ),
        )
    if len(owners) > 1:
        listed = Localized("、".join(owners), ", ".join(owners))
        raise PluginError(
            Localized(f"插件名 {name} 由多个包提供：{listed.zh}", f"{name} is provided twice: {listed.en}")
        )
    return points[0]


def _awake(point: "EntryPoint") -> object:
    """What an entry point names, imported now."""
    try:
        return point.load()
    except Exception as fault:
        owner = _package(point)
        raise PluginError(
            Localized(f"插件包 {owner} 的“{point.name}”无法导入", f"“{point.name}” of {owner} cannot be imported"),
            hint=Localized(f"{type(fault).__name__}: {fault}", f"{type(fault).__name__}: {fault}"),
        ) from fault


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
