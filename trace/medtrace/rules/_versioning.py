"""The version against the naming rule: which field an update moves, and whether the tag moved that one (V-02).

This needs what the other rows found, so no plain rule can see it: `version_field.py` holds the manual and yields
nothing, and `conclude` in `_judge.py` asks here after the fold.

Facts used: release version unchanged and full version changed means only minor updates, release version changed means
a major one, in both directions (G9 二(七)); a mismatch calls for corrective and preventive action (G9 footnote 8).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.model.ids import Sha
from medtrace.model.verdict import Confidence, Evidence, Finding, Hit, Severity, Trigger
from medtrace.model.versions import NamingRule, Version
from medtrace.rules._engine import stamp
from medtrace.words import Localized

RULE = "version-field"
TOPIC = "versioning"
_ENHANCING = frozenset({"perfective", "adaptive", "cyber", "ai"})

# What a finding of a severity moves: kinds of update by category ("" for the rest); the first that the rule covers.
_KINDS: dict[Severity, dict[str, tuple[str, ...]]] = {
    Severity.MAJOR: {
        "ai": ("ai-algorithm", "ai-data-significant", "enhancement-major"),
        "cyber": ("cyber-function-major", "enhancement-major"),
        "": ("enhancement-major",),
    },
    Severity.MINOR: {
        "ai": ("ai-data-nonsignificant", "enhancement-minor"),
        "cyber": ("cyber-function-minor", "enhancement-minor"),
        "corrective": ("corrective",),
        "": ("enhancement-minor",),
    },
    Severity.CORRECTIVE: {"cyber": ("cyber-patch", "corrective"), "": ("corrective",)},
    Severity.BUILD: {"": ("build",)},
}


@dataclass(frozen=True, slots=True)
class Ends:
    """The naming rule and the versions of both ends, or of the release tags nearest to them.

    `place` is where the rule stands, path and line; `commits` is the one that carries the newer version.
    """

    naming: NamingRule | None = None
    old: Version | None = None
    new: Version | None = None
    place: tuple[str, int] = ("trace.yaml", 1)
    commits: tuple[Sha, ...] = ()

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Both tags, at the rule that says what they mean."""
        old, new = (one.tag if one else "" for one in (self.old, self.new))
        return (Evidence(*self.place, self.commits, old, new),)


def asks_for_version(triggers: tuple[Trigger, ...]) -> bool:
    """Whether a regime ties the version to the kind of update at all: one of its rows asks for this check."""
    return any(use.rule == RULE for trigger in triggers for use in trigger.rules)


def version_findings(findings: tuple[Finding, ...], triggers: tuple[Trigger, ...], ends: Ends) -> tuple[Finding, ...]:
    """Findings of the rows that ask for the version check, given what the other rows found."""
    rows = tuple(trigger for trigger in triggers if any(use.rule == RULE for use in trigger.rules))
    fired = tuple(finding for finding in findings if finding.counts)
    unsure = repairs_alone(findings)
    return tuple(stamp(row, hit) for row in rows for hit in _look(fired, ends, unsure=unsure))


def repairs_alone(findings: tuple[Finding, ...]) -> bool:
    """Whether nothing but repairs counts while an enhancement is asked: together they are one (G9 二(六)1).

    Neither the category nor the field of the version is known then.
    """
    fired = [one for one in findings if one.counts and one.trigger.topic != TOPIC and one.weight is not Severity.NONE]
    asked = (one for one in findings if one.hit.confidence is Confidence.QUESTION and not one.is_settled)
    repairs = bool(fired) and all(one.trigger.category == "corrective" for one in fired)
    return repairs and any(one.trigger.category in _ENHANCING for one in asked)


def expected_field(fired: tuple[Finding, ...], naming: NamingRule | None) -> str:
    """The field that the findings call for: the most significant one of any of them.

    Empty without a naming rule, where nothing fired, for a recall (it stands outside the naming rule), and while a
    `depends` is the highest: a person must say first whether it is major or minor.
    """
    highest = _highest(fired)
    if naming is None or highest in {Severity.NONE, Severity.DEPENDS, Severity.RECALL}:
        return ""
    fields = {_field(one, naming) for one in fired if one.trigger.topic != TOPIC}
    return next((name for name in naming.field_names if name in fields), "")


def _highest(fired: tuple[Finding, ...]) -> Severity:
    counted = (one.weight for one in fired if one.trigger.topic != TOPIC)
    return max(counted, key=lambda one: one.rank, default=Severity.NONE)


def _field(finding: Finding, naming: NamingRule) -> str:
    by_category = _KINDS.get(finding.weight, {})
    kinds = by_category.get(finding.trigger.category, by_category.get("", ()))
    return next((field for field in map(naming.field_for, kinds) if field), "")


def _look(fired: tuple[Finding, ...], ends: Ends, *, unsure: bool) -> Iterator[Hit]:
    """At most one hit: the field that moved is another than the one called for, or nothing could be compared."""
    naming, old, new = ends.naming, ends.old, ends.new
    if naming is None or not naming.fields:
        yield _unassessable(_NO_RULE, "not-mapped")
    elif old is None or new is None:
        yield _unassessable(_NO_TAG, "not-readable")
    else:
        expected, actual = "" if unsure else expected_field(fired, naming), naming.moved_field(old, new)
        if expected and actual and expected != actual:
            yield _mismatch(naming, ends, (old, new), expected)
        elif _highest(fired) is Severity.NONE and actual in naming.release_fields:
            yield _unexplained(ends, (old, new), actual)


_NO_RULE = Localized(
    "配置中没有写明字段的版本命名规则，未核对版本变更",
    "The configuration has no version naming rule with fields: the change of version was not checked",
)
_NO_TAG = Localized(
    "范围两端没有符合命名规则的发布标签，未核对版本变更",
    "The ends of the range carry no release tags that the naming rule can read: the version was not checked",
)


def _mismatch(naming: NamingRule, ends: Ends, versions: tuple[Version, Version], expected: str) -> Hit:
    old, new = versions
    actual, following = naming.moved_field(old, new), naming.following(old, expected)
    too_low = naming.field_names.index(actual) > naming.field_names.index(expected)
    return Hit(
        subject="version",
        summary=Localized(
            f"版本由 {old.tag} 变为 {new.tag}，变动的字段为 {actual}；按命名规则应变动 {expected}（即 {following}）",
            f"{old.tag} became {new.tag} and moved field {actual}; the naming rule calls for {expected} ({following})",
        ),
        evidence=ends.evidence,
        # A field above the one called for may be explained by a change that no rule can see.
        confidence=Confidence.CERTAIN if too_low else Confidence.QUESTION,
        unknown="" if too_low else "depends",
    )


def _unexplained(ends: Ends, versions: tuple[Version, Version], actual: str) -> Hit:
    old, new = versions
    return Hit(
        subject="version",
        summary=Localized(
            f"版本由 {old.tag} 变为 {new.tag}，发布版本字段 {actual} 变动，但未检出相应的重大更新",
            f"{old.tag} became {new.tag}: field {actual} of the release version moved, no major update was detected",
        ),
        evidence=ends.evidence,
        confidence=Confidence.QUESTION,
        unknown="depends",
    )


def _unassessable(summary: Localized, why: str) -> Hit:
    return Hit(subject="version", summary=summary, confidence=Confidence.UNASSESSABLE, unknown=why)
