"""What looks like an item is told unless the revision defines its id elsewhere."""

import pytest

from medtrace.app.not_read import without_citing
from medtrace.model.items import Diagnostic, DiagnosticSeverity, Location
from medtrace.words import Localized

pytestmark = pytest.mark.requirement("REQ-025")


def a_problem(code: str, about: str, severity: DiagnosticSeverity = DiagnosticSeverity.NOTE) -> Diagnostic:
    return Diagnostic(code, severity, Localized("甲", "a"), Location("a.md", 1), about)


@pytest.mark.parametrize(
    ("problem", "told"),
    [
        (a_problem("item-not-read", "SRS-001"), False),
        (a_problem("item-not-read", "SRS-009"), True),
        (a_problem("header-missing", "SRS-001"), False),
        (a_problem("header-missing", "SRS-001 SRS-009"), True),
        (a_problem("header-missing", "SRS-001", DiagnosticSeverity.ERROR), True),
        (a_problem("header-missing", ""), True),
        (a_problem("target-not-read", "SRS-001"), True),
    ],
)
def test_a_note_about_an_id_that_stands_elsewhere_is_left_out(problem: Diagnostic, told: bool) -> None:
    assert without_citing([problem], {"SRS-001"}) == [problem] * told
