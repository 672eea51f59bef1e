"""What is shown of a text: languages, fall-backs, and signs that cannot or must not be shown."""

import pytest

from medtrace.renderers._spoken import Line, all_spoken, clean, inline, spoken
from medtrace.words import Language, Localized, same

BOTH = Localized("需求", "Requirement")


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        (BOTH, Language.ZH, (Line("需求", "zh-CN"),)),
        (BOTH, Language.EN, (Line("Requirement", "en"),)),
        (BOTH, Language.BOTH, (Line("需求", "zh-CN"), Line("Requirement", "en"))),
        (same("REQ-1"), Language.BOTH, (Line("REQ-1"),)),
        (same("心律"), Language.EN, (Line("心律", "zh-CN"),)),
        (Localized("需求", ""), Language.EN, (Line("需求", "zh-CN"),)),
        (Localized("", "Requirement"), Language.ZH, (Line("Requirement", "en"),)),
        (
            Localized("甲\r\n乙\u2028丙", "a"),
            Language.ZH,
            (Line("甲", "zh-CN"), Line("乙", "zh-CN"), Line("丙", "zh-CN")),
        ),
        (Localized(" \n", ""), Language.BOTH, ()),
    ],
)
@pytest.mark.requirement("REQ-060")
def test_lines_of_a_text(text: Localized, language: Language, shown: tuple[Line, ...]) -> None:
    assert spoken(text, language) == shown


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("a\tb", "a    b"),
        ("a\x00b\x0bc\x1b[31m", "a\ufffdb\ufffdc\ufffd[31m"),
        ("\ud800", "\ufffd"),
        ("\ufffe\uffff", "\ufffd\ufffd"),
        ("user\u202e txt.exe", "user\ufffd txt.exe"),
        ("\u2066x\u2069", "\ufffdx\ufffd"),
        ("a\x85b\rc", "a\nb\nc"),
        ("שלום 😀 e\u0301", "שלום 😀 e\u0301"),
    ],
)
@pytest.mark.requirement("REQ-065")
def test_signs_that_cannot_be_shown_are_seen(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_an_empty_cell_is_a_dash() -> None:
    assert all_spoken((), Language.ZH) == (Line("—"),)
    assert all_spoken((same(""),), Language.EN) == (Line("—"),)


def test_lines_on_one_line() -> None:
    assert inline(BOTH, Language.BOTH) == "需求 / Requirement"
