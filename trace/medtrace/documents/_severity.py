"""A severity as a status: the regulator's word with a tone by its weight."""

from medtrace.documents._cells import cell
from medtrace.model.assessment import Assessment
from medtrace.model.document import Cell, Tone
from medtrace.model.verdict import Severity


def severity_cell(assessment: Assessment, severity: Severity) -> Cell:
    """A severity in the regulator's word, toned by its weight."""
    heavy = severity.rank >= Severity.MAJOR.rank
    tone = Tone.BAD if heavy else Tone.OPEN if severity is Severity.DEPENDS else Tone.PLAIN
    return cell(assessment.profile.word("severity", severity.value), tone=tone)
