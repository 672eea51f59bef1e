"""Rows that no rule serves, as people ticked them: about what changed in a range, not about a finding.

The id of such a decision is `<trigger>-no-rule`. Its evidence is everything that differs between the two ends but the
records themselves, so that a tick never counts for another content. It goes on counting where its subject stands: what
differs in the units of the row's topic and in files of no unit, as far as that means something (comments and layout do
not), and the editions of controlled documents; where no unit is of the topic, all product files and items. A
declaration, which ticks rows of many topics, has its evidence alone.
What was ticked since an older revision is ticked for every shorter range up to the same end.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from medtrace.model.change import ChangeSet, FileDelta
from medtrace.model.decision import NO_RULE
from medtrace.model.ids import Sha
from medtrace.model.project import ControlledDocument
from medtrace.model.snapshot import Blob
from medtrace.model.verdict import Confidence, Finding, Hit, Trigger
from medtrace.rules._decided import Court, ruled
from medtrace.syntax.meaning import said
from medtrace.words import Localized

AT_A_TIME = 200
Blobs: TypeAlias = Callable[[Iterable[tuple[str, Sha]]], tuple[Blob, ...]]


@dataclass(frozen=True)
class Content:
    """What differs in a range, as rows are decided on it; `folder` holds the records, `blobs` reads contents."""

    changes: ChangeSet
    papers: tuple[ControlledDocument, ...]
    folder: str
    blobs: Blobs

    @cached_property
    def whole(self) -> str:
        """SHA-256 over every changed file and the editions of controlled documents."""
        files = (one for one in self.changes.files if not one.path.startswith(f"{self.folder}/"))
        rows = (f"{one.change.path}\0{one.change.old_blob}\0{one.change.new_blob}" for one in files)
        return _digest([*rows, *self._editions()])

    def of(self, trigger: Trigger) -> str:
        """SHA-256 over the subject of a row."""
        rows = [row for one in self.changes.files if self._is_about(one, trigger.topic) for row in self._meant(one)]
        if trigger.topic not in self.changes.components.known_tags:
            rows += [
                f"{one.item.id}\0{one.before.digest if one.before else ''}\0{one.after.digest if one.after else ''}"
                for one in self.changes.items
            ]
        return _digest([trigger.topic, *rows, *self._editions()])

    def _is_about(self, file: FileDelta, topic: str) -> bool:
        """Whether a product file is of the topic, may be, or stands for a topic that no unit of the map has."""
        known, paths = self.changes.components, (file.path, file.change.before_path)
        if file.path.startswith(f"{self.folder}/") or not any(map(known.is_product, paths)):
            return False
        tags = frozenset(tag for path in paths for tag in known.tags(path))
        return topic not in known.known_tags or topic in tags or not any(map(known.owners, paths))

    def _meant(self, file: FileDelta) -> Iterator[str]:
        """The two ends of a file by what they mean; nothing where they mean the same."""
        change = file.change
        ends = ((change.before_path, change.old_blob), (change.path, change.new_blob))
        old, new = (self._meanings.get(end, "") for end in ends)
        if old != new or change.before_path != change.path:
            yield f"{change.path}\0{old}\0{new}"

    @cached_property
    def _meanings(self) -> dict[tuple[str, Sha], str]:
        """What both ends of every changed product file mean, by path and blob id; a part of them read at a time."""
        known = self.changes.components
        changed = [one.change for one in self.changes.files]
        ends = [(one.before_path, one.old_blob) for one in changed] + [(one.path, one.new_blob) for one in changed]
        wanted = sorted({(path, id_) for path, id_ in ends if id_ and known.is_product(path)})
        parts = (wanted[start : start + AT_A_TIME] for start in range(0, len(wanted), AT_A_TIME))
        return {end: _meaning(*end, blob) for part in parts for end, blob in zip(part, self.blobs(part), strict=True)}

    def _editions(self) -> list[str]:
        return [
            f"{one.kind}\0{one.baseline_edition}\0{one.baseline_sha256}\0{one.current_edition}\0{one.current_sha256}"
            for one in self.papers
        ]


def _meaning(path: str, id_: Sha, blob: Blob) -> str:
    if blob.data is None or blob.is_binary:
        return id_
    return hashlib.sha256(said(blob.decode().text, path).encode("utf-8", "surrogatepass")).hexdigest()


def _digest(rows: Iterable[str]) -> str:
    return hashlib.sha256("\x01".join(sorted(rows)).encode("utf-8", "surrogatepass")).hexdigest()


def row_id(trigger: str) -> str:
    """The id under which a row that no rule serves is decided."""
    return f"{trigger}-{NO_RULE}"


def row_finding(trigger: Trigger, digest: str) -> Finding:
    """A row that no rule serves, as what people decide about."""
    summary = Localized("该触发项没有自动规则，由人员判定", "no rule looks at this row: people decide")
    hit = Hit(NO_RULE, summary, confidence=Confidence.QUESTION, unknown=NO_RULE)
    return Finding(row_id(trigger.id), digest, trigger, trigger.severity, hit)


def decided_rows(triggers: tuple[Trigger, ...], contents: tuple[Content, ...], court: Court) -> Iterator[Finding]:
    """The rows about which somebody wrote a record; `contents` are those that count here, the range's own first."""
    for trigger in triggers:
        if trigger.is_answered or not court.about(row_id(trigger.id)):
            continue
        found = [ruled(row_finding(trigger, digest), court) for digest in _digests(trigger, contents, court)]
        yield next((one for one in found if one.is_settled), found[0])


def _digests(trigger: Trigger, contents: tuple[Content, ...], court: Court) -> tuple[str, ...]:
    """The evidence that counts here: that of the contents, then that of decisions whose subject still stands."""
    about = [one.decision for one in court.about(row_id(trigger.id))]
    subjects = {one.of(trigger) for one in contents} if any(one.decided_against.subject for one in about) else set()
    standing = [one.evidence_digest for one in about if one.decided_against.subject in subjects]
    return tuple(dict.fromkeys([*(one.whole for one in contents), *standing]))
