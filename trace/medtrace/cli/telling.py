"""An assessment in words for the terminal or as Markdown: the verdict page, then the other regimes beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from medtrace.cli.console import Console, result
from medtrace.cli.folded_lines import Manner
from medtrace.cli.printed import as_markdown, as_text, headings, terminal_width
from medtrace.cli.regimes import regime_lines
from medtrace.cli.verdict_page import verdict_page
from medtrace.model.assessment import Assessment
from medtrace.words import Language

if TYPE_CHECKING:
    from medtrace.app.report import Report


def show_page(console: Console, assessment: Assessment, *, form: str = "text", whole: bool = False) -> None:
    """Print the page in the terminal's language, as wide as the terminal is."""
    parts = tuple(verdict_page(assessment, Manner(whole, console.verbose)))
    language = console.language
    if form == "md":
        lines = [*as_markdown(parts, language), *markdown_regimes(assessment, language, verbose=console.verbose)]
        result("\n".join([*lines, ""]))
        return
    details = regime_lines(assessment, language, verbose=console.verbose)
    lines = [*as_text(parts, language, terminal_width()), *details]
    result("\n".join([*lines, ""]), bold=headings(parts, language) if console.color else frozenset())


def markdown_regimes(assessment: Assessment, language: Language, *, verbose: bool) -> Iterator[str]:
    """The other regimes as they stand on the terminal, for they are laid out by indentation."""
    lines = list(regime_lines(assessment, language, verbose=verbose))
    if lines:
        yield from ("", "```text", *lines[1:], "```")


def show_report(console: Console, made: Report) -> None:
    """What `trace report` says at its end: the files, then the verdict."""
    names = sorted(file.name for file in made.files)
    result("".join(f"{made.folder}/{name}\n" for name in names) + "\n")
    show_page(console, made.assessment)
