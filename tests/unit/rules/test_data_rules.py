"""Training data, accelerators, learning in use, reference data: what is told of each, and that statistics never are."""

from collections.abc import Mapping

import pytest

from medtrace.model.project import ComponentMap
from medtrace.rules._rule import Aids, Rule
from medtrace.rules.continual_learning import continual_learning
from medtrace.rules.model_environment import model_environment
from medtrace.rules.reference_data import reference_data
from medtrace.rules.training_data import Options, training_data
from tests.support.changes import Content, change_set, component

pytestmark = pytest.mark.requirement("REQ-049")
MAP = ComponentMap(
    (component("model", "ai/**", tags=("ai-model",)), component("ui", "ui/**", tags=("user-interface",)))
)
Files = Mapping[str, Content]
WAYS = ("dropped", "added", "mixed")


def told(rule: Rule[Aids], before: Files, after: Files, components: ComponentMap = MAP) -> list[str]:
    hits = rule.look(change_set(before, after, components=components), Aids())
    return [f"{hit.subject} {hit.confidence.value}" for hit in hits]


def data(before: Files, after: Files) -> list[str]:
    changes = change_set(before, after, components=MAP)
    return [
        f"{way} {hit.confidence.value}"
        for way in WAYS
        for hit in training_data.look(changes, Options(way))
        if hit.evidence
    ]


CSV = "id,label,split\na,1,train\nb,2,train\n"
MODEL = ({"ai/m.onnx": b"\0a"}, {"ai/m.onnx": b"\0b"})
JSON = '{"training": [{"image": "a", "label": 1}, {"image": "b"}], "test": [{"image": "t"}]}'
DATA: list[tuple[str, str, str, str, list[str]]] = [
    ("one dropped", "data/train.csv", CSV, CSV.replace("b,2,train\n", ""), ["dropped question"]),
    ("one added", "data/train.csv", CSV, f"{CSV}c,1,train\n", ["added question"]),
    ("one added for tests", "data/dataset.csv", CSV, f"{CSV}c,1,test\n", []),
    ("another label", "data/train.csv", CSV, CSV.replace("a,1", "a,2"), ["dropped question"]),
    ("another order", "data/train.csv", CSV, "id,label,split\nb,2,train\na,1,train\n", []),
    (
        "json, one added",
        "ai/datalist.json",
        JSON,
        JSON.replace('{"image": "b"}', '{"image": "b"}, {"image": "c"}'),
        ["added question"],
    ),
    ("json, of tests", "ai/datalist.json", JSON, JSON.replace('"t"', '"u"'), []),
    ("yaml", "ai/training_set.yaml", "train: [a, b]\n", "train: [a, c]\n", ["dropped question"]),
    ("lines", "ai/train_ids.txt", "a\nb\n", "a\nb\nc\n", ["added question"]),
    ("a pointer", "data/dataset.json.dvc", "md5: a\n", "md5: b\n", ["dropped question"]),
    ("no list", "ai/training.py", "a = 1\n", "a = 2\n", []),
]


@pytest.mark.parametrize(
    ("path", "before", "after", "expected"), [one[1:] for one in DATA], ids=[one[0] for one in DATA]
)
def test_lists_of_training_data(path: str, before: str, after: str, expected: list[str]) -> None:
    assert data({path: before}, {path: after}) == expected


def test_data_dropped_beside_another_model_are_a_retraining() -> None:
    before, after = {"data/train.csv": CSV, **MODEL[0]}, {"data/train.csv": CSV.replace("b,2,train\n", ""), **MODEL[1]}
    assert data(before, after) == ["dropped likely"]


def test_data_added_beside_another_algorithm_may_be_mixed() -> None:
    before = {"data/train.csv": CSV, "ai/net.py": "a = 1\n"}
    after = {"data/train.csv": f"{CSV}c,1,train\n", "ai/net.py": "a = 2\n"}
    assert data(before, after) == ["added question", "mixed question"]


def test_without_list_or_model_nothing_was_assessed() -> None:
    changes = change_set({"x.py": "a"}, {"x.py": "b"})
    assert [hit.unknown for hit in training_data.look(changes, Options("dropped"))] == ["not-mapped"]


ACCELERATORS = [
    ("Dockerfile", "FROM nvidia/cuda:11.8-base\n", "FROM nvidia/cuda:12.2-base\n", ["accelerator:CUDA question"]),
    ("requirements.txt", "onnxruntime==1\n", "onnxruntime-gpu==1\n", ["accelerator:package question"]),
    ("ai/run.py", "p = 'CPUExecutionProvider'\n", "p = 'CUDAExecutionProvider'\n", ["accelerator:provider question"]),
    ("ai/run.py", "# cuda 11\na = 1\n", "# cuda 11\na = 2\n", []),
    ("README.md", "cuda 11\n", "cuda 12\n", []),
]


@pytest.mark.parametrize(("path", "before", "after", "expected"), ACCELERATORS)
def test_accelerators(path: str, before: str, after: str, expected: list[str]) -> None:
    assert told(model_environment, {path: before}, {path: after}) == expected


def test_learning_in_use() -> None:
    before, after = {"ai/fit.py": "m.fit(x)\n"}, {"ai/fit.py": "m.fit(x)\nm.partial_fit(y)\n"}
    assert told(continual_learning, before, after) == ["learning:ai/fit.py question"]
    assert told(continual_learning, after, before) == []
    assert told(continual_learning, {}, {"ui/fit.py": "m.partial_fit(y)\n"}) == []


@pytest.mark.parametrize("rule", [continual_learning, model_environment])
def test_without_a_model_in_the_map_it_is_not_assessed(rule: Rule[Aids]) -> None:
    assert told(rule, {"x.py": "a"}, {"x.py": "b"}, ComponentMap()) == ["tag:ai-model unassessable"]


@pytest.mark.parametrize(
    "path", ["data/reference_values/hr.csv", "atlas/brain.nii.gz", "norms/growth_chart.json", "常模/儿童.csv"]
)
def test_reference_data_are_a_question(path: str) -> None:
    assert told(reference_data, {path: "a\n"}, {path: "b\n"}) == [f"reference:{path} question"]


@pytest.mark.parametrize(
    "path", ["src/reference.py", "data/patients.csv", "tests/reference_data/a.csv", "docs/reference.json"]
)
def test_other_files_are_no_reference_data(path: str) -> None:
    assert told(reference_data, {path: "a\n"}, {path: "b\n"}) == []
