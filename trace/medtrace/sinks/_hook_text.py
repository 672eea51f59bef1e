"""The text of git hooks with a marked block of ours: put in, replaced, taken out; what others wrote stays as it is.

A hook is a shell script unless its first line names another interpreter. Our block stands right after that line, so
that an `exit` further down does not keep it from running, and never ends the hook unless it is a gate.
"""

import re
import shlex
from dataclasses import dataclass

from medtrace.errors import ExitCode
from medtrace.expressions import expression

BEGIN, END = "# >>> trace >>>", "# <<< trace <<<"
_BLOCK = expression(rf"^{re.escape(BEGIN)}\r?$.*?^{re.escape(END)}\r?$\n?", re.DOTALL | re.MULTILINE)
_PYTHON = expression(r"^trace_python=(.*?)\r?$", re.MULTILINE)
_OPTIONS = expression(r"-m medtrace hook run (.*?) -- ")
_CHAIN = expression(
    r"\n?# The \S+ hook that was here before runs as it did\.\r?\n"
    r'\[ ! -\w "\$\(dirname "\$0"\)/([^"\r\n]+)" \][^\n]*\n?'
)
_CALLED = expression(r"^[^#\n]*\bmedtrace hook run\b[^\n]*", re.MULTILINE)
_SHELLS = frozenset({"sh", "bash", "dash", "zsh", "ksh", "ash", "busybox"})
# A shell script that hands itself to another interpreter: what that one reads is no shell.
_HANDS_ON = expression(rb"(?m)^[^#\n]*\bexec\s[^\n()`]*[\s\"']\$(?:0|\{0\})[\"']?(?=[\s;]|\Z)")
_SHEBANG = expression(r"#!\s*(\S+)[ \t]*([^\r\n]*)")
# git gives these their question on stdin; it must still be there for what stands below the block.
_FED = frozenset({"pre-push", "pre-receive", "post-rewrite"})
# What they say ends the operation; all others only talk.
_GATES = frozenset({"pre-push", "pre-merge-commit", "update", "pre-receive"})


@dataclass(frozen=True, slots=True)
class Call:
    """What a hook is to run: its name, the interpreter that installed it, and options of `trace hook run`."""

    hook: str
    python: str
    options: tuple[str, ...] = ()


def block(call: Call) -> str:
    """The marked block for one hook, as POSIX shell that is safe under `set -e`."""
    run = shlex.join(["-P", "-m", "medtrace", "hook", "run", *call.options, call.hook])
    feed, source = ("printf '%s\\n' \"$trace_input\" | ", "") if call.hook in _FED else ("", " </dev/null")
    lines = [BEGIN, "# Written by `trace hook install`; `trace hook uninstall` takes this block out and nothing else."]
    lines += ["trace_input=$(cat)"] if call.hook in _FED else []
    lines += [
        f"trace_python={shlex.quote(call.python)}",
        "trace_code=0",
        'if [ -x "$trace_python" ]; then',
        f'  {feed}"$trace_python" {run} -- "$@"{source} || trace_code=$?',
        *_verdict(call.hook),
        "else",
        "  echo \"trace: $trace_python is gone, nothing was looked at; run 'trace hook install' again\" >&2",
        "fi",
    ]
    return "\n".join([*lines, *(_FEED if call.hook in _FED else ()), END, ""])


# Nothing asked stays nothing: a here-document would hand on an empty line.
_FEED = (
    'if [ -n "$trace_input" ]; then exec <<TRACE_INPUT',
    "$trace_input",
    "TRACE_INPUT",
    "else exec </dev/null; fi",
)


def _verdict(hook: str) -> list[str]:
    """What the hook makes of the exit code; one that Python ends with of itself stops nothing and is told."""
    # A gate that could not judge does not let through; a commit is stopped by a refusal alone, never a fault of ours.
    stops = {"commit-msg": f"{ExitCode.REFUSED}"} | dict.fromkeys(
        _GATES, f"{ExitCode.REFUSED}|{ExitCode.FAULT}|{ExitCode.INTERRUPTED}"
    )
    told = (
        'echo "trace: $trace_python cannot run trace (exit code $trace_code), nothing was looked at;'
        " see 'trace hook status'\""
    )
    return [
        '  case "$trace_code" in',
        "  0) ;;",
        *([f"  {stops[hook]}) exit 1 ;;"] if hook in stops else []),
        f"  *) {told} >&2 ;;",
        "  esac",
    ]


def by_hand(call: Call) -> str:
    """The one line that does in somebody's own hook what our block does, but for its messages."""
    run = shlex.join([call.python, "-P", "-m", "medtrace", "hook", "run", *call.options, call.hook])
    stops = {"commit-msg": f" || [ $? -ne {ExitCode.REFUSED} ] || exit 1"} | dict.fromkeys(_GATES, " || exit 1")
    feed = "" if call.hook in _FED else " </dev/null"
    return f'{run} -- "$@"{feed}{stops.get(call.hook, " || :")}'


def chained(hook: str, kept: str, *, plain: bool = False) -> str:
    """The last lines of a hook that stands before one set aside, which runs after it; `plain` ones a shell reads."""
    place = f'"$(dirname "$0")/{kept}"'
    test, run = ("-f", "exec sh -e") if plain else ("-x", "exec")
    return f'\n# The {hook} hook that was here before runs as it did.\n[ ! {test} {place} ] || {run} {place} "$@"\n'


def chained_to(text: str) -> str:
    """The file that those lines run, relative to the folder of the hook; empty where there are none."""
    found = _CHAIN.search(text)
    return found.group(1) if found else ""


def is_shell(data: bytes) -> bool:
    """Whether a hook is a script that a shell reads to its end."""
    if b"\0" in data[:1024] or _HANDS_ON.search(data):
        return False
    first = data.split(b"\n", 1)[0].decode("utf-8", "replace")
    found = _SHEBANG.match(first)
    if found is None:
        return not first.startswith("#!")
    words = [found.group(1), *found.group(2).split()]
    name = words[0].rpartition("/")[2]
    if name == "env":
        name = next((word for word in words[1:] if not word.startswith("-") and "=" not in word), "")
    return name.rpartition("/")[2].removesuffix(".exe") in _SHELLS


def has_block(text: str) -> bool:
    """Whether our block stands in the text."""
    return _BLOCK.search(text) is not None


def interpreter(text: str) -> str:
    """The interpreter that our block remembers, empty where the text has no block."""
    block = _BLOCK.search(text)
    found = _PYTHON.search(block.group()) if block else None
    try:
        return "".join(shlex.split(found.group(1))[:1]) if found else ""
    except ValueError:
        return ""


def options(text: str, hook: str) -> tuple[str, ...]:
    """The options that our block hands on to `trace hook run`."""
    block = _BLOCK.search(text)
    found = _OPTIONS.search(block.group()) if block else None
    try:
        return tuple(word for word in shlex.split(found.group(1)) if word != hook) if found else ()
    except ValueError:
        return ()


def is_as_written(text: str, call: Call) -> bool:
    """Whether our block says what this version would write, line ends apart; a text without one is nobody's fault."""
    found = _BLOCK.search(text)
    return found is None or found.group().replace("\r\n", "\n").rstrip("\n") == block(call).rstrip("\n")


def is_somebodys(text: str) -> bool:
    """Whether anything but a first line, blanks, our block and the lines that run a hook set aside is left."""
    lines = _CHAIN.sub("", without_block(text)).splitlines()
    return any(line.strip() for line in (lines[1:] if text.startswith("#!") else lines))


def calls_by_hand(text: str, hook: str) -> bool:
    """Whether a line that somebody wrote runs the hook without our block."""
    return any(hook in line.split() for line in _CALLED.findall(_BLOCK.sub("", text)))


def with_block(text: str, ours: str) -> str:
    """The text with our block, in the place of an earlier one or right after the first line."""
    if has_block(text):
        return _BLOCK.sub(lambda _: ours, text, count=1)
    head, rest = "", text
    if text.startswith("#!"):
        head, mark, rest = text.partition("\n")
        head += mark or "\n"
    return f"{head}{ours}{rest}"


def without_block(text: str) -> str:
    """The text as it was before."""
    return _BLOCK.sub("", text)
