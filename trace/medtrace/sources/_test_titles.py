"""Ids in the words by which a runner knows a test: its title, its tags, its categories.

    it("SRS-001 shows the rate")          @Tag("SRS-001") @DisplayName("SRS-002 …")        fun `SRS-001 shows`()
    TEST_CASE("Rate", "[SRS-001]")        [Trait("Requirement", "SRS-001")]                t.Run("SRS-001 …", …)

Data of a test (`[InlineData("SRS-001")]`, `@CsvSource`) is none of them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.expressions import expression
from medtrace.model.items import LinkKind
from medtrace.sources._tags import Tag, Text
from medtrace.sources._test_starts import CALLED

_TITLE = "title"
_MACRO = expression(
    r"^[ \t]*+(?:TEMPLATE_(?:LIST_)?)?(?:TEST_CASE(?:_METHOD|_FIXTURE)?|SCENARIO(?:_METHOD)?)[ \t]*+"
    r"\(\s*+(?:\w++\s*+,\s*+)?"
    r"(?P<words>\"(?:[^\"\\\n]|\\.){0,400}+\"(?:\s*+,?\s*+\"(?:[^\"\\\n]|\\.){0,400}+\"){0,3}+)",
    re.MULTILINE,
)
_ARGUMENTS = r"\s*+\((?P<words>(?:[^()\"]|\"[^\"\n]{0,400}+\"){0,400}+)\)"
_ANNOTATION = expression(rf"@(?:\w++\.)*+(?P<name>Tag|DisplayName|Description|Category|Test)\b{_ARGUMENTS}")
_BACKTICKED = expression(r"\bfun[ \t]++`(?P<words>[^`\n]++)`")
_IN_BRACKETS = expression(r"^[ \t]*+\[[^\n]++", re.MULTILINE)
_ATTRIBUTE = expression(
    r"(?<![\w\"])(?P<name>Trait|Category|TestCategory|Property|TestProperty|Description|Fact|Theory|Test|TestMethod)"
    rf"(?:Attribute)?{_ARGUMENTS}"
)
_QUOTED = expression(r"\"([^\"\n]*+)\"")
_SUBTEST = expression(r"\b\w++\.Run\(\s*+(?P<words>\"(?:[^\"\\\n]|\\.){0,400}+\"|`[^`\n]*+`)")
_JVM = ("java", "kt", "kts", "scala", "groovy")
_C = ("c", "cc", "cpp", "cxx", "h", "hh", "hpp", "cu", "mm")
_CALLING = ("js", "jsx", "ts", "tsx", "mjs", "cjs", "mts", "cts", "vue", "dart", "rb")


@dataclass(frozen=True, slots=True)
class _Words:
    """A stretch of the text in which a test is named, and what kind of naming it is."""

    name: str
    start: int
    end: int


def title_tags(text: Text, path: str, known: re.Pattern[str], own: re.Pattern[str] | None) -> Iterator[Tag]:
    """Every known id in the titles and tags of a file's tests and groups; what matches `own` is the id of a test."""
    for words in _named(text.text, path.rpartition(".")[2].casefold()):
        for found in known.finditer(text.text, words.start, words.end):
            if found.group() and not (own and own.fullmatch(found.group())):
                yield Tag(LinkKind.VERIFIES, found.group(), words.name, found.start(), text.line_of(found.start()))


def _named(text: str, suffix: str) -> Iterator[_Words]:
    if suffix in _CALLING:
        yield from (_Words(_TITLE, *found.span(5)) for found in CALLED.finditer(text))
    elif suffix in _C:
        yield from (_Words(_TITLE, *found.span("words")) for found in _MACRO.finditer(text))
    elif suffix in _JVM:
        yield from _quoted(text, _ANNOTATION.finditer(text))
        yield from (_Words(_TITLE, *found.span("words")) for found in _BACKTICKED.finditer(text))
    elif suffix == "cs":
        for line in _IN_BRACKETS.finditer(text):
            yield from _quoted(text, _ATTRIBUTE.finditer(text, *line.span()))
    elif suffix == "go":
        yield from (_Words(_TITLE, *found.span("words")) for found in _SUBTEST.finditer(text))


def _quoted(text: str, calls: Iterator[re.Match[str]]) -> Iterator[_Words]:
    for call in calls:
        yield from (_Words(call["name"], *one.span(1)) for one in _QUOTED.finditer(text, *call.span("words")))
