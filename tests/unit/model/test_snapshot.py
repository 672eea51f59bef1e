"""Bytes to text: every encoding that the field writes."""

import pytest

from medtrace.model.snapshot import Blob


@pytest.mark.parametrize(
    ("data", "text", "encoding", "lossy"),
    [
        ("需求".encode(), "需求", "utf-8", False),
        ("需求".encode("utf-8-sig"), "需求", "utf-8-sig", False),
        ("需求".encode("gb18030"), "需求", "gb18030", False),
        ("需求".encode("utf-16"), "需求", "utf-16", False),
        (b"a\r\nb\rc\n", "a\nb\nc\n", "utf-8", False),
        (b"\xff\xfea", "\ufffd", "utf-16", True),
        (b"\x81\x00\xff", "\ufffd\x00\ufffd", "utf-8", True),
        (b"", "", "utf-8", False),
    ],
)
@pytest.mark.requirement("REQ-025")
def test_decode(data: bytes, text: str, encoding: str, lossy: bool) -> None:
    decoded = Blob("a", "0" * 40, data).decode()
    assert (decoded.text, decoded.encoding, decoded.lossy) == (text, encoding, lossy)


def test_a_nul_marks_a_binary_file_unless_a_byte_order_mark_explains_it() -> None:
    assert Blob("a", "", b"PK\0\0").is_binary
    assert not Blob("a", "", "需求".encode("utf-16")).is_binary
