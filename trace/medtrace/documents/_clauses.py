"""A clause as documents cite it: title, number and section of the source, and how sure the statement is."""

from collections.abc import Iterable

from medtrace.documents._cells import cell, lines
from medtrace.documents._seen import all_findings
from medtrace.documents._words import Words, phrase
from medtrace.model.assessment import Assessment
from medtrace.model.document import Cell, Tone
from medtrace.model.verdict import Clause
from medtrace.words import Localized

# Not confirmed by a document that was read: the reader must see it wherever the row is shown.
UNCONFIRMED = frozenset({"C", "D"})
# A proposal of the tool cites no document, and a table writes a dash where no number or section is known.
OURS = "D"
NONE = "—"


def clause(one: Clause, assessment: Assessment, words: Words) -> Cell:
    """The citation on one line and the mark on the next; marks C and D stand out."""
    mark = phrase(words, "mark", mark=one.mark, meaning=assessment.profile.word("mark", one.mark))
    return cell(cited(one, assessment, words), mark, tone=Tone.OPEN if one.mark in UNCONFIRMED else Tone.PLAIN)


def cited(one: Clause, assessment: Assessment, words: Words) -> Localized:
    """《title》（number）section; the key alone where the profile does not know the source."""
    source = assessment.profile.source_by_key.get(one.document)
    if source is None:
        return phrase(words, "source-unknown", key=one.document or NONE, section=one.section or NONE)
    if source.mark == OURS:
        return source.title
    number = source.number if source.number != NONE else ""
    shown = Localized(f"（{number}）", f" ({number})") if number else Localized("", "")
    title = phrase(words, "cited", title=source.title, number=shown)
    if one.section in {"", NONE}:
        return title
    return Localized(f"{title.zh}{one.section}", f"{title.en}, {one.section}")


def brief_clause(one: Clause, assessment: Assessment, words: Words) -> Cell:
    """The citation with the bare mark, for tables of many rows."""
    mark = phrase(words, "mark-only", mark=one.mark)
    return cell(cited(one, assessment, words), mark, tone=Tone.OPEN if one.mark in UNCONFIRMED else Tone.PLAIN)


def marked_ids(ids: Iterable[str], assessment: Assessment, words: Words) -> Cell:
    """Finding ids; the mark stands beside one whose row is not confirmed."""
    marks = {finding.id: finding.trigger.clause.mark for finding in all_findings(assessment)}
    return lines(
        phrase(words, "id-marked", id=one, mark=marks[one]) if marks.get(one) in UNCONFIRMED else one for one in ids
    )
