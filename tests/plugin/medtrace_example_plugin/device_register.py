"""Items as lines of a register: id, name and the ids that it cites, with a sign between them.

    DEV-001 | Infusion pump | SRS-001

Options:
    separator: `bar`, `comma` or `semicolon`; `bar` by default.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from medtrace.model.items import Diagnostic, DiagnosticSeverity, Link, LinkKind, Location, make_item
from medtrace.sources import Files, Parsed, Setup, source
from medtrace.words import Localized

_SIGNS = {"bar": "|", "comma": ",", "semicolon": ";"}


@dataclass(frozen=True, slots=True)
class Options:
    """What stands between two cells."""

    separator: Literal["bar", "comma", "semicolon"] = "bar"


@source("device-register", options=Options)
def device_register(files: Files, setup: Setup[Options]) -> Iterator[Parsed]:
    """Items, links and problems of each file."""
    sign = _SIGNS[setup.options.separator]
    for blob in files.own:
        for number, line in enumerate(blob.decode().text.split("\n"), 1):
            if line.strip():
                yield from _item(setup, line.split(sign), Location(blob.path, number))


def _item(setup: Setup[Options], cells: list[str], place: Location) -> Iterator[Parsed]:
    found = setup.id.fullmatch(cells[0].strip())
    if found is None:
        words = Localized("该行没有编号", "the line has no id")
        yield Diagnostic("device-without-id", DiagnosticSeverity.WARNING, words, place)
        return
    title = cells[1].strip() if len(cells) > 1 else ""
    yield make_item(found.group(), setup.kind, title=title, text="", location=place)
    for cited in setup.known.finditer(" ".join(cells[2:])):
        yield Link(found.group(), LinkKind.USES, cited.group(), place)
