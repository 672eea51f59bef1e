"""Markers `@relation` and `@sdoc` in code: lists over lines, scopes, roles, ranges and what is to be skipped."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medtrace.model.items import LinkKind
from medtrace.sources import code_tags as module
from tests.support.source_readings import Reading, check_reading, read

pytestmark = pytest.mark.requirement("REQ-022", "REQ-025")
SOURCE = module.code_tags


def code(text: str, options: module.Options | None = None, kind: str = "", path: str = "src/a.c") -> Reading:
    return read(SOURCE, text, kind=kind, path=path, options=options)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("# @relation(SRS-001, scope=file)", [("SRS-001", 1)], id="in a comment"),
        pytest.param('"""\n@relation(SRS-001, SRS-002, scope=file)\n"""', [("SRS-001", 2), ("SRS-002", 2)], id="two"),
        pytest.param("/// @relation{SRS-001}", [("SRS-001", 1)], id="braces and no scope"),
        pytest.param(
            "# @relation(\n#     SRS-001,\n#     SRS-002,\n#     scope=line,\n# )",
            [("SRS-001", 2), ("SRS-002", 3)],
            id="over lines of a comment",
        ),
        pytest.param(
            " * @relation(SRS-001,\n *           SRS-002, scope=function,\n * role=Reviewed)",
            [("SRS-001", 1), ("SRS-002", 2)],
            id="over lines of a block",
        ),
        pytest.param("// @relation(\r\n// SRS-001\r\n// , scope=line)", [("SRS-001", 2)], id="CRLF"),
        pytest.param("# @sdoc[SRS-001]\nx\n# @sdoc[/SRS-001]", [("SRS-001", 1)], id="as it was, with its end"),
        pytest.param("# @sdoc[/SRS-001]", [], id="an end alone"),
        pytest.param(
            "# @relation(SRS-001, scope=range_start)\n# @relation(SRS-002, scope=range_end)",
            [("SRS-001", 1)],
            id="range",
        ),
        pytest.param(
            "# @relation(skip, scope=range_start)\n# @relation(SRS-001, scope=line)\n"
            "# @relation(skip, scope=range_end)\n# @relation(SRS-002, scope=line)",
            [("SRS-002", 4)],
            id="skipped range",
        ),
        pytest.param("@sdoc(nosdoc)\n@sdoc[SRS-001]\n@sdoc(/nosdoc)\n@sdoc[SRS-002]", [("SRS-002", 4)], id="skipped"),
        pytest.param(
            "@relation(skip, scope=line)\n@relation(SRS-001, scope=line)", [("SRS-001", 2)], id="a skipped line"
        ),
        pytest.param("@relation(skip)\n@relation(SRS-001)", [("SRS-001", 2)], id="a skipped place"),
        pytest.param("@relation(skip, scope=file)\n@relation(SRS-001)", [], id="a skipped file"),
        pytest.param("@relation(SRS-001", [], id="no end"),
        pytest.param("@relation(SRS-001 @relation(SRS-002)", [("SRS-002", 1)], id="no end before the next"),
        pytest.param("@relation(XYZ-001, SRS-001x, scope=SRS-002)", [], id="ids of no source"),
        pytest.param("@relations(SRS-001) relation(SRS-001) @relation SRS-001", [], id="other words"),
    ],
)
def test_ids_of_a_marker_are_links_of_the_path(text: str, found: list[tuple[str, int]]) -> None:
    links = code(text).links
    assert [(link.target, link.location.line) for link in links] == found
    assert all((link.source, link.kind) == ("src/a.c", "implements") for link in links)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("@relation(SRS-001, scope=file, role=Test)", "verifies"),
        ("@relation(SRS-001, role=verification)", "verifies"),
        ("@relation(SRS-001, role=Implementation)", "implements"),
        ("@relation(SRS-001, role = Guards)", "mitigates"),
        ("@relation(SRS-001, role=other)", "implements"),
    ],
)
def test_a_role_decides_the_kind(text: str, kind: str) -> None:
    options = module.Options(words=(("guards", LinkKind.MITIGATES),))
    assert [link.kind for link in code(text, options).links] == [kind]


def test_a_test_verifies_from_where_the_marker_stands() -> None:
    text = '"""\n@relation(SRS-001, scope=file)\n"""\n\n\ndef test_a():\n    """@relation(SRS-002, scope=function)"""\n'
    expected = [("t/test_a.py", "verifies", "SRS-001"), ("t/test_a.py", "verifies", "SRS-002")]
    assert code(text, path="t/test_a.py").cited == [(path, "implements", target) for path, _, target in expected]
    words = module.Options(words=(("@relation", LinkKind.VERIFIES),))
    assert code(text, words, path="t/test_a.py").cited == expected
    reading = code(text, module.Options(tests=True), path="t/test_a.py")
    assert reading.cited == [expected[0], ("t/test_a.py::test_a", "verifies", "SRS-002")]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("tests/a.py", "verifies"),
        ("src/unit_tests/x/a.c", "verifies"),
        ("lib/Test/a.c", "verifies"),
        ("src/test_reports.py", "implements"),
        ("src/latest/a.c", "implements"),
        ("src/test.reports/a.c", "implements"),
    ],
)
def test_a_marker_below_a_folder_of_tests_verifies(path: str, kind: str) -> None:
    assert code("# @relation(SRS-001, scope=file)", path=path).cited == [(path, kind, "SRS-001")]


def test_a_marker_is_no_second_mention() -> None:
    found = code("@relation(SRS-001, scope=file)\nSRS-002 SRS-001\n", module.Options(mentions=True))
    assert found.cited == [("src/a.c", "implements", "SRS-001"), ("src/a.c", "mentions", "SRS-002")]


@pytest.mark.parametrize(
    "text",
    ["@relation(" * 100_000, "@relation(SRS-001," * 60_000, "@relation(" + "a" * 1_000_000, "@sdoc[" + " " * 1_000_000],
    ids=["open", "open with an id", "long", "blank"],
)
def test_hostile_text_costs_no_more_than_its_length(text: str) -> None:
    begin = time.process_time()
    code(text)
    assert time.process_time() - begin < 3


_WORDS = st.sampled_from(
    ["@relation", "@sdoc", "(", ")", "[/", "]", "SRS-001", ",", "\n# ", "scope=file", "skip", "role=x"]
)


@given(st.one_of(st.text(), st.binary(), st.lists(_WORDS).map("".join)))
@settings(max_examples=200)
def test_any_text_gives_readings_and_never_an_error(data: str | bytes) -> None:
    check_reading(SOURCE, data)
