"""Which commits a piece of evidence names: those that touched its lines, on real git."""

from pathlib import Path
from typing import Any

import pytest

from medtrace.gitio.repository import open_repository
from tests.support.decided import CONFIG, assessment, finding
from tests.support.git_builder import RepoBuilder

pytestmark = pytest.mark.requirement("REQ-054")
PATH = "src/af.py"
CODE = """THRESHOLD = {}
SAME = 1  # {}
KEPT = 2
FEWEST = {}


def af(words):
    return words > THRESHOLD and len(words) > FEWEST
"""


@pytest.fixture
def repo(tmp_path: Path) -> RepoBuilder:
    built = RepoBuilder(tmp_path / "product")
    built.commit(
        "Start", {"trace.yaml": CONFIG, PATH: CODE.format("0.6", "note", 10), "req/a.md": "## SRS-1 AF\n\nx\n"}
    )
    built.tag("v1.0")
    return built


def by_value(read: Any) -> dict[str, tuple[list[str], str]]:
    """Commits of each piece of P-04 by its new value, and whether they are those of the lines or of the file."""
    pieces = finding(read)["evidence"]
    return {one["after"]: (one["commits"], one["commits_of"]) for one in pieces}


def test_a_piece_names_the_commits_that_touched_its_lines(repo: RepoBuilder) -> None:
    first = repo.commit("Lower it", {PATH: CODE.format("0.55", "note", 10)})
    other = repo.commit("Ask for more (CR-9)", {PATH: CODE.format("0.55", "note", 12)})
    better = repo.commit("Say it better", {PATH: CODE.format("0.55", "a better note", 12)})
    between = repo.commit("Lower it more", {PATH: CODE.format("0.52", "a better note", 12)})
    last = repo.commit("Lower it at last (CR-7)", {PATH: CODE.format("0.5", "a better note", 12)})
    repo.tag("v1.1")
    read = assessment(repo)
    assert by_value(read) == {
        "THRESHOLD = 0.5\nSAME = 1  # a better note": ([first, better, between, last], "element"),
        "FEWEST = 12": ([other], "element"),
    }
    items = {one["id"]: one["commits"] for one in read["change_items"]}
    assert items == {"CR-7": [last], "CR-9": [other]}


def test_where_no_commit_holds_the_lines_those_of_the_file_stay(repo: RepoBuilder) -> None:
    one = repo.commit("Note", {PATH: CODE.format("0.6", "note", 11)})
    two = repo.commit("Another", {PATH: CODE.format("0.6", "note", 10)})
    repo.commit("Beside", {"req/b.md": "x"}, branch="side", parents=["v1.0"])
    repo.merge("Merge it", "side", files={PATH: CODE.format("0.5", "note", 10)})
    repo.tag("v1.1")
    assert by_value(assessment(repo)) == {"THRESHOLD = 0.5": ([one, two], "file")}


def test_differences_are_read_by_their_blobs_whatever_a_path_is_called(repo: RepoBuilder) -> None:
    name, more = 'src/参数 "1".txt', {"src/picture.bin": b"\0\1\2"}
    sha = repo.commit("Add", {name: "--- a\n@@ b\ndiff --git c\n", **more})
    then = repo.commit("Change", {name: "--- a\n+++ z\ndiff --git c\n", "src/picture.bin": b"\0\1\3"})
    with open_repository(repo.folder) as repository:
        by_sha = {one.sha: one.files for one in repository.commits(repository.resolve_range(f"v1.0..{then}"))}
        found = repository.patches((sha, then), (name, "src/picture.bin"))
    pairs = {(change.old_blob, change.new_blob) for at in (sha, then) for change in by_sha[at]}
    assert set(found) == pairs
    assert [patch for patch in found.values() if patch] == [
        (((), ("--- a", "@@ b", "diff --git c")),),
        ((("@@ b",), ("+++ z",)),),
    ]


PROJECT = """<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net6.0</TargetFramework></PropertyGroup>
  <ItemGroup>
{}
  </ItemGroup>
</Project>
"""


def references(**versions: str) -> str:
    rows = (f'    <PackageReference Include="{name}" Version="{version}" />' for name, version in versions.items())
    return PROJECT.format("\n".join(rows))


def test_a_commit_that_changed_the_line_beside_is_not_one_of_the_element(repo: RepoBuilder) -> None:
    path = "src/app.csproj"
    repo.commit("Project", {path: references(Entities="6.0.1", Messages="0.1.0", Store="0.2.18")})
    repo.tag("v1.0a")
    repo.commit("Entities", {path: references(Entities="6.0.2", Messages="0.1.0", Store="0.2.18")})
    repo.commit("Messages", {path: references(Entities="6.0.2", Messages="0.1.9", Store="0.2.18")})
    mine = repo.commit("Store", {path: references(Entities="6.0.2", Messages="0.1.9", Store="0.9.0")})
    versions = {"Messages": "2.0.3", "Rabbit": "2.0.3", "Store": "1.0.1", "Entities": "8.0.6"}
    whole = repo.commit("Everything at once", {path: references(**versions)})
    read = assessment(repo, "v1.0a..main")
    (piece,) = [
        piece
        for one in read["findings"]
        for piece in one["evidence"]
        if (one["trigger"], piece["before"], piece["after"]) == ("T-01", "0.2.18", "1.0.1")
    ]
    assert (piece["commits"], piece["commits_of"]) == ([mine, whole], "element")
