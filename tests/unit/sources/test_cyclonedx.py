"""Bills of materials as CycloneDX: JSON and XML alike, identities, links, and files meant to do harm."""

import codecs
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medtrace.model.ids import whole_token
from medtrace.model.items import ItemKind, Link
from medtrace.model.snapshot import Blob
from medtrace.sources import cyclonedx as module
from medtrace.sources._bom import Identity
from medtrace.sources._json_nodes import MAX_DEPTH, MAX_REPEATED, read_json
from medtrace.sources._source import FieldLink, Files, Setup
from tests.support.source_readings import Reading, check_reading, read

pytestmark = pytest.mark.requirement("REQ-021", "REQ-025")
SOURCE = module.cyclonedx
JSON = """{
  "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
  "bomFormat": "CycloneDX",
  "specVersion": "1.6",
  "metadata": {
    "tools": {"components": [{"type": "application", "name": "syft"}]},
    "component": {"type": "application", "bom-ref": "app", "name": "心电分析软件", "version": "1.2.0"}
  },
  "components": [
    {
      "type": "library",
      "bom-ref": "numpy-ref",
      "supplier": {"name": "NumPy Developers"},
      "group": "org",
      "name": "numpy",
      "version": "1.26.4",
      "description": "Arrays",
      "scope": "required",
      "hashes": [{"alg": "SHA-256", "content": "ab"}, {"alg": "MD5", "content": "cd"}],
      "licenses": [{"license": {"id": "BSD-3-Clause"}}, {"license": {"name": "Own"}}],
      "cpe": "cpe:2.3:a:numpy:numpy:1.26.4",
      "purl": "pkg:pypi/numpy@1.26.4",
      "components": [
        {"type": "library", "bom-ref": "blas", "name": "openblas", "version": "0.3.26",
         "licenses": [{"expression": "BSD-3-Clause AND Zlib"}]}
      ]
    },
    {"type": "machine-learning-model", "bom-ref": "net", "name": "qrs-net", "version": "3"},
    {"type": "library", "name": "zlib", "version": "1.3", "purl": "pkg:generic/zlib@1.3?arch=x86#lib"}
  ],
  "services": [
    {"bom-ref": "push", "provider": {"name": "Example"}, "name": "push", "endpoints": ["https://a", "https://b"]}
  ],
  "dependencies": [
    {"ref": "app", "dependsOn": ["numpy-ref", "push", "missing"]},
    {"ref": "numpy-ref", "dependsOn": ["blas", "pkg:generic/zlib@1.3?arch=x86#lib"], "provides": ["net"]},
    {"ref": "unknown", "dependsOn": ["app"]}
  ]
}
"""
XML = """<?xml version="1.0" encoding="UTF-8"?>
<bom xmlns="http://cyclonedx.org/schema/bom/1.6" version="1">
  <metadata>
    <tools><components><component type="application"><name>syft</name></component></components></tools>
    <component type="application" bom-ref="app"><name>心电分析软件</name><version>1.2.0</version></component>
  </metadata>
  <components>
    <component type="library" bom-ref="numpy-ref">
      <supplier><name>NumPy Developers</name></supplier>
      <group>org</group>
      <name>numpy</name>
      <version>1.26.4</version>
      <description>Arrays</description>
      <scope>required</scope>
      <hashes><hash alg="SHA-256">ab</hash><hash alg="MD5">cd</hash></hashes>
      <licenses><license><id>BSD-3-Clause</id></license><license><name>Own</name></license></licenses>
      <cpe>cpe:2.3:a:numpy:numpy:1.26.4</cpe>
      <purl>pkg:pypi/numpy@1.26.4</purl>
      <components>
        <component type="library" bom-ref="blas"><name>openblas</name><version>0.3.26</version>
          <licenses><expression>BSD-3-Clause AND Zlib</expression></licenses></component>
      </components>
    </component>
    <component type="machine-learning-model" bom-ref="net"><name>qrs-net</name><version>3</version></component>
    <component type="library"><name>zlib</name><version>1.3</version>
      <purl>pkg:generic/zlib@1.3?arch=x86#lib</purl></component>
  </components>
  <services>
    <service bom-ref="push"><provider><name>Example</name></provider><name>push</name>
      <endpoints><endpoint>https://a</endpoint><endpoint>https://b</endpoint></endpoints></service>
  </services>
  <dependencies>
    <dependency ref="app">
      <dependency ref="numpy-ref"/><dependency ref="push"/><dependency ref="missing"/>
    </dependency>
    <dependency ref="numpy-ref">
      <dependency ref="blas"/><dependency ref="pkg:generic/zlib@1.3?arch=x86#lib"/><provides ref="net"/>
    </dependency>
    <dependency ref="unknown"><dependency ref="app"/></dependency>
  </dependencies>
</bom>
"""


def bill(data: str | bytes, options: module.Options | None = None, kind: str = "test") -> Reading:
    return read(SOURCE, data, path="bom.json", options=options, kind=kind)


@pytest.mark.parametrize("data", [JSON, XML], ids=["JSON", "XML"])
def test_both_shapes_say_the_same(data: str) -> None:
    found = bill(data)
    assert [(item.id, item.kind, item.title) for item in found.items] == [
        ("app", "component", "心电分析软件"),
        ("numpy-ref", "component", "org/numpy"),
        ("blas", "component", "openblas"),
        ("net", "model", "qrs-net"),
        ("pkg:generic/zlib@1.3?arch=x86#lib", "component", "zlib"),
        ("push", "component", "push"),
    ]
    assert found.item("numpy-ref").text == "Arrays"
    assert found.item("numpy-ref").attributes == (
        ("cpe", "cpe:2.3:a:numpy:numpy:1.26.4"),
        ("group", "org"),
        ("hash MD5", "cd"),
        ("hash SHA-256", "ab"),
        ("licences", "BSD-3-Clause, Own"),
        ("purl", "pkg:pypi/numpy@1.26.4"),
        ("scope", "required"),
        ("supplier", "NumPy Developers"),
        ("type", "library"),
        ("version", "1.26.4"),
    )
    assert found.item("blas").attribute("licences") == "BSD-3-Clause AND Zlib"
    assert found.item("push").attributes == (
        ("endpoints", "https://a, https://b"),
        ("provider", "Example"),
        ("type", "service"),
    )
    assert found.cited == [
        ("blas", "part-of", "numpy-ref"),
        ("app", "uses", "numpy-ref"),
        ("app", "uses", "push"),
        ("app", "uses", "missing"),
        ("numpy-ref", "uses", "blas"),
        ("numpy-ref", "uses", "pkg:generic/zlib@1.3?arch=x86#lib"),
    ]
    assert not found.problems


def test_items_stand_where_their_object_begins() -> None:
    assert [item.location.line for item in bill(JSON).items] == [7, 10, 24, 28, 29, 32]
    assert [item.location.line for item in bill(XML).items] == [5, 8, 20, 24, 25, 29]
    assert [link.location.line for link in bill(JSON).links] == [24, 35, 35, 35, 36, 36]


@pytest.mark.parametrize("change", ["1.26.5", "new licence"])
def test_another_version_or_licence_is_a_change(change: str) -> None:
    old, new = '"version": "1.26.4"', f'"version": "{change}"'
    data = JSON.replace(old, new) if change[0].isdigit() else JSON.replace("BSD-3-Clause", change)
    assert bill(data).item("numpy-ref").digest != bill(JSON).item("numpy-ref").digest


@pytest.mark.parametrize(
    ("identity", "ids"),
    [
        ("ref", ["a", "pkg:npm/%40x/b@2", "c@3", "c@4", "d"]),
        ("purl", ["pkg:npm/b@1", "pkg:npm/%40x/b@2", "c@3", "c@4", "d"]),
        ("name", ["pkg:npm/b", "pkg:npm/%40x/b", "c@3", "c@4", "d"]),
    ],
)
def test_what_an_item_is_called_after(identity: Identity, ids: list[str]) -> None:
    components = [
        {"bom-ref": "a", "name": "b", "version": "1", "purl": "pkg:npm/b@1"},
        {"name": "b", "version": "2", "purl": "pkg:npm/%40x/b@2"},
        {"name": "c", "version": "3"},
        {"name": "c", "version": "4"},
        {"name": "d"},
        {"type": "library"},
    ]
    data = json.dumps(
        {"bomFormat": "CycloneDX", "components": components, "dependencies": [{"ref": "a", "dependsOn": ["d"]}]}
    )
    found = bill(data, module.Options(identity))
    assert found.ids == ids
    assert found.cited == [(ids[0], "uses", "d")]


def test_kinds_leave_other_types_alone() -> None:
    options = module.Options(kinds=(("Application", ItemKind.UNIT), ("library", ItemKind.COMPONENT)))
    found = bill(JSON, options)
    assert [(item.id, item.kind) for item in found.items if item.id in {"app", "blas", "net", "push"}] == [
        ("app", "unit"),
        ("blas", "component"),
    ]
    assert ("app", "uses", "push") not in found.cited
    assert ("app", "uses", "missing") in found.cited


def test_the_kind_of_the_source_counts_where_it_is_said() -> None:
    assert {item.kind for item in bill(JSON, kind="soup").items} == {"soup"}


def test_a_configuration_may_say_what_a_dependency_is() -> None:
    pattern = whole_token("x")
    links = {
        ("component", "dependsOn"): FieldLink("derives", reverse=True),
        ("component", "provides"): FieldLink("implements"),
    }
    setup = Setup("component", pattern, pattern, module.Options(), links)
    found = [one for one in SOURCE.read(Files((Blob("a", "", JSON.encode()),)), setup) if isinstance(one, Link)]
    assert ("blas", "derives", "numpy-ref") in {(one.source, one.kind, one.target) for one in found}
    assert ("numpy-ref", "implements", "net") in {(one.source, one.kind, one.target) for one in found}


HEAD = '{"bomFormat": "CycloneDX",\n"components": [{"name": "a"},\n'


@pytest.mark.parametrize(
    ("data", "ids", "told"),
    [
        pytest.param("", [], [("json-unreadable", 1)], id="nothing"),
        pytest.param("{}", [], [("not-cyclonedx", 1)], id="another object"),
        pytest.param("[]", [], [("not-cyclonedx", 1)], id="a list"),
        pytest.param("<a/>", [], [("not-cyclonedx", 1)], id="other XML"),
        pytest.param("<bom/>", [], [("not-cyclonedx", 1)], id="a bill of another format"),
        pytest.param(HEAD + '{"name": "b"', ["a", "b"], [("json-unreadable", 3)], id="the end is cut"),
        pytest.param(HEAD + '{"name": "b"}, }]}', ["a", "b"], [("json-unreadable", 3)], id="a comma too many"),
        pytest.param(HEAD + "tru", ["a"], [("json-unreadable", 3)], id="no word"),
        pytest.param(HEAD + "null]} x", ["a"], [("json-unreadable", 3)], id="words behind"),
        pytest.param(HEAD + '{"name":\n"b", "name": "c"}]}', ["a", "c"], [("key-repeated", 4)], id="a key twice"),
        pytest.param(HEAD + '{"name": "b" "c"}]}', ["a", "b"], [("json-unreadable", 3)], id="no comma"),
        pytest.param(HEAD + '{"name" "b"}]}', ["a"], [("json-unreadable", 3)], id="no colon"),
        pytest.param(HEAD + '{1: "b"}]}', ["a"], [("json-unreadable", 3)], id="a number as key"),
        pytest.param(HEAD + '"x", 7, [], {"name": ["x"]}]}', ["a"], [], id="values of another sort"),
        pytest.param(HEAD + "[" * 200, ["a"], [("json-too-deep", 3)], id="too deep"),
        pytest.param(HEAD + "[}", ["a"], [("json-unreadable", 3)], id="brackets that do not match"),
        pytest.param(XML.replace("</bom>", ""), None, [("xml-unreadable", 42)], id="XML that is cut"),
    ],
)
def test_what_is_whole_is_kept(data: str, ids: list[str] | None, told: list[tuple[str, int]]) -> None:
    found = bill(data)
    assert found.told == told
    assert ids is None or found.ids == ids
    assert ids is not None or len(found.items) == 6


def test_numbers_and_words_stay_as_they_are_written() -> None:
    root, problems = read_json(
        '{"a": 1.10, "b": true, "c": null, "d": "\\ud83d\\ude00\\/\\u00e9", "e": "\\ud800", "f": "\\q"}', ""
    )
    assert not problems
    assert root == {"a": "1.10", "b": "true", "c": "", "d": "😀/é", "e": "�", "f": "\\q"}


def test_repeated_keys_are_told_so_many_times_only() -> None:
    assert len(read_json("{" + '"a": 1, ' * 100 + '"b": 2}', "")[1]) == MAX_REPEATED


BOMB = '<!DOCTYPE bom [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;&a;&a;">]>\n'


@pytest.mark.parametrize("head", [BOMB, '<!DOCTYPE bom SYSTEM "file:///etc/hostname">\n'])
def test_entities_are_refused(head: str) -> None:
    found = bill(XML.replace("<bom ", head + "<bom ", 1))
    assert found.told == [("xml-refused", 2)]
    assert not found.items


def test_elements_nested_too_deeply_are_left_out() -> None:
    data = XML.replace("<components>\n    <c", "<components>" + "<component>" * 200 + "</component>" * 200 + "<c", 1)
    found = bill(data)
    assert found.told == [("xml-too-deep", 1)]
    assert found.ids[-1] == "push"


@pytest.mark.parametrize("data", [JSON, XML], ids=["JSON", "XML"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030", "crlf"])
def test_every_encoding_gives_the_same_items(data: str, encoding: str) -> None:
    text = data.replace('"UTF-8"', '"GB18030"')
    content = text.replace("\n", "\r\n").encode("gb18030") if encoding == "crlf" else text.encode(encoding)
    if encoding == "utf-16":
        content = codecs.BOM_UTF16_BE + text.encode("utf-16-be")
    assert bill(content) == bill(data)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param('{"bomFormat":"CycloneDX","components":' + '[{"components":' * 100_000, id="deep"),
        pytest.param('{"bomFormat":"CycloneDX","components":[' + '{"name":"a"},' * 50_000, id="many of one name"),
        pytest.param('{"bomFormat":"' + "\\" * 1_000_001, id="an open string"),
        pytest.param('{"a":' + " " * 1_000_000, id="blanks"),
        pytest.param('{"a":' + "1" * 1_000_000, id="a long number"),
        pytest.param("\0" * 1_000_000, id="NUL"),
        pytest.param("<bom xmlns='cyclonedx'>" + "<components><component>" * 50_000, id="deep XML"),
        pytest.param("<" * 1_000_000, id="no XML"),
    ],
)
def test_hostile_files_are_read_in_bounded_time(data: str) -> None:
    check_reading(SOURCE, data)


KEYS = (
    *("components", "services", "name", "version", "bom-ref", "purl", "licenses", "license", "hashes", "ref", "type"),
    *("dependencies", "dependsOn", "supplier", "metadata", "component", "expression"),
)
VALUES = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(-9, 9), st.sampled_from(["a", "b", "", "pkg:a/b@1", "\ud800", "NONE"])
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(KEYS),
            inner,
            max_size=4,
        ),
    ),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(VALUES, st.sampled_from([module.Options(), module.Options("name"), module.Options("purl")]))
def test_any_json(value: object, options: module.Options) -> None:
    root = {"bomFormat": "CycloneDX", **(value if isinstance(value, dict) else {"components": value})}
    check_reading(SOURCE, json.dumps(root, indent=1), options=options)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(["{", "}", "[", "]", ",", ":", '"a"', '"', "1", "null", "\n", " ", "\\", "x"]), max_size=20
    )
)
def test_json_is_read_as_far_as_the_standard_library_agrees(parts: list[str]) -> None:
    text = "".join(parts)
    root, problems = read_json(text, "")
    try:
        whole = json.loads(text, strict=False)
    except ValueError:
        assert problems
    else:
        assert not [one for one in problems if one.code != "key-repeated"]
        assert (root is not None) == isinstance(whole, dict)


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.binary(max_size=60), st.text(max_size=60), st.text(max_size=60).map("<bom>".__add__)))
def test_any_bytes(data: str | bytes) -> None:
    check_reading(SOURCE, data)


def test_the_depth_is_that_of_real_files_and_more() -> None:
    inner = "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1)
    assert not read_json(f'{{"a": {inner}}}', "")[1]
    assert read_json(f'{{"a": [{inner}]}}', "")[1]
