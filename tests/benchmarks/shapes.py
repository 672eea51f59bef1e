"""Files of a wanted size for every source: well formed, one endless line, short lines like the format, anything.

A source without an entry in `FORMATS` gets text in the shape of Markdown: new ones come in by themselves.
"""

import io
import random
import string
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count

SHAPES = ("line", "lines", "random", "items")
# Half a kilobyte for each item: 100,000 items in 50 MB.
LONG = "Signalled within ten seconds. " * 13
_LETTERS = string.ascii_letters
# A million lines in 50 MB.
_WIDTH = 49
_SIGNS = string.ascii_letters + string.digits + string.punctuation + "  \n\t需求风险"


@dataclass(frozen=True, slots=True)
class Format:
    """How a file of a source begins, goes on with its n-th item, and ends; `line` looks like the format and is none."""

    path: str
    each: Callable[[int], str]
    head: str = ""
    tail: str = ""
    line: str = "REQ-1 a"
    packed: bool = False


def _reqif(number: int) -> str:
    value = '<ATTRIBUTE-VALUE-STRING THE-VALUE="{}"><DEFINITION><ATTRIBUTE-DEFINITION-STRING-REF>{}'
    end = "</ATTRIBUTE-DEFINITION-STRING-REF></DEFINITION></ATTRIBUTE-VALUE-STRING>"
    texts = (f"REQ-{number}", "i"), ("Alarm", "t"), (LONG, "x")
    values = "".join(value.format(*one) + end for one in texts)
    return f'<SPEC-OBJECT IDENTIFIER="_{number}"><VALUES>{values}</VALUES></SPEC-OBJECT>\n'


_REQIF_HEAD = (
    "<REQ-IF><CORE-CONTENT><REQ-IF-CONTENT><SPEC-TYPES><SPEC-OBJECT-TYPE IDENTIFIER='y'><SPEC-ATTRIBUTES>"
    "<ATTRIBUTE-DEFINITION-STRING IDENTIFIER='i' LONG-NAME='ReqIF.ForeignID'/>"
    "<ATTRIBUTE-DEFINITION-STRING IDENTIFIER='t' LONG-NAME='ReqIF.Name'/>"
    "<ATTRIBUTE-DEFINITION-STRING IDENTIFIER='x' LONG-NAME='ReqIF.Text'/>"
    "</SPEC-ATTRIBUTES></SPEC-OBJECT-TYPE></SPEC-TYPES><SPEC-OBJECTS>\n"
)
_MARKDOWN = Format("a.md", lambda one: f"## REQ-{one} Alarm\n\n{LONG}\n\n追溯：REQ-{one + 1}\n\n", "", "", "# REQ-1")
_PACKAGE = (
    '{{"name":"p{0}","version":"1","copyright":"{1}","SPDXID":"SPDXRef-{0}","bom-ref":"REQ-{0}","type":"library"}}'
)
FORMATS = {
    "code-items": Format(
        "a.ts",
        lambda one: f"/**\n * {LONG}\n * @itemId:REQ-{one}\n * @itemTitle:x\n */\nf();\n",
        line="// @itemId:REQ-1",
    ),
    "code-tags": Format(
        "a.py",
        lambda one: f'def test_{one}():\n    """TC-{one} {LONG}"""\n    # implements: REQ-{one}\n    pass\n\n',
        line="# REQ-1",
    ),
    "csv-table": Format(
        "a.csv", lambda one: f'REQ-{one},Alarm,"{LONG}, a",REQ-{one + 1}\n', "编号,名称,内容,追溯\n", line='"a "",b'
    ),
    "cyclonedx": Format(
        "a.json",
        lambda one: ("," if one else "") + _PACKAGE.format(one, LONG) + "\n",
        '{"bomFormat":"CycloneDX","specVersion":"1.6","components":[\n',
        "]}",
        '{"components":[',
    ),
    "doorstop": Format(
        "REQ-1.yml", lambda one: f"key{one}: {LONG}\n", "text: a\nlinks: [REQ-2]\n", line="links: [REQ-2]"
    ),
    "front-matter": Format("a.md", lambda one: f"key{one}: {LONG}\n", "---\nid: REQ-1\n", "---\nText\n", "---"),
    "gherkin": Format(
        "a.feature",
        lambda one: f"  @REQ-{one}\n  Scenario: s{one}\n    Given {LONG}\n    Then y\n",
        "Feature: x\n",
        line="@REQ-1",
    ),
    "junit": Format(
        "a.xml",
        lambda one: (
            f'<testcase classname="a.b" name="test_{one}" time="0.1"><failure message="x">{LONG}</failure></testcase>\n'
        ),
        '<testsuites><testsuite name="s">\n',
        "</testsuite></testsuites>",
        "<testcase>",
    ),
    "markdown-table": Format(
        "a.md",
        lambda one: f"| REQ-{one} | Alarm | {LONG} | REQ-{one + 1} |\n",
        "| 编号 | 名称 | 内容 | 追溯 |\n|-|-|-|-|\n",
        line="| REQ-1",
    ),
    "mentions": Format("a.md", lambda one: f"{LONG} see REQ-{one} and TC-{one}\n", line="REQ-1"),
    "needs-json": Format(
        "needs.json",
        lambda one: (
            ("," if one else "")
            + f'"REQ-{one}":{{"type":"req","title":"Alarm","content":"{LONG}","links":["REQ-1"]}}\n'
        ),
        '{"current_version":"1","versions":{"1":{"needs":{\n',
        "}}}}",
        '{"needs":{',
    ),
    "openfasttrace": Format(
        "a.md",
        lambda one: f"### Alarm\n`req~a{one}~1`\n\n{LONG}\n\nCovers:\n* `feat~a{one}~1`\n\nNeeds: dsn\n\n",
        line="`req~a~1`",
    ),
    "reqif": Format(
        "a.reqif", _reqif, _REQIF_HEAD, "</SPEC-OBJECTS></REQ-IF-CONTENT></CORE-CONTENT></REQ-IF>", "<SPEC-OBJECT>"
    ),
    "rst-items": Format(
        "a.rst", lambda one: f".. item:: REQ-{one} Alarm\n   :satisfies: REQ-1\n\n   {LONG}\n\n", line=".. item:: REQ-1"
    ),
    "spdx": Format(
        "a.spdx.json",
        lambda one: ("," if one else "") + _PACKAGE.format(one, LONG) + "\n",
        '{"spdxVersion":"SPDX-2.3","packages":[\n',
        "]}",
        "PackageName: a",
    ),
    "sphinx-needs": Format(
        "a.rst", lambda one: f".. req:: Alarm\n   :id: REQ-{one}\n   :links: REQ-1\n\n   {LONG}\n\n", line=".. req:: a"
    ),
    "strictdoc": Format(
        "a.sdoc",
        lambda one: (
            f"[REQUIREMENT]\nUID: REQ-{one}\nTITLE: a\nSTATEMENT: >>>\n{LONG}\n<<<\nRELATIONS:\n- TYPE: Parent\n  VALUE: REQ-1\n\n"
        ),
        "[DOCUMENT]\nTITLE: a\n\n",
        line="[REQUIREMENT]",
    ),
    "trlc": Format(
        "a.trlc",
        lambda one: f'M.Req R{one} {{\n  text = "{LONG}"\n  derived = [P.A@1]\n}}\n',
        "package P\n",
        line="Req R {",
    ),
    "xlsx-table": Format(
        "a.xlsx",
        lambda one: (
            f'<row r="{one + 2}"><c r="A{one + 2}" t="inlineStr"><is><t>REQ-{one}</t></is></c>'
            f'<c r="B{one + 2}" t="inlineStr"><is><t>{LONG} {one}</t></is></c></row>\n'
        ),
        "<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData><row r='1'>"
        "<c r='A1' t='inlineStr'><is><t>编号</t></is></c><c r='B1' t='inlineStr'><is><t>名称</t></is></c></row>",
        "</sheetData></worksheet>",
        "<row/>",
        packed=True,
    ),
    "yaml-items": Format(
        "a.yaml", lambda one: f"- id: REQ-{one}\n  title: Alarm\n  text: {LONG}\n  links: [REQ-1]\n", line="- id: REQ-1"
    ),
}


def format_of(name: str) -> Format:
    """The format of a source."""
    return FORMATS.get(name, _MARKDOWN)


def content(name: str, shape: str, size: int) -> bytes:
    """A file of about that many bytes, before packing."""
    form = format_of(name)
    match shape:
        case "line":
            text = (form.line * (size // len(form.line) + 1))[:size]
        case "lines":
            line = f"{form.line.ljust(_WIDTH, 'x' if form.line[-1] in _LETTERS else ' ')}\n"
            text = line * (size // len(line))
        case "random":
            text = _anything(size)
        case _:
            text = form.head + "".join(_until(size, form.each)) + form.tail
    data = text.encode()
    return _workbook(data) if form.packed else data


def _anything(size: int) -> str:
    """The same printable text each time."""
    piece = "".join(random.Random(1).choices(_SIGNS, k=min(size, 1_000_003)))  # noqa: S311 - no secret
    return (piece * (size // len(piece) + 1))[:size]


def _until(size: int, each: Callable[[int], str]) -> Iterator[str]:
    for number in count():
        if size <= 0:
            return
        part = each(number)
        size -= len(part.encode())
        yield part


def _workbook(sheet: bytes) -> bytes:
    """A workbook of one sheet."""
    names = "http://schemas.openxmlformats.org"
    office = f"{names}/officeDocument/2006/relationships"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{names}/package/2006/content-types">'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>',
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{names}/spreadsheetml/2006/main" xmlns:r="{office}">'
            '<sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{names}/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        )
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    return held.getvalue()
