"""The stream becomes the same sound repository everywhere."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from medtrace.example import Faults, History, build, counts, expected, stream
from tests.unit.example.conftest import imported

pytestmark = pytest.mark.requirement("REQ-080")
Git = Callable[..., str]

TAGS = {
    "v1.0": "7977e6480256ec17b4bafd6f152cd5bd3ac47c46",
    "v1.0.1": "181ccf78adb78282638884d79ed83570f017adb7",
    "v1.1": "3bb3d2cfb2543cb13d378ad59a5d48cc4353c1ac",
    "v1.1-hosp1": "f7cf7eeb83921eff3ac2f5da28f3dea3f0985e0c",
    "v1.2": "1dedcfcb2439393d0cf96fcfb26bbdbe7aa7d482",
    "v1.2.1": "ac2a7050578ef6eb8b456b1361f123f59404da42",
    "v1.2.2": "978544895f2955c49b954884572a7fd874c63b60",
    "v1.3": "3e90cc6559018723f65156cd5f2c564e92bccfd1",
}
RANGES = (("v1.1..v1.2", 9), ("v1.2..v1.3", 20), ("v1.2..v1.2.1", 2), ("v1.0..v1.0.1", 5), ("v1.1..v1.1-hosp1", 2))


def test_two_builds_give_the_same_bytes(history: History) -> None:
    assert stream(build()) == stream(history)


def test_git_finds_nothing_to_object_to(git: Git) -> None:
    assert git("fsck", "--strict", "--no-dangling") == ""


def test_commit_ids_are_those_of_every_machine(git: Git) -> None:
    assert {name: git("rev-parse", f"{name}^{{commit}}").strip() for name in TAGS} == TAGS


def test_only_the_planned_refs_exist(git: Git) -> None:
    assert git("for-each-ref", "--format=%(refname:short) %(objecttype)").splitlines() == [
        "hospital/example commit",
        "main commit",
        "v1.0 tag",
        "v1.0.1 commit",
        "v1.1 tag",
        "v1.1-hosp1 tag",
        "v1.2 tag",
        "v1.2.1 tag",
        "v1.2.2 tag",
        "v1.3 tag",
    ]


@pytest.mark.parametrize(("revisions", "number"), RANGES)
def test_ranges_have_their_number_of_commits(git: Git, revisions: str, number: int) -> None:
    assert int(git("rev-list", "--count", revisions)) == number


def test_there_are_twelve_merges_and_one_side_branch(git: Git) -> None:
    assert int(git("rev-list", "--count", "--merges", "--all")) == 12
    assert git("branch", "--no-merged", "main", "--format=%(refname:short)").split() == ["hospital/example"]


def test_counts_are_those_of_the_design(history: History) -> None:
    renewed = counts(history)["v1.2"]
    wanted = {"user-need": 12, "requirement": 48, "design": 20, "risk": 20, "risk-control": 29, "test": 72}
    assert {kind: renewed[kind] for kind in wanted} == wanted
    assert (renewed["automated-test"], renewed["manual-test"]) == (64, 8)


def test_every_item_stands_in_the_tree(git: Git, history: History) -> None:
    for tag in ("v1.0", "v1.3"):
        text = git("grep", "-h", "--text", "-e", "^", tag, "--", "docs/*.md", "docs/风险", "tests")
        items = expected(history)["tags"][tag]["items"]  # type: ignore[index]
        assert [item["id"] for item in items if item["kind"] != "defect" and item["id"] not in text] == []


def test_the_threshold_of_v1_2_comes_back_unchanged(git: Git) -> None:
    blobs = {tag: git("rev-parse", f"{tag}:src/ecg/rhythm.py") for tag in ("v1.2", "v1.2.1", "v1.2.2")}
    assert blobs["v1.2"] == blobs["v1.2.2"] != blobs["v1.2.1"]
    assert "AF_THRESHOLD = 0.60" in git("show", "v1.2.1:src/ecg/rhythm.py")


def test_srs_is_moved_with_an_edit(git: Git) -> None:
    moved = git("log", "--format=", "--name-status", "--find-renames", "--diff-filter=R", "v1.1..v1.2", "--", "docs")
    assert [line.partition("\t")[2] for line in moved.splitlines()] == ["docs/需求/SRS.md\tdocs/需求规范/SRS.md"]
    assert not moved.startswith("R100")


def test_the_renewed_version_touches_nothing_that_is_major(git: Git) -> None:
    touched = git("diff", "--name-only", "v1.1", "v1.2", "--", "src", "model", "Dockerfile", "deploy", "sbom.cdx.json")
    assert touched.split() == ["src/log/audit.py", "src/report/identity.py", "src/version.py"]


def test_line_ends_and_encodings_are_the_traps_they_should_be(git: Git, tmp_path: Path) -> None:
    git("worktree", "add", "--quiet", str(tmp_path / "tree"), "v1.3")
    manual = (tmp_path / "tree/docs/测试/手工测试.md").read_bytes()
    assert manual.count(b"\r\n") == manual.count(b"\n")
    defects = (tmp_path / "tree/docs/缺陷/defects.csv").read_bytes()
    assert defects.decode("gb18030").startswith("缺陷编号")
    with pytest.raises(UnicodeDecodeError):
        defects.decode("utf-8")
    assert git("-C", str(tmp_path / "tree"), "status", "--porcelain") == ""


@pytest.mark.parametrize("same_family", [False, True])
def test_registered_hashes_are_those_of_the_files(tmp_path: Path, *, same_family: bool) -> None:
    git = imported(tmp_path / "repository", build(Faults(), same_family=same_family))
    git("checkout", "--quiet", "main")
    tree = tmp_path / "repository"
    written = (tree / "trace.yaml").read_text("utf-8")
    for name in ("产品技术要求", "说明书"):
        assert hashlib.sha256((tree / f"docs/受控文件/{name}.docx").read_bytes()).hexdigest() in written
    model = hashlib.sha256((tree / "model/rhythm.onnx").read_bytes()).hexdigest()
    assert (tree / "model/rhythm.onnx.sha256").read_text("utf-8").strip() == model
