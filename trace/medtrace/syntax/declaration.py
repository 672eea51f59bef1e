"""A declared name."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Declaration:
    """A name of some kind.

    Kinds: class, screen (a class or function that is one), function, field, property (of a screen), widget (a control
    or dialog that code makes), member, key, value, relation, route, serialised, element, target, table, column, export,
    macro, type (of a field), filled (a place in a template), dicom (a tag that is written), dicom read, dicom class,
    resource, unit, response, written (a name under which code writes data), form (a number type or file format that it
    writes). `internal class` and `internal field` are names that the language keeps within its package
    or assembly; `state field` is one of a class that acts more than it holds data.
    """

    kind: str
    name: str
    line: int


Declarations: TypeAlias = tuple[Declaration, ...]
