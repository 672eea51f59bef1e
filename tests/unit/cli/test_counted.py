"""English numbers with their noun."""

import pytest

from medtrace.cli.counted import counted


@pytest.mark.parametrize(("count", "told"), [(0, "0 rows"), (1, "1 row"), (2, "2 rows"), (11, "11 rows")])
def test_one_is_no_plural(count: int, told: str) -> None:
    assert counted(count, "row") == told
