"""What the certificate states, at both ends: product, naming rule, environment, registrations."""

from dataclasses import replace

import pytest

from medtrace.model.declared import Declared
from medtrace.model.project import EnvironmentItem, Product, Registration
from medtrace.model.versions import NamingRule, VersionField
from medtrace.rules._rule import NoOptions
from medtrace.rules.stated_items import stated_items
from medtrace.words import Localized
from tests.support.item_changes import items_changed

pytestmark = pytest.mark.requirement("REQ-059")

ONE = Declared(
    Product(Localized("心电软件", "ECG software"), model="S1"),
    NamingRule("v{X}.{Y}", (VersionField("X", "1", 1, 9), VersionField("Y", "1-2"))),
    (Registration("initial", "证1", rev="v1.0", release_version="V1"),),
    (EnvironmentItem("PostgreSQL", "database", "12.3", "甲"),),
    is_own=True,
)
SYSTEM = EnvironmentItem("openEuler", "os", "22.03")
CASES = [
    ("nothing", ONE, []),
    ("model", replace(ONE, product=replace(ONE.product, model="S2")), ["stated:model certain S1 → S2"]),
    (
        "name",
        replace(ONE, product=replace(ONE.product, name=Localized("心电提示软件", ""))),
        ["stated:name certain 心电软件 → 心电提示软件"],
    ),
    (
        "naming rule",
        replace(ONE, naming=NamingRule("v{X}.{Y}", (VersionField("X", "1-2", 1, 99), VersionField("Y", "1-2")))),
        ["stated:field:X certain 1 | 1–9 → 1-2 | 1–99"],
    ),
    (
        "environment",
        replace(ONE, environment=(replace(ONE.environment[0], version="13.1"), SYSTEM)),
        [
            "stated:environment:database:PostgreSQL certain PostgreSQL 12.3 → PostgreSQL 13.1",
            "stated:environment:os:openEuler certain  → openEuler 22.03",
        ],
    ),
    (
        "supplier",
        replace(ONE, environment=(replace(ONE.environment[0], supplier="乙"),)),
        ["stated:environment:database:PostgreSQL:supplier question 甲 → 乙"],
    ),
    ("another approval", replace(ONE, registrations=(*ONE.registrations, Registration("change", "证2"))), []),
    (
        "an approval that reads otherwise",
        replace(ONE, registrations=(replace(ONE.registrations[0], release_version="V2"),)),
        ["stated:registration:initial:证1:v1.0 question 证1 | V1 | v1.0 | CN → 证1 | V2 | v1.0 | CN"],
    ),
]


def told(old: Declared, new: Declared) -> list[str]:
    hits = stated_items.look(items_changed((), (), declared=(old, new)), NoOptions())
    return [
        f"{hit.subject} {hit.confidence.value}" + "".join(f" {one.before} → {one.after}" for one in hit.evidence)
        for hit in hits
    ]


@pytest.mark.parametrize(("new", "expected"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_differences(new: Declared, expected: list[str]) -> None:
    assert told(ONE, new) == expected


def test_without_an_own_configuration_nothing_was_compared() -> None:
    assert told(replace(ONE, is_own=False), ONE) == ["stated unassessable"]
