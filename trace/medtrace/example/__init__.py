"""The example repository of `trace demo`: one product for China, its history with planted faults, and its truth.

`build()` makes the history from the tables and the story in `templates/example`, `stream()` writes it for
`git fast-import`, `expected()` says what a correct tool finds in it. Nothing here reads a clock, a disk or git, so
the same options give the same commit ids on every machine.
"""

from medtrace.example.build import build
from medtrace.example.fastimport import stream
from medtrace.example.faults import FAULTS, Fault, Faults
from medtrace.example.history import Change, Commit, History, Person, Tag
from medtrace.example.truth import counts, expected

__all__ = [
    "FAULTS",
    "Change",
    "Commit",
    "Fault",
    "Faults",
    "History",
    "Person",
    "Tag",
    "build",
    "counts",
    "expected",
    "stream",
]
