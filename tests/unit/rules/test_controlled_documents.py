"""Controlled documents of both ends: another digest, another edition, never declared."""

from dataclasses import replace

import pytest

from medtrace.model.declared import Declared
from medtrace.model.project import ControlledDocument
from medtrace.rules.controlled_documents import Options, controlled_documents
from medtrace.words import Localized
from tests.support.changes import COMMIT
from tests.support.item_changes import item, items_changed

pytestmark = pytest.mark.requirement("REQ-059")

OPTIONS = Options(kinds=("ptr",), asked=("ifu",), titles=("预期用途", "Intended use"))
A, B = "a" * 64, "b" * 64
PAPER = ControlledDocument(
    Localized("产品技术要求", "PTR"),
    "ptr",
    "PTR-01",
    "A/0",
    A,
    current_edition="A/0",
    current_sha256=A,
    path="docs/ptr.docx",
)


def told(
    old: ControlledDocument | None,
    new: ControlledDocument | None,
    *,
    files: tuple[dict[str, bytes], dict[str, bytes]] = ({}, {}),
    is_own: bool = True,
) -> list[str]:
    before = Declared(documents=(old,) if old else (), is_own=is_own)
    after = Declared(documents=(new,) if new else (), is_own=True)
    changes = items_changed((), (), files=files, declared=(before, after))
    return [f"{hit.subject} {hit.confidence.value}" for hit in controlled_documents.look(changes, OPTIONS)]


SECOND = replace(PAPER, current_edition="B/0", current_sha256=B)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (PAPER, PAPER, []),
        (PAPER, SECOND, ["document:PTR-01 certain"]),
        (PAPER, replace(PAPER, current_edition="A/1"), ["document:PTR-01 question"]),
        (replace(PAPER, kind="ifu"), replace(SECOND, kind="ifu"), ["document:PTR-01 question"]),
        (None, PAPER, ["document:PTR-01 question"]),
        (PAPER, None, ["document:PTR-01 question"]),
        (None, None, ["documents unassessable"]),
        (replace(PAPER, kind="risk-file"), replace(SECOND, kind="risk-file"), ["documents unassessable"]),
    ],
    ids=["same", "another digest", "another edition", "asked", "new", "gone", "none", "another kind"],
)
def test_documents(old: ControlledDocument | None, new: ControlledDocument | None, expected: list[str]) -> None:
    assert told(old, new) == expected


def test_the_file_speaks_where_its_digest_was_not_written_anew() -> None:
    files = ({"docs/ptr.docx": b"old"}, {"docs/ptr.docx": b"new"})
    assert told(PAPER, PAPER, files=files) == ["document:PTR-01 certain"]


def test_without_an_own_configuration_the_baseline_is_asked() -> None:
    assert told(SECOND, SECOND, is_own=False) == ["document:PTR-01 question"]
    assert told(PAPER, PAPER, is_own=False) == []


def test_evidence_is_the_file_or_the_line_of_the_configuration() -> None:
    yaml = f"controlled_documents:\n  - number: PTR-01\n    current:\n      edition: B/0\n      sha256: {B}\n"
    ends = (Declared(documents=(PAPER,), is_own=True), Declared(documents=(SECOND,), is_own=True))
    changes = items_changed((), (), files=({"trace.yaml": "x"}, {"trace.yaml": yaml}), declared=ends)
    ((hit),) = controlled_documents.look(changes, OPTIONS)
    (seen,) = hit.evidence
    assert (seen.path, seen.line, seen.commits) == ("trace.yaml", 5, (COMMIT,))
    assert (seen.before, seen.after) == (f"A/0 sha256 {A}", f"B/0 sha256 {B}")


@pytest.mark.parametrize("title", ["预期用途", "1.2 预期用途", "intended use"])
def test_items_of_the_title_count(title: str) -> None:
    old, new = (item("S-1", "requirement", text, title=title) for text in ("成人", "成人和儿童"))
    (hit,) = controlled_documents.look(items_changed((old,), (new,)), OPTIONS)
    assert (hit.subject, hit.confidence.value, hit.evidence[0].after) == ("item:S-1", "likely", "成人和儿童")
    assert list(controlled_documents.look(items_changed((old,), (old,)), OPTIONS)) == []


def test_white_space_in_a_text_says_nothing_and_other_words_are_shown() -> None:
    paper = replace(PAPER, path="docs/ptr.md", current_sha256="", baseline_sha256="")
    declared = (Declared(documents=(paper,), is_own=True),) * 2
    old = "# PTR\n\nUse it for adults.\n"
    for new, expected in (
        ("# PTR\n\n\nUse it  for adults.\n", []),
        (
            "# PTR\n\nUse it for adults and children.\n",
            [("docs/ptr.md", 3, "Use it for adults.", "Use it for adults and children.")],
        ),
    ):
        files = ({"docs/ptr.md": old.encode()}, {"docs/ptr.md": new.encode()})
        changes = items_changed((), (), files=files, declared=declared)
        pieces = [one for hit in controlled_documents.look(changes, OPTIONS) for one in hit.evidence]
        assert [(one.path, one.line, one.before, one.after) for one in pieces] == expected
