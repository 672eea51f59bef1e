"""Git hooks written and taken away: what was there is kept and still runs, in whatever language it is written.

A shell hook gets a marked block; a hook in another language, a link or a program is set aside under
`<name>.before-trace` and run after ours. A file that git did not run, because it was not executable, is set aside and
not run either.
"""

import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from medtrace.errors import SinkError
from medtrace.sinks._hook_text import (
    Call,
    block,
    calls_by_hand,
    chained,
    has_block,
    interpreter,
    is_shell,
    with_block,
    without_block,
)
from medtrace.sinks.single import write_file
from medtrace.words import Localized

KEPT = ".before-trace"
_SHEBANG = "#!/bin/sh\n"


class HookState(StrEnum):
    """How a hook stands."""

    ABSENT = "absent"
    OURS = "ours"
    SHARED = "shared"
    CHAINED = "chained"
    FOREIGN = "foreign"
    BY_HAND = "by-hand"


class HookFault(StrEnum):
    """Why git does not run an installed hook, or why it looks at nothing."""

    NO_INTERPRETER = "no-interpreter"
    NOT_EXECUTABLE = "not-executable"
    LINE_ENDS = "line-ends"


@dataclass(frozen=True, slots=True)
class Hook:
    """One hook of a folder and how it stands; `interpreter` is the one that our block remembers."""

    name: str
    state: HookState
    faults: tuple[HookFault, ...] = ()
    interpreter: str = ""


def state(folder: Path, name: str, *, plain: bool = False) -> Hook:
    """How a hook stands: absent, ours alone, a block in a script of others or before one, called by hand, or foreign.

    `plain` files need not be executable.
    """
    place = folder / name
    if not place.is_file():
        return Hook(name, HookState.ABSENT)
    text = _text(place)
    found = _state(folder, name, text)
    if found is HookState.FOREIGN:
        return Hook(name, found)
    python = interpreter(text)
    faults = {
        HookFault.NO_INTERPRETER: bool(python) and not os.access(python, os.X_OK),
        HookFault.NOT_EXECUTABLE: not plain and os.name != "nt" and not os.access(place, os.X_OK),
        HookFault.LINE_ENDS: "\r\n" in text,
    }
    return Hook(name, found, tuple(fault for fault, is_so in faults.items() if is_so), python)


def _state(folder: Path, name: str, text: str) -> HookState:
    if not has_block(text):
        return HookState.BY_HAND if calls_by_hand(text, name) else HookState.FOREIGN
    if (folder / f"{name}{KEPT}").exists():
        return HookState.CHAINED
    return HookState.SHARED if _is_somebodys(without_block(text)) else HookState.OURS


def install(folder: Path, call: Call, *, plain: bool = False) -> Hook:
    """Write our block into the hook, made where there is none; `plain` files are read by a shell without a first line.

    Raises:
        SinkError: the folder or file cannot be written.
    """
    place = folder / call.hook
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tail = _set_aside(place, plain=plain)
        start = _start(place, plain=plain)
        _write(place, with_block(start, block(call)) + ("" if has_block(start) else tail))
    except OSError as fault:
        raise _unwritable(place, fault) from fault
    return state(folder, call.hook, plain=plain)


def uninstall(folder: Path, name: str) -> Hook:
    """Take our block out; a hook that held nothing else goes, one that was set aside comes back.

    Raises:
        SinkError: the file cannot be written.
    """
    place, kept = folder / name, folder / f"{name}{KEPT}"
    try:
        if place.is_file() and has_block(_text(place)):
            rest = without_block(_text(place))
            if kept.exists() or kept.is_symlink():
                kept.replace(place)
            elif _is_somebodys(rest):
                _write(place, rest)
            else:
                place.unlink()
    except OSError as fault:
        raise _unwritable(place, fault) from fault
    return state(folder, name)


def _start(place: Path, *, plain: bool) -> str:
    """What stands there; a hook of ours alone whose line ends somebody's editor changed begins anew."""
    text = _text(place) if place.is_file() else ""
    is_spoiled = "\r\n" in text and not _is_somebodys(without_block(text))
    return text if text and not is_spoiled else ("" if plain else _SHEBANG)


def _set_aside(place: Path, *, plain: bool) -> str:
    """Move a hook away that our block cannot stand in; the lines that run it after ours, where git ran it before."""
    if not place.is_file():
        return ""
    runs = plain or os.name == "nt" or os.access(place, os.X_OK)
    if runs and not place.is_symlink() and is_shell(place.read_bytes()):
        return ""
    kept = place.with_name(f"{place.name}{KEPT}")
    place.rename(kept)
    return chained(place.name, kept.name) if runs else ""


def _is_somebodys(text: str) -> bool:
    """Whether anything but a first line and blanks is left."""
    lines = text.splitlines()
    return any(line.strip() for line in (lines[1:] if text.startswith("#!") else lines))


def _text(place: Path) -> str:
    return place.read_bytes().decode("utf-8", "surrogateescape")


def _write(place: Path, text: str) -> None:
    write_file(place, text.encode("utf-8", "surrogateescape"))
    place.chmod(0o755)


def _unwritable(place: Path, fault: OSError) -> SinkError:
    reason = fault.strerror or str(fault)
    return SinkError(
        Localized(f"无法写入钩子 {place.name}：{reason}", f"cannot write the hook {place.name}: {reason}"),
        hint=Localized("查看钩子文件夹的权限", "look at the permissions of the folder of hooks"),
    )
