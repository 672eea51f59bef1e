"""Tags and branches: their names, the commits that tags name, and which releases lie on a road."""

from collections.abc import Callable

from medtrace.gitio.process import Program
from medtrace.gitio.shallow import Cuts, too_short
from medtrace.gitio.wording import text
from medtrace.model.descent import Descent
from medtrace.model.history import Tag
from medtrace.model.ids import Sha, natural_key
from medtrace.words import Localized

_TAG_FIELDS = (
    "refname:strip=2",
    "objecttype",
    "objectname",
    "*objecttype",
    "*objectname",
    "creatordate:iso-strict",
    "*committerdate:iso-strict",
)
_TAG_FORMAT = "%00".join(f"%({name})" for name in _TAG_FIELDS)
_TAGS = Localized("标签", "the tags")


def references(program: Program) -> tuple[str, ...]:
    """Short names of tags and branches, for the nearest-name hints of errors."""
    answer = program.ask("for-each-ref", "--format=%(refname:strip=2)", "refs/tags", "refs/heads", "refs/remotes")
    names = (text(line) for line in answer.out.splitlines())
    return tuple(sorted({name for name in names if not name.endswith("/HEAD")}, key=natural_key))


def tags(program: Program) -> tuple[Tag, ...]:
    """Every tag that names a commit, in natural order of names.

    Raises:
        MissingObject: where the object of a tag is absent.
    """
    answer = program.ask("for-each-ref", f"--format={_TAG_FORMAT}", "refs/tags")
    alone = answer.code and _is_partial(program)
    lines = _one_by_one(program) if alone else answer.needed(_TAGS).splitlines()
    found = (_tag(program, line) for line in lines)
    return tuple(sorted((tag for tag in found if tag), key=lambda tag: natural_key(tag.name)))


def releases_between(
    program: Program,
    cut: Cuts,
    old: Sha | None,
    new: Sha,
    names: Callable[[str], bool],
) -> tuple[Tag, ...]:
    """Release tags on the road from `old` (not included) to `new` (included), in topological order, oldest first.

    A release on a side branch that `new` does not contain is left out, and so is one that does not contain `old`.

    Raises:
        ShallowHistory: where the clone cannot know all commits of the road.
    """
    what = Localized(f"至 {new} 的历史", f"the history up to {new}")
    road = (new, f"^{old}") if old else (new,)
    if cut.commits and not cut.commits.isdisjoint(_listed(program, what, *road)):
        raise too_short("无法列出其间的全部发布版本。", "it cannot list every release on the way")
    chosen: dict[Sha, list[Tag]] = {}
    for tag in tags(program):
        if names(tag.name):
            chosen.setdefault(tag.sha, []).append(tag)
    path = ("--ancestry-path",) if old else ()
    shas = _listed(program, what, "--topo-order", "--reverse", *path, *road)
    return tuple(tag for sha in shas for tag in chosen.get(sha, ()))


def _listed(program: Program, what: Localized, *arguments: str) -> list[Sha]:
    return program.ask("rev-list", *arguments, "--").needed(what).decode("ascii").split()


def is_ancestor(program: Program, cut: Cuts, old: Sha, new: Sha) -> bool:
    """Whether `new` contains `old`.

    Raises:
        ShallowHistory: where `old` may lie behind a cut of this clone.
    """
    answer = program.ask("merge-base", "--is-ancestor", old, new)
    if answer.code == 0:
        return True
    if answer.code > 1:
        answer.needed(Localized(f"{old} 与 {new} 的关系", f"how {old} relates to {new}"))
    hidden = cut.newest_behind(program, new)
    if hidden >= 0 and _time(program, old) <= hidden:
        raise too_short(f"无法判断 {new} 是否包含 {old}。", f"it cannot tell whether {new} contains {old}")
    return False


def parents(program: Program, sha: Sha) -> Descent:
    """Every commit up to one with its parents.

    Raises:
        MissingObject: where a commit is absent.
    """
    answer = program.ask("rev-list", "--topo-order", "--parents", sha, "--")
    lines = answer.needed(Localized(f"{sha} 的历史", f"the history of {sha}")).decode("ascii").splitlines()
    return Descent(tuple((one, tuple(others)) for one, *others in map(str.split, lines)))


def _time(program: Program, sha: Sha) -> int:
    answer = program.ask("log", "-1", "--no-show-signature", "--no-color", "--format=%ct", sha, "--")
    return int(answer.needed(Localized(f"提交 {sha}", f"commit {sha}")))


def _is_partial(program: Program) -> bool:
    """Whether the clone left objects at a remote: then a tag of a blob may rightly be absent."""
    return program.ask("config", "--get-regexp", r"^(extensions\.partialclone|remote\..*\.promisor)$").code == 0


def _one_by_one(program: Program) -> list[bytes]:
    names = program.ask("for-each-ref", "--format=%(refname)", "refs/tags").out.splitlines()
    answers = (program.ask("for-each-ref", f"--format={_TAG_FORMAT}", text(name)) for name in names)
    return [line for answer in answers if not answer.code for line in answer.out.splitlines()]


def _tag(program: Program, line: bytes) -> Tag | None:
    name, kind, identity, inner_kind, inner, created, committed = (text(part) for part in line.split(b"\0"))
    annotated = kind == "tag"
    if inner_kind == "tag":  # a tag of a tag: git peels one layer here
        inner = program.ask("rev-parse", "--verify", "--quiet", f"{identity}^{{commit}}").line
        inner_kind = "commit" if inner else ""
    if "commit" not in {kind, inner_kind}:
        return None
    return Tag(name, inner if annotated else identity, iso(created or committed), annotated)


def iso(date: str) -> str:
    """A strict ISO 8601 date with its zone as numbers: gits differ on `Z`."""
    return f"{date[:-1]}+00:00" if date.endswith("Z") else date
