"""Words that say that nothing stands there, and words that put it off."""

import pytest

from medtrace.model.nothing import says_later, says_none

pytestmark = pytest.mark.requirement("REQ-031")


@pytest.mark.parametrize(
    "text", ["无", "N/A", "-", "/", "—", "none", "不适用", " **无** ", "（无）", "Ｎ／Ａ", "Not applicable"]
)
def test_nothing(text: str) -> None:
    assert says_none(text)
    assert not says_later(text)


@pytest.mark.parametrize("text", ["待定", "TBD", "T.B.D.", "[TBD]", "待定。", "？？？"])
def test_later(text: str) -> None:
    assert says_later(text)
    assert not says_none(text)


@pytest.mark.parametrize("text", ["", "RC-001", "无线报警", "不适用时关闭", "TBD-1", "None of them" * 9])
def test_something(text: str) -> None:
    assert not says_none(text)
    assert not says_later(text)
