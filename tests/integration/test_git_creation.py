"""New repositories from a stream: the same on every machine, whole or not at all."""

from pathlib import Path

import pytest

from medtrace.errors import SinkError
from medtrace.gitio import create_repository, open_repository
from tests.support.git_builder import RepoBuilder, isolate

STREAM = """\
commit refs/heads/main
author 王敏 <wang.min@example.org> 1704070800 +0800
committer 王敏 <wang.min@example.org> 1704070800 +0800
data <<END
初次提交
END
M 100644 inline 文档/需求.md
data 8
# SRS-1

M 100755 inline crlf.sh
data 6
a
b

tag v1.0
from refs/heads/main
tagger 王敏 <wang.min@example.org> 1704070800 +0800
data 3
one
""".replace("a\nb\n", "a\r\nb\r", 1).encode()


@pytest.fixture(autouse=True)
def _pinned(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    isolate(monkeypatch, tmp_path)


@pytest.mark.requirement("REQ-080")
@pytest.mark.parametrize("place", ["new", "deep/er/new", "empty"])
def test_a_repository_is_made_and_checked_out(tmp_path: Path, place: str) -> None:
    (tmp_path / "empty").mkdir()
    folder = tmp_path / place
    create_repository(folder, STREAM)
    assert (folder / "文档" / "需求.md").read_bytes() == b"# SRS-1\n"
    assert (folder / "crlf.sh").read_bytes() == b"a\r\nb\r\n"
    assert [path.name for path in folder.parent.iterdir() if path.name.startswith(".")] == []
    with open_repository(folder) as repository:
        assert [tag.name for tag in repository.tags()] == ["v1.0"]
        head = repository.head()
        assert head is not None
        assert repository.tree(head).when == "2024-01-01T09:00:00+08:00"


def odd_settings(folder: Path) -> Path:
    """A global configuration that would change what is written: hooks, attributes, template, line ends, branch."""
    hooks, template = folder / "hooks", folder / "template" / "hooks"
    for place, names in ((hooks, ("post-index-change", "reference-transaction")), (template, ("post-commit",))):
        place.mkdir(parents=True)
        for name in names:
            (place / name).write_text(f"#!/bin/sh\ntouch {folder}/hook-ran\n")
            (place / name).chmod(0o755)
    (folder / "attributes").write_text("* text eol=crlf\n")
    settings = folder / "settings"
    settings.write_text(
        f"[core]\n\tautocrlf = true\n\thooksPath = {hooks}\n\tattributesFile = {folder}/attributes\n"
        f"[init]\n\tdefaultBranch = trunk\n\ttemplateDir = {template.parent}\n[fastimport]\n\tunpackLimit = 1\n"
    )
    return settings


def told(folder: Path) -> tuple[object, ...]:
    with open_repository(folder) as repository:
        head = repository.resolve("main")
        files = {path: (folder / path).read_bytes() for path in ("crlf.sh", "文档/需求.md")}
        return (repository.head(), repository.tree(head), repository.tags(), files)


@pytest.mark.requirement("REQ-080")
def test_settings_of_the_machine_do_not_enter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    create_repository(tmp_path / "plain", STREAM)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(odd_settings(tmp_path)))
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_DEFAULT_HASH", "sha256")
    create_repository(tmp_path / "odd", STREAM)
    assert told(tmp_path / "odd") == told(tmp_path / "plain")
    assert not (tmp_path / "hook-ran").exists()
    assert not (tmp_path / "elsewhere").exists()
    assert not (tmp_path / "odd" / ".git" / "hooks").exists()
    assert "autocrlf = false" in (tmp_path / "odd" / ".git" / "config").read_text()


@pytest.mark.requirement("REQ-067")
@pytest.mark.parametrize("taken", ["folder", "file"])
def test_what_is_there_is_never_replaced(tmp_path: Path, taken: str) -> None:
    place = tmp_path / "taken"
    if taken == "folder":
        place.mkdir()
        (place / "work.txt").write_text("mine")
    else:
        place.write_text("mine")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(SinkError) as caught:
        create_repository(place, STREAM)
    assert caught.value.exit_code == 3
    assert caught.value.hint is not None
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.requirement("REQ-067")
@pytest.mark.parametrize("stream", [b"nonsense\n", b"", STREAM[:-60], STREAM.replace(b"heads/main", b"heads/other")])
def test_a_stream_that_git_refuses_leaves_nothing(tmp_path: Path, stream: bytes) -> None:
    with pytest.raises(SinkError):
        create_repository(tmp_path / "new", stream)
    assert sorted(tmp_path.iterdir()) == []


@pytest.mark.requirement("REQ-080")
def test_inside_another_repository_the_outer_one_is_untouched(tmp_path: Path) -> None:
    outer = RepoBuilder(tmp_path / "outer")
    sha = outer.commit("Outer", {"a": "1"})
    create_repository(outer.folder / "trace-demo", STREAM)
    with open_repository(outer.folder) as repository:
        assert repository.resolve("HEAD").sha == sha
    with open_repository(outer.folder / "trace-demo") as repository:
        assert repository.root == outer.folder / "trace-demo"
