"""Every command line of the README and of the pages on hooks and CI, run as it stands there."""

import re
import shlex
import sys
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
# The README speaks of a product with requirements, releases and a registered version: the example is one.
README = [
    line
    for language, block in BLOCK.findall((DOCS.parent / "README.md").read_text("utf-8"))
    if not language
    for line in block.splitlines()
    if line.strip()
]
# What builds or installs this very checkout; `make test` is what runs here.
ABOUT_THE_CHECKOUT = ("make demo", "make test", "pip install .")


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


@pytest.mark.parametrize("line", [line for line in README if not line.startswith(ABOUT_THE_CHECKOUT)])
def test_a_line_of_the_readme_runs(example: Path, tmp_path: Path, line: str) -> None:
    person = Person(tmp_path / "product", tmp_path / "home")
    for folder in (person.folder, person.home):
        folder.mkdir()
    person.git("clone", "-q", str(example), ".")
    program, *words = shlex.split(line, comments=True)
    if program == "python":
        assert words[:2] == ["-m", "medtrace"]
        program, words = "trace", words[2:]
    assert program == "trace"
    if words[0] == "init":
        person.git("rm", "-q", "trace.yaml")
        person.git("commit", "-q", "-m", "Begin without a configuration")
        person.run(["sh", "-c", f"echo y | {shlex.join([sys.executable, '-m', 'medtrace', *words])}"])
        assert (person.folder / "trace.yaml").is_file()
    else:
        # What `trace check` finds it ends with; the example has gaps by intent.
        person.trace(*words, code=1 if words[0] == "check" else 0)


def test_there_are_lines_to_run() -> None:
    assert len(LINES) >= 8
    assert [line for line in README if line.startswith("trace hook")]
    assert len(README) >= 12
