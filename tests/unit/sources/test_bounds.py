"""What one file may hold: bounds that several sources share, each told by name with what came before kept."""

from collections.abc import Iterable
from time import process_time

import pytest

from medtrace.marked.nodes import Listing, Mapping, Node
from medtrace.model.items import Artifact, Diagnostic, DiagnosticSeverity, Location, make_item
from medtrace.sources._table import Cells, Row
from medtrace.sources._told import within_bounds
from medtrace.sources._yaml import documents
from medtrace.sources.markdown_table import markdown_table
from medtrace.words import Localized
from tests.support.source_readings import read

pytestmark = pytest.mark.requirement("REQ-025")


def item(number: int) -> Artifact:
    return make_item(f"REQ-{number}", "requirement", title="a", text="", location=Location("a.md", number))


def codes(found: Iterable[object]) -> list[str]:
    return [one.code for one in found if isinstance(one, Diagnostic)]


def test_items_beyond_the_bound_are_told_at_the_first_left_out() -> None:
    assert list(within_bounds(map(item, range(1, 4)), most=3)) == [item(1), item(2), item(3)]
    *found, last = within_bounds(map(item, range(1, 4)), most=2)
    assert [one.id for one in found if isinstance(one, Artifact)] == ["REQ-1", "REQ-2"]
    assert isinstance(last, Diagnostic)
    assert (last.code, last.severity, last.location) == (
        "file-too-long",
        DiagnosticSeverity.ERROR,
        Location("a.md", 3),
    )
    assert "split" in last.message.en
    assert "拆分" in last.message.zh


def test_what_is_beyond_the_bound_is_not_even_asked_for() -> None:
    asked = iter(map(item, range(1, 1_000)))
    assert len(list(within_bounds(asked, most=10))) == 11
    assert next(asked).id == "REQ-12"


@pytest.mark.parametrize(
    ("text", "most", "whole", "line"),
    [
        pytest.param("---\na: b\n" * 10, 30, 2, 6, id="documents"),
        pytest.param("--- {a: b}\n" * 10, 30, 2, 3, id="documents of a line"),
        pytest.param("---\n" * 1_000, 100, 10, 11, id="empty documents"),
        pytest.param("...\n" * 1_000, 100, 10, 11, id="ends of documents"),
    ],
)
def test_documents_are_read_up_to_the_bound(text: str, most: int, whole: int, line: int) -> None:
    found = list(documents(text, "a.yaml", most=most))
    assert codes(found) == ["file-too-long"]
    assert len(found) == whole + 1
    assert isinstance(found[-1], Diagnostic)
    assert found[-1].location
    assert found[-1].location.line == line


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        pytest.param("- id: a\n" * 100, 24, id="a list"),
        pytest.param("".join(f"k{one}: [x]\n" for one in range(100)), 24, id="a mapping"),
        pytest.param("a: [" + "x, " * 100 + "]", 0, id="nothing whole"),
    ],
)
def test_of_a_long_document_the_whole_entries_are_kept(text: str, kept: int) -> None:
    found = list(documents(text, "a.yaml", most=100))
    roots: list[Node] = [one for one in found if not isinstance(one, Diagnostic)]
    sizes = [len(one.items) for one in roots if isinstance(one, Listing)]
    sizes += [len(one.pairs) for one in roots if isinstance(one, Mapping)]
    assert sizes == [kept] * (kept > 0)
    assert codes(found) == ["file-too-long"]


def test_the_entries_of_a_broken_document_are_bounded_too() -> None:
    found = list(documents("a: b: c\n" + "k: v\n" * 1_000, "a.yaml", most=100))
    assert codes(found) == ["yaml-unreadable", "file-too-long"]


def test_cells_are_counted_as_they_are_laid_out_over_all_tables_of_a_file() -> None:
    cells = Cells("a.md", left=5)
    tables = [[Row({"a": "1", "b": "2"}, line) for line in lines] for lines in ((1, 2), (4, 5), (7,))]
    found = [list(cells.within(rows)) for rows in tables]
    assert [[one.line for one in rows if isinstance(one, Row)] for rows in found] == [[1, 2], [], []]
    assert [codes(rows) for rows in found] == [[], ["file-too-long"], []]
    told = Diagnostic("row-shape", DiagnosticSeverity.WARNING, Localized("a", "a"), Location("a.md", 1))
    assert list(cells.within([told])) == [told]


def test_rows_apart_from_each_other_cost_no_more_than_their_number() -> None:
    def seconds(count: int) -> float:
        text = "| 编号 | 名称 |\n|-|-|\n" + "| SRS-001 | a |\n\n" * count
        begun = process_time()
        assert len(read(markdown_table, text).items) == count
        return process_time() - begun

    seconds(100)
    assert seconds(60_000) < 9 * seconds(15_000) + 0.5
