"""A changed file outside the component map is an open question of every row that looks at a tag."""

import pytest

from medtrace.model.project import Component, ComponentMap
from medtrace.model.verdict import Clause, RuleUse, Severity, Trigger
from medtrace.rules._unmapped import unmapped
from medtrace.words import same
from tests.support.changes import change_set

PARTS = ComponentMap((Component("qrs", same("qrs"), ("src/qrs.py",), tags=("core-algorithm",)),), ("docs/**",))


def a_row(*uses: RuleUse) -> Trigger:
    return Trigger(
        "P-04", same("x"), "core-algorithm", "perfective", Severity.MAJOR, Clause("G9", "1", "A"), rules=uses
    )


TAGGED = a_row(RuleUse("mapped-files", (("tag", "core-algorithm"),)))


@pytest.mark.parametrize(
    ("path", "row", "found"),
    [
        ("svc/alg.py", TAGGED, [("outside-the-map", "not-mapped", ["svc/alg.py"])]),
        ("src/qrs.py", TAGGED, []),
        ("docs/a.py", TAGGED, []),
        ("svc/alg.py", a_row(RuleUse("platform-values", (("facts", ("os-family",)),))), []),
        ("svc/alg.py", a_row(), []),
    ],
)
@pytest.mark.requirement("REQ-052", "REQ-054")
def test_unmapped(path: str, row: Trigger, found: list[tuple[str, str, list[str]]]) -> None:
    changes = change_set({path: "a = 1\n"}, {path: "a = 2\n"}, components=PARTS)
    hits = unmapped(changes, row)
    assert [(hit.subject, hit.unknown, [one.path for one in hit.evidence]) for hit in hits] == found
