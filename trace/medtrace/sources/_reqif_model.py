"""A ReqIF file as values: objects with their attributes, relations, and who stands below whom."""

from dataclasses import dataclass, field

from medtrace.sources._xhtml import PlainText

_TYPES = frozenset({"SPEC-OBJECT-TYPE", "SPEC-RELATION-TYPE", "SPECIFICATION-TYPE", "ENUM-VALUE"})
_OWNERS = frozenset({"SPEC-OBJECT", "SPEC-RELATION", "SPECIFICATION"})
_DEFINITION = "ATTRIBUTE-DEFINITION-"
_VALUE = "ATTRIBUTE-VALUE-"


@dataclass(slots=True)
class Value:
    """One attribute of an object: the definition that it cites, and its text or the enumeration values it cites."""

    definition: str = ""
    text: str = ""
    choices: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Thing:
    """A SPEC-OBJECT, SPEC-RELATION or SPECIFICATION; `source` and `target` are those of a relation."""

    id: str
    name: str
    line: int
    description: str = ""
    type: str = ""
    source: str = ""
    target: str = ""
    values: list[Value] = field(default_factory=list)


@dataclass(slots=True)
class Place:
    """One place in a hierarchy: the object that stands there, the place above (-1: none), the specification."""

    above: int
    specification: Thing | None
    object: str = ""


@dataclass(slots=True)
class ReqIf:
    """What a file says; `names` holds the LONG-NAME of types, attributes and enumeration values by identifier.

    `pictures` are the lines of the objects whose text holds one, as often as it does.
    """

    root: str = ""
    names: dict[str, str] = field(default_factory=dict)
    objects: list[Thing] = field(default_factory=list)
    relations: list[Thing] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)

    def name(self, identifier: str) -> str:
        """The name of a type, attribute or enumeration value; the identifier itself where the file gives none."""
        return self.names.get(identifier) or identifier

    def said(self, thing: Thing) -> list[tuple[str, str]]:
        """Attributes of a thing as (name, text), in the order of the file; empty ones are left out."""
        found = [
            (self.name(value.definition), value.text or ", ".join(map(self.name, value.choices)))
            for value in thing.values
        ]
        return [(name, text.strip()) for name, text in found if name and text.strip()]


@dataclass(slots=True)
class Builder:
    """Builds the values from the events of a parser."""

    found: ReqIf = field(default_factory=ReqIf)
    _owner: Thing | None = None
    _value: Value | None = None
    _specification: Thing | None = None
    _open: list[int] = field(default_factory=list)
    _side: str = ""
    _choice: str = ""
    _rich: PlainText | None = None
    _depth: int = 0
    _reference: list[str] = field(default_factory=list)

    def begin(self, name: str, said: dict[str, str], line: int) -> None:
        """An element begins."""
        if self._rich is not None:
            self._depth += 1
            self._rich.begin(name, said)
            return
        self._reference = []
        self.found.root = self.found.root or name
        if name in _OWNERS:
            self._owner = Thing(*_named(said), line, said.get("DESC", "").strip())
            self._specification = self._owner if name == "SPECIFICATION" else self._specification
        elif name == "SPEC-HIERARCHY":
            self._open.append(len(self.found.places))
            self.found.places.append(Place(self._open[-2] if len(self._open) > 1 else -1, self._specification))
        elif name in {"SOURCE", "TARGET"}:
            self._side = name
        elif name == "THE-VALUE" and self._value is not None:
            self._rich = PlainText()
        elif name == "EMBEDDED-VALUE" and self._choice:
            label = said.get("OTHER-CONTENT") or said.get("KEY", "")
            self.found.names[self._choice] = self.found.names.get(self._choice) or label
        else:
            self._begin_named(name, said)

    def _begin_named(self, name: str, said: dict[str, str]) -> None:
        identifier, label = _named(said)
        if name in _TYPES or (name.startswith(_DEFINITION) and not name.endswith("-REF")):
            self.found.names[identifier] = label or self.found.names.get(identifier, "")
            self._choice = identifier if name == "ENUM-VALUE" else ""
        elif name.startswith(_VALUE) and self._owner is not None:
            self._value = Value(text=said.get("THE-VALUE", ""))

    def text(self, content: str) -> None:
        """Text of a reference or of a value."""
        if self._rich is not None:
            self._rich.text(content)
        else:
            self._reference.append(content)

    def end(self, name: str) -> None:
        """An element ends."""
        if self._rich is not None:
            self._end_rich(name)
        elif name.endswith("-REF"):
            self._refer(name, "".join(self._reference).strip())
        elif name in _OWNERS:
            self._end_owner(name)
        elif name == "SPEC-HIERARCHY" and self._open:
            self._open.pop()
        elif name.startswith(_VALUE) and self._owner is not None and self._value is not None:
            self._owner.values.append(self._value)
            self._value = None
        elif name in {"SOURCE", "TARGET"}:
            self._side = ""
        self._reference = []

    def _end_rich(self, name: str) -> None:
        if self._rich is None:
            return
        if self._depth:
            self._depth -= 1
            self._rich.end(name)
        else:
            if self._value is not None:
                self._value.text = self._rich.said() or self._value.text
            if self._owner is not None:
                self.found.pictures += [self._owner.line] * self._rich.pictures
            self._rich = None

    def _end_owner(self, name: str) -> None:
        if self._owner is not None and name == "SPEC-OBJECT":
            self.found.objects.append(self._owner)
        elif self._owner is not None and name == "SPEC-RELATION":
            self.found.relations.append(self._owner)
        self._owner = self._value = None
        if name == "SPECIFICATION":
            self._specification = None
            self._open.clear()

    def _refer(self, name: str, identifier: str) -> None:
        """An element cites another by its identifier."""
        if name.startswith(_DEFINITION):
            if self._value is not None:
                self._value.definition = identifier
        elif name == "ENUM-VALUE-REF":
            if self._value is not None:
                self._value.choices.append(identifier)
        elif name == "SPEC-OBJECT-REF":
            self._refer_object(identifier)
        elif self._owner is not None and name in {"SPEC-OBJECT-TYPE-REF", "SPEC-RELATION-TYPE-REF"}:
            self._owner.type = identifier

    def _refer_object(self, identifier: str) -> None:
        if self._owner is not None and self._side == "SOURCE":
            self._owner.source = identifier
        elif self._owner is not None and self._side == "TARGET":
            self._owner.target = identifier
        elif self._open:
            self.found.places[self._open[-1]].object = identifier


def _named(said: dict[str, str]) -> tuple[str, str]:
    return said.get("IDENTIFIER", "").strip(), " ".join(said.get("LONG-NAME", "").split())
