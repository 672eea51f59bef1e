"""Dockerfiles: the image that the last stage stands on, through the stages that it inherits from.

`FROM a AS b`, `FROM b` in any case; `ARG` defaults before the first `FROM` are filled in; stages that only build, and
predefined arguments such as `$BUILDPLATFORM` say nothing of the delivered platform. A digest names the content of an
image, and `apt-get install`, `apk add` and their like name packages, mostly without a version.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from medtrace.expressions import expression
from medtrace.rules._platform._fact import Fact, Reader
from medtrace.rules._platform._images import image_facts
from medtrace.rules._platform._installs import distribution_packages
from medtrace.rules._platform._names import architecture
from medtrace.rules._platform._packages import package_facts

_FROM = expression(
    r"FROM\s+(?P<flags>(?:--\S+\s+)*)(?P<image>\S+)(?:\s+AS\s+(?P<name>\S+))?\s*(?:#.*)?\Z", re.IGNORECASE
)
_ARG = expression(r"ARG\s+(.*)", re.IGNORECASE | re.DOTALL)
_PAIR = expression(r"(\w+)=(\"[^\"]*\"|'[^']*'|\S*)")
_VARIABLE = expression(r"\$(?:\{(\w+)(?::-([^}]*))?\}|(\w+))")
_HEREDOC = expression(r"<<-?\s*[\"']?(\w+)[\"']?")


@dataclass(frozen=True, slots=True)
class Instruction:
    """One instruction with its continued lines joined; `line` is where it begins, `pieces` its lines by number."""

    line: int
    text: str
    pieces: tuple[tuple[int, str], ...] = ()

    def line_of(self, word: str) -> int:
        """The line on which a word of the instruction stands."""
        return next((number for number, text in self.pieces if word in text), self.line)


@dataclass(frozen=True, slots=True)
class Stage:
    """One `FROM` and the instructions under it."""

    image: str
    name: str
    platform: str
    line: int
    body: tuple[Instruction, ...] = ()


def read(text: str, path: str) -> Iterator[Fact]:
    """Facts of the last stage and of its ancestors."""
    del path
    chain = delivered(text)
    if not chain:
        return
    root = chain[-1]
    yield from image_facts(root.image, line=root.line, key="container")
    for stage in chain:
        _, _, processor = stage.platform.partition("/")
        if processor:
            yield Fact("architecture", "container", architecture(processor), stage.line, text=stage.platform)
        for instruction in stage.body:
            yield from _installed(instruction)


def _installed(instruction: Instruction) -> Iterator[Fact]:
    """Runtimes that a command brings, and every other package by its name."""
    runtimes = tuple(package_facts(instruction.text, instruction.line))
    yield from runtimes
    for one in distribution_packages(instruction):
        if not any(one.word in fact.text.split() for fact in runtimes):
            yield Fact("package", one.name, one.version, one.line, text=one.word)


def delivered(text: str) -> tuple[Stage, ...]:
    """The last stage and those that it stands on, the last one first; empty where there is none."""
    return _ancestry(_stages(tuple(_instructions(text))))


def _instructions(text: str) -> Iterator[Instruction]:
    sign = "`" if re.match(r"\s*#\s*escape\s*=\s*`", text, re.IGNORECASE) else "\\"
    pieces: list[tuple[int, str]] = []
    closing = ""
    for number, line in enumerate(text.split("\n"), start=1):
        plain = line.strip()
        if closing:
            closing = "" if plain == closing else closing
            continue
        if not plain or plain.startswith("#"):
            continue
        pieces.append((number, plain.removesuffix(sign).strip()))
        if not plain.endswith(sign):
            whole = _joined(pieces)
            heredoc = _HEREDOC.search(whole.text) if re.match(r"(?i)run|copy|add", whole.text) else None
            closing = heredoc.group(1) if heredoc else ""
            yield whole
            pieces = []
    if pieces:
        yield _joined(pieces)


def _joined(pieces: list[tuple[int, str]]) -> Instruction:
    return Instruction(pieces[0][0], " ".join(text for _, text in pieces), tuple(pieces))


def _stages(instructions: tuple[Instruction, ...]) -> tuple[Stage, ...]:
    defaults: dict[str, str] = {}
    stages: list[Stage] = []
    bodies: list[list[Instruction]] = []
    for instruction in instructions:
        if found := _FROM.match(instruction.text):
            platform = re.search(r"--platform=(\S+)", found["flags"] or "")
            stages.append(
                Stage(
                    _filled(found["image"], defaults),
                    (found["name"] or "").lower(),
                    _filled(platform.group(1), defaults) if platform else "",
                    instruction.line,
                )
            )
            bodies.append([])
        elif stages:
            bodies[-1].append(instruction)
        elif argument := _ARG.match(instruction.text):
            defaults |= {name: _filled(value.strip("\"'"), defaults) for name, value in _PAIR.findall(argument[1])}
    return tuple(
        Stage(one.image, one.name, one.platform, one.line, tuple(body))
        for one, body in zip(stages, bodies, strict=True)
    )


def _filled(text: str, defaults: Mapping[str, str]) -> str:
    """The text with its arguments; one without a default stays as it is written."""

    def value(found: re.Match[str]) -> str:
        name = found.group(1) or found.group(3)
        return defaults.get(name) or found.group(2) or found.group()

    return _VARIABLE.sub(value, text.strip("\"'"))


def _ancestry(stages: tuple[Stage, ...]) -> tuple[Stage, ...]:
    """The last stage, the stage that it stands on, and so on down to an image from outside."""
    if not stages:
        return ()
    chain = [len(stages) - 1]
    while True:
        parent = stages[chain[-1]].image.lower()
        earlier = [i for i in range(chain[-1]) if stages[i].name == parent or parent == str(i)]
        if not earlier:
            return tuple(stages[i] for i in chain)
        chain.append(earlier[-1])


READER = Reader(
    globs=("**/Dockerfile", "**/Dockerfile.*", "**/*.Dockerfile", "**/*.dockerfile", "**/Containerfile"),
    facts=("os-family", "os-release", "architecture", "runtime", "database", "middleware", "package", "image-digest"),
    read=read,
)
