"""Rows that no rule serves, as people ticked them: about what changed in a range, not about a finding.

The id of such a decision is `<trigger>-no-rule`. Its evidence is everything that differs between the two ends but the
records themselves, so that a tick never counts for another content. What was ticked since an older revision is ticked
for every shorter range up to the same end.
"""

import hashlib
from collections.abc import Iterator

from medtrace.model.change import ChangeSet
from medtrace.model.decision import NO_RULE
from medtrace.model.project import ControlledDocument
from medtrace.model.verdict import Confidence, Finding, Hit, Trigger
from medtrace.rules._decided import Court, ruled
from medtrace.words import Localized


def change_digest(changes: ChangeSet, papers: tuple[ControlledDocument, ...], folder: str) -> str:
    """SHA-256 over the changed files and the editions of controlled documents; `folder` holds the records."""
    rows = [
        f"{one.change.path}\0{one.change.old_blob}\0{one.change.new_blob}"
        for one in changes.files
        if not one.path.startswith(f"{folder}/")
    ]
    rows += [
        f"{one.kind}\0{one.baseline_edition}\0{one.baseline_sha256}\0{one.current_edition}\0{one.current_sha256}"
        for one in papers
    ]
    return hashlib.sha256("\x01".join(sorted(rows)).encode("utf-8", "surrogatepass")).hexdigest()


def row_id(trigger: str) -> str:
    """The id under which a row that no rule serves is decided."""
    return f"{trigger}-{NO_RULE}"


def row_finding(trigger: Trigger, digest: str) -> Finding:
    """A row that no rule serves, as what people decide about."""
    summary = Localized("该触发项没有自动规则，由人员判定", "no rule looks at this row: people decide")
    hit = Hit(NO_RULE, summary, confidence=Confidence.QUESTION, unknown=NO_RULE)
    return Finding(row_id(trigger.id), digest, trigger, trigger.severity, hit)


def decided_rows(triggers: tuple[Trigger, ...], digests: tuple[str, ...], court: Court) -> Iterator[Finding]:
    """The rows about which somebody wrote a record; `digests` are those that count here, the range's own first."""
    for trigger in triggers:
        if trigger.is_answered or not court.about(row_id(trigger.id)):
            continue
        found = [ruled(row_finding(trigger, digest), court) for digest in digests]
        yield next((one for one in found if one.is_settled), found[0])
