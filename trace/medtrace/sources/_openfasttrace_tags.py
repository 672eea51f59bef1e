"""Coverage tags in code: `[impl->dsn~x~1]`, `[utest -> dsn~x~1]`, `[impl~name~1->dsn~x~1>>utest]`; one line each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.expressions import expression
from medtrace.model.items import Diagnostic, DiagnosticSeverity, Location
from medtrace.sources._openfasttrace_ids import ID, NAME, Reference, reference
from medtrace.words import Localized

_TAG = expression(
    rf"\[\s*+(?P<artifact>[A-Za-z]++)(?:~(?P<name>(?:{NAME})?+)~(?P<revision>\d++))?+\s*+->\s*+(?P<target>{ID})\s*+"
    r"(?:>>\s*+(?P<needs>[A-Za-z]++(?:\s*+,\s*+[A-Za-z]++)*+)\s*+)?+\]"
)
# Reads as a tag to a person: an arrow between two words of which the second holds a tilde.
_MEANT = expression(r"\[\s*+[A-Za-z]++(?:~[\w.~-]*+)?+(?:\s*+-)?+>\s*+[A-Za-z]++~[^\[\]\"'\n]{1,200}\]")


@dataclass(frozen=True, slots=True)
class CoverageTag:
    """One tag; `own` is the item that it makes, None where the place in the code alone covers the target."""

    artifact: str
    target: Reference
    own: Reference | None
    needs: tuple[str, ...]
    line: int


def coverage_tags(text: str, path: str) -> Iterator[CoverageTag | Diagnostic]:
    """Tags of a text in order, and what looks like one and cannot be read."""
    for number, line in enumerate(text.split("\n"), 1):
        if "[" not in line or "~" not in line:
            continue
        read = set()
        for found in _TAG.finditer(line):
            read.add(found.start())
            yield _tag(found, number)
        for found in _MEANT.finditer(line):
            if found.start() not in read:
                words = Localized(
                    f"“{found.group()[:60]}”不符合覆盖标记的写法，未读取；应如 [impl->dsn~name~1]",
                    f"“{found.group()[:60]}” is no coverage tag and was not read; write it as [impl->dsn~name~1]",
                )
                yield Diagnostic("tag-unreadable", DiagnosticSeverity.WARNING, words, Location(path, number))


def _tag(found: re.Match[str], line: int) -> CoverageTag:
    target = reference(found["target"])
    needs = tuple(one.strip() for one in (found["needs"] or "").split(",") if one.strip())
    # A tag without a name is nobody's target, unless it asks for coverage: then it bears the name of what it covers.
    name = found["name"] or (target.name if needs else "")
    own = Reference(found["artifact"], name, found["revision"] or "0") if name else None
    return CoverageTag(found["artifact"], target, own, needs, line)
