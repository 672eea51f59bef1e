"""Python: requirements files that pip-compile or uv wrote, with `# via` behind each pin.

A pin that a file or project asked for (`-r requirements.in`, `mine (pyproject.toml)`) is declared; one that came with
another package is a pin of a lock file.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from medtrace.expressions import expression
from medtrace.rules._parts._part import Part
from medtrace.rules._parts.python_lock import plain

_PIN = expression(r"(?P<name>[A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?\s*(?P<version>==\s*[^\s;#\\]+)")
_VIA = expression(r"#\s*via\b\s*(?P<said>.*)")
_MORE = expression(r"\s+#\s{2,}(?P<said>\S.*)")
_PARENT = expression(r"[A-Za-z0-9][\w.-]*(?:\[[^\]]*\])?\s*$")


@dataclass(slots=True)
class _Entry:
    name: str
    version: str
    line: int
    asked: bool = False
    parents: list[str] = field(default_factory=list)

    def came(self, said: str) -> None:
        """Note who asked for the pin: files and projects, or other packages."""
        for one in filter(None, (word.strip() for word in said.split(","))):
            if _PARENT.match(one):
                self.parents.append(plain(one.split("[")[0]))
            else:
                self.asked = True


def is_compiled(text: str) -> bool:
    """Whether a tool wrote the file and said who asked for each pin."""
    return _VIA.search(text) is not None


def compiled(text: str) -> Iterator[Part]:
    """Components and pins of one compiled file."""
    entries = tuple(_entries(text))
    needs: dict[str, list[str]] = {}
    for one in entries:
        for parent in one.parents:
            needs.setdefault(parent, []).append(one.name)
    names = {one.name for one in entries}
    for one in entries:
        inner = tuple(needs.get(one.name, ()))
        # A pin of a lock file is a bare version, what a manifest declares is a requirement.
        version = one.version if one.asked else one.version.lstrip("= ")
        yield Part("python", one.name, version, one.line, locked=not one.asked, needs=inner)
    # Whoever asks and is no pin is the product itself: what it needs is reached from there.
    for parent in sorted(needs.keys() - names):
        yield Part("python", parent, locked=True, needs=tuple(needs[parent]))


def _entries(text: str) -> Iterator[_Entry]:
    entry: _Entry | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        if found := _PIN.match(line):
            if entry:
                yield entry
            entry = _Entry(plain(found["name"]), found["version"], number)
        if entry and (said := _VIA.search(line) or _MORE.match(line)):
            entry.came(said["said"])
    if entry:
        yield entry
