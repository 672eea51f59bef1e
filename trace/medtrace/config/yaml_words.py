"""What is wrong with the YAML of a configuration or profile, in words that tell what to do."""

from medtrace.marked.flaws import Defect, Flaw
from medtrace.marked.grower import MAX_DEPTH
from medtrace.marked.words import words_of
from medtrace.words import Localized

MAX_NODES = 200_000

_FLAWS = {
    Defect.KEY_SHAPE: ("键必须是普通文字", "a key must be plain text"),
    Defect.KEY_TWICE: (
        "键“{name}”重复，首次出现在第 {line} 行第 {column} 列",
        'key "{name}" stands twice; first at line {line}, column {column}',
    ),
    Defect.MERGE_KEY: (
        "不支持合并键 <<，请写出各键",
        "merge keys (<<) are not supported; write the keys out",
    ),
    Defect.TAG: ("不支持 YAML 标签 {name}", "the YAML tag {name} is not supported; remove it"),
    Defect.UNFIT: ("文字含有不可用的字符 {name}", "the text holds {name}, which is not allowed"),
    Defect.DEEP: (f"嵌套超过 {MAX_DEPTH} 层", f"nested deeper than {MAX_DEPTH} levels"),
    Defect.LARGE: (
        f"内容过大：别名展开后超过 {MAX_NODES} 个节点或 {MAX_DEPTH} 层",
        f"too large: more than {MAX_NODES} nodes or {MAX_DEPTH} levels once aliases are written out",
    ),
    Defect.ALIAS_LOST: ("别名 *{name} 没有对应的锚点", "alias *{name} has no anchor before it"),
    Defect.ALIAS_INSIDE: ("别名 *{name} 引用了自身", "alias *{name} stands inside its own anchor"),
    Defect.SECOND_DOCUMENT: ("文件只能有一个 YAML 文档", "only one YAML document may stand in the file"),
}
_SYNTAX = (
    (
        "mapping values are not allowed",
        "此处不能再有“: ”；请检查缩进，含冒号的文字请加引号",
        'a second ": " is not allowed here; check the indentation, or put quotes around text with a colon',
    ),
    (
        "cannot start any token",
        "值不能以这个字符开头，请加引号",
        "a value cannot begin with this character; put quotes around it",
    ),
    (
        "unexpected end of stream",
        "引号没有结束",
        "the quotes are not closed",
    ),
    (
        "did not find expected ',' or",
        "方括号或花括号没有结束，或缺少逗号",
        "a bracket or brace is not closed, or a comma is missing",
    ),
    (
        "did not find expected node content",
        "此处缺少值",
        "a value is missing here",
    ),
    (
        "did not find expected key",
        "缩进与上文不一致，或缺少键",
        "the indentation differs from the lines above, or a key is missing",
    ),
    (
        "did not find expected '-' indicator",
        "列表中应以“- ”开头；请检查缩进",
        'an entry of the list must begin with "- "; check the indentation',
    ),
    (
        "could not find expected ':'",
        "键后缺少冒号“: ”",
        'the key lacks its colon ": "',
    ),
)


def flaw_words(flaw: Flaw) -> Localized:
    """Words for a flaw."""
    return words_of(flaw, _FLAWS, _SYNTAX)
