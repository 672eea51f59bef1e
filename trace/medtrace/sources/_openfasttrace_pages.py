"""The lines of a Markdown or reStructuredText page: headings, code fences, and parts between `oft:off` and `oft:on`."""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.expressions import expression
from medtrace.model.items import Diagnostic
from medtrace.sources._markdown import Page, headings, read_page, unclosed_problems

_OFF = expression(r"(?<!\w)oft:off(?!\w)")
_ON = expression(r"(?<!\w)oft:on(?!\w)")
_UNDERLINE = expression(r"([-=`:.'\"~^_*+#<>])\1{2,}+\s*+\Z")
_RESTRUCTURED = (".rst", ".rest")
PAGES = (".md", ".markdown", *_RESTRUCTURED)


@dataclass(frozen=True, slots=True)
class PageLine:
    """One line: `title` is the text of the heading that it begins; `inert` lines are text at most.

    Inert is what stands in a code fence or between `oft:off` and `oft:on`, these two lines included.
    """

    number: int
    text: str
    title: str | None = None
    inert: bool = False


def page_lines(text: str, path: str) -> Iterator[PageLine | Diagnostic]:
    """The lines that OpenFastTrace reads, in order; the underline of a heading is left out."""
    restructured = path.lower().endswith(_RESTRUCTURED)
    # To OpenFastTrace a comment is text, so it must not hide anything here.
    page = read_page(text if restructured else text.replace("<!--", "<!__"))
    if not restructured:
        yield from unclosed_problems(page, path)
    lines = tuple(text.split("\n"))
    titles, decoration = _underlined(lines) if restructured else _marked(page)
    on = True
    for number, line in enumerate(lines, 1):
        was, on = on, _ON.search(line) is not None if not on else _OFF.search(line) is None
        if number not in decoration:
            fenced = not restructured and page.hidden[number - 1]
            yield PageLine(number, line, titles.get(number), fenced or not (was and on))


def _marked(page: Page) -> tuple[dict[int, str], set[int]]:
    titles: dict[int, str] = {}
    decoration: set[int] = set()
    for one in headings(page):
        titles[one.line] = one.text
        decoration.update(range(one.line + 1, one.below))
    return titles, decoration


def _underlined(lines: tuple[str, ...]) -> tuple[dict[int, str], set[int]]:
    decoration = {number for number, line in enumerate(lines, 1) if _UNDERLINE.match(line)}
    above = (number - 1 for number in sorted(decoration))
    titles = {one: lines[one - 1].strip() for one in above if one and one not in decoration and lines[one - 1].strip()}
    return titles, decoration
