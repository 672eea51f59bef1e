"""Whether the fields that a configuration counts as meaning are fields of its items at all."""

import difflib
from collections.abc import Iterator, Mapping

from medtrace.model.items import Diagnostic, DiagnosticSeverity, Location
from medtrace.model.snapshot import Snapshot
from medtrace.words import Localized


def meaning_problems(
    snapshot: Snapshot, meaning: Mapping[str, frozenset[str]], config_path: str
) -> Iterator[Diagnostic]:
    """A gap for each field that no item of its kind has: with such a field alone nothing would ever change."""
    for kind, fields in sorted(meaning.items()):
        items = [item for item in snapshot.items if item.kind == kind]
        known = {"title", "text"} | {name for item in items for name, _ in item.attributes}
        for field in sorted(fields - known) if items else ():
            near = difflib.get_close_matches(field, sorted(known), n=1)
            zh = f"meaning：没有“{kind}”类条目含有字段“{field}”" + (f"；是否指“{near[0]}”？" if near else "")
            en = f"meaning: no item of kind {kind} has a field “{field}”" + (
                f"; did you mean “{near[0]}”?" if near else ""
            )
            yield Diagnostic(
                "meaning-field-unknown", DiagnosticSeverity.WARNING, Localized(zh, en), Location(config_path)
            )
