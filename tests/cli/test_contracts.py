"""Every JSON output validates against its schema, is the same bytes twice, and holds what the contract names."""

import json
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from tests.support.running import Trace


def schema(name: str) -> dict[str, object]:
    return dict(json.loads((files("medtrace.schemas") / f"{name}.schema.json").read_text("utf-8")))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("snapshot", ("snapshot", "v1.3")),
        ("snapshot", ("snapshot", "v1.0")),
        ("diff", ("diff", "v1.2..v1.3")),
        ("diff", ("diff", "v1.1..v1.1")),
        ("assessment", ("assess", "v1.2..v1.3")),
        ("assessment", ("assess", "v1.3")),
        ("check", ("check", "v1.2..v1.3")),
        ("check", ("check", "v1.3")),
        ("suspects", ("review",)),
        ("suspects", ("review", "SRS-036")),
        ("item", ("show", "SRS-014", "--at", "v1.3")),
    ],
)
@pytest.mark.requirement("REQ-071", "REQ-066")
def test_output_is_what_its_schema_says_and_the_same_twice(
    trace: Trace, example: Path, name: str, words: tuple[str, ...]
) -> None:
    first = trace(*words, "--format", "json", cwd=example, PYTHONHASHSEED="1", TZ="Asia/Shanghai", LC_ALL="C")
    second = trace(*words, "--format", "json", cwd=example, PYTHONHASHSEED="2", TZ="America/New_York")
    assert first.out == second.out
    jsonschema.validate(first.json, schema(name), cls=jsonschema.Draft7Validator)
    assert first.json["schema"] == f"medtrace/{name}/1"


@pytest.mark.parametrize(
    "name", sorted(path.name for path in files("medtrace.schemas").iterdir() if path.name.endswith(".json"))
)
@pytest.mark.requirement("REQ-071")
def test_each_schema_is_draft_07(name: str) -> None:
    text = json.loads((files("medtrace.schemas") / name).read_text("utf-8"))
    assert text["$schema"] == "http://json-schema.org/draft-07/schema#"
    jsonschema.Draft7Validator.check_schema(text)


@pytest.mark.parametrize("form", ["graphml", "mermaid", "dot", "csv"])
@pytest.mark.requirement("REQ-070")
def test_other_forms_of_a_snapshot(trace: Trace, example: Path, form: str) -> None:
    ran = trace("snapshot", "v1.3", "--format", form, cwd=example)
    assert ran.code == 0, ran.err
    assert "SRS-014" in ran.out
    assert ran.out.endswith("\n")
