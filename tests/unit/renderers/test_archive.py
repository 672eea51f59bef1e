"""The zip writer: bytes that follow from the members alone."""

from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

import pytest

from medtrace.renderers._archive import archive, members

pytestmark = pytest.mark.requirement("REQ-066")


def test_order_of_the_mapping_does_not_matter() -> None:
    one = archive({"b.xml": b"2", "a.xml": b"1", "[Content_Types].xml": b"0"})
    other = archive({"[Content_Types].xml": b"0", "a.xml": b"1", "b.xml": b"2"})
    assert one == other
    with ZipFile(BytesIO(one)) as zipped:
        assert zipped.namelist() == ["[Content_Types].xml", "a.xml", "b.xml"]
        assert {info.date_time for info in zipped.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {info.compress_type for info in zipped.infolist()} == {ZIP_STORED}
        assert {info.create_system for info in zipped.infolist()} == {3}


def test_members_come_back() -> None:
    held = {"词.xml": "需求".encode(), "[Content_Types].xml": b""}
    assert members(archive(held)) == held
