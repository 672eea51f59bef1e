"""The safety class of the product or of one of its units differs between the configurations of the two ends.

What it reads: `product.safety_class` and `safety_class` of every component at both ends, and attributes of items that
state a class (`safety_class`, 安全性级别). A unit that is new or gone has no class that changed; a class that was never
stated and now is, is a question, for it may have been so before.

Options:
  attributes: names of the attributes of items that state a safety class

Where neither end states a class, or the older end holds no configuration of its own, the answer is not assessable.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.model.change import ChangeKind, ChangeSet
from medtrace.model.verdict import Confidence, Evidence, Hit
from medtrace.rules._rule import rule
from medtrace.rules._stated import safety_class, stated, unassessed
from medtrace.words import Localized


@dataclass(frozen=True, slots=True)
class Options:
    """Where items state a class."""

    attributes: tuple[str, ...] = ("safety_class", "safety-class", "安全性级别", "软件安全性级别")


@rule("safety-classes", options=Options)
def safety_classes(changes: ChangeSet, options: Options) -> Iterator[Hit]:
    """One hit for the product, each unit and each item whose class differs."""
    older, newer = changes.declared_before, changes.declared_after
    classes = (older.product.safety_class, newer.product.safety_class)
    seen = stated(changes, *classes, beside=("product:",))
    yield from _hit("product", Localized("产品", "the product"), classes, seen)
    before = {one.id: one for one in older.components.components}
    for unit in newer.components.components:
        if unit.id in before:
            name = Localized(f"软件单元“{unit.name.zh}”（{unit.id}）", f"{unit.name.en} ({unit.id})")
            both = (before[unit.id].safety_class, unit.safety_class)
            yield from _hit(f"unit:{unit.id}", name, both, stated(changes, *both, beside=(f"id: {unit.id}",)))
    yield from _items(changes, options)
    known = any(classes) or any(one.safety_class for one in (*before.values(), *newer.components.components))
    stating = any(item.attribute(name) for item in changes.after.items for name in options.attributes)
    if not stating and not (known and older.is_own):
        yield from unassessed("classes", _UNKNOWN)


_UNKNOWN = Localized(
    "旧端没有自身的配置，或两端均未声明安全性级别，未比较安全性级别",
    "the older end holds no configuration of its own, or no safety class is stated: classes were not compared",
)


def _hit(subject: str, name: Localized, classes: tuple[str, str], evidence: Evidence) -> Iterator[Hit]:
    old, new = map(safety_class, classes)
    if classes[0] != classes[1]:
        sure = all(classes)
        yield Hit(
            subject=f"class:{subject}",
            summary=Localized(
                f"{name.zh}的安全性级别：{old.zh} → {new.zh}", f"Safety class of {name.en}: {old.en} → {new.en}"
            ),
            evidence=(evidence,),
            confidence=Confidence.CERTAIN if sure else Confidence.QUESTION,
            unknown="" if sure else "depends",
        )


def _items(changes: ChangeSet, options: Options) -> Iterator[Hit]:
    for change in changes.items:
        if change.kind is not ChangeKind.CHANGED or change.before is None or change.after is None:
            continue
        item = change.after
        for name in options.attributes:
            both = (change.before.attribute(name).strip(), item.attribute(name).strip())
            place = item.location
            seen = Evidence(place.path, place.line, changes.commits_touching(place.path), *both)
            yield from _hit(f"item:{item.id}", Localized(f"条目 {item.id} ", item.id), both, seen)
