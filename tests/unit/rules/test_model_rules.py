"""Models: files by hash, references to weights, thresholds, steps before and after, each at both ends."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medtrace.model.project import ComponentMap
from medtrace.rules._ai._literals import literals
from medtrace.rules._rule import NoOptions, Rule
from medtrace.rules.decision_thresholds import decision_thresholds
from medtrace.rules.model_references import model_references
from medtrace.rules.processing_steps import processing_steps
from tests.support.changes import Content, change_set, component

pytestmark = pytest.mark.requirement("REQ-049")
MAP = ComponentMap(
    (
        component("model", "ai/**", tags=("ai-model",)),
        component("core", "core/**", tags=("core-algorithm",)),
        component("ui", "ui/**", tags=("user-interface",)),
    )
)
NO_AI = ComponentMap((component("core", "core/**", tags=("core-algorithm",)),))
Files = Mapping[str, Content]


def told(rule: Rule[NoOptions], before: Files, after: Files, components: ComponentMap = MAP) -> list[str]:
    hits = rule.look(change_set(before, after, components=components), NoOptions())
    return [f"{hit.subject} {hit.confidence.value}" for hit in hits]


THRESHOLDS = [
    ("python", "ai/a.py", "THRESHOLD = 0.5\n", "THRESHOLD = 0.45\n", ["THRESHOLD certain"]),
    ("the same number", "ai/a.py", "threshold = 0.50\n", "threshold = .5  # half\n", []),
    (
        "a default",
        "ai/a.py",
        "def f(x, score_thresh=0.1): pass\n",
        "def f(x, score_thresh=0.2): pass\n",
        ["score_thresh certain"],
    ),
    ("an argument", "ai/a.py", "Nms(iou_threshold=0.1)\n", "Nms(iou_threshold=0.3)\n", ["iou_threshold certain"]),
    ("a key", "ai/a.py", "C = {'cut_off': 1}\n", "C = {'cut_off': 2}\n", ["cut_off certain"]),
    ("per class", "ai/a.py", "thresholds = [0.1, 0.2]\n", "thresholds = [0.1, 0.3]\n", ["thresholds certain"]),
    ("moved into a class", "ai/a.py", "threshold = 0.5\n", "class A:\n    threshold = 0.5\n", []),
    ("another name", "ai/a.py", "rate = 0.5\n", "rate = 0.4\n", []),
    ("new", "ai/a.py", "a = 1\n", "a = 1\nthreshold = 0.5\n", ["threshold question"]),
    ("of the memory", "ai/a.py", "memory_threshold = 1\n", "memory_threshold = 2\n", ["memory_threshold question"]),
    (
        "json",
        "ai/a.json",
        '{"post": {"operatingPoint": 0.5}}',
        '{"post": {"operatingPoint": 0.6}}',
        ["operatingPoint certain"],
    ),
    ("yaml", "ai/a.yaml", "model:\n  threshold: 0.5\n", "model:\n  threshold: 0.6\n", ["threshold certain"]),
    ("c++", "core/a.cpp", "const float kThreshold = 0.5f;", "const float kThreshold = 0.6f;", ["kThreshold certain"]),
    ("a macro", "core/a.h", "#define AF_THRESHOLD 3\n", "#define AF_THRESHOLD 4\n", ["AF_THRESHOLD certain"]),
    ("a comment", "core/a.h", "// THRESHOLD = 3\nint a;", "// THRESHOLD = 4\nint a;", []),
    ("a setter", "core/A.java", "m.setThreshold(0.5);", "m.setThreshold(0.75);", ["setThreshold certain"]),
    ("a small number", "core/A.cs", "double Cutoff = 1e-3;", "double Cutoff = 1e-4;", ["Cutoff certain"]),
    ("a list", "core/a.c", "float thresholds[2] = {0.1, 0.2};", "float thresholds[2] = {0.1, 0.3};", []),
    ("of a screen", "ui/a.py", "threshold = 1\n", "threshold = 2\n", []),
]


@pytest.mark.parametrize(
    ("path", "before", "after", "expected"), [one[1:] for one in THRESHOLDS], ids=[one[0] for one in THRESHOLDS]
)
def test_thresholds(path: str, before: str, after: str, expected: list[str]) -> None:
    assert told(decision_thresholds, {path: before}, {path: after}) == [f"threshold:{path}:{one}" for one in expected]


def test_without_a_model_in_the_map_a_threshold_is_a_question() -> None:
    before, after = {"core/a.py": "threshold = 1\n"}, {"core/a.py": "threshold = 2\n"}
    assert told(decision_thresholds, before, after, NO_AI) == [
        "tag:ai-model unassessable",
        "threshold:core/a.py:threshold question",
    ]


def test_evidence_of_a_threshold_names_line_and_values() -> None:
    changes = change_set({"ai/a.py": "\nthreshold = 1\n"}, {"ai/a.py": "\nthreshold = 2\n"}, components=MAP)
    (hit,) = decision_thresholds.look(changes, NoOptions())
    assert [(one.path, one.line, one.before, one.after) for one in hit.evidence] == [("ai/a.py", 2, "1", "2")]


POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:{}\nsize 9\n"
URL = 'W = "https://h/o/releases/{}/seg.pt"\n'
MODELS: list[tuple[str, Files, Files, list[str]]] = [
    ("another content", {"x/m.onnx": b"\0a"}, {"x/m.onnx": b"\0b"}, ["model:x/m.onnx certain"]),
    ("another pointer", {"m.pt": POINTER.format("a" * 64)}, {"m.pt": POINTER.format("b" * 64)}, ["model:m.pt certain"]),
    ("new", {}, {"m.tflite": b"\0"}, ["model:m.tflite likely"]),
    ("gone", {"m.tflite": b"\0"}, {}, ["model:m.tflite likely"]),
    ("moved", {"a/m.onnx": b"\0"}, {"b/m.onnx": b"\0"}, []),
    ("of tests", {"tests/m.onnx": b"\0a"}, {"tests/m.onnx": b"\0b"}, []),
    ("a pickle of a model", {"models/rf.pkl": b"\0a"}, {"models/rf.pkl": b"\0b"}, ["model:models/rf.pkl likely"]),
    ("a pickle of anything", {"x/cache.pkl": b"\0a"}, {"x/cache.pkl": b"\0b"}, []),
    ("address, mapped", {"ai/c.py": URL.format("v1")}, {"ai/c.py": URL.format("v2")}, ["address:ai/c.py certain"]),
    ("address, elsewhere", {"ui/c.py": URL.format("v1")}, {"ui/c.py": URL.format("v2")}, ["address:ui/c.py question"]),
    ("a new address", {"ai/c.py": "a = 1\n"}, {"ai/c.py": URL.format("v2")}, ["address:ai/c.py question"]),
    ("no weights", {"ai/c.py": 'U = "https://h/a.html"\n'}, {"ai/c.py": 'U = "https://h/b.html"\n'}, []),
    (
        "bundle",
        {"ai/c.py": 'bundle_version = "0.4.4"\n'},
        {"ai/c.py": 'bundle_version = "0.4.8"\n'},
        ["bundle:ai/c.py certain"],
    ),
    (
        "trainer",
        {"ai/c.yaml": "trainer: nnUNetTrainer\n"},
        {"ai/c.yaml": "trainer: Other\n"},
        ["trainer:ai/c.yaml certain"],
    ),
    (
        "metadata",
        {"ai/configs/metadata.json": '{"version": "1", "network_data_format": {"inputs": {"image": {"channels": 1}}}}'},
        {"ai/configs/metadata.json": '{"version": "1", "network_data_format": {"inputs": {"image": {"channels": 2}}}}'},
        ["bundle:ai/configs/metadata.json certain"],
    ),
    (
        "framework",
        {"requirements.txt": "torch==1.13\n"},
        {"requirements.txt": "torch==2.1\n"},
        ["framework:python:torch likely"],
    ),
    ("a lesser framework", {"requirements.txt": "torch==2.0\n"}, {"requirements.txt": "torch==2.1\n"}, []),
    (
        "one for another",
        {"requirements.txt": "tensorflow==2.1\nx==1\n"},
        {"requirements.txt": "torch==2.1\nx==1\n"},
        ["framework:python:tensorflow likely", "framework:python:torch likely"],
    ),
]


@pytest.mark.parametrize(("before", "after", "expected"), [one[1:] for one in MODELS], ids=[one[0] for one in MODELS])
def test_models(before: Files, after: Files, expected: list[str]) -> None:
    assert told(model_references, before, after) == expected


STEPS = [
    ("a file of that name", "ai/preprocess.py", "a = 1\n", "a = 2\n", ["likely"]),
    (
        "a function",
        "ai/a.py",
        "def post_process(x):\n    return x\n",
        "def post_process(x):\n    return x + 1\n",
        ["likely"],
    ),
    ("a docstring", "ai/preprocess.py", "def f():\n    return 1\n", 'def f():\n    """Say."""\n    return 1\n', []),
    (
        "a method",
        "ai/A.java",
        "class A {\n Img preProcess(Img x) {\n  return x;\n }\n}",
        "class A {\n Img preProcess(Img x) {\n  return y;\n }\n}",
        ["likely"],
    ),
    ("a key", "ai/i.json", '{"preprocessing": {"size": 1}}', '{"preprocessing": {"size": 2}}', ["likely"]),
    ("resampling", "ai/a.py", "x = resample(y, 1)\n", "x = resample(y, 2)\n", ["question"]),
    ("something else", "ai/a.py", "x = 1\n", "x = 2\n", []),
    ("elsewhere", "ui/preprocess.py", "a = 1\n", "a = 2\n", []),
]


@pytest.mark.parametrize(
    ("path", "before", "after", "expected"), [one[1:] for one in STEPS], ids=[one[0] for one in STEPS]
)
def test_steps(path: str, before: str, after: str, expected: list[str]) -> None:
    assert told(processing_steps, {path: before}, {path: after}) == [f"processing:{path} {one}" for one in expected]


@pytest.mark.parametrize("rule", [decision_thresholds, processing_steps])
def test_without_a_model_in_the_map_it_is_not_assessed(rule: Rule[NoOptions]) -> None:
    assert told(rule, {"x.py": "a = 1"}, {"x.py": "a = 2"}, NO_AI) == ["tag:ai-model unassessable"]


@settings(max_examples=150, deadline=None)
@given(
    path=st.sampled_from(["a.py", "a.json", "a.yaml", "a.cpp", "a.toml", "a.md"]),
    text=st.text(max_size=80)
    | st.sampled_from(["[" * 5000, "a = " + "-" * 3000 + "1", "a: &a [*a]", "#define T", "t = {", "1e-"]),
)
def test_any_text_has_literals_or_none(path: str, text: str) -> None:
    assert all(one.line >= 0 for one in literals(text, path))
