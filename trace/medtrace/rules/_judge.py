"""Folds findings into one verdict: the higher risk wins, and what is not known is named (G9 二(六)1, 八(二), 九(二)).

The order of the findings does not matter, one more never lowers the severity, and nothing looked at is never
nothing found: without a trigger table the route stays undecided.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TypeAlias

from medtrace.model.ids import natural_key
from medtrace.model.verdict import Confidence, Finding, Severity, Trigger, Unknown, Verdict
from medtrace.model.versions import NamingRule, Version
from medtrace.rules._versioning import Ends, expected_field, version_findings

CATEGORIES = ("perfective", "adaptive", "corrective")
UNDECIDED = "undecided"
# Where a regime says no other: a severity that is not named is kept under the quality system.
_ROUTES = {"recall": "recall", "major": "change-registration"}
_KEPT = "quality-system"
NaturalKey: TypeAlias = tuple[tuple[int, int, str], ...]
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


def conclude(
    findings: tuple[Finding, ...],
    triggers: tuple[Trigger, ...],
    *,
    regime: Regime = NMPA,
    naming: NamingRule | None = None,
    old: Version | None = None,
    new: Version | None = None,
) -> tuple[tuple[Finding, ...], Verdict]:
    """All findings, with those that hold the version against the others (V-02), in table order, and the verdict."""
    late = version_findings(findings, triggers, Ends(naming, old, new))
    whole = tuple(sorted((*findings, *late), key=_place(triggers)))
    return whole, judge(whole, triggers, regime=regime, naming=naming, old=old, new=new)


def judge(
    findings: tuple[Finding, ...],
    triggers: tuple[Trigger, ...],
    *,
    regime: Regime = NMPA,
    naming: NamingRule | None = None,
    old: Version | None = None,
    new: Version | None = None,
) -> Verdict:
    """The verdict over the findings of one comparison.

    `old` and `new` are the versions of the two ends, or of the release tags nearest to them; None where there is
    none. `triggers` is the whole table: a row that no rule serves is a standing `no-rule`.
    """
    fired = tuple(sorted((one for one in findings if one.fires), key=_place(triggers)))
    severity = _highest(one.severity for one in fired)
    category = _category(fired, regime.categories)
    unknown = _unknown(findings, triggers)
    field = expected_field(fired, naming)
    return Verdict(
        severity=severity,
        category=category,
        report_form=category if category in regime.categories else "none",
        route=_route(severity, regime, is_open=bool(unknown or findings or not triggers)),
        because=tuple(dict.fromkeys(one.id for one in fired if one.severity is not Severity.NONE)),
        unknown=unknown,
        expected_version_field=field,
        actual_version_field=naming.moved_field(old, new) if naming and old and new else "",
        expected_version=naming.following(old, field) if naming and old and field else "",
    )


def worst(whole: Verdict, steps: tuple[Verdict, ...], *, regime: Regime = NMPA) -> Verdict:
    """The verdict of a view: the highest of the end-to-end comparison and of every released step (contracts §5).

    What a step found and a later one took back is still in `because`. Where a step stands above the whole, the
    field and version that it called for are those of the view.
    """
    verdicts = (whole, *steps)
    severity = _highest(one.severity for one in verdicts)
    leading = next(one for one in verdicts if one.severity is severity)
    category = _first((one.category for one in verdicts), regime.categories)
    return replace(
        whole,
        severity=severity,
        category=category,
        report_form=category if category in regime.categories else "none",
        route=_route(severity, regime, is_open=any(one.route == UNDECIDED for one in verdicts)),
        because=tuple(dict.fromkeys(id_ for one in verdicts for id_ in one.because)),
        unknown=tuple(dict.fromkeys(unknown for one in verdicts for unknown in one.unknown)),
        expected_version_field=leading.expected_version_field,
        expected_version=leading.expected_version,
    )


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
    counted = (one for one in fired if one.severity.rank >= Severity.CORRECTIVE.rank)
    return _first((_LEADS.get(one.trigger.category, one.trigger.category) for one in counted), categories)


def _first(found: Iterable[str], categories: tuple[str, ...]) -> str:
    names = set(found)
    return next((name for name in (*categories, "cyber") if name in names), "none")


def _unknown(findings: tuple[Finding, ...], triggers: tuple[Trigger, ...]) -> tuple[Unknown, ...]:
    standing = tuple(Unknown(trigger.id, "no-rule") for trigger in triggers if not trigger.is_answered)
    seen = tuple(
        Unknown(one.trigger.id, why, one.hit.subject)
        for one in sorted(findings, key=_place(triggers))
        for why in (_open_because(one),)
        if why
    )
    return tuple(dict.fromkeys((*seen, *standing)))


def _open_because(finding: Finding) -> str:
    match finding.hit.confidence:
        case Confidence.UNASSESSABLE:
            return finding.hit.unknown or "not-readable"
        case Confidence.QUESTION:
            return finding.hit.unknown or "depends"
        case _:
            return "depends" if finding.severity is Severity.DEPENDS else ""


def _route(severity: Severity, regime: Regime, *, is_open: bool) -> str:
    """The way to the authority; a finding without a decision, or anything unknown, leaves it undecided."""
    return UNDECIDED if is_open and severity is not Severity.RECALL else regime.route(severity)
