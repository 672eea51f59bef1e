"""Runs the rules of a table and stamps what they see: every row, every rule, no verdict without all of them."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import TypeAlias

from medtrace.model.change import ChangeSet
from medtrace.model.ids import natural_key
from medtrace.model.verdict import Confidence, Evidence, Finding, Hit, RuleUse, Severity, Trigger
from medtrace.rules._completed import completed
from medtrace.rules._lacking import not_at_hand
from medtrace.rules._left_unread import RULE, left_unread, looked_at
from medtrace.rules._rule import Rule
from medtrace.rules._unmapped import unmapped

OptionsOf: TypeAlias = Callable[[RuleUse], object]
_SURENESS = tuple(Confidence)


def apply_triggers(
    triggers: tuple[Trigger, ...], rules: Mapping[str, Rule[object]], options: OptionsOf, changes: ChangeSet
) -> tuple[Finding, ...]:
    """Findings of every row, in the order of the table and then of the subject.

    `options` turns a use of a rule into its options object. Hits of several rules of one row about one subject are
    one finding. A rule that raises is a fault of ours and ends the run: there is no verdict without all rules.

    Raises:
        KeyError: a row names a rule that was not handed in.
    """
    found: list[Finding] = []
    for trigger in triggers:
        hits = (hit for use in trigger.rules for hit in rules[use.rule].look(changes, options(use)))
        beside = chain(unmapped(changes, trigger), not_at_hand(changes, trigger, rules))
        found.extend(stamp(trigger, completed(hit, changes)) for hit in _by_subject(chain(hits, beside)))
    return tuple(chain.from_iterable(_with_unread(triggers, tuple(found), changes)))


def _with_unread(
    triggers: tuple[Trigger, ...], found: tuple[Finding, ...], changes: ChangeSet
) -> Iterator[Iterable[Finding]]:
    """The findings row by row, and where a row asks for it, what none of them speaks of."""
    for trigger in triggers:
        yield (one for one in found if one.trigger.id == trigger.id)
        if any(use.rule == RULE for use in trigger.rules):
            yield (stamp(trigger, hit) for hit in left_unread(changes, found, looked_at(triggers)))


def stamp(trigger: Trigger, hit: Hit) -> Finding:
    """The finding that a row makes of a hit: its stable id, the digest of what was seen, its severity."""
    return Finding(
        id=finding_id(trigger, hit.subject),
        evidence_digest=evidence_digest(hit.evidence),
        trigger=trigger,
        severity=_severity(trigger, hit),
        hit=hit,
    )


def finding_id(trigger: Trigger, subject: str) -> str:
    """`<trigger>-<8 hex of SHA-256 over topic and subject>`: the same in every range that sees the subject."""
    digest = hashlib.sha256(f"{trigger.topic}\0{subject}".encode()).hexdigest()
    return f"{trigger.id}-{digest[:8]}"


def evidence_digest(evidence: tuple[Evidence, ...]) -> str:
    """SHA-256 over path, before and after of each piece; neither lines nor commits, which move without meaning."""
    pieces = sorted(f"{one.path}\0{one.before}\0{one.after}" for one in evidence)
    return hashlib.sha256("\x01".join(pieces).encode("utf-8", "surrogatepass")).hexdigest()


def _severity(trigger: Trigger, hit: Hit) -> Severity:
    escalated = (one.severity for one in trigger.escalate_if if one.when in hit.conditions)
    return max((trigger.severity, *escalated), key=lambda one: one.rank)


def _by_subject(hits: Iterator[Hit]) -> tuple[Hit, ...]:
    subjects: dict[str, Hit] = {}
    for hit in hits:
        known = subjects.get(hit.subject)
        subjects[hit.subject] = hit if known is None else _merged(known, hit)
    return tuple(subjects[subject] for subject in sorted(subjects, key=natural_key))


def _merged(one: Hit, other: Hit) -> Hit:
    surer, weaker = sorted((one, other), key=lambda hit: _SURENESS.index(hit.confidence))
    return replace(
        surer,
        evidence=tuple(dict.fromkeys((*surer.evidence, *weaker.evidence))),
        items=tuple(sorted({*surer.items, *weaker.items}, key=natural_key)),
        conditions=tuple(sorted({*surer.conditions, *weaker.conditions})),
        unknown=surer.unknown or ("" if surer.confidence.fires else weaker.unknown),
    )
