"""The standards that the items cite are others: one is new, gone, or of another edition.

What it reads: designations such as IEC 62304, GB/T 42062-2022 or YY 9706.108 in title and text of every item at both
ends. Whether a standard that is new in the list is a new safety standard of the software is for a person.

Options:
  aids: whether the row stays a question for a person even where nothing was found

Where neither end cites a standard, the answer is not assessable.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.expressions import expression
from medtrace.model.change import ChangeSet
from medtrace.model.items import Artifact
from medtrace.model.snapshot import Snapshot
from medtrace.model.verdict import Confidence, Evidence, Hit
from medtrace.rules._rule import rule
from medtrace.rules._stated import unassessed
from medtrace.words import Localized

_BODIES = (
    r"(?:EN |BS |DIN )?(?:IEC|ISO)(?:/IEC|/IEEE)?(?:[/ ](?:TR|TS))?",
    r"GB(?:/T|/Z)?|YY(?:/T)?|EN|AAMI|ANSI|IEEE|ASTM|UL",
)
_STANDARD = expression(
    rf"(?<![A-Za-z0-9])(?P<body>{'|'.join(_BODIES)})[ -]?(?P<number>\d{{3,6}}(?:[.-]\d{{1,4}}){{0,3}})"
    r"(?::(?P<edition>(?:19|20)\d\d))?(?![0-9A-Za-z])"
)
_NOTHING = Localized(
    "两端的条目均未引用标准，未比较所采用的标准", "no item of either end cites a standard: standards were not compared"
)


@dataclass(frozen=True, slots=True)
class Options:
    """Whether the row stays a person's."""

    aids: bool = False


@rule("cited-standards", options=Options)
def cited_standards(changes: ChangeSet, _options: Options) -> Iterator[Hit]:
    """One question per standard that only one end cites."""
    before, after = _cited(changes.before), _cited(changes.after)
    for name in sorted({*before} ^ {*after}):
        yield _hit(changes, name, after.get(name) or before[name], is_new=name in after)
    if not before and not after:
        yield from unassessed("standards", _NOTHING)


def _hit(changes: ChangeSet, name: str, item: Artifact, *, is_new: bool) -> Hit:
    place, sides = item.location, ("", name) if is_new else (name, "")
    new, gone = Localized("新引用标准", "standard newly cited"), Localized("不再引用标准", "standard no longer cited")
    words = new if is_new else gone
    return Hit(
        subject=f"standard:{name}",
        summary=Localized(f"{words.zh}：{name}", f"{words.en}: {name}"),
        evidence=(Evidence(place.path, place.line, changes.commits_touching(place.path), *sides),),
        confidence=Confidence.QUESTION,
        items=(item.id,),
        unknown="depends",
    )


def _cited(end: Snapshot) -> dict[str, Artifact]:
    """Each standard with the first item that cites it."""
    found: dict[str, Artifact] = {}
    for item in end.items:
        for one in _STANDARD.finditer(f"{item.title}\n{item.text}"):
            edition = f":{one['edition']}" if one["edition"] else ""
            found.setdefault(f"{one['body']} {one['number']}{edition}", item)
    return found
