"""A requirement file that was renamed: its items stay the same items, in a range and in the memory of links."""

from pathlib import Path

import pytest

from medtrace.app.review import look_again
from medtrace.model.globs import glob_pattern, path_glob
from tests.support.git_builder import RepoBuilder
from tests.support.running import Trace

CONFIG = r"""
sources:
  - {{format: markdown-headings, files: [{}], id: 'SRS-\d+', kind: requirement}}
  - {{format: code-tags, files: ['src/**']}}
"""
SRS = "## SRS-1 Threshold\n\nThe threshold is {}.\n\n## SRS-2 Print\n\nPrints on A4 and on letter paper.\n"
CODE = {"src/a.py": "# implements: SRS-1\n"}


def renamed(folder: Path, old: str, new: str, *, glob: str = "", text: str = SRS.format(1)) -> RepoBuilder:
    """v1 holds the file under its old name with a configuration for it, v2 under its new one."""
    built = RepoBuilder(folder)
    built.commit("Start", {"trace.yaml": CONFIG.format(old), old: SRS.format(1), **CODE})
    built.tag("v1")
    built.commit("Rename", {"trace.yaml": CONFIG.format(glob or new), old: None, new: text})
    built.tag("v2")
    return built


def difference(trace: Trace, repo: RepoBuilder) -> tuple[dict[str, list[str]], set[tuple[str, str]]]:
    said = trace("diff", "v1..v2", "--format", "json", cwd=repo.folder).json
    items = {how: [one.get("id", "") for one in found] for how, found in said["items"].items() if found}
    return items, {(one["code"], one["path"]) for one in said["problems"]}


@pytest.mark.requirement("REQ-040")
@pytest.mark.parametrize(
    ("new", "glob", "text", "items"),
    [
        ("new.md", "", SRS.format(1), {"moved": ["SRS-1", "SRS-2"]}),
        ("new.md", "", SRS.format(2), {"changed": ["SRS-1"], "moved": ["SRS-1", "SRS-2"]}),
        ("docs/req.md", "docs/*.md", SRS.format(1), {"moved": ["SRS-1", "SRS-2"]}),
    ],
)
def test_items_of_a_renamed_file_are_the_same_items(
    trace: Trace, tmp_path: Path, new: str, glob: str, text: str, items: dict[str, list[str]]
) -> None:
    repo = renamed(tmp_path / "product", "old.md", new, glob=glob, text=text)
    found, problems = difference(trace, repo)
    assert found == items
    assert ("renamed-file-read", new) in problems
    assert "glob-matches-nothing" not in {code for code, _ in problems}


@pytest.mark.requirement("REQ-040")
def test_a_glob_that_matched_nothing_before_is_told_with_its_source(trace: Trace, tmp_path: Path) -> None:
    repo = RepoBuilder(tmp_path / "product")
    repo.commit("Start", {"trace.yaml": CONFIG.format("old.md"), "old.md": SRS.format(1), "x/new.md": "other", **CODE})
    repo.tag("v1")
    repo.commit("Another page", {"trace.yaml": CONFIG.format("new.md"), "new.md": SRS.format(1)})
    repo.tag("v2")
    said = trace("diff", "v1..v2", "--lang", "en", cwd=repo.folder).out
    assert "v1 has no file for “new.md” (markdown-headings); of the same name: x/new.md" in said
    assert "2 added, 0 removed" in said


@pytest.mark.requirement("REQ-040")
def test_an_older_name_that_is_excluded_is_not_read(trace: Trace, tmp_path: Path) -> None:
    repo = RepoBuilder(tmp_path / "product")
    config = CONFIG.format("new.md").replace("files: [new.md]", "files: [new.md], exclude: ['draft/**']")
    repo.commit("Start", {"trace.yaml": config, "draft/a.md": SRS.format(1), "draft/b.md": "b", **CODE})
    repo.tag("v1")
    repo.commit("Accept", {"draft/a.md": None, "new.md": SRS.format(1)})
    repo.tag("v2")
    found, problems = difference(trace, repo)
    assert found == {"added": ["SRS-1", "SRS-2"]}
    assert "glob-matches-nothing" in {code for code, _ in problems}


@pytest.mark.requirement("REQ-032")
@pytest.mark.parametrize("again", [False, True], ids=["once", "twice"])
@pytest.mark.parametrize(
    ("before", "at", "expected"),
    [(1, 1, []), (2, 2, ["src/a.py SRS-1"]), (1, 2, ["src/a.py SRS-1"])],
    ids=["nothing changed", "changed before the renaming", "changed with it"],
)
def test_a_suspect_link_outlives_the_renaming(
    tmp_path: Path, before: int, at: int, expected: list[str], *, again: bool
) -> None:
    repo = RepoBuilder(tmp_path / "product")
    repo.commit("Start", {"trace.yaml": CONFIG.format("old.md"), "old.md": SRS.format(1), **CODE})
    repo.commit("Change", {"old.md": SRS.format(before), "README": "x"})
    repo.commit("Rename", {"trace.yaml": CONFIG.format("new.md"), "old.md": None, "new.md": SRS.format(at)})
    if again:
        repo.commit("Again", {"trace.yaml": CONFIG.format("req/c.md"), "new.md": None, "req/c.md": SRS.format(at)})
    _, found = look_again(repo.folder, None)
    assert [f"{one.link.source} {one.link.target}" for one in found.links] == expected


@pytest.mark.parametrize("path", ["a.md", "a[1].md", "what?.md", "**.md", "需求/甲.md"])
def test_the_glob_of_a_path_matches_it_alone(path: str) -> None:
    assert glob_pattern(path_glob(path)).match(path)
    assert not glob_pattern(path_glob(path)).match(path.replace("a", "b") + "x")
