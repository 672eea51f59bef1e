"""Whole documents of the example in both languages, held as files; `--update-golden` writes them anew.

The commit ids of the example are constant, so they may stand in a golden document.
"""

from pathlib import Path

import pytest

from medtrace.app.assess import Asked, assess
from medtrace.app.report import Order, render
from medtrace.gitio.repository import open_repository

EXPECTED = Path(__file__).parent / "example"
RANGES = ["v1.2..v1.3", "v1.1..v1.2", "v1.3"]


@pytest.mark.parametrize("range_", RANGES)
@pytest.mark.requirement("REQ-061", "REQ-062", "REQ-063", "REQ-064", "REQ-066")
def test_documents(example: Path, golden: bool, range_: str) -> None:
    with open_repository(example) as repository:
        assessment = assess(repository, Asked(range_))
    languages = ("zh", "en", "zh-en") if range_ == RANGES[0] else ("zh", "en")
    files = render(assessment, Order(languages=languages, formats=("md",)))
    folder = EXPECTED / range_
    if golden:
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
        for file in files:
            (folder / file.name).write_bytes(file.data)
    assert sorted(file.name for file in files) == sorted(path.name for path in folder.iterdir())
    for file in files:
        assert file.data.decode() == (folder / file.name).read_bytes().decode(), file.name
