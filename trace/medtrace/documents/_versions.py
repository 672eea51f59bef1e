"""Full and release versions of a revision, from what the configuration declares and never from imagination.

The full version shows every type of update, the release version the major ones only (G9 二(七)). A tag names the full
version where the naming rule's pattern holds every declared field; otherwise part of it is missing and said to be so.
"""

from collections.abc import Iterable

from medtrace.documents._cells import cell, missing
from medtrace.documents._words import Words, joined, phrase
from medtrace.expressions import expression
from medtrace.model.assessment import Project
from medtrace.model.document import Cell, Tone
from medtrace.model.project import Registration
from medtrace.model.versions import NamingRule
from medtrace.words import Localized, same

_FIELD = expression(r"\{(\w+)\}")


def registration_of(project: Project, rev: str) -> Registration | None:
    """The approval of that revision; a renewal approves none."""
    return next((one for one in project.registrations if one.rev == rev and one.is_baseline), None)


def full_version(project: Project, rev: str) -> str:
    """The full version of a revision, empty where it is not known in full."""
    registration = registration_of(project, rev)
    if registration and registration.approved_version:
        return registration.approved_version
    return "" if _absent(project.naming) else _written(project, rev, _pattern(project.naming))


def known_version(project: Project, rev: str) -> str:
    """The full version, or as much of it as the tag shows; empty where neither is known."""
    return full_version(project, rev) or _written(project, rev, _pattern(project.naming))


def lacking_fields(project: Project, rev: str) -> tuple[str, ...]:
    """The fields of the full version that neither approval nor tag shows."""
    return () if full_version(project, rev) else _absent(project.naming)


def full_text(project: Project, rev: str, words: Words) -> Localized:
    """The full version as every place of a document writes it; what of it is missing is named, never a tag."""
    known = known_version(project, rev)
    if not known:
        return phrase(words, "missing-version" if project.naming else "missing-naming-rule")
    fields = lacking_fields(project, rev)
    return phrase(words, "version-lacks", version=known, fields=joined(fields)) if fields else same(known)


def full_cell(project: Project, rev: str, words: Words) -> Cell:
    """The full version, or what of it is missing and why."""
    return cell(full_text(project, rev, words), tone=Tone.PLAIN if full_version(project, rev) else Tone.BAD)


def span_text(project: Project, older: str, newer: str, words: Words) -> Localized:
    """From one version to the other, as a submission names a range: no tags and no commits."""
    ends = [known_version(project, rev) or phrase(words, "version-unknown") for rev in (older, newer)]
    return phrase(words, "version-span", older=ends[0], newer=ends[1])


def release_version(project: Project, rev: str) -> str:
    """The release version of a revision, empty where rule or tag do not say."""
    registration = registration_of(project, rev)
    if registration and registration.release_version:
        return registration.release_version
    if project.naming is None or not project.naming.release_fields:
        return ""
    pattern = _pattern(project.naming)
    ends = [pattern.find(f"{{{name}}}") + len(name) + 2 for name in project.naming.release_fields if name in pattern]
    return _written(project, rev, pattern[: max(ends, default=0)])


def release_cell(project: Project, rev: str, words: Words) -> Cell:
    """The release version, or that it is missing."""
    known = release_version(project, rev)
    if known:
        return cell(known)
    return missing(words, "naming-rule" if project.naming is None else "version")


def _pattern(naming: NamingRule | None) -> str:
    return naming.tags.replace("[", "").replace("]", "") if naming else ""


def _absent(naming: NamingRule | None) -> tuple[str, ...]:
    """Declared fields that no tag shows."""
    shown: Iterable[str] = _FIELD.findall(naming.tags) if naming else ()
    return tuple(name for name in naming.field_names if name not in set(shown)) if naming else ()


def _written(project: Project, rev: str, pattern: str) -> str:
    version = project.naming.parse(rev) if project.naming else None
    if version is None or not pattern:
        return ""
    text = _FIELD.sub(lambda found: str(version.number(found.group(1))), pattern)
    # A tag's small letter is git's custom; documents write the letter as the approvals do.
    capital = any(one.approved_version.startswith("V") for one in project.registrations)
    return f"V{text[1:]}" if capital and text.startswith("v") else text
