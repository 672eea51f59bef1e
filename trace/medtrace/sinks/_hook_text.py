"""The text of git hooks with a marked block of ours: put in, replaced, taken out; what others wrote stays as it is.

A hook is a shell script unless its first line names another interpreter. Our block stands right after that line, so
that an `exit` further down does not keep it from running, and never ends the hook unless it is a gate.
"""

import re
import shlex
from dataclasses import dataclass

from medtrace.expressions import expression

BEGIN, END = "# >>> trace >>>", "# <<< trace <<<"
_BLOCK = expression(rf"^{re.escape(BEGIN)}\r?$.*?^{re.escape(END)}\r?$\n?", re.DOTALL | re.MULTILINE)
_PYTHON = expression(r"^trace_python=(.*?)\r?$", re.MULTILINE)
_CALLED = expression(r"^[^#\n]*\bmedtrace hook run\b[^\n]*", re.MULTILINE)
_SHELLS = frozenset({"sh", "bash", "dash", "zsh", "ksh", "ash", "busybox"})
_SHEBANG = expression(r"#!\s*(\S+)[ \t]*([^\r\n]*)")
# git gives these their question on stdin; it must still be there for what stands below the block.
_FED = frozenset({"pre-push", "pre-receive"})
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
        "else",
        "  echo \"trace: $trace_python is gone, nothing was looked at; run 'trace hook install' again\" >&2",
        "fi",
    ]
    lines += _verdict(call.hook)
    if call.hook in _FED:
        lines += ["exec <<TRACE_INPUT", "$trace_input", "TRACE_INPUT"]
    return "\n".join([*lines, END, ""])


def _verdict(hook: str) -> list[str]:
    if hook in _GATES:
        return ['[ "$trace_code" -eq 0 ] || exit 1']
    if hook == "commit-msg":
        # Only a refusal stops a commit, never a fault of ours.
        return ['[ "$trace_code" -ne 1 ] || exit 1']
    return []


def chained(hook: str, kept: str) -> str:
    """The last lines of a hook that stands before one in another language, which runs after it."""
    place = f'"$(dirname "$0")/{kept}"'
    return f'\n# The {hook} hook that was here before runs as it did.\n[ ! -x {place} ] || exec {place} "$@"\n'


def is_shell(data: bytes) -> bool:
    """Whether a hook is a script that a shell reads."""
    if b"\0" in data[:1024]:
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
