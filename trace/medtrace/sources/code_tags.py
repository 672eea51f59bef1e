r"""Tags in code of any language: which place implements, verifies or mitigates which item.

    # implements: SRS-014, SRS-015                            // Verifies SRS-1 and SRS-2
    @pytest.mark.requirement("SRS-014")                       [Trait("requirement", "SRS-014")]
    RecordProperty("requirement", "SRS-014");                 /* 实现：SRS-014、SRS-015 */
    partially_verifies=["SRS-014", "SRS-015"],                "FullyVerifies": ("SRS-016",)

The word stands right before `:`, `(` or a blank and the ids; ids are whole tokens that any source or `externals` knows.
A bracketed list of quoted ids may take several lines and ends at its bracket.
Words: implements, 实现; satisfies, 满足; verifies, tests, covers, requirement, req, 验证, 需求; mitigates, 控制, 缓解;
derives; uses; mentions. `Requirement: SRS-014` in a comment is a mention unless `tests` is on, and the decorator,
attribute or macro `requirement("SRS-014")`, `REQ(SRS-014)` says `implements` where it stands at no test. Without
`tests` the path cites.
`@relation(SRS-014, SRS-015, scope=function, role=Test)` and `@sdoc[SRS-014]` of StrictDoc, over several lines too, are
`implements`, with `tests` or below a folder `tests` `verifies`, unless their role or `@relation` has a kind in `words`.

With `tests: true` every test function, method or case becomes an item and cites what its decorators, the comments
above it, its docstring and its body name; marks of a class or group, and `pytestmark` of a module, hold for every test
inside. Its id is what matches `test_id` above it, in its name or in its docstring, else `path::function` or
`path::Class::method`; the attribute `node` always says the latter, `code` is a digest of its lines. Python, C++, Java,
Kotlin, Scala, C#, JavaScript, TypeScript, Rust, Go, Swift and Ruby are known; in other files the path cites.
Ids in the words by which a runner knows a test are `verifies` too, without a word of the trade before them:

    it("SRS-014 shows …")  describe('SRS-015', …)             @Tag("SRS-014")  @DisplayName("SRS-014 shows …")
    TEST_CASE("Shows …", "[SRS-014]")                         [Category("SRS-014")]  [Fact(DisplayName = "SRS-014 …")]
    fun `SRS-014 shows …`()                                   t.Run("SRS-014", …)

About a test any id in a comment right above it, in its docstring or in a comment inside is `verifies`; in other code
the ids with which a comment begins (`/* SRS-014: rate */`, `\req SRS-014`) are `implements`; not where the words around
deny it, point at it (`see`) or leave it to be done. Ids that stand in the files besides are told (`ids-not-read`).

Options:
    words: more words, or other kinds of link for the words above, such as `{traces: derives}`; the name of a property
        is one too: `{trace-to: verifies}` reads `RecordProperty("trace-to", "SRS-014")` and `// trace-to: SRS-014`.
    tests: whether tests become items; false by default.
    titles: whether ids in titles, tags and categories of tests count, as above; true by default, with `tests` only.
    comments: whether ids in comments count without a word of the trade, as above; true by default.
    test_id: expression of a test's own id, such as `TC-\d{3}`.
    levels: folder → level of the tests below it (`unit*: unit`, … by default).
    ranges: whether `SRS-001 to SRS-006`, `SRS-001..006` or `SRS-001 至 SRS-006` in a tag names every id between; false
        by default: then only the ends that are written as ids. A range that runs backwards or names more than a
        thousand ids is told (`ids-not-ranged`), and its ends alone are read.
    mentions: whether ids elsewhere in the text become links `mentions`; false by default.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from medtrace.model.ids import unread_ranges
from medtrace.model.items import (
    Diagnostic,
    DiagnosticSeverity,
    ItemKind,
    Link,
    LinkKind,
    Location,
    content_digest,
    make_item,
)
from medtrace.model.snapshot import Blob
from medtrace.sources._relations import MARKER, Relations, is_test, is_test_file
from medtrace.sources._source import Files, Parsed, Setup, source
from medtrace.sources._tags import DEFAULT_WORDS, Tag, Text, Vocabulary
from medtrace.sources._test_files import TestFile, level_of, read_tests
from medtrace.sources._test_items import TestId
from medtrace.sources._test_titles import title_tags
from medtrace.sources._test_zones import Zone, zones
from medtrace.sources._text import text_of
from medtrace.sources._told import ids_not_read
from medtrace.sources._written_ids import about_tests, in_code

_LEVELS = (
    *((glob, "unit") for glob in ("unit", "unit?test*", "unittest*")),
    *((glob, "integration") for glob in ("integration", "integration?test*", "integrationtest*")),
    *((glob, "system") for glob in ("system", "system?test*", "systemtest*")),
    *((glob, "user") for glob in ("user", "user?test*", "acceptance", "acceptance?test*")),
)


@dataclass(frozen=True, slots=True)
class Options:
    """Words, and whether tests, ranges and mentions are read."""

    words: tuple[tuple[str, LinkKind], ...] = ()
    tests: bool = False
    test_id: re.Pattern[str] | None = None
    levels: tuple[tuple[str, str], ...] = _LEVELS
    ranges: bool = False
    mentions: bool = False
    titles: bool = True
    comments: bool = True


@source("code-tags", options=Options, version=8, own_ids=True)
def code_tags(files: Files, setup: Setup[Options]) -> Iterator[Parsed]:
    """Tests and links of each file, in the order of its text."""
    options = setup.options
    words = {word: kind for word, kind in options.words if word != MARKER}
    vocabulary = Vocabulary({**DEFAULT_WORDS, **words}, setup.known, options.tests, options.ranges)
    test_id = TestId(options.test_id.pattern) if options.test_id else None
    for blob in files.own:
        if not blob.is_binary:
            yield from _file(blob, setup, vocabulary, test_id)


def _file(blob: Blob, setup: Setup[Options], vocabulary: Vocabulary, test_id: TestId | None) -> Iterator[Parsed]:
    decoded, problems = text_of(blob)
    yield from problems
    text = Text(decoded)
    tests = read_tests(text, blob.path, test_id) if setup.options.tests else TestFile(blob.path)
    for case in tests.cases:
        level = level_of(case, blob.path, setup.options.levels)
        yield make_item(
            case.id,
            setup.kind or ItemKind.TEST,
            title=case.title,
            text=case.text,
            location=Location(blob.path, case.zone.start.line),
            attributes=(("node", case.node), ("code", _code(text, case.zone)), *((("level", level),) if level else ())),
        )
    yield from _links(text, tests, setup, vocabulary)
    if setup.options.ranges:
        yield from _unread(text, blob.path, setup, {tag.start for tag in vocabulary.tags(text)})


def _unread(text: Text, path: str, setup: Setup[Options], claimed: set[int]) -> Iterator[Diagnostic]:
    """Ranges behind a word of the trade of which only the ends were read."""
    for one in unread_ranges(setup.known, text.text):
        if one.start in claimed:
            place = Location(path, text.line_of(one.start))
            yield Diagnostic("ids-not-ranged", DiagnosticSeverity.WARNING, one.why, place)


def _code(text: Text, zone: Zone) -> str:
    """A short digest of the lines of a test, white space apart: whether it was changed can be told without its text."""
    return content_digest("", "\n".join(text.lines[zone.start.line - 1 : zone.last]))[:16]


def _titles(text: Text, tests: TestFile, setup: Setup[Options], worded: set[int]) -> Iterator[Tag]:
    """Ids in titles, tags and comments of tests and their groups, or of code, but for those that a word claims."""
    options = setup.options
    found: list[Tag] = []
    if tests.cases and options.titles:
        titled = title_tags(text, tests.path, setup.known, options.test_id)
        found += [tag for tag in titled if tests.owners(tag.line) != (tests.path,)]
    if options.comments and options.tests:
        found += about_tests(text, tests, setup.known, options.test_id)
    elif options.comments and not is_test_file(tests.path):
        found += in_code(text, tests.path, setup.known)
    yield from (tag for tag in found if tag.start not in worded)


def _settled(text: Text, path: str, setup: Setup[Options], tags: Iterable[Tag]) -> Iterator[Tag]:
    """The tags, those of a noun as a mark of code that is no test as what they say there."""
    own = {word.casefold() for word, _ in setup.options.words}
    lines: list[tuple[int, int]] | None = None
    for tag in tags:
        if not tag.is_mark or setup.options.tests or is_test_file(path) or tag.word.casefold() in own:
            yield tag
            continue
        if lines is None:
            lines = [(zone.first, zone.last) for zone in zones(text, path)[0]]
        in_test = any(first <= tag.line <= last for first, last in lines)
        yield tag if in_test else replace(tag, kind=LinkKind.IMPLEMENTS)


def _links(text: Text, tests: TestFile, setup: Setup[Options], vocabulary: Vocabulary) -> Iterator[Parsed]:
    """A link for each tag, once for each kind; then, if asked for, one for each other id, once."""
    relations = Relations(setup.known, dict(setup.options.words), in_test=setup.options.tests or is_test(tests.path))
    worded = (*_settled(text, tests.path, setup, vocabulary.tags(text)), *relations.tags(text))
    tags = sorted((*worded, *_titles(text, tests, setup, {tag.start for tag in worded})), key=lambda tag: tag.start)
    seen: set[tuple[str, str, str]] = set()
    for tag in tags:
        for owner in tests.owners(tag.line):
            key = (owner, tag.kind, tag.target)
            if tag.target != owner and key not in seen:
                seen.add(key)
                yield Link(owner, tag.kind, tag.target, Location(tests.path, tag.line), (("word", tag.word),))
    told = {(owner, target) for owner, _, target in seen} | {(case.id, case.id) for case in tests.cases}
    if setup.options.mentions:
        yield from _mentions(text, tests, setup, ({tag.start for tag in tags}, told))
    else:
        yield from _not_read(text, tests, setup, {target for _, target in told} | {tag.target for tag in tags})


def _mentions(
    text: Text, tests: TestFile, setup: Setup[Options], claimed: tuple[set[int], set[tuple[str, str]]]
) -> Iterator[Link]:
    used, told = claimed
    for found in setup.known.finditer(text.text):
        if found.group() and found.start() not in used:
            line = text.line_of(found.start())
            mention = (tests.owner(line), found.group())
            if mention not in told:
                told.add(mention)
                yield Link(mention[0], LinkKind.MENTIONS, mention[1], Location(tests.path, line))


def _not_read(text: Text, tests: TestFile, setup: Setup[Options], cited: set[str]) -> Iterator[Diagnostic]:
    """The ids of a file that nothing in it cites, as one note at the first of them."""
    own = setup.options.test_id
    found: dict[str, int] = {}
    for one in setup.known.finditer(text.text):
        if one.group() and one.group() not in cited and not (own and own.fullmatch(one.group())):
            found.setdefault(one.group(), one.start())
    if found:
        place = Location(tests.path, text.line_of(next(iter(found.values()))))
        yield ids_not_read(found, 1, place)
