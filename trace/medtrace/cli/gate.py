"""`--fail-on`: which kinds of result end with exit code 1 (contracts §3)."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from medtrace.app.failing import SHOWN, Failing, failing
from medtrace.errors import ExitCode, UsageError
from medtrace.model.items import Diagnostic
from medtrace.model.verdict import Verdict
from medtrace.words import Localized, same

if TYPE_CHECKING:
    from medtrace.cli.console import Console

CommandT = TypeVar("CommandT", bound=Callable[..., Any] | click.Command)
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
    """1 where something reaches a gate."""
    return ExitCode.GATE if failing(asked, problems, verdict).gates else ExitCode.DONE


def ending(console: "Console", found: Failing) -> ExitCode:
    """The same, with the gates and the first problems that reached them said, for a job that turns red has a reason."""
    from medtrace.cli.console import problem_line

    if not found.gates:
        return ExitCode.DONE
    reasons = ", ".join(found.reasons())
    console.say(Localized(f"--fail-on 已达到：{reasons}", f"--fail-on was reached: {reasons}"))
    for one in found.problems[:SHOWN]:
        console.say(same(f"  {problem_line(one, console.language)}"))
    more = len(found.problems) - SHOWN
    if more > 0:
        console.say(Localized(f"另有 {more} 个问题", f"and {more} more problems"))
    return ExitCode.GATE
