"""Names under which code writes data, in each language; names that only look like one are none."""

import pytest

from medtrace.syntax.declarations import declarations

pytestmark = pytest.mark.requirement("REQ-053")

CASES = [
    ("w.cs", 'w.WriteString("a", b); w.WriteStartObject("c"); w.WriteStringValue("d");', ["a", "c"]),
    ("w.cs", 'x.WriteElementString("rate", "1"); x.WriteString("text");', ["rate"]),
    ("w.cs", 'JObject o; o["a"] = 1; if (o["b"] == c) { f(o["d"]); }', ["a"]),
    ("w.cs", 'table["a"] = 1;', []),
    ("W.java", 'g.writeStringField("a", b); // g.writeStringField("c", d)', ["a"]),
    ("W.java", 'JSONObject o; o.put("a", 1); o.addProperty("b", 2);', ["a", "b"]),
    ("W.java", 'cache.put("a", 1);', []),
    ("W.kt", 'val v = ContentValues()\nv.put("a", 1)', ["a"]),
    ("w.js", "res.json({ a: 1, b: { c: 2 } });", ["a", "b", "c"]),
    ("w.js", "res.status(200).send({ a, b: f({ c: 1 }) });", ["a", "b"]),
    ("w.js", "x = JSON.stringify({ 'a': [{ b: 1 }] });", ["a", "b"]),
    ("w.js", "build(_.assign(x, { a: 1 }), { b: 2 });", ["a"]),
    ("w.js", "rec = { a: REQUIRED, b: OPTIONAL, c: 1 };", ["a", "b"]),
    ("w.js", "send({ a: 1 }); function f(x) { return { b: 1 }; }", []),
    ("w.swift", 'enum CodingKeys: String, CodingKey {\n case a = "aa", b\n}\nenum E { case c = "d" }', ["aa", "b"]),
    ("w.swift", "try box.encode(x, forKey: .a)", ["a"]),
    (
        "w.rs",
        "#[derive(Debug, Serialize)]\nstruct A { a: HashMap<String, B>, #[serde(skip)] b: i32, c: x::Y }",
        ["a", "c"],
    ),
    ("w.rs", "struct A { a: i32 }", []),
    ("w.cpp", 'nlohmann::json j; j["a"] = 1; if (j["b"] == 1) {}', ["a"]),
    ("w.cpp", 'QJsonObject o; o.insert(QStringLiteral("a"), 1); x.writeTextElement("b", c);', ["a", "b"]),
    ("w.cpp", 'values["a"] = 1; list.insert("b");', []),
    ("w.py", "def f(d):\n    d['a'] = 1\n    e['b'] = 2\n    return d", ["a"]),
    ("w.py", "def f(g):\n    d = {'a': {'b': 1}}\n    d.update(c=2)\n    json.dump(d, g)", ["a", "b", "c"]),
    ("w.py", "json.dump({'a': 1}, f); g({'b': 1})", ["a"]),
    ("w.py", "def f(d):\n    def g():\n        return d\n    d['a'] = 1", []),
    ("w.py", "ET.SubElement(x, 'a'); m.add_segment('PID')", ["PID", "a"]),
]
FORMS = [
    ("def write_seg(s):\n    return s.astype(np.uint8 if small else np.uint16)", ["uint16", "uint8"]),
    ("def f(s, p):\n    imsave(p, s.astype('uint8'))", ["uint8"]),
    ("def mean(s):\n    return s.astype(np.uint8).mean()", []),
    ("table.to_parquet(p)", ["to_parquet"]),
]
TAGS = [
    (
        "from pydicom import Dataset\nseg.ContributingEquipmentSequence = x\nself.ModelInfo = y",
        ["ContributingEquipmentSequence"],
    ),
    ("D, _ = optional_import('pydicom.dataset')\nseg.DeviceUID = x", ["DeviceUID"]),
    ("seg.ContributingEquipmentSequence = x", []),
    (
        "ds.add_new(0x00100010, 'PN', a); setattr(ds, 'PatientName', a); setattr(x, name, a)",
        ["00100010", "PatientName"],
    ),
]


def _names(path: str, text: str, kind: str) -> list[str]:
    return sorted(one.name for one in declarations(text, path) or () if one.kind == kind)


@pytest.mark.parametrize(("path", "text", "expected"), CASES)
def test_written(path: str, text: str, expected: list[str]) -> None:
    assert _names(path, text, "written") == expected


@pytest.mark.parametrize(("text", "expected"), FORMS)
def test_forms(text: str, expected: list[str]) -> None:
    assert _names("w.py", text, "form") == expected


@pytest.mark.parametrize(("text", "expected"), TAGS)
def test_tags(text: str, expected: list[str]) -> None:
    assert _names("w.py", text, "dicom") == expected
