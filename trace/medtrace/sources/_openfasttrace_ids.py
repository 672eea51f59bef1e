"""Ids of OpenFastTrace: artifact type, name and revision, as in `req~alarm.delay~2`."""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.expressions import expression

NAME = r"\w[\w-]*+(?:\.[\w-]++)*+"
ID = rf"[A-Za-z]++~{NAME}~\d++"
# Only ASCII counts as part of a token: Chinese text stands next to an id without a blank.
_REFERENCE = expression(rf"(?<![A-Za-z0-9_.~-])([A-Za-z]++)~({NAME})~(\d++)(?![A-Za-z0-9_])")


@dataclass(frozen=True, slots=True)
class Reference:
    """An id as it is written."""

    artifact: str
    name: str
    revision: str

    def id(self, *, revision: bool) -> str:
        """The id with its revision or without."""
        bare = f"{self.artifact}~{self.name}"
        return f"{bare}~{self.revision}" if revision else bare


def reference(text: str) -> Reference:
    """An id that stands alone."""
    artifact, name, revision = text.split("~")
    return Reference(artifact, name, revision)


def references(text: str) -> Iterator[Reference]:
    """Every id of a text, each once, in order."""
    return (Reference(*parts) for parts in dict.fromkeys(found.groups() for found in _REFERENCE.finditer(text)))
