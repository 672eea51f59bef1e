"""Another type, unit, tag, column or answer of what goes in and out fires; the same in another order does not."""

from textwrap import dedent

import pytest

from medtrace.model.project import ComponentMap
from medtrace.rules.declared_shape import Options, declared_shape
from tests.support.changes import change_set, component

pytestmark = pytest.mark.requirement("REQ-053")

MAP = ComponentMap((component("out", "**", tags=("outputs", "user-interface", "inputs")),))
OPENAPI = """
paths:
  /reports:
    get:
      description: Reports
      responses: {'200': {content: {application/json: {schema: {$ref: '#/components/schemas/Report'}}}}}
components:
  schemas:
    Report: {type: object, required: [rate], properties: {rate: {type: integer, format: int32}}}
"""
XSD = '<xs:schema xmlns:xs="x"><xs:element name="rate" type="xs:int" minOccurs="0"/></xs:schema>'
PROTO = "message A {\n  int32 rate = 1;\n}\nenum Kind {\n  NONE = 0;\n  AF = 1;\n}\n"
SQL = "CREATE TABLE a (\n  rate int\n);\n"
CS = """
[ProducesResponseType(typeof(Report), 200)]
public class Report {
  public int Rate { get; set; }
}
public record Item(int Rate, string? Name);
"""
JAVA = "@Data\npublic class Report {\n  private int rate;\n  private static int seen = 1;\n}\n"
RECORD = "public record Report(int rate, List<String> names) {}\n"
DICOM_JAVA = (
    "class A { void f() { a.setString(Tag.PatientID, VR.LO, b); a.getInt(Tag.Rows, 0); c(UID.CTImageStorage); } }"
)
DICOM_CS = "class A { void F() { ds.AddOrUpdate(DicomTag.PatientName, b); } }"
DICOM_PY = "ds.PatientName = name\nds.Modality = 'CT'\nself.rate = 1\n"
FASTAPI = '@app.get("/report", response_model=Report)\ndef report(): ...\n'
MODEL = "class A(Base):\n    rate = Column(Integer, nullable=False)\n    name = models.TextField()\n"
ALEMBIC = "def upgrade():\n    op.add_column('a', sa.Column('rate', sa.Integer()))\n"
CSV = "time,rate\n1,2\n"
WRITER = 'w.writerow(["time", "rate"])\nDictWriter(f, fieldnames=["time"])\nRATE_UNIT = "mV"\n'
FHIR = '{"resourceType": "Observation", "valueQuantity": {"unit": "mV"}}'
TYPESCRIPT = "export interface A {\n  rate: number;\n}\nconst r = { resourceType: 'Observation' }\n"
LIMITED = '{"properties": {"rate": {"type": "number", "minimum": 0, "maximum": 300}}}'
ONE_LINE = "message A { int32 x = 1; string y = 2; }\nenum Kind { NONE = 0; AF = 1; }\n"
RETURNED = 'def result(x):\n    return jsonify({"rate": x})\n'
UNIT = 'def f(p):\n    return f"{p:.0f} mmHg"\n'
CASES = [
    ("api.yaml", OPENAPI, "integer", "number"),
    ("api.yaml", OPENAPI, "int32", "int64"),
    ("api.yaml", OPENAPI, "[rate]", "[]"),
    ("api.yaml", OPENAPI, "schemas/Report'", "schemas/Other'"),
    ("api.yaml", OPENAPI, "get:", "post:"),
    ("a.schema.json", '{"properties": {"a": {"enum": ["x", "y"]}}}', '"y"', '"z"'),
    ("a.schema.json", LIMITED, "300", "200"),
    ("a.schema.json", LIMITED, '"minimum": 0', '"minimum": 1'),
    ("a.proto", ONE_LINE, "string y = 2;", "string y = 2; bool z = 3;"),
    ("a.proto", ONE_LINE, "int32 x", "int64 x"),
    ("a.proto", ONE_LINE, "AF = 1;", ""),
    ("r.py", RETURNED, '"rate": x', '"rate": x, "qt": 2'),
    ("r.py", RETURNED, '"rate"', '"hr"'),
    ("u.py", UNIT, "mmHg", "kPa"),
    ("u.ts", "const s = `${p} mmHg`;\n", "mmHg", "kPa"),
    ("a.xsd", XSD, "xs:int", "xs:decimal"),
    ("a.xsd", XSD, 'minOccurs="0"', ""),
    ("a.proto", PROTO, "int32 rate = 1", "int64 rate = 1"),
    ("a.proto", PROTO, "rate = 1", "rate = 2"),
    ("a.proto", PROTO, "AF = 1", "AF = 2"),
    ("V2__a.sql", SQL, "rate int", "rate real"),
    ("V2__a.sql", SQL, ");", ");\nALTER TABLE a ALTER COLUMN b TYPE real;"),
    ("V2__a.sql", SQL, ");", ");\nDROP TABLE b;"),
    ("A.cs", CS, "typeof(Report)", "typeof(Other)"),
    ("A.cs", CS, "public int Rate", "public double Rate"),
    ("A.cs", CS, "(int Rate", "(double Rate"),
    ("A.java", JAVA, "private int rate", "private double rate"),
    ("A.java", JAVA, "rate;", "rate;\n  private String hint;"),
    ("B.java", RECORD, "int rate", "double rate"),
    ("B.java", RECORD, "int rate", "int rate, int age"),
    ("D.java", DICOM_JAVA, "Tag.PatientID", "Tag.PatientName"),
    ("D.java", DICOM_JAVA, "VR.LO", "VR.SH"),
    ("D.java", DICOM_JAVA, "CTImageStorage", "MRImageStorage"),
    ("D.cs", DICOM_CS, "DicomTag.PatientName", "DicomTag.PatientID"),
    ("d.py", DICOM_PY, "ds.PatientName", "ds.PatientID"),
    ("api.py", FASTAPI, "=Report", "=Other"),
    ("model.py", MODEL, "Column(Integer", "Column(Float"),
    ("model.py", MODEL, "TextField", "IntegerField"),
    ("versions/a.py", ALEMBIC, "sa.Integer()", "sa.Float()"),
    ("a.csv", CSV, "rate", "rate,hint"),
    ("w.py", WRITER, '"rate"', '"rate", "hint"'),
    ("w.py", WRITER, '["time"])\nR', '["time", "rate"])\nR'),
    ("w.py", WRITER, '"mV"', '"µV"'),
    ("a.json", FHIR, "Observation", "DiagnosticReport"),
    ("a.json", FHIR, '"mV"', '"µV"'),
    ("a.ts", TYPESCRIPT, "number", "string"),
    ("a.ts", TYPESCRIPT, "'Observation'", "'Condition'"),
    ("report.html", "<p>{{ rate }}</p>", "{{ rate }}", "{{ rate }} {{ hint }}"),
    ("report.j2", "{{ rate | round }}", "rate", "hint"),
]


def fires(path: str, before: str, after: str, tag: str = "outputs") -> list[bool]:
    changes = change_set({path: before}, {path: after}, components=MAP)
    return [one.confidence.fires for one in declared_shape.look(changes, Options(tag))]


@pytest.mark.parametrize(("path", "text", "old", "new"), CASES)
def test_another_type_fires(path: str, text: str, old: str, new: str) -> None:
    text = dedent(text)
    assert old in text
    assert fires(path, text, text.replace(old, new, 1)) == [True]


QUIET = [
    ("a.json", '{"rate": {"maximum": 300}}', "300", "200"),
    ("r.py", 'def _inner(x):\n    return {"rate": x}\n', '"rate"', '"hr"'),
    ("u.py", "mmHg = 3\n", "mmHg", "kPa"),
    ("api.yaml", OPENAPI, "Reports", "All reports"),
    ("A.cs", CS, "int Rate", "long Rate"),
    ("A.java", JAVA, "seen", "noted"),
    ("D.java", DICOM_JAVA, "a.getInt(Tag.Rows, 0)", "a.getInt(Tag.Columns, 0)"),
    ("D.java", DICOM_JAVA, "a.setString", "a.setString(Tag.PatientID, VR.LO, c); a.setString"),
    ("d.py", DICOM_PY, "self.rate", "self.other"),
    ("a.csv", CSV, "1,2", "3,4"),
    ("w.py", WRITER, "w.writerow", "out.writerow"),
]


@pytest.mark.parametrize(("path", "text", "old", "new"), QUIET)
def test_what_is_no_other_type_does_not_fire(path: str, text: str, old: str, new: str) -> None:
    text = dedent(text)
    assert old in text
    assert fires(path, text, text.replace(old, new, 1)) == [False]


def test_a_tag_that_is_read_is_a_matter_of_inputs() -> None:
    after = DICOM_JAVA.replace("Tag.Rows", "Tag.Columns")
    assert fires("D.java", DICOM_JAVA, after, "inputs") == [True]
    assert fires("D.java", DICOM_JAVA, after, "outputs") == [False]


def test_data_types_are_no_matter_of_a_screen() -> None:
    assert fires("A.java", JAVA, JAVA.replace("private int", "private double"), "user-interface") == [False]
