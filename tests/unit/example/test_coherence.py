"""What the example says in two places is said in the same words in both."""

from typing import Any

import pytest
import yaml

from medtrace.example import History
from medtrace.example.content import document, listed
from medtrace.example.tree import tree

pytestmark = pytest.mark.requirement("REQ-080")


def configured(history: History, tag: str) -> Any:
    """The configuration at a tag."""
    return yaml.safe_load(tree(history.worlds[history.tagged(tag)])["trace.yaml"])


@pytest.mark.parametrize("edition", ["A/0", "A/1", "B/0"])
def test_the_naming_rule_of_the_requirements_is_that_of_the_configuration(history: History, edition: str) -> None:
    node = document("controlled")
    editions = node["ptr"] if isinstance(node, dict) else {}
    rule = next(str(text) for text in listed(editions, edition) if str(text).startswith("1.3 "))
    for field in configured(history, "v1.3")["version"]["fields"]:
        assert f"{field['id']} 表示{field['meaning']['zh']}" in rule


@pytest.mark.parametrize("tag", ["v1.0", "v1.1", "v1.2", "v1.3"])
def test_a_design_names_the_units_that_name_it(history: History, tag: str) -> None:
    units = configured(history, tag)["components"]
    for design in history.worlds[history.tagged(tag)].table("sdd"):
        naming = {unit["name"]["zh"] for unit in units if design.id in unit["design"]}
        assert naming == set(design.named("软件单元")), design.id


def test_every_name_that_a_cover_shows_is_marked_as_made_up(history: History) -> None:
    product = configured(history, "v1.0")["product"]
    assert product["name"]["zh"].endswith("（示例）")
    assert product["name"]["en"].endswith("(example)")
    assert product["udi_di"].endswith("（示例）")


def test_the_device_identifier_has_a_right_check_digit(history: History) -> None:
    digits = [int(sign) for sign in configured(history, "v1.0")["product"]["udi_di"].removesuffix("（示例）")]
    assert len(digits) == 14
    assert sum(digit * (1 if index % 2 else 3) for index, digit in enumerate(digits)) % 10 == 0


def test_controls_of_one_risk_do_not_get_worse(history: History) -> None:
    order = ("经常", "偶尔", "很少", "极少")
    world = history.worlds[history.tagged("v1.3")]
    for risk in world.table("risks"):
        steps = [order.index(one["P'"]) for one in world.table("controls") if one["风险"] == risk.id]
        assert steps == sorted(steps), risk.id
