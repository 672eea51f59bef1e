"""Suspect links: the target changed in meaning after the source last did, and nobody has said that the link holds.

The idea is Doorstop's, which keeps a fingerprint of the parent in every child; here git itself is the memory, so that
no requirement file has to be touched. A link made after the change, or a source changed with or after it, is no
suspect: somebody had the newer text before them.
"""

from collections.abc import Iterable, Iterator, Mapping

from medtrace.model.items import Diagnostic, DiagnosticSeverity, ItemKind, Link, LinkKind, content_digest
from medtrace.model.review import DIGEST_SHOWN, Review, ReviewOutcome, Suspect, TargetChange
from medtrace.model.snapshot import Snapshot
from medtrace.words import Localized

# A mention claims nothing, and a result belongs to one version of its test.
_CLAIM_NOTHING = frozenset({LinkKind.MENTIONS, LinkKind.RESULT_OF})
_PASSING = frozenset({ItemKind.TEST_RESULT, ItemKind.TEST_EXECUTION})


def claims(snapshot: Snapshot) -> tuple[Link, ...]:
    """The links that may become suspect: each pair once, both ends in the revision."""
    found: dict[tuple[str, str], Link] = {}
    for link in snapshot.links:
        target, source = snapshot.item_by_id.get(link.target), snapshot.item_by_id.get(link.source)
        there = source is not None or link.source in snapshot.entry_by_path
        passing = source is not None and source.kind in _PASSING
        if target and there and not passing and link.kind not in _CLAIM_NOTHING and link.source != link.target:
            found.setdefault((link.source, link.target), link)
    return tuple(found.values())


def digest_of(snapshot: Snapshot, name: str) -> str:
    """What an item or a file says, as a digest; empty where the revision holds neither. A test says what it does."""
    item = snapshot.item_by_id.get(name)
    if item:
        code = item.attribute("code")
        return (content_digest(item.digest, code) if code else item.digest)[:DIGEST_SHOWN]
    entry = snapshot.entry_by_path.get(name)
    return entry.id[:DIGEST_SHOWN] if entry else ""


def suspects(snapshot: Snapshot, changes: Mapping[str, TargetChange], reviews: Iterable[Review]) -> Iterator[Suspect]:
    """Every suspect link of a revision.

    `changes` names the newest change of each target that was ever changed; `reviews` come in the order in which they
    were written: of those about the present texts the last counts.
    """
    written: dict[tuple[str, str], list[Review]] = {}
    for review in reviews:
        written.setdefault((review.source, review.target), []).append(review)
    for link in claims(snapshot):
        change = changes.get(link.target)
        now = digest_of(snapshot, link.source), digest_of(snapshot, link.target)
        if change is None or link.source in change.followed:
            continue
        about = written.get((link.source, link.target), [])
        last = next((one for one in reversed(about) if (one.source_digest, one.target_digest) == now), None)
        if last is None or last.outcome is not ReviewOutcome.CONFIRMED:
            yield Suspect(link, change, *now, last or (about[-1] if about else None))


def suspect_problem(suspect: Suspect) -> Diagnostic:
    """A suspect link as a gap, with the commit that made it one and the record that no longer counts."""
    link, change = suspect.link, suspect.change
    zh = (
        f"{link.source} → {link.target} 待复核：{link.target} 在提交 {change.commit[:10]}（{change.when[:10]}）中修改，"
    )
    zh += f"{link.source} 此后未修改"
    en = f"{link.source} → {link.target} is suspect: {link.target} changed in {change.commit[:10]} "
    en += f"({change.when[:10]}), {link.source} has not changed since"
    review = suspect.review
    if review:
        same = (review.source_digest, review.target_digest) == (suspect.source_digest, suspect.target_digest)
        still_open = same and review.outcome is ReviewOutcome.OPEN
        zh += f"；{review.by} 的复核记录{'结论为待修改' if still_open else '针对其他内容'}（{review.location}）"
        en += f"; the review by {review.by} {'asks for a change' if still_open else 'is about other texts'}"
        en += f" ({review.location})"
    return Diagnostic("suspect-link", DiagnosticSeverity.WARNING, Localized(zh, en), link.location)


def review_problems(snapshot: Snapshot, reviews: Iterable[Review]) -> Iterator[Diagnostic]:
    """Records about a link that the revision does not hold."""
    known = {(link.source, link.target) for link in claims(snapshot)}
    for review in reviews:
        if (review.source, review.target) not in known:
            words = Localized(
                f"复核记录所述的链接 {review.source} → {review.target} 在本版本中不存在",
                f"the review is about {review.source} → {review.target}, a link that this revision does not hold",
            )
            yield Diagnostic("review-without-link", DiagnosticSeverity.NOTE, words, review.location)
