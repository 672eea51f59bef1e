"""What a component offers for others to choose: entries under a name, routes; all else of it is a question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medtrace.model.project import ComponentMap
from medtrace.rules.offered_functions import Options, offered_functions
from medtrace.syntax.offers import offers
from tests.support.changes import Content, change_set, component

pytestmark = pytest.mark.requirement("REQ-059")

MAP = ComponentMap((component("tools", "src/**", tags=("clinical-function",)),))

NAMES = [
    ("a.py", 'infers["sam_2d"] = Sam2InferTask(dimension=2)', ["sam_2d"]),
    ("a.py", 'TASKS = {"lung": lib.SegmentLung, "n": 3, "t": time.time()}', ["lung"]),
    ("a.py", 'def spleen(): pass\nTABLE = {"spleen": spleen, "other": other}', ["spleen"]),
    ("a.py", '@register("angle")\nclass Angle: pass', ["angle"]),
    ("a.py", 'data["path"] = Path("x")\ndata["size"] = len(x)', []),
    ("a.py", "def broken(", None),
    ("a.java", 'tools.put("angle", new AngleTool(view)); // put("x", new Y())', ["angle"]),
    ("a.java", 'parts.put("n", new ArrayList<>());', []),
    ("a.cpp", 'filters["median"] = std::make_unique<MedianFilter>();', ["median"]),
    ("a.cs", 'var t = new Dictionary<string, ITool> { { "ruler", new Ruler() } };', ["ruler"]),
    ("a.kt", 'val tools = mapOf("ruler" to Ruler())', ["ruler"]),
    ("a.ts", 'registerTool("roi", createRoi)', ["roi"]),
    ("a.sh", "tool=ruler", None),
]


@pytest.mark.parametrize(("path", "text", "expected"), NAMES)
def test_offers(path: str, text: str, expected: list[str] | None) -> None:
    found = offers(text, path)
    assert (None if found is None else [one.name for one in found]) == expected


@given(st.text(alphabet='ab"{}[](),:=> newABx\n', max_size=80))
def test_any_text_is_read(text: str) -> None:
    assert offers(text, "a.py") is None or offers(text, "a.cs") is not None


def told(before: dict[str, Content], after: dict[str, Content]) -> list[str]:
    hits = offered_functions.look(change_set(before, after, components=MAP), Options())
    return [f"{hit.subject} {hit.confidence.value}" for hit in hits]


ONE = 'tasks["lung"] = Lung()\n'
CASES: list[tuple[str, dict[str, Content], dict[str, Content], list[str]]] = [
    ("an entry is new", {"src/a.py": ONE}, {"src/a.py": ONE + 'tasks["liver"] = Liver()\n'}, ["tools likely"]),
    ("an entry is gone", {"src/a.py": ONE + 'tasks["liver"] = Liver()\n'}, {"src/a.py": ONE}, ["tools likely"]),
    ("an entry moved", {"src/a.py": ONE}, {"src/a.py": "", "src/b.py": ONE}, ["tools question"]),
    ("made of another class", {"src/a.py": ONE}, {"src/a.py": 'tasks["lung"] = Lung2()\n'}, ["tools question"]),
    ("a comment", {"src/a.py": ONE}, {"src/a.py": "# Lungs.\n" + ONE}, []),
    (
        "an entry and another file",
        {"src/a.py": "", "src/b.py": "x = 1\n"},
        {"src/a.py": ONE, "src/b.py": "x = 2\n"},
        ["tools likely", "tools:open question"],
    ),
    ("an option of a command line", {"src/a.py": ""}, {"src/a.py": 'p.add_argument("--test")\n'}, ["tools question"]),
    ("a route", {"src/a.py": ""}, {"src/a.py": '@app.get("/infer")\ndef infer(): pass\n'}, ["tools likely"]),
    ("a missing content", {"src/a.py": ONE}, {"src/a.py": None}, ["file:src/a.py unassessable"]),
]


@pytest.mark.parametrize(("before", "after", "expected"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_changes(before: dict[str, Content], after: dict[str, Content], expected: list[str]) -> None:
    assert told(before, after) == expected


def test_without_the_tag_nothing_was_assessed() -> None:
    (hit,) = offered_functions.look(change_set({}, {"a.py": ONE}), Options())
    assert (hit.confidence.value, hit.unknown) == ("unassessable", "not-mapped")


def test_evidence_names_both_sides() -> None:
    after: dict[str, Content] = {"src/a.py": "\n" + ONE + 'tasks["liver"] = Liver()\n'}
    (hit,) = offered_functions.look(change_set({"src/a.py": ONE}, after, components=MAP), Options())
    (seen,) = hit.evidence
    assert (seen.path, seen.line, seen.before, seen.after) == ("src/a.py", 3, "", "liver")
