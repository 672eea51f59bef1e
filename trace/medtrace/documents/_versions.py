"""Full and release versions of a revision, from what the configuration declares and never from imagination.

The full version shows every type of update, the release version the major ones only (G9 二(七)). A tag names the full
version where the naming rule's pattern holds every declared field; otherwise part of it is missing and said to be so.
"""

import re
from collections.abc import Iterable

from medtrace.documents._cells import cell, missing
from medtrace.documents._words import Words, joined, phrase
from medtrace.model.assessment import Project
from medtrace.model.document import Cell, Tone
from medtrace.model.project import Registration
from medtrace.model.versions import NamingRule

_FIELD = re.compile(r"\{(\w+)\}")


def registration_of(project: Project, rev: str) -> Registration | None:
    """The approval of that revision; a renewal approves none."""
    return next((one for one in project.registrations if one.rev == rev and one.is_baseline), None)


def full_version(project: Project, rev: str) -> str:
    """The full version of a revision, empty where it is not known in full."""
    registration = registration_of(project, rev)
    if registration and registration.approved_version:
        return registration.approved_version
    return "" if _absent(project.naming) else _written(project, rev, _pattern(project.naming))


def full_cell(project: Project, rev: str, words: Words) -> Cell:
    """The full version, or what of it is missing and why."""
    known = full_version(project, rev)
    if known:
        return cell(known)
    if project.naming is None:
        return missing(words, "naming-rule", rev=rev)
    part = _written(project, rev, _pattern(project.naming))
    if not part:
        return missing(words, "version", rev=rev)
    reason = phrase(words, "missing-fields", fields=joined(_absent(project.naming)))
    return cell(part, reason, tone=Tone.BAD)


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
    return missing(words, "naming-rule" if project.naming is None else "version", rev=rev)


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
