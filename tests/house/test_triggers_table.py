"""The trigger table of the 2022 regime, held against a second transcription of the guideline.

The table in `templates/` decides what the tool says of an update, so each id, severity and category stands here once
more, written down apart from the table: an edit of one must be answered in the other.
"""

import re
from pathlib import Path
from string import Template
from typing import Any, TypeAlias

import pytest
import yaml

Row: TypeAlias = dict[str, Any]
Use: TypeAlias = tuple[str, dict[str, object]]

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
PROFILE = TEMPLATES / "profiles" / "nmpa-2022"

COLUMNS = [
    *("id", "zh", "en", "topic", "category", "severity", "unless"),
    *("condition", "escalate_if", "source", "mark", "rules"),
]
LADDER = ["none", "build", "corrective", "minor", "depends", "major", "recall"]
CATEGORIES = {"perfective", "adaptive", "corrective", "cyber", "ai", "other"}
TOPICS = {
    *("platform", "core-algorithm", "user-interface", "outputs", "inputs", "clinical-function", "architecture"),
    *("safety-class", "alarm", "risk", "ots-component", "ai-model", "cybersecurity", "corrective", "versioning"),
    *("traceability", "registration", "recall"),
}
SOURCES = {
    *("G9", "G50", "G8", "K7", "G7", "DR23", "HEM", "A43", "GMP107", "N121", "E29", "REG47", "N63", "RPS9"),
    *("FDA17", "FDA23", "PCCP", "M3", "D"),
}

# Id, category and severity, in the order of the guideline.
EXPECTED = """
A-01 adaptive major
A-02 adaptive major
A-03 adaptive major
A-04 adaptive major
A-05 adaptive major
A-06 adaptive major
A-07 adaptive depends
A-08 adaptive major
A-09 adaptive minor
A-10 adaptive minor
A-11 adaptive major
A-12 adaptive major
A-13 adaptive minor
A-14 adaptive depends
A-15 adaptive depends
A-16 adaptive depends
A-17 adaptive depends
P-01 perfective major
P-02 perfective major
P-03 perfective major
P-04 perfective major
P-05 perfective major
P-06 perfective major
P-07 perfective major
P-08 perfective major
P-09 perfective major
P-10 perfective major
P-11 perfective major
P-12 perfective major
P-13 perfective major
P-14 perfective major
P-15 perfective major
P-16 perfective major
P-17 perfective depends
P-18 perfective depends
P-19 perfective depends
P-20 perfective depends
P-21 perfective depends
P-22 perfective major
P-30 perfective depends
P-31 perfective depends
P-32 perfective depends
P-33 perfective depends
P-34 perfective depends
P-35 perfective depends
P-36 perfective depends
P-51 perfective minor
P-52 perfective minor
P-53 perfective minor
P-54 perfective minor
P-55 perfective minor
C-01 corrective minor
C-02 corrective minor
C-03 corrective depends
C-04 other minor
R-01 other recall
N-01 other depends
V-01 other major
V-02 other none
V-03 other none
V-04 other none
T-01 other depends
T-02 other depends
M-01 other depends
D-01 ai major
D-02 ai major
D-03 ai major
D-04 ai minor
D-05 ai major
D-06 ai major
D-07 ai major
D-08 ai depends
D-09 ai depends
D-10 ai depends
S-01 cyber major
S-02 cyber major
S-03 cyber major
S-04 cyber major
S-05 cyber major
S-06 cyber major
S-07 cyber major
S-08 cyber major
S-09 cyber minor
S-10 cyber minor
S-11 cyber minor
S-12 cyber minor
S-13 cyber recall
S-14 cyber major
S-15 cyber major
S-16 cyber major
"""

# "Usually minor, unless safety or effectiveness is affected", and the three major rows with an exception of their own.
WITH_UNLESS = {
    *("A-09", "A-10", "A-13", "P-51", "P-52", "P-53", "P-54", "P-55", "C-01", "C-02"),
    *("S-09", "S-10", "S-11", "S-12", "P-10", "S-14", "S-15"),
}
GAINS = [
    "perf",
    "performance",
    "faster",
    "speed up",
    "speeds up",
    "speedup",
    "optimise",
    "optimised",
    "optimises",
    "optimisation",
    "optimize",
    "optimized",
    "optimizes",
    "optimization",
    "accelerate",
    "accelerated",
    "accelerates",
    "acceleration",
    "提速",
    "加速",
    "提高效率",
    "提高速度",
    "提升效率",
    "效率提高",
    "性能优化",
    "优化性能",
    "优化效率",
    "运算速度",
    "计算效率",
    "传输效率",
]
BETTER = [
    "accuracy",
    "sensitivity",
    "specificity",
    "precision",
    "recall",
    "auc",
    "dice",
    "performance",
    "准确率",
    "准确性",
    "灵敏度",
    "敏感度",
    "特异度",
    "性能优化",
    "优化性能",
    "性能提升",
]
NETWORK = [
    "network",
    "transfer",
    "transmission",
    "upload",
    "download",
    "throughput",
    "bandwidth",
    "网络",
    "传输",
    "上传",
    "下载",
    "带宽",
]
INTERFACES = [
    "interface",
    "api",
    "dicom",
    "hl7",
    "fhir",
    "usb",
    "serial",
    "bluetooth",
    "export",
    "import",
    "接口",
    "串口",
    "蓝牙",
    "导出",
    "导入",
]
COMPATIBILITY = [{"when": "compatibility-unconfirmed", "severity": "depends"}]
CORE = ["core", "core-function", "核心", "核心功能"]
USE = ["预期用途", "适用范围", "适应证", "适应症", "intended use", "intended purpose", "indications for use"]
SCENARIO = [
    *("使用场景", "使用场所", "适用人群", "目标用户"),
    *("use scenario", "use environment", "intended users", "intended patient population"),
]
FIGURES = [
    *("ms", "s", "sec", "seconds", "milliseconds", "min", "minutes", "fps", "%", "MB", "GB", "users"),
    *("毫秒", "秒", "分钟", "帧", "并发", "用户", "个用户", "次/秒"),
]
SECURITY = ["网络安全", "漏洞", "cybersecurity", "vulnerability", "security", "CVE-"]
ALARM = ["alarm", "报警"]
PATCHABLE = [
    *("os-release", "runtime", "minimum", "database", "browser-kernel", "required-software", "middleware"),
    *("package", "image-digest"),
]
# One rule of a row, or a list of several.
RULES: dict[str, Use | list[Use]] = {
    "A-01": ("platform-values", {"facts": ["os-family"], "change": "replaced"}),
    "A-02": ("platform-values", {"facts": ["browser-kernel"], "change": "replaced"}),
    "A-03": ("platform-values", {"facts": ["required-software"], "change": "replaced"}),
    "A-04": ("network-exposure", {"seen": ["lan-wan", "wide"]}),
    "A-05": ("declared-hardware", {}),
    "A-06": ("platform-values", {"facts": ["architecture", "hardware"], "change": "replaced"}),
    "A-07": ("word-size", {}),
    "A-08": ("mobile-target", {}),
    "A-09": [
        ("platform-values", {"facts": ["os-release", "runtime", "minimum", "middleware"], "change": "release"}),
        ("ots-components", {"changes": ["minor"]}),
    ],
    "A-10": [
        ("platform-values", {"facts": PATCHABLE, "change": "patch"}),
        ("ots-components", {"changes": ["patch"]}),
    ],
    "A-11": ("platform-values", {"facts": ["database"], "change": "replaced"}),
    "A-12": ("adapted-updates", {"aids": True}),
    "A-13": ("platform-values", {"facts": ["database", "browser-kernel", "required-software"], "change": "release"}),
    "A-14": ("platform-values", {"facts": ["required-software", "package"], "change": "release"}),
    "A-15": ("cloud-services", {}),
    "A-16": ("platform-values", {"facts": ["os-family", "architecture", "hardware"], "change": "added"}),
    "A-17": ("tool-versions", {"aids": True}),
    "P-01": (
        "controlled-documents",
        {"kinds": ["intended-use"], "asked": ["ifu"], "items": ["intended-use"], "titles": USE},
    ),
    "P-02": (
        "controlled-documents",
        {"kinds": ["use-scenario"], "asked": ["intended-use", "ifu"], "items": ["use-scenario"], "titles": SCENARIO},
    ),
    "P-03": [
        ("offered-functions", {"tag": "clinical-function"}),
        ("marked-items", {"marks": CORE, "tags": ["clinical-function"], "asked": ["core-algorithm"]}),
    ],
    "P-04": ("mapped-files", {"tag": "core-algorithm"}),
    "P-05": ("declared-shape", {"tag": "inputs"}),
    "P-06": ("declared-shape", {"tag": "outputs"}),
    "P-07": [("software-structure", {}), ("component-edges", {})],
    "P-08": ("declared-shape", {"tag": "user-interface", "words_apart": True}),
    "P-09": ("physical-topology", {}),
    "P-10": [
        (
            "marked-items",
            {
                "marks": ["workflow", "clinical-workflow", "诊疗流程", "工作流程"],
                "tags": ["workflow"],
                "ask": True,
                "aids": True,
            },
        ),
        ("named-states", {"names": ["workflow", "stage", "step", "phase", "state"], "aids": True}),
    ],
    "P-11": ("safety-classes", {}),
    "P-12": [
        ("marked-items", {"marks": ALARM, "tags": ["alarm"], "ask": True, "aids": True}),
        ("alarm-modes", {"tag": "alarm"}),
        ("named-values", {"tag": "user-interface"}),
    ],
    "P-13": ("refactoring", {"system": True}),
    "P-14": ("refactoring", {"classes": ["严重", ""], "ask": True}),
    "P-15": [
        ("weighty-words", {"tag": "user-interface", "aids": True, "numbers": True}),
        ("user-decision", {"aids": True}),
    ],
    "P-16": ("risk-items", {}),
    "P-17": ("named-values", {"tag": "outputs", "aids": True}),
    "P-18": ("weighty-words", {"tag": "user-interface", "aids": True, "side": "added"}),
    "P-19": ("layout", {"tag": "user-interface"}),
    "P-20": ("cited-standards", {"aids": True}),
    "P-21": [
        ("marked-items", {"marks": ALARM, "tags": ["alarm"], "changes": ["added"], "ask": True, "aids": True}),
        ("weighty-words", {"tag": "user-interface", "aids": True, "side": "any"}),
    ],
    "P-22": [
        ("marked-items", {"marks": [*CORE, "临床应用", "运行模式"], "changes": ["added"]}),
        ("named-states", {"names": ["mode"], "changes": ["added"], "aids": True}),
    ],
    "P-30": [("called-interface", {"tag": "outputs"}), ("called-interface", {"tag": "inputs"})],
    "P-31": [
        ("named-values", {"tag": "outputs", "aids": True}),
        ("named-values", {"tag": "core-algorithm", "aids": True}),
    ],
    "P-32": ("reference-data", {"aids": True}),
    "P-33": ("other-requirements", {"marks": CORE, "tags": ["clinical-function", "core-algorithm"]}),
    "P-34": (
        "marked-items",
        {"marks": ["non-device", "non-medical", "非医疗器械", "非医疗器械功能"], "ask": True, "aids": True},
    ),
    "P-35": ("security-settings", {"capabilities": ["authentication", "authorisation", "session"]}),
    "P-36": ("performance-figures", {"units": FIGURES, "aids": True}),
    "P-51": ("stated-gains", {"gains": GAINS, "tag": "core-algorithm", "aids": True}),
    "P-52": (
        "marked-items",
        {
            "marks": ["workflow", "clinical-workflow", "诊疗流程", "工作流程"],
            "tags": ["workflow"],
            "ask": True,
            "aids": True,
        },
    ),
    "P-53": ("working-language", {"tag": "user-interface"}),
    "P-54": ("wording", {"tag": "user-interface"}),
    "P-55": ("refactoring", {"classes": ["轻微", "中等"], "ask": False}),
    "C-01": ("repaired-defects", {"failed": True}),
    "C-02": ("repaired-defects", {"failed": False}),
    "C-03": ("serious-repairs", {}),
    "C-04": ("build-only", {}),
    "R-01": ("recall-marks", {}),
    "N-01": ("replaced-files", {}),
    "V-01": ("mixed-field", {}),
    "V-02": ("version-field", {}),
    "V-03": ("judging-rules", {}),
    "V-04": ("unread-lines", {}),
    "T-01": ("ots-components", {"changes": ["added", "removed", "major", "open"]}),
    "T-02": ("module-versions", {}),
    "M-01": [("controlled-documents", {"kinds": ["ptr"], "asked": ["ifu"]}), ("stated-items", {})],
    "D-01": [("mapped-files", {"tag": "ai-model"}), ("model-references", {})],
    "D-02": ("training-data", {"change": "dropped", "aids": True}),
    "D-03": ("training-data", {"change": "added", "aids": True}),
    "D-04": ("training-data", {"change": "added", "aids": True}),
    "D-05": ("training-data", {"change": "mixed", "aids": True}),
    "D-06": ("decision-thresholds", {}),
    "D-07": ("processing-steps", {}),
    "D-08": ("model-environment", {"aids": True}),
    "D-09": ("continual-learning", {"aids": True}),
    "D-10": ("stated-gains", {"gains": BETTER, "tag": "ai-model", "aids": True}),
    "S-01": ("network-exposure", {"seen": ["closed-open", "opened"]}),
    "S-02": ("network-exposure", {"seen": ["lan-wan", "wide"]}),
    "S-03": [("network-exposure", {"seen": ["wired-wireless"]}), ("electronic-interfaces", {"seen": ["wireless"]})],
    "S-04": ("electronic-interfaces", {"seen": ["form"]}),
    "S-05": ("electronic-interfaces", {"seen": ["more"]}),
    "S-06": ("remote-control", {}),
    "S-07": (
        "security-settings",
        {"capabilities": ["authentication", "authorisation", "session", "transport", "storage", "audit", "hardening"]},
    ),
    "S-08": ("security-in-function", {"tags": ["core-algorithm", "clinical-function"]}),
    "S-09": ("stated-gains", {"gains": GAINS, "about": NETWORK, "aids": True}),
    "S-10": ("stated-gains", {"gains": GAINS, "about": INTERFACES, "aids": True}),
    "S-11": (
        "security-settings",
        {
            "capabilities": [
                *("authentication", "authorisation", "session", "transport", "storage", "audit", "hardening")
            ],
            "taken": False,
            "aids": True,
        },
    ),
    "S-12": ("security-patches", {"aids": True}),
    "S-13": ("recall-marks", {"security": SECURITY}),
    "S-14": ("network-exposure", {"seen": ["listening", "door", "declared"]}),
    "S-15": ("electronic-interfaces", {"seen": ["other"]}),
    "S-16": ("open-vulnerabilities", {}),
}

CJK = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
# A half-width bracket after Chinese is right only in the number of a clause, such as 二(六)2(2).
ASCII_PUNCTUATION = re.compile(r"[\u3400-\u9fff](?:[,;:!?]|\((?![一二三四五六七八九十]))")


def load(path: Path) -> Any:
    """What a YAML file of the profile says."""
    return yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)


def texts(value: object) -> list[dict[str, str]]:
    """Every pair of zh and en inside a value, however deep."""
    if isinstance(value, dict):
        if set(value) == {"zh", "en"}:
            return [value]
        return [pair for part in value.values() for pair in texts(part)]
    return [pair for part in value for pair in texts(part)] if isinstance(value, list) else []


ROWS: list[Row] = load(PROFILE / "triggers.yaml")
NAMES = [str(row["id"]) for row in ROWS]
each_row = pytest.mark.parametrize("row", ROWS, ids=NAMES)
pytestmark = [pytest.mark.requirement("REQ-050"), pytest.mark.requirement("REQ-012")]


def test_rows_carry_the_severities_of_the_guideline_in_its_order() -> None:
    assert [f"{row['id']} {row['category']} {row['severity']}" for row in ROWS] == EXPECTED.split("\n")[1:-1]


def test_no_id_stands_twice_and_zeros_count() -> None:
    assert len(set(NAMES)) == len(NAMES) == 90
    assert "N-01" in NAMES
    assert "N-1" not in NAMES


@each_row
def test_a_row_has_every_column_in_order(row: Row) -> None:
    assert list(row) == COLUMNS


@each_row
def test_a_row_uses_known_words(row: Row) -> None:
    assert row["topic"] in TOPICS
    assert row["category"] in CATEGORIES
    assert row["severity"] in LADDER
    assert row["mark"] in {"A", "B", "C", "D"}
    assert all(set(one) == {"when", "severity"} and one["severity"] in LADDER for one in row["escalate_if"])
    assert all(set(one) == {"rule", "options"} for one in row["rules"])


@each_row
def test_a_row_cites_a_document_that_is_listed(row: Row) -> None:
    assert set(row["source"]) == {"document", "section"}
    assert row["source"]["document"] in SOURCES
    assert row["source"]["section"]


@each_row
def test_a_row_without_a_document_is_marked_as_not_confirmed(row: Row) -> None:
    if row["source"]["document"] == "D":
        assert row["mark"] in {"C", "D"}


@each_row
def test_a_row_speaks_both_languages(row: Row) -> None:
    pairs = [{"zh": row["zh"], "en": row["en"]}, *texts([row["unless"], row["condition"]])]
    assert all(CJK.search(pair["zh"]) and not CJK.search(pair["en"]) for pair in pairs)
    assert not any(ASCII_PUNCTUATION.search(pair["zh"]) for pair in pairs)
    assert row["en"][0].isupper() or row["en"][0].isdigit()


def test_the_exception_stands_where_the_guideline_makes_one() -> None:
    assert {row["id"] for row in ROWS if row["unless"]} == WITH_UNLESS


def test_a_rule_looks_where_it_is_meant_to() -> None:
    used = [(row["id"], (use["rule"], without_words(use["options"]))) for row in ROWS for use in row["rules"]]
    wanted = [(row, use) for row, uses in RULES.items() for use in (uses if isinstance(uses, list) else [uses])]
    assert used == wanted


def without_words(options: dict[str, object]) -> dict[str, object]:
    """The options of a rule without a list of words, which is long and for the user to lengthen."""
    return {name: value for name, value in options.items() if name != "words"}


@each_row
def test_a_list_of_words_speaks_both_languages_and_names_none_twice(row: Row) -> None:
    for words in (use["options"]["words"] for use in row["rules"] if "words" in use["options"]):
        assert len({one.lower() for one in words}) == len(words)
        assert any(CJK.search(one) for one in words)
        assert any(one.isascii() for one in words)


def test_an_unconfirmed_compatibility_is_for_a_person() -> None:
    assert {row["id"]: row["escalate_if"] for row in ROWS if row["escalate_if"]} == {
        "A-09": COMPATIBILITY,
        "A-13": COMPATIBILITY,
    }


def test_sources_are_complete() -> None:
    sources = load(TEMPLATES / "sources.yaml")
    assert set(sources) == SOURCES
    for source in sources.values():
        assert list(source) == ["title", "number", "date", "status", "mark"]
        assert all(isinstance(source[key], str) for key in ("number", "date", "mark"))
        assert len(texts(source)) == 2
    assert all(CJK.search(pair["zh"]) and not CJK.search(pair["en"]) for pair in texts(sources))


def test_the_profile_names_every_word_that_rows_use() -> None:
    profile = load(PROFILE / "profile.yaml")
    words = profile["words"]
    assert profile["ladder"] == LADDER == list(words["severity"])
    assert set(words["topic"]) == TOPICS
    assert set(words["category"]) == {*CATEGORIES, "none"}
    assert set(words["mark"]) == {"A", "B", "C", "D"}
    assert set(profile["report_forms"]) == {*profile["categories"], "none"}
    assert all(CJK.search(pair["zh"]) and not CJK.search(pair["en"]) for pair in texts(profile))


def test_a_statement_has_the_same_names_in_both_languages() -> None:
    for pair in load(PROFILE / "profile.yaml")["statements"].values():
        assert sorted(Template(pair["zh"]).get_identifiers()) == sorted(Template(pair["en"]).get_identifiers())


def test_the_sentence_printed_unaided_is_exact() -> None:
    assert load(PROFILE / "profile.yaml")["statements"]["unaided"]["zh"] == (
        "在已映射的 ${units} 个软件单元、${documents} 份受控文件范围内，未检出重大更新触发项；${open} 项待判定。"
        "本结果为辅助信息，不构成更新类型判定。"
    )
