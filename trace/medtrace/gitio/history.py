"""The commits of a range with message, trailers, parents and changed paths, streamed through one `git log`."""

import gc
import os
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager

from medtrace.gitio.process import Program
from medtrace.gitio.raw import SWITCHES, file_changes
from medtrace.gitio.references import iso
from medtrace.gitio.shallow import Cuts, too_short
from medtrace.gitio.trailers import trailers
from medtrace.gitio.wording import text
from medtrace.model.history import Commit
from medtrace.model.ids import Range, Sha
from medtrace.words import Localized

_FIELDS = ("%H", "%P", "%ct", "%an", "%ae", "%cI", "%s", "%b")
_SWITCHES = (
    *SWITCHES,
    "--no-renames",
    "--diff-merges=first-parent",
    "--encoding=UTF-8",
    "--no-show-signature",
)


def commits(program: Program, cut: Cuts, span: Range, paths: tuple[str, ...] = ()) -> tuple[Commit, ...]:
    """Every commit of `old..new` in the order of `git log`, newest first, merges included.

    `files` are the changes against the first parent, without renames; a root commit adds all of its files. An empty
    `old.sha` means the whole history of `new`. With `paths` (folders or files) those that changed something there, as
    git simplifies history, children before parents; a merge stands among them only where it differs from its parents.

    Raises:
        ShallowHistory: where the clone cannot know all commits of the range.
        MissingObject: where a commit or tree is absent.
    """
    hidden = cut.newest_behind(program, span.old.sha) if span.old.sha else -1
    found: list[Commit] = []
    with _collector_at_rest(), closing(_records(program, span, paths)) as records:
        for record in records:
            commit, time = _commit(record)
            if commit.sha in cut.commits or time <= hidden:
                raise too_short(f"不含 {span.name} 的全部提交。", f"it does not hold every commit of {span.name}")
            found.append(commit)
    return tuple(found)


def count(program: Program, span: Range) -> int:
    """How many commits of `old..new` the clone holds; what lies behind a cut is not among them.

    Raises:
        MissingObject: where a commit is absent.
    """
    answer = program.ask("rev-list", "--count", span.new.sha, f"^{span.old.sha}", "--")
    return int(answer.needed(Localized(f"{span.name} 的提交数", f"the number of commits of {span.name}")))


def carried_over(program: Program, span: Range) -> frozenset[Sha]:
    """Commits of the range whose very patch the older end holds already, under another id; merges are left out.

    So far as the clone can tell: where an object is absent, none.
    """
    asked = ("--no-merges", "--right-only", "--cherry-mark", f"{span.old.sha}...{span.new.sha}")
    answer = program.ask("rev-list", *asked, "--")
    marked = answer.out.decode("ascii").split("\n") if answer.code == 0 else []
    return frozenset(one[1:] for one in marked if one.startswith("="))


def ever_held(program: Program, cut: Cuts, sha: Sha, name: str) -> bool:
    """Whether a commit or one before it held a file of that name in any folder, on whatever branch it came.

    Raises:
        ShallowHistory: where the clone shows none and reaches not far enough to know.
        MissingObject: where a commit or tree is absent.
    """
    # Without the full history git follows of a merge only the parent that looks like it.
    asked = ("--full-history", "--max-count=1", sha, "--", f":(top,glob)**/{name}")
    what = Localized(f"{sha} 的历史", f"the history of {sha}")
    if program.ask("rev-list", *asked).needed(what).strip():
        return True
    if cut.newest_behind(program, sha) >= 0:
        raise too_short(f"无法判断其历史中有无 {name}。", f"it cannot tell whether its history held {name}")
    return False


def recent_subjects(program: Program, sha: str, count: int) -> tuple[str, ...]:
    """First lines of the newest commits, as far as the clone reaches."""
    answer = program.ask("log", "-z", f"--max-count={count}", "--encoding=UTF-8", "--format=%s", sha, "--")
    words = answer.needed(Localized("最近的提交", "the newest commits"))
    return tuple(text(subject) for subject in words.split(b"\0") if subject)


def _records(program: Program, span: Range, paths: tuple[str, ...]) -> Generator[bytes]:
    # Nobody who writes a message can know the token, so no message can pretend to be two commits.
    token = os.urandom(8).hex()
    road = (span.new.sha, f"^{span.old.sha}") if span.old.sha else (span.new.sha,)
    order = ("--topo-order",) if paths else ()
    below = tuple(f":(top,literal){path}" for path in paths)
    pattern = f"--format=tformat:{token}{'%x00'.join(_FIELDS)}"
    with program.stream("-c", "log.showRoot=true", "log", *_SWITCHES, *order, pattern, *road, "--", *below) as stream:
        yield from stream.records(
            token.encode("ascii"), Localized(f"{span.name} 的历史", f"the history of {span.name}")
        )


def _commit(record: bytes) -> tuple[Commit, int]:
    """One commit and its committer time in seconds."""
    sha, parents, time, name, mail, when, subject, body, *files = record.split(b"\0")
    words = text(body).strip("\n")
    commit = Commit(
        sha=sha.decode("ascii"),
        parents=tuple(parents.decode("ascii").split()),
        author=text(name),
        author_mail=text(mail),
        when=iso(when.decode("ascii")),
        subject=text(subject),
        body=words,
        trailers=trailers(words),
        files=tuple(sorted(file_changes(files), key=lambda change: change.path)),
    )
    return commit, int(time)


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """No garbage collection while many values are made that all stay: it would look at each of them again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
