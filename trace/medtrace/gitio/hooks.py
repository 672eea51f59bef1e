"""Where the hooks of a repository lie: its own folder, or one that `core.hooksPath` names.

A path inside the repository (`.githooks`, husky) belongs to the product and may be written; one outside belongs to
somebody else, a company or a person, and is left alone.
"""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from medtrace.gitio.process import Program

# Husky writes its own wrappers into `_` and runs the scripts beside it.
_HUSKY = "_"
_PATIENCE = 20


@dataclass(frozen=True, slots=True)
class HooksPlace:
    """The folder to write hooks into; `is_inside` says whether it belongs to the repository.

    `plain` folders hold scripts that a shell reads by name (husky), which need no first line. `configured` is the value
    of `core.hooksPath`, empty where it is not set. Set to nothing (`is_void`) it makes git run no hook at all.
    """

    folder: Path
    is_inside: bool
    configured: str = ""
    plain: bool = False
    is_void: bool = False


def hooks_place(program: Program, root: Path, git_dir: Path) -> HooksPlace:
    """The folder that git looks into for hooks when it runs in `root`."""
    setting = program.ask("config", "--type=path", "--get", "core.hooksPath")
    configured = os.fsdecode(setting.out).removesuffix("\n")
    common = common_dir(program, root)
    folder = _path(root, program.ask("rev-parse", "--git-path", "hooks").out)
    plain = bool(configured) and folder.name == _HUSKY and folder.parent.name == ".husky"
    inside = any(_within(folder, one) for one in (common, git_dir, root))
    void = not setting.code and not configured
    return HooksPlace(folder.parent if plain else folder, inside, configured, plain, void)


def common_dir(program: Program, root: Path) -> Path:
    """The git folder that all working folders share."""
    return _path(root, program.ask("rev-parse", "--git-common-dir").out).resolve()


def can_run(python: str) -> bool:
    """Whether the interpreter of a hook starts and finds this program with all it needs."""
    words = [python, "-P", "-m", "medtrace", "hook", "run", "--help"]
    try:
        ran = subprocess.run(words, capture_output=True, check=False, timeout=_PATIENCE)  # noqa: S603 - our own words
    except (OSError, subprocess.TimeoutExpired):
        return False
    return ran.returncode == 0


def _path(root: Path, line: bytes) -> Path:
    return root / os.fsdecode(line.removesuffix(b"\n"))


def _within(folder: Path, top: Path) -> bool:
    return folder.resolve().is_relative_to(top.resolve())
