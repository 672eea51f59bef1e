"""The tool's own words in both languages: item kinds, figures, statuses, problem codes (`templates/words.yaml`)."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from medtrace.config.profiles import load_words
from medtrace.words import Localized


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words by `group.name`."""

    words: dict[str, Localized]

    def word(self, group: str, name: str) -> Localized:
        """The word, or the name itself where there is none (a kind that a configuration declared)."""
        return self.words.get(f"{group}.{name}", Localized(name, name))


@cache
def vocabulary() -> Vocabulary:
    """The words as packaged."""
    return Vocabulary(load_words((files("medtrace.templates") / "words.yaml").read_text("utf-8"), path="words.yaml"))
