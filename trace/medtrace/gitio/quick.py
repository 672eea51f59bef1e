"""Questions of a commit-msg hook, each one git process without GitPython, whose import alone would spend the budget.

A hook runs at the top of its working folder, in the environment that git made for it: that index and that folder are
the ones meant, so nothing is cleaned here.
"""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

# While one of these stands in the git folder, git commits in the middle of something longer.
_UNDERWAY = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply")


@dataclass(frozen=True, slots=True)
class Here:
    """The git folder that all working folders share, the commit checked out here, and whether a merge or so goes on."""

    common_dir: Path
    head: str
    is_underway: bool


def here() -> Here | None:
    """Where the hook runs; None outside of a repository."""
    asked = ("rev-parse", "--absolute-git-dir", "--git-common-dir")
    said = _git(*asked, "-q", "--verify", "HEAD").stdout.splitlines() or _git(*asked).stdout.splitlines()
    if not said:
        return None
    git_dir = Path(said[0])
    underway = any((git_dir / name).exists() for name in _UNDERWAY)
    return Here(Path(said[1]).resolve(), said[2] if len(said) > 2 else "", underway)  # noqa: PLR2004 - no commit yet


def same_files(old: str, new: str, globs: tuple[str, ...]) -> bool:
    """Whether files that the globs match are the same in two commits; False where git cannot tell."""
    if old == new:
        return True
    return (
        bool(globs) and _git("diff", "--quiet", old, new, "--", *(f":(glob){glob}" for glob in globs)).returncode == 0
    )


def staged_lines(globs: tuple[str, ...]) -> str:
    """The lines that files of the globs gain with the commit being made: an id may come with its commit."""
    added = _git("diff", "--cached", "-U0", "--", *(f":(glob){glob}" for glob in globs)).stdout
    return "\n".join(line[1:] for line in added.splitlines() if line.startswith("+"))


def keeps_comments() -> bool:
    """Whether lines that begin with the comment sign may stay in the message: git takes them out after an editor only.

    git tells a hook that there is no editor by an editor that does nothing.
    """
    cleanup = _git("config", "--get", "commit.cleanup").stdout.strip()
    no_editor = os.environ.get("GIT_EDITOR") == ":"
    return cleanup in {"whitespace", "verbatim", "scissors"} or (no_editor and cleanup != "strip")


def comment_char() -> str:
    """The sign that begins a comment in a message; `auto` is one that nobody knows, so `#` stands for it."""
    said = _git("config", "--get", "core.commentChar").stdout.strip()
    return "#" if said in {"", "auto"} else said


def _git(*words: str) -> "subprocess.CompletedProcess[str]":
    # The words are ours, an id, or globs of the product's own configuration; none is ever a shell's.
    return subprocess.run(  # noqa: S603
        ["git", *words],  # noqa: S607
        capture_output=True,
        check=False,
        encoding="utf-8",
        errors="surrogateescape",
    )
