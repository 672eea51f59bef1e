"""Ids as people write them: another form of one that exists, and ranges that are none."""

from pathlib import Path

import pytest

from tests.support.git_builder import RepoBuilder
from tests.support.running import Trace

CONFIG = r"""sources: [{format: markdown-headings, files: ['*.md'], id: 'SRS-\d+', kind: requirement}]
commits: {ids: ['SRS-\d+'], ranges: true}
"""


@pytest.fixture
def repo(tmp_path: Path) -> RepoBuilder:
    built = RepoBuilder(tmp_path / "product")
    built.commit("Start", {"trace.yaml": CONFIG, "a.md": "".join(f"## SRS-{n:03} T\n" for n in range(1, 25))})
    return built


@pytest.mark.requirement("REQ-072")
@pytest.mark.parametrize(
    ("written", "nearest"),
    [
        ("srs-001", "SRS-001"),
        ("ＳＲＳ－００１", "SRS-001"),
        ("SRS－012", "SRS-012"),
        ("SRS-7", "SRS-007"),
        ("SRS0013", "SRS-013"),
        ("srs_19", "SRS-019"),
    ],
)
def test_show_names_the_id_that_was_meant(trace: Trace, repo: RepoBuilder, written: str, nearest: str) -> None:
    ran = trace("show", written, "--lang", "en", cwd=repo.folder)
    assert ran.code == 2
    assert ran.err.splitlines() == [f"error: HEAD has no item {written}", f"  nearest: {nearest}"]


def test_show_names_what_looks_alike_and_nothing_where_nothing_does(trace: Trace, repo: RepoBuilder) -> None:
    assert "nearest: SRS-0" in trace("show", "SRS-0Z4", "--lang", "en", cwd=repo.folder).err
    assert "nearest" not in trace("show", "foo", "--lang", "en", cwd=repo.folder).err


@pytest.mark.requirement("REQ-041")
def test_a_range_in_a_message_that_is_none_is_told_with_its_commit(trace: Trace, repo: RepoBuilder) -> None:
    repo.commit("Do SRS-006 to SRS-001", {"b.txt": "b"})
    made = repo.commit("Do more\n\nSee SRS-0001 至 SRS-9999.\n", {"c.txt": "c"})
    found = trace("check", "HEAD~2..HEAD", "--format", "json", cwd=repo.folder).json["problems"]
    told = sorted(one["message"] for one in found if one["code"] == "ids-not-ranged")
    assert len(told) == 2
    assert (
        f"commit {made[:10]}: the range “SRS-0001 … SRS-9999” names more than 1000 ids; only its ends were read" in told
    )
    said = trace("check", "HEAD~2..HEAD", "--lang", "zh", cwd=repo.folder).out
    assert "编号范围“SRS-006 … SRS-001”起止颠倒，只读取了两端" in said
