"""platformio.ini: the board, its processor and the framework of firmware.

`platform` names the family of processors, `board` and `board_build.mcu` the one that is meant, `framework` what the
firmware stands on (`arduino`, `zephyr`, `espidf`). Versions behind `@` are those of build tools and do not count, nor
do environments of tests and those that run on the developer's machine (`platform = native`).
"""

import re
from collections.abc import Iterator

from medtrace.expressions import expression
from medtrace.rules._platform._fact import Fact, Reader

_SECTION = expression(r"\[([^\]\n]+)\]")
_SETTING = expression(r"([\w.]+)[ \t]*=[ \t]*(.*)")
_COMMENT = expression(r"(?:^|[ \t])[;#].*")
_TEST = expression(r"(?:^|[:_.-])(?:tests?|native|debug)(?:$|[_.-])", re.IGNORECASE)
_KEYS = {"platform": "platform", "board": "board", "board_build.mcu": "mcu"}


def read(text: str, path: str) -> Iterator[Fact]:
    """Facts of every environment that builds firmware."""
    del path
    section: dict[str, tuple[str, int]] = {}
    name = ""
    for number, raw in enumerate(text.split("\n"), start=1):
        line = _COMMENT.sub("", raw).rstrip()
        if head := _SECTION.match(line):
            yield from _environment(name, section)
            name, section = head.group(1), {}
        elif setting := _SETTING.match(line):
            section[setting.group(1).lower()] = (setting.group(2).strip(), number)
    yield from _environment(name, section)


def _environment(name: str, section: dict[str, tuple[str, int]]) -> Iterator[Fact]:
    if _TEST.search(name) or section.get("platform", ("",))[0] == "native":
        return
    for field, key in _KEYS.items():
        said, line = section.get(field, ("", 0))
        value = said.partition("@")[0].strip().lower()
        if value and "$" not in value:
            yield Fact("hardware", key, value, line, text=f"{field} = {said}")
    said, line = section.get("framework", ("", 0))
    for framework in (one.strip().lower() for one in said.split(",")):
        if framework and "$" not in framework:
            yield Fact("runtime", framework, "", line, text=f"framework = {framework}")


READER = Reader(globs=("**/platformio.ini",), facts=("hardware", "runtime"), read=read)
