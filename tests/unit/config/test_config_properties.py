"""Whatever is written, only a `ConfigError` comes back, and each of its problems names a place inside the file."""

import re
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from medtrace.config.config import load_config
from medtrace.config.trees import read_tree
from medtrace.config.ways import plain
from medtrace.errors import ConfigError
from medtrace.words import Localized
from tests.unit.config.examples import FULL, VALID
from tests.unit.config.shapes_of_tests import SOURCES

pytestmark = pytest.mark.requirement("REQ-011")
FEW = settings(max_examples=80, deadline=None)
SIGNS = st.sampled_from(list("[]{}:,-#&*!|>'\"%@`?~ \n\t\r\\ab中1\0\u2028\ufeff<=+()"))
WORDS = st.sampled_from(
    ["sources", "files", "id", "kind", "options", "version", "tags", "fields", "true", "null", "<<"]
)
TREES: st.SearchStrategy[Any] = st.recursive(
    st.one_of(st.none(), st.text(max_size=6), WORDS, st.integers(), st.booleans()),
    lambda below: st.lists(below, max_size=4) | st.dictionaries(WORDS | st.text(max_size=4), below, max_size=5),
    max_leaves=20,
)


def check(source: str | bytes) -> None:
    """Load, and hold every problem against the file."""
    for place, words in problems(source):
        assert words.zh
        assert words.en
        assert "\n" not in words.en
        inside(place, source)


def problems(source: str | bytes) -> tuple[tuple[str, Localized], ...]:
    """What is wrong, nothing for a configuration that holds; never an error without a problem."""
    try:
        load_config(source, path="f.yaml", shapes=SOURCES)
    except ConfigError as fault:
        return fault.problems or (("", Localized("", "")),)
    return ()


def inside(place: str, source: str | bytes) -> None:
    """The place lies in the file: a line that exists, a column on it or just behind it."""
    found = re.fullmatch(r"f\.yaml:(\d+):(\d+)", place)
    assert found
    if isinstance(source, bytes):
        encoding = "utf-16" if source[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8"
        source = source.decode(encoding, "replace")
    lines = source.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    line, column = int(found.group(1)), int(found.group(2))
    assert 1 <= line <= len(lines)
    assert 1 <= column <= len(lines[line - 1]) + 1


@FEW
@given(st.text(max_size=60) | st.text(SIGNS, max_size=60))
@example("---")
def test_any_text(text: str) -> None:
    check(text)


@FEW
@given(st.binary(max_size=60))
def test_any_bytes(data: bytes) -> None:
    check(data)


@FEW
@given(st.dictionaries(WORDS, TREES, max_size=6) | TREES)
def test_any_tree(tree: Any) -> None:
    check(yaml.safe_dump(tree, allow_unicode=True))


@FEW
@given(st.integers(0, len(FULL) - 1), st.text(SIGNS, max_size=3), st.integers(0, 4))
def test_a_configuration_with_a_slip(start: int, put: str, cut: int) -> None:
    check(FULL[:start] + put + FULL[start + cut :])


@FEW
@given(st.dictionaries(WORDS, st.dictionaries(WORDS, TREES, max_size=3) | TREES, max_size=4))
def test_any_tree_in_place_of_a_key(changed: Any) -> None:
    whole = plain(read_tree(FULL, path="f.yaml").root)
    assert isinstance(whole, dict)
    check(yaml.safe_dump({**whole, **changed}, allow_unicode=True))


@pytest.mark.parametrize("text", VALID.values(), ids=VALID)
def test_a_valid_configuration_survives_being_written_again(text: str) -> None:
    whole = plain(read_tree(text, path="f.yaml").root)
    again = yaml.safe_dump(whole, allow_unicode=True, sort_keys=False)
    first = load_config(text, path="f.yaml", shapes=SOURCES)
    second = load_config(again, path="f.yaml", shapes=SOURCES)
    assert (second.project, second.links, second.components) == (first.project, first.links, first.components)
    assert [use.id for use in second.sources] == [use.id for use in first.sources]
    assert [use.glob for use in second.globs] == [use.glob for use in first.globs]
