"""What the YAML parser says of a syntax error, in words that tell what to do."""

from medtrace.words import Localized

_WORDS = (
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


def syntax_words(problem: str, character: str) -> Localized:
    """Words for a problem as the parser names it, and the character that stands there."""
    if character == "\t":
        return Localized("YAML 不能用制表符缩进，请改用空格", "YAML is not indented with tabs; use blanks")
    for sign, zh, en in _WORDS:
        if sign in problem:
            return Localized(zh, en)
    return Localized(f"不是有效的 YAML：{problem}", f"not valid YAML: {problem}")
