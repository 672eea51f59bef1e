"""The names that texts of an outline may use in `${}`: the documented set, each in both languages.

product, model, applicant, safety_class, management_class: what the configuration says of the product.
document, number, version: this document's title and controlled number, and the full version it speaks of.
range, version_from, version_to, release_from, release_to: the range and the versions of both ends.
baseline: the registration that counts; severity, category, route: the verdict; guideline, profile, tool: who judged.
units, documents: mapped software units, controlled documents given; open, major: undecided rows, major candidates.
needs, requirements, designs, tests, results, risks, controls, defects, changed: items of the newer end, changed ones.
commits, linked, unlinked, problems: commits of the range, those with and without an id, and defects of the data.
"""

from medtrace.documents._seen import all_unknown, major_findings
from medtrace.documents._versions import full_version, release_version
from medtrace.documents._words import Value, Words, phrase
from medtrace.model.assessment import Assessment, Project
from medtrace.model.items import ItemKind
from medtrace.model.profile import Outline
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
        "version_from": _full(project, old, words),
        "version_to": _full(project, new, words),
        "version": _full(project, new, words),
        **{name: text or absent for name, text in texts.items()},
    }


def _full(project: Project, rev: str, words: Words) -> Value:
    """The full version, or the revision with the remark that it is not one."""
    return full_version(project, rev) or phrase(words, "version-not-full", rev=rev)


def _judged(assessment: Assessment) -> dict[str, Value]:
    profile, verdict = assessment.profile, assessment.verdict
    source = profile.source_by_key.get(profile.guideline)
    return {
        "severity": profile.word("severity", verdict.severity.value),
        "category": profile.word("category", verdict.category),
        "route": profile.word("route", verdict.route),
        "guideline": Localized(f"《{source.title.zh}》", source.title.en) if source else profile.guideline,
        "profile": profile.id,
        "tool": assessment.provenance.tool,
        "units": len(assessment.changes.components.components),
        "documents": len(assessment.project.controlled_documents),
        "open": len(all_unknown(assessment)),
        "major": len(major_findings(assessment)),
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
