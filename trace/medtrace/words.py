"""Words in two languages: the one noun that every room, even the errors, may use."""

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """Language of a document: Chinese, English, or Chinese with English below."""

    ZH = "zh"
    EN = "en"
    BOTH = "zh-en"


@dataclass(frozen=True, slots=True, order=True)
class Localized:
    """One text in both languages, side by side, so that a missing translation is seen."""

    zh: str
    en: str

    def get(self, language: Language) -> str:
        """The text in one language; for `zh-en` both, the English on a line of its own where it differs."""
        match language:
            case Language.ZH:
                return self.zh
            case Language.EN:
                return self.en
            case Language.BOTH:
                return self.zh if self.zh == self.en or not self.en else f"{self.zh}\n{self.en}"


def same(text: str) -> Localized:
    """An id, a name or a path: the same in both languages."""
    return Localized(text, text)
