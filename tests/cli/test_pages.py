"""Every command line of the pages on hooks and CI, run as it stands there."""

import re
import shlex
from pathlib import Path

import pytest

from tests.support.hooked import Person, product

pytestmark = pytest.mark.requirement("REQ-070", "REQ-075", "REQ-076")

DOCS = Path(__file__).resolve().parents[2] / "docs"
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
LINES = [
    (page, line)
    for page in ("hooks.md", "ci.md")
    for language, block in BLOCK.findall((DOCS / page).read_text("utf-8"))
    if not language
    for line in block.splitlines()
]


@pytest.fixture
def person(tmp_path: Path) -> Person:
    """Somebody with a product of two releases."""
    made = product(tmp_path / "product", tmp_path / "home")
    made.git("tag", "v1.2")
    made.commit("Filter for SRS-2", "src/a.py", "LIMIT = 2\n")
    made.git("tag", "v1.3")
    return made


@pytest.mark.parametrize(("page", "line"), LINES)
def test_a_line_of_a_page_runs(person: Person, page: str, line: str) -> None:
    program, *words = shlex.split(line)
    assert program == "trace", page
    if "--server" in words:
        person = person.at(person.folder.parent / "server")
        person.folder.mkdir()
        person.git("init", "-q", "--bare", ".")
    person.trace(*words)


def test_there_are_lines_to_run() -> None:
    assert len(LINES) >= 8
