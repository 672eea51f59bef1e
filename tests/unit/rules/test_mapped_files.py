"""Files of a tag that changed in meaning fire once for their component; layout, comments and moves do not."""

from collections.abc import Mapping

import pytest

from medtrace.model.project import ComponentMap
from medtrace.model.verdict import Hit
from medtrace.rules.mapped_files import LONGEST, MOST_HUNKS, Options, mapped_files
from tests.support.changes import COMMIT, Content, change_set, component

pytestmark = pytest.mark.requirement("REQ-052")

MAP = ComponentMap(
    (
        component("rhythm", "src/rhythm/**", "model/**", tags=("core-algorithm",)),
        component("filter", "src/filter/**", tags=("core-algorithm", "alarm")),
        component("ui", "src/ui/**", tags=("user-interface",)),
    ),
    not_product=("**/tests/**",),
)
FILE = "src/rhythm/af.py"


def looked(
    before: Mapping[str, Content],
    after: Mapping[str, Content],
    renames: Mapping[str, str] | None = None,
    tag: str = "core-algorithm",
) -> list[Hit]:
    changes = change_set(before, after, components=MAP, renames=renames)
    return list(mapped_files.look(changes, Options(tag)))


LIKELY = ("rhythm", "likely", "")
QUESTION = ("rhythm", "question", "depends")
CASES = [
    ("a threshold", {FILE: "LIMIT = 0.5"}, {FILE: "LIMIT = 0.6"}, [LIKELY]),
    ("a comment", {FILE: "LIMIT = 0.5"}, {FILE: "LIMIT = 0.5  # of the beat"}, []),
    ("layout", {FILE: "f(a,b)"}, {FILE: "f(\n  a,\n  b,\n)"}, []),
    ("an added file", {}, {FILE: "LIMIT = 0.5"}, [LIKELY]),
    ("an added file with nothing in it", {}, {"src/rhythm/__init__.py": ""}, []),
    ("a deleted file", {FILE: "LIMIT = 0.5"}, {}, [LIKELY]),
    ("another component", {"src/ui/a.py": "a = 1"}, {"src/ui/a.py": "a = 2"}, []),
    ("no product", {"src/rhythm/tests/a.py": "a = 1"}, {"src/rhythm/tests/a.py": "a = 2"}, []),
    ("prose beside the algorithm", {"model/README.md": "a"}, {"model/README.md": "b"}, [QUESTION]),
    ("a language that is not known", {"src/rhythm/a.zz": "a"}, {"src/rhythm/a.zz": "b"}, [QUESTION]),
    ("a model", {"model/a.onnx": b"\0a"}, {"model/a.onnx": b"\0b"}, [LIKELY]),
    ("a picture", {"model/a.png": b"\0a"}, {"model/a.png": b"\0b"}, [QUESTION]),
    (
        "a pointer to a large file",
        {"model/a.onnx": "version https://git-lfs.github.com/spec/v1\noid sha256:1"},
        {"model/a.onnx": "version https://git-lfs.github.com/spec/v1\noid sha256:2"},
        [LIKELY],
    ),
    (
        "a translation beside the algorithm",
        {"src/rhythm/res/values-zh/strings.xml": '<resources><string name="a">房颤</string></resources>'},
        {"src/rhythm/res/values-zh/strings.xml": '<resources><string name="a">心房颤动</string></resources>'},
        [QUESTION],
    ),
    (
        "a layout and the algorithm",
        {"src/rhythm/res/layout/main.xml": "<a/>", FILE: "a = 1"},
        {"src/rhythm/res/layout/main.xml": "<b/>", FILE: "a = 2"},
        [LIKELY, ("rhythm:open", "question", "depends")],
    ),
    ("parameters of the algorithm", {"src/rhythm/a.xml": "<a>1</a>"}, {"src/rhythm/a.xml": "<a>2</a>"}, [LIKELY]),
    ("nothing", {FILE: "a = 1"}, {FILE: "a = 1"}, []),
    ("only a log", {FILE: "a = 1\nprint(a)"}, {FILE: "a = 1\nprint('a', a)"}, [QUESTION]),
    ("a build manifest alone", {"src/rhythm/pom.xml": "<a/>"}, {"src/rhythm/pom.xml": "<b/>"}, [QUESTION]),
    (
        "a build manifest beside a comment",
        {"src/rhythm/CMakeLists.txt": "a", FILE: "a = 1"},
        {"src/rhythm/CMakeLists.txt": "b", FILE: "a = 1  # b"},
        [QUESTION],
    ),
    (
        "a build manifest beside the algorithm",
        {"src/rhythm/pom.xml": "<a/>", FILE: "a = 1"},
        {"src/rhythm/pom.xml": "<b/>", FILE: "a = 2"},
        [LIKELY],
    ),
    ("the comment of a build manifest", {"src/rhythm/pom.xml": "<a/>"}, {"src/rhythm/pom.xml": "<a/><!-- b -->"}, []),
]


@pytest.mark.parametrize(("before", "after", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_change(before: dict[str, Content], after: dict[str, Content], expected: list[tuple[str, str, str]]) -> None:
    assert [(one.subject, one.confidence.value, one.unknown) for one in looked(before, after)] == expected


MOVES = [
    ("moved unchanged", {"src/rhythm/a.py": "a = 1"}, {"src/rhythm/b.py": "a = 1"}, [QUESTION]),
    ("moved and commented", {"src/rhythm/a.py": "a = 1"}, {"src/rhythm/b.py": "a = 1  # b"}, [QUESTION]),
    ("moved and edited", {"src/rhythm/a.py": "a = 1"}, {"src/rhythm/b.py": "a = 2"}, [LIKELY]),
    ("moved out of the component and edited", {"src/rhythm/a.py": "a = 1"}, {"lib/b.py": "a = 2"}, [LIKELY]),
]


@pytest.mark.parametrize(("before", "after", "expected"), [case[1:] for case in MOVES], ids=[case[0] for case in MOVES])
def test_move(before: dict[str, Content], after: dict[str, Content], expected: list[tuple[str, str, str]]) -> None:
    (old,), (new,) = before, after
    hits = looked(before, after, {old: new})
    assert [(one.subject, one.confidence.value, one.unknown) for one in hits] == expected


@pytest.mark.parametrize(
    ("path", "old", "new", "reason"),
    [
        ("src/rhythm/a.zz", "a", "b", "in a language that cannot be read, not compared: src/rhythm/a.zz"),
        ("src/rhythm/a.png", b"\0a", b"\0b", "binary files whose meaning cannot be compared: src/rhythm/a.png"),
        ("src/rhythm/a.py", "print(1)", "print(2)", "only statements that log or print, or “use strict”, differ: "),
    ],
)
def test_no_changed_file_is_silent_beside_one_that_fires(path: str, old: Content, new: Content, reason: str) -> None:
    fired, beside = looked({FILE: "a = 1", path: old}, {FILE: "a = 2", path: new})
    assert (fired.subject, fired.confidence.value) == ("rhythm", "likely")
    assert (beside.subject, beside.confidence.value, beside.unknown) == ("rhythm:open", "question", "depends")
    assert reason in beside.summary.en
    assert {one.path for one in beside.evidence} == {path}
    assert "另有 1 个已变更文件，是否影响待判定" in beside.summary.zh


def test_evidence_shows_the_lines_of_every_place() -> None:
    before = {FILE: "a = 1\nb = 2\nc = 3\n", "src/filter/f.c": "x;"}
    after = {FILE: "\na = 1\nb = 20\nc = 3\nd = 4\n", "src/filter/f.c": "y;"}
    first, second = looked(before, after)
    assert (first.subject, second.subject) == ("filter", "rhythm")
    assert [(one.path, one.line, one.commits, one.before, one.after) for one in second.evidence] == [
        (FILE, 3, (COMMIT,), "b = 2", "b = 20"),
        (FILE, 5, (COMMIT,), "", "d = 4"),
    ]
    assert second.summary.zh == "软件单元“rhythm 软件项”（rhythm）的文件已变更：src/rhythm/af.py"
    assert second.summary.en == "Files of rhythm item (rhythm) changed: src/rhythm/af.py"


def test_evidence_is_bounded_and_says_so() -> None:
    before = "\n".join(f"a{i} = {i}\nkeep{i} = 0" for i in range(30))
    after = before.replace(" = 1", " = 9") + "\nlast = '" + "x" * 1000 + "'"
    (hit,) = looked({FILE: before}, {FILE: after})
    assert len(hit.evidence) == MOST_HUNKS + 1
    assert hit.evidence[-1].after == "+ 2"
    (long,) = looked({}, {FILE: "a = '" + "x" * 1000 + "'"})
    assert (len(long.evidence[0].after), long.evidence[0].after[-1]) == (LONGEST, "…")


def test_a_binary_file_is_shown_by_its_hash() -> None:
    (hit,) = looked({"model/a.onnx": b"\0a"}, {"model/a.onnx": b"\0b"})
    (piece,) = hit.evidence
    assert piece.before.startswith("sha256 ")
    assert piece.before != piece.after


def test_a_tag_that_no_component_carries_is_unknown() -> None:
    (hit,) = looked({FILE: "a = 1"}, {FILE: "a = 2"}, tag="ai-model")
    assert (hit.subject, hit.confidence.value, hit.unknown) == ("tag:ai-model", "unassessable", "not-mapped")


def test_a_missing_content_is_unknown_beside_what_fired() -> None:
    hits = looked({FILE: "a = 1", "src/rhythm/b.py": None}, {FILE: "a = 2", "src/rhythm/b.py": "b"})
    assert [(one.subject, one.confidence.value, one.unknown) for one in hits] == [
        LIKELY,
        ("file:src/rhythm/b.py", "unassessable", "not-readable"),
    ]


def test_the_functions_that_differ_are_named_with_their_lines() -> None:
    before = "def f():\n    return 1\n\ndef g():\n    return 2\n"
    after = "def f():\n    return 3\n\ndef h():\n    return 4\n"
    (hit,) = looked({FILE: before}, {FILE: after})
    assert hit.summary.en.endswith("; functions: f (lines 1–2), new h (lines 4–5), gone g (lines 4–5)")
    assert hit.summary.zh.endswith("；涉及函数：f（第 1–2 行）、新增 h（第 4–5 行）、删除 g（第 4–5 行）")


def test_a_text_that_cannot_be_parsed_is_said_to_be_compared_by_its_signs() -> None:
    (hit,) = looked({"src/filter/f.c": "int f( { 1; }"}, {"src/filter/f.c": "int f( { 2; }"})
    assert hit.summary.en.endswith("; compared by signs, the syntax could not be read: src/filter/f.c")


def test_a_rename_within_the_file_does_not_fire_and_an_import_that_nothing_names_is_asked() -> None:
    assert looked({FILE: "def f(a):\n    return a"}, {FILE: "def f(b):\n    return b"}) == []
    (hit,) = looked({"src/filter/f.c": '#include "a.h"\nint x;'}, {"src/filter/f.c": "int x;"})
    assert hit.confidence.value == "question"
    assert "only imports or includes differ" in hit.summary.en


A = """import numpy as np

LIMIT = 2

def f(x):
    return np.sum(x) + 1

def g(x):
    return f(x)
"""
B = "import os\n\ndef h(x):\n    return os.name + x\n"
F = "\ndef f(x):\n    return np.sum(x) + 1\n"
LEFT = A.replace(F, "").replace("np\n", "np\nfrom b import f\n")
TOOK = f"import numpy as np\n{B}{F}"
PATHS = "src/rhythm/a.py", "src/rhythm/b.py"
BETWEEN = [
    ("moved", (A, B), (LEFT, TOOK), [QUESTION]),
    ("moved into a new file", (A,), (LEFT, f"import numpy as np\n{F}"), [QUESTION]),
    ("moved and changed", (A, B), (LEFT, TOOK.replace("+ 1", "+ 2")), [LIKELY]),
    ("moved, and a constant changed", (A, B), (LEFT.replace("= 2", "= 3"), TOOK), [LIKELY]),
    ("moved to where an import is another one", (A, B), (LEFT, TOOK.replace("numpy", "scipy")), [LIKELY]),
    ("moved to where a name has its own value", (A, f"{B}LIMIT = 3\n"), (LEFT, f"{TOOK}LIMIT = 3\n"), [LIKELY]),
]


@pytest.mark.parametrize(("before", "after", "expected"), [one[1:] for one in BETWEEN], ids=[one[0] for one in BETWEEN])
def test_a_function_that_only_went_to_another_file_is_a_question(
    before: tuple[str, ...], after: tuple[str, ...], expected: list[tuple[str, str, str]]
) -> None:
    hits = looked(*(dict(zip(PATHS, texts, strict=False)) for texts in (before, after)))
    assert [(hit.subject, hit.confidence.value, hit.unknown) for hit in hits] == expected


def test_a_move_is_told_beside_another_change() -> None:
    old, new = (dict(zip(PATHS, texts, strict=True)) for texts in ((A, B), (LEFT, TOOK)))
    fired, asked = looked({**old, FILE: "L = 1"}, {**new, FILE: "L = 2"})
    assert (fired.subject, {piece.path for piece in fired.evidence}) == ("rhythm", {FILE})
    assert (asked.subject, {piece.path for piece in asked.evidence}) == ("rhythm:open", set(PATHS))


CLASS = """class F:
    def __init__(self, fs):
        self.fs = fs

    def run(self, x):
        return x / self.fs
"""
JAVA = "class F {\n  double gain;\n  double run(double x) { return x * gain; }\n}\n"
SINE = "import math\n\ndef f(x):\n    return math.sin(x)\n"
NAMES = [
    ("a member", FILE, CLASS, ("self.fs", "self.rate"), [QUESTION]),
    ("a method", FILE, CLASS, ("run", "filtered"), [QUESTION]),
    ("a field", "src/rhythm/F.java", JAVA, ("gain", "factor"), [QUESTION]),
    ("a member at one of its places", FILE, CLASS, ("x / self.fs", "x / self.rate"), [LIKELY]),
    ("a function of others", FILE, SINE, ("sin", "cos"), [LIKELY]),
]


@pytest.mark.parametrize(
    ("path", "text", "step", "expected"), [one[1:] for one in NAMES], ids=[one[0] for one in NAMES]
)
def test_a_name_of_the_file_itself_that_is_another_everywhere_is_a_question(
    path: str, text: str, step: tuple[str, str], expected: list[tuple[str, str, str]]
) -> None:
    hits = looked({path: text}, {path: text.replace(*step)})
    assert [(hit.subject, hit.confidence.value, hit.unknown) for hit in hits] == expected


def test_a_changed_caller_that_keeps_the_old_name_makes_it_a_change() -> None:
    other = "src/rhythm/b.py"
    hits = looked({FILE: CLASS, other: "F(1).run(2)"}, {FILE: CLASS.replace("run", "filtered"), other: "F(1).run(3)"})
    assert [hit.confidence.value for hit in hits] == ["likely"]


def test_places_of_comments_or_layout_alone_are_no_evidence() -> None:
    old = "def f(a):\n    # old words\n    return a\n\n\ndef g(a):\n    return a + 1\n"
    new = "def f(a):\n    # new words\n    return a\n\n\ndef g(a):\n    return a + 2\n"
    (hit,) = looked({FILE: old}, {FILE: new})
    assert [(one.line, one.before, one.after) for one in hit.evidence] == [(7, "    return a + 1", "    return a + 2")]
