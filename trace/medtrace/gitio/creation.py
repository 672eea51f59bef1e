"""A new repository from a fast-import stream, whole or not at all, with nothing of the machine in it."""

import secrets
import shutil
from pathlib import Path

from medtrace.errors import SinkError
from medtrace.gitio.process import Program
from medtrace.words import Localized

# No template, hook, filter or line-end rule of this machine may enter: the same stream gives the same repository.
_PINNED = (
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "core.attributesFile=/dev/null",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.autocrlf=false",
    "-c",
    "init.defaultObjectFormat=sha1",
)


def create_repository(folder: Path, stream: bytes) -> None:
    """Makes a repository with branch `main` from the stream and checks `main` out, so that a person can look at it.

    Args:
        folder: an absent or an empty folder.
        stream: what `git fast-import` reads; it must make `refs/heads/main`.

    Raises:
        SinkError: where the folder is not empty, cannot be written, or git refuses the stream.
    """
    target = folder.absolute()
    _check(target, folder)
    building = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        building.mkdir(parents=True)
        _build(building, stream)
        if target.is_dir():
            target.rmdir()
        building.rename(target)
    except OSError as error:
        raise _refused(folder, str(error.strerror)) from error
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _check(target: Path, folder: Path) -> None:
    try:
        taken = target.exists() and (not target.is_dir() or any(target.iterdir()))
    except OSError as error:
        raise _refused(folder, str(error.strerror)) from error
    if taken:
        raise SinkError(
            Localized(f"文件夹 {folder} 已存在且不为空。", f"the folder {folder} exists and is not empty"),
            hint=Localized("请给出新的或空的文件夹。", "give a new or an empty folder"),
        )


def _build(building: Path, stream: bytes) -> None:
    _run(Program(building, _PINNED), "init", "--quiet", "--template=")
    git = Program(building, (f"--git-dir={building / '.git'}", f"--work-tree={building}", *_PINNED))
    _run(git, "symbolic-ref", "HEAD", "refs/heads/main")
    _run(git, "config", "core.autocrlf", "false")
    _run(git, "fast-import", "--quiet", feed=stream)
    _run(git, "reset", "--quiet", "--hard", "refs/heads/main")


def _run(program: Program, *arguments: str, feed: bytes | None = None) -> None:
    answer = program.ask(*arguments, feed=feed)
    if answer.code:
        raise _refused(program.folder, answer.reason)


def _refused(folder: Path, words: str) -> SinkError:
    return SinkError(
        Localized(f"无法在 {folder} 创建仓库：{words}", f"cannot create a repository in {folder}: {words}"),
        hint=Localized("请检查路径、权限和磁盘空间。", "check the path, its permissions and the space on disk"),
    )
