"""A screen written as code: the texts in its quotes, and the calls that only place, size or colour."""

import ast
import re
from dataclasses import dataclass

from medtrace.expressions import expression
from medtrace.syntax.languages import Language
from medtrace.syntax.python_tree import parse_python
from medtrace.syntax.tokens import signs

_QML_LOOKS = expression(
    r"(?m)^[^\S\n]*(?:anchors(?:\.\w+)*|(?:implicit)?(?:width|height)|Layout\.\w+|x|y|z|color|font\.\w+|radius|opacity"
    r"|spacing|(?:[a-z]+)?(?:[pP]adding|[mM]argins?)|(?:horizontal|vertical)Alignment|border\.\w+|scale|rotation"
    r"|fillMode|smooth|antialiasing)[^\S\n]*:[^\n{]*$"
)
_CHAINED = {
    *(
        "padding",
        "frame",
        "font",
        "foregroundColor",
        "foregroundStyle",
        "background",
        "cornerRadius",
        "shadow",
        "opacity",
    ),
    *(
        "bold",
        "italic",
        "fontWeight",
        "lineLimit",
        "multilineTextAlignment",
        "tint",
        "accentColor",
        "edgesIgnoringSafeArea",
    ),
    *(
        "offset",
        "border",
        "clipShape",
        "minimumScaleFactor",
        "fixedSize",
        "layoutPriority",
        "imageScale",
        "listRowInsets",
    ),
    *(
        "size",
        "width",
        "height",
        "fillMaxWidth",
        "fillMaxHeight",
        "fillMaxSize",
        "wrapContentSize",
        "wrapContentHeight",
    ),
    *("heightIn", "widthIn", "sizeIn", "clip", "alpha", "weight", "requiredSize", "defaultMinSize"),
    *("setBounds", "setPreferredSize", "setMinimumSize", "setMaximumSize", "setBorder", "setFont", "setBackground"),
    *("setForeground", "setMargin", "setAlignmentX", "setAlignmentY", "setHorizontalAlignment", "setVerticalAlignment"),
    *(
        "setGeometry",
        "setFixedSize",
        "setFixedWidth",
        "setFixedHeight",
        "setStyleSheet",
        "setContentsMargins",
        "setSpacing",
    ),
    *("setAlignment", "setSizePolicy", "setPadding", "setTextSize", "setTextColor", "setBackgroundColor", "setOpaque"),
}
_NAMED = {
    *("fontSize", "fontWeight", "color", "textAlign", "contentPadding", "horizontalAlignment", "verticalAlignment"),
    *(
        "horizontalArrangement",
        "verticalArrangement",
        "shape",
        "elevation",
        "tint",
        "alignment",
        "spacing",
        "lineHeight",
    ),
    *("letterSpacing", "fontFamily", "backgroundColor", "contentScale"),
}
_ASSIGNED = {"Location", "Size", "Font", "Margin", "Padding", "Anchor", "Dock", "ForeColor", "BackColor", "ClientSize"}
_ATTRIBUTES = {"className", "class", "style", "sx", "tw"}
_OPENS, _CLOSES = {"(", "{", "["}, {")", "}", "]"}
_JSX_TEXT = expression(r"(?<=[\w\"'}/\s])>([^<>{}();=&|]{1,2000})(?=</|<[A-Za-z]|\{)")
_GAP = expression(r"(?<![^\W\d_])[^\W\d_]{2,}(\W+)(?=[^\W_])")
_PROSE = expression(r"[\u3400-\u9fff]|\A[A-Z][a-z]+[.:!?…]?\Z")
_LONGEST_PROSE = 2_000
# A query, a path, a pattern of a date: quotes that no user reads.
_TOKENS = expression(
    r"[{}<>\\=;]|://|\w+[/.]\w+[/.]\w+|\A\s*(?:SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|WITH)\b"
    r"|\A[yMdHhmsSaEZzu\s:.,'/-]+\Z"
)
_MASK = "“”"


@dataclass(frozen=True, slots=True)
class CodeView:
    """A text as code without its looks, its quotes masked; the quotes and the looks apart."""

    plain: tuple[str, ...]
    quotes: tuple[str, ...]
    looks: tuple[str, ...]


def code_view(text: str, language: Language) -> CodeView | None:
    """The view of a text of a language in braces or of Python; None where it cannot be read."""
    if language.family == "python":
        return _python_view(text)
    if language.family != "braces":
        return None
    looks: list[str] = []
    if language.name == "qml":
        looks = [found.group().strip() for found in _QML_LOOKS.finditer(text)]
        text = _QML_LOOKS.sub("", text)
    quotes: list[str] = []
    if language.name == "script":
        text = _JSX_TEXT.sub(lambda found: _kept(found, quotes), text)
    stream = [one for one in signs(text, language) if one.kind not in {"comment", "newline"}]
    words = [(one.text, one.kind == "string") for one in stream]
    kept = _without_looks(words, looks)
    quotes += [shown.strip("\"'`@") for shown, quoted in kept if quoted]
    return CodeView(tuple(_MASK if quoted else shown for shown, quoted in kept), tuple(quotes), tuple(looks))


def is_prose(text: str) -> bool:
    """Whether a quote is words for people: two words, Chinese, or one word written as a title."""
    shown = text[:_LONGEST_PROSE]
    if _TOKENS.search(shown):
        return False
    return bool(_PROSE.search(shown)) or any(any(sign.isspace() for sign in gap) for gap in _GAP.findall(shown))


def _kept(found: re.Match[str], quotes: list[str]) -> str:
    if not any(sign.isalpha() for sign in found[1]):
        return found.group()
    quotes.append(" ".join(found[1].split()))
    return ">"


def _without_looks(words: list[tuple[str, bool]], looks: list[str]) -> list[tuple[str, bool]]:
    """The signs without calls, arguments, attributes and assignments that only place, size or colour."""
    kept: list[tuple[str, bool]] = []
    place = 0
    while place < len(words):
        end = _look_end(words, place)
        if end > place:
            looks.append(" ".join(shown for shown, _ in words[place:end]))
            place = end
        else:
            kept.append(words[place])
            place += 1
    return kept


def _look_end(words: list[tuple[str, bool]], place: int) -> int:
    """Where a look that begins here ends; the place itself where none begins."""
    shown, after, last = (words[one][0] if one < len(words) else "" for one in (place, place + 1, place + 2))
    if shown == "." and after in _CHAINED and last == "(":
        return _closed(words, place + 2)
    if shown.startswith("set") and shown in _CHAINED and after == "(":
        return _closed(words, place + 1)
    if shown in _NAMED and after in {"=", ":"}:
        return _argument_end(words, place + 2)
    if shown in _ATTRIBUTES and after == "=":
        return _closed(words, place + 2) if last == "{" else place + 3
    if shown == "." and after in _ASSIGNED and last == "=":
        return _statement_end(words, place + 3)
    return place


def _closed(words: list[tuple[str, bool]], place: int) -> int:
    """After the bracket that closes the one at a place; a look is short, and what has no end is none."""
    depth = 0
    for at in range(place, min(place + 400, len(words))):
        shown, quoted = words[at]
        depth += (shown in _OPENS) - (shown in _CLOSES) if not quoted else 0
        if depth <= 0:
            return at + 1
    return place - 2


def _argument_end(words: list[tuple[str, bool]], place: int) -> int:
    """After the comma that ends an argument, or before the bracket that closes its list."""
    depth = 0
    for at in range(place, min(place + 200, len(words))):
        shown, quoted = words[at]
        if quoted:
            continue
        if depth == 0 and shown in {",", *_CLOSES}:
            return at + (shown == ",")
        depth += (shown in _OPENS) - (shown in _CLOSES)
    return place - 2


def _statement_end(words: list[tuple[str, bool]], place: int) -> int:
    end = next((at for at in range(place, min(place + 200, len(words))) if words[at] == (";", False)), -1)
    return end + 1 if end >= 0 else place - 3


def _python_view(text: str) -> CodeView | None:
    tree = parse_python(text)
    if tree is None:
        return None
    quotes: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            quotes.append(node.value)
            node.value = _MASK
    try:
        return CodeView((ast.dump(tree),), tuple(quotes), ())
    except RecursionError:
        return None
