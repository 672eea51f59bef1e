"""What a reading may cost: CPU time, not the time of a clock, which other programs lengthen."""

from collections.abc import Callable
from time import process_time
from typing import TypeVar

FoundT = TypeVar("FoundT")


def within(seconds: float, read: Callable[[], FoundT]) -> FoundT:
    """What was read, if it took no longer; hostile text costs no more than its length."""
    begun = process_time()
    found = read()
    taken = process_time() - begun
    assert taken < seconds, f"{taken:.1f} s"
    return found
