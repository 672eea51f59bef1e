"""The update history of the example in a real repository: whole whatever the range, with every step's own requests."""

from pathlib import Path

import pytest

from medtrace.app.assess import Asked, assess
from medtrace.gitio.repository import open_repository

pytestmark = pytest.mark.requirement("REQ-061")

RELEASED = ("v1.0.1", "v1.1", "v1.2", "v1.2.1", "v1.2.2", "v1.3")


@pytest.mark.parametrize(
    ("range_", "released"), [("v1.2..v1.3", RELEASED), ("v1.3", RELEASED), ("v1.2.1..v1.2.2", RELEASED[:5])]
)
def test_every_step_since_the_first_registration_is_there_with_its_requests(
    example: Path, range_: str, released: tuple[str, ...]
) -> None:
    with open_repository(example) as repository:
        history = assess(repository, Asked(range_)).history
    assert tuple(step.release.name for step in history) == released
    assert history[0].range.old.name == "v1.0"
    assert {step.release.name: step.issues for step in history}["v1.2.1"] == ("CR-2025-021",)
