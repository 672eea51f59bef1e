"""Markers of StrictDoc in comments and docstrings of any language: ids, a scope and a role in brackets.

    @relation(SRS-014, SRS-015, scope=function)        /**
    @relation{SRS-014, scope=file, role=Test}           * @relation(SRS-014,
    @sdoc[SRS-014] … @sdoc[/SRS-014]                    *           SRS-015, scope=range_start)

The list may run over several lines of a comment. The end of a range says nothing that its start did not say. What
stands between `@relation(skip, scope=range_start)` or `@sdoc(nosdoc)` and its end is left out, as is all after
`@relation(skip, scope=file)`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from medtrace.expressions import expression
from medtrace.model.items import LinkKind
from medtrace.sources._tags import Tag, Text

MARKER = "@relation"
_ROLES: Mapping[str, str] = {
    **dict.fromkeys(("implementation", "implements"), LinkKind.IMPLEMENTS),
    **dict.fromkeys(("test", "tests", "verification", "verifies"), LinkKind.VERIFIES),
}
_TEST_FOLDER = expression(r"(?:^|/)(?:[^/]*[-_.])?tests?/", re.IGNORECASE)
_TEST_NAME = expression(
    r"(?:(?:^|/)(?:[Tt]ests?|[Ss]pec)[-_.][^/]*|[-_.](?:[Tt]ests?|spec)\.\w+|[a-z0-9](?:Tests?|Spec)\.\w+)$"
)
# Another marker ends an open bracket: however many stand in a row, each is looked at once.
_MARKER = expression(
    r"@(?:(?P<new>relation)[ \t]*+[({]|sdoc[ \t]*+[\[({])(?P<end>/?)(?P<inside>[^@()\[\]{}]{0,4000}+)[)}\]]"
)
_KEY = expression(r"\b(scope|role)\s*+=\s*+([\w-]++)")
_SKIP = expression(r"[\s#*/;%-]*+(?:skip|nosdoc)\b")


def is_test(path: str) -> bool:
    """Whether a file stands below a folder of tests."""
    return bool(_TEST_FOLDER.search(path))


def is_test_file(path: str) -> bool:
    """Whether a file stands below a folder of tests, or is named as one."""
    return is_test(path) or bool(_TEST_NAME.search(path))


@dataclass(frozen=True)
class Relations:
    """What the markers of a text mean: `words` give the kind of link of a role, and of a marker as such."""

    known: re.Pattern[str]
    words: Mapping[str, str]
    in_test: bool

    @cached_property
    def _kinds(self) -> dict[str, str]:
        usual = {MARKER: LinkKind.VERIFIES if self.in_test else LinkKind.IMPLEMENTS, **_ROLES}
        return usual | {word.casefold(): kind for word, kind in self.words.items()}

    def tags(self, text: Text) -> Iterator[Tag]:
        """The ids of every marker that counts, in order."""
        skipping = False
        for marker in _MARKER.finditer(text.text):
            said = dict(_KEY.findall(marker["inside"]))
            scope = said.get("scope", "" if marker["new"] else "range_start")
            ends = bool(marker["end"]) or scope == "range_end"
            if _SKIP.match(marker["inside"]):
                if scope == "file":
                    return
                skipping = scope == "range_start" and not ends
            elif not (ends or skipping):
                yield from self._ids(text, marker, said.get("role", ""))

    def _ids(self, text: Text, marker: re.Match[str], role: str) -> Iterator[Tag]:
        kind = self._kinds.get(role.casefold(), self._kinds[MARKER])
        keys = _KEY.search(marker["inside"])
        start = marker.start("inside")
        last = start + keys.start() if keys else marker.end("inside")
        for found in self.known.finditer(text.text, start, last):
            if found.group():
                yield Tag(kind, found.group(), role or MARKER, found.start(), text.line_of(found.start()))
