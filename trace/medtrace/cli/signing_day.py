"""The day that a person gives for a record, checked; today where none is given."""

from datetime import UTC, date, datetime, timedelta

from medtrace.errors import UsageError
from medtrace.words import Localized


def signing_day(text: str) -> str:
    """The day as `2026-03-02`.

    Raises:
        UsageError: it is no day, or lies in the future.
    """
    # One day of grace: it may be tomorrow already where the person sits.
    today = datetime.now(UTC).date()
    day = text or today.isoformat()
    try:
        if date.fromisoformat(day) > today + timedelta(days=1):
            raise UsageError(Localized(f"--on 在未来：{day}", f"--on lies in the future: {day}"))
    except ValueError as fault:
        raise UsageError(Localized(f"--on 不是日期：{day}", f"--on is no day: {day} (2026-03-02)")) from fault
    return day
