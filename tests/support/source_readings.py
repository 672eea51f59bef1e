"""One file read by one source, without a configuration: what came of it, sorted by sort."""

import re
from dataclasses import dataclass
from typing import Any

from medtrace.model.ids import whole_token
from medtrace.model.items import Artifact, Diagnostic, Link, Location
from medtrace.model.snapshot import Blob
from medtrace.sources._source import FieldLink, Files, Setup, Source

KNOWN = r"(?:URS|SRS|TC|RC|RISK|DEF|REQ|CTL)-\d+"
LINKS = {
    ("requirement", "satisfies"): FieldLink("satisfies"),
    ("requirement", "追溯"): FieldLink("derives"),
    ("requirement", "links"): FieldLink("derives"),
    ("risk-control", "requirements"): FieldLink("implements", reverse=True),
    ("risk-control", "实施位置"): FieldLink("implements", reverse=True),
    ("risk-control", "验证"): FieldLink("verifies", reverse=True),
    ("test-result", "requirement"): FieldLink("verifies"),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a source said of one file."""

    items: tuple[Artifact, ...]
    links: tuple[Link, ...]
    problems: tuple[Diagnostic, ...]

    @property
    def ids(self) -> list[str]:
        """Ids in the order in which the source gave them."""
        return [item.id for item in self.items]

    @property
    def cited(self) -> list[tuple[str, str, str]]:
        """Links as source, kind, target."""
        return [(link.source, str(link.kind), link.target) for link in self.links]

    @property
    def told(self) -> list[tuple[str, int]]:
        """Problems as code and line."""
        return [(problem.code, problem.location.line if problem.location else 0) for problem in self.problems]

    def item(self, identity: str) -> Artifact:
        """The first item of that id."""
        return next(item for item in self.items if item.id == identity)


def read(
    source: Source[Any],
    data: str | bytes,
    *,
    kind: str = "requirement",
    pattern: str = r"SRS-\d{3}",
    path: str = "docs/file",
    options: object | None = None,
) -> Reading:
    """The items, links and problems of one file."""
    setup = Setup(kind, whole_token(pattern), _known(), options or source.options(), LINKS)
    content = data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")
    found = tuple(source.read(Files((Blob(path, "0" * 40, content),)), setup))
    return Reading(
        tuple(one for one in found if isinstance(one, Artifact)),
        tuple(one for one in found if isinstance(one, Link)),
        tuple(one for one in found if isinstance(one, Diagnostic)),
    )


def _known() -> re.Pattern[str]:
    return whole_token(KNOWN)


def check_reading(source: Source[Any], data: str | bytes, *, last: int = 0, **setting: Any) -> None:
    """What holds for any input: no exception, the same again, places inside the file, nothing that is None.

    `last` is the number of the last line where it is not that of the text: rows of a sheet, lines of a packed file.
    """
    reading = read(source, data, **setting)
    assert reading == read(source, data, **setting)
    content = data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")
    lines = last or Blob("x", "", content).decode().text.count("\n") + 1
    places = [*(item.location for item in reading.items), *(link.location for link in reading.links)]
    places += [one.location or Location("") for one in reading.problems]
    assert all(1 <= place.line <= lines and place.column >= 0 for place in places)
    texts = [
        text
        for item in reading.items
        for text in (item.id, item.kind, item.title, item.text, *sum(item.attributes, ()))
    ]
    texts += [text for link in reading.links for text in (link.source, link.kind, link.target)]
    assert all(isinstance(text, str) for text in texts)
    assert all(item.id for item in reading.items)
