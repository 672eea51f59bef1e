"""Rows of the acceptance table: what was expected, what was found, and whether it was run at all."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison; `found` is None where its repository or truth is absent."""

    subject: str
    what: str
    expected: str
    found: str | None

    @property
    def verdict(self) -> str:
        """Never "passed" for what was not run."""
        if self.found is None:
            return "not run"
        return "equal" if self.expected == self.found else "DIFFERS"


# Rows that are found apart from all others, so that jobs can run side by side.
Job: TypeAlias = Callable[[], Iterable[Row]]


def table(rows: list[Row]) -> Iterator[str]:
    """The rows as lines, columns aligned, and a closing line of counts."""
    heads = ("subject", "what", "expected", "found", "")
    cells = [(row.subject, row.what, _short(row.expected), _short(row.found or ""), row.verdict) for row in rows]
    widths = [max(len(line[index]) for line in (heads, *cells)) for index in range(4)]
    for line in (heads, *cells):
        yield "  ".join([*(text.ljust(width) for text, width in zip(line, widths, strict=False)), line[4]])
    verdicts = [row.verdict for row in rows]
    yield ", ".join(f"{verdicts.count(name)} {name}" for name in ("equal", "DIFFERS", "not run"))


def _short(text: str, width: int = 72) -> str:
    """A cell that fits on a line; a list of ids is shown by its beginning and its count."""
    return text if len(text) <= width else f"{text[: width - 8]}… ({len(text.split())})"
