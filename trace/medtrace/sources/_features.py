"""The blocks of a Gherkin file: which keyword begins them, and their lines by what they are.

Comments are no text of a block; doc strings and tables belong to the steps and hold no keywords. English and Chinese
keywords are known whatever `# language:` says.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from medtrace.expressions import expression

Line = tuple[int, str]


class BlockKind(Enum):
    """What a keyword begins."""

    FEATURE = "feature"
    RULE = "rule"
    BACKGROUND = "background"
    SCENARIO = "scenario"
    EXAMPLES = "examples"


_KEYWORDS = {
    BlockKind.FEATURE: ("Feature", "Business Need", "Ability", "功能"),
    BlockKind.RULE: ("Rule", "规则", "規則"),
    BlockKind.BACKGROUND: ("Background", "背景"),
    BlockKind.EXAMPLES: ("Examples", "Scenarios", "例子"),
    BlockKind.SCENARIO: (
        "Scenario Outline",
        "Scenario Template",
        "Scenario",
        "Example",
        "场景大纲",
        "剧本大纲",
        "场景",
        "剧本",
        "場景大綱",
        "劇本大綱",
        "場景",
        "劇本",
    ),
}
_KIND_OF = {word: kind for kind, words in _KEYWORDS.items() for word in words}
_KEYWORD = expression(rf"({'|'.join(sorted(_KIND_OF, key=lambda word: (-len(word), word)))})\s*+[:：]")
_STEPS = (
    *("Given ", "When ", "Then ", "And ", "But ", "* "),
    *("假如", "假设", "假定", "当", "那么", "而且", "并且", "同时", "但是"),
    *("假設", "當", "那麼", "並且", "同時"),
)
_FENCES = ('"""', "```")
_TAG_COMMENT = expression(r"(?:^|\s)#")


@dataclass(slots=True)
class Block:
    """A keyword with what belongs to it; `start` is the line of its first tag or of the keyword."""

    kind: BlockKind
    name: str
    line: int
    start: int
    said: list[Line] = field(default_factory=list)
    steps: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class _Reader:
    lines: list[str]
    block: Block | None = None
    tags: list[Line] = field(default_factory=list)
    fence: str = ""
    unclosed: list[Line] = field(default_factory=list)
    last_fence: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number, line in enumerate(self.lines, 1):
            bare = line.strip()
            if bare in _FENCES:
                self.last_fence[bare] = number

    def blocks(self) -> Iterator[Block]:
        """Blocks in order, each when it is whole."""
        for number, line in enumerate(self.lines, 1):
            bare = line.strip()
            if self._in_doc_string(bare, number) or bare.startswith(("|", "#")) or not bare:
                self._step(number, bare)
            elif bare.startswith("@"):
                self.tags.append((number, _TAG_COMMENT.split(bare, maxsplit=1)[0]))
            elif found := _KEYWORD.match(bare):
                if self.block:
                    yield self.block
                self._begin(_KIND_OF[found.group(1)], bare[found.end() :].strip(), number)
            else:
                self._text(number, bare)
        if self.block:
            yield self.block

    def _begin(self, kind: BlockKind, name: str, number: int) -> None:
        start = self.tags[0][0] if self.tags else number
        self.block = Block(kind, name, number, start, [*self.tags, (number, name)])
        self.tags = []

    def _text(self, number: int, bare: str) -> None:
        if self.block is None:
            return
        if self.block.steps or self.block.kind is BlockKind.BACKGROUND or bare.startswith(_STEPS):
            self.block.steps.append((number, bare))
        else:
            self.block.said.append((number, bare))

    def _step(self, number: int, bare: str) -> None:
        if self.block and bare and not (bare.startswith("#") and not self.fence):
            self.block.steps.append((number, bare))

    def _in_doc_string(self, bare: str, number: int) -> bool:
        """Whether the line is one of a doc string; one that is never closed is read as steps."""
        if self.fence:
            self.fence = "" if bare == self.fence else self.fence
            return True
        mark = bare[:3]
        if mark not in _FENCES or bare.count(mark) > 1 or not (self.block and self.block.steps):
            return False
        if self.last_fence.get(mark, 0) <= number:
            self.unclosed.append((number, mark))
            return False
        self.fence = mark
        return True


def read_feature(text: str) -> tuple[list[Block], list[Line]]:
    """The blocks of a file, and the doc strings that are never closed."""
    reader = _Reader(text.split("\n"))
    return list(reader.blocks()), reader.unclosed
