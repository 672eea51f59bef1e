"""Versions of modules, medical middleware among them: their own rule must be related to the system's.

Modules that `version.modules` of the configuration names are listed with the version read at the newer end, their rule
and their relation to the system's. Of every other unit the builder says that nobody recorded a version; it does not
claim that it has none (G9 二(七), 八(一)2(8)).
"""

from collections.abc import Iterator

from medtrace.documents._block import NoOptions, Request, block
from medtrace.documents._cells import cell, column, given, open_cell, table
from medtrace.documents._words import Words
from medtrace.model.assessment import Assessment
from medtrace.model.document import Block, Cell, Note, Role, Tone
from medtrace.words import Localized


@block("module-versions", options=NoOptions)
def module_versions(assessment: Assessment, request: Request[NoOptions]) -> Iterator[Block]:
    """The reason where no version is recorded, then the units; only the reason where no unit is configured."""
    words = request.words
    components = assessment.changes.components.components
    if not assessment.module_versions:
        yield Note(request.empty, Tone.OPEN)
    if not components:
        return
    columns = (
        column(words, "unit-id", Role.ID, 12),
        column(words, "unit-name", weight=20),
        column(words, "unit-class", weight=8),
        column(words, "module-version", Role.STATUS, 14),
    )
    rows = (
        (
            cell(one.id),
            cell(one.name),
            given(words, _class(assessment, one.safety_class)),
            _version(assessment, one.id, words),
        )
        for one in components
    )
    yield table(columns, rows, request.empty)


def _version(assessment: Assessment, component: str, words: Words) -> Cell:
    """The version as read, with the module's rule and its relation to the system's where they are stated."""
    version = dict(assessment.module_versions).get(component, "")
    if not version:
        return open_cell(words, "not-recorded")
    rule = assessment.project.naming
    stated = [one for one in rule.modules if one.component == component] if rule else []
    texts = (text for one in stated for text in (one.rule, one.relation) if text.zh)
    return cell(version, *texts)


def _class(assessment: Assessment, name: str) -> Localized:
    return assessment.profile.word("safety_class", name) if name else Localized("", "")
