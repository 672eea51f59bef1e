"""Documents built by hand for the tests of renderers: every kind of block, long tables, awkward texts."""

from dataclasses import replace

from medtrace.model.document import (
    Block,
    Bullets,
    Cell,
    Column,
    Diff,
    Document,
    Figure,
    KeyValues,
    Note,
    Paragraph,
    Role,
    Section,
    Signature,
    Table,
    Tone,
)
from medtrace.words import Localized, same

_TITLES = (
    ("心电采样率", "ECG sampling rate"),
    (
        "房颤提示的延迟不超过三十秒，超过时在界面上显示提示",
        "An AF notice appears within thirty seconds, else it says so",
    ),
    ("DICOM 波形导出", "DICOM waveform export"),
    ("报警音量可调，且不得低于下限", "The alarm volume is adjustable, never below the lower limit"),
    ("患者编号“A|B”含竖线、<b>尖括号</b>与 *星号*", "Patient id “A|B” holds a pipe, <b>brackets</b> and *stars*"),
)
_STATES = (
    (Localized("通过", "passed"), Tone.GOOD),
    (Localized("待复核", "suspect"), Tone.OPEN),
    (Localized("缺失", "gap"), Tone.BAD),
)
MATRIX_COLUMNS = (
    Column(Localized("需求", "Requirement"), Role.ID, 10),
    Column(Localized("需求标题", "Title"), Role.TEXT, 26),
    Column(Localized("用户需求", "User needs"), Role.ID, 9),
    Column(Localized("设计", "Design"), Role.ID, 9),
    Column(Localized("软件单元", "Unit"), Role.TEXT, 12),
    Column(Localized("测试", "Tests"), Role.CODE, 18),
    Column(Localized("结果", "Results"), Role.STATUS, 9),
    Column(Localized("风险", "Risks"), Role.ID, 9),
    Column(Localized("本次变更", "Change"), Role.STATUS, 9),
)


def matrix(rows: int) -> Table:
    """A traceability matrix of nine columns."""
    return Table(
        MATRIX_COLUMNS,
        tuple(_row(number) for number in range(1, rows + 1)),
        Localized("没有读到需求。", "No requirement was read."),
        Localized("需求追溯矩阵", "Traceability matrix of requirements"),
    )


def _row(number: int) -> tuple[Cell, ...]:
    title = Localized(*_TITLES[number % len(_TITLES)])
    state, tone = _STATES[number % len(_STATES)]
    return (
        Cell((same(f"REQ-DCM-{number:02d}"),)),
        Cell((title,)),
        Cell((same(f"URS-{number % 7:03d}"), same(f"URS-{number % 5 + 10:03d}"))),
        Cell((same(f"SDD-{number:03d}"),) if number % 4 else ()),
        Cell((Localized("心律分析", "Rhythm analysis"),)),
        Cell((same("tests/unit/test_qrs.py::test_high_rate"),)),
        Cell((state,), tone),
        Cell((same(f"RSK-{number % 9 + 1:02d}"),) if number % 3 else ()),
        Cell((Localized("文字变更", "text changed"),) if number % 6 == 0 else ()),
    )


FLOW = Figure(
    Localized("软件可追溯性分析流程", "Flow of the software traceability analysis"),
    tuple(
        Localized(f"{zh}（{count}）", f"{en} ({count})")
        for zh, en, count in (
            ("用户需求", "User needs", 8),
            ("软件需求", "Software requirements", 42),
            ("软件设计", "Software design", 17),
            ("软件单元", "Software units", 9),
            ("测试", "Tests", 61),
            ("测试结果", "Test results", 61),
            ("风险", "Risks", 12),
            ("风险控制措施", "Risk controls", 20),
        )
    ),
    (
        (0, 1, Localized("导出", "derives")),
        (1, 2, Localized("满足", "satisfies")),
        (2, 3, Localized("实现", "implements")),
        (3, 4, Localized("验证", "verifies")),
        (4, 5, Localized("得出", "gives")),
        (6, 7, Localized("控制", "controls")),
        (7, 1, Localized("实现", "implements")),
    ),
)
DIFF = Diff(
    "config/alarm.yaml:12",
    ("alarm:", "  volume: 60  # 分贝", "  limit: ```fence```", "  delay: 30"),
    ("alarm:", "  volume: 55  # 分贝", "  limit: ```fence```", "  delay: 30", "  repeat: true"),
)
SIGNATURES = Signature(
    (Localized("编制", "Prepared by"), Localized("审核", "Reviewed by"), Localized("批准", "Approved by"))
)
EMPTY_TABLE = Table(
    (Column(Localized("编号", "Id"), Role.ID), Column(Localized("问题", "Problem"), weight=30)),
    (),
    Localized("在已读取的范围内没有问题。", "No problem within what was read."),
    Localized("读取时发现的问题", "Problems found while reading"),
)
FACTS = (
    (Localized("产品名称", "Product"), Cell((Localized("心电房颤分析软件", "ECG AF analysis software"),))),
    (Localized("型号", "Model"), Cell((same("ECG-AF-1"),))),
    (Localized("完整版本", "Full version"), Cell((same("V1.3.0.2"),))),
    (Localized("发布版本", "Release version"), Cell((same("V1"),))),
    (Localized("软件安全性级别", "Safety class"), Cell((Localized("严重", "severe"),))),
    (Localized("基线", "Baseline"), Cell((Localized("缺失：未配置注册证", "missing: no certificate"),), Tone.BAD)),
)


def rich(rows: int = 60) -> Document:
    """A document with every kind of block, a landscape matrix in the middle and a subsection of three levels."""
    return Document(
        id="traceability",
        title=Localized("软件可追溯性分析报告", "Software traceability analysis report"),
        number="ECG-AF-SW-TR-01",
        version=same("V1.3.0.2"),
        status=Localized("草稿·未受控", "DRAFT"),
        company=Localized("示例医疗科技（苏州）有限公司", "Example Medical Technology (Suzhou) Co., Ltd."),
        product=Localized("心电房颤分析软件", "ECG AF analysis software"),
        facts=FACTS,
        sections=_sections(rows),
        signatures=SIGNATURES,
        when="2024-06-03T17:00:00+08:00",
    )


def _sections(rows: int) -> tuple[Section, ...]:
    purpose = Paragraph(
        Localized(
            "本文件说明软件需求、设计、软件单元、测试与风险之间的追溯关系，“正确性”由评审确认。",
            "This document shows how requirements, design, units, tests and risks trace to each other; a review "
            "confirms that they are right.",
        )
    )
    limit = Localized(
        "本结果为辅助信息，不构成更新类型判定。", "This result is auxiliary and no judgement of the update type."
    )
    scope = Bullets(
        (
            Localized("需求来源：docs/需求规格说明.md", "Requirements: docs/需求规格说明.md"),
            Localized("测试结果：results/junit.xml", "Test results: results/junit.xml"),
        )
    )
    pairs = KeyValues(
        (
            (Localized("范围", "Range"), Cell((same("v1.2..v1.3"),))),
            (Localized("判定", "Verdict"), Cell((Localized("待判定", "undecided"),), Tone.OPEN)),
            (Localized("摘要值", "Digest"), Cell()),
        )
    )
    return (
        Section("1", Localized("目的与范围", "Purpose and scope"), (purpose, Note(limit), scope, pairs)),
        Section("2", Localized("分析过程", "Process"), (FLOW,), (_deep(),)),
        Section("3", Localized("追溯矩阵", "Matrices"), (), (_wide(rows),)),
        Section("4", Localized("问题与差异", "Problems and differences"), (EMPTY_TABLE, DIFF)),
        Section("5", Localized("签批", "Sign-off"), (Note(limit, Tone.BAD), SIGNATURES)),
    )


def _deep() -> Section:
    words = Paragraph(Localized("每条链路都可回到文件与行。", "Every link leads back to a file and a line."))
    third = Section("2.1.1", Localized("链路的方向", "Direction of links"), (words,))
    return Section("2.1", Localized("方法", "Method"), (words, Note(words.text, Tone.GOOD)), (third,))


def _wide(rows: int) -> Section:
    return Section("3.1", Localized("需求矩阵", "Requirements"), (matrix(rows),), landscape=True)


def holding(*blocks: Block) -> Document:
    """A small document with one section of these blocks."""
    return replace(rich(1), sections=(Section("1", Localized("内容", "Content"), blocks),))
