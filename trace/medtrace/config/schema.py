"""JSON Schemas of the files that people write, for editors: `python -m medtrace.config.schema FOLDER`.

They are made from the same shapes that read the files, in draft-07, which every editor's YAML server understands.
Three things differ on purpose: a text may be written as a bare number or switch, for every scalar stays text here; a
key may stand without a value where it may be absent; and what one value says against another, expressions and globs are
checked by the tool alone.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeAlias

from pydantic import BaseModel

from medtrace.config.decision_shape import DecisionShape, DeclarationShape
from medtrace.config.profile_shape import OutlineShape, ProfileShape, TriggerTable
from medtrace.config.records import ReviewShape
from medtrace.config.shape import TraceFile
from medtrace.words import Localized

Schema: TypeAlias = dict[str, Any]
_DRAFT = "http://json-schema.org/draft-07/schema#"
_TEXT = ["string", "number", "boolean"]
_MEANT = ("enum", "const", "pattern")
_WRITTEN: tuple[tuple[str, type[BaseModel], Localized], ...] = (
    (
        "config",
        TraceFile,
        Localized("追溯配置 trace.yaml", "trace.yaml: how a product is written, versioned, tested and registered"),
    ),
    ("review", ReviewShape, Localized("链接复核记录 .trace/reviews/*.yaml", "A person's review of one link")),
    (
        "decision",
        DecisionShape,
        Localized("判定记录 .trace/decisions/*.yaml", "People's decision about one finding of an assessment"),
    ),
    (
        "declaration",
        DeclarationShape,
        Localized("逐项判定声明 .trace/declarations/*.yaml", "Rows that no rule serves, ticked by people"),
    ),
    ("triggers", TriggerTable, Localized("触发项表", "Trigger table of a regime")),
    ("outline", OutlineShape, Localized("文件大纲", "Outline of a document")),
    ("profile", ProfileShape, Localized("法规配置", "Profile: order of severities, words, sentences, documents")),
)


def schemas() -> dict[str, str]:
    """Every schema as text, by file name."""
    return {f"{name}.schema.json": _written(name, shape, title) for name, shape, title in _WRITTEN}


def _written(name: str, shape: type[BaseModel], title: Localized) -> str:
    found = shape.model_json_schema(by_alias=True)
    definitions = {_plain_name(key): _converted(one) for key, one in found.pop("$defs", {}).items()}
    for one in definitions.values():
        # The words of a definition are those of the key that uses it.
        one.pop("title", None)
        one.pop("description", None)
    root = _converted(found)
    root.pop("title", None)
    root.pop("description", None)
    whole = {
        "$schema": _DRAFT,
        "$id": f"urn:medtrace:schema:{name}",
        "title": f"{title.zh} / {title.en}",
        **root,
        **({"definitions": dict(sorted(definitions.items()))} if definitions else {}),
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _plain_name(key: str) -> str:
    return key.removesuffix("Shape")


def _converted(schema: Schema) -> Schema:
    """One schema of 2020-12 in draft-07, with everything below it."""
    found = {key: _below(key, value) for key, value in schema.items() if not _is_idle(key, value)}
    if "prefixItems" in found:
        found["items"] = found.pop("prefixItems")
        found["additionalItems"] = False
    if "$ref" in found and len(found) > 1:
        # Draft-07 does not look at what stands beside a reference.
        found = {"allOf": [{"$ref": found.pop("$ref")}], **found}
    if found.get("type") == "string" and not any(key in found for key in _MEANT):
        found["type"] = list(_TEXT)
    if "properties" in found:
        required = found.get("required", [])
        found["properties"] = {
            key: one if key in required else _or_nothing(one) for key, one in found["properties"].items()
        }
    return {**{key: found[key] for key in ("title", "description") if key in found}, **found}


def _below(key: str, value: Any) -> Any:  # noqa: ANN401 - a schema holds any JSON
    match key, value:
        case "$ref", str():
            return "#/definitions/" + _plain_name(value.removeprefix("#/$defs/"))
        case (("properties" | "patternProperties"), Mapping()):
            return {name: _converted(one) for name, one in value.items()}
        case (("anyOf" | "allOf" | "oneOf" | "prefixItems"), list()):
            return [_converted(one) for one in value]
        case (("items" | "additionalProperties" | "propertyNames" | "if" | "then" | "else"), dict()):
            return _converted(value)
        case _:
            return value


def _is_idle(key: str, value: object) -> bool:
    """Whether an entry says nothing to an editor: an empty default, or a format that JavaScript reads differently."""
    return (key == "default" and (not value or isinstance(value, dict))) or (key, value) == ("format", "regex")


def _or_nothing(schema: Schema) -> Schema:
    """The schema of a key that may stand without a value."""
    kinds = schema.get("type")
    if any(one == {"type": "null"} for one in schema.get("anyOf", ())):
        return schema
    if kinds and "enum" not in schema:
        return {**schema, "type": [*(kinds if isinstance(kinds, list) else [kinds]), "null"]}
    words: Schema = {key: schema[key] for key in ("title", "description", "default") if key in schema}
    inner = {key: value for key, value in schema.items() if key not in words}
    branches = inner.pop("anyOf", None) or inner.pop("allOf", None) or [inner]
    return {**words, "anyOf": [*branches, {"type": "null"}]}


def main(folder: str) -> None:
    """Write every schema into a folder."""
    for name, text in schemas().items():
        (Path(folder) / name).write_bytes(text.encode("utf-8"))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "schemas")
