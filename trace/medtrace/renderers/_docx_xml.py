"""Elements of WordprocessingML. Text enters as text nodes only, so no text of a repository becomes markup."""

from typing import Any, TypeAlias

from lxml import etree  # type: ignore[import-untyped]

from medtrace.expressions import expression
from medtrace.renderers._spoken import CHINESE, Line, has_han

# lxml has no types of its own.
Element: TypeAlias = Any

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NAMES = {"w": _W, "r": _R}
# Signs that Chinese and Latin print share: Word sets them from the Latin face unless it is told otherwise.
_SHARED = expression("[‘’“”…—·×°±①-⑳Ⅰ-Ⅻ→←≥≤]")


def w(name: str, /, *children: Element, **attributes: str | int) -> Element:
    """The element `w:name` with attributes of the same namespace."""
    made = etree.Element(
        f"{{{_W}}}{name}", {f"{{{_W}}}{key}": str(value) for key, value in attributes.items()}, nsmap=_NAMES
    )
    made.extend(children)
    return made


def related(name: str, relation: str, /, **attributes: str | int) -> Element:
    """The element `w:name` that points to another part of the package."""
    made = w(name, **attributes)
    made.set(f"{{{_R}}}id", relation)
    return made


def run(text: str, *, bold: bool = False) -> Element:
    """A run of one clean line; lxml refuses a sign that XML cannot hold."""
    words = w("t")
    words.text = text
    if text != text.strip() or "  " in text:
        words.set(_SPACE, "preserve")
    return w("r", *_properties(text, bold=bold), words)


def _properties(text: str, *, bold: bool) -> list[Element]:
    marks = [w("rFonts", hint="eastAsia")] if _SHARED.search(text) and has_han(text) else []
    if bold:
        marks += [w("b"), w("bCs")]
    return [w("rPr", *marks)] if marks else []


def line_break() -> Element:
    """A new line in the same paragraph."""
    return w("r", w("br"))


def broken(lines: tuple[Line, ...], *, bold: bool = False) -> list[Element]:
    """Runs of several lines in one paragraph."""
    runs: list[Element] = []
    for line in lines:
        if runs:
            runs.append(line_break())
        runs.append(run(line.text, bold=bold))
    return runs


def paragraph(style: str, *runs: Element, marks: tuple[Element, ...] = (), kept: bool = False) -> Element:
    """A paragraph in a style, `kept` on the page of the next.

    `marks` are further paragraph properties in the order of the schema; an element has one place only, so they serve
    one paragraph.
    """
    keep = (w("keepNext"),) if kept else ()
    return w("p", w("pPr", w("pStyle", val=style), *keep, *marks), *runs)


def style_of(element: Element) -> str:
    """The style of a paragraph, empty for anything else."""
    found = element.find(f"{{{_W}}}pPr/{{{_W}}}pStyle") if element.tag == f"{{{_W}}}p" else None
    return "" if found is None else str(found.get(f"{{{_W}}}val"))


def field(instruction: str, shown: str) -> list[Element]:
    """A field that Word computes, such as PAGE, with what stands there until it does."""
    order = w("instrText")
    order.text = f" {instruction} "
    order.set(_SPACE, "preserve")
    return [
        w("r", w("fldChar", fldCharType="begin")),
        w("r", order),
        w("r", w("fldChar", fldCharType="separate")),
        run(shown),
        w("r", w("fldChar", fldCharType="end")),
    ]


def body_style(line: Line) -> str:
    """Running text: Chinese paragraphs start two signs in."""
    return "BodyTextChinese" if line.tongue == CHINESE else "BodyText"
