"""What a test of a source file says of itself: its id, title and text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from medtrace.expressions import expression
from medtrace.model.ids import whole_token
from medtrace.sources._heading_ids import identified
from medtrace.sources._tags import Text
from medtrace.sources._test_zones import Zone, is_comment

_DOCSTRING = expression(
    r"[ \t]*+[rRuUbBfF]{0,2}(?:\"\"\"([^\"\\]*+(?:(?:\\.|\"(?!\"\"))[^\"\\]*+)*+)\"\"\""
    r"|'''([^'\\]*+(?:(?:\\.|'(?!''))[^'\\]*+)*+)'''"
    r"|\"((?:[^\"\\\n]|\\.)*+)\"|'((?:[^'\\\n]|\\.)*+)')",
    re.DOTALL,
)
_COMMENT_MARKS = " \t/*#-!%;"
_TAG = expression(r"</?[A-Za-z][^<>]{0,200}>|<!--|-->")
_SIGNATURE_LINES = 60


@dataclass(frozen=True)
class TestId:
    """The form of a test's own id: as a whole token of a text, and in a name, where underscores part the words."""

    pattern: str

    @cached_property
    def token(self) -> re.Pattern[str]:
        """The id in a text."""
        return whole_token(self.pattern)

    @cached_property
    def _part(self) -> re.Pattern[str]:
        return re.compile(rf"(?<![A-Za-z0-9])(?:{self.pattern})(?![A-Za-z0-9])")

    def in_text(self, text: str) -> str:
        """The first id of a text, empty where there is none."""
        found = self.token.search(text)
        return found.group() if found else ""

    def in_name(self, name: str) -> str:
        """The id in a name: `test_TC_014_rate` holds TC-014 too."""
        found = self._part.search(name) or self._part.search(name.replace("_", "-"))
        return found.group() if found else ""

    def without(self, text: str) -> str:
        """The text without comment marks and without its id."""
        # Marks at the left only: at the right the same signs belong to the words, as the unit of `90.0%` does.
        bare = _TAG.sub(" ", text).lstrip(_COMMENT_MARKS).rstrip().removesuffix("*/").rstrip()
        found = identified(self.token, bare)
        return found.title if found else " ".join(self.token.sub("", bare).replace("()", "").replace("[]", "").split())


@dataclass(frozen=True, slots=True)
class Described:
    """What a test says of itself: an id of its own or none, a title and a text."""

    id: str
    title: str
    text: str


def described(text: Text, zone: Zone, test_id: TestId | None) -> Described:
    """Read the marks and comments above, the name, then docstring or comments below the signature, in this order."""
    name = zone.start.name
    doc = _docstring(text, zone).strip()
    first, _, rest = doc.partition("\n")
    if test_id is None:
        return Described("", first.strip() or name, rest.strip())
    identity, said = "", ""
    for words, is_prose in _candidates(text, zone, doc):
        identity = test_id.in_name(words) if words == name else test_id.in_text(words)
        if identity:
            said = test_id.without(words) if is_prose else ""
            break
    return Described(identity, test_id.without(first) or said or name, rest.strip())


def _candidates(text: Text, zone: Zone, doc: str) -> Iterator[tuple[str, bool]]:
    """Places for an id, and whether what stands beside it there is a title."""
    for line in text.lines[zone.near - 1 : zone.start.line - 1]:
        yield line, is_comment(line)
    yield zone.start.name, " " in zone.start.name
    for line in (*doc.split("\n"), *_comments_below(text, zone)):
        yield line, True


def _below_signature(text: Text, zone: Zone) -> int:
    """The line after the signature, as the brackets tell."""
    depth = 0
    last = min(zone.start.line + _SIGNATURE_LINES, zone.last, len(text.lines))
    for number in range(zone.start.line, last + 1):
        line = text.lines[number - 1]
        depth += sum(line.count(sign) for sign in "([") - sum(line.count(sign) for sign in ")]")
        if depth <= 0:
            return number + 1
    return zone.start.line + 1


def _docstring(text: Text, zone: Zone) -> str:
    found = _doc(text, zone)
    return next((part for part in found.groups() if part is not None), "") if found else ""


def _doc(text: Text, zone: Zone) -> re.Match[str] | None:
    number = _below_signature(text, zone)
    while number <= zone.last and not text.lines[number - 1].strip():
        number += 1
    return _DOCSTRING.match(text.text, text.start_of(number)) if number <= zone.last else None


def doc_span(text: Text, zone: Zone) -> tuple[int, int] | None:
    """Where the docstring of a test begins and ends."""
    found = _doc(text, zone)
    return found.span() if found else None


def head_end(text: Text, zone: Zone) -> int:
    """The last line of what speaks of a test or group as a whole: its signature, or its docstring below."""
    found = _doc(text, zone)
    return text.line_of(found.end()) if found else zone.start.line


def _comments_below(text: Text, zone: Zone) -> Iterator[str]:
    for line in text.lines[_below_signature(text, zone) - 1 : zone.last]:
        if is_comment(line):
            yield line
        elif line.strip() not in {"", "{"}:
            return
