"""Whether the kind of platform changes: word size, mobile terminals, declared hardware, services of a cloud."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medtrace.model.project import EnvironmentItem
from medtrace.rules._deployment import serverless
from medtrace.rules._deployment._ends import facts_of
from medtrace.rules._rule import NoOptions
from medtrace.rules.cloud_services import cloud_services
from medtrace.rules.declared_hardware import declared_hardware
from medtrace.rules.mobile_target import mobile_target
from medtrace.rules.word_size import word_size
from tests.support.changes import Content, blob, change_set

pytestmark = pytest.mark.requirement("REQ-051")

RULES = {"bits": word_size, "mobile": mobile_target, "hardware": declared_hardware, "cloud": cloud_services}


def told(
    name: str, before: Mapping[str, Content], after: Mapping[str, Content], **more: object
) -> list[tuple[str, str]]:
    """Subject and confidence of every hit of a rule."""
    changes = change_set(before, after, **more)  # type: ignore[arg-type]
    return [(hit.subject, hit.confidence.value) for hit in RULES[name].look(changes, NoOptions())]


def gradle(*abis: str, sdk: str = "") -> str:
    return f"android {{ defaultConfig {{ ndk {{ abiFilters {', '.join(map(repr, abis))} }}\n{sdk} }} }}\n"


PROJECT = "<Project><PropertyGroup><RuntimeIdentifiers>{0}</RuntimeIdentifiers></PropertyGroup></Project>"
CASES = [
    (
        "bits",
        {"a.csproj": PROJECT.format("win-x86")},
        {"a.csproj": PROJECT.format("win-x64")},
        [("word-size", "certain")],
    ),
    (
        "bits",
        {"a.csproj": PROJECT.format("win-x86")},
        {"a.csproj": PROJECT.format("win-x86;win-x64")},
        [("word-size", "question")],
    ),
    ("bits", {"a.csproj": PROJECT.format("win-x64")}, {"a.csproj": PROJECT.format("win-arm64")}, []),
    ("bits", {"a.csproj": PROJECT.format("win-x64")}, {"a.csproj": PROJECT.format("win-x86")}, []),
    (
        "mobile",
        {"Dockerfile": "FROM ubuntu:22.04\n"},
        {"Dockerfile": "FROM ubuntu:22.04\n", "app/build.gradle": "minSdk 26\n"},
        [("mobile", "likely")],
    ),
    ("mobile", {"a.py": ""}, {"app/build.gradle": "minSdk 26\n"}, [("mobile", "question")]),
    ("mobile", {"app/build.gradle": "minSdk 26\n"}, {"app/build.gradle": "minSdk 28\n"}, []),
    (
        "cloud",
        {"main.tf": 'provider "aws" {}\n'},
        {"main.tf": 'provider "azurerm" {}\n'},
        [("cloud:provider", "likely")],
    ),
    (
        "cloud",
        {"main.tf": 'provider "aws" {}\n'},
        {"main.tf": 'provider "aws" {}\nprovider "google" {}\n'},
        [("cloud:provider", "question")],
    ),
    (
        "cloud",
        {"requirements.txt": "boto3\n"},
        {"requirements.txt": "azure-storage-blob\n"},
        [("cloud:library", "question")],
    ),
    ("cloud", {"main.tf": 'provider "aws" {}\n'}, {"main.tf": 'provider "aws" { region = "x" }\n'}, []),
    ("cloud", {"a.py": ""}, {"a.py": "x"}, []),
]


@pytest.mark.parametrize("name, before, after, expected", CASES)
def test_the_kind_of_platform(
    name: str, before: dict[str, Content], after: dict[str, Content], expected: list[tuple[str, str]]
) -> None:
    assert told(name, before, after) == expected


HARDWARE = [
    ("通用工作站", "医用工作站", [("declared:hardware", "certain")]),
    ("通用工作站 i5", "通用工作站 i7", [("declared:hardware", "question")]),
    ("", "医用工作站", [("declared:hardware", "question")]),
    ("通用工作站", "通用工作站", []),
]


@pytest.mark.parametrize("before, after, expected", HARDWARE)
def test_declared_hardware(before: str, after: str, expected: list[tuple[str, str]]) -> None:
    items = tuple((EnvironmentItem(name, "hardware"),) if name else () for name in (before, after))
    assert told("hardware", {}, {}, environment=items) == expected


@given(st.text(max_size=200), st.sampled_from(["serverless.yml", "template.yaml", "fly.toml"]))
def test_no_text_breaks_a_reader(text: str, path: str) -> None:
    assert isinstance(facts_of(serverless.READER, blob(path, text)), tuple)
