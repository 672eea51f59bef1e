"""Ids as whole tokens anywhere in a text become links from the path."""

import pytest

from medtrace.model.items import LinkKind
from medtrace.sources import mentions as module
from tests.support.source_readings import Reading, read

pytestmark = pytest.mark.requirement("REQ-022", "REQ-025")


def text(data: str | bytes, options: module.Options | None = None) -> Reading:
    return read(module.mentions, data, path="docs/设计.md", options=options)


def test_each_id_is_cited_once_at_its_first_line() -> None:
    found = text("见 SRS-002。\nSRS-001, SRS-002\n\n软件需求SRS-003的 RC-1\n")
    assert found.cited == [("docs/设计.md", "mentions", name) for name in ("SRS-002", "SRS-001", "SRS-003", "RC-1")]
    assert [link.location.line for link in found.links] == [1, 2, 4, 4]


@pytest.mark.parametrize("token", ["XSRS-001", "SRS-001-2", "SRS-001.2", "SRS-001_a", "my-SRS-001", "NOTE-1"])
def test_a_part_of_a_longer_token_is_no_id(token: str) -> None:
    assert not text(f"see {token} here").links


def test_the_kind_of_link_is_an_option() -> None:
    found = text("SRS-001", module.Options(link=LinkKind.SATISFIES))
    assert found.cited == [("docs/设计.md", "satisfies", "SRS-001")]


def test_binary_files_are_left_alone_and_other_encodings_are_read() -> None:
    assert text(b"SRS-001\x00\xff") == Reading((), (), ())
    assert text("见需求 SRS-001".encode("gb18030")).cited == text("见需求 SRS-001".encode("utf-16")).cited
    assert text("见需求 SRS-001".encode("gb18030")).cited == [("docs/设计.md", "mentions", "SRS-001")]
