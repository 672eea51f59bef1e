"""What one revision covered and the next no longer does: a requirement that lost its test, a risk its control."""

from medtrace.model.coverage import Coverage
from medtrace.model.items import Diagnostic, DiagnosticSeverity, Location
from medtrace.model.snapshot import Snapshot
from medtrace.words import Localized

_LOST = {
    "requirement-test": ("requirement-lost-test", Localized("原有测试已不存在", "had a test and has none now")),
    "requirement-design": (
        "requirement-lost-design",
        Localized("原有设计已不存在", "had a design item and has none now"),
    ),
    "risk-control": ("risk-lost-control", Localized("原有控制措施已不存在", "had a control and has none now")),
    "control-test": ("control-lost-verification", Localized("原有验证已不存在", "was verified and is not now")),
}


def lost_coverage(before: Coverage, after: Coverage, newer: Snapshot) -> tuple[Diagnostic, ...]:
    """Items covered at the older end, still there at the newer one, and covered no longer."""
    found: list[Diagnostic] = []
    asked_before = {ratio.name: frozenset(ratio.missing) for ratio in before.ratios}
    known_before = {chain.item for chain in before.requirements} | {
        name for chain in before.risks for name in (chain.risk, *chain.controls)
    }
    for ratio in after.ratios:
        if ratio.name not in _LOST or ratio.name not in asked_before:
            continue
        code, words = _LOST[ratio.name]
        for name in ratio.missing:
            if name in known_before and name not in asked_before[ratio.name]:
                item = newer.item_by_id.get(name)
                message = Localized(f"{name}：{words.zh}", f"{name}: {words.en}")
                place = item.location if item else Location(name)
                found.append(Diagnostic(code, DiagnosticSeverity.WARNING, message, place))
    return tuple(found)
