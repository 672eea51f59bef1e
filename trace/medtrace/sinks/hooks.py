"""Git hooks written and taken away: what was there is kept and still runs, in whatever language it is written.

A shell hook gets a marked block; a hook in another language, a link or a program is set aside under
`before-trace/<name>` and run after ours. A file that git did not run, because it was not executable, is set aside and
not run either.
"""

import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from medtrace.errors import SinkError
from medtrace.sinks._hook_files import block_place, kept_beside, put_back, set_aside, text_of, write_hook
from medtrace.sinks._hook_text import (
    Call,
    block,
    calls_by_hand,
    chained_to,
    has_block,
    interpreter,
    is_as_written,
    is_somebodys,
    options,
    with_block,
    without_block,
)
from medtrace.words import Localized

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
    """Why git does not run an installed hook, why it looks at nothing, or why it may do what this version would not."""

    NO_INTERPRETER = "no-interpreter"
    NOT_EXECUTABLE = "not-executable"
    LINE_ENDS = "line-ends"
    CANNOT_RUN = "cannot-run"
    OTHER_VERSION = "other-version"


@dataclass(frozen=True, slots=True)
class Hook:
    """One hook of a folder and how it stands; `interpreter` and `options` are those that our block remembers.

    `file` is the one it stands in: the hook, or where pre-commit moved that. `aside` is a hook that was set aside
    and that nothing runs.
    """

    name: str
    state: HookState
    faults: tuple[HookFault, ...] = ()
    interpreter: str = ""
    file: str = ""
    options: tuple[str, ...] = ()
    aside: str = ""


def state(folder: Path, name: str, *, plain: bool = False) -> Hook:
    """How a hook stands: absent, ours alone, a block in a script of others or before one, called by hand, or foreign.

    `plain` files need not be executable.
    """
    place = block_place(folder, name)
    text = text_of(place)
    aside = kept_beside(place, text)
    if not os.path.lexists(place):
        return Hook(name, HookState.ABSENT, aside=aside)
    found = _state(name, text)
    if found is HookState.FOREIGN:
        return Hook(name, found, aside=aside)
    python = interpreter(text)
    faults = {
        HookFault.NO_INTERPRETER: bool(python) and not os.access(python, os.X_OK),
        HookFault.NOT_EXECUTABLE: not plain and os.name != "nt" and not os.access(place, os.X_OK),
        HookFault.LINE_ENDS: "\r\n" in text,
        HookFault.OTHER_VERSION: not is_as_written(text, Call(name, python, options(text, name))),
    }
    told = tuple(fault for fault, is_so in faults.items() if is_so)
    return Hook(name, found, told, python, place.name, options(text, name), aside)


def _state(name: str, text: str) -> HookState:
    if not has_block(text):
        return HookState.BY_HAND if calls_by_hand(text, name) else HookState.FOREIGN
    if chained_to(text):
        return HookState.CHAINED
    return HookState.SHARED if is_somebodys(text) else HookState.OURS


def install(folder: Path, call: Call, *, plain: bool = False) -> Hook:
    """Write our block into the hook, made where there is none; `plain` files are read by a shell without a first line.

    Raises:
        SinkError: the folder or file cannot be written.
    """
    place = block_place(folder, call.hook)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not place.is_symlink() or not has_block(text_of(place)):
            tail = set_aside(place, plain=plain)
            text = with_block(_start(place, plain=plain), block(call)) + tail
            write_hook(place, text, 0o644 if plain else 0o755)
    except OSError as fault:
        raise _unwritable(place, fault) from fault
    return state(folder, call.hook, plain=plain)


def uninstall(folder: Path, name: str) -> Hook:
    """Take our block out; a hook that held nothing else goes, one that was set aside comes back.

    Where somebody wrote lines of their own into it, these stay, and so does what runs the hook that was set aside.

    Raises:
        SinkError: the file cannot be written.
    """
    place = block_place(folder, name)
    text = text_of(place)
    try:
        if has_block(text) and not place.is_symlink():
            if is_somebodys(text):
                write_hook(place, without_block(text))
            elif not put_back(place, text):
                place.unlink()
    except OSError as fault:
        raise _unwritable(place, fault) from fault
    return state(folder, name)


def _start(place: Path, *, plain: bool) -> str:
    """What stands there; a hook of ours alone whose line ends somebody's editor changed begins anew."""
    text = text_of(place)
    is_spoiled = "\r\n" in text and not is_somebodys(text)
    return text.replace("\r\n", "\n") if is_spoiled else text or ("" if plain else _SHEBANG)


def _unwritable(place: Path, fault: OSError) -> SinkError:
    reason = fault.strerror or str(fault)
    return SinkError(
        Localized(f"无法写入钩子 {place.name}：{reason}", f"cannot write the hook {place.name}: {reason}"),
        hint=Localized("查看钩子文件夹的权限", "look at the permissions of the folder of hooks"),
    )
