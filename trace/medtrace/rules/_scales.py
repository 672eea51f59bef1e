"""Where a word of a risk analysis stands on its scale: severity, probability, acceptability, kind of a control.

The words are those of ISO 14971 and of YY/T 0316 as the field writes them, and bare numbers. A word that is not known
has no place: then a difference is told and its direction is a person's.
"""

from medtrace.expressions import expression

_NUMBER = expression(r"[A-Za-z]{0,2}[ -]?(\d{1,2})(?:\b.*)?")
_SEVERITY = (
    ("negligible", "insignificant", "inconvenience", "none", "可忽略", "可忽略的", "轻微不适"),
    ("minor", "low", "slight", "marginal", "轻微", "轻度", "低"),
    ("moderate", "medium", "中度", "中等", "中"),
    ("serious", "major", "严重"),
    ("critical", "high", "severe", "危重", "致命", "重度", "高"),
    ("catastrophic", "fatal", "death", "灾难性", "灾难性的", "灾难", "死亡"),
)
_PROBABILITY = (
    ("incredible", "improbable", "impossible", "不可能", "非常少", "极不可能"),
    ("remote", "rare", "unlikely", "极少", "罕见", "很少"),
    ("occasional", "possible", "偶尔", "有时", "可能"),
    ("probable", "likely", "有可能", "很可能"),
    ("frequent", "certain", "经常", "频繁"),
)
_CONTROLS = (
    ("information", "information for safety", "labelling", "labeling", "training", "信息", "安全性信息", "安全信息"),
    ("protective", "protection", "protective measure", "防护", "防护措施", "保护措施"),
    ("design", "inherent", "inherently safe design", "inherent safety", "设计", "固有安全", "固有安全设计"),
)
_ACCEPTABLE = (
    ("unacceptable", "not acceptable", "no", "false", "intolerable", "不可接受", "否"),
    ("alarp", "afap", "undesirable", "合理可行降低", "需评审"),
    ("acceptable", "yes", "true", "tolerable", "broadly acceptable", "可接受", "是"),
)
_SCALES = {
    "severity_before": _SEVERITY,
    "severity_after": _SEVERITY,
    "probability_before": _PROBABILITY,
    "probability_after": _PROBABILITY,
    "acceptable": _ACCEPTABLE,
    "control_kind": _CONTROLS,
}
_LESS_IS_WORSE = frozenset({"acceptable", "control_kind"})
JUDGED = tuple(_SCALES)


def is_worse(name: str, before: str, after: str) -> bool | None:
    """Whether an attribute's new value is the worse one; None where the scale does not tell."""
    scale = _SCALES.get(name, ())
    old, new = (_rank(scale, value) for value in (before, after))
    if old is None or new is None or old[0] != new[0]:
        return None
    return new[1] < old[1] if name in _LESS_IS_WORSE else new[1] > old[1]


def _rank(scale: tuple[tuple[str, ...], ...], value: str) -> tuple[str, int] | None:
    """The kind of scale (numbers or words) and the place on it."""
    told = " ".join(value.casefold().split())
    place = next((number for number, words in enumerate(scale) if told in words), None)
    if place is not None:
        return "words", place
    number = _NUMBER.fullmatch(told)
    return ("numbers", int(number.group(1))) if number else None
