"""Folds findings into one verdict: the higher risk wins, and what is not known is named (G9 二(六)1, 八(二), 九(二)).

The order of the findings does not matter, one more never lowers the severity, and nothing looked at is never
nothing found: without a trigger table the route stays undecided.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TypeAlias

from medtrace.model.decision import NO_RULE
from medtrace.model.ids import natural_key
from medtrace.model.verdict import Confidence, Finding, Severity, Trigger, Unknown, Verdict
from medtrace.rules._versioning import Ends, expected_field, repairs_alone, version_findings

CATEGORIES = ("perfective", "adaptive", "corrective")
UNDECIDED = "undecided"
# Where a regime says no other: a severity that is not named is kept under the quality system.
_ROUTES = {"recall": "recall", "major": "change-registration"}
_KEPT = "quality-system"
NaturalKey: TypeAlias = tuple[tuple[int, int, str], ...]
_WAYS = ("initial-registration", "change-registration", "notice")
_LEADS = {"ai": "perfective"}  # algorithm updates are perfective ones


@dataclass(frozen=True, slots=True)
class Regime:
    """What the fold asks of a profile: the order of categories, and the route of a severity where it has its own."""

    categories: tuple[str, ...] = CATEGORIES
    routes: tuple[tuple[str, str], ...] = ()

    def route(self, severity: Severity) -> str:
        """The way to the authority once nothing is open."""
        return {**_ROUTES, **dict(self.routes)}.get(severity.value, _KEPT)


NMPA = Regime()


@dataclass(frozen=True, slots=True)
class Standing:
    """What people settled beside the findings: ticked rows that no rule serves; whether papers or words are missing.

    `records_unread`: somebody wrote a record that cannot be read, and what it says is not known.
    """

    ticked: frozenset[str] = frozenset()
    papers_missing: bool = False
    records_unread: bool = False

    @property
    def blocks(self) -> bool:
        """Whether no way to the authority can be named, whatever the findings say."""
        return self.papers_missing or self.records_unread


def _as_found(finding: Finding) -> Finding:
    return finding


def conclude(
    findings: tuple[Finding, ...],
    triggers: tuple[Trigger, ...],
    ends: Ends | None = None,
    *,
    regime: Regime = NMPA,
    decided: Callable[[Finding], Finding] = _as_found,
    standing: Standing | None = None,
) -> tuple[tuple[Finding, ...], Verdict]:
    """All findings, with those that hold the version against the others (V-02), in table order, and the verdict.

    `decided` puts people's decisions beside a finding.
    """
    ruled = tuple(map(decided, findings))
    late = map(decided, version_findings(ruled, triggers, ends or Ends()))
    whole = tuple(sorted((*ruled, *late), key=_place(triggers)))
    return whole, judge(whole, triggers, ends, regime=regime, standing=standing)


def judge(
    findings: tuple[Finding, ...],
    triggers: tuple[Trigger, ...],
    ends: Ends | None = None,
    *,
    regime: Regime = NMPA,
    standing: Standing | None = None,
) -> Verdict:
    """The verdict over the findings of one comparison, each as people decided it where they did.

    `ends` hold the versions of the two ends, or of the release tags nearest to them. `triggers` is the whole table:
    a row that no rule serves is a `no-rule` until people tick it.
    """
    standing, ends = standing or Standing(), ends or Ends()
    naming, old, new = ends.naming, ends.old, ends.new
    fired = tuple(sorted((one for one in findings if one.counts), key=_place(triggers)))
    unsure = repairs_alone(findings)
    category = "none" if unsure else _category(fired, regime.categories)
    field = "" if unsure else expected_field(fired, naming)
    found = Verdict(
        severity=_highest(one.weight for one in fired),
        category=category,
        report_form=category if category in regime.categories else "none",
        route=UNDECIDED,
        because=tuple(dict.fromkeys(one.id for one in fired if one.weight is not Severity.NONE)),
        unknown=_unknown(findings, triggers, standing),
        undecided=tuple(dict.fromkeys(one.id for one in sorted(findings, key=_place(triggers)) if not one.is_settled)),
        ways=tuple(sorted({one.trigger.route for one in fired if one.is_settled and one.trigger.route})),
        expected_version_field=field,
        actual_version_field=naming.moved_field(old, new) if naming and old and new else "",
        expected_version=naming.following(old, field) if naming and old and field else "",
    )
    return replace(found, route=_route(found, regime, blocked=standing.blocks or not triggers))


def worst(
    whole: Verdict,
    steps: tuple[Verdict, ...],
    *,
    regime: Regime = NMPA,
    standing: Standing | None = None,
) -> Verdict:
    """The verdict of a view: the highest of the end-to-end comparison and of every released step (contracts §5).

    What a step found and a later one took back is still in `because`. Where a step stands above the whole, the
    field and version that it called for are those of the view. A row ticked for the view is ticked for its steps.
    """
    standing = standing or Standing()
    verdicts = (whole, *steps)
    severity = _highest(one.severity for one in verdicts)
    leading = next(one for one in verdicts if one.severity is severity)
    category = _first((one.category for one in verdicts), regime.categories)
    unknown = dict.fromkeys(unknown for one in verdicts for unknown in one.unknown)
    found = replace(
        whole,
        severity=severity,
        category=category,
        report_form=category if category in regime.categories else "none",
        because=tuple(dict.fromkeys(id_ for one in verdicts for id_ in one.because)),
        unknown=tuple(one for one in unknown if one.why != NO_RULE or one.trigger not in standing.ticked),
        undecided=tuple(dict.fromkeys(id_ for one in verdicts for id_ in one.undecided)),
        ways=tuple(sorted({way for one in verdicts for way in one.ways})),
        expected_version_field=leading.expected_version_field,
        expected_version=leading.expected_version,
    )
    # With nothing of its own open the whole is still undecided where it was blocked.
    blocked = whole.route == UNDECIDED and not whole.unknown and not whole.undecided
    return replace(found, route=_route(found, regime, blocked=blocked or standing.blocks))


def _highest(severities: Iterable[Severity]) -> Severity:
    return max(severities, key=lambda one: one.rank, default=Severity.NONE)


def _place(triggers: tuple[Trigger, ...]) -> Callable[[Finding], tuple[int, str, NaturalKey, str, str]]:
    """Sorts findings by the place of their row in the table, then by subject."""
    rows = {trigger.id: number for number, trigger in enumerate(triggers)}

    def place(finding: Finding) -> tuple[int, str, NaturalKey, str, str]:
        row, hit = finding.trigger.id, finding.hit
        return (rows.get(row, len(rows)), row, natural_key(hit.subject), hit.confidence, hit.unknown)

    return place


def _category(fired: tuple[Finding, ...], categories: tuple[str, ...]) -> str:
    """Perfective before adaptive before corrective (G9 八(二), 九(二)); cybersecurity only where none did."""
    counted = (one for one in fired if one.weight.rank >= Severity.CORRECTIVE.rank)
    return _first((_LEADS.get(one.trigger.category, one.trigger.category) for one in counted), categories)


def _first(found: Iterable[str], categories: tuple[str, ...]) -> str:
    names = set(found)
    return next((name for name in (*categories, "cyber") if name in names), "none")


def _unknown(findings: tuple[Finding, ...], triggers: tuple[Trigger, ...], standing: Standing) -> tuple[Unknown, ...]:
    rows = (trigger.id for trigger in triggers if not trigger.is_answered)
    unticked = tuple(Unknown(row, NO_RULE) for row in rows if row not in standing.ticked)
    seen = tuple(
        Unknown(one.trigger.id, why, one.hit.subject)
        for one in sorted(findings, key=_place(triggers))
        for why in (_open_because(one),)
        if why
    )
    return tuple(dict.fromkeys((*seen, *unticked)))


def _open_because(finding: Finding) -> str:
    if finding.is_settled:
        return ""
    match finding.hit.confidence:
        case Confidence.UNASSESSABLE:
            return finding.hit.unknown or "not-readable"
        case Confidence.QUESTION:
            return finding.hit.unknown or "depends"
        case _:
            return "depends" if finding.severity is Severity.DEPENDS else ""


def _route(found: Verdict, regime: Regime, *, blocked: bool) -> str:
    """The way to the authority; a finding without a decision, or anything unknown, leaves it undecided."""
    if found.severity is Severity.RECALL:
        return regime.route(found.severity)
    if blocked or found.unknown or found.undecided or found.severity is Severity.DEPENDS:
        return UNDECIDED
    asked = {*found.ways, regime.route(found.severity)}
    return next((way for way in _WAYS if way in asked), regime.route(found.severity))
