"""What the commands of an image install: packages of its distribution, and packages of Python."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from medtrace.expressions import expression

if TYPE_CHECKING:
    from medtrace.rules._platform.dockerfile import Instruction

_COMMANDS = expression(r"&&|\|\||[;|]")
_DISTRIBUTION = expression(r"(?:^|\s)(?:apt|apt-get|aptitude|apk|yum|dnf|microdnf|zypper)\s")
_VERB = expression(r"\s(?:install|add)(?=\s|$)")
_PIP = expression(r"(?:^|[\s/])(?:pip[\d.]*|uv\s+pip)\s+install(?=\s|$)")
_NAME = expression(r"[a-z0-9][a-z0-9+.\-]*(?::\w+)?(?:=[\w.+:~*\-]+)?$")
_REQUIREMENT = expression(r"(?P<name>[A-Za-z][\w.\-]*)(?:\[[^\]]*\])?(?P<version>(?:[=<>!~]=?|===).*)?$")
# Options whose value is the next word.
_VALUED = frozenset(
    (
        *("-t", "-o", "-c", "-r", "-i", "-f", "-e", "-b", "-d", "--target", "--repository", "--virtual", "--index-url"),
        *("--extra-index-url", "--find-links", "--constraint", "--requirement", "--editable", "--trusted-host"),
        *("--prefix", "--root", "--cache-dir", "--timeout", "--retries", "--default-timeout", "--platform", "-X"),
    )
)
_PLAIN_WORD = expression(r"[\"']")


@dataclass(frozen=True, slots=True)
class Installed:
    """One package with the version as it is written (often none), the line that names it, and its word."""

    name: str
    version: str
    line: int
    word: str


def distribution_packages(instruction: "Instruction") -> Iterator[Installed]:
    """Packages that `apt-get install`, `apk add` and their like name in one instruction."""
    for command in _commands(instruction):
        verb = _VERB.search(command) if _DISTRIBUTION.search(f" {command}") else None
        for word in _words(command[verb.end() :]) if verb else ():
            if _NAME.match(word):
                name, _, version = word.partition("=")
                yield Installed(name.partition(":")[0], version, instruction.line_of(word), word)


def python_packages(instruction: "Instruction") -> Iterator[Installed]:
    """Packages that `pip install` names in one instruction; files, folders and addresses are none."""
    for command in _commands(instruction):
        found = _PIP.search(command)
        for word in _words(command[found.end() :]) if found else ():
            if said := _REQUIREMENT.match(word):
                yield Installed(said["name"], said["version"] or "", instruction.line_of(word), word)


def _commands(instruction: "Instruction") -> Iterator[str]:
    word, _, rest = instruction.text.partition(" ")
    if word.upper() == "RUN":
        yield from _COMMANDS.split(rest)


def _words(text: str) -> Iterator[str]:
    """The words of a command behind its verb, without options and their values."""
    skip = False
    for word in _PLAIN_WORD.sub("", text).split():
        if skip:
            skip = False
        elif word.startswith("-"):
            skip = word in _VALUED
        else:
            yield word
