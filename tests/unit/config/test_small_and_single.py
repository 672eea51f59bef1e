"""`trace init` on one YAML file an item, on ids in small letters, and on the numbers of documents themselves."""

import pytest

from medtrace.config.small_ids import small_ids
from medtrace.config.survey import Ids
from tests.unit.config.test_starter import proposed, survey

pytestmark = pytest.mark.requirement("REQ-070")

ITEM = "id: SRS-00{n}\ntitle: t\ntext: x\nparents:\n- SRS-001\n"
SMALL = "- id: r-1\n  title: One\n  system_requirements: [SR-6]\n- id: r-3-1\n  title: Three\n"


def read(texts: dict[str, str], *others: str) -> list[tuple[str, tuple[str, ...], str]]:
    """The proposed sources: format, files and the expression of the ids."""
    config = proposed(survey(paths=(*texts, *others), samples=tuple(texts.items()), subjects=()))
    return [(use.format, use.files, use.id_text) for use in config.sources]


def test_one_yaml_file_an_item_is_read_with_those_to_come() -> None:
    texts = {f"reqs/SRS-00{n}.yaml": ITEM.format(n=n) for n in range(1, 6)}
    assert read(texts, "reqs/settings.yaml") == [("yaml-items", ("reqs/SRS*.yaml",), r"SRS-\d+")]


def test_a_list_below_a_key_is_a_link() -> None:
    texts = {f"SRS-00{n}.yaml": ITEM.format(n=n) for n in (1, 2)}
    links = proposed(survey(paths=tuple(texts), samples=tuple(texts.items()), subjects=())).links
    assert links == {("requirement", "parents"): ("derives", False)}


def test_files_that_are_called_otherwise_are_named_each() -> None:
    texts = {f"reqs/{name}.yaml": ITEM.format(n=n) for n, name in enumerate(("rate", "alarm"), 1)}
    assert read(texts) == [("yaml-items", ("reqs/alarm.yaml", "reqs/rate.yaml"), r"SRS-\d+")]


def test_small_letters_in_a_list_of_written_items() -> None:
    config = proposed(survey(paths=("r.yml",), samples=(("r.yml", SMALL),), subjects=()))
    (use,) = config.sources
    assert use.id_text == r"r-\d+(?:[-_.]\d+)*"
    assert config.links == {("requirement", "system_requirements"): ("derives", False)}


def test_small_letters_in_a_column_called_id() -> None:
    assert read({"r.md": "| id | title |\n|---|---|\n| req-1 | a |\n| req-2 | b |\n"}) == [
        ("markdown-table", ("r.md",), r"req-\d+")
    ]


@pytest.mark.parametrize(
    "path, text",
    [
        pytest.param("p.yml", "- id: step-1\n  run: a\n- id: step-2\n  run: b\n", id="steps"),
        pytest.param("p.yml", "- id: r-1\n  title: a\n- id: other\n  title: b\n", id="not-all"),
        pytest.param("r.md", "| key | size |\n|---|---|\n| req-1 | 1 |\n| req-2 | 2 |\n", id="no-column-called-id"),
    ],
)
def test_other_words_in_small_letters_are_no_ids(path: str, text: str) -> None:
    assert read({path: text}) == []


def test_numbers_of_documents_are_no_requirements() -> None:
    page = "---\nid: {head}-001\ntitle: Plan\n---\n\nText.\n"
    assert read({f"docs/{head}.md": page.format(head=head) for head in ("SRS", "SDP", "RMP")}) == []
    cards = {f"docs/NEED-{n}.md": f"---\nid: NEED-{n}\ntitle: t\n---\n" for n in (1, 2)}
    assert read({**cards, "docs/p.md": page.format(head="SDP")}) == [
        ("front-matter", ("docs/*.md",), r"NEED-\d+"),
        ("front-matter", ("docs/p.md",), r"SDP-\d+"),
    ]


@pytest.mark.parametrize(
    "words, ids",
    [
        (("r-1", "r-2-3", "r-4.1"), True),
        (("r-1",), False),
        (("r-1", "r-1"), False),
        (("r-1", "s-2"), False),
        (("r-1", "R-2"), False),
        ((), False),
    ],
)
def test_small_ids_are_all_of_one_beginning(words: tuple[str, ...], ids: bool) -> None:
    assert small_ids(words) == (words if ids else ())


def test_a_dotted_id_in_capitals_keeps_its_expression() -> None:
    assert Ids("SRS", ("SRS-1", "SRS-1.2")).expression == r"SRS-\d+(?:\.\d+)*"
