"""Names of revisions and ranges, as git reads them; an unknown one is explained and never taken for an option."""

from difflib import get_close_matches

from medtrace.errors import EvidenceError, MissingObject, TraceError, UnknownRevision, UsageError
from medtrace.expressions import expression
from medtrace.gitio.process import Program
from medtrace.gitio.references import references
from medtrace.gitio.shallow import too_short
from medtrace.model.ids import Range, Revision, Sha
from medtrace.words import Localized

_ID = expression(r"[0-9a-f]{40,}")
_UNUSABLE = expression(r"[\x00-\x1f\x7f]|^\^|^$")
_FORM = Localized("请写作 A..B、A.. 或 A...B。", "write A..B, A.. or A...B")


def is_range(words: str) -> bool:
    """Whether the words are meant as a range and not as one revision."""
    return ".." in words


def resolve(program: Program, name: str, *, shallow: bool) -> Revision:
    """The commit that a name stands for: a tag, branch, id or any expression of git.

    Raises:
        UnknownRevision: where git does not know it; the hint names the nearest tags and branches.
        ShallowHistory: where a shallow clone may lack it.
        MissingObject: where the name is known and its commit absent.
        EvidenceError: where the repository has no commit yet.
    """
    if not _UNUSABLE.search(name):
        found = _verified(program, f"{name}^{{commit}}")
        if found:
            return Revision(name, found)
    raise _unresolved(program, name, shallow=shallow)


def head(program: Program) -> Revision | None:
    """The commit of HEAD, None where the branch has no commit yet."""
    found = _verified(program, "HEAD^{commit}")
    return Revision("HEAD", found) if found else None


def is_other_object(program: Program, name: str) -> bool:
    """Whether a name stands for a file or a folder, as the tag of a blob does; False where the object is absent."""
    found = _verified(program, f"{name}^{{}}") if not _UNUSABLE.search(name) else ""
    return bool(found) and program.ask("cat-file", "-t", found).line in {"blob", "tree"}


def resolve_range(program: Program, words: str, *, shallow: bool) -> Range:
    """Two revisions: `A..B`, `A..` (up to HEAD), `..B` (from HEAD), `A...B` (from the merge base, as `git diff` does).

    Raises:
        UsageError: where the words are no range.
        EvidenceError: as `resolve`; also where `A...B` have no common ancestor.
    """
    separator = "..." if "..." in words else ".."
    left, _, right = words.partition(separator)
    if not is_range(words) or words == separator or ".." in right or right.startswith(".") or " " in words.strip():
        raise UsageError(Localized(f"不是版本范围：{words}", f"not a range of revisions: {words}"), hint=_FORM)
    old = resolve(program, left.strip() or "HEAD", shallow=shallow)
    new = resolve(program, right.strip() or "HEAD", shallow=shallow)
    base = _merge_base(program, old, new, shallow=shallow)
    if separator == "..":
        return Range(old, new, base)
    if not base:
        raise EvidenceError(
            Localized(f"{old.name} 与 {new.name} 没有共同祖先。", f"{old.name} and {new.name} share no commit"),
            hint=Localized("请改用 A..B 比较两端。", "compare the two ends with A..B"),
        )
    return Range(Revision(base[:12], base), new, base)


def _merge_base(program: Program, old: Revision, new: Revision, *, shallow: bool) -> Sha:
    answer = program.ask("merge-base", old.sha, new.sha)
    if answer.code > 1:
        answer.needed(Localized(f"{old.name} 与 {new.name} 的历史", f"the history of {old.name} and {new.name}"))
    if shallow and not answer.line:
        raise too_short(
            f"无法判断 {old.name} 与 {new.name} 是否有共同祖先。",
            f"it cannot tell whether {old.name} and {new.name} share a commit",
        )
    return answer.line


def _verified(program: Program, expression: str) -> Sha:
    answer = program.ask("rev-parse", "--verify", "--quiet", "--end-of-options", expression)
    return answer.line if not answer.code and _ID.fullmatch(answer.line) else ""


def _unresolved(program: Program, name: str, *, shallow: bool) -> TraceError:
    """Why a name stands for no commit."""
    usable = not _UNUSABLE.search(name)
    target = _verified(program, name) if usable and not _ID.fullmatch(name) else ""
    if target:
        return _no_commit(program, name, target)
    names = references(program)
    if not names and not _verified(program, "HEAD"):
        return EvidenceError(
            Localized("仓库中还没有任何提交。", "the repository has no commit yet"),
            hint=Localized("请先提交，再进行追溯。", "commit something first"),
        )
    if shallow and usable:
        return too_short(f"其中没有“{name}”。", f"'{name}' is not in it")
    return UnknownRevision(
        Localized(f"git 中没有名为“{name}”的提交、标签或分支。", f"git knows no commit, tag or branch '{name}'"),
        hint=_nearest(name, names),
    )


def _no_commit(program: Program, name: str, target: Sha) -> TraceError:
    kind = program.ask("cat-file", "-t", f"{target}^{{}}").line
    if kind:
        return UnknownRevision(
            Localized(f"“{name}”不是提交，而是 {kind} 对象。", f"'{name}' is no commit but a {kind}"),
            hint=Localized("请给出提交、标签或分支。", "give a commit, a tag or a branch"),
        )
    return MissingObject(
        Localized(f"此克隆缺少“{name}”所指的对象 {target}。", f"this clone lacks the object {target} of '{name}'"),
        hint=Localized("请执行 git fetch --tags，或改用完整克隆。", "run git fetch --tags, or use a full clone"),
    )


def _nearest(name: str, names: tuple[str, ...]) -> Localized:
    near = get_close_matches(name, names, n=3, cutoff=0.6)
    if near:
        return Localized(f"最接近的名称：{'、'.join(near)}", f"nearest names: {', '.join(near)}")
    return Localized(
        "请用 git tag 和 git branch -a 查看名称；缺少标签时执行 git fetch --tags。",
        "see git tag and git branch -a; fetch absent tags with git fetch --tags",
    )
