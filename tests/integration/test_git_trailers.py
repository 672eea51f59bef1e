"""Trailers as `git interpret-trailers --parse` finds them, which is the reference."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from medtrace.gitio.trailers import trailers
from medtrace.model.history import Trailer
from tests.support.git_builder import RepoBuilder

pytestmark = pytest.mark.requirement("REQ-003")

BODIES = {
    "none": "Just a body.\n\nAnd more.",
    "one": "Implements: REQ-1",
    "after a body": "Body.\n\nImplements: REQ-1\nMitigates: RISK-2",
    "folded": "Body.\n\nImplements: REQ-1,\n  REQ-2,\n\tREQ-3\nRefs: x",
    "folded empty line of blanks": "Implements: REQ-1\n  \nRefs: x",
    "not the last paragraph": "Implements: REQ-1\n\nBody.",
    "a text line beside": "Implements: REQ-1\nand a line of text",
    "a quarter with one by git": "text\ntext\ntext\nSigned-off-by: A <a@b>",
    "less than a quarter": "text\ntext\ntext\ntext\nSigned-off-by: A <a@b>",
    "cherry-picked": "text\n(cherry picked from commit 0123456)\nImplements: REQ-1",
    "only cherry-picked": "text.\n\n(cherry picked from commit 0123456)",
    "comment between": "Implements: REQ-1\n# comment\nRefs: x",
    "comment at the end": "Implements: REQ-1\n\n# comment",
    "scissors": "Implements: REQ-1\n# ------------------------ >8 ------------------------\nRefs: x",
    "old conflicts": "Implements: REQ-1\n\nConflicts:\n\tsrc/a.c\n\tsrc/b.c",
    "conflicts with text after": "Implements: REQ-1\n\nConflicts:\n\tsrc/a.c\nRefs: x",
    "blank before the colon": "Implements : REQ-1",
    "two words": "Implements that: REQ-1",
    "empty value": "Implements:",
    "no blank after the colon": "Implements:REQ-1",
    "colon in the value": "Url: https://example.org/a:b",
    "colon first": ": value",
    "Chinese key": "变更单: CR-1",
    "Chinese value": "Implements: 需求-1，需求-2",
    "full-width colon": "Implements：REQ-1",
    "carriage returns": "Body.\r\n\r\nImplements: REQ-1\r\nRefs: x\r",
    "indented": "  Implements: REQ-1",
    "digits": "1-2: x",
    "divider": "Body.\n\n---\n\nImplements: REQ-1",
    "many blank lines": "Body.\n\n\n\nImplements: REQ-1\n\n\n",
    "underscore": "A_b: x",
    "revert": 'This reverts commit 0123456.\n\nSigned-off-by: "A" <a@b>\nReviewed-By: B',
}


@pytest.fixture(scope="module")
def repo(tmp_path_factory: pytest.TempPathFactory) -> RepoBuilder:
    folder: Path = tmp_path_factory.mktemp("trailers")
    return RepoBuilder(folder / "repo")


def by_git(repo: RepoBuilder, body: str) -> tuple[Trailer, ...]:
    message = f"Title\n\n{body}\n".encode()
    lines = repo.git_bytes("interpret-trailers", "--parse", "--no-divider", feed=message).decode().split("\n")
    pairs = (line.partition(":") for line in lines if line)
    return tuple(Trailer(key, value.removeprefix(" ")) for key, _, value in pairs)


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
def test_cases_agree_with_git(repo: RepoBuilder, body: str) -> None:
    assert trailers(body) == by_git(repo, body)


LINES = st.sampled_from(
    [
        "",
        " ",
        "text",
        "text: with two words: x",
        "two words: x",
        "Implements: REQ-1",
        "Refs:",
        "Refs :x",
        "  continued",
        "\t",
        "\tfile",
        "# comment",
        "Conflicts:",
        "Signed-off-by: A <a@b>",
        "(cherry picked from commit 1)",
        "# ------------------------ >8 ------------------------",
        "---",
    ]
)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(LINES, min_size=1, max_size=9))
def test_any_mixture_agrees_with_git(repo: RepoBuilder, lines: list[str]) -> None:
    body = "\n".join(lines).strip("\n")
    assert trailers(body) == by_git(repo, body)
