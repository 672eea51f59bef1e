"""`trace init` reads each file once for one family of ids, and two files that both define items."""

import pytest

from medtrace.config.starter import propose
from medtrace.config.survey import wanted
from tests.support.costs import within
from tests.unit.config.test_starter import proposed, survey

pytestmark = pytest.mark.requirement("REQ-070")

POINTS = "# R\n\n- SRS-001: a\n- SRS-002: b\n"
HEADED = "## SRS-{n}0 c\n\n## SRS-{n}1 d\n"


def read(texts: dict[str, str]) -> list[tuple[str, tuple[str, ...], bool]]:
    """The proposed sources: format, files, and whether points are read."""
    config = proposed(survey(paths=tuple(texts), samples=tuple(texts.items()), subjects=()))
    return [(use.format, use.files, bool(getattr(use.options, "lists", False))) for use in config.sources]


def test_headings_and_points_of_one_file_are_one_source() -> None:
    assert read({"r.md": POINTS + "\n" + HEADED.format(n=1)}) == [("markdown-headings", ("r.md",), True)]


def test_a_file_with_headings_alone_stays_with_the_source_of_headings() -> None:
    texts = {"a.md": HEADED.format(n=2), "r.md": POINTS + "\n" + HEADED.format(n=1)}
    assert read(texts) == [("markdown-headings", ("a.md",), False), ("markdown-headings", ("r.md",), True)]


def test_a_glob_of_many_files_takes_no_file_of_the_other_source() -> None:
    texts = {f"q/{n}.md": HEADED.format(n=n) for n in range(2, 8)}
    texts["q/r.md"] = POINTS + "\n" + HEADED.format(n=1)
    assert read(texts) == [("markdown-headings", ("q/**/*.md",), True)]


@pytest.mark.parametrize(
    "table, both",
    [
        pytest.param("ID,Text\nSRS-001,a\nSRS-003,b\n", True, id="half-are-its-own"),
        pytest.param("ID,Text\nSRS-001,a\nSRS-002,b\nSRS-003,c\n", False, id="most-stand-elsewhere"),
        pytest.param("ID,TC\nSRS-001,TC-1\nSRS-003,TC-2\n", False, id="no-words"),
    ],
)
def test_a_table_that_mostly_defines_is_read_beside_headings(table: str, both: bool) -> None:
    formats = {form for form, _, _ in read({"docs/a.csv": table, "docs/b.md": "## SRS-001 A\n\n## SRS-002 B\n"})}
    assert ("csv-table" in formats) is both


def test_a_table_parted_by_tabs_is_read() -> None:
    text = "ID\tText\nSRS-001\ta\nSRS-002\tb\n"
    (use,) = proposed(survey(paths=("r.tsv",), samples=(("r.tsv", text),), subjects=())).sources
    assert (use.format, use.files, getattr(use.options, "delimiter", "")) == ("csv-table", ("r.tsv",), "tab")


def test_bills_of_materials_are_found_by_their_folder_and_near_the_top() -> None:
    paths = ("sbom/pump-1.0.json", "s2.json", "a/b/c/data.json", "tests/sbom.json", "r.tsv")
    assert set(wanted(paths)) == {"sbom/pump-1.0.json", "s2.json", "r.tsv"}


def test_the_time_grows_with_the_file() -> None:
    rows = "".join(f"SRS-{n}.1,text {n},SRS-{n - 1}\n" for n in range(40_000))
    text = "ID,Text,Parent\n" + rows
    within(15, lambda: propose(survey(paths=("docs/a.csv",), samples=(("docs/a.csv", text),), subjects=())))
