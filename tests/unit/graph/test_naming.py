"""Naming rules, one row each: what is stated, and what is said of it."""

import pytest

from medtrace.graph.naming import naming_problems
from medtrace.model.versions import NamingRule, VersionField
from medtrace.words import same

WHOLE = (
    VersionField("X", "1", 1, 9, same("major"), ("enhancement-major", "cyber-function-major")),
    VersionField("Y", "1", 0, 9, same("minor"), ("enhancement-minor", "cyber-function-minor")),
    VersionField("Z", "1", 0, 9, same("corrective"), ("corrective", "cyber-patch")),
)


@pytest.mark.parametrize(
    ("fields", "ai", "codes"),
    [
        (WHOLE, False, []),
        (WHOLE, True, ["naming-type-uncovered"] * 3),
        ((), False, ["naming-rule-absent"]),
        (WHOLE[:2], False, ["naming-type-uncovered"] * 2),
        ((*WHOLE, VersionField("W", "1", 0, 9, same("w"), ("corrective",))), False, ["naming-type-twice"]),
        (
            (VersionField("X", "1", 1, 9, same("all"), (*WHOLE[0].covers, *WHOLE[1].covers)), WHOLE[2]),
            False,
            ["naming-field-mixed"],
        ),
        ((VersionField("X", covers=WHOLE[0].covers), *WHOLE[1:]), False, ["naming-field-incomplete"]),
    ],
)
@pytest.mark.requirement("REQ-055")
def test_naming_rule(fields: tuple[VersionField, ...], ai: bool, codes: list[str]) -> None:
    assert [one.code for one in naming_problems(NamingRule("v{X}.{Y}", fields), "trace.yaml", ai=ai)] == codes
