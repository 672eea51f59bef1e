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
    "v1.0": "0ee11a9f76c2b34494f3435eb142c8ae729384e0",
    "v1.0.1": "8b45857dd1c29351adb41c2c9b777754a5fae320",
    "v1.1": "06dd6a2ff7e7e233ea27abac0d6c03d3a58e09db",
    "v1.1-hosp1": "080674d9affe1771d7915462e76e339aedbaee0e",
    "v1.2": "799acd944571be85fc74be82763a3bee767a4fe9",
    "v1.2.1": "6c45b6b50c5899c050bbf6891b30fc381c2e0636",
    "v1.2.2": "ae48bd4e7854b591fa701823ddb0b02135026794",
    "v1.3": "95b647c01c9a4cc0965488037916c3f1025724e6",
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
