"""Scenarios of Gherkin files as tests: `@SRS-014` tags and ids in the words of a feature, rule or scenario.

    @SRS-014
    功能: 判读窗划分
      Requirements covered:
      - [SRS-015] …

      @TC-031 @tests:SRS-016
      场景: 末段不足 30 s

Every scenario is an item; its id is the tag (or the first word of its name) that matches `id`, else `path::name`. Ids
in its tags, name, description and examples are links, and so are those of its feature and rule; ids in its steps are
mentions. A feature or rule with ids but without a scenario cites them by its path. English and Chinese keywords are
read; comments, doc strings and tables hold none.

Options:
    link: kind of the links; `verifies` by default.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from medtrace.expressions import expression
from medtrace.model.items import Diagnostic, DiagnosticSeverity, ItemKind, Link, LinkKind, Location, make_item
from medtrace.model.snapshot import Blob
from medtrace.sources._features import Block, BlockKind, Line, read_feature
from medtrace.sources._heading_ids import Identified, identified
from medtrace.sources._markdown import unclosed_problem
from medtrace.sources._source import Files, Parsed, Setup, source
from medtrace.sources._text import text_of
from medtrace.words import Localized

_LANGUAGE = expression(
    r"(?:[ \t]*+(?:#(?![ \t]*+language[ \t]*+:)[^\n]*+)?\n)*+[ \t]*+#[ \t]*+language[ \t]*+:[ \t]*+([\w-]{1,20})"
)


@dataclass(frozen=True, slots=True)
class Options:
    """Kind of the links from scenarios to what they cite."""

    link: LinkKind = LinkKind.VERIFIES


@dataclass(slots=True)
class _Scope:
    """A feature or rule: what it says, and whether a scenario stands below it."""

    name: str
    said: list[Line]
    used: bool = False


@dataclass(slots=True)
class _Scenario:
    """A scenario with its examples, the scopes above it and its last line."""

    block: Block
    scopes: tuple[_Scope, ...]
    end: int
    said: list[Line] = field(default_factory=list)
    steps: list[Line] = field(default_factory=list)

    def take(self, block: Block) -> None:
        """Add what a block of its own says."""
        self.said += block.said
        self.steps += block.steps


@dataclass(slots=True)
class _Outline:
    """What a file holds: scenarios, features and rules, and the lines of backgrounds."""

    last: int
    scenarios: list[_Scenario] = field(default_factory=list)
    scopes: list[_Scope] = field(default_factory=list)
    background: list[Line] = field(default_factory=list)
    above: tuple[_Scope, ...] = ()
    current: _Scenario | None = None

    def take(self, block: Block) -> None:
        """Put the next block where it belongs."""
        if block.kind is BlockKind.EXAMPLES and self.current:
            self.current.take(block)
            return
        if self.current:
            self.current.end = block.start - 1
            self.current = None
        match block.kind:
            case BlockKind.FEATURE | BlockKind.RULE:
                self.scopes.append(_Scope(block.name, [*block.said, *block.steps]))
                self.above = (*(self.above[:1] if block.kind is BlockKind.RULE else ()), self.scopes[-1])
            case BlockKind.SCENARIO:
                self.current = _Scenario(block, self.above, self.last)
                self.current.take(block)
                self.scenarios.append(self.current)
                for scope in self.above:
                    scope.used = True
            case _:
                self.background += [*block.said, *block.steps]


@source("gherkin", options=Options, own_ids=True)
def gherkin(files: Files, setup: Setup[Options]) -> Iterator[Parsed]:
    """Scenarios of each file in order."""
    for blob in files.own:
        if not blob.is_binary:
            yield from _file(blob, setup)


def _file(blob: Blob, setup: Setup[Options]) -> Iterator[Parsed]:
    text, problems = text_of(blob)
    yield from problems
    yield from _other_language(text, blob.path)
    blocks, unclosed = read_feature(text)
    yield from (unclosed_problem(mark, Location(blob.path, line)) for line, mark in unclosed)
    lines = text.split("\n")
    outline = _Outline(len(lines))
    for block in blocks:
        outline.take(block)
    nodes: dict[str, int] = {}
    for scenario in outline.scenarios:
        yield from _item(scenario, lines, setup, blob.path, nodes)
    loose = [line for scope in outline.scopes if not scope.used for line in scope.said]
    yield from _links(setup, blob.path, loose, outline.background, blob.path)


def _other_language(text: str, path: str) -> Iterator[Diagnostic]:
    """A header that says a language whose keywords are not known: its scenarios are not seen."""
    found = _LANGUAGE.match(text)
    if found and not found[1].lower().startswith(("en", "zh")):
        words = Localized(
            f"功能文件的语言“{found[1]}”不受支持（支持中文和英文关键字），其场景未读取",
            f"the language “{found[1]}” of the feature is not known (Chinese and English are): no scenario is read",
        )
        line = text.count("\n", 0, found.start(1)) + 1
        yield Diagnostic("language-not-read", DiagnosticSeverity.WARNING, words, Location(path, line))


def _item(
    scenario: _Scenario, lines: list[str], setup: Setup[Options], path: str, nodes: dict[str, int]
) -> Iterator[Parsed]:
    block = scenario.block
    node = f"{path}::{block.name or 'Scenario'}"
    nodes[node] = nodes.get(node, 0) + 1
    line, own = _own_id(block, setup)
    # A second scenario of the same name is another test, not a second definition.
    identity = own.id if own else node if nodes[node] == 1 else f"{node} ({nodes[node]})"
    found = [("node", node), ("feature", scenario.scopes[0].name if scenario.scopes else "")]
    yield make_item(
        identity,
        setup.kind or ItemKind.TEST,
        title=(own.title if own else "") or block.name,
        text="\n".join(text.strip() for text in lines[block.line : scenario.end]).strip(),
        location=Location(path, line),
        attributes=[(name, value) for name, value in found if value],
    )
    said = [one for scope in scenario.scopes for one in scope.said] + scenario.said
    yield from _links(setup, identity, said, scenario.steps, path)


def _own_id(block: Block, setup: Setup[Options]) -> tuple[int, Identified | None]:
    """The id of a scenario's own with its line: in its tags, or at the start of its name."""
    named = identified(setup.id, block.name)
    for number, text in block.said:
        tag = setup.id.search(text) if number < block.line else None
        if tag:
            return number, Identified(tag.group(), named.title if named else block.name)
    return block.line, named


def _links(
    setup: Setup[Options], owner: str, said: Iterable[Line], mentioned: Iterable[Line], path: str
) -> Iterator[Link]:
    """A link for each id, once: what tags and words claim goes before what steps mention."""
    seen = {owner}
    for kind, lines in ((setup.options.link, said), (LinkKind.MENTIONS, mentioned)):
        for number, text in lines:
            for found in setup.known.finditer(text):
                if found.group() not in seen:
                    seen.add(found.group())
                    yield Link(owner, kind, found.group(), Location(path, number))
