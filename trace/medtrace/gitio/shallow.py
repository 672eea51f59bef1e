"""Clones that do not reach back to the beginning: what they cannot answer is said, with the command that mends it.

A shallow clone has *cut* commits, whose parents are unknown. They look like roots, so a range that crosses one lacks
commits, and "no ancestor" may only mean "not seen". A commit that is newer than every cut cannot hide behind one.
"""

from dataclasses import dataclass
from pathlib import Path

from medtrace.errors import ShallowHistory
from medtrace.gitio.process import Program
from medtrace.model.ids import Sha
from medtrace.words import Localized

MEND = Localized(
    "请执行 git fetch --unshallow --tags；在 GitHub Actions 中为 actions/checkout 设置 fetch-depth: 0。",
    "run git fetch --unshallow --tags; in GitHub Actions give actions/checkout fetch-depth: 0",
)


@dataclass(frozen=True, slots=True)
class Cuts:
    """The cut commits of a clone; a full clone has none."""

    commits: frozenset[Sha] = frozenset()

    def newest_behind(self, program: Program, revision: Sha) -> int:
        """Committer time in seconds of the newest cut commit that a revision reaches; -1 where it reaches none."""
        if not self.commits:
            return -1
        answer = program.ask("rev-list", "--max-parents=0", "--timestamp", revision, "--")
        lines = answer.needed(Localized(f"提交 {revision}", f"commit {revision}")).decode("ascii").splitlines()
        found = (line.split() for line in lines)
        return max((int(time) for time, sha in found if sha in self.commits), default=-1)


def cuts(program: Program, *, shallow: bool) -> Cuts:
    """Reads which commits of a shallow clone are cut."""
    if not shallow:
        return Cuts()
    name = program.ask("rev-parse", "--git-path", "shallow").out.decode("utf-8", "surrogateescape").rstrip("\n")
    place = program.folder / Path(name)
    return Cuts(frozenset(place.read_text("ascii").split()) if place.is_file() else frozenset())


def too_short(zh: str, en: str) -> ShallowHistory:
    """The error for a question that this clone does not reach far enough to answer."""
    return ShallowHistory(
        Localized(f"此克隆为浅克隆（shallow clone），{zh}", f"this clone is shallow: {en}"),
        hint=MEND,
    )
