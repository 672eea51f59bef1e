"""Bytes of git as text and values: encodings, the raw form of changes, renames by equal content."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medtrace.gitio.comparison import exact_renames
from medtrace.gitio.process import Answer
from medtrace.gitio.raw import file_changes
from medtrace.gitio.references import iso
from medtrace.gitio.trailers import trailers
from medtrace.gitio.wording import text
from medtrace.model.history import FileChange, FileStatus

A, B, ZERO = "a" * 40, "b" * 40, "0" * 40


@pytest.mark.requirement("REQ-003")
@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", ""),
        ("需求".encode(), "需求"),
        ("需求".encode("gbk"), "需求"),
        ("㐂𠀀".encode("gb18030"), "㐂𠀀"),
        (b"\xff\xfe", "\\xff\\xfe"),
        ("需".encode() + b"\xff", "需\\xff"),
    ],
)
def test_text(data: bytes, expected: str) -> None:
    assert text(data) == expected


@pytest.mark.requirement("REQ-003")
@given(st.binary())
def test_text_can_always_be_written(data: bytes) -> None:
    text(data).encode("utf-8")


@pytest.mark.requirement("REQ-003")
@given(st.text())
def test_utf8_is_read_as_it_is(words: str) -> None:
    assert text(words.encode("utf-8", "ignore")) == words.encode("utf-8", "ignore").decode()


@pytest.mark.requirement("REQ-003")
@given(st.text())
def test_trailers_are_found_in_the_text_or_not_at_all(body: str) -> None:
    for trailer in trailers(body):
        assert trailer.key in body
        assert "\n" not in trailer.value


@pytest.mark.requirement("REQ-003")
@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ([], []),
        ([""], []),
        ([f"\n:000000 100644 {ZERO} {A} A", "p", ""], [FileChange(FileStatus.ADDED, "p", "", "", A, "", "100644")]),
        ([f":100644 000000 {A} {ZERO} D", "p"], [FileChange(FileStatus.DELETED, "p", "", A, "", "100644", "")]),
        (
            [f":100644 100755 {A} {B} R087", ":old", ":new", f":100644 120000 {A} {B} T", "t"],
            [
                FileChange(FileStatus.RENAMED, ":new", ":old", A, B, "100644", "100755", 87),
                FileChange(FileStatus.TYPE, "t", "", A, B, "100644", "120000"),
            ],
        ),
        (
            [f":160000 160000 {A * 2} {B * 2} M", "lib"],
            [FileChange(FileStatus.MODIFIED, "lib", "", A * 2, B * 2, "160000", "160000")],
        ),
    ],
    ids=["nothing", "empty", "added", "deleted", "renamed and typed", "submodule with long ids"],
)
def test_raw_changes(fields: list[str], expected: list[FileChange]) -> None:
    assert list(file_changes(field.encode() for field in fields)) == expected


def added(path: str, blob: str, mode: str = "100644") -> FileChange:
    return FileChange(FileStatus.ADDED, path, new_blob=blob, new_mode=mode)


def deleted(path: str, blob: str, mode: str = "100644") -> FileChange:
    return FileChange(FileStatus.DELETED, path, old_blob=blob, old_mode=mode)


@pytest.mark.requirement("REQ-004")
@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ((), []),
        ((deleted("a", A), added("b", B)), ["D a", "A b"]),
        ((deleted("a", A), added("b", A)), ["R a b"]),
        ((added("b", A), deleted("a", A)), ["R a b"]),
        ((deleted("a/x", A), deleted("a/y", A), added("b/y", A), added("b/z", A)), ["R a/y b/y", "R a/x b/z"]),
        ((deleted("a", A), added("b", A), added("c", A)), ["R a b", "A c"]),
        ((deleted("a", A), deleted("b", A), added("c", A)), ["D b", "R a c"]),
        ((deleted("a", A, "120000"), added("b", A)), ["D a", "A b"]),
        ((deleted("a", A), added("b", A, "100755")), ["R a b"]),
        ((deleted("a", A, "120000"), added("b", A, "120000")), ["R a b"]),
        ((FileChange(FileStatus.MODIFIED, "m", "", A, B), added("b", A)), ["M m", "A b"]),
    ],
)
def test_exact_renames(changes: tuple[FileChange, ...], expected: list[str]) -> None:
    found = [" ".join(filter(None, [c.status.value, c.old_path, c.path])) for c in exact_renames(changes)]
    assert found == expected


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2024-01-01T00:00:00Z", "2024-01-01T00:00:00+00:00"),
        ("2024-01-01T00:00:00+08:00", "2024-01-01T00:00:00+08:00"),
        ("", ""),
    ],
)
def test_iso(date: str, expected: str) -> None:
    assert iso(date) == expected


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        ("fatal: bad object\n", "bad object"),
        ("warning: x\nerror: Could not read y\nhint: z\n", "Could not read y"),
        ("usage: git\n", "usage: git"),
        ("", "git ended with code 128"),
    ],
)
def test_the_reason_is_the_line_that_says_it(error: str, reason: str) -> None:
    assert Answer(128, b"", error).reason == reason
