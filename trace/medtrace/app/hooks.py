"""Hooks installed, taken away and looked at; one that would have to be written outside the repository is refused."""

import sys
from dataclasses import dataclass
from pathlib import Path

from medtrace.app.id_list import keep_ids
from medtrace.app.kept_house import kept_house
from medtrace.app.reading import Library
from medtrace.errors import TraceError, UsageError
from medtrace.gitio.hooks import HooksPlace
from medtrace.gitio.repository import Repository, open_repository
from medtrace.sinks._hook_text import Call, block
from medtrace.sinks.hooks import Hook, HookState, install, state, uninstall
from medtrace.words import Localized

TALK = ("post-merge", "post-rewrite", "commit-msg")
GATES = ("pre-push", "pre-merge-commit")
SERVER = ("update", "pre-receive")
_BLOCKS = frozenset({HookState.OURS, HookState.SHARED, HookState.CHAINED})
ALL = (*TALK, *GATES, *SERVER)


@dataclass(frozen=True, slots=True)
class Wish:
    """Which hooks, whether a message needs an id, and what the gates end on (empty: their default)."""

    hooks: tuple[str, ...] = TALK
    need_id: bool = False
    fail_on: str = ""

    def options(self, hook: str) -> tuple[str, ...]:
        """The options that the hook hands on to `trace hook run`."""
        if hook == "commit-msg":
            return ("--need-id",) if self.need_id else ()
        return ("--fail-on", self.fail_on) if self.fail_on and hook not in TALK else ()


@dataclass(frozen=True, slots=True)
class Hooks:
    """Where the hooks lie, relative to the repository or as `core.hooksPath` says, and how each stands.

    `is_void` where that setting is empty: git then runs none.
    """

    folder: str
    hooks: tuple[Hook, ...]
    has_ids: bool = False
    is_void: bool = False


def install_hooks(root: Path, wish: Wish) -> Hooks:
    """Write the hooks asked for and the list of ids.

    Raises:
        UsageError: `core.hooksPath` is empty, or lies outside the repository; the hint says what to do.
        SinkError: the folder cannot be written.
    """
    with open_repository(root) as repository:
        place = repository.hooks()
        calls = [Call(name, Path(sys.executable).as_posix(), wish.options(name)) for name in wish.hooks]
        if place.is_void:
            raise _void()
        if not place.is_inside:
            raise _outside(place, calls)
        found = tuple(install(place.folder, call, plain=place.plain) for call in calls)
        return Hooks(_shown(repository, place), found, _kept(repository))


def uninstall_hooks(root: Path) -> Hooks:
    """Take our blocks out of every hook that holds one."""
    with open_repository(root) as repository:
        place = repository.hooks()
        if place.is_void:
            raise _void()
        ours = [name for name in ALL if state(place.folder, name).state in _BLOCKS]
        found = tuple(uninstall(place.folder, name) for name in ours) if place.is_inside else ()
        return Hooks(_shown(repository, place), found)


def hooks_status(root: Path) -> Hooks:
    """How every hook of ours stands."""
    with open_repository(root) as repository:
        place = repository.hooks()
        if place.is_void:
            return Hooks("", (), is_void=True)
        found = tuple(state(place.folder, name, plain=place.plain) for name in ALL)
        return Hooks(_shown(repository, place), found)


def _kept(repository: Repository) -> bool:
    """The list of ids, where the repository has a configuration that can be read."""
    try:
        head = repository.head()
        if head is None:
            return False
        house = kept_house(repository, head)
        return keep_ids(repository, house, Library(repository, house).snapshot(head))
    except TraceError:
        return False


def _shown(repository: Repository, place: HooksPlace) -> str:
    """The folder below the working folder or the git folder that all of them share, else as it was configured."""
    folder = place.folder.resolve()
    for top, name in ((repository.root, ""), (repository.git_dir, ".git/"), (repository.common_dir(), ".git/")):
        if folder.is_relative_to(top.resolve()):
            return f"{name}{folder.relative_to(top.resolve()).as_posix()}"
    return place.configured or folder.name


def _void() -> UsageError:
    return UsageError(
        Localized(
            "core.hooksPath 为空：git 不运行任何钩子，未写入任何文件",
            "core.hooksPath is set to nothing, so git runs no hook; nothing was written",
        ),
        hint=Localized(
            "运行 git config --show-origin --get core.hooksPath 查看出处，再用 git config --unset core.hooksPath 去掉",
            "see where with `git config --show-origin --get core.hooksPath`, and take it out with `git config --unset "
            "core.hooksPath`",
        ),
    )


def _outside(place: HooksPlace, calls: list[Call]) -> UsageError:
    blocks = "\n".join(f"{call.hook}:\n{block(call)}" for call in calls)
    return UsageError(
        Localized(
            f"core.hooksPath 指向仓库之外（{place.configured}），未写入任何文件",
            f"core.hooksPath points outside the repository ({place.configured}); nothing was written",
        ),
        hint=Localized(
            f"请在该处各钩子的首行之后加入：\n{blocks}", f"add these after the first line of the hooks there:\n{blocks}"
        ),
    )
