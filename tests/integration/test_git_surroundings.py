"""Where the tool is called from: hooks, folders, worktrees, bare repositories, submodules; and nothing is written."""

import hashlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from medtrace.errors import EvidenceError, NotARepository
from medtrace.gitio import open_repository
from tests.support.git_builder import RepoBuilder, isolate, sha256_reason, submodule, symlink

HOOK_VARIABLES = (
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_NAMESPACE",
    "GIT_PREFIX",
    "GIT_SHALLOW_FILE",
    "GIT_CONFIG",
    "GIT_CONFIG_PARAMETERS",
    "GIT_QUARANTINE_PATH",
    "GIT_TRACE",
    "GIT_REFLOG_ACTION",
    "GIT_DEFAULT_HASH",
    "GIT_LITERAL_PATHSPECS",
)


@pytest.fixture(autouse=True)
def _pinned(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    isolate(monkeypatch, tmp_path)


@pytest.fixture
def repo(tmp_path: Path) -> RepoBuilder:
    repo = RepoBuilder(tmp_path / "产品")
    repo.commit("One", {"src/a.txt": "1", "README": "x"})
    repo.tag("v1", message="one")
    repo.commit("Two", {"src/a.txt": "2", "src/a2.txt": "1"})
    repo.checkout()
    return repo


@pytest.mark.requirement("REQ-005")
@pytest.mark.parametrize("name", HOOK_VARIABLES)
def test_a_variable_of_a_hook_does_not_mislead(
    repo: RepoBuilder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    other = RepoBuilder(tmp_path / "other")
    other.commit("Somewhere else", {"b": "1"})
    monkeypatch.setenv(name, str(other.git_dir))
    before = dict(os.environ)
    with open_repository(repo.folder) as repository:
        assert repository.git_dir == repo.folder / ".git"
        found = repository.commits(repository.resolve_range("v1..HEAD"))
        assert repository.changes(repo.sha("v1"), repo.sha("main")).changes
    assert [commit.subject for commit in found] == ["Two"]
    assert dict(os.environ) == before


@pytest.mark.requirement("REQ-005")
@pytest.mark.parametrize(
    ("hook", "set_by_git"),
    [("post-commit", ["GIT_INDEX_FILE"]), ("pre-commit", ["GIT_INDEX_FILE"]), ("post-merge", [])],
)
def test_inside_a_real_hook(repo: RepoBuilder, tmp_path: Path, hook: str, set_by_git: list[str]) -> None:
    other = RepoBuilder(tmp_path / "other")
    other.commit("Somewhere else", {"b": "1"})
    script = (
        "import os, sys, pathlib\n"
        "from medtrace.gitio import open_repository\n"
        "with open_repository(pathlib.Path(sys.argv[1])) as r:\n"
        "    words = [r.resolve('HEAD').sha, *sorted(set(os.environ) & {'GIT_INDEX_FILE', 'GIT_DIR'})]\n"
        "pathlib.Path(sys.argv[2]).write_text(' '.join(words))\n"
    )
    said = tmp_path / "said"
    place = repo.git_dir / "hooks" / hook
    place.parent.mkdir(exist_ok=True)
    place.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "{script}" "{other.folder}" "{said}"\n')
    place.chmod(0o755)
    repo.commit("Side", {"s": "1"}, branch="side", parents=["v1"])
    if hook == "post-merge":
        repo.git("merge", "--quiet", "--no-edit", "side")
    else:
        repo.git("commit", "--quiet", "--allow-empty", "--message=Three")
    # git sets no GIT_DIR for post-merge in a plain working folder; the others prove that the variables were there.
    assert said.read_text().split() == [other.sha("main"), *set_by_git]


@pytest.mark.requirement("REQ-001")
@pytest.mark.parametrize("inside", [".", "src", ".git", ".git/objects"])
def test_any_folder_of_a_repository_finds_it(repo: RepoBuilder, inside: str) -> None:
    with open_repository(repo.folder / inside) as repository:
        assert repository.root == repository.working_folder == repo.folder
        assert (repository.git_dir, repository.is_bare, repository.is_shallow) == (repo.folder / ".git", False, False)
        assert [entry.path for entry in repository.tree(repository.resolve("v1")).entries] == ["README", "src/a.txt"]


@pytest.mark.requirement("REQ-001")
def test_a_relative_folder(repo: RepoBuilder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repo.folder / "src")
    with open_repository(Path()) as repository:
        monkeypatch.chdir("/")
        assert repository.root == repo.folder
        assert repository.resolve("v1").sha == repo.sha("v1")


@pytest.mark.requirement("REQ-001")
def test_a_bare_repository(repo: RepoBuilder, tmp_path: Path) -> None:
    repo.git("clone", "--quiet", "--bare", str(repo.folder), str(tmp_path / "bare.git"))
    with open_repository(tmp_path / "bare.git") as repository:
        assert repository.is_bare
        assert repository.working_folder is None
        assert repository.root == repository.git_dir == tmp_path / "bare.git"
        assert len(repository.commits(repository.resolve_range("v1..main"))) == 1


@pytest.mark.requirement("REQ-001")
def test_a_linked_worktree_has_its_own_head(repo: RepoBuilder, tmp_path: Path) -> None:
    repo.git("worktree", "add", "--quiet", "--detach", str(tmp_path / "工作树"), "v1")
    with open_repository(tmp_path / "工作树" / "src") as repository:
        assert repository.root == tmp_path / "工作树"
        assert not repository.is_bare
        assert repository.resolve("HEAD").sha == repo.sha("v1")
        assert repository.resolve("main").sha == repo.sha("main")


@pytest.mark.requirement("REQ-001")
def test_a_submodule_is_an_entry_outside_and_a_repository_inside(repo: RepoBuilder, tmp_path: Path) -> None:
    library = RepoBuilder(tmp_path / "library")
    pinned = library.commit("Library", {"lib.c": "int x;"})
    repo.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(library.folder), "lib")
    repo.git("commit", "--quiet", "--message=Add library")
    with open_repository(repo.folder) as outer:
        entry = outer.tree(outer.resolve("HEAD")).entry("lib")
        assert entry is not None
        assert (entry.mode, entry.id) == ("160000", pinned)
        (added,) = (
            change for change in outer.changes(repo.sha("v1"), repo.sha("HEAD")).changes if "lib" in change.path
        )
        assert (added.path, added.new_mode, added.new_blob, added.old_blob) == ("lib", "160000", pinned, "")
        (commit,) = outer.commits(outer.resolve_range("HEAD~1..HEAD"))
        assert [file.path for file in commit.files] == [".gitmodules", "lib"]
    with open_repository(repo.folder / "lib") as inner:
        assert inner.root == repo.folder / "lib"
        assert inner.resolve("HEAD").sha == pinned


def digest(folder: Path) -> str:
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        about = path.lstat()
        found.update(f"{path} {about.st_mode} {about.st_size} {about.st_mtime_ns}\n".encode())
        if path.is_file():
            found.update(path.read_bytes())
    return found.hexdigest()


@pytest.mark.requirement("REQ-001")
def test_reading_writes_nothing(repo: RepoBuilder) -> None:
    repo.commit("Three", {"b": None, "link": symlink("src/a.txt"), "lib": submodule("1" * 40)})
    (repo.folder / "README").write_text("changed by hand")
    before = digest(repo.folder)
    with open_repository(repo.folder / "src") as repository:
        span = repository.resolve_range("v1..main")
        repository.commits(span)
        entries = repository.tree(span.new).entries
        repository.blobs((entry.path, entry.id) for entry in entries)
        repository.changes(span.old.sha, span.new.sha)
        repository.tags()
        repository.references()
        repository.is_ancestor(span.old.sha, span.new.sha)
        repository.releases_between(span.old.sha, span.new.sha, bool)
        with pytest.raises(EvidenceError):
            repository.resolve("nothing")
    assert digest(repo.folder) == before


@pytest.mark.requirement("REQ-001")
def test_a_repository_with_sha256_names(tmp_path: Path) -> None:
    if reason := sha256_reason(tmp_path):
        pytest.skip(reason)
    repo = RepoBuilder(tmp_path / "repo", object_format="sha256")
    first = repo.commit("One", {"a": "1\n" * 40, "b": "2"})
    repo.tag("v1", message="one")
    second = repo.commit("Two", {"a": None, "c": "1\n" * 40, "b": None})
    with open_repository(repo.folder) as repository:
        assert len(second) == 64
        assert repository.resolve(second).sha == second
        span = repository.resolve_range("v1..main")
        assert (span.old.sha, span.merge_base) == (first, first)
        (commit,) = repository.commits(span)
        assert (commit.sha, commit.parents) == (second, (first,))
        assert [(file.status.value, file.old_blob == "", file.new_blob == "") for file in commit.files] == [
            ("D", False, True),
            ("D", False, True),
            ("A", True, False),
        ]
        changes = repository.changes(first, second).changes
        assert [(change.status.value, change.path) for change in changes] == [("D", "b"), ("R", "c")]
        (blob,) = repository.blobs([("c", repo.blob("c"))])
        assert blob.data == b"1\n" * 40
        assert [(tag.name, tag.sha) for tag in repository.tags()] == [("v1", first)]


@pytest.mark.requirement("REQ-005")
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give a folder away")
def test_a_repository_of_another_user_is_explained(repo: RepoBuilder) -> None:
    for path in (repo.folder, *repo.folder.rglob("*")):
        os.chown(path, 65534, 65534)
    with pytest.raises(EvidenceError, match="another user") as caught, open_repository(repo.folder):
        pass
    assert not isinstance(caught.value, NotARepository)
    assert "git config --global --add safe.directory" in str(caught.value.hint)


@pytest.mark.requirement("REQ-001")
@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_an_interrupt_leaves_no_process(repo: RepoBuilder, tmp_path: Path) -> None:
    # A git that never answers the log: the interrupt reaches only Python, as from a process manager.
    slow = tmp_path / "slow-git"
    real = subprocess.run(["/bin/sh", "-c", "command -v git"], capture_output=True, text=True, check=True)
    slow.write_text(
        "#!/bin/sh\n"
        f'for word in "$@"; do [ "$word" = "--raw" ] && {{ echo $$ >"{tmp_path}/pid"; exec sleep 60; }}; done\n'
        f'exec "{real.stdout.strip()}" "$@"\n'
    )
    slow.chmod(0o755)
    script = (
        "import pathlib, sys\n"
        "from medtrace.gitio import open_repository\n"
        "with open_repository(pathlib.Path(sys.argv[1])) as r:\n"
        "    r.commits(r.resolve_range('v1..main'))\n"
    )
    caller = subprocess.Popen(
        [sys.executable, "-c", script, repo.folder],
        env={**os.environ, "GIT_PYTHON_GIT_EXECUTABLE": str(slow)},
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    said = tmp_path / "pid"
    _wait_for(lambda: said.exists() and said.read_text().strip() != "")
    time.sleep(2)  # by now Python waits for the answer, on a busy machine too
    os.kill(caller.pid, signal.SIGINT)
    _, error = caller.communicate(timeout=20)
    assert b"KeyboardInterrupt" in error
    with pytest.raises(ProcessLookupError):
        os.kill(int(said.read_text()), 0)


def _wait_for(done: object) -> None:
    assert callable(done)
    until = time.monotonic() + 20
    while not done():
        assert time.monotonic() < until, "the process did not start"
        time.sleep(0.02)
