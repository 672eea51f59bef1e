"""Safety classes of both ends: product, units and items."""

from dataclasses import replace

import pytest

from medtrace.model.declared import Declared
from medtrace.model.project import ComponentMap, Product
from medtrace.rules.safety_classes import Options, safety_classes
from medtrace.words import Localized
from tests.support.changes import COMMIT, component
from tests.support.item_changes import item, items_changed

pytestmark = pytest.mark.requirement("REQ-059")

YAML = "product:\n  safety_class: {}\ncomponents:\n  - id: qrs\n    safety_class: {}\n"


def declared(product: str, unit: str, *, is_own: bool = True) -> Declared:
    units = ComponentMap((replace(component("qrs", "src/**"), safety_class=unit),))
    return Declared(Product(Localized("", ""), safety_class=product), components=units, is_own=is_own)


def hits(old: tuple[str, str], new: tuple[str, str], *, is_own: bool = True) -> list[tuple[str, str, int]]:
    changes = items_changed(
        (),
        (),
        files=({"trace.yaml": YAML.format(*old)}, {"trace.yaml": YAML.format(*new)}),
        declared=(declared(*old, is_own=is_own), declared(*new)),
    )
    return [
        (hit.subject, hit.confidence.value, hit.evidence[0].line if hit.evidence else 0)
        for hit in safety_classes.look(changes, Options())
    ]


def test_each_class_is_compared() -> None:
    assert hits(("中等", "严重"), ("中等", "严重")) == []
    assert hits(("中等", "严重"), ("严重", "严重")) == [("class:product", "certain", 2)]
    assert hits(("中等", "严重"), ("中等", "轻微")) == [("class:unit:qrs", "certain", 5)]


def test_a_class_that_was_never_stated_is_a_question() -> None:
    assert hits(("", "严重"), ("中等", "严重")) == [("class:product", "question", 2)]


def test_without_a_class_or_an_own_configuration_nothing_was_compared() -> None:
    assert hits(("", ""), ("", "")) == [("classes", "unassessable", 0)]
    assert hits(("中等", "严重"), ("中等", "严重"), is_own=False) == [("classes", "unassessable", 0)]


def test_items_state_classes_too() -> None:
    before, after = (item("SRS-1", "requirement", "x", 安全性级别=name) for name in ("B", "C"))
    (hit,) = safety_classes.look(items_changed((before,), (after,)), Options())
    assert (hit.subject, hit.evidence[0].before, hit.evidence[0].after) == ("class:item:SRS-1", "B", "C")
    assert hit.evidence[0].commits == (COMMIT,)
