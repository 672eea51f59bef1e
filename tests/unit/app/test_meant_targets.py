"""A target that was not read, with the id that was meant."""

import pytest

from medtrace.app.meant_targets import with_nearest
from medtrace.model.items import Diagnostic, DiagnosticSeverity
from medtrace.words import Localized

IDS = ("URS-001", "URS-002", "SRS-001", "TC-001")


@pytest.mark.requirement("REQ-031")
@pytest.mark.parametrize(
    ("word", "meant"),
    [("USR-001", "URS-001"), ("URS-1", "URS-001"), ("URS–002", "URS-002"), ("ＵＲＳ－００２", "URS-002"), ("XY-9", "")],
)
def test_the_nearest_id_is_named(word: str, meant: str) -> None:
    problem = Diagnostic("target-not-read", DiagnosticSeverity.WARNING, Localized("甲", "a"), about=word)
    other = Diagnostic("column-missing", DiagnosticSeverity.WARNING, Localized("乙", "b"), about=word)
    told, untouched = with_nearest((problem, other), IDS)
    assert told.message.en == (f"a; is {meant} meant?" if meant else "a")
    assert untouched is other
