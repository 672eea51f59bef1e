"""Options that every command shares, and the two ways out: results to stdout, talk to stderr."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from medtrace.errors import SinkError
from medtrace.words import Language, Localized

if TYPE_CHECKING:
    from medtrace.model.items import Diagnostic


@dataclass(frozen=True, slots=True)
class Console:
    """What the shared options say: where to look, how to speak."""

    root: Path
    config_file: Path | None
    language: Language
    quiet: bool
    verbose: bool
    color: bool

    def say(self, words: Localized) -> None:
        """Talk and progress, to stderr; silent with `-q`."""
        if not self.quiet:
            click.echo(words.get(self.language), err=True, color=self.color or None)

    def detail(self, words: Localized) -> None:
        """Talk that only `-v` asks for, to stderr."""
        if self.verbose:
            self.say(words)

    def word(self, zh: str, en: str) -> str:
        """One of two words by the terminal's language."""
        return zh if self.language is Language.ZH else en


def shared(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of contracts §3 to a command; it receives a `Console` as its first argument.

    The same options stand before the command too (`trace -C DIR check`); what follows the command wins.
    """

    @placing
    @wraps(function)
    def command(**given: object) -> object:
        before = click.get_current_context().find_root().params
        own = {name: given.pop(name) or before.get(name) for name in _SHARED}
        console = _console(own)
        console.detail(_version(console))
        return function(console, **given)

    return command


_SHARED = ("root", "config_file", "lang", "quiet", "verbose", "no_color")


def placing(function: Callable[..., Any]) -> Callable[..., Any]:
    """The shared options themselves, for the group and for each command."""
    for option in (
        click.option("--no-color", is_flag=True, help="No bold heads on the terminal."),
        click.option("-v", "--verbose", is_flag=True, help="Say more: ids, digests and commits behind a result."),
        click.option("-q", "--quiet", is_flag=True, help="Say nothing but results."),
        click.option("--lang", type=click.Choice(["zh", "en"]), default=None, help="Language of the terminal."),
        click.option(
            "--config", "config_file", type=click.Path(path_type=Path), help="Read this trace.yaml from disk."
        ),
        click.option("-C", "root", type=click.Path(path_type=Path), help="Run as if started in this folder."),
    ):
        function = option(function)
    return function


def _version(console: Console) -> Localized:
    from medtrace import __version__

    name = console.config_file.name if console.config_file else "trace.yaml"
    return Localized(f"trace {__version__}，配置 {name}", f"trace {__version__}, configuration {name}")


def _console(own: dict[str, Any]) -> Console:
    from medtrace.cli import terminal_language

    root = own["root"] or Path()
    return Console(
        root,
        root / own["config_file"] if own["config_file"] else None,
        terminal_language(),
        quiet=bool(own["quiet"]),
        verbose=bool(own["verbose"]),
        # NO_COLOR is how a person says it once for every program.
        color=not own["no_color"] and not os.environ.get("NO_COLOR"),
    )


def record(text: str) -> None:
    """A record for programs to stdout, byte for byte; on a terminal it is shown as any result is.

    Raises:
        SinkError: stdout is closed or full.
    """
    _write(text, text.translate(_CONTROLS), frozenset())


def result(text: str, *, bold: frozenset[str] = frozenset()) -> None:
    """A result to stdout: UTF-8 where it is piped, else with marks that the console can show.

    Control characters of a repository's text never reach a terminal. Lines that are in `bold` are set so on a terminal;
    nothing is told by that alone.

    Raises:
        SinkError: stdout is closed or full.
    """
    safe = text.translate(_CONTROLS)
    _write(safe, safe, bold)


def _write(text: str, safe: str, bold: frozenset[str]) -> None:
    try:
        if sys.stdout.isatty():
            encoding = sys.stdout.encoding or "utf-8"
            lines = safe.encode(encoding, "replace").decode(encoding).split("\n")
            click.echo("\n".join(click.style(one, bold=True) if one in bold else one for one in lines), nl=False)
        else:
            sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except (OSError, AttributeError, ValueError) as fault:
        raise SinkError(
            Localized("无法写出结果：标准输出不可用", "cannot write the result: stdout is not usable")
        ) from fault


# Written as their escapes; a newline and a tab stay.
_CONTROLS = {code: f"\\x{code:02x}" for code in (*range(9), *range(11, 32), *range(127, 160))}
# In a line of its own nothing may begin another: a file name can hold a line break.
_BREAKS = _CONTROLS | {9: "\\t", 10: "\\n", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def one_line(text: str) -> str:
    """The text with line breaks and control characters as their escapes."""
    return text.translate(_BREAKS)


# By the value of the severity: this module is imported for `--help`, the model is not.
_MARKS = {
    "error": Localized("错误", "error"),
    "warning": Localized("缺失", "gap"),
    "note": Localized("提示", "note"),
}


def problem_line(problem: "Diagnostic", language: Language) -> str:
    """One problem as compilers write it: `path:line:col: error code: words`."""
    place = f"{problem.location}: " if problem.location else ""
    words = f"{_MARKS[problem.severity.value].get(language)} {problem.code}: {problem.message.get(language)}"
    return one_line(f"{place}{words}")
