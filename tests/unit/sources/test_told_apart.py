"""Text in UTF-16 that lacks its mark is text, and other data is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medtrace.model.snapshot import Blob, unmarked_utf16

TABLE = "| ID | Text |\n|--|--|\n| SRS-001 | 报警 after 10 s |\n"


@pytest.mark.requirement("REQ-025")
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_text_in_utf_16_without_a_mark_is_read(encoding: str) -> None:
    blob = Blob("a.md", "0" * 40, TABLE.encode(encoding))
    assert not blob.is_binary
    assert (blob.decode().text, blob.decode().lossy) == (TABLE, False)


@pytest.mark.requirement("REQ-025")
@given(st.binary(max_size=200))
def test_only_text_is_taken_for_utf_16(data: bytes) -> None:
    encoding = unmarked_utf16(data)
    assert not encoding or ("\0" not in data.decode(encoding, "replace") and b"\0" in data)


@pytest.mark.requirement("REQ-025")
@pytest.mark.parametrize("data", [b"\0" * 64, bytes([1, 0, 2, 0]) * 20, b"GIF89a\0\0" * 9, b"a\0b", b"text"])
def test_other_data_is_no_utf_16(data: bytes) -> None:
    assert unmarked_utf16(data) == ""
