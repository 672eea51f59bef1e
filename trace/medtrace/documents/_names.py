"""The names that texts of an outline may use in `${}`: the documented set, each in both languages.

product, model, applicant, safety_class, management_class: what the configuration says of the product.
document, number, version: this document's title and controlled number, and the full version it speaks of.
range, version_from, version_to, release_from, release_to: the range and the versions of both ends; span: the range in
versions, without tags or commits; history_rule: since when this product's update history is told.
baseline: the registration that counts; severity, category, route: the verdict; guideline, profile, tool: who judged.
units, documents: mapped software units, controlled documents compared by digest; open, major: rows counted.
needs, requirements, designs, tests, results, risks, controls, defects, changed: items of the newer end, changed ones;
requirement_count: the requirements with the ids that are defined more than once.
commits, linked, unlinked, problems: commits of the range, those with and without an id, and defects of the data.
"""

from medtrace.documents._history import SERIOUS
from medtrace.documents._seen import documents_compared
from medtrace.documents._twice import twice, twice_text
from medtrace.documents._versions import full_text, release_version, span_text
from medtrace.documents._words import Value, Words, phrase
from medtrace.model.assessment import Assessment
from medtrace.model.items import ItemKind
from medtrace.model.profile import Outline
from medtrace.model.tally import tally
from medtrace.words import Localized, same

_COUNTED = {
    "needs": (ItemKind.USER_NEED,),
    "requirements": (ItemKind.REQUIREMENT, ItemKind.SPECIFICATION),
    "designs": (ItemKind.DESIGN,),
    "tests": (ItemKind.TEST,),
    "results": (ItemKind.TEST_RESULT,),
    "risks": (ItemKind.RISK, ItemKind.HAZARD, ItemKind.HAZARDOUS_SITUATION),
    "controls": (ItemKind.RISK_CONTROL,),
    "defects": (ItemKind.DEFECT,),
}


def names(outline: Outline, assessment: Assessment, words: Words) -> dict[str, Value]:
    """Every documented name with its value; what is not known says so and is never empty."""
    return {
        **_product(outline, assessment, words),
        **_versions(assessment, words),
        **_judged(assessment),
        **_counted(assessment),
        "requirement_count": _requirements(assessment, words),
    }


def _product(outline: Outline, assessment: Assessment, words: Words) -> dict[str, Value]:
    product = assessment.project.product
    absent = phrase(words, "missing")
    said = {
        "product": product.name,
        "model": same(product.model),
        "applicant": product.applicant,
        "management_class": product.management_class,
        "number": same(assessment.project.documents.number(outline.id)),
    }
    safety = assessment.profile.word("safety_class", product.safety_class) if product.safety_class else absent
    return {
        "document": outline.title,
        "safety_class": safety,
        **{name: text if text.zh else absent for name, text in said.items()},
    }


def _versions(assessment: Assessment, words: Words) -> dict[str, Value]:
    project, old, new = assessment.project, assessment.range.old.name, assessment.range.new.name
    absent = phrase(words, "missing")
    baseline = assessment.baseline
    texts = {
        "release_from": release_version(project, old),
        "release_to": release_version(project, new),
        "baseline": " ".join(filter(None, (baseline.certificate, baseline.rev))) if baseline else "",
    }
    return {
        "range": assessment.range.name,
        "span": span_text(project, old, new, words),
        "history_rule": _history_rule(assessment, words),
        "version_from": full_text(project, old, words),
        "version_to": full_text(project, new, words),
        "version": full_text(project, new, words),
        **{name: text or absent for name, text in texts.items()},
    }


def _history_rule(assessment: Assessment, words: Words) -> Localized:
    """The rule for the safety class of this product only; a class that is not stated has none."""
    name = assessment.project.product.safety_class
    if not name:
        return phrase(words, "history-rule-open")
    safety = assessment.profile.word("safety_class", name)
    if name == SERIOUS:
        return phrase(words, "history-rule-first", safety_class=safety)
    return phrase(words, "history-rule-previous", safety_class=safety)


def _requirements(assessment: Assessment, words: Words) -> Localized:
    count = _counted(assessment)["requirements"]
    kinds = _COUNTED["requirements"]
    again = twice(assessment.changes.after, kinds)
    if not again:
        return phrase(words, "count", count=count)
    return phrase(words, "count-and-twice", count=count, twice=twice_text(again, words))


def _judged(assessment: Assessment) -> dict[str, Value]:
    profile, verdict, counted = assessment.profile, assessment.verdict, tally(assessment)
    source = profile.source_by_key.get(profile.guideline)
    return {
        "severity": profile.word("severity", verdict.severity.value),
        "category": profile.word("category", verdict.category),
        "route": profile.word("route", verdict.route),
        "guideline": Localized(f"《{source.title.zh}》", source.title.en) if source else profile.guideline,
        "profile": profile.id,
        "tool": assessment.provenance.tool,
        "units": len(assessment.changes.components.components),
        "documents": documents_compared(assessment),
        "open": counted.open,
        "major": len(counted.major),
    }


def _counted(assessment: Assessment) -> dict[str, Value]:
    changes = assessment.changes
    items = changes.after.item_by_id.values()
    return {
        **{name: sum(item.kind in kinds for item in items) for name, kinds in _COUNTED.items()},
        "changed": len({change.item.id for change in changes.items}),
        "commits": len(changes.commits),
        "linked": len(changes.commits) - len(changes.unlinked),
        "unlinked": len(changes.unlinked),
        "problems": len(assessment.problems),
    }
