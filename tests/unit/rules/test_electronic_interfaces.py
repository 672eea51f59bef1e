"""Which kinds of electronic interface fire where they come, and which are only a question."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medtrace.rules._deployment import containers, switches
from medtrace.rules._deployment._ends import facts_of
from medtrace.rules._deployment._kinds import KINDS, kind_of_setting, kinds_of_library
from medtrace.rules.electronic_interfaces import Options, electronic_interfaces
from tests.support.changes import COMMIT, Content, blob, change_set

pytestmark = pytest.mark.requirement("REQ-058")

SEEN = ("more", "form", "wireless", "other")


def told(before: Mapping[str, Content], after: Mapping[str, Content]) -> list[tuple[str, str]]:
    """Subject and confidence of every hit."""
    hits = electronic_interfaces.look(change_set(before, after), Options(SEEN))
    return [(hit.subject, hit.confidence.value) for hit in hits]


REQUIREMENTS = "requirements.txt"
MANIFEST = "app/src/main/AndroidManifest.xml"
PERMISSION = '<uses-permission android:name="android.permission.{0}"/>\n'
CASES = [
    (
        "a library of a protocol comes",
        {REQUIREMENTS: "numpy==1.26\n"},
        {REQUIREMENTS: "numpy==1.26\npaho-mqtt==2.0\n"},
        [("interface:mqtt", "likely")],
    ),
    (
        "another library of a protocol that was there",
        {REQUIREMENTS: "flask==3.0\n"},
        {REQUIREMENTS: "flask==3.0\nrequests==2.32\n"},
        [],
    ),
    (
        "a library that only reads files",
        {REQUIREMENTS: "numpy==1.26\n"},
        {REQUIREMENTS: "numpy==1.26\npydicom==2.4\n"},
        [],
    ),
    (
        "requirements for the first time",
        {"a.py": ""},
        {"a.py": "", REQUIREMENTS: "pyserial==3.5\n"},
        [("interface:more", "question")],
    ),
    (
        "a wireless permission beside none",
        {MANIFEST: "<manifest/>"},
        {MANIFEST: PERMISSION.format("BLUETOOTH_CONNECT")},
        [("interface:bluetooth", "likely"), ("interface:wireless", "question")],
    ),
    (
        "another permission of the same kind",
        {MANIFEST: PERMISSION.format("BLUETOOTH")},
        {MANIFEST: PERMISSION.format("BLUETOOTH_SCAN")},
        [],
    ),
    (
        "serial gives way to Bluetooth",
        {"fw/prj.conf": "CONFIG_ETH_ENABLED=y\n"},
        {"fw/prj.conf": "CONFIG_BT=y\n"},
        [
            ("interface:bluetooth", "likely"),
            ("interface:form", "likely"),
            ("interface:wireless", "likely"),
            ("interface:gone", "question"),
        ],
    ),
    (
        "an option that is switched off",
        {"fw/prj.conf": "CONFIG_CAN=y\n"},
        {"fw/prj.conf": "CONFIG_CAN=y\n# CONFIG_BT is not set\nCONFIG_BT=n\n"},
        [],
    ),
    (
        "a container listens on a known port",
        {"Dockerfile": "FROM alpine:3.19\nEXPOSE 80\n"},
        {"Dockerfile": "FROM alpine:3.19\nEXPOSE 80\nEXPOSE 2575\n"},
        [("interface:hl7", "likely"), ("interface:ports", "question")],
    ),
    (
        "a port of a stage that only builds",
        {"Dockerfile": "FROM alpine:3.19 AS b\nFROM alpine:3.19\nEXPOSE 80\n"},
        {"Dockerfile": "FROM alpine:3.19 AS b\nEXPOSE 2575\nFROM alpine:3.19\nEXPOSE 80\n"},
        [],
    ),
    (
        "a setting of a protocol comes",
        {"config/a.yaml": "dicom:\n  port: 104\n"},
        {"config/a.yaml": "dicom:\n  port: 104\nhl7:\n  port: 2575\n"},
        [("interface:hl7", "likely"), ("interface:ports", "question")],
    ),
    (
        "another port of the same kind",
        {"config/a.yaml": "dicom:\n  port: 104\n"},
        {"config/a.yaml": "dicom:\n  port: 11112\n"},
        [("interface:ports", "question")],
    ),
    (
        "a port of a database",
        {"config/a.yaml": "postgres:\n  port: 5432\n"},
        {"config/a.yaml": "postgres:\n  port: 5433\n"},
        [],
    ),
    (
        "a device is handed in",
        {"compose.yml": "services:\n  a:\n    build: .\n"},
        {"compose.yml": 'services:\n  a:\n    build: .\n    devices: ["/dev/ttyUSB0"]\n'},
        [("interface:serial", "likely")],
    ),
    (
        "code alone",
        {"a.swift": "import UIKit\n"},
        {"a.swift": "import UIKit\nimport CoreBluetooth\n"},
        [("interface:more", "question"), ("interface:wireless", "question"), ("interfaces", "unassessable")],
    ),
    (
        "a library that CMake links",
        {"CMakeLists.txt": "find_package(Qt6 COMPONENTS Core)\n"},
        {"CMakeLists.txt": "find_package(Qt6 COMPONENTS Core SerialPort)\n"},
        [("interface:serial", "likely")],
    ),
    ("nothing that is read", {"a.c": ""}, {"a.c": "int a;"}, [("interfaces", "unassessable")]),
]


@pytest.mark.parametrize("_name, before, after, expected", CASES, ids=[case[0] for case in CASES])
def test_what_comes_and_goes(
    _name: str, before: dict[str, Content], after: dict[str, Content], expected: list[tuple[str, str]]
) -> None:
    assert told(before, after) == expected


def test_a_hit_names_file_line_commit_and_value() -> None:
    changes = change_set({REQUIREMENTS: "numpy\n"}, {REQUIREMENTS: "numpy\npyserial==3.5\n"})
    (hit,) = electronic_interfaces.look(changes, Options(("more",)))
    (piece,) = hit.evidence
    assert (piece.path, piece.line, piece.commits) == (REQUIREMENTS, 2, (COMMIT,))
    assert (piece.before, piece.after) == ("", "pyserial ==3.5")


@given(st.text(max_size=60))
def test_kinds_are_those_of_the_table(name: str) -> None:
    assert set(kinds_of_library(name)) <= set(KINDS)
    assert kind_of_setting(name) in {"", *KINDS}


@given(st.text(max_size=200), st.sampled_from([MANIFEST, "Info.plist", "prj.conf", "CMakeLists.txt", "compose.yml"]))
def test_no_text_breaks_a_reader(text: str, path: str) -> None:
    for reader in (containers.READER, switches.READER):
        facts = facts_of(reader, blob(path, text))
        assert all(one.key in KINDS for one in facts if one.name == "interface")
