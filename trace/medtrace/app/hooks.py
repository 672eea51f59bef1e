"""Hooks installed, taken away and looked at; one that would have to be written outside the repository is refused."""

import sys
from dataclasses import dataclass, replace
from pathlib import Path

from medtrace.app.id_list import keep_ids
from medtrace.app.kept_house import kept_house
from medtrace.app.reading import Library
from medtrace.errors import TraceError, UsageError
from medtrace.gitio.hooks import HooksPlace, can_run
from medtrace.gitio.repository import Repository, open_repository
from medtrace.sinks._hook_text import Call, by_hand
from medtrace.sinks.hooks import Hook, HookFault, HookState, install, state, uninstall
from medtrace.words import Localized

TALK = ("post-merge", "post-rewrite", "commit-msg")
GATES = ("pre-push", "pre-merge-commit")
SERVER = ("update", "pre-receive")
_LANG = "--lang"
_BLOCKS = frozenset({HookState.OURS, HookState.SHARED, HookState.CHAINED})
ALL = (*TALK, *GATES, *SERVER)


@dataclass(frozen=True, slots=True)
class Wish:
    """Which hooks, whether a message needs an id, what the gates end on (empty: their default), and the language.

    An empty language stays as it was.
    """

    hooks: tuple[str, ...] = TALK
    need_id: bool = False
    fail_on: str = ""
    language: str = ""

    def options(self, hook: str) -> tuple[str, ...]:
        """The options that the hook hands on to `trace hook run`."""
        if hook == "commit-msg":
            return ("--need-id",) if self.need_id else ()
        return ("--fail-on", self.fail_on) if self.fail_on and hook not in TALK else ()

    def calls(self, there: dict[str, Hook]) -> list[Call]:
        """The hooks asked for and every one that is there, with its options unless others are given."""
        names = dict.fromkeys((*self.hooks, *there))
        return [Call(name, Path(sys.executable).as_posix(), self._all(name, there.get(name))) for name in names]

    def _all(self, name: str, there: Hook | None) -> tuple[str, ...]:
        """The options wished for; those that are there stay where nothing else is said."""
        kept = there.options if there else ()
        place = kept.index(_LANG) if _LANG in kept else len(kept)
        told, others = kept[place : place + 2], (*kept[:place], *kept[place + 2 :])
        return (*(self.options(name) or others), *((_LANG, self.language) if self.language else told))


@dataclass(frozen=True, slots=True)
class Hooks:
    """Where the hooks lie, relative to the repository or as `core.hooksPath` says, and how each stands.

    `is_void` where that setting is empty: git then runs none. `shared` are the files among them that are committed:
    everybody who works on the product gets what was written, and the path of this machine's interpreter with it.
    """

    folder: str
    hooks: tuple[Hook, ...]
    has_ids: bool = False
    is_void: bool = False
    shared: tuple[str, ...] = ()


def install_hooks(root: Path, wish: Wish) -> Hooks:
    """Write the hooks asked for and the list of ids.

    Raises:
        UsageError: `core.hooksPath` is empty, or lies outside the repository; the hint says what to do.
        SinkError: the folder cannot be written.
    """
    with open_repository(root) as repository:
        place = repository.hooks()
        if place.is_void:
            raise _void()
        calls = wish.calls(_there(place) if place.is_inside else {})
        if not place.is_inside:
            raise _outside(place, calls)
        found = tuple(install(place.folder, call, plain=place.plain) for call in calls)
        return Hooks(_shown(repository, place), found, _kept(repository), shared=_committed(repository, place, found))


def uninstall_hooks(root: Path) -> Hooks:
    """Take our blocks out of every hook that holds one."""
    with open_repository(root) as repository:
        place = repository.hooks()
        if place.is_void:
            raise _void()
        if not place.is_inside:
            raise UsageError(_where(place, "未移除任何内容", "nothing was taken out"), hint=_BY_HAND)
        found = tuple(uninstall(place.folder, name) for name in _there(place))
        return Hooks(_shown(repository, place), found)


def hooks_status(root: Path) -> Hooks:
    """How every hook of ours stands."""
    with open_repository(root) as repository:
        place = repository.hooks()
        if place.is_void:
            return Hooks("", (), is_void=True)
        found = [state(place.folder, name, plain=place.plain) for name in ALL]
        dead = {python for python in {one.interpreter for one in found if not one.faults} if not _runs(python)}
        found = [replace(one, faults=(HookFault.CANNOT_RUN,)) if _is_dead(one, dead) else one for one in found]
        return Hooks(_shown(repository, place), tuple(found))


def _runs(python: str) -> bool:
    return not python or can_run(python)


def _is_dead(hook: Hook, dead: set[str]) -> bool:
    return not hook.faults and hook.interpreter in dead


def _there(place: HooksPlace) -> dict[str, Hook]:
    """The hooks that hold a block of ours."""
    found = (state(place.folder, name, plain=place.plain) for name in ALL)
    return {one.name: one for one in found if one.state in _BLOCKS}


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


def _committed(repository: Repository, place: HooksPlace, found: tuple[Hook, ...]) -> tuple[str, ...]:
    head, top = repository.head(), repository.root.resolve()
    if head is None or not place.folder.resolve().is_relative_to(top):
        return ()
    paths = {entry.path for entry in repository.tree(head).entries}
    folder = place.folder.resolve().relative_to(top)
    return tuple(path for one in found if (path := (folder / (one.file or one.name)).as_posix()) in paths)


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
    reason = _where(place, "未写入任何文件", "nothing was written")
    if place.folder.exists() and not place.folder.is_dir():
        return UsageError(reason, hint=_NO_FOLDER)
    lines = "\n".join(f"{call.hook}: {by_hand(call)}" for call in calls)
    return UsageError(
        reason,
        hint=Localized(
            f"请在该处各钩子的首行之后加入一行（没有的钩子先写首行 #!/bin/sh）：\n{lines}",
            f"add a line after the first line of each hook there (#!/bin/sh where there is no hook yet):\n{lines}",
        ),
    )


def _where(place: HooksPlace, zh: str, en: str) -> Localized:
    """Why the hooks lie outside: a setting, or a link in the place of their folder."""
    if place.configured:
        return Localized(
            f"core.hooksPath 指向仓库之外（{place.configured}），{zh}",
            f"core.hooksPath points outside the repository ({place.configured}); {en}",
        )
    target = place.folder.resolve()
    return Localized(
        f"钩子文件夹 {place.folder.name} 是指向仓库之外的链接（{target}），{zh}",
        f"the folder of hooks, {place.folder.name}, is a link out of the repository ({target}); {en}",
    )


_NO_FOLDER = Localized(
    "该处不是文件夹，git 不运行任何钩子；用 git config --show-origin --get core.hooksPath 查看出处",
    "what is there is no folder, so git runs no hook; see where with `git config --show-origin --get core.hooksPath`",
)
_BY_HAND = Localized("加入该处的内容请由人工移除", "lines that somebody added there are theirs to take out")
