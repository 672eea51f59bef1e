"""The ids that exist, kept in the user's cache for the commit-msg hook, which has no time to read a repository.

One text file for each repository, all its worktrees included, named by a hash: the commit at which it was made, the
patterns of ids and issues, the globs of the files that hold items, and every id. A file that is missing, old or damaged
costs a warning and nothing else.
"""

import hashlib
import os
import sys
from dataclasses import dataclass
from pathlib import Path

_FIRST = "medtrace ids 1"


@dataclass(frozen=True, slots=True)
class IdIndex:
    """What a commit message is held against.

    `items` and `issues` are the expressions of `commits:`, `externals` those of ids defined elsewhere, `globs` the
    files that hold items, `ids` every id at the commit `head`.
    """

    head: str
    items: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    externals: tuple[str, ...] = ()
    globs: tuple[str, ...] = ()
    ids: frozenset[str] = frozenset()
    ranges: bool = False


def cache_folder() -> Path:
    """The user's cache folder of this tool, by the habit of each system."""
    home = Path.home()
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local"
    elif sys.platform == "darwin":
        base = home / "Library" / "Caches"
    else:
        base = os.environ.get("XDG_CACHE_HOME") or home / ".cache"
    return Path(base) / "medtrace"


def write_index(common_dir: Path, index: IdIndex) -> bool:
    """Keep the index of a repository, named by the git folder that its worktrees share.

    False where the cache cannot be written, which costs nothing but comfort.
    """
    from medtrace.errors import SinkError
    from medtrace.sinks.single import write_file

    lists = {
        "item": index.items,
        "issue": index.issues,
        "external": index.externals,
        "glob": index.globs,
        "id": tuple(sorted(index.ids)),
    }
    lines = [_FIRST, f"head {index.head}", *(["ranges"] if index.ranges else [])]
    lines += [f"{name} {one}" for name, values in lists.items() for one in values if "\n" not in one]
    place = _place(common_dir)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        write_file(place, "\n".join([*lines, ""]).encode("utf-8", "surrogatepass"))
    except (OSError, SinkError):
        return False
    return True


def read_index(common_dir: Path) -> IdIndex | None:
    """The index of a repository, None where there is none that can be read."""
    try:
        lines = _place(common_dir).read_bytes().decode("utf-8", "surrogatepass").split("\n")
    except (OSError, UnicodeDecodeError, RuntimeError):
        return None
    if lines[0] != _FIRST:
        return None
    found: dict[str, list[str]] = {}
    for line in lines[1:]:
        name, _, value = line.partition(" ")
        found.setdefault(name, []).append(value)
    return IdIndex(
        head="".join(found.get("head", ())),
        items=tuple(found.get("item", ())),
        issues=tuple(found.get("issue", ())),
        externals=tuple(found.get("external", ())),
        globs=tuple(found.get("glob", ())),
        ids=frozenset(found.get("id", ())),
        ranges="ranges" in found,
    )


def repository_name(common_dir: Path) -> str:
    """The name of a repository in the cache, by the git folder that its worktrees share."""
    return hashlib.sha256(os.fsencode(common_dir.resolve())).hexdigest()[:32]


def _place(common_dir: Path) -> Path:
    return cache_folder() / "ids" / f"{repository_name(common_dir)}.txt"
