"""Nouns as plain JSON values, in the field order that the contract promises; shared by every JSON record."""

import json
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from medtrace.model.ids import Range, Revision
from medtrace.model.items import Artifact, Diagnostic, Link
from medtrace.words import Localized

Json: TypeAlias = "str | int | bool | Sequence[Json] | Mapping[str, Json] | None"


def dump(value: Json) -> str:
    """UTF-8 text with fixed key order, two blanks of indent and a newline at the end."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def revision(value: Revision) -> dict[str, Json]:
    """`{"name", "sha"}`."""
    return {"name": value.name, "sha": value.sha}


def span(value: Range) -> dict[str, Json]:
    """`{"from", "to", "merge_base"}`."""
    return {"from": revision(value.old), "to": revision(value.new), "merge_base": value.merge_base}


def words(value: Localized) -> dict[str, Json]:
    """`{"zh", "en"}`."""
    return {"zh": value.zh, "en": value.en}


def item(value: Artifact) -> dict[str, Json]:
    """One item of a snapshot."""
    return {
        "id": value.id,
        "kind": value.kind,
        "title": value.title,
        "text": value.text,
        "path": value.location.path,
        "line": value.location.line,
        "digest": value.digest,
        "attributes": dict(value.attributes),
    }


def link(value: Link, *, resolved: bool) -> dict[str, Json]:
    """One link of a snapshot; `resolved` is false where an end is absent from this revision, or the target no item.

    `external` says that the configuration declares the target as defined elsewhere; other attributes stand as they are.
    """
    said = dict(value.attributes)
    said.pop("external", None)
    return {
        "source": value.source,
        "kind": value.kind,
        "target": value.target,
        "path": value.location.path,
        "line": value.location.line,
        "resolved": resolved,
        "external": value.is_external,
        "attributes": dict(sorted(said.items())),
    }


def problem(value: Diagnostic) -> dict[str, Json]:
    """One problem; `message` is English and `message_zh` Chinese, so that no locale decides."""
    place = value.location
    return {
        "code": value.code,
        "severity": value.severity.value,
        "message": value.message.en,
        "message_zh": value.message.zh,
        "path": place.path if place else "",
        "line": place.line if place else 0,
        "column": place.column if place else 0,
    }
