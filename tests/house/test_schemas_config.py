"""The schemas of what people write: up to date, bilingual, and of one mind with the reader."""

import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import jsonschema
import pytest
import yaml

from medtrace import plugins
from medtrace.config.profiles import load_profile
from medtrace.config.schema import main, schemas
from medtrace.config.shape import FORMATS, TAGS
from medtrace.model.project import Product
from tests.unit.config.examples import INVALID, VALID

pytestmark = pytest.mark.requirement("REQ-010", "REQ-011", "REQ-012")
NAMES = ("config", "decision", "declaration", "outline", "profile", "review", "triggers")


class Loader(yaml.SafeLoader):
    """YAML as an editor reads it: numbers and switches, but no dates and no `yes`."""


Loader.yaml_implicit_resolvers = {
    sign: [(tag, pattern) for tag, pattern in found if not tag.endswith((":timestamp", ":bool", ":value"))]
    for sign, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", __import__("re").compile("^(?:true|false)$"), list("tf"))


def packaged(name: str) -> Any:
    """A schema as it is shipped."""
    return json.loads((files("medtrace.schemas") / f"{name}.schema.json").read_text("utf-8"))


def errors(name: str, text: str) -> list[str]:
    """What the schema says of a text."""
    value = yaml.load(text, Loader=Loader)  # noqa: S506 - a safe loader with fewer resolvers
    return [error.message for error in jsonschema.Draft7Validator(packaged(name)).iter_errors(value)]


def test_the_files_are_up_to_date() -> None:
    shipped = {name: (files("medtrace.schemas") / name).read_text("utf-8") for name in schemas()}
    assert shipped == schemas(), "run `make schemas`"


def test_the_writer_writes_them(tmp_path: Any) -> None:
    main(str(tmp_path))
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"{name}.schema.json" for name in NAMES]


@pytest.mark.parametrize("name", NAMES)
def test_each_is_draft_07(name: str) -> None:
    schema = packaged(name)
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    jsonschema.Draft7Validator.check_schema(schema)
    text = json.dumps(schema)
    for newer in ("$defs", "prefixItems", "unevaluatedProperties", "dependentRequired"):
        assert newer not in text


def properties(schema: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every named key of a schema, with its path."""
    if isinstance(schema, dict):
        for key, value in schema.items():
            if key in {"properties", "patternProperties"}:
                yield from ((f"{path}/{name}", one) for name, one in value.items())
            yield from properties(value, f"{path}/{key}")
    elif isinstance(schema, list):
        for index, one in enumerate(schema):
            yield from properties(one, f"{path}/{index}")


@pytest.mark.parametrize("name", NAMES)
def test_every_key_is_explained_in_both_languages(name: str) -> None:
    found = [(path, one) for path, one in properties(packaged(name)) if not path.endswith("/format") or "title" in one]
    assert len(found) > 8
    for path, one in found:
        for word in ("title", "description"):
            zh, _, en = one.get(word, "").partition(" / ")
            assert any("一" <= sign <= "鿿" for sign in zh), f"{path}: {word} lacks Chinese"
            assert en.isascii() or any(sign.isascii() for sign in en), f"{path}: {word} lacks English"
            assert en, f"{path}: {word} lacks English"


@pytest.mark.parametrize("text", VALID.values(), ids=VALID)
def test_what_the_reader_takes_the_schema_takes(text: str) -> None:
    assert errors("config", text) == []


@pytest.mark.parametrize("text", [text for text, _, _ in INVALID.values()], ids=INVALID)
def test_what_the_schema_refuses_the_reader_refuses(text: str) -> None:
    """tests/unit/config/test_config.py holds the same texts against the reader."""
    assert errors("config", text)


@pytest.mark.parametrize("name", ["triggers", "profile"])
def test_the_packaged_profile_fits(name: str) -> None:
    text = (files("medtrace.templates") / "profiles" / "nmpa-2022" / f"{name}.yaml").read_text("utf-8")
    assert errors(name, text) == []


def test_the_packaged_outlines_fit() -> None:
    folder = files("medtrace.templates") / "profiles" / "nmpa-2022"
    for outline in load_profile("nmpa-2022").outlines:
        assert errors("outline", (folder / f"{outline.id}.yaml").read_text("utf-8")) == []


def test_completion_knows_our_formats() -> None:
    assert plugins.own_names("sources") == FORMATS


def test_the_profile_has_a_word_for_each_name_of_the_configuration() -> None:
    words = yaml.safe_load((files("medtrace.templates") / "profiles/nmpa-2022/profile.yaml").read_text("utf-8"))[
        "words"
    ]
    definitions = packaged("config")["definitions"]
    covers = definitions["Field"]["properties"]["covers"]["items"]["enum"]
    assert sorted(words["component_tag"]) == sorted(TAGS)
    assert sorted(words["covers"]) == sorted(covers)
    assert Product.__slots__
