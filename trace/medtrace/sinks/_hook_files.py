"""The files of hooks: which one our block stands in, what is set aside for it, and how that comes back as it was.

What is set aside is run by its own name, through a link in a folder beside: programs that serve many hooks act on the
name they are run by. The file itself stays in its folder, for hooks load what lies beside them (`import hooklib`);
where links cannot be made, it moves into that folder.
"""

import os
import stat
from pathlib import Path

from medtrace.sinks._hook_text import chained, chained_to, has_block, is_shell, is_somebodys
from medtrace.sinks.single import write_file

_KEPT = "before-trace"
_STAYS = "kept-by-trace"
# pre-commit moves a hook that it finds there and runs it first.
_MOVED = ".legacy"
_UP = "../"


def block_place(folder: Path, name: str) -> Path:
    """The file of a hook, or the one that pre-commit moved our block to."""
    place, moved = folder / name, folder / f"{name}{_MOVED}"
    return moved if has_block(text_of(moved)) and not has_block(text_of(place)) else place


def text_of(place: Path) -> str:
    """The text of a hook, its bytes kept; empty where there is no file."""
    return place.read_bytes().decode("utf-8", "surrogateescape") if place.is_file() else ""


def write_hook(place: Path, text: str, mode: int = 0o755) -> None:
    """Write a hook; one that is there keeps its mode, but for ours alone, which git must be able to run."""
    if place.is_file() and is_somebodys(text_of(place)):
        mode = stat.S_IMODE(place.stat().st_mode)
    write_file(place, text.encode("utf-8", "surrogateescape"))
    place.chmod(mode)


def set_aside(place: Path, *, plain: bool) -> str:
    """Move a hook away that our block cannot stand in; the lines that run it after ours, as git did."""
    if not os.path.lexists(place) or _can_hold(place, plain=plain):
        return ""
    kept = _free(place)
    kept.parent.mkdir(exist_ok=True)
    if place.is_symlink():
        kept.symlink_to(_deeper(os.readlink(place)))  # noqa: PTH115 - as it is written
        place.unlink()
    else:
        _keep(place, kept)
    return chained(place.name, kept.relative_to(place.parent).as_posix(), plain=plain)


def _keep(place: Path, kept: Path) -> None:
    """Give a hook another name in its folder and the link its own."""
    number, stays = 1, place.parent / f"{place.name}.{_STAYS}"
    while os.path.lexists(stays):
        number += 1
        stays = place.parent / f"{place.name}.{_STAYS}-{number}"
    try:
        kept.symlink_to(f"{_UP}{stays.name}")
    except OSError:
        place.rename(kept)
    else:
        place.rename(stays)


def _stays(place: Path, kept: Path) -> Path | None:
    """The file that a link of ours names; None where the link is a hook's own."""
    target = os.readlink(kept).removeprefix(_UP)  # noqa: PTH115 - as it is written
    return place.parent / target if target.startswith(f"{place.name}.{_STAYS}") and "/" not in target else None


def put_back(place: Path, text: str) -> bool:
    """Put back what was set aside for a hook that holds no more than our lines; False where nothing was."""
    name = chained_to(text) or kept_beside(place, text)
    kept = place.parent / name
    if not name or not os.path.lexists(kept):
        return False
    stays = _stays(place, kept) if kept.is_symlink() else None
    if stays is not None:
        if not os.path.lexists(stays):
            return False
        stays.replace(place)
        kept.unlink()
    elif kept.is_symlink() and kept.parent != place.parent:
        target = os.readlink(kept)  # noqa: PTH115 - as it is written
        place.unlink()
        place.symlink_to(target.removeprefix(_UP))
        kept.unlink()
    else:
        kept.replace(place)
    if kept.parent != place.parent and not any(kept.parent.iterdir()):
        kept.parent.rmdir()
    return True


def kept_beside(place: Path, text: str) -> str:
    """A hook that was set aside and that no line of the text runs, relative to the folder; empty where none is."""
    folder = place.parent
    # Earlier versions kept it under another name.
    found = [folder / f"{place.name}.{_KEPT}", *sorted(folder.glob(f"{_KEPT}*/{place.name}"))]
    names = [one.relative_to(folder).as_posix() for one in found if os.path.lexists(one)]
    return next((name for name in names if name != chained_to(text)), "")


def _can_hold(place: Path, *, plain: bool) -> bool:
    """Whether it is a shell script that runs; one without any line of its own is set aside, so that it comes back."""
    text = text_of(place)
    if place.is_symlink() or has_block(text):
        return not place.is_symlink()
    runs = plain or os.name == "nt" or os.access(place, os.X_OK)
    return runs and is_somebodys(text) and (plain or is_shell(place.read_bytes()))


def _free(place: Path) -> Path:
    """A place where nothing was set aside yet: what lies there is never written over."""
    number, kept = 1, place.parent / _KEPT / place.name
    while os.path.lexists(kept):
        number += 1
        kept = place.parent / f"{_KEPT}-{number}" / place.name
    return kept


def _deeper(target: str) -> str:
    """What a link points at, seen from one folder further down."""
    return target if Path(target).is_absolute() else f"{_UP}{target}"
