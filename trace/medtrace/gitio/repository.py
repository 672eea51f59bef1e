"""A repository under trace, opened from any folder inside it and only ever read.

Bare repositories, linked worktrees and submodule checkouts are repositories like any other. Every question starts one
git process of its own and gives back plain values; nothing is checked out, written or fetched.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from medtrace.errors import EvidenceError, NotARepository
from medtrace.gitio import blobs as contents
from medtrace.gitio import comparison, history, hooks, occurrences, references, revisions, shallow
from medtrace.gitio import tree as trees
from medtrace.gitio.comparison import Comparison
from medtrace.gitio.patches import patches as line_changes
from medtrace.gitio.process import Answer, Program
from medtrace.gitio.revisions import is_range
from medtrace.gitio.signatures import Seen
from medtrace.gitio.signatures import signatures as held_against
from medtrace.gitio.tree import Tree
from medtrace.model.descent import Descent
from medtrace.model.history import Commit, Patch, Tag
from medtrace.model.ids import Range, Revision, Sha
from medtrace.model.snapshot import Blob
from medtrace.words import Localized

__all__ = ["Comparison", "Repository", "Tree", "is_range", "open_repository"]

_TREES_KEPT = 4
_REFUSALS = ("dubious ownership", "unsafe repository", "safe.directory")


@dataclass(frozen=True, slots=True)
class Repository:
    """One repository: `root` is the top of the working folder, or the git folder of a bare repository."""

    root: Path
    git_dir: Path
    is_bare: bool
    is_shallow: bool
    working_folder: Path | None
    _program: Program = field(repr=False)
    _trees: dict[Sha, Tree] = field(default_factory=dict, repr=False, compare=False)

    def resolve(self, name: str) -> Revision:
        """The commit that a name stands for.

        Raises:
            UnknownRevision, ShallowHistory, MissingObject, EvidenceError: see `revisions.resolve`.
        """
        return revisions.resolve(self._program, name, shallow=self.is_shallow)

    def head(self) -> Revision | None:
        """The commit that is checked out, None where there is none yet."""
        return revisions.head(self._program)

    def resolve_range(self, words: str) -> Range:
        """`A..B`, `A..` (up to HEAD), `..B` (from HEAD) or `A...B` (from the merge base, as `git diff` means it).

        Raises:
            UsageError: where the words are no range.
            EvidenceError: as `resolve`.
        """
        return revisions.resolve_range(self._program, words, shallow=self.is_shallow)

    def tree(self, revision: Revision) -> Tree:
        """Every path of a commit; the trees last asked for are remembered, for a commit never changes.

        Raises:
            MissingObject: where the commit or a tree is absent.
        """
        known = self._trees.pop(revision.sha, None) or trees.tree(self._program, revision)
        self._trees[revision.sha] = known
        if len(self._trees) > _TREES_KEPT:
            del self._trees[next(iter(self._trees))]
        return replace(known, revision=revision)

    def blobs(self, wanted: Iterable[tuple[str, Sha]], *, limit: int = contents.LIMIT) -> tuple[Blob, ...]:
        """Contents of files given as (path, blob id), in the order given, read by one process.

        What is not at hand has no data and says why: `missing`, `too-large`, `unreadable` or `not-a-blob`.
        """
        return contents.blobs(self._program, wanted, limit=limit)

    def lines_with(self, revision: Revision, words: Iterable[str]) -> Iterator[tuple[str, int, str]]:
        """Path, number and text of the lines of a revision's text files that hold one of the words; bounded."""
        return occurrences.occurrences(self._program, revision.sha, words)

    def files_with(self, revision: Revision, texts: Iterable[str]) -> tuple[str, ...]:
        """The text files of a revision that hold one of the texts anywhere."""
        return occurrences.files_with(self._program, revision.sha, texts)

    def changes(self, old: Sha, new: Sha) -> Comparison:
        """What differs between the trees of two commits, with renames.

        Raises:
            MissingObject: where a commit or tree is absent.
        """
        return comparison.compare(self._program, old, new)

    def commits(self, span: Range) -> tuple[Commit, ...]:
        """Every commit of a range, newest first, as `git log` lists them.

        Raises:
            ShallowHistory: where the clone cannot know all of them.
            MissingObject: where a commit or tree is absent.
        """
        return history.commits(self._program, self._cuts(), span)

    def carried_over(self, span: Range) -> frozenset[Sha]:
        """Commits of a range whose patch the older end holds already: taken over to its branch, or back from there."""
        if not span.old.sha or span.merge_base == span.old.sha:
            return frozenset()
        return history.carried_over(self._program, span)

    def count(self, span: Range) -> int:
        """How many commits of a range the clone holds.

        Raises:
            MissingObject: where a commit is absent.
        """
        return history.count(self._program, span)

    def patches(self, commits: Iterable[Sha], paths: Iterable[str]) -> dict[tuple[Sha, Sha], Patch]:
        """The lines that commits changed at the paths, by the blob ids of both sides, read by one process.

        Raises:
            MissingObject: where a commit, tree or blob is absent.
        """
        return line_changes(self._program, commits, paths)

    def commits_at(self, revision: Revision, paths: tuple[str, ...]) -> tuple[Commit, ...]:
        """Every commit up to a revision that changed something at the paths, children before parents; () is any path.

        Raises:
            ShallowHistory, MissingObject: as `commits`.
        """
        return history.commits(self._program, self._cuts(), Range(Revision("", ""), revision), paths or (".",))

    def descent(self, revision: Revision) -> Descent:
        """Which commits up to a revision contain which others.

        Raises:
            MissingObject: where a commit is absent.
        """
        return references.parents(self._program, revision.sha)

    def is_other_object(self, name: str) -> bool:
        """Whether a name stands for a file or a folder and not for a commit; False where its object is absent."""
        return revisions.is_other_object(self._program, name)

    def ever_held(self, revision: Revision, name: str) -> bool:
        """Whether a revision or one before it held a file of that name in any folder.

        Raises:
            ShallowHistory, MissingObject: as `commits`.
        """
        return history.ever_held(self._program, self._cuts(), revision.sha, name)

    def recent_subjects(self, revision: Revision, count: int) -> tuple[str, ...]:
        """First lines of the newest commits up to a revision, newest first; a shallow clone gives what it has."""
        return history.recent_subjects(self._program, revision.sha, count)

    def signatures(self, commits: Iterable[Sha], keys: Mapping[str, bytes]) -> dict[Sha, Seen]:
        """What the signature of each commit shows, held against the keys given (files by name) and no others."""
        return held_against(self._program, commits, keys)

    def tags(self) -> tuple[Tag, ...]:
        """Every tag that names a commit, in natural order of names."""
        return references.tags(self._program)

    def references(self) -> tuple[str, ...]:
        """Names of tags and branches."""
        return references.references(self._program)

    def is_ancestor(self, old: Sha, new: Sha) -> bool:
        """Whether `new` contains `old`; a commit contains itself.

        Raises:
            ShallowHistory: where the road between them may lie beyond this clone.
        """
        return references.is_ancestor(self._program, self._cuts(), old, new)

    def releases_between(self, old: Sha | None, new: Sha, names: Callable[[str], bool]) -> tuple[Tag, ...]:
        """Tags chosen by `names` on the road from `old` (left out) to `new`, oldest first in topological order.

        Raises:
            ShallowHistory: where the clone cannot know all of them.
        """
        return references.releases_between(self._program, self._cuts(), old, new, names)

    def common_dir(self) -> Path:
        """The git folder that all working folders of the repository share."""
        return hooks.common_dir(self._program, self.root)

    def hooks(self) -> hooks.HooksPlace:
        """Where the hooks of this repository lie."""
        return hooks.hooks_place(self._program, self.root, self.git_dir)

    def _cuts(self) -> shallow.Cuts:
        return shallow.cuts(self._program, shallow=self.is_shallow)


@contextmanager
def open_repository(root: Path, *, bare: bool = False) -> Iterator[Repository]:
    """Finds the repository that a folder belongs to, as `git -C DIR` does; `bare` speaks to git without GitPython.

    Raises:
        NotARepository: where there is none.
        EvidenceError: where git refuses to read it because another user owns it.
    """
    yield _found(root, bare=bare)


def _found(root: Path, *, bare: bool) -> Repository:
    # GitPython would fall back to the current folder, which may well be another repository.
    if not root.is_dir() or not os.access(root, os.R_OK | os.X_OK):
        raise NotARepository(
            Localized(f"文件夹 {root} 不存在或无法读取。", f"the folder {root} does not exist or cannot be read"),
            hint=Localized("请用 -C 给出仓库所在的文件夹。", "give the folder of the repository with -C"),
        )
    finder = Program(root.absolute(), bare=bare)
    questions = ("--is-bare-repository", "--is-shallow-repository", "--is-inside-work-tree", "--absolute-git-dir")
    answer = finder.ask("rev-parse", *questions)
    if answer.code:
        raise _refused(root, answer)
    naked, cut, inside, place = answer.out.split(b"\n", 3)
    git_dir = _path(place)
    top = _path(finder.ask("rev-parse", "--show-toplevel").out) if inside == b"true" else _beside(git_dir, naked)
    home = top or git_dir
    return Repository(
        root=home,
        git_dir=git_dir,
        is_bare=naked == b"true",
        is_shallow=cut == b"true",
        working_folder=top,
        _program=Program(home, (f"--git-dir={git_dir}",), bare=bare),
    )


def _path(line: bytes) -> Path:
    return Path(os.fsdecode(line.removesuffix(b"\n")))


def _beside(git_dir: Path, bare: bytes) -> Path | None:
    """The working folder where somebody stands inside `.git`."""
    return git_dir.parent if bare == b"false" and git_dir.name == ".git" else None


def _refused(root: Path, answer: Answer) -> EvidenceError:
    if any(words in answer.error for words in _REFUSALS):
        return EvidenceError(
            Localized(
                f"git 拒绝读取 {root}：该仓库属于其他用户。",
                f"git refuses to read {root}: another user owns the repository",
            ),
            hint=Localized(
                f"如确认可信，请执行 git config --global --add safe.directory '{root.absolute()}'",
                f"if you trust it, run git config --global --add safe.directory '{root.absolute()}'",
            ),
        )
    return NotARepository(
        Localized(f"{root} 不在 git 仓库中：{answer.reason}", f"{root} is in no git repository: {answer.reason}"),
        hint=Localized(
            "请用 -C 给出仓库所在的文件夹，或先执行 git init。",
            "give the folder of a repository with -C, or run git init first",
        ),
    )
