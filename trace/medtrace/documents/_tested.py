"""Whether the version that was tested is the version that is filed: equal, another, or not to be told."""

from medtrace.documents._tests import Runs, fact
from medtrace.documents._versions import full_version, known_version, lacking_fields
from medtrace.documents._words import Words, joined, phrase
from medtrace.expressions import expression
from medtrace.model.assessment import Assessment, Project
from medtrace.model.ids import natural_key
from medtrace.words import Localized

_LETTERS = expression(r"\D*")


def tested_version(assessment: Assessment, runs: Runs, words: Words) -> Localized:
    """One sentence over all results: the tested versions, and how they stand to the target's full version."""
    stated = [fact("version", run) for own in runs.by_test.values() for run in own]
    versions = sorted(set(filter(None, stated)), key=natural_key)
    if not versions:
        return phrase(words, "tested-version-missing")
    answer = _answer(assessment.project, assessment.range.new.name, versions, words)
    said = phrase(words, "tested-version", versions=joined(versions), answer=answer)
    silent = stated.count("")
    return phrase(words, "tested-version-and-silent", said=said, count=silent) if silent else said


def _answer(project: Project, rev: str, versions: list[str], words: Words) -> Localized:
    target, lacking = known_version(project, rev), lacking_fields(project, rev)
    if not target:
        return phrase(words, "tested-target-missing")
    if full_version(project, rev):
        equal = all(_bare(one) == _bare(target) for one in versions)
        return phrase(words, "tested-equal") if equal else phrase(words, "tested-other", version=target)
    # What the tag shows is the beginning of the full version only where the last fields are those that it lacks.
    names = project.naming.field_names if project.naming else ()
    if names[-len(lacking) :] == lacking and not all(
        f"{_bare(one)}.".startswith(f"{_bare(target)}.") for one in versions
    ):
        return phrase(words, "tested-other", version=target)
    return phrase(words, "tested-fields-missing", fields=joined(lacking))


def _bare(version: str) -> str:
    """The numbers of a version, without the letter before them."""
    return _LETTERS.sub("", version, count=1)
