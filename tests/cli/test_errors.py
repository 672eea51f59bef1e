"""Bad input: a clear message, the right exit code, and nothing lost."""

import shutil
import subprocess
from importlib.resources import files
from pathlib import Path

import pytest

from tests.support.running import Trace


def a_copy(example: Path, folder: Path) -> Path:
    """The example as a repository that a test may spoil."""
    shutil.copytree(example, folder)
    return folder


@pytest.fixture
def spoiled(example: Path, tmp_path: Path) -> Path:
    return a_copy(example, tmp_path / "repository")


def with_config(folder: Path, old: str, new: str) -> Path:
    """The repository's own configuration with one place changed, as a file beside it."""
    text = (folder / "trace.yaml").read_text("utf-8")
    assert old in text
    changed = folder.parent / "changed.yaml"
    changed.write_text(text.replace(old, new, 1), "utf-8")
    return changed


@pytest.mark.requirement("REQ-074", "REQ-072")
def test_an_unknown_tag_names_the_nearest(trace: Trace, example: Path) -> None:
    ran = trace("diff", "v1.2..v1.4", cwd=example)
    assert ran.code == 3
    assert "v1.3" in ran.err
    assert ran.out == ""


@pytest.mark.requirement("REQ-004", "REQ-072")
def test_a_shallow_clone_is_told_what_to_type(trace: Trace, example: Path, tmp_path: Path) -> None:
    subprocess.run(["git", "clone", "-q", "--depth", "1", f"file://{example}", "clone"], cwd=tmp_path, check=True)
    ran = trace("report", "v1.2..HEAD", cwd=tmp_path / "clone")
    assert ran.code == 3
    assert "git fetch" in ran.err
    assert "fetch-depth: 0" in ran.err
    assert not (tmp_path / "clone" / "trace-report").exists()


@pytest.mark.requirement("REQ-074", "REQ-072")
def test_an_empty_repository(trace: Trace, tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    ran = trace("check", cwd=tmp_path)
    assert ran.code == 3
    assert "error" in ran.err


@pytest.mark.requirement("REQ-072")
def test_no_repository(trace: Trace, tmp_path: Path) -> None:
    ran = trace("check", cwd=tmp_path)
    assert ran.code == 3


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        pytest.param("sources:", "sources: [", ["changed.yaml:"], id="broken YAML"),
        pytest.param("\nsources:", "\nsorces:", ["sorces", "sources"], id="a misspelt key"),
        pytest.param(
            "format: markdown-headings", "format: markdown-heading", ["markdown-headings"], id="unknown format"
        ),
        pytest.param("safety_class: 严重", "safety_class: 严重的", ["严重"], id="a value that is none"),
    ],
)
@pytest.mark.requirement("REQ-011", "REQ-072")
def test_a_configuration_with_a_mistake(trace: Trace, spoiled: Path, old: str, new: str, words: list[str]) -> None:
    ran = trace("check", "v1.3", "--config", str(with_config(spoiled, old, new)), cwd=spoiled)
    assert ran.code == 2
    assert "changed.yaml:" in ran.err
    for word in words:
        assert word in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.requirement("REQ-074")
def test_two_mistakes_are_told_at_once_and_in_chinese(trace: Trace, spoiled: Path) -> None:
    config = with_config(spoiled, "safety_class: 严重", "safety_class: 很重\n  modle: x")
    ran = trace("check", "v1.3", "--config", str(config), "--lang", "zh", cwd=spoiled)
    assert ran.code == 2
    assert "modle" in ran.err
    assert "很重" in ran.err
    assert "错误" in ran.err


@pytest.mark.requirement("REQ-067")
def test_an_output_that_is_not_ours_is_left_alone(trace: Trace, example: Path, tmp_path: Path) -> None:
    target = tmp_path / "out"
    target.mkdir()
    (target / "mine.txt").write_text("mine")
    ran = trace("report", "v1.2..v1.3", "--output", str(target), cwd=example)
    assert ran.code == 3
    assert [path.name for path in target.iterdir()] == ["mine.txt"]


@pytest.mark.requirement("REQ-067")
def test_a_revision_named_like_a_path_stays_in_the_folder(trace: Trace, spoiled: Path) -> None:
    ran = trace("report", "v1.2..../../x", cwd=spoiled)
    assert ran.code in {2, 3}
    subprocess.run(["git", "branch", "release/x", "v1.3"], cwd=spoiled, check=True)
    ran = trace("report", "v1.2..release/x", "--as", "md", "--documents-lang", "zh", cwd=spoiled)
    assert ran.code == 0, ran.err
    (folder,) = (spoiled / "trace-report").iterdir()
    assert folder.name == "v1.2..release-x"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("raport",), 2),
        (("report",), 2),
        (("check", "--fail-on", "majr"), 2),
        (("report", "v1.2..v1.3", "--as", "pdx"), 2),
        (("report", "v1.2..v1.3", "--document", "histroy"), 2),
        (("show", "SRS-0014"), 2),
        (("explain", "P-8"), 2),
        (("rules", "platform-value"), 2),
        (("diff", "--all"), 2),
    ],
)
@pytest.mark.requirement("REQ-072", "REQ-074")
def test_a_command_line_that_cannot_be_used(trace: Trace, example: Path, words: tuple[str, ...], code: int) -> None:
    ran = trace(*words, cwd=example)
    assert ran.code == code, ran.err
    assert ran.err
    assert "Traceback" not in ran.err


def with_template(folder: Path, old: str, new: str) -> None:
    """The packaged update history as the project's own template, with one place changed, committed."""
    text = (files("medtrace.templates") / "profiles" / "nmpa-2022" / "update-history.yaml").read_text("utf-8")
    assert old in text
    place = folder / "house-style"
    place.mkdir()
    (place / "update-history.yaml").write_text(text.replace(old, new, 1), "utf-8")
    config = (
        (folder / "trace.yaml")
        .read_text("utf-8")
        .replace("\ndocuments:\n", "\ndocuments:\n  template: house-style\n", 1)
    )
    (folder / "trace.yaml").write_text(config, "utf-8")
    subprocess.run(["git", "add", "house-style", "trace.yaml"], cwd=folder, check=True)
    subprocess.run(["git", "commit", "-q", "-m", "own template"], cwd=folder, check=True)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        pytest.param("${product}", "${produkt}", ["produkt", "product", "update-history"], id="an unknown field"),
        pytest.param(
            "block: naming-rule", "block: naming-rules", ["naming-rules", "naming-rule"], id="an unknown block"
        ),
        pytest.param(
            "purpose: submission", "purpos: submission", ["house-style/update-history.yaml:", "purpose"], id="a key"
        ),
    ],
)
@pytest.mark.requirement("REQ-012", "REQ-067", "REQ-074")
def test_a_template_with_a_mistake(trace: Trace, spoiled: Path, old: str, new: str, words: list[str]) -> None:
    with_template(spoiled, old, new)
    ran = trace("report", "v1.2..HEAD", "--as", "md", cwd=spoiled)
    assert ran.code == 2
    assert "Traceback" not in ran.err
    for word in words:
        assert word in ran.err
    assert not (spoiled / "trace-report").exists()


@pytest.mark.requirement("REQ-012")
def test_a_template_of_the_project_replaces_ours_and_is_named(trace: Trace, spoiled: Path) -> None:
    with_template(spoiled, "软件版本命名规则", "命名规则（本公司格式）")
    ran = trace("report", "v1.2..HEAD", "--as", "md", "--documents-lang", "zh", "--output", "out", cwd=spoiled)
    assert ran.code == 0, ran.err
    (history,) = (spoiled / "out").glob("01-*.md")
    assert "命名规则（本公司格式）" in history.read_text("utf-8")
    assert "update-history.yaml" in (spoiled / "out" / "manifest.json").read_text("utf-8")
