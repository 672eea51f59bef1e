"""What stands in the texts of items: standards, figures of performance; and members of enumerations in code."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medtrace.model.project import ComponentMap
from medtrace.rules import cited_standards as standards
from medtrace.rules import named_states as states
from medtrace.rules import performance_figures as figures
from tests.support.changes import Content, change_set, component
from tests.support.item_changes import item, items_changed

pytestmark = pytest.mark.requirement("REQ-059")


def cited(before: str, after: str) -> list[str]:
    ends = ((item("S-1", "requirement", text),) for text in (before, after))
    return [hit.subject for hit in standards.cited_standards.look(items_changed(*ends), standards.Options())]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("按 GB/T 42062-2022", "按 GB/T 42062-2022 和 YY 9706.108", ["standard:YY 9706.108"]),
        ("IEC 62304", "IEC 62304 applies", []),
        ("ISO 14971:2007", "ISO 14971:2019", ["standard:ISO 14971:2007", "standard:ISO 14971:2019"]),
        ("ISO/IEC 27001", "", ["standard:ISO/IEC 27001"]),
        ("ISOLATE 12345", "MISO 14971", ["standards"]),
    ],
)
def test_standards(before: str, after: str, expected: list[str]) -> None:
    assert cited(before, after) == expected


OPTIONS = figures.Options(units=("ms", "秒", "s", "%", "并发"))


def figured(before: str, after: str) -> list[tuple[str, str]]:
    ends = ((item("S-1", "requirement", text),) for text in (before, after))
    hits = figures.performance_figures.look(items_changed(*ends), OPTIONS)
    return [(one.before, one.after) for hit in hits for one in hit.evidence]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("应在 3 秒内显示", "应在 2 秒内显示", [("3 秒", "2 秒")]),
        ("within 300ms", "within 300 ms, always", []),
        ("灵敏度不低于 95.0%", "灵敏度不低于 97.0%", [("95.0 %", "97.0 %")]),
        ("5 samples", "6 samples", []),
        ("应显示", "应在 2 秒内显示", [("", "2 秒")]),
    ],
)
def test_figures(before: str, after: str, expected: list[tuple[str, str]]) -> None:
    assert figured(before, after) == expected


def test_without_figures_nothing_was_assessed() -> None:
    (hit,) = figures.performance_figures.look(items_changed((), (item("S-1", "requirement", "应显示"),)), OPTIONS)
    assert (hit.confidence.value, hit.unknown) == ("unassessable", "not-mapped")


@given(st.text(alphabet="IECSOGBT/ -:.0123456789 ms%\n", max_size=60))
def test_any_text_against_itself_says_nothing(text: str) -> None:
    assert not {"standard", "figures"} & {one.partition(":")[0] for one in cited(text, text)}
    assert figured(text, text) == []


MAP = ComponentMap((component("pump", "src/**", tags=("clinical-function",)), component("log", "log/**")))
STATES = states.Options(names=("mode", "state"))


def members(before: dict[str, Content], after: dict[str, Content]) -> list[tuple[str, str]]:
    hits = states.named_states.look(change_set(before, after, components=MAP), STATES)
    return [(one.before, one.after) for hit in hits for one in hit.evidence]


def enum(name: str, *names: str) -> str:
    return f"enum {name} {{ {', '.join(names)} }}\n"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            {"src/a.java": enum("PumpMode", "OFF")},
            {"src/a.java": enum("PumpMode", "OFF", "BOLUS")},
            [("", "PumpMode.BOLUS")],
        ),
        ({"src/a.java": enum("PumpMode", "A", "B")}, {"src/a.java": enum("PumpMode", "A")}, [("PumpMode.B", "")]),
        ({"src/a.java": enum("PumpMode", "A")}, {"src/a.java": "", "src/b.java": enum("PumpMode", "A")}, []),
        ({"src/a.java": enum("Colour", "RED")}, {"src/a.java": enum("Colour", "RED", "BLUE")}, []),
        ({"log/a.java": enum("LogMode", "A")}, {"log/a.java": enum("LogMode", "A", "B")}, []),
        (
            {"src/a.py": "class PumpState(Enum):\n    OFF = 0\n"},
            {"src/a.py": "class PumpState(Enum):\n    OFF = 0\n    ON = 1\n"},
            [("", "PumpState.ON")],
        ),
    ],
    ids=["added", "removed", "moved", "another word", "another unit", "python"],
)
def test_states(before: dict[str, Content], after: dict[str, Content], expected: list[tuple[str, str]]) -> None:
    assert members(before, after) == expected
