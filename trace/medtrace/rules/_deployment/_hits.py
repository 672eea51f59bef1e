"""What the rules over deployment have in common: one question for all that is open, and what could not be read."""

from collections.abc import Iterator

from medtrace.model.change import ChangeSet
from medtrace.model.verdict import Confidence, Evidence, Hit
from medtrace.rules._deployment._ends import Ends, Step, evidence
from medtrace.words import Localized

MOST_SHOWN = 6
MOST_PIECES = 20


def fate(step: Step) -> Localized:
    """Whether the key came, went or differs; and under which name it came or went as well."""
    if step.renamed:
        old, new = (step.renamed, step.key) if step.after else (step.key, step.renamed)
        return Localized(f"更名 {old} → {new}", f"renamed {old} → {new}")
    if not step.before:
        return Localized(f"新增 {step.key}", f"added {step.key}")
    if not step.after:
        return Localized(f"删除 {step.key}", f"removed {step.key}")
    return Localized(f"{step.key} 取值变化", f"{step.key} differs")


def told_in(steps: tuple[Step, ...], names: dict[str, Localized]) -> Localized:
    """What differs, kind by kind; the two sides of a new name once."""
    ordered = [one for one in steps if not (one.renamed and one.before)]
    shown = [(names[one.name], fate(one)) for one in ordered[:MOST_SHOWN]]
    more = len(ordered) - len(shown)
    zh = "；".join(f"{name.zh}{what.zh}" for name, what in shown) + (f"；另有 {more} 项" if more else "")
    en = "; ".join(f"{name.en} {what.en}" for name, what in shown) + (f"; {more} more" if more else "")
    return Localized(zh, en)


def question(subject: str, asked: Localized, steps: tuple[Step, ...], changes: ChangeSet) -> Hit:
    """One question for all steps, each with its pieces of evidence."""
    pieces = tuple(piece for step in steps for piece in evidence(step, changes))
    return Hit(subject, asked, pieces[:MOST_PIECES], Confidence.QUESTION, unknown="depends")


def unread(ends: Ends, changes: ChangeSet, subject: str, what: Localized) -> Iterator[Hit]:
    """One hit for all files that cannot be read and are not equal at both ends; `what` was therefore not assessed."""
    reasons = dict((*ends.before.unread, *ends.after.unread))
    paths = [path for path in sorted(reasons) if not _is_untouched(path, changes)]
    if paths:
        more = len(paths) - 1
        beside = Localized(f"等 {len(paths)} 个文件", f" and {more} more") if more else Localized("", "")
        yield Hit(
            subject,
            Localized(
                f"{paths[0]} {beside.zh}无法读取，{what.zh}未评估",
                f"{paths[0]}{beside.en} cannot be read ({reasons[paths[0]]}): {what.en} not assessed",
            ),
            tuple(Evidence(path, 0, changes.commits_touching(path), "", reasons[path]) for path in paths[:MOST_PIECES]),
            Confidence.UNASSESSABLE,
            unknown="not-readable",
        )


def _is_untouched(path: str, changes: ChangeSet) -> bool:
    old, new = changes.before.blob_by_path.get(path), changes.after.blob_by_path.get(path)
    return bool(old and new and old.id == new.id)


def blind(subject: str, summary: Localized) -> Hit:
    """That neither end has anything that could be compared."""
    return Hit(subject, summary, confidence=Confidence.UNASSESSABLE, unknown="not-readable")
