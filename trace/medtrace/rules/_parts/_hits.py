"""What is said of components that differ: one hit for each that fires, one for each group of lesser changes."""

from collections.abc import Iterator
from itertools import groupby

from medtrace.model.change import ChangeSet
from medtrace.model.ids import natural_key
from medtrace.model.verdict import Confidence, Evidence, Hit
from medtrace.rules._parts._algorithm_libraries import computes
from medtrace.rules._parts._compare import OF_THE_TREE, PartChange
from medtrace.rules._parts._distance import is_early
from medtrace.rules._parts._ends import End
from medtrace.rules._parts._part import Declared
from medtrace.words import Localized

MOST_PIECES = 20
SHOWN = 5
_LIKELY = frozenset({"vendored", "binary"})
_STEPS = frozenset({"minor", "patch", "pre-release", "unknown"})
_WORDS = {
    "added": Localized("新增现成软件组件", "off-the-shelf component added"),
    "removed": Localized("删除现成软件组件", "off-the-shelf component removed"),
    "major": Localized("现成软件组件主版本变化", "major version of an off-the-shelf component changed"),
    "minor": Localized("现成软件组件次版本变化", "minor version of an off-the-shelf component changed"),
    "patch": Localized("现成软件组件补丁版本变化", "patch version of an off-the-shelf component changed"),
    "pre-release": Localized("现成软件组件预发布版本变化", "pre-release version of an off-the-shelf component changed"),
    "unknown": Localized("现成软件组件内容或版本变化", "content or version of an off-the-shelf component changed"),
}


def single(one: PartChange, ends: tuple[End, End], changes: ChangeSet) -> Hit:
    """The hit of one declared component; a question where one end may merely not have said it."""
    ecosystem = one.key[0]
    # Of the tree, none before is no manifest that was missing.
    sure = ecosystem in OF_THE_TREE or all(ecosystem in end.ecosystems for end in ends)
    surest = Confidence.LIKELY if one.origin == "lock" or ecosystem in _LIKELY else Confidence.CERTAIN
    return _hit(one, changes, surest if sure else Confidence.QUESTION)


def _hit(one: PartChange, changes: ChangeSet, confidence: Confidence) -> Hit:
    ecosystem, name = one.key
    words, said = _WORDS[one.kind], " → ".join(filter(None, (one.old, one.new)))
    return Hit(
        subject=f"component:{ecosystem}:{name}",
        summary=Localized(f"{words.zh}：{name}（{ecosystem}，{said}）", f"{words.en}: {name} ({ecosystem}, {said})"),
        evidence=tuple(_piece(place, one, changes) for place in one.places),
        confidence=confidence,
        conditions=(f"distance-{one.kind}",),
        unknown="" if confidence.fires else "depends",
    )


def _piece(place: Declared, one: PartChange, changes: ChangeSet) -> Evidence:
    """What the same file says of the component at both ends."""
    old, new = one.old, one.new
    if one.kind not in {"added", "removed"}:
        there = dict.fromkeys(was.part.version for was in one.was if was.path == place.path and was.part.version)
        old, new = ", ".join(there) or one.old, place.part.version or one.new
    inner = _inner(place, changes) if one.key[0] == "vendored" else ()
    commits = changes.commits_touching(place.path, *inner)
    return Evidence(inner[0] if inner else place.path, place.part.line, commits, old, new)


def _inner(place: Declared, changes: ChangeSet) -> tuple[str, ...]:
    """The changed files of a folder of other people's source."""
    found = (path for file in changes.files for path in (file.path, file.change.before_path))
    return tuple(sorted({path for path in found if path.startswith(f"{place.path}/")}, key=natural_key))


def grouped(kind: str, found: tuple[PartChange, ...], changes: ChangeSet) -> Iterator[Hit]:
    """One hit for each ecosystem in which versions lie this far apart; a pre-release counts with the patches."""
    kinds = {kind, "pre-release"} if kind == "patch" else {kind}
    wanted = (one for one in found if one.kind in kinds)
    for ecosystem, group in groupby(sorted(wanted, key=lambda one: one.key[0]), key=lambda one: one.key[0]):
        yield _group(f"components:{ecosystem}", _WORDS[kind], tuple(group), changes)


def questions(found: tuple[PartChange, ...], changes: ChangeSet) -> Iterator[Hit]:
    """What a person must judge: libraries of an algorithm one by one, the rest by ecosystem and kind."""
    computing = tuple(one for one in found if one.kind in _STEPS and computes(one.name))
    for one in computing:
        yield _of_algorithm(_hit(one, changes, Confidence.QUESTION))
    rest = tuple(one for one in found if one not in computing)
    for ecosystem in sorted({one.key[0] for one in rest}):
        here = tuple(one for one in rest if one.key[0] == ecosystem)
        open_ = tuple(one for one in here if one.direct and one.kind in {"minor", "unknown"})
        if open_:
            yield _question(_group(f"components:{ecosystem}:open", _MINOR, open_, changes))
        carried = tuple(one for one in here if not one.direct and one.kind in {"added", "removed", "major", "unknown"})
        if carried:
            yield _question(_group(f"components:{ecosystem}:carried", _CARRIED, carried, changes))


_MINOR = Localized(
    "现成软件组件的次版本（或无法比较的版本）变化，是否影响安全有效性待判定",
    "minor or incomparable versions of off-the-shelf components changed, the effect is open",
)
_CARRIED = Localized(
    "间接依赖的现成软件组件有增减或主版本变化，是否影响安全有效性待判定",
    "components that came with declared ones were added, removed or are of another major version, the effect is open",
)


def _of_algorithm(hit: Hit) -> Hit:
    """Numbers and pixels may differ at any distance until outputs were compared."""
    return Hit(
        subject=hit.subject,
        summary=Localized(
            f"{hit.summary.zh}；属数值、影像或推理库，引用输出一致性比对记录前待判定",
            f"{hit.summary.en}; a numerical, imaging or inference library: open until a comparison of outputs is cited",
        ),
        evidence=hit.evidence,
        confidence=Confidence.QUESTION,
        conditions=hit.conditions,
        unknown="depends",
    )


def _question(hit: Hit) -> Hit:
    return Hit(hit.subject, hit.summary, hit.evidence, Confidence.QUESTION, unknown="depends")


def _group(subject: str, words: Localized, group: tuple[PartChange, ...], changes: ChangeSet) -> Hit:
    """One hit for many: the first are named with their versions, twenty have evidence, all are counted."""
    shown = [_told(one) for one in group[:SHOWN]]
    more = len(group) - len(shown)
    zh, en = "、".join(shown), ", ".join(shown)
    return Hit(
        subject=subject,
        summary=Localized(
            f"{words.zh}：{zh}{f' 等 {len(group)} 个' if more else ''}",
            f"{words.en}: {en}{f' and {more} more' if more else ''}",
        ),
        evidence=tuple(_piece(one.places[0], one, changes) for one in group[:MOST_PIECES] if one.places),
        confidence=Confidence.CERTAIN,
        conditions=tuple(sorted({f"distance-{one.kind}" for one in group})),
    )


def _told(one: PartChange) -> str:
    early = " (0.x)" if one.kind == "minor" and is_early(one.old) else ""
    return f"{one.name} {' → '.join(filter(None, (one.old, one.new)))}{early}".strip()


def unread(before: End, after: End, changes: ChangeSet) -> Iterator[Hit]:
    """One hit for each manifest or lock file that could not be read and is not equal at both ends."""
    for path in sorted({*before.unread, *after.unread}):
        old, new = changes.before.blob_by_path.get(path), changes.after.blob_by_path.get(path)
        if old and new and old.id == new.id:
            continue
        reason = after.unread.get(path) or before.unread[path]
        yield Hit(
            subject=f"manifest:{path}",
            summary=Localized(
                f"清单文件 {path} 无法读取，其中的现成软件组件未评估",
                f"The manifest {path} cannot be read ({reason}): its components were not assessed",
            ),
            evidence=(Evidence(path, 0, changes.commits_touching(path)),),
            confidence=Confidence.UNASSESSABLE,
            unknown="not-readable",
        )


def blind() -> Hit:
    """The hit of two ends without any manifest: nothing was compared, which is not the same as nothing changed."""
    return Hit(
        subject="components",
        summary=Localized(
            "两端均未读到任何现成软件组件的清单，现成软件未评估",
            "Neither end declares components in a manifest that is read: off-the-shelf software was not assessed",
        ),
        confidence=Confidence.UNASSESSABLE,
        unknown="not-readable",
    )
