"""The version naming rule: tags in and out, and which field moved."""

import pytest

from medtrace.model.versions import NamingRule, VersionField

RULE = NamingRule(
    "v{X}.{Y}[.{Z}]",
    (
        VersionField("X", covers=("enhancement-major",)),
        VersionField("Y", covers=("enhancement-minor",), reset_on=("X",)),
        VersionField("Z", covers=("corrective",), reset_on=("X", "Y")),
        VersionField("B", covers=("build",)),
    ),
)


@pytest.mark.parametrize(
    ("tag", "numbers"),
    [
        ("v1.2", {"X": 1, "Y": 2, "Z": 0, "B": 0}),
        ("v1.2.3", {"X": 1, "Y": 2, "Z": 3, "B": 0}),
        ("v1.2.3-rc1", None),
        ("1.2", None),
        ("v1.2\n", None),
    ],
)
@pytest.mark.requirement("REQ-055")
def test_parse(tag: str, numbers: dict[str, int] | None) -> None:
    version = RULE.parse(tag)
    assert (dict(version.numbers) if version else None) == numbers


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("v1.2", "v1.3", "Y"),
        ("v1.2", "v2.0", "X"),
        ("v1.2", "v1.2.1", "Z"),
        ("v1.2", "v1.2.0", ""),
        ("v1.9", "v2.9", "X"),
    ],
)
@pytest.mark.requirement("REQ-055")
def test_moved_field(old: str, new: str, field: str) -> None:
    before, after = RULE.parse(old), RULE.parse(new)
    assert before
    assert after
    assert RULE.moved_field(before, after) == field


@pytest.mark.parametrize(
    ("old", "field", "tag"), [("v1.2.3", "X", "v2.0"), ("v1.2.3", "Y", "v1.3"), ("v1.2", "Z", "v1.2.1")]
)
@pytest.mark.requirement("REQ-055")
def test_following_tag_restarts_later_fields(old: str, field: str, tag: str) -> None:
    version = RULE.parse(old)
    assert version
    assert RULE.following(version, field) == tag


def test_release_version_ends_with_the_last_field_that_covers_a_major_update() -> None:
    assert RULE.release_fields == ("X",)
    mixed = NamingRule(
        "{X}.{Y}",
        (
            VersionField("X", covers=("enhancement-major",)),
            VersionField("Y", covers=("enhancement-minor", "ai-algorithm")),
        ),
    )
    assert mixed.release_fields == ("X", "Y")
    assert mixed.fields[1].is_mixed
