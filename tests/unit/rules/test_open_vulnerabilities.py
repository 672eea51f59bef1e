"""Which records of vulnerabilities say that one is open, and which endpoints speak of control."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medtrace.rules._rule import NoOptions
from medtrace.rules.open_vulnerabilities import open_vulnerabilities
from medtrace.rules.remote_control import remote_control
from tests.support.changes import COMMIT, Content, change_set

pytestmark = pytest.mark.requirement("REQ-058")


def looked(after: dict[str, Content], before: dict[str, Content] | None = None) -> list[tuple[str, str]]:
    hits = open_vulnerabilities.look(change_set(before or {}, after), NoOptions())
    return [(hit.subject, hit.confidence.value) for hit in hits]


def cyclonedx(state: str) -> str:
    return json.dumps({"vulnerabilities": [{"id": "CVE-2024-1", "analysis": {"state": state}}]}, indent=1)


OPEN = [("vulnerabilities", "question")]
CASES = [
    ("exploitable", {"bom.json": cyclonedx("exploitable")}, OPEN),
    ("not affected", {"bom.json": cyclonedx("not_affected")}, []),
    ("resolved", {"bom.json": cyclonedx("resolved")}, []),
    ("not analysed", {"bom.json": '{"vulnerabilities": [{"id": "CVE-2024-1"}]}'}, OPEN),
    (
        "OpenVEX affected",
        {"a.openvex.json": '{"statements": [{"vulnerability": {"name": "CVE-1"}, "status": "affected"}]}'},
        OPEN,
    ),
    ("OpenVEX fixed", {"a.vex.json": '{"statements": [{"vulnerability": "CVE-1", "status": "fixed"}]}'}, []),
    (
        "CSAF with a fix",
        {
            "csaf.json": '{"vulnerabilities": [{"cve": "CVE-1", "product_status": {"known_affected": ["a"]}, '
            '"remediations": [{"category": "vendor_fix"}]}]}'
        },
        [],
    ),
    (
        "CSAF without a fix",
        {"csaf.json": '{"vulnerabilities": [{"cve": "CVE-1", "product_status": {"known_affected": ["a"]}}]}'},
        OPEN,
    ),
    ("a document without vulnerabilities", {"sbom.json": "{}"}, [("vulnerabilities", "unassessable")]),
    ("no record", {"a.py": ""}, [("vulnerabilities", "unassessable")]),
]


@pytest.mark.parametrize("_name, after, expected", CASES, ids=[case[0] for case in CASES])
def test_what_is_open(_name: str, after: dict[str, Content], expected: list[tuple[str, str]]) -> None:
    assert looked(after) == expected


def test_a_piece_names_line_and_both_states() -> None:
    changes = change_set({"bom.json": cyclonedx("in_triage")}, {"bom.json": cyclonedx("exploitable")})
    (hit,) = open_vulnerabilities.look(changes, NoOptions())
    (piece,) = hit.evidence
    assert (piece.line, piece.commits) == (4, (COMMIT,))
    assert (piece.before, piece.after) == ("CVE-2024-1: in_triage", "CVE-2024-1: exploitable")


@given(st.recursive(st.none() | st.text(max_size=5), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_no_document_breaks_the_reader(inner: object) -> None:
    for document in (inner, {"vulnerabilities": inner, "statements": inner}, {"vulnerabilities": [inner]}):
        assert looked({"bom.json": json.dumps(document)}) is not None


ROUTES = [
    ("a route of control", '@app.get("/data")\ndef a(): ...\n', '@app.post("/pump/stop")\ndef b(): ...\n', 1),
    ("a route of data", "x = 1\n", '@app.get("/studies")\ndef b(): ...\n', 0),
]


@pytest.mark.parametrize("_name, before, after, count", ROUTES, ids=[case[0] for case in ROUTES])
def test_endpoints_that_speak_of_control(_name: str, before: str, after: str, count: int) -> None:
    hits = list(remote_control.look(change_set({"api.py": before}, {"api.py": after}), NoOptions()))
    assert [(hit.subject, hit.confidence.value) for hit in hits] == [("endpoints:control", "question")] * count
