"""A history as the bytes that `git fast-import` reads."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta, timezone

from medtrace.example.history import Change, Commit, History, Person, Tag

BEIJING = timezone(timedelta(hours=8))


def stream(history: History) -> bytes:
    """The whole repository as one stream; feed it to `git fast-import` in an empty repository."""
    marks = {commit.key: number for number, commit in enumerate(history.commits, 1)}
    return b"".join(_parts(history, marks))


def _parts(history: History, marks: Mapping[str, int]) -> Iterator[bytes]:
    yield b"feature done\n"
    for commit in history.commits:
        yield from _commit(commit, marks)
    for name, key in sorted(history.branches.items()):
        yield f"reset refs/heads/{name}\nfrom :{marks[key]}\n\n".encode()
    for tag in history.tags:
        yield from _tag(tag, marks[tag.commit])
    yield b"done\n"


def _commit(commit: Commit, marks: Mapping[str, int]) -> Iterator[bytes]:
    # Every commit is written under main with its parent named: side branches that were merged leave no ref behind.
    yield f"commit refs/heads/main\nmark :{marks[commit.key]}\n".encode()
    yield f"author {_who(commit.author, commit.authored)}\n".encode()
    yield f"committer {_who(commit.committer, commit.committed)}\n".encode()
    yield _data(commit.message.encode("utf-8"))
    for word, key in zip(("from", "merge"), commit.parents, strict=False):
        yield f"{word} :{marks[key]}\n".encode()
    for change in commit.changes:
        yield _change(change)
    yield b"\n"


def _tag(tag: Tag, mark: int) -> Iterator[bytes]:
    if tag.tagger is None:
        yield f"reset refs/tags/{tag.name}\nfrom :{mark}\n\n".encode()
    else:
        yield f"tag {tag.name}\nfrom :{mark}\ntagger {_who(tag.tagger, tag.date)}\n".encode()
        yield _data(tag.message.encode("utf-8"))


def _change(change: Change) -> bytes:
    if change.data is None:
        return b"D " + _path(change.path) + b"\n"
    return b"M 100644 inline " + _path(change.path) + b"\n" + _data(change.data)


def _data(content: bytes) -> bytes:
    return b"data %d\n" % len(content) + content + b"\n"


def _path(path: str) -> bytes:
    """A path as UTF-8; only a quote at its start or a line end inside it would need the quotes of C."""
    if not path.startswith('"') and "\n" not in path:
        return path.encode("utf-8")
    escaped = path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'.encode()


def _who(person: Person, when: str) -> str:
    """A person and a moment of Beijing time, given as `2020-09-15 10:20`."""
    moment = datetime.fromisoformat(when).replace(tzinfo=BEIJING)
    return f"{person.name} <{person.mail}> {int(moment.timestamp())} +0800"
