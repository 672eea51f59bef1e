"""A piece of evidence in words: its place, declared names by their kind, and what is too long for a cell."""

from collections.abc import Iterator

from medtrace.documents._words import Words
from medtrace.expressions import expression
from medtrace.model.verdict import Evidence
from medtrace.words import Localized, same

# A longer value is shown line by line below the table.
_SHOWN = 80
_INTERNAL = expression(r"\Ainternal ")


def place(evidence: Evidence) -> str:
    """File and line; empty where the evidence is of no file."""
    return f"{evidence.path}:{evidence.line}" if evidence.line else evidence.path


def is_long(evidence: Evidence) -> bool:
    """Whether a value does not fit a cell."""
    return any("\n" in text or len(text) > _SHOWN for text in (evidence.before, evidence.after))


def changed_lines(text: str, words: Words) -> Iterator[Localized]:
    """Declared names, one a line, with the kind in each language: `key a.b` is 键 a.b."""
    for line in text.splitlines():
        # Some kinds are of two words, such as an internal field.
        kind, _, name = _INTERNAL.sub("internal-", line).partition(" ")
        word = words.word("declared", kind)
        # A kind without a word, such as the count of names left out, stays as it is.
        yield Localized(f"{word.zh} {name}", f"{word.en} {name}") if word.zh != kind else same(line)
