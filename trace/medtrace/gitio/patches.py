"""The lines that commits took away and brought in, all of them through one `git diff-tree --stdin`."""

from collections.abc import Iterable, Iterator

from medtrace.expressions import expression
from medtrace.gitio.process import Program
from medtrace.gitio.wording import text
from medtrace.model.history import Hunk, Patch
from medtrace.model.ids import Sha
from medtrace.words import Localized

# Plumbing reads no setting of how a diff looks; what the attributes of a repository could still change is said here.
_SWITCHES = (
    *("-r", "-p", "-U0", "--root", "--full-index", "--no-renames", "--no-color", "--no-ext-diff", "--no-textconv"),
    *("--diff-algorithm=myers", "--ignore-submodules=all", "-O/dev/null"),
)
_INDEX = expression(rb"index ([0-9a-f]{40,})\.\.([0-9a-f]{40,})")


def patches(program: Program, commits: Iterable[Sha], paths: Iterable[str]) -> dict[tuple[Sha, Sha], Patch]:
    """What each commit did to the paths, by the blob ids of both sides; an absent side is an empty id.

    Merges are left out, and a file that git calls binary has no lines.

    Raises:
        MissingObject: where a commit, tree or blob is absent.
    """
    fed = "".join(f"{sha}\n" for sha in commits).encode("ascii")
    below = tuple(f":(top,literal){path}" for path in paths)
    with program.stream("diff-tree", "--stdin", *_SWITCHES, "--", *below, feed=fed) as stream:
        records = stream.records(b"\ndiff --git ", Localized("各提交的行差异", "the lines of each commit"))
        return dict(_read(records))


def _read(records: Iterable[bytes]) -> Iterator[tuple[tuple[Sha, Sha], Patch]]:
    for record in records:
        head, *hunks = record.split(b"\n@@ ")
        found = _INDEX.search(head)
        if found:
            old, new = (side.decode("ascii") if side.strip(b"0") else "" for side in found.groups())
            yield (old, new), tuple(map(_hunk, hunks))


def _hunk(body: bytes) -> Hunk:
    lines = body.split(b"\n")[1:]
    gone, come = (tuple(text(one[1:]).strip() for one in lines if one[:1] == sign) for sign in (b"-", b"+"))
    return gone, come
