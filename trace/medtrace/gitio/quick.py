"""Questions of a commit-msg hook, each one git process without GitPython, whose import alone would spend the budget.

A hook runs at the top of its working folder, in the environment that git made for it: that index and that folder are
the ones meant, so nothing is cleaned here.
"""

import subprocess
from dataclasses import dataclass
from pathlib import Path

# While one of these stands in the git folder, git commits in the middle of something longer.
_UNDERWAY = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply")


@dataclass(frozen=True, slots=True)
class Here:
    """The git folder of the working folder, the commit that is checked out, and whether a merge or the like goes on."""

    git_dir: Path
    head: str
    is_underway: bool


def here() -> Here | None:
    """Where the hook runs; None outside of a repository."""
    said = _git("rev-parse", "--absolute-git-dir", "-q", "--verify", "HEAD").stdout.splitlines()
    if not said:
        said = _git("rev-parse", "--absolute-git-dir").stdout.splitlines()
    if not said:
        return None
    git_dir = Path(said[0])
    return Here(git_dir, said[1] if len(said) > 1 else "", any((git_dir / name).exists() for name in _UNDERWAY))


def same_files(old: str, new: str, globs: tuple[str, ...]) -> bool:
    """Whether files that the globs match are the same in two commits; False where git cannot tell."""
    if old == new:
        return True
    return (
        bool(globs) and _git("diff", "--quiet", old, new, "--", *(f":(glob){glob}" for glob in globs)).returncode == 0
    )


def is_staged(words: str) -> bool:
    """Whether the words stand in a file that is about to be committed."""
    return _git("grep", "--cached", "-q", "-w", "-F", "-e", words).returncode == 0


def _git(*words: str) -> "subprocess.CompletedProcess[str]":
    # The words are ours, an id, or globs of the product's own configuration; none is ever a shell's.
    return subprocess.run(  # noqa: S603
        ["git", *words],  # noqa: S607
        capture_output=True,
        check=False,
        encoding="utf-8",
        errors="surrogateescape",
    )
