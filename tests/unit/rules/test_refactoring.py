"""Code that was written anew and does the same is told by the class of its unit; numbers alone are a question."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from medtrace.model.project import ComponentMap
from medtrace.model.verdict import Hit
from medtrace.rules.refactoring import Options, refactoring
from tests.support.changes import change_set, component

pytestmark = pytest.mark.requirement("REQ-052")

MAP = ComponentMap(
    (
        replace(component("alarm", "src/alarm/**"), safety_class="严重"),
        replace(component("view", "src/view/**"), safety_class="轻微"),
        component("other", "src/other/**"),
    ),
    not_product=("**/tests/**",),
)
OLD = "def f(x):\n    y = x + 1\n    return y\n"
RENAMED = "def f(x):\n    total = x + 1\n    return total\n"
PAIR, TURNED = f"{OLD}def g():\n    return 2\n", f"def g():\n    return 2\n{OLD}"


def looked(
    before: Mapping[str, str], after: Mapping[str, str], options: Options, renames: Mapping[str, str] | None = None
) -> list[Hit]:
    changes = change_set(before, after, components=MAP, renames=renames)
    return list(refactoring.look(changes, options))


SERIOUS, MINOR = Options(("严重", "")), Options(("轻微", "中等"), ask=False)
CASES = [
    ("a name, serious", "src/alarm/a.py", OLD, RENAMED, SERIOUS, [("alarm", "question", "depends")]),
    ("a name, class not stated", "src/other/a.py", OLD, RENAMED, SERIOUS, [("other", "question", "depends")]),
    ("a name, minor", "src/view/a.py", OLD, RENAMED, MINOR, [("view", "certain", "")]),
    (
        "a parameter that a caller may name, minor",
        "src/view/a.py",
        OLD,
        OLD.replace("x", "z"),
        MINOR,
        [("view", "question", "depends")],
    ),
    ("a name, of another class", "src/view/a.py", OLD, RENAMED, SERIOUS, []),
    ("another order", "src/alarm/a.py", PAIR, TURNED, SERIOUS, [("alarm", "question", "depends")]),
    ("another behaviour", "src/alarm/a.py", OLD, OLD.replace("1", "2"), SERIOUS, []),
    ("another behaviour, minor", "src/view/a.py", OLD, OLD.replace("1", "2"), MINOR, []),
    ("a comment", "src/alarm/a.py", OLD, f"# why\n{OLD}", SERIOUS, []),
    ("layout", "src/alarm/a.py", OLD, OLD.replace("x + 1", "(x+1)"), SERIOUS, []),
    ("a test", "src/alarm/tests/a.py", OLD, RENAMED, SERIOUS, []),
]


@pytest.mark.parametrize(
    ("path", "before", "after", "options", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_restructuring(
    path: str, before: str, after: str, options: Options, expected: list[tuple[str, str, str]]
) -> None:
    hits = looked({path: before}, {path: after}, options)
    assert [(one.subject, one.confidence.value, one.unknown) for one in hits] == expected


def test_what_was_restructured_is_told() -> None:
    (hit,) = looked(
        {"src/alarm/a.py": OLD, "src/alarm/b.py": PAIR},
        {"src/alarm/a.py": RENAMED, "src/alarm/b.py": TURNED},
        SERIOUS,
    )
    assert "renamed: y→total; functions in another order: " in hit.summary.en
    assert "重命名：y→total；函数顺序不同：" in hit.summary.zh
    assert next((one.path, one.before, one.after) for one in hit.evidence) == ("src/alarm/a.py", "y", "total")


def test_a_file_moved_unchanged_is_restructuring() -> None:
    (hit,) = looked({"src/view/a.py": OLD}, {"src/view/b.py": OLD}, MINOR, {"src/view/a.py": "src/view/b.py"})
    assert hit.confidence.value == "certain"
    assert [(one.before, one.after) for one in hit.evidence] == [("src/view/a.py", "src/view/b.py")]


def test_a_function_that_stands_in_another_file_now_is_a_question() -> None:
    before = {"src/view/a.py": PAIR, "src/view/b.py": "A = 1\n"}
    after = {"src/view/a.py": OLD, "src/view/b.py": "A = 1\ndef g():\n    return 2\n"}
    (hit,) = looked(before, after, MINOR)
    assert (hit.confidence.value, hit.unknown) == ("question", "depends")
    assert "functions now in another file: g" in hit.summary.en


def test_a_name_that_another_file_declares_anew_is_a_rename() -> None:
    before = {
        "src/alarm/B.java": "class B {\n  public static int low() { return 1; }\n}",
        "src/alarm/A.java": "class A { int f() { return B.low(); } }",
    }
    after = {path: text.replace("low", "lower") for path, text in before.items()}
    (hit,) = looked(before, after, SERIOUS)
    assert "low→lower" in hit.summary.en
    half = {**after, "src/alarm/B.java": before["src/alarm/B.java"]}
    assert looked(before, half, SERIOUS) == []


def files(count: int, text: str) -> dict[str, str]:
    return {f"src/other/f{place}.py": text.replace("1", str(place + 2)) for place in range(count)}


@pytest.mark.parametrize(
    ("changed", "all_", "expected"), [(10, 20, ["question"]), (9, 20, []), (9, 9, []), (20, 20, ["question"])]
)
def test_half_of_the_system_written_anew_is_a_question(changed: int, all_: int, expected: list[str]) -> None:
    before, after = files(all_, OLD), {**files(all_, OLD), **files(changed, OLD.replace("+", "-"))}
    hits = looked(before, after, Options(system=True))
    assert [one.confidence.value for one in hits] == expected
    assert all(one.subject == "system" and f"{changed} of {all_}" in one.summary.en for one in hits)


def test_a_reformatted_system_is_no_refactoring() -> None:
    before, after = files(20, OLD), files(20, OLD.replace("x + 1", "(x + 1)"))
    assert looked(before, after, Options(system=True)) == []


def test_what_is_too_much_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("medtrace.rules._restructured.MOST_BYTES", 10)
    (hit,) = looked({"src/alarm/a.py": OLD}, {"src/alarm/a.py": RENAMED}, SERIOUS)
    assert (hit.subject, hit.confidence.value, hit.unknown) == ("too-much-text", "unassessable", "not-readable")


def test_code_outside_the_map_is_not_assessed() -> None:
    (hit,) = looked({"lib/a.py": OLD}, {"lib/a.py": RENAMED}, SERIOUS)
    assert (hit.subject, hit.confidence.value, hit.unknown) == ("outside-the-map", "unassessable", "not-mapped")
    assert looked({"lib/a.py": OLD}, {"lib/a.py": RENAMED}, MINOR) == []
