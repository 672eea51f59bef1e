"""An item of one kind has another name than before.

What it reads: the titles of items at both ends of the range.
Options: `kind`: the kind of the items that are watched.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.model.change import ChangeSet
from medtrace.model.verdict import Evidence, Hit
from medtrace.rules import rule
from medtrace.words import Localized


@dataclass(frozen=True, slots=True)
class Options:
    """Which items are watched."""

    kind: str


@rule("renamed-items", options=Options)
def renamed_items(changes: ChangeSet, options: Options) -> Iterator[Hit]:
    """A hit for each item of the kind whose title changed."""
    for change in changes.items:
        old, new = change.before, change.after
        if old and new and new.kind == options.kind and "title" in change.fields:
            yield Hit(
                subject=f"item:{new.id}",
                summary=Localized(f"{new.id} 的名称已改变", f"{new.id} has another name"),
                evidence=(Evidence(new.location.path, new.location.line, (), old.title, new.title),),
                items=(new.id,),
            )
