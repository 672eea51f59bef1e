"""XML elements with their line and the conditions that hold for them; entities and external parts are refused."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser


@dataclass(slots=True)
class _Open:
    tag: str
    attributes: dict[str, str]
    line: int
    text: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Element:
    """One closed element: its path of local names from the root, attributes, own text, line and conditions above it."""

    path: tuple[str, ...]
    attributes: tuple[tuple[str, str], ...]
    text: str
    line: int
    condition: str

    @property
    def tag(self) -> str:
        """The local name."""
        return self.path[-1]

    def get(self, name: str) -> str:
        """An attribute, empty where it is missing."""
        return dict(self.attributes).get(name, "")


@dataclass(slots=True)
class _Target:
    """Collects elements as the parser closes them."""

    parser: Any = None
    stack: list[_Open] = field(default_factory=list)
    closed: list[Element] = field(default_factory=list)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        line = self.parser.parser.CurrentLineNumber
        self.stack.append(_Open(tag.rpartition("}")[2], dict(attributes), line))

    def data(self, text: str) -> None:
        if self.stack:
            self.stack[-1].text.append(text)

    def end(self, _tag: str) -> None:
        path = tuple(one.tag for one in self.stack)
        conditions = [" ".join(one.attributes.get("Condition", "").split()) for one in self.stack]
        last = self.stack.pop()
        self.closed.append(
            Element(
                path,
                tuple(last.attributes.items()),
                "".join(last.text).strip(),
                last.line,
                " and ".join(filter(None, conditions)),
            )
        )

    def close(self) -> None:
        """Nothing is left to do: `closed` holds every element."""


def elements(text: str) -> Iterator[Element]:
    """Every element of a document in the order in which they end.

    Raises:
        ValueError: the text is no XML, or one that declares entities.
    """
    target = _Target()
    parser = DefusedXMLParser(target=target)
    target.parser = parser
    try:
        parser.feed(text.removeprefix("\ufeff").lstrip())
        parser.close()
    except (ParseError, DefusedXmlException) as fault:
        raise ValueError(str(fault) or type(fault).__name__) from fault
    yield from target.closed
