"""`trace assess --format github`: commands that GitHub shows as annotations, at most ten, the last a line for the rest.

GitHub keeps ten errors, ten warnings and ten notices of a step: the worst findings of the range as given are told, and
how many more there are. What only the comparison with the registered version, or a released step, shows stands in the
summary.
"""

from medtrace.model.assessment import Assessment
from medtrace.renderers._annotations import annotations
from medtrace.renderers._renderer import record_renderer


@record_renderer("assessment-github", of="assessment")
def assessment_github(assessment: Assessment) -> str:
    """One line for each annotation."""
    return "\n".join([*annotations(assessment), ""])
