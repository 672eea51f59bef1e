"""Words to look for in texts and names: Chinese anywhere, others as whole words, whatever their case."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from medtrace.expressions import expression

_PARTS = expression(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[_\-./:#$]+")
_PLACE_HOLDERS = expression(
    r"\{[^{}]*\}|%(?:\d+\$)?[-+#0]*\d*(?:\.\d+)?[sdfiuxXcegln@](?![a-z])|%\d+|&#?\w+;|\\u[0-9a-fA-F]{4}"
)
_NUMBER = expression(r"(?<![\w.])[-+]?\d+(?:[.,]\d+)*")


def words_in(text: str, words: tuple[str, ...]) -> Counter[str]:
    """How often each word stands in a text; the longest wins where several begin at one place."""
    return Counter(found.group().lower() for found in _expression(words).finditer(text)) if words else Counter()


def numbers_in(text: str) -> Counter[str]:
    """The numbers of a text; places for values, such as `{0}` and `%1$s`, are none."""
    return Counter(_NUMBER.findall(_PLACE_HOLDERS.sub(" ", text)))


def name_words(name: str) -> str:
    """The words of a name: `heartRateLabel` is `heart Rate Label`."""
    return " ".join(filter(None, _PARTS.split(name)))


@lru_cache(maxsize=64)
def _expression(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(_pieces(sorted(set(words), key=lambda one: (-len(one), one)))), re.IGNORECASE)


def _pieces(words: Iterable[str]) -> Iterable[str]:
    for word in words:
        plain = re.escape(word)
        before = r"(?<![A-Za-z0-9])" if word[0].isascii() and word[0].isalnum() else ""
        after = r"(?![A-Za-z0-9])" if word[-1].isascii() and word[-1].isalnum() else ""
        yield f"{before}{plain}{after}"
