"""The field that moved against the field that was called for, and a field that stands for too much."""

import pytest

from medtrace.model.verdict import Confidence, RuleUse, Severity, Trigger
from medtrace.model.versions import NamingRule, VersionField
from medtrace.rules._rule import NoOptions
from medtrace.rules._versioning import Ends, version_findings
from medtrace.rules.mixed_field import mixed_field
from medtrace.rules.version_field import version_field
from tests.support.changes import change_set
from tests.support.rows import NAMING, finding, row

pytestmark = pytest.mark.requirement("REQ-055")

V02 = row("V-02", Severity.NONE, "other", topic="versioning", rules=(RuleUse("version-field"),))
MAJOR = row("P-04")
MINOR = row("A-10", Severity.MINOR, "adaptive", topic="platform")
DEPENDS = row("A-16", Severity.DEPENDS, "adaptive", topic="platform")

CASES = [
    ("major under Y is too low", (MAJOR,), "v1.2", "v1.3", ("certain", "")),
    ("major under X fits", (MAJOR,), "v1.2", "v2.0", None),
    ("minor under Y fits", (MINOR,), "v1.2", "v1.3", None),
    ("minor under Z is too low", (MINOR,), "v1.2", "v1.2.1", ("certain", "")),
    ("minor under X may have another reason", (MINOR,), "v1.2", "v2.0", ("question", "depends")),
    ("nothing seen and X moved", (), "v1.2", "v2.0", ("question", "depends")),
    ("nothing seen and Y moved", (), "v1.2", "v1.3", None),
    ("depends waits for a person", (DEPENDS,), "v1.2", "v1.3", None),
    ("the same version", (MAJOR,), "v1.2", "v1.2", None),
    ("the newer end is no tag", (MAJOR,), "v1.2", "main", ("unassessable", "not-readable")),
    ("the older end is no tag", (MAJOR,), "abc", "v1.3", ("unassessable", "not-readable")),
]


@pytest.mark.parametrize(
    ("rows", "old", "new", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_version_field(rows: tuple[Trigger, ...], old: str, new: str, expected: tuple[str, str] | None) -> None:
    ends = Ends(NAMING, NAMING.parse(old), NAMING.parse(new))
    found = version_findings(tuple(finding(one) for one in rows), (V02, *rows), ends)
    told = [(one.hit.confidence.value, one.hit.unknown) for one in found]
    assert told == ([expected] if expected else [])


def test_the_mismatch_names_the_version_that_was_due() -> None:
    ends = Ends(NAMING, NAMING.parse("v1.2"), NAMING.parse("v1.3"))
    (found,) = version_findings((finding(MAJOR),), (V02,), ends)
    assert "v2.0" in found.hit.summary.zh
    assert found.hit.summary.en == "v1.2 became v1.3 and moved field Y; the naming rule calls for X (v2.0)"


@pytest.mark.parametrize("naming", [None, NamingRule("v{X}.{Y}")], ids=["no rule", "a pattern without fields"])
def test_without_a_naming_rule_nothing_was_compared(naming: NamingRule | None) -> None:
    (found,) = version_findings((finding(MAJOR),), (V02,), Ends(naming))
    assert (found.hit.confidence, found.hit.unknown) == (Confidence.UNASSESSABLE, "not-mapped")


def test_the_rule_itself_yields_nothing() -> None:
    assert not list(version_field.look(change_set({}, {}, naming=NAMING), NoOptions()))


MIXED = NamingRule(
    "v{X}.{Y}.{Z}",
    (
        VersionField("X", covers=("enhancement-major",)),
        VersionField("Y", covers=("enhancement-minor", "ai-algorithm")),
        VersionField("Z", covers=("corrective",)),
    ),
)


@pytest.mark.parametrize(
    ("naming", "tags", "expected"),
    [
        (MIXED, "v{X}.{Y}[.{Z}]", [("field:Y", "certain")]),
        (MIXED, "release-{X}.{Y}.{Z}", [("version", "unassessable")]),
        (NAMING, "v{X}.{Y}[.{Z}]", []),
        (None, "", []),
    ],
    ids=["the mixed field moved", "an end is no tag", "no mixed field", "no rule"],
)
def test_mixed_field(naming: NamingRule | None, tags: str, expected: list[tuple[str, str]]) -> None:
    # The change set of the tests goes from v1.2 to v1.3.
    rule = NamingRule(tags, naming.fields) if naming else None
    found = mixed_field.look(change_set({}, {}, naming=rule), NoOptions())
    assert [(one.subject, one.confidence.value) for one in found] == expected


def test_a_mixed_field_that_did_not_move_is_silent() -> None:
    swapped = NamingRule("v{Z}.{X}", (VersionField("Z"), VersionField("X"), MIXED.fields[1]))
    assert not list(mixed_field.look(change_set({}, {}, naming=swapped), NoOptions()))
