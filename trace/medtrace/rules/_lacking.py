"""Changed files whose content is not at hand at one end: compared with nothing, and never shown as absent.

A clone made with a filter lacks blobs, and of a file that one end cannot give every rule would see "none → 0.55". So
both ends are withheld, and every row that would have looked into the file says that it did not.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from medtrace.model.change import ChangeSet, FileDelta
from medtrace.model.globs import any_of
from medtrace.model.snapshot import Blob, Snapshot
from medtrace.model.verdict import Confidence, Evidence, Hit, RuleUse, Trigger
from medtrace.rules._rule import Rule, Sight
from medtrace.words import Localized

SHOWN = 20
SUBJECT = "contents-not-at-hand"
OTHER_END = "other-end"
# Rules that look into changed files of a component whatever the options and globs of their row.
_LOOKING = frozenset(
    {
        "component-edges",
        "continual-learning",
        "decision-thresholds",
        "model-environment",
        "model-references",
        "processing-steps",
        "reference-data",
        "refactoring",
        "remote-control",
        "tool-versions",
        "training-data",
    },
)
_Node = tuple[int, str]


def without_half(changes: ChangeSet) -> ChangeSet:
    """The change set without the texts of files that only one end can give; a renamed file is followed."""
    lacking = {
        (side, blob.path)
        for side, end in enumerate((changes.before, changes.after))
        for blob in end.texts
        if blob.data is None
    }
    if not lacking:
        return changes
    reached = _reached(lacking, changes.files)
    before, after = (_withheld(end, side, reached) for side, end in enumerate((changes.before, changes.after)))
    return replace(changes, before=before, after=after)


def _reached(lacking: set[_Node], files: Iterable[FileDelta]) -> set[_Node]:
    """Every side of a file that is compared with one that is lacking, under the same path or its former one."""
    beside: dict[_Node, list[_Node]] = defaultdict(list)
    for file in files:
        beside[0, file.change.before_path].append((1, file.path))
        beside[1, file.path].append((0, file.change.before_path))
    reached, waiting = set(lacking), list(lacking)
    while waiting:
        side, path = waiting.pop()
        for other in ((1 - side, path), *beside.get((side, path), ())):
            if other not in reached:
                reached.add(other)
                waiting.append(other)
    return reached


def _withheld(end: Snapshot, side: int, reached: set[_Node]) -> Snapshot:
    texts = (
        replace(one, data=None, missing=one.missing or OTHER_END) if (side, one.path) in reached else one
        for one in end.texts
    )
    return replace(end, texts=tuple(texts))


def lacking_files(changes: ChangeSet) -> tuple[FileDelta, ...]:
    """Changed files of which an end cannot be read."""
    return tuple(file for file in changes.files if any(map(_is_lacking, changes.blobs(file))))


def absent_paths(changes: ChangeSet) -> Iterator[str]:
    """Changed files that the clone itself lacks at an end; a file that is too large is there."""
    for file in changes.once(lacking_files):
        if any(side is not None and side.missing == "missing" for side in changes.blobs(file)):
            yield file.path


def _is_lacking(side: Blob | None) -> bool:
    return side is not None and side.data is None


def not_at_hand(changes: ChangeSet, trigger: Trigger, rules: Mapping[str, Rule[object]]) -> Iterator[Hit]:
    """One hit for a row whose rules would have looked into a file that cannot be read."""
    lacking = changes.once(lacking_files)
    files = [file for file in lacking if any(_looks(use, rules[use.rule], file) for use in trigger.rules)]
    if files:
        yield Hit(
            subject=SUBJECT,
            summary=Localized(
                f"{len(files)} 个已变更文件的内容无法读取，未评估",
                f"changed files whose content cannot be read: {len(files)}, not assessed",
            ),
            evidence=tuple(Evidence(file.path, commits=changes.commits_touching(file.path)) for file in files[:SHOWN]),
            confidence=Confidence.UNASSESSABLE,
            unknown="not-readable",
        )


def _looks(use: RuleUse, rule: Rule[object], file: FileDelta) -> bool:
    """Whether a use of a rule would have looked into the file: by its tag, by its globs, or into any of the map."""
    paths = (file.path, file.change.before_path)
    if any(map(any_of(rule.reads).match, paths)):
        return True
    tags = {str(value) for name, value in use.options if name == "tag"}
    tags |= {str(one) for name, value in use.options if name == "tags" and isinstance(value, tuple) for one in value}
    if tags or rule.sees is Sight.TAGGED:
        return file.product and bool(tags & set(file.tags))
    return file.product and file.component is not None and use.rule in _LOOKING
