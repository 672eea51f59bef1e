"""snapcraft.yaml: the base, the architectures, and runtimes that the parts bundle."""

from collections.abc import Iterator

import yaml

from medtrace.expressions import expression
from medtrace.rules._platform._fact import Fact, Reader, unreadable
from medtrace.rules._platform._lines import line_of
from medtrace.rules._platform._names import architecture
from medtrace.rules._platform._packages import package_facts

_BASE = expression(r"core(\d\d)\Z")


def read(text: str, path: str) -> Iterator[Fact]:
    """Facts of one snap."""
    del path
    try:
        document = yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError, ValueError) as fault:
        yield unreadable(str(fault).split("\n")[0])
        return
    if not isinstance(document, dict):
        return
    base = document.get("base")
    if isinstance(base, str):
        line, found = line_of(text, r"^base\s*:"), _BASE.match(base)
        yield Fact("os-family", "container", "ubuntu", line, text=base)
        yield Fact("os-release", "ubuntu", f"{found.group(1)}.04" if found else base, line, text=base)
    for key in ("architectures", "platforms"):
        for name in _names(document.get(key)):
            yield Fact("architecture", "container", architecture(name), line_of(text, rf"^{key}\s*:"), text=name)
    for number, line_text in enumerate(text.split("\n"), start=1):
        yield from package_facts(line_text, number)


def _names(value: object) -> Iterator[str]:
    """Processor names of `[amd64]`, `[{build-on: amd64}]` and `{amd64: …}`."""
    if isinstance(value, dict):
        value = [value.get("build-for") or value.get("run-on") or value.get("build-on") or list(value)]
    for entry in value if isinstance(value, list) else ():
        if isinstance(entry, str):
            yield entry
        elif isinstance(entry, dict | list):
            yield from _names(entry)


READER = Reader(
    globs=("**/snapcraft.yaml", "**/snapcraft.yml"),
    facts=("os-family", "os-release", "architecture", "runtime"),
    read=read,
)
