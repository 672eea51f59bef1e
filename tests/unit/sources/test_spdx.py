"""Bills of materials as SPDX: 2.3 as JSON and as lines, 3.0 as JSON-LD."""

import codecs
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medtrace.model.ids import whole_token
from medtrace.model.items import ItemKind, Link
from medtrace.model.snapshot import Blob
from medtrace.sources import spdx as module
from medtrace.sources._source import FieldLink, Files, Setup
from tests.support.source_readings import Reading, check_reading, read

pytestmark = pytest.mark.requirement("REQ-021", "REQ-025")
SOURCE = module.spdx
LINES = """SPDXVersion: SPDX-2.3
DataLicense: CC0-1.0
SPDXID: SPDXRef-DOCUMENT
DocumentName: 心电分析软件
Creator: Tool: example
Relationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-app

##### Package: app

PackageName: 心电分析软件
SPDXID: SPDXRef-app
PackageVersion: 1.2.0
PackageDownloadLocation: NOASSERTION
PrimaryPackagePurpose: APPLICATION
PackageLicenseConcluded: NOASSERTION
PackageDescription: <text>First line
second: line</text>

PackageName: numpy
SPDXID: SPDXRef-numpy
PackageVersion: 1.26.4
PackageSupplier: Organization: NumPy Developers
PackageDownloadLocation: https://pypi.org/project/numpy
PackageChecksum: SHA256: ab
PackageLicenseConcluded: BSD-3-Clause
PackageLicenseDeclared: BSD-3-Clause AND MIT
PrimaryPackagePurpose: LIBRARY
ExternalRef: PACKAGE-MANAGER purl pkg:pypi/numpy@1.26.4
ExternalRef: SECURITY cpe23Type cpe:2.3:a:numpy:numpy:1.26.4:*:*:*:*:*:*:*

PackageName: openblas
SPDXID: SPDXRef-blas
PackageDownloadLocation: NONE

FileName: ./a.c
SPDXID: SPDXRef-file
LicenseConcluded: MIT

Relationship: SPDXRef-app DEPENDS_ON SPDXRef-numpy
Relationship: SPDXRef-numpy CONTAINS SPDXRef-blas
Relationship: SPDXRef-numpy CONTAINS SPDXRef-file
Relationship: SPDXRef-blas RUNTIME_DEPENDENCY_OF SPDXRef-app
Relationship: SPDXRef-app DEPENDS_ON NOASSERTION
Relationship: SPDXRef-app DYNAMIC_LINK DocumentRef-libc:SPDXRef-libc
Relationship: DocumentRef-go:SPDXRef-fmt BUILD_DEPENDENCY_OF SPDXRef-app
Relationship: SPDXRef-app GENERATED_FROM SPDXRef-blas
Relationship: broken
"""
JSON = """{
  "spdxVersion": "SPDX-2.3",
  "SPDXID": "SPDXRef-DOCUMENT",
  "packages": [
    {"name": "心电分析软件", "SPDXID": "SPDXRef-app", "versionInfo": "1.2.0", "downloadLocation": "NOASSERTION",
     "primaryPackagePurpose": "APPLICATION", "description": "First line\\nsecond: line"},
    {"name": "numpy", "SPDXID": "SPDXRef-numpy", "versionInfo": "1.26.4",
     "supplier": "Organization: NumPy Developers", "downloadLocation": "https://pypi.org/project/numpy",
     "checksums": [{"algorithm": "SHA256", "checksumValue": "ab"}], "licenseConcluded": "BSD-3-Clause",
     "licenseDeclared": "BSD-3-Clause AND MIT", "primaryPackagePurpose": "LIBRARY",
     "externalRefs": [
       {"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": "pkg:pypi/numpy@1.26.4"},
       {"referenceCategory": "SECURITY", "referenceType": "cpe23Type",
        "referenceLocator": "cpe:2.3:a:numpy:numpy:1.26.4:*:*:*:*:*:*:*"}]},
    {"name": "openblas", "SPDXID": "SPDXRef-blas", "downloadLocation": "NONE"}
  ],
  "files": [{"fileName": "./a.c", "SPDXID": "SPDXRef-file"}],
  "relationships": [
    {"spdxElementId": "SPDXRef-app", "relationshipType": "DEPENDS_ON", "relatedSpdxElement": "SPDXRef-numpy"},
    {"spdxElementId": "SPDXRef-numpy", "relationshipType": "CONTAINS", "relatedSpdxElement": "SPDXRef-blas"},
    {"spdxElementId": "SPDXRef-numpy", "relationshipType": "CONTAINS", "relatedSpdxElement": "SPDXRef-file"},
    {"spdxElementId": "SPDXRef-blas", "relationshipType": "RUNTIME_DEPENDENCY_OF", "relatedSpdxElement": "SPDXRef-app"},
    {"spdxElementId": "SPDXRef-app", "relationshipType": "DEPENDS_ON", "relatedSpdxElement": "NOASSERTION"},
    {"spdxElementId": "SPDXRef-app", "relationshipType": "DYNAMIC_LINK",
     "relatedSpdxElement": "DocumentRef-libc:SPDXRef-libc"},
    {"spdxElementId": "DocumentRef-go:SPDXRef-fmt", "relationshipType": "BUILD_DEPENDENCY_OF",
     "relatedSpdxElement": "SPDXRef-app"},
    {"spdxElementId": "SPDXRef-app", "relationshipType": "GENERATED_FROM", "relatedSpdxElement": "SPDXRef-blas"}
  ]
}
"""
NAMESPACE = "https://example.org/docs/7c6a33ab/"
GRAPH = """{
  "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld",
  "@graph": [
    {"type": "SpdxDocument", "spdxId": "N/document", "name": "d"},
    {"type": "Organization", "spdxId": "N/org", "name": "NumPy Developers"},
    {"type": "software_Package", "spdxId": "N/app", "name": "心电分析软件", "software_packageVersion": "1.2.0"},
    {"type": "software_Package", "spdxId": "N/numpy", "name": "numpy", "software_packageVersion": "1.26.4",
     "software_packageUrl": "pkg:pypi/numpy@1.26.4", "suppliedBy": "N/org", "description": "Arrays",
     "verifiedUsing": [{"type": "Hash", "algorithm": "sha256", "hashValue": "ab"}],
     "externalIdentifier": [{"type": "ExternalIdentifier", "externalIdentifierType": "cpe23", "identifier": "cpe:x"}]},
    {"type": "ai_AIPackage", "spdxId": "N/net", "name": "qrs-net"},
    {"type": "dataset_DatasetPackage", "spdxId": "https://elsewhere/data", "name": "mit-bih"},
    {"type": "software_File", "spdxId": "N/file", "name": "a.c"},
    {"type": "simplelicensing_LicenseExpression", "spdxId": "N/bsd", "simplelicensing_licenseExpression": "BSD"},
    {"type": "LifecycleScopedRelationship", "spdxId": "N/r1", "relationshipType": "dependsOn", "from": "N/app",
     "to": ["N/numpy", "N/file", "https://other/lib"]},
    {"type": "Relationship", "spdxId": "N/r2", "relationshipType": "contains", "from": "N/app", "to": ["N/net"]},
    {"type": "Relationship", "spdxId": "N/r3", "relationshipType": "hasDeclaredLicense", "from": "N/numpy",
     "to": ["N/bsd"]},
    {"type": "Relationship", "spdxId": "N/r4", "relationshipType": "trainedOn", "from": "N/net",
     "to": ["https://elsewhere/data"]}
  ]
}
""".replace("N/", NAMESPACE)


def bill(data: str | bytes, options: module.Options | None = None, kind: str = "test") -> Reading:
    return read(SOURCE, data, path="a.spdx", options=options, kind=kind)


@pytest.mark.parametrize("data", [LINES, JSON], ids=["lines", "JSON"])
def test_both_shapes_of_spdx_two_say_the_same(data: str) -> None:
    found = bill(data)
    assert [(item.id, item.kind, item.title, item.text) for item in found.items] == [
        ("SPDXRef-app", "component", "心电分析软件", "First line\nsecond: line"),
        ("SPDXRef-numpy", "component", "numpy", ""),
        ("SPDXRef-blas", "component", "openblas", ""),
    ]
    assert found.item("SPDXRef-numpy").attributes == (
        ("cpe", "cpe:2.3:a:numpy:numpy:1.26.4:*:*:*:*:*:*:*"),
        ("download location", "https://pypi.org/project/numpy"),
        ("hash SHA256", "ab"),
        ("licence concluded", "BSD-3-Clause"),
        ("licence declared", "BSD-3-Clause AND MIT"),
        ("purl", "pkg:pypi/numpy@1.26.4"),
        ("supplier", "Organization: NumPy Developers"),
        ("type", "LIBRARY"),
        ("version", "1.26.4"),
    )
    assert found.item("SPDXRef-blas").attributes == ()
    assert found.cited == [
        ("SPDXRef-app", "uses", "SPDXRef-numpy"),
        ("SPDXRef-blas", "part-of", "SPDXRef-numpy"),
        ("SPDXRef-app", "uses", "SPDXRef-blas"),
        ("SPDXRef-app", "uses", "DocumentRef-libc:SPDXRef-libc"),
        ("SPDXRef-app", "uses", "DocumentRef-go:SPDXRef-fmt"),
    ]
    assert not found.problems


def test_items_and_links_stand_where_they_are_written() -> None:
    assert [item.location.line for item in bill(LINES).items] == [10, 19, 31]
    assert [link.location.line for link in bill(LINES).links] == [39, 40, 42, 44, 45]
    assert [item.location.line for item in bill(JSON).items] == [5, 7, 15]


def test_a_graph_is_read_by_its_types() -> None:
    found = bill(GRAPH)
    assert [(item.id, item.kind, item.title) for item in found.items] == [
        ("app", "component", "心电分析软件"),
        ("numpy", "component", "numpy"),
        ("net", "model", "qrs-net"),
        ("https://elsewhere/data", "dataset", "mit-bih"),
    ]
    assert found.item("numpy").text == "Arrays"
    assert found.item("numpy").attributes == (
        ("cpe", "cpe:x"),
        ("hash sha256", "ab"),
        ("licence declared", "BSD"),
        ("purl", "pkg:pypi/numpy@1.26.4"),
        ("supplier", "NumPy Developers"),
        ("type", "software_Package"),
        ("version", "1.26.4"),
    )
    assert found.cited == [("app", "uses", "numpy"), ("app", "uses", "https://other/lib"), ("net", "part-of", "app")]
    assert [item.location.line for item in found.items] == [6, 7, 11, 12]


def test_another_namespace_is_no_change() -> None:
    assert bill(GRAPH.replace("7c6a33ab", "99")).items == bill(GRAPH).items


@pytest.mark.parametrize("data", [LINES, JSON, GRAPH], ids=["lines", "JSON", "graph"])
def test_another_version_is_a_change(data: str) -> None:
    options = module.Options("name")
    before, after = bill(data, options), bill(data.replace("1.26.4", "1.26.5"), options)
    assert before.ids == after.ids
    assert before.item("pkg:pypi/numpy").digest != after.item("pkg:pypi/numpy").digest


def test_kinds_leave_other_packages_alone() -> None:
    found = bill(LINES, module.Options("purl", kinds=(("library", ItemKind.COMPONENT),)))
    assert [(item.id, item.kind) for item in found.items] == [("pkg:pypi/numpy@1.26.4", "component")]
    assert not found.links


def test_the_kind_of_the_source_counts_where_it_is_said() -> None:
    assert {item.kind for item in bill(GRAPH, kind="soup").items} == {"soup"}


@pytest.mark.parametrize(
    ("data", "word", "link"),
    [
        (LINES, "GENERATED_FROM", ("SPDXRef-app", "derives", "SPDXRef-blas")),
        (LINES, "CONTAINS", ("SPDXRef-numpy", "derives", "SPDXRef-blas")),
        (GRAPH, "trainedOn", ("net", "derives", "https://elsewhere/data")),
    ],
)
def test_a_configuration_may_name_any_relationship(data: str, word: str, link: tuple[str, str, str]) -> None:
    pattern = whole_token("x")
    links = {("component", word): FieldLink("derives"), ("model", word): FieldLink("derives")}
    setup = Setup("", pattern, pattern, module.Options(), links)
    found = [one for one in SOURCE.read(Files((Blob("a", "", data.encode()),)), setup) if isinstance(one, Link)]
    assert [(one.source, one.kind, one.target) for one in found if dict(one.attributes)["word"] == word] == [link]


@pytest.mark.parametrize(
    ("data", "ids", "told"),
    [
        pytest.param("", [], [("not-spdx", 1)], id="nothing"),
        pytest.param("{}", [], [("not-spdx", 1)], id="another object"),
        pytest.param("spdxVersion: SPDX-2.3\npackages: []\n", [], [("not-spdx", 1)], id="YAML"),
        pytest.param("SPDXVersion: SPDX-9\nPackageName: a\n", [], [("not-spdx", 1)], id="another version"),
        pytest.param(LINES[:700], ["SPDXRef-app", "SPDXRef-numpy"], [], id="lines that are cut"),
        pytest.param("SPDXVersion: SPDX-2.3\nPackageName: a\nPackageVersion: 1\n", ["a@1"], [], id="no SPDXID"),
        pytest.param(
            "SPDXVersion: SPDX-2.3\nPackageName: a\nPackageSummary: <text>b\nPackageName: c\n",
            ["a"],
            [],
            id="open text",
        ),
        pytest.param(JSON[:420], ["SPDXRef-app", "SPDXRef-numpy"], [("json-unreadable", 8)], id="JSON that is cut"),
        pytest.param('{"spdxVersion": "SPDX-2.3", "packages": ' + "[" * 200, [], [("json-too-deep", 1)], id="too deep"),
        pytest.param(
            '{"spdxVersion": "SPDX-2.3", "packages": [{"name": "a", "name": "b"}]}',
            ["b"],
            [("key-repeated", 1)],
            id="twice",
        ),
        pytest.param('{"spdxVersion": "SPDX-2.3", "packages": {"name": ["x"]}}', [], [], id="values of another sort"),
    ],
)
def test_what_is_whole_is_kept(data: str, ids: list[str], told: list[tuple[str, int]]) -> None:
    found = bill(data)
    assert found.told == told
    assert found.ids == ids


@pytest.mark.parametrize("data", [LINES, JSON, GRAPH], ids=["lines", "JSON", "graph"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030", "crlf"])
def test_every_encoding_gives_the_same_items(data: str, encoding: str) -> None:
    content = data.replace("\n", "\r\n").encode() if encoding == "crlf" else data.encode(encoding)
    if encoding == "utf-16":
        content = codecs.BOM_UTF16_LE + data.encode("utf-16-le")
    assert bill(content) == bill(data)


HEAD = "SPDXVersion: SPDX-2.3\n"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(HEAD + "PackageName: a\n" * 50_000, id="many of one name"),
        pytest.param(HEAD + "PackageName: <text>" * 50_000, id="open texts"),
        pytest.param(HEAD + "Relationship: " + " a" * 500_000, id="a long relationship"),
        pytest.param(HEAD + "A" * 1_000_000, id="a long tag"),
        pytest.param(HEAD + "PackageName" + " " * 1_000_000, id="blanks"),
        pytest.param("\0" * 1_000_000, id="NUL"),
        pytest.param('{"@context": "https://spdx.org/rdf/3", "@graph": ' + '[{"to":' * 100_000, id="deep"),
    ],
)
def test_hostile_files_are_read_in_bounded_time(data: str) -> None:
    check_reading(SOURCE, data)


NAMES = st.sampled_from(["a", "b", "", "NONE", "SPDXRef-a", None, 1, ["a"], {}, "\ud800"])
TWO = st.fixed_dictionaries(
    {"SPDXID": NAMES, "name": NAMES},
    optional={"versionInfo": NAMES, "externalRefs": st.lists(NAMES), "checksums": st.lists(NAMES)},
)
TIES = st.fixed_dictionaries(
    {"spdxElementId": NAMES, "relatedSpdxElement": NAMES, "relationshipType": st.sampled_from(["CONTAINS", "X", None])}
)
ELEMENTS = st.fixed_dictionaries(
    {"type": st.sampled_from(["software_Package", "Relationship", "SpdxDocument", "x"]), "spdxId": NAMES},
    optional={
        "name": NAMES,
        "from": NAMES,
        "to": NAMES,
        "relationshipType": st.sampled_from(["contains", "dependsOn"]),
    },
)


@settings(max_examples=80, deadline=None)
@given(st.lists(TWO, max_size=4), st.lists(TIES, max_size=4), st.lists(ELEMENTS, max_size=6))
def test_any_document(packages: list[object], ties: list[object], elements: list[object]) -> None:
    check_reading(
        SOURCE, json.dumps({"spdxVersion": "SPDX-2.3", "packages": packages, "relationships": ties}, indent=1)
    )
    check_reading(SOURCE, json.dumps({"@context": ["https://spdx.org/rdf/3.0.1/x"], "@graph": elements}, indent=1))


TAGS = st.sampled_from(
    [
        *("PackageName: a\n", "SPDXID: b\n", "FileName: c\n", "Relationship: a CONTAINS b\n", "<text>", "</text>"),
        *("PackageChecksum: x\n", "ExternalRef: a b c\n", "PackageSummary: <text>", "a:", " ", "\n", "\0"),
    ]
)


@settings(max_examples=80, deadline=None)
@given(st.lists(TAGS, max_size=12).map("".join))
def test_any_lines(lines: str) -> None:
    check_reading(SOURCE, HEAD + lines)


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.binary(max_size=60), st.text(max_size=60)))
def test_any_bytes(data: str | bytes) -> None:
    check_reading(SOURCE, data)
