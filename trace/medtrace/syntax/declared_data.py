"""Declared names of data: paths of keys in JSON and YAML, and in a schema what it lists, asks for and lets in.

What only explains (`description`, `title`, `example`) counts for nothing, unless it is itself the name of a property.
"""

import json
from collections.abc import Iterator

import yaml

from medtrace.syntax.declaration import Declaration, Declarations
from medtrace.syntax.languages import Language

_LISTED = {"enum", "required"}
_WORDS = {
    *("type", "format", "$ref", "operationId", "nullable", "resourceType", "unit", "units", "x-unit", "x-units"),
    *("contentMediaType", "contentEncoding", "const", "vr"),
}
# What a schema lets in; elsewhere these are settings of somebody's own.
_LIMITS = {
    *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "pattern", "minLength", "maxLength"),
    *("minItems", "maxItems", "uniqueItems", "additionalProperties"),
}
_OF_A_SCHEMA = {"type", "$ref", "enum", "format"}
_PROSE = {"description", "title", "summary", "$comment", "example", "examples", "$schema"}
_NAMED_BY_USER = ("properties", "paths", "definitions", "$defs", "schemas", "patternProperties")
_DEEPEST = 40
_MOST = 20_000


def data_declarations(text: str, language: Language) -> Declarations | None:
    """Every key with its path, None for a text that cannot be parsed."""
    try:
        documents = [json.loads(text)] if language.name == "json" else list(yaml.safe_load_all(text))
        places = _Places(text)
        found: list[Declaration] = []
        for document in documents:
            for one in _walk(document, "", places, 0):
                if len(found) >= _MOST:
                    return None
                found.append(one)
    except (ValueError, yaml.YAMLError, RecursionError, TypeError):
        return None
    return tuple(found)


class _Places:
    """The first line in which a key is written."""

    def __init__(self, text: str) -> None:
        self._lines: dict[str, int] = {}
        for number, line in enumerate(text.split("\n"), start=1):
            name = line.strip().lstrip("-{ ").partition(":")[0].strip("\"' ")
            self._lines.setdefault(name, number)

    def line(self, key: str) -> int:
        """The line, 0 where the key does not begin one."""
        return self._lines.get(key, 0)


def _said(key: str, entry: object, beside: dict[str, object], *, named: bool) -> Iterator[object]:
    """The values of a key that tell what data are: each of a list of a schema, a type, a limit beside a type."""
    if key in _LISTED and isinstance(entry, list):
        yield from entry
    elif isinstance(entry, dict):
        return
    elif key in _WORDS or (key in _LIMITS and not named and bool(_OF_A_SCHEMA & beside.keys())):
        yield entry


def _walk(value: object, path: str, places: _Places, depth: int) -> Iterator[Declaration]:
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        named = path.rpartition(".")[2] in _NAMED_BY_USER
        for key, entry in value.items():
            name = f"{path}.{key}" if path else str(key)
            if key in _PROSE and not named:
                continue
            line = places.line(str(key))
            yield Declaration("key", name, line)
            yield from (Declaration("value", f"{name} = {one}", line) for one in _said(key, entry, value, named=named))
            yield from _walk(entry, name, places, depth + 1)
    elif isinstance(value, list):
        for entry in value:
            yield from _walk(entry, f"{path}[]", places, depth + 1)
