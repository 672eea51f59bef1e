"""The version naming rule on real git: tags, modules, papers, and the rule as it was registered."""

import io
from pathlib import Path

import docx
import pytest

from tests.support.git_builder import RepoBuilder, isolate
from tests.support.running import Trace

pytestmark = pytest.mark.requirement("REQ-055")

CONFIG = """
product: {{name: {{zh: 甲, en: A}}}}
version:
  tags: 'v{{X}}.{{Y}}'
  fields:
    - id: X
      digits: 1
      range: [1, 9]
      meaning: {{zh: 重大增强类软件更新, en: major}}
      covers: [enhancement-major, cyber-function-major]
    - id: Y
      digits: 1-2
      range: [0, 99]
      meaning: {{zh: "{meaning}", en: minor}}
      covers: [enhancement-minor, cyber-function-minor, corrective, cyber-patch]
  modules:
    - component: viewer
      file: viewer/version.txt
      pattern: 'version (.+)'
      rule: {{zh: 甲乙两段, en: two parts}}
      relation: {{zh: 随软件发布, en: released with it}}
components:
  - {{id: viewer, files: ['viewer/**']}}
controlled_documents:
  - {{name: {{zh: 产品技术要求, en: PTR}}, kind: ptr, current: {{path: "{paper}"}}}}
registrations:
  - {{kind: initial, certificate: C1, approved_on: 2024-01-02, rev: v1.0}}
sources:
  - {{format: markdown-headings, files: [req.md], id: 'SRS-\\d+', kind: requirement}}
"""
MINOR = "轻微更新与纠正"


def paper(words: str) -> bytes:
    """A Word document that says so."""
    made, held = docx.Document(), io.BytesIO()
    made.add_paragraph(words)
    made.save(held)
    return held.getvalue()


def config(meaning: str = MINOR, paper: str = "ptr.docx") -> str:
    """The configuration with the meaning of one field and the path of the paper."""
    return CONFIG.format(meaning=meaning, paper=paper)


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> RepoBuilder:
    """A registered version with a rule, a module and a paper that prints the rule."""
    isolate(monkeypatch, tmp_path)
    made = RepoBuilder(tmp_path / "product")
    files = {
        "trace.yaml": config(),
        "req.md": "# SRS-1 显示\n\n显示波形。\n",
        "viewer/version.txt": "version 2.1\n",
        "ptr.docx": paper("X 表示 重大增强类软件更新；Y 表示轻微更新与纠正。"),
    }
    made.commit("Start", files)
    made.tag("v1.0", message="released")
    return made


def naming(trace: Trace, repo: RepoBuilder, *words: str) -> list[tuple[str, str]]:
    """What a command says of the naming rule: codes and English messages."""
    ran = trace(*words, "--format", "json", "--fail-on", "none", cwd=repo.folder)
    assert ran.code == 0, ran.err
    problems = ran.json["problems"]
    return [(one["code"], one["message"]) for one in problems if one["code"].startswith("naming-")]


def test_a_rule_that_everything_keeps_is_not_spoken_of(trace: Trace, repo: RepoBuilder) -> None:
    assert naming(trace, repo, "check") == []


def test_a_release_that_is_no_greater_is_told(trace: Trace, repo: RepoBuilder) -> None:
    repo.commit("Work", {"req.md": "# SRS-1 显示\n\n显示两条波形。\n"})
    repo.tag("v1.2")
    repo.commit("Fix", {"req.md": "# SRS-1 显示\n\n显示三条波形。\n"})
    repo.tag("v1.1")
    assert [code for code, _ in naming(trace, repo, "check")] == ["naming-not-growing"]


def test_a_paper_that_says_otherwise_and_one_that_cannot_be_read(trace: Trace, repo: RepoBuilder) -> None:
    repo.commit("Edit", {"ptr.docx": paper("X 表示重大增强类软件更新；Y 表示其他。")})
    assert [code for code, _ in naming(trace, repo, "check")] == ["naming-paper-differs"]
    repo.commit("Scan", {"trace.yaml": config(paper="ptr.pdf"), "ptr.pdf": b"%PDF-1.7"})
    assert [code for code, _ in naming(trace, repo, "check")] == ["naming-paper-unread"]


def test_a_rule_edited_since_the_registration_is_told_in_a_later_range_too(trace: Trace, repo: RepoBuilder) -> None:
    repo.commit("Edit", {"trace.yaml": config(meaning="其他"), "ptr.docx": paper("重大增强类软件更新，其他")})
    repo.tag("v1.1")
    repo.commit("Work", {"req.md": "# SRS-1 显示\n\n显示两条波形。\n"})
    repo.tag("v1.2")
    assert [code for code, _ in naming(trace, repo, "assess", "v1.1..v1.2")] == ["naming-rule-changed"]


def test_a_module_whose_version_is_not_there(trace: Trace, repo: RepoBuilder) -> None:
    repo.commit("Drop", {"viewer/version.txt": "2.2\n"})
    assert [code for code, _ in naming(trace, repo, "check")] == ["naming-module-unread"]


def test_a_shallow_clone_says_that_tags_were_not_checked(trace: Trace, repo: RepoBuilder, tmp_path: Path) -> None:
    repo.commit("Work", {"req.md": "# SRS-1 显示\n\n显示两条波形。\n"})
    repo.git("clone", "-q", "--depth", "1", f"file://{repo.folder}", str(tmp_path / "clone"))
    ran = trace("check", "--format", "json", "--fail-on", "none", cwd=tmp_path / "clone")
    assert "naming-tags-not-checked" in {one["code"] for one in ran.json["problems"]}, ran.err


def test_a_module_of_no_component_is_a_mistake_with_its_place(trace: Trace, repo: RepoBuilder) -> None:
    repo.commit("Edit", {"trace.yaml": config().replace("component: viewer", "component: viewr")})
    ran = trace("check", "--lang", "en", cwd=repo.folder)
    assert ran.code == 2
    assert 'trace.yaml:17:18: error: component: unknown component "viewr"; did you mean "viewer"?' in ran.err


@pytest.mark.parametrize(("second", "told"), [("v1.1", True), ("v1.00", False)], ids=["another", "the same version"])
def test_two_release_tags_on_one_commit_are_told_with_the_one_that_counts(
    repo: RepoBuilder, trace: Trace, second: str, *, told: bool
) -> None:
    repo.tag(second, message="released")
    problems = trace("check", "HEAD", "--format", "json", cwd=repo.folder).json["problems"]
    found = [one["message"] for one in problems if one["code"] == "naming-tags-together"]
    assert bool(found) is told
    assert all("v1.0 and v1.1 stand on one commit" in one and "v1.0 counts" in one for one in found)


def test_a_range_that_runs_backwards_says_which_one_to_give(repo: RepoBuilder, trace: Trace) -> None:
    repo.commit("SRS-1 more", {"req.md": "# SRS-1 显示\n\n显示波形和心率。\n"})
    repo.tag("v1.1", message="released")
    ran = trace("assess", "v1.1..v1.0", "--lang", "en", cwd=repo.folder)
    assert ran.code == 0, "a result that was asked for is given"
    assert "give v1.0..v1.1" in ran.out.split("Proposed verdict")[0]
    ran = trace("diff", "v1.1..v1.0", "--lang", "en", cwd=repo.folder)
    assert (ran.code, "give v1.0..v1.1" in ran.out.split("\n")[1]) == (0, True)
    for command in ("diff", "assess"):
        ran = trace(command, "v1.1..v1.0", "--format", "json", cwd=repo.folder)
        assert (ran.code, [one["code"] for one in ran.json["problems"]].count("range-backwards")) == (0, 1)
    ran = trace("report", "v1.1..v1.0", "--lang", "zh", "--as", "md", "--output", "out", cwd=repo.folder)
    assert (ran.code, "应为 v1.0..v1.1" in ran.out) == (0, True)
    assert "backwards" not in trace("assess", "v1.0..v1.1", "--lang", "en", cwd=repo.folder).out


APPROVERS = "approvers: [{{name: 何静, role: {0}}}, {{name: 吴国栋, role: 质量}}, {{name: 赵立新, role: 测试}}]\n"


@pytest.mark.parametrize(
    ("more", "told"),
    [
        pytest.param("", "", id="nobody is named"),
        pytest.param(APPROVERS.format("法规"), "clinical, risk", id="some are missing"),
        pytest.param(
            APPROVERS.format("法规").replace("]", ", {name: 甲, role: 临床}, {name: 乙, role: 风险}]"), "", id="all"
        ),
    ],
)
@pytest.mark.requirement("REQ-064")
def test_a_role_that_nobody_can_sign_in_is_told(repo: RepoBuilder, trace: Trace, more: str, told: str) -> None:
    repo.commit("Name who signs", {"trace.yaml": config() + more})
    for command in ("check", "assess"):
        asked = ("HEAD",) if command == "check" else ("v1.0..HEAD",)
        problems = trace(command, *asked, "--format", "json", cwd=repo.folder).json["problems"]
        found = [one["message"] for one in problems if one["code"] == "role-without-approver"]
        assert bool(found) == bool(told), command
        assert all(told in one for one in found)
