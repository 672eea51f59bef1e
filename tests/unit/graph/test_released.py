"""Release tags, a row each: what the rule says, and what is said of the tags."""

import pytest

from medtrace.graph.naming import naming_problems
from medtrace.graph.released import release_problems
from medtrace.model.versions import ModuleVersion, NamingRule, VersionField
from medtrace.words import Localized, same

pytestmark = pytest.mark.requirement("REQ-055")

FIELDS = (
    VersionField("X", "1", 1, 9, same("major"), ("enhancement-major", "cyber-function-major")),
    VersionField("Y", "1-2", 0, 12, same("minor"), ("enhancement-minor", "cyber-function-minor"), ("X",)),
    VersionField("Z", "1", 0, 9, same("corrective"), ("corrective", "cyber-patch"), ("X", "Y")),
)
NEW_FUNCTIONS = VersionField("Y", "1", 0, 9, Localized("新增功能", "new function"))
RULE = NamingRule("v{X}.{Y}.{Z}", FIELDS)


def told(*released: str, others: tuple[str, ...] = (), apart: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
    """Codes and first words of what is said; tags of `apart` contain nothing."""
    found = release_problems(RULE, released, others, lambda _, new: new not in apart, "trace.yaml")
    return [(one.code, one.message.en.split(" ")[0].rstrip(":")) for one in found]


@pytest.mark.parametrize(
    ("released", "expected"),
    [
        (("v1.0.0", "v1.1.0", "v2.0.0"), []),
        (("v1.0.0", "v0.9.0"), [("naming-range-exceeded", "v0.9.0"), ("naming-not-growing", "v0.9.0")]),
        (("v1.0.0", "v1.13.0"), [("naming-range-exceeded", "v1.13.0")]),
        (("v1.0.0", "v01.1.0"), [("naming-range-exceeded", "v01.1.0")]),
        (("v1.1.0", "v1.1.0"), [("naming-not-growing", "v1.1.0")]),
        (("v1.2.0", "v2.2.0"), [("naming-not-restarted", "v1.2.0")]),
        (("v1.2.3", "v2.1.1"), [("naming-not-restarted", "v1.2.3"), ("naming-not-restarted", "v1.2.3")]),
        (("v1.0.0", "v1.12.0"), [("naming-range-ends", "field")]),
    ],
)
def test_tags_are_held_against_the_rule(released: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    assert told(*released) == expected


def test_a_release_branch_beside_the_road_may_be_lower() -> None:
    assert told("v1.0.0", "v2.0.0", "v1.1.0", apart=frozenset({"v1.1.0"})) == []


def test_tags_that_look_like_versions_are_named_and_others_are_not() -> None:
    found = release_problems(RULE, ("v1.0.0",), ("v1.1", "nightly", "rel-2.0"), lambda *_: True, "trace.yaml")
    assert [(one.code, one.message.en.partition(": ")[2]) for one in found] == [("naming-tag-unread", "v1.1, rel-2.0")]


@pytest.mark.parametrize(
    ("tags", "fields", "expected"),
    [
        ("v{major}.{minor}.{patch}", (), "major.minor"),
        (
            "v{X}.{Y}.{Z}",
            (FIELDS[0], VersionField("Y", "1", 0, 9, Localized("新增功能", "new function")), FIELDS[2]),
            "X.Y",
        ),
        ("v{X}.{Y}.{Z}", FIELDS, None),
        ("v{X}.{Y}", (), None),
    ],
)
def test_semantic_versioning_is_recognised(tags: str, fields: tuple[VersionField, ...], expected: str | None) -> None:
    found = [
        one for one in naming_problems(NamingRule(tags, fields), "t", ai=False) if one.code == "naming-rule-semver"
    ]
    assert [one.message.en.rsplit(" ", 1)[1] for one in found] == ([expected] if expected else [])


def test_a_mixed_field_says_what_the_release_version_becomes() -> None:
    mixed = VersionField("Y", "1", 0, 9, same("m"), ("enhancement-major", "enhancement-minor"))
    found = naming_problems(NamingRule("v{X}.{Y}", (FIELDS[0], mixed)), "t", ai=False)
    assert [one.message.en for one in found if one.code == "naming-field-mixed"] == [
        "field Y stands for major and other updates: it counts as major, so the release version is X.Y"
    ]


def test_a_module_states_its_rule_and_its_relation() -> None:
    module = ModuleVersion("viewer", "a.toml", r'version = "(.+)"', rule=same("A.B"))
    found = naming_problems(NamingRule("v{X}.{Y}.{Z}", FIELDS, (module,)), "t", ai=False)
    assert [one.message.en for one in found] == [
        "module viewer is versioned apart and does not state its relation to the software's version"
    ]
    assert module.version('[p]\nversion = "2.3"\n') == "2.3"
    assert module.version("none") == ""
