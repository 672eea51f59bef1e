"""Text before and after as lines with a sign: `-` before, `+` after, a blank where both agree."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from medtrace.model.document import Diff
from medtrace.renderers._spoken import clean


@dataclass(frozen=True, slots=True)
class SignedLine:
    """One line; `sign` is `-`, `+` or a blank."""

    sign: str
    text: str


def signed_lines(diff: Diff) -> tuple[SignedLine, ...]:
    """The lines in reading order, what was removed above what took its place."""
    before, after = _split(diff.before), _split(diff.after)
    found: list[SignedLine] = []
    for what, old, old_end, new, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            found += [SignedLine(" ", line) for line in before[old:old_end]]
        else:
            found += [SignedLine("-", line) for line in before[old:old_end]]
            found += [SignedLine("+", line) for line in after[new:new_end]]
    return tuple(found)


def _split(lines: tuple[str, ...]) -> list[str]:
    """Lines that hold line ends of their own become several: none may start without its sign."""
    return [part.rstrip() for line in lines for part in clean(line).split("\n")]
