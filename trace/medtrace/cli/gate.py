"""`--fail-on`: which kinds of result end with exit code 1 (contracts §3)."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click

from medtrace.errors import ExitCode, UsageError
from medtrace.model.items import Diagnostic, DiagnosticSeverity
from medtrace.model.snapshot import UNREAD
from medtrace.model.verdict import Severity, Verdict
from medtrace.words import Localized

CommandT = TypeVar("CommandT", bound=Callable[..., Any] | click.Command)
# What could not be read was not looked at (contracts: a missing blob is a problem and an unknown).
UNREADABLE = UNREAD | {"items-not-compared"}
WORDS = ("gap", "problem", "minor", "major", "undecided", "unknown", "none")


def fail_on(default: str) -> Callable[[CommandT], CommandT]:
    """The option with a command's default."""
    return click.option(
        "--fail-on",
        default=default,
        show_default=True,
        help=f"Comma list of {', '.join(WORDS)}: what ends with exit 1.",
    )


def gates(text: str) -> frozenset[str]:
    """The words of the option.

    Raises:
        UsageError: a word that is none, with the nearest.
    """
    import difflib

    words = [word.strip() for word in text.split(",") if word.strip()]
    for word in words:
        if word not in WORDS:
            near = difflib.get_close_matches(word, WORDS, n=1)
            raise UsageError(
                Localized(f"--fail-on 不认识“{word}”", f"--fail-on knows no “{word}”"),
                hint=Localized(f"可用：{'、'.join(WORDS)}", f"did you mean “{near[0]}”?" if near else ", ".join(WORDS)),
            )
    return frozenset(words) - {"none"}


def exit_code(asked: frozenset[str], problems: Iterable[Diagnostic], verdict: Verdict | None = None) -> ExitCode:
    """1 where something reaches a gate; an undecided `depends` counts as major, what was not seen as unknown."""
    problems = tuple(problems)
    found = {
        {DiagnosticSeverity.ERROR: "problem", DiagnosticSeverity.WARNING: "gap"}.get(one.severity, "")
        for one in problems
    }
    found |= {"unknown"} if any(one.code in UNREADABLE for one in problems) else set()
    if verdict:
        rank = verdict.severity.rank
        found |= {"minor"} if rank >= Severity.MINOR.rank else set()
        found |= {"major"} if rank >= Severity.DEPENDS.rank else set()
        found |= {"undecided"} if verdict.route == "undecided" else set()
        found |= {"unknown"} if any(one.why in {"not-mapped", "not-readable"} for one in verdict.unknown) else set()
    return ExitCode.GATE if asked & found else ExitCode.DONE
