"""A patch that was taken over to a release branch, or back from it, is no patch between the two."""

from pathlib import Path

import pytest

from medtrace.gitio.repository import open_repository
from tests.support.git_builder import RepoBuilder, isolate
from tests.support.running import Trace

CONFIGURATION = "sources:\n  - {format: mentions, files: [keep.txt]}\n"
OLD = "flask==2.2.0\nattrs==1.0\n"
MESSAGE = "Bump flask (CVE-2023-30861)"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> RepoBuilder:
    isolate(monkeypatch, tmp_path)
    made = RepoBuilder(tmp_path / "product")
    made.commit(
        "Start", {"trace.yaml": CONFIGURATION, "keep.txt": "", "requirements.txt": "flask==2.2.0\nattrs==1.0\n"}
    )
    made.tag("v1.0")
    made.commit(MESSAGE, {"requirements.txt": "flask==2.2.5\nattrs==1.0\n"}, branch="release", parents=["v1.0"])
    made.tag("v1.0.1", "release")
    made.commit(MESSAGE, {"requirements.txt": "flask==2.2.5\nattrs==1.0\n"})
    made.commit("Bump attrs", {"requirements.txt": "flask==2.2.5\nattrs==1.1\n"})
    made.tag("v1.1")
    return made


def test_git_tells_which_patch_both_ends_hold(repository: RepoBuilder) -> None:
    with open_repository(repository.folder) as opened:
        carried = opened.carried_over(opened.resolve_range("v1.0.1..v1.1"))
        assert carried == {repository.sha("v1.1~1")}
        assert opened.carried_over(opened.resolve_range("v1.0..v1.1")) == frozenset()


@pytest.mark.parametrize(("span", "fires"), [("v1.0..v1.1", True), ("v1.0.1..v1.1", False)])
def test_only_a_patch_that_the_older_end_lacks_fires(repository: RepoBuilder, span: str, fires: bool) -> None:
    assessed = Trace()("assess", span, "--format", "json", "-C", str(repository.folder)).json
    found = [one for one in assessed["findings"] if one["trigger"] == "S-12" and one["confidence"] == "certain"]
    assert bool(found) is fires
    for one in found:
        (piece,) = one["evidence"]
        assert (piece["path"], piece["line"]) == ("requirements.txt", 1)
        assert "flask==2.2.5" in piece["after"]
        assert piece["commits"] == [repository.sha("v1.1~1")]
