"""The roof: the command line. Nothing is imported before it is known what is asked for.

A git hook runs at every commit and merge, so its way in does without the library of the command line.
"""

import os
import sys
from typing import NoReturn

from medtrace import __version__
from medtrace.words import Language

_HOOK = ["hook", "run"]


def main() -> NoReturn:
    """Run the command line and end the process with its exit code."""
    words = sys.argv[1:]
    if words == ["--version"]:
        sys.stdout.write(f"trace {__version__}\n")
        sys.exit(0)
    if words[:2] == _HOOK:
        from medtrace.cli.hook_run import talk

        code = talk(words[2:], terminal_language())
        if code is not None:
            sys.exit(code)
    from medtrace.cli.roof import run

    run()


def terminal_language() -> Language:
    """Language of the terminal: `--lang`, else the variable TRACE_LANG, else English; never the locale."""
    words = sys.argv[1:]
    given = [words[index + 1] for index, word in enumerate(words[:-1]) if word == "--lang"]
    given += [word.removeprefix("--lang=") for word in words if word.startswith("--lang=")]
    chosen = (given or [os.environ.get("TRACE_LANG", "en")])[-1]
    return Language.ZH if chosen == "zh" else Language.EN
