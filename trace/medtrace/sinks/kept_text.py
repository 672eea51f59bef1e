"""One text for each repository in the user's cache, under a key: what has another key was never kept.

A file that is missing, old or damaged costs time and nothing else.
"""

from pathlib import Path

from medtrace.sinks.id_index import cache_folder, repository_name


def keep_text(common_dir: Path, room: str, key: str, text: str) -> bool:
    """Keep a text of a repository, named by the git folder that its worktrees share; False where that is impossible."""
    from medtrace.errors import SinkError
    from medtrace.sinks.single import write_file

    place = _place(common_dir, room)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        write_file(place, f"{key}\n{text}".encode("utf-8", "surrogatepass"))
    except (OSError, SinkError, RuntimeError):
        return False
    return True


def kept_text(common_dir: Path, room: str, key: str) -> str | None:
    """The text that was kept under this very key."""
    try:
        found, _, text = _place(common_dir, room).read_bytes().decode("utf-8", "surrogatepass").partition("\n")
    except (OSError, UnicodeDecodeError, RuntimeError):
        return None
    return text if found == key else None


def _place(common_dir: Path, room: str) -> Path:
    return cache_folder() / room / f"{repository_name(common_dir)}.txt"
