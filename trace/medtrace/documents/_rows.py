"""What the judgement record makes of a row's rules: what was looked at, and what a person must add to it."""

from medtrace.documents._cells import cell
from medtrace.documents._severity import severity_cell
from medtrace.model.assessment import Assessment
from medtrace.model.document import Cell, Tone
from medtrace.model.verdict import Finding, RuleUse, Trigger

PLATFORM = "platform-values"
FILES = "mapped-files"
SHAPE = "declared-shape"
VERSION = "version-field"
MODEL = "ai-model"


def option(use: RuleUse, name: str) -> object:
    """An option of a row's rule, None where it has none."""
    return dict(use.options).get(name)


def asks_incompatible(trigger: Trigger) -> bool:
    """Whether the row is major only across incompatible platforms (G9 二(六)2(2)): no rule can tell."""
    return any(use.rule == PLATFORM and option(use, "change") in {"replaced", "added"} for use in trigger.rules)


def asks_driver(finding: Finding) -> bool:
    """Whether a model file changed: algorithm-driven or data-driven, no rule can tell (D-01 to D-04)."""
    uses = finding.trigger.rules
    return bool(finding.hit.evidence) and any(use.rule == FILES and option(use, "tag") == MODEL for use in uses)


def is_declared(trigger: Trigger) -> bool:
    """Whether the values of the evidence are declared names with their kind."""
    return any(use.rule == SHAPE for use in trigger.rules)


def proposed_cell(finding: Finding, assessment: Assessment) -> Cell:
    """The severity, or what the profile prints for a row that names no type of update (V-02)."""
    name = finding.trigger.id if finding.fires else f"{finding.trigger.id}-open"
    instead = assessment.profile.word("no_type", name)
    if instead.zh == name:
        return severity_cell(assessment, finding.severity)
    return cell(instead, tone=Tone.OPEN)


def type_cell(trigger: Trigger, assessment: Assessment) -> Cell:
    """The type of update that follows where a row applies."""
    instead = assessment.profile.word("no_type", trigger.id)
    known = instead.zh != trigger.id
    return cell(instead if known else assessment.profile.word("severity", trigger.severity.value))
