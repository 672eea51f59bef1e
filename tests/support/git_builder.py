"""Real repositories from data, with everything pinned: people, dates, branch, settings; so commit ids are constant.

    repo = RepoBuilder(tmp_path / "product")
    first = repo.commit("Start", {"docs/需求.md": "# SRS-1 启动", "run.sh": executable("echo")})
    repo.tag("v1.0", message="released")          # without a message a light tag
    repo.commit("Fix", {"docs/需求.md": None}, branch="fix", parents=["v1.0"])
    repo.merge("Merge fix", "fix")                # three-way; conflicts are answered by `files`

A commit is written without a checkout; call `repo.checkout()` where a test needs files. Use the fixture function
`isolate(monkeypatch, tmp_path)` so that the product's own git sees no setting of this machine either.
"""

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

PERSON = "Wang Min <wang.min@example.org>"
START = "2024-01-01T09:00:00+08:00"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a path holds: git's mode and the content (the object id for a submodule)."""

    data: bytes
    mode: str = "100644"


def executable(text: str) -> Entry:
    """A file with the executable bit."""
    return Entry(text.encode(), "100755")


def symlink(target: str) -> Entry:
    """A symbolic link."""
    return Entry(target.encode(), "120000")


def submodule(sha: str) -> Entry:
    """A commit of another repository."""
    return Entry(sha.encode(), "160000")


Content = str | bytes | Entry | None
Files = Mapping[str, Content] | Mapping[bytes, Content] | Mapping[str | bytes, Content]
Tree = dict[bytes, Entry]


def isolate(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    """Gives this process, and so the product, a git without settings of person, machine or hook."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for name, value in _settings(home).items():
        monkeypatch.setenv(name, value)


def sha256_reason(folder: Path) -> str:
    """Why this git cannot make repositories with 64-digit ids; empty where it can."""
    found = _run(folder, ("init", "--quiet", "--object-format=sha256", "sha256-probe"), home=folder)
    return found.stderr.decode().strip() if found.returncode else ""


class RepoBuilder:
    """One repository that grows commit by commit; names of commits are anything git understands."""

    def __init__(self, folder: Path, *, bare: bool = False, object_format: str = "sha1") -> None:
        self.folder = folder
        self._clock = datetime.fromisoformat(START)
        self._trees: dict[str, Tree] = {}
        folder.mkdir(parents=True, exist_ok=True)
        shape = ("--bare",) if bare else ()
        self.git("init", "--quiet", "--template=", "--initial-branch=main", f"--object-format={object_format}", *shape)

    @property
    def git_dir(self) -> Path:
        """The folder with the objects."""
        return Path(self.git("rev-parse", "--absolute-git-dir"))

    def git(self, *arguments: str, feed: bytes | None = None, env: Mapping[str, str] | None = None) -> str:
        """The output of a git command without its last line end; a failure fails the test with git's words."""
        return self.git_bytes(*arguments, feed=feed, env=env).decode().removesuffix("\n")

    def git_bytes(self, *arguments: str, feed: bytes | None = None, env: Mapping[str, str] | None = None) -> bytes:
        """The output of a git command as it is."""
        answer = _run(self.folder, arguments, home=self.folder, feed=feed, env=env)
        assert answer.returncode == 0, f"git {' '.join(arguments)}: {answer.stderr.decode(errors='replace')}"
        return answer.stdout

    def commit(
        self,
        message: str | bytes,
        files: Files | None = None,
        *,
        branch: str = "main",
        parents: Sequence[str] | None = None,
        author: str = PERSON,
        when: str = "",
        encoding: str = "",
    ) -> str:
        """A commit on a branch and its id; `files` maps paths to contents, None deletes.

        Args:
            message: subject, body and trailers; bytes are taken as they are.
            files: what changes against the first parent.
            branch: the branch that moves; it is made where it does not exist.
            parents: by default the tip of the branch; an empty list makes a root commit.
            author: `Name <mail>`, also the committer.
            when: ISO 8601 with zone; by default one hour after the commit before.
            encoding: what the commit says of the encoding of its message.
        """
        tip = self._tip(branch)
        known = [self.sha(parent) for parent in ([tip] if tip else [])] if parents is None else self._all(parents)
        changes = {_bytes(path): _entry(content) for path, content in (files or {}).items()}
        stamp = _stamp(datetime.fromisoformat(when) if when else self._tick())
        lines = [
            f"commit refs/heads/{branch}\nmark :1\n".encode(),
            *(f"{role} {author} {stamp}\n".encode() for role in ("author", "committer")),
            f"encoding {encoding}\n".encode() if encoding else b"",
            _data(_bytes(message)),
            *(f"{word} {sha}\n".encode() for word, sha in zip(("from", *["merge"] * 99), known, strict=False)),
            *(_change(path, entry) for path, entry in changes.items()),
        ]
        start = b"" if known else f"reset refs/heads/{branch}\n\n".encode()
        stream = start + b"".join(lines) + b"\nget-mark :1\n"
        sha = self.git("fast-import", "--quiet", "--force", "--date-format=raw", feed=stream)
        tree = dict(self._trees[known[0]]) if known else {}
        for path, entry in changes.items():
            tree.pop(path, None)
            if entry is not None:
                tree[path] = entry
        self._trees[sha] = tree
        return sha

    def merge(
        self,
        message: str,
        *others: str,
        files: Files | None = None,
        branch: str = "main",
        squash: bool = False,
    ) -> str:
        """A three-way merge of other commits into a branch; squashed it has one parent. `files` settles conflicts."""
        tip = self._tip(branch)
        taken: dict[bytes, Content] = {}
        for other in self._all(others):
            theirs = self._trees[other]
            base = self._trees.get(self._merge_base(tip, other), {})
            taken |= {
                path: theirs.get(path)
                for path in sorted({*theirs, *base})
                if theirs.get(path) != base.get(path) and theirs.get(path) != self._trees[tip].get(path)
            }
        taken |= {_bytes(path): content for path, content in (files or {}).items()}
        return self.commit(message, taken, branch=branch, parents=[tip] if squash else [tip, *others])

    def signed(self, *settings: str, branch: str = "main") -> str:
        """The tip of a branch made anew with a signature, under settings such as `gpg.format=ssh`; its id."""
        old = self._tip(branch)
        options = [word for one in settings for word in ("-c", one)]
        parents = [word for one in self.git("log", "-1", "--format=%P", old).split() for word in ("-p", one)]
        message = self.git("log", "-1", "--format=%B", old)
        sha = self.git(*options, "commit-tree", "-S", "-m", message, *parents, f"{old}^{{tree}}")
        self.git("update-ref", f"refs/heads/{branch}", sha)
        self._trees[sha] = self._trees[old]
        return sha

    def tag(self, name: str, at: str = "main", *, message: str = "") -> None:
        """A tag: annotated where it has a message, else light."""
        stamp = _stamp(self._tick()) if message else ""
        kind = ("--annotate", f"--message={message}") if message else ()
        self.git("tag", *kind, name, self.sha(at), env={"GIT_COMMITTER_DATE": stamp} if stamp else None)

    def sha(self, name: str) -> str:
        """The commit id that a name stands for."""
        return self.git("rev-parse", "--verify", f"{name}^{{commit}}")

    def blob(self, path: str, at: str = "main") -> str:
        """The blob id of a path at a revision."""
        return self.git("rev-parse", "--verify", f"{at}:{path}")

    def checkout(self, name: str = "main") -> None:
        """Brings the working folder to a revision."""
        self.git("checkout", "--quiet", "--force", name)

    def loose_object(self, sha: str) -> Path:
        """The file of an object that is not packed."""
        return self.git_dir / "objects" / sha[:2] / sha[2:]

    def _tip(self, branch: str) -> str:
        return self.git("for-each-ref", "--format=%(objectname)", f"refs/heads/{branch}")

    def _all(self, names: Sequence[str]) -> list[str]:
        return [self.sha(name) for name in names]

    def _merge_base(self, one: str, other: str) -> str:
        return _run(self.folder, ("merge-base", one, other), home=self.folder).stdout.decode().strip()

    def _tick(self) -> datetime:
        now = self._clock
        self._clock = now + timedelta(hours=1)
        return now


def _settings(home: Path) -> dict[str, str]:
    return {
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "TZ": "UTC",
    }


def _run(
    folder: Path,
    arguments: Sequence[str],
    *,
    home: Path,
    feed: bytes | None = None,
    env: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[bytes]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    name, _, mail = PERSON.removesuffix(">").partition(" <")
    person = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in
              (("NAME", name), ("EMAIL", mail), ("DATE", _stamp(datetime.fromisoformat(START))))}  # fmt: skip
    surroundings = inherited | _settings(home) | person | {"LC_ALL": "C"} | dict(env or {})
    return subprocess.run(
        ["git", *arguments], cwd=folder, input=feed, capture_output=True, check=False, env=surroundings
    )


def _stamp(moment: datetime) -> str:
    return f"{int(moment.timestamp())} {moment.strftime('%z')}"


def _bytes(text: str | bytes) -> bytes:
    return text.encode() if isinstance(text, str) else text


def _entry(content: Content) -> Entry | None:
    return Entry(_bytes(content)) if isinstance(content, str | bytes) else content


def _data(content: bytes) -> bytes:
    return b"data %d\n%s\n" % (len(content), content)


def _change(path: bytes, entry: Entry | None) -> bytes:
    quoted = b'"' + path.replace(b"\\", b"\\\\").replace(b'"', b'\\"').replace(b"\n", b"\\n") + b'"'
    if entry is None:
        return b"D %s\n" % quoted
    mode = entry.mode.encode()
    if entry.mode == "160000":
        return b"M %s %s %s\n" % (mode, entry.data, quoted)
    return b"M %s inline %s\n%s" % (mode, quoted, _data(entry.data))
