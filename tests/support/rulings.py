"""The regime and what it says of the small ECG product: rows, findings and verdicts, built by hand.

Words, sentences and sources are those of the packaged profile, so a test sees what a reader will see.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from medtrace.model.profile import Profile, SourceDocument
from medtrace.model.verdict import (
    Clause,
    Confidence,
    Evidence,
    Finding,
    Hit,
    Severity,
    Trigger,
    Unknown,
    Verdict,
)
from medtrace.words import Localized

# Oldest first; the second is v1.1, the last, a merge of the third, is v1.2.
COMMITS = ("a" * 40, "b" * 40, "c" * 40, "d" * 40)

MAJOR = Trigger(
    "P-04",
    Localized("核心算法改变", "Core algorithm changed"),
    "core-algorithm",
    "perfective",
    Severity.MAJOR,
    Clause("G9", "二(六)2(1)", "A"),
)
QUESTION = Trigger(
    "C-03",
    Localized("严重级别软件单元的纠正", "Correction in a unit of class serious"),
    "corrective",
    "corrective",
    Severity.DEPENDS,
    Clause("G9", "二(六)1", "D"),
    unless=Localized("影响安全性、有效性的除外", "unless safety or effectiveness is affected"),
)
UNMAPPED = Trigger(
    "A-01",
    Localized("操作系统软件改变", "Operating system replaced"),
    "platform",
    "adaptive",
    Severity.MAJOR,
    Clause("G9", "二(六)2(2)", "A"),
)
UNSERVED = Trigger(
    "P-01",
    Localized("预期用途改变", "Intended use changed"),
    "clinical-function",
    "perfective",
    Severity.MAJOR,
    Clause("G9", "二(六)2(1)", "C"),
)

FINDINGS = (
    Finding(
        "A-01-0c11d2e3",
        "aa" * 32,
        UNMAPPED,
        Severity.MAJOR,
        Hit(
            "Dockerfile",
            Localized("配置未声明运行环境，无法比较", "the configuration declares no environment to compare"),
            confidence=Confidence.UNASSESSABLE,
            unknown="not-mapped",
        ),
    ),
    Finding(
        "C-03-5f6a7b8c",
        "bb" * 32,
        QUESTION,
        Severity.DEPENDS,
        Hit(
            "qrs",
            Localized("严重级别单元“QRS 波检测”有纠正类改动", "unit “QRS detection” of class serious was corrected"),
            evidence=(Evidence("src/qrs.py", 14, (COMMITS[1],)),),
            confidence=Confidence.QUESTION,
            unknown="depends",
        ),
    ),
    Finding(
        "P-04-1a2b3c4d",
        "cc" * 32,
        MAJOR,
        Severity.MAJOR,
        Hit(
            "rhythm",
            Localized("核心算法单元“节律判读”的判读阈值改变", "the threshold of core algorithm unit “Rhythm” changed"),
            evidence=(
                Evidence("src/rhythm.py", 21, (COMMITS[0], COMMITS[2]), "THRESHOLD = 0.62", "THRESHOLD = 0.55"),
                Evidence("model/rhythm.onnx", 0, (COMMITS[0],), "sha256:11", "sha256:22"),
            ),
            items=("SRS-002",),
        ),
    ),
)

VERDICT = Verdict(
    severity=Severity.MAJOR,
    category="perfective",
    report_form="perfective",
    route="undecided",
    because=("P-04-1a2b3c4d",),
    unknown=(
        Unknown("A-01", "not-mapped", "Dockerfile"),
        Unknown("C-03", "depends", "qrs"),
        Unknown("P-01", "no-rule"),
    ),
    expected_version_field="X",
    actual_version_field="Y",
    expected_version="v2.0",
)
CORRECTIVE = Verdict(
    severity=Severity.CORRECTIVE,
    category="corrective",
    report_form="corrective",
    route="undecided",
    unknown=(Unknown("P-01", "no-rule"),),
    expected_version_field="Z",
    actual_version_field="Y",
    expected_version="v1.0.1",
)
NOTHING = Verdict(Severity.NONE, "none", "none", "undecided")


@cache
def _data(name: str) -> Any:
    folder = files("medtrace.templates") / "profiles" / "nmpa-2022"
    return yaml.safe_load((folder / name).read_text("utf-8"))


def localized(node: Mapping[str, str]) -> Localized:
    """A `{zh, en}` of a data file."""
    return Localized(node["zh"], node["en"])


def _words(groups: Mapping[str, Mapping[str, Mapping[str, str]]]) -> Iterator[tuple[str, Localized]]:
    for group, names in groups.items():
        for name, node in names.items():
            yield f"{group}.{name}", localized(node)


@cache
def profile() -> Profile:
    """The packaged regime with four triggers of our own and without its outlines."""
    read = _data("profile.yaml")
    return Profile(
        id=read["id"],
        title=localized(read["title"]),
        guideline=read["guideline"],
        triggers=(UNMAPPED, QUESTION, UNSERVED, MAJOR),
        categories=tuple(read["categories"]),
        report_forms=tuple((name, localized(node)) for name, node in read["report_forms"].items()),
        words=tuple(_words(read["words"])),
        statements=tuple((name, localized(node)) for name, node in read["statements"].items()),
        outlines=(),
        sources=(
            SourceDocument(
                "G9",
                Localized(
                    "医疗器械软件注册审查指导原则（2022年修订版）",
                    "Guideline for registration review of medical device software (2022 revision)",
                ),
                "2022年第9号",
                "2022-03-07",
                Localized("现行", "current"),
                "A",
            ),
        ),
        digest="d1" * 32,
        trigger_table_digest="d2" * 32,
    )
