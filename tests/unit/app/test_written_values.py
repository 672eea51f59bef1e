"""Values written as JSON and read back: nothing is lost, and nothing but values of ours comes back."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medtrace import plugins
from medtrace.app.house import Shapes
from medtrace.app.written_values import read_back, written
from medtrace.config.config import load_config
from medtrace.config.profiles import load_profile, profile_names
from medtrace.model.verdict import Severity
from tests.support.hooked import CONFIG

pytestmark = pytest.mark.requirement("REQ-075")

SHAPES = {"rules": Shapes("rules"), "blocks": Shapes("documents")}


@pytest.mark.parametrize("name", profile_names())
def test_a_profile_comes_back(name: str) -> None:
    profile = load_profile(name, **SHAPES, outlines=plugins.outline)
    assert read_back(json.loads(json.dumps(written(profile)))) == profile


def test_a_configuration_comes_back() -> None:
    config = load_config(CONFIG, path="trace.yaml", shapes=Shapes("sources"))
    assert read_back(json.loads(json.dumps(written(config)))) == config


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text() | st.sampled_from(Severity), st.tuples))
@settings(deadline=None)
def test_any_value_comes_back(value: object) -> None:
    again = read_back(json.loads(json.dumps(written(value))))
    assert (again, type(again)) == (value, type(value))


@pytest.mark.parametrize(
    "data",
    [
        {"@": "os:system", "=": {"command": "true"}},
        {"@": "medtrace.app.house:open_house", "=": {}},
        {"@": "medtrace.gitio.process:Popen", "=": {"args": "true"}},
        {"@": "enum", "=": ["medtrace.model.verdict:Severity", "none such"]},
        {"@": "medtrace.words:Localized", "=": {"zh": "一"}},
        {"@": "medtrace.nowhere:Localized", "=": {}},
        {},
    ],
)
def test_what_is_no_value_of_ours_is_refused(data: object) -> None:
    with pytest.raises((ValueError, TypeError, KeyError, AttributeError, ImportError)):
        read_back(data)


def test_what_cannot_come_back_is_not_written() -> None:
    with pytest.raises(TypeError):
        written(object())
