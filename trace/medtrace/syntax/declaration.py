"""A declared name."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Declaration:
    """A name of some kind (class, function, field, member, key, relation, route, serialised, element, column)."""

    kind: str
    name: str
    line: int


Declarations: TypeAlias = tuple[Declaration, ...]
