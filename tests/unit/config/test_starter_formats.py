"""`trace init` finds the formats that have ids of their own form: the sources read the samples, a proposal follows."""

import io
import re
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from medtrace.app.house import Shapes
from medtrace.app.trial import sheets_in, shown_in
from medtrace.config.config import load_config
from medtrace.config.id_forms import expression_of
from medtrace.config.nouns import Config
from medtrace.config.starter import propose
from medtrace.config.survey import Survey, wanted
from medtrace.config.test_places import test_globs as globs_of_tests
from medtrace.config.type_words import kind_of_type
from medtrace.model.globs import matches
from medtrace.model.snapshot import Blob

pytestmark = pytest.mark.requirement("REQ-010", "REQ-070")

DOORSTOP = {
    "reqs/.doorstop.yml": "settings:\n  digits: 3\n  prefix: REQ\n  sep: ''\n",
    "reqs/REQ001.yml": "active: true\ntext: a\n",
    "reqs/REQ002.yml": "active: true\ntext: b\nlinks: []\n",
    "src/tests/docs/.doorstop.yml": "settings:\n  digits: 3\n  parent: REQ\n  prefix: LLT\n",
    "src/tests/docs/LLT001.yml": "text: c\nlinks:\n- REQ001: x\n",
    "src/tests/files/.doorstop.yml": "settings:\n  digits: 3\n  prefix: REQ\n",
    "src/tests/files/REQ009.yml": "text: fixture\n",
    "src/tests/files/low/.doorstop.yml": "settings:\n  digits: 3\n  parent: REQ\n  prefix: LOW\n",
    "src/tests/files/low/LOW001.yml": "text: fixture\n",
}
STRICTDOC = {
    "docs/srs.sdoc": "[DOCUMENT]\nTITLE: S\n\n[[SECTION]]\nTITLE: a\n\n[REQUIREMENT]\nUID: AB-SRS-1\nSTATEMENT: s\n"
    "RELATIONS:\n- TYPE: Parent\n  VALUE: AB-URS-2\n\n[[/SECTION]]\n\n[TEST_CASE]\nUID: AB-TC-1\nSTATEMENT: s\n",
    "tests/x.sdoc": "[DOCUMENT]\nTITLE: F\n\n[REQUIREMENT]\nUID: FIX-1\nSTATEMENT: s\n",
}
NEEDS = {
    "docs/a.rst": ".. comp_req:: Alarm\n   :id: comp_req__pump__alarm\n   :satisfies: feat_req__pump__safe\n\n   T.\n\n"
    ".. comp_saf_fmea:: Silent\n   :id: comp_saf_fmea__silent\n   :mitigated_by: comp_req__pump__alarm\n\n   Text.\n\n"
    ".. document:: Page\n   :id: doc__page\n",
    "docs/b.md": "```{comp_req} Other\n:id: comp_req__pump__stop\n\nText.\n```\n",
}
RST = {
    "docs/a.rst": ".. item:: AB-HW-1 Pump\n   :fulfills: AB-SYS-1\n\n   Text.\n\n.. item:: AB-HW-2\n\n"
    ".. item-matrix:: AB-HW-1\n\n.. figure:: IMG-1\n"
}
FAST = {
    "doc/spec/a.md": "# Load\n`req~load~1`\n\nText.\n\n## How\n`dsn~load.how~2`\n\nCovers:\n* `req~load~1`\n",
    "src/main/A.java": "// [impl->dsn~load.how~2]\n",
    "src/test/ATest.java": "// [utest->dsn~load.how~2]\n",
}
TRLC = {
    "reqs/m.rsl": "package M\ntype Req { text String }\ntype FailureMode { text String }\ntype Page { text String }\n",
    "reqs/a.trlc": 'package Pump\nimport M\nM.Req Alarm {\n text = "a"\n derived_from = [Needs.Safe_Pump@1]\n}\n'
    'M.FailureMode Silent_Alarm {\n text = "b"\n}\nM.Page Other {\n text = "c"\n}\n',
}
REQIF = {
    "spec/a.reqif": """<REQ-IF xmlns="http://www.omg.org/spec/ReqIF/20110401/reqif.xsd"><CORE-CONTENT><REQ-IF-CONTENT>
<SPEC-TYPES><SPEC-OBJECT-TYPE IDENTIFIER="t" LONG-NAME="Requirement"><SPEC-ATTRIBUTES>
<ATTRIBUTE-DEFINITION-STRING IDENTIFIER="d" LONG-NAME="ReqIF.ForeignID"/></SPEC-ATTRIBUTES>
</SPEC-OBJECT-TYPE></SPEC-TYPES>
<SPEC-OBJECTS><SPEC-OBJECT IDENTIFIER="_1"><TYPE><SPEC-OBJECT-TYPE-REF>t</SPEC-OBJECT-TYPE-REF></TYPE><VALUES>
<ATTRIBUTE-VALUE-STRING THE-VALUE="SRS-014"><DEFINITION>
<ATTRIBUTE-DEFINITION-STRING-REF>d</ATTRIBUTE-DEFINITION-STRING-REF>
</DEFINITION></ATTRIBUTE-VALUE-STRING></VALUES></SPEC-OBJECT></SPEC-OBJECTS></REQ-IF-CONTENT></CORE-CONTENT></REQ-IF>"""
}
# Ids that are numbers alone: a person's name would fit their expression too.
AUTHORED = {
    "spec/a.reqif": "".join(
        (
            '<REQ-IF xmlns="http://www.omg.org/spec/ReqIF/20110401/reqif.xsd"><CORE-CONTENT><REQ-IF-CONTENT>',
            *(
                f'<ATTRIBUTE-DEFINITION-STRING IDENTIFIER="{name}" LONG-NAME="{name}"/>'
                for name in ("ReqIF.ForeignID", "Author", "Origin")
            ),
            *(
                f'<SPEC-OBJECT IDENTIFIER="_{number}"><VALUES>'
                + "".join(
                    f'<ATTRIBUTE-VALUE-STRING THE-VALUE="{value}"><DEFINITION><ATTRIBUTE-DEFINITION-STRING-REF>{name}'
                    "</ATTRIBUTE-DEFINITION-STRING-REF></DEFINITION></ATTRIBUTE-VALUE-STRING>"
                    for name, value in (("ReqIF.ForeignID", number), ("Author", "Jane Public"), ("Origin", "1.1"))
                )
                + "</VALUES></SPEC-OBJECT>"
                for number in ("1", "1.1", "1.1.1")
            ),
            "</REQ-IF-CONTENT></CORE-CONTENT></REQ-IF>",
        )
    )
}
EXPORT = {
    "docs/needs.json": '{"current_version": "1", "versions": {"1": {"needs": {"REQ_A": {"id": "REQ_A", "type": "req",'
    ' "title": "a", "content": "b"}, "TC_A": {"id": "TC_A", "type": "test", "title": "a", "content": "b"}}}}}'
}
CODE = {"src/a.ts": "/**\n * Says it.\n * @itemId:fn-say-it\n * @itemTitle:Say\n * @itemFulfills:SRS-1\n */\n"}
BOM = {
    "sbom.cdx.json": '{"bomFormat": "CycloneDX", "specVersion": "1.6",'
    ' "components": [{"type": "library", "name": "numpy", "version": "1.26.4"}]}'
}
SPDX = {"app.spdx": "SPDXVersion: SPDX-2.3\nPackageName: numpy\nSPDXID: SPDXRef-numpy\nPackageVersion: 1.26.4\n"}
DOTTED = {"docs/req.csv": "Requirement ID,Summary,Description\nQX1,A,long text of it\nQX1.1,B,text\nQX1.2,C,text\n"}


def workbook(*rows: tuple[str, ...]) -> bytes:
    """A workbook with one sheet."""
    made = Workbook()
    for row in rows:
        made.active.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def looked_into(files: Mapping[str, str | bytes]) -> Survey:
    """A repository as `trace init` looks at it."""
    blobs = [
        Blob(path, "0" * 40, data if isinstance(data, bytes) else data.encode())
        for path in wanted(sorted(files))
        for data in [files[path]]
    ]
    texts = tuple((one.path, one.decode().text) for one in blobs if not one.is_binary)
    return Survey(
        "x", paths=tuple(sorted(files)), samples=texts, shown=tuple(shown_in(blobs)), sheets=tuple(sheets_in(blobs))
    )


def proposed(files: Mapping[str, str | bytes]) -> Config:
    """The configuration as it loads under the real sources; every glob matches a path."""
    text = propose(looked_into(files))
    config = load_config(text, path="trace.yaml", shapes=Shapes("sources"))
    for use in config.globs:
        assert any(matches(path, (use.glob,)) for path in files), f"{use.glob} matches nothing"
    return config


def option(use: Any, name: str) -> Any:
    """One option of an entry, kinds as plain words."""
    return getattr(use.options, name)


@pytest.mark.parametrize(
    "files, form, globs, ids, kinds",
    [
        (
            DOORSTOP,
            "doorstop",
            ("reqs/*.yml", "src/tests/docs/*.yml"),
            "REQ001 REQ014 LLT001",
            {"REQ": "requirement", "LLT": "test"},
        ),
        (
            STRICTDOC,
            "strictdoc",
            ("docs/**/*.sdoc",),
            "AB-SRS-1 AB-SRS-99 AB-TC-1",
            {"REQUIREMENT": "requirement", "TEST_CASE": "test"},
        ),
        (
            NEEDS,
            "sphinx-needs",
            ("docs/a.rst", "docs/b.md"),
            "comp_req__pump__alarm comp_req__new comp_saf_fmea__silent",
            {"comp_req": "requirement", "comp_saf_fmea": "risk"},
        ),
        (RST, "rst-items", ("docs/a.rst",), "AB-HW-1 AB-SYS-20", None),
        (
            FAST,
            "openfasttrace",
            ("doc/spec/a.md", "src/main/A.java", "src/test/ATest.java"),
            "req~load~1 dsn~load.how~2 req~new-one~1",
            {"req": "requirement", "dsn": "design"},
        ),
        (
            TRLC,
            "trlc",
            ("reqs/**/*.trlc",),
            "Pump.Alarm Pump.Silent_Alarm Pump.New",
            {"M.Req": "requirement", "M.FailureMode": "risk"},
        ),
        (REQIF, "reqif", ("spec/a.reqif",), "SRS-014 SRS-1", {}),
        (EXPORT, "needs-json", ("docs/needs.json",), "REQ_A TC_A REQ_B", {"req": "requirement", "test": "test"}),
        (CODE, "code-items", ("src/a.ts",), "fn-say-it fn-other", None),
    ],
)
def test_a_format_with_ids_of_its_own_is_found(
    files: Mapping[str, str], form: str, globs: tuple[str, ...], ids: str, kinds: dict[str, str] | None
) -> None:
    config = proposed(files)
    (use,) = [one for one in config.sources if one.format == form]
    assert use.files == globs
    assert all(use.id.fullmatch(one) for one in ids.split())
    assert not use.id.fullmatch("plain"), "a plain word is no id"
    assert kinds is None or dict(option(use, "kinds")) == kinds
    assert [one.format for one in config.sources if one.format not in {form, "code-tags"}] == []


@pytest.mark.parametrize(
    "files, links",
    [
        (
            NEEDS,
            {
                ("requirement", "satisfies"): ("satisfies", False),
                ("risk", "mitigated_by"): ("mitigates", True),
            },
        ),
        (TRLC, {("requirement", "derived_from"): ("derives", False)}),
        (CODE, {("specification", "itemFulfills"): ("satisfies", False)}),
        (RST, {}),
        (AUTHORED, {("requirement", "Origin"): ("mentions", False)}),
    ],
)
def test_fields_that_name_items_are_links(
    files: Mapping[str, str], links: dict[tuple[str, str], tuple[str, bool]]
) -> None:
    assert dict(proposed(files).links) == links


def test_types_that_mean_no_item_are_told() -> None:
    assert "Types left alone: document\n" in propose(looked_into(NEEDS))
    assert "Types left alone: M.Page\n" in propose(looked_into(TRLC))


@pytest.mark.parametrize(
    "files, form, identity",
    [
        (BOM, "cyclonedx", "ref"),
        (SPDX, "spdx", "ref"),
        ({**BOM, "app/bom.json": BOM["sbom.cdx.json"]}, "cyclonedx", "name"),
    ],
)
def test_bills_of_materials_need_no_id(files: Mapping[str, str], form: str, identity: str) -> None:
    (use,) = proposed(files).sources
    assert (use.format, use.id_text, option(use, "identity")) == (form, "", identity)


def test_a_workbook_is_read_below_its_title() -> None:
    data = workbook(
        ("Requirements of the pump",), ("编号", "内容", "追溯"), ("SRS-1", "见说明", "URS-1"), ("SRS-2", "b", "URS-1")
    )
    config = proposed({"docs/srs.xlsx": data})
    (use,) = config.sources
    assert (use.format, use.id_text, use.kind) == ("xlsx-table", r"SRS-\d+", "requirement")
    assert dict(config.links) == {("requirement", "追溯"): ("derives", False)}


@pytest.mark.parametrize("data", [b"PK\x03\x04 no archive", b"", b"\0" * 100])
def test_a_broken_workbook_is_no_source(data: bytes) -> None:
    assert proposed({"docs/srs.xlsx": data}).sources == ()


def test_dotted_numbers_stand_below_each_other() -> None:
    (use,) = proposed(DOTTED).sources
    assert (option(use, "parent"), use.id_text) == ("dotted", r"QX\d+(?:\.\d+)*")


def test_a_glob_over_many_files_leaves_fixtures_out() -> None:
    files = {f"reqs/{one}/a.trlc": f'package P\nReq {one} {{\n text = "a"\n}}\n' for one in "abcd"}
    (use,) = proposed({**files, "reqs/tests/x.trlc": 'package F\nReq f {\n text = "a"\n}\n'}).sources
    assert (use.files, use.exclude) == (("reqs/**/*.trlc",), ("**/tests/**/*.trlc",))


def test_one_file_an_item_takes_those_that_will_come() -> None:
    (use,) = proposed({f"needs/N-{one}.md": f"---\nid: NEED-{one}\ntitle: t\n---\n" for one in (1, 2)}).sources
    assert use.files == ("needs/*.md",)


def test_the_property_that_names_requirements_is_a_word() -> None:
    test = "".join(f'TEST(A, {one}) {{\n  RecordProperty("trace-to", "SRS-1");\n}}\n' for one in "BC")
    config = proposed({"docs/a.md": "# SRS-1 a\n\n# SRS-2 b\n", "test/a_test.cpp": test})
    (use,) = [one for one in config.sources if one.format == "code-tags"]
    assert dict(option(use, "words")) == {"trace-to": "verifies"}


@pytest.mark.parametrize("called", ["join", "assert_equal", "shown"])
def test_what_sets_no_property_gives_no_word(called: str) -> None:
    test = f'a = {called}("files", "SRS-1")\nb = {called}("files", "SRS-2")\n'
    config = proposed({"docs/a.md": "# SRS-1 a\n\n# SRS-2 b\n", "test/test_a.py": test})
    (use,) = [one for one in config.sources if one.format == "code-tags"]
    assert option(use, "words") == ()


CHINESE = "# 软件需求\n\n## 需求-001 报警\n\n正文。\n\n## 需求-002 打印\n\n见 图-1、附录-2。\n"


@pytest.mark.parametrize(
    ("text", "ids", "others"),
    [
        (CHINESE, "需求-001 需求-014", "需求 需求-a 图-1"),
        ("## XQ-报警-001 甲\n\n## XQ-打印-002 乙\n", "XQ-报警-001 XQ-显示-014", "XQ-报警 报警-001"),
        ("| 编号 | 内容 |\n|---|---|\n| 风险-01 | 甲 |\n| 风险-02 | 乙 |\n", "风险-01 风险-14", "风险"),
    ],
    ids=["a word", "a word between", "a table"],
)
def test_chinese_ids_are_found(text: str, ids: str, others: str) -> None:
    (use,) = proposed({"docs/需求.md": text}).sources
    assert use.kind == ("risk" if "风险" in ids else "requirement")
    assert all(use.id.search(f"（{one}）") for one in ids.split())
    assert not any(use.id.fullmatch(one) for one in others.split())


@pytest.mark.parametrize("text", ["## 图-1 甲\n\n## 图-2 乙\n", "## 第3章 甲\n\n## 第4章\n", "## 版本2\n\n## 版本3\n"])
def test_figures_and_chapters_are_no_items(text: str) -> None:
    assert not proposed({"docs/a.md": text, "src/a.c": "int a;\n"}).sources


def test_rst_items_whose_ids_are_words() -> None:
    text = ".. item:: SWRQT-ALARM_LOW Title\n\n   Text.\n\n.. item:: SWRQT-print\n\n.. note:: AB-C text\n"
    (use,) = proposed({"docs/a.rst": text}).sources
    assert (use.format, use.kind) == ("rst-items", "requirement")
    assert all(use.id.fullmatch(one) for one in ("SWRQT-ALARM_LOW", "SWRQT-print"))


def doorstop_with(parents: int) -> dict[str, str]:
    """Items of which each cites one of another repository."""
    head = "settings:\n  digits: 3\n  prefix: REQ\n  sep: ''\n  parent: SYS\n"
    items = {f"reqs/REQ{one:03}.yml": f"text: t\nlinks:\n- SYS{one:03}: x\n" for one in range(1, parents + 1)}
    return {"reqs/.doorstop.yml": head, **items}


def test_what_many_links_name_and_nothing_defines_is_external() -> None:
    config = proposed(doorstop_with(6))
    assert [bool(one.fullmatch("SYS014")) for one in config.externals] == [True]
    assert not any(one.fullmatch("REQ014") for one in config.externals)
    assert not proposed(doorstop_with(3)).externals
    here = {"docs/sys.md": "".join(f"# SYS{one:03} Need\n\n" for one in range(1, 7))}
    assert not proposed({**doorstop_with(6), **here}).externals


def test_fields_of_a_format_name_external_ids_too() -> None:
    needs = "".join(
        f".. comp_req:: Alarm\n   :id: comp_req__a{one}\n   :satisfies: FEAT-{one:03}\n\n   T.\n\n"
        for one in range(1, 8)
    )
    (pattern,) = proposed({"docs/a.rst": needs}).externals
    assert pattern.fullmatch("FEAT-099")


def test_folders_of_tests_named_after_their_level_hold_no_items() -> None:
    own = {path: text for path, text in TRLC.items() if "test" not in path}
    fixture = 'package Toy\nimport M\nM.Req Fruit {\n text = "a"\n}\n'
    (use,) = [one for one in proposed({**own, "tests_system/data/a.trlc": fixture}).sources if one.format == "trlc"]
    assert not use.id.fullmatch("Toy.Fruit")


def test_code_beside_tests_cites_without_them() -> None:
    code = {f"{folder}/{n}.py": "# implements: SRS-1\n" for folder in ("src", "net", "tests") for n in range(4)}
    config = proposed({"docs/a.md": "# SRS-1 a\n\n# SRS-2 b\n", **code})
    assert [(one.files, one.exclude) for one in config.sources if one.format == "code-tags"] == [
        (("tests/**/*.py",), ()),
        (("**/*.py",), ("tests/**/*.py",)),
    ]


def test_a_word_that_only_begins_like_an_id_is_none() -> None:
    pattern = re.compile(expression_of(["DO178-A", "DO-3", "DOx_1"]))
    assert pattern.fullmatch("DO254")
    assert not pattern.fullmatch("DOCUMENT")


def test_two_document_families_stand_side_by_side() -> None:
    config = proposed({**STRICTDOC, **BOM, "risk/r.csv": "ID,Hazard\nRISK-1,a\nRISK-2,b\n"})
    assert {(one.format, one.kind) for one in config.sources} == {
        ("strictdoc", "requirement"),
        ("cyclonedx", "test"),
        ("csv-table", "risk"),
    }


@pytest.mark.parametrize(
    "paths, globs",
    [
        (("a/tests/x.py",), ("a/tests/x.py",)),
        (tuple(f"a/tests/{n}.py" for n in range(4)), ("a/tests/**/*.py",)),
        (tuple(f"a/{n}_test.go" for n in range(4)), ("**/*_test.go",)),
        (tuple(f"m{n}/test/x.c" for n in range(9)), ("**/test/**/*.c",)),
        ((*(f"a/tests/{n}.py" for n in range(3)), "b/test_x.py"), ("a/tests/**/*.py", "**/test_*.py")),
    ],
)
def test_tests_are_named_without_the_code_beside_them(paths: tuple[str, ...], globs: tuple[str, ...]) -> None:
    assert globs_of_tests(paths, ()) == globs


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("core/alarm_checks.cpp", 'TEST_F(Alarm, Sounds) {\n  RecordProperty("requirement", "SRS-1");\n}\n'),
        ("core/alarm.cc", 'void Case::run() {\n  RecordProperty("requirement", "SRS-1");\n}\n'),
        ("core/alarm.cpp", 'TEST_CASE("Sounds", "[SRS-1]") {}\n'),
        ("App/AlarmChecks.cs", 'class A {\n  [Fact, Trait("requirement", "SRS-1")]\n  public void Sounds() {}\n}\n'),
        ("App/AlarmChecks.cs", '  [TestMethod]\n  [TestCategory("SRS-1")]\n  public void Sounds() {}\n'),
        ("src/main/AlarmIT.java", 'class A {\n  @Test @Tag("SRS-1") void sounds() {}\n}\n'),
        ("core/alarm.py", '@pytest.mark.requirement("SRS-1")\ndef check():\n    pass\n'),
        ("core/alarm.py", "class Alarm(unittest.TestCase):\n    # verifies: SRS-1\n    def test_it(self): ...\n"),
        ("core/alarm.go", "// verifies: SRS-1\nfunc TestAlarm(t *testing.T) {\n}\n"),
    ],
)
def test_code_that_declares_tests_is_read_for_them_wherever_it_lies(path: str, text: str) -> None:
    use = next(one for one in proposed({"srs.md": "## SRS-1 Alarm\n", path: text}).sources if one.format == "code-tags")
    assert (use.files, use.kind, option(use, "tests")) == ((path,), "test", True)


def test_tests_beside_the_code_are_read_once() -> None:
    names = ("alarm", "log", "pump", "stop")
    files = {
        "srs.md": "## SRS-1 Alarm\n## SRS-2 Log\n",
        **{f"core/{one}.cpp": "// implements: SRS-1\n" for one in names},
        **{f"core/{one}_check.cpp": 'TEST(A, B) { RecordProperty("requirement", "SRS-1"); }\n' for one in names},
        "core/tasks.py": "def test_all(context):  # SRS-1\n    pass\n",
    }
    found = [one for one in proposed(files).sources if one.format == "code-tags"]
    assert [(one.files, one.exclude) for one in found] == [
        (("**/*_check.cpp",), ()),
        (("core/**/*.cpp", "core/**/*.py"), ("**/*_check.cpp",)),
    ]


@pytest.mark.parametrize(
    "word, kind",
    [
        ("CompReq", "requirement"),
        ("AssumedSystemReq", "requirement"),
        ("AoU", "requirement"),
        ("SWRequirement", "requirement"),
        ("FailureMode", "risk"),
        ("req.PotentialError", "risk"),
        ("失效模式", "risk"),
        ("feat_saf_fmea", "risk"),
        ("ControlMeasure", "risk-control"),
        ("feat_arc_dyn", "design"),
        ("TEST_CASE", "test"),
        ("UserNeed", "user-need"),
        ("软件需求", "requirement"),
        ("document", ""),
    ],
)
def test_the_kind_that_a_type_word_means(word: str, kind: str) -> None:
    assert kind_of_type(word) == kind


def test_a_huge_folder_does_not_hide_the_others() -> None:
    paths = [*(f"docs/{n}.md" for n in range(5000)), "qms/srs.sdoc", "z/y/x/a.csv", "src/a.py", "reqs/.doorstop.yml"]
    assert {"qms/srs.sdoc", "z/y/x/a.csv", "src/a.py", "reqs/.doorstop.yml"} <= set(wanted(paths))


IDS = st.lists(st.from_regex(r"[A-Za-z][\w.~-]{0,8}\w", fullmatch=True), min_size=1, max_size=30, unique=True)


@settings(deadline=None)
@given(IDS, st.lists(st.sampled_from(["req", "a_b", "T"]), max_size=2))
def test_an_expression_matches_every_id_it_was_made_of(ids: list[str], types: list[str]) -> None:
    pattern = re.compile(expression_of(ids, types))
    assert all(pattern.fullmatch(one) for one in ids)


PARTS = [*STRICTDOC.values(), *NEEDS.values(), *RST.values(), *FAST.values(), *TRLC.values(), *DOORSTOP.values()]
NAMES = st.sampled_from(
    ["a.sdoc", "a.rst", "b.md", "c.trlc", "d/.doorstop.yml", "d/REQ001.yml", "e.json", "f.xlsx", "g.ts"]
)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(NAMES, st.sampled_from(PARTS) | st.binary(max_size=40).map(lambda one: one.decode("latin-1"))))
def test_any_files_give_a_proposal_that_loads(files: dict[str, str]) -> None:
    proposed(files)
