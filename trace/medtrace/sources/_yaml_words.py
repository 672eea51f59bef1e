"""What is wrong with the YAML of items, as defects in words that tell what to do."""

from medtrace.marked.flaws import Defect, Flaw
from medtrace.marked.grower import MAX_DEPTH, MAX_EVENTS
from medtrace.marked.words import words_of
from medtrace.model.items import Diagnostic, DiagnosticSeverity, Location
from medtrace.words import Localized

MAX_ALIASED = 100_000

_CODES = {
    Defect.KEY_SHAPE: "yaml-shape",
    Defect.KEY_TWICE: "yaml-duplicate-key",
    Defect.DEEP: "yaml-refused",
    Defect.LARGE: "yaml-refused",
    Defect.LONG: "file-too-long",
}
_LOST = ("别名 *{name} 没有对应的锚点", "alias *{name} has no anchor before it")
_FLAWS = {
    Defect.KEY_SHAPE: ("键必须是普通文字", "a key must be plain text"),
    Defect.KEY_TWICE: (
        "键“{name}”重复，以第 {line} 行为准",
        "key “{name}” stands twice; line {line} is kept",
    ),
    Defect.UNFIT: ("含有不可见字符 {name}，请删除", "invisible character {name}; delete it"),
    Defect.DEEP: (
        f"嵌套超过 {MAX_DEPTH} 层，未读取",
        f"nested deeper than {MAX_DEPTH} levels; not read",
    ),
    Defect.LARGE: (
        f"别名展开后超过 {MAX_ALIASED} 个节点或 {MAX_DEPTH} 层，未读取",
        f"more than {MAX_ALIASED} nodes or {MAX_DEPTH} levels once aliases are written out; not read",
    ),
    Defect.LONG: (
        f"超过 {MAX_EVENTS} 个键、值与括号，自此处起未读取；请将文件拆分",
        f"more than {MAX_EVENTS} keys, values and brackets: from here on it was not read; split the file",
    ),
    Defect.ALIAS_LOST: _LOST,
    Defect.ALIAS_INSIDE: _LOST,
}
_PARSER = (
    (
        "mapping values are not allowed",
        "含冒号的文字请加引号，并检查缩进",
        "quote text with a colon; check the indentation",
    ),
    ("cannot start any token", "以该字符开头的文字请加引号", "quote text that begins with this character"),
    ("unexpected end of stream", "引号没有结束", "the quotes are not closed"),
    ("document indicator", "引号没有结束", "the quotes are not closed"),
    ("did not find expected ',' or", "括号没有结束，或缺少逗号", "a bracket is not closed, or a comma is missing"),
    ("node content", "值不完整，请检查括号与缩进", "a value is not complete; check brackets and indentation"),
    ("expected key", "缩进与上文不一致，或缺少键", "the indentation differs from the lines above, or a key is missing"),
    ("'-' indicator", "列表项应以“- ”开头，请检查缩进", "an entry must begin with “- ”; check the indentation"),
    ("expected ':'", "键后缺少冒号", "the key lacks its colon"),
)
_SYNTAX = tuple((part, f"不是有效的 YAML：{zh}", f"not valid YAML: {en}") for part, zh, en in _PARSER)


def defect(code: str, place: Location, zh: str, en: str) -> Diagnostic:
    """A defect that costs an item or a part of one."""
    return Diagnostic(code, DiagnosticSeverity.ERROR, Localized(zh, en), place)


def told(flaw: Flaw) -> Diagnostic:
    """A flaw as a defect."""
    words = words_of(flaw, _FLAWS, _SYNTAX)
    return defect(_CODES.get(flaw.what, "yaml-unreadable"), flaw.location, words.zh, words.en)
