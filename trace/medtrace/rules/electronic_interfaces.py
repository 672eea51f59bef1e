"""Kinds of electronic interface that the product shows come or go: HTTP, DICOM, HL7, serial, USB, Bluetooth and others.

What it reads, at both ends: off-the-shelf libraries of a protocol in what is delivered, ports of containers and of
settings (`EXPOSE 104`, `hl7.port`), permissions of Android and Apple manifests, options of a kernel or firmware,
devices that a compose file hands in, libraries that CMake links; and what changed code imports.

Options:
  seen: what a row asks for, one or several of
    more      a kind that the older end did not show
    form      a physical form gave way to another (network port to USB, serial to Bluetooth)
    wireless  a wireless kind came where there was none
    other     a kind is gone, or the product listens on other ports

A kind that plainly came fires as `more`. What code alone shows, ports that a compose file publishes, what only files of
developers say, and what is shown by a sort of file that one end does not have, is never more than a question; so is a
kind that is gone, and a wireless kind beside wired ones that stay.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.expressions import expression
from medtrace.model.change import ChangeSet
from medtrace.model.verdict import Confidence, Evidence, Hit
from medtrace.rules._deployment._ends import Step, deployed, steps
from medtrace.rules._deployment._hits import blind, question, told_in
from medtrace.rules._deployment._interfaces import (
    PUBLISHED,
    READERS,
    SETTINGS,
    SWITCHES,
    Shown,
    Shows,
    interface_ends,
)
from medtrace.rules._deployment._kinds import FORMS, KINDS, WIRED, WIRELESS
from medtrace.rules._parts._ends import GLOBS as PART_GLOBS
from medtrace.rules._rule import rule
from medtrace.words import Localized

_GLOBS = {glob for reader in (*READERS, *SETTINGS, *SWITCHES, *PUBLISHED) for glob in reader.globs}
MOST_PIECES = 10
_PORT = expression(r"(?:^|[.-])port$")
_OTHERS = expression(
    r"postgres|mysql|mariadb|redis|mongo|database|datasource|(?:^|[.-])db(?:[.-]|$)|smtp|mail|proxy|debug"
)


@dataclass(frozen=True, slots=True)
class Options:
    """Which changes a row asks for."""

    seen: tuple[str, ...]


@rule("electronic-interfaces", options=Options, reads=tuple(sorted({*_GLOBS, *PART_GLOBS})))
def electronic_interfaces(changes: ChangeSet, options: Options) -> Iterator[Hit]:
    """One hit per kind that plainly came, and one question for the rest of what a row asks for."""
    before, after = interface_ends(changes)
    come = tuple(kind for kind in after.kinds if kind not in before.kinds)
    gone = before.lost(after)
    for seen in options.seen:
        match seen:
            case "more":
                yield from _more(come, before, after, changes)
            case "form":
                yield from _form(come, gone, (before, after), changes)
            case "wireless":
                yield from _wireless(come, gone, (before, after), changes)
            case _:
                yield from _other(gone, (before, after), changes)


def _more(come: tuple[str, ...], before: Shows, after: Shows, changes: ChangeSet) -> Iterator[Hit]:
    plain = tuple(kind for kind in come if any(_is_plain(one, before) for one in after.kinds[kind]))
    for kind in plain:
        name = KINDS[kind]
        yield Hit(
            f"interface:{kind}",
            Localized(f"新增一类电子接口：{name.zh}", f"A kind of electronic interface came: {name.en}"),
            _pieces(after.kinds[kind], changes, came=True),
            Confidence.LIKELY,
        )
    if rest := tuple(kind for kind in come if kind not in plain):
        yield _open("interface:more", rest, after, changes, Localized("可能新增电子接口", "Interfaces may have come"))


def _is_plain(one: Shown, other: Shows) -> bool:
    """Whether a place shows its kind by itself and the other end has places of this sort, which did not."""
    return one.sure and one.group in other.groups


def _form(come: tuple[str, ...], gone: tuple[str, ...], ends: tuple[Shows, Shows], changes: ChangeSet) -> Iterator[Hit]:
    """A physical form that gave way to another."""
    before, after = ends
    old, new = (tuple(kind for kind in side if kind in FORMS) for side in (gone, come))
    if not (old and new):
        return
    shown = tuple(one for kind in (*old, *new) for one in (*before.kinds.get(kind, ()), *after.kinds.get(kind, ())))
    sure = all(one.sure for one in shown)
    step_zh, step_en = (
        " → ".join(comma.join(getattr(KINDS[kind], language) for kind in side) for side in (old, new))
        for language, comma in (("zh", "、"), ("en", ", "))
    )
    yield Hit(
        "interface:form",
        Localized(f"接口形式变化：{step_zh}", f"The form of an interface changed: {step_en}"),
        _pieces(tuple(one for kind in old for one in before.kinds[kind]), changes, came=False)
        + _pieces(tuple(one for kind in new for one in after.kinds[kind]), changes, came=True),
        Confidence.LIKELY if sure else Confidence.QUESTION,
        unknown="" if sure else "depends",
    )


def _wireless(
    come: tuple[str, ...], gone: tuple[str, ...], ends: tuple[Shows, Shows], changes: ChangeSet
) -> Iterator[Hit]:
    """A wireless kind where there was none; it replaces a wired one only where that is gone."""
    before, after = ends
    new = tuple(kind for kind in come if kind in WIRELESS)
    if not new or WIRELESS & before.kinds.keys():
        return
    if WIRED & set(gone) and all(one.sure for kind in new for one in after.kinds[kind]):
        zh, en = "、".join(KINDS[kind].zh for kind in new), ", ".join(KINDS[kind].en for kind in new)
        yield Hit(
            "interface:wireless",
            Localized(f"有线接口变为无线接口：{zh}", f"A wired interface became a wireless one: {en}"),
            _pieces(tuple(one for kind in new for one in after.kinds[kind]), changes, came=True),
            Confidence.LIKELY,
        )
        return
    asked = Localized("首次出现无线接口，是否由有线变为无线待判定", "A wireless interface came for the first time")
    yield _open("interface:wireless", new, after, changes, asked)


def _other(gone: tuple[str, ...], ends: tuple[Shows, Shows], changes: ChangeSet) -> Iterator[Hit]:
    before, after = ends
    if gone:
        asked = Localized("不再出现的电子接口", "Interfaces that no place shows any more")
        yield _open("interface:gone", gone, before, changes, asked, came=False)
    if moved := tuple(_listeners(changes)):
        told = told_in(moved, dict.fromkeys(("listener", "setting"), Localized("监听端口", "listening port")))
        asked = Localized(f"{told.zh}；是否改变电子接口待判定", f"{told.en}; whether an interface changes is open")
        yield question("interface:ports", asked, moved, changes)
    if not (before.groups or after.groups):
        yield blind(
            "interfaces",
            Localized(
                "两端均未读到能说明电子接口的清单、权限或配置，电子接口未评估",
                "Neither end has manifests, permissions or settings that show interfaces: they were not assessed",
            ),
        )


def _listeners(changes: ChangeSet) -> Iterator[Step]:
    """Ports of containers, and of settings that are none of a database or mail server, that differ."""
    yield from steps(deployed(changes, READERS[:1]), "listener")
    for step in steps(deployed(changes, SETTINGS), "setting"):
        plain = _PORT.search(step.key) and not _OTHERS.search(step.key)
        if plain and any(one.fact.value.isdigit() for one in (*step.before, *step.after)) and not step.renamed:
            yield step


def _open(
    subject: str, kinds: tuple[str, ...], side: Shows, changes: ChangeSet, asked: Localized, *, came: bool = True
) -> Hit:
    zh, en = "、".join(KINDS[kind].zh for kind in kinds), ", ".join(KINDS[kind].en for kind in kinds)
    shown = tuple(one for kind in kinds for one in side.kinds[kind])
    return Hit(
        subject,
        Localized(f"{asked.zh}：{zh}；待判定", f"{asked.en}: {en}; open"),
        _pieces(shown, changes, came=came),
        Confidence.QUESTION,
        unknown="depends",
    )


def _pieces(shown: tuple[Shown, ...], changes: ChangeSet, *, came: bool) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(
            one.path, one.line, changes.commits_touching(one.path), "" if came else one.text, one.text if came else ""
        )
        for one in shown[:MOST_PIECES]
    )
