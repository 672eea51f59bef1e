"""A clause as documents cite it: title, number and section of the source, and how sure the statement is."""

from collections.abc import Iterable

from medtrace.documents._cells import cell, lines
from medtrace.documents._seen import all_findings
from medtrace.documents._words import Words, phrase
from medtrace.expressions import expression
from medtrace.model.assessment import Assessment
from medtrace.model.document import Cell, Tone
from medtrace.model.profile import SourceDocument
from medtrace.model.verdict import Clause
from medtrace.words import Localized, same

# Not confirmed by a document that was read: the reader must see it wherever the row is shown.
UNCONFIRMED = frozenset({"C", "D"})
# A source that was read itself; of one known from others the reader must know the standing.
READ = "A"
# A proposal of the tool cites no document, and a table writes a dash where no number or section is known.
OURS = "D"
NONE = "—"
_NOTICE = expression(r"(\d{4})年第(\d+)号")
_ORDER = expression(r".*令第(\d+)号")


def clause(one: Clause, assessment: Assessment, words: Words) -> Cell:
    """The citation, its mark, and the standing of a source known from others; marks C and D stand out."""
    mark = phrase(words, "mark", mark=one.mark, meaning=assessment.profile.word("mark", one.mark))
    if is_unlisted(one, assessment):
        mark = phrase(words, "mark-only", mark=one.mark)
    return cell(cited(one, assessment, words), mark, *_standing(one, assessment), tone=_tone(one))


def is_unlisted(one: Clause, assessment: Assessment) -> bool:
    """Whether the row stands in no guideline and is our own knowledge, which is more than a proposal of ours."""
    source = assessment.profile.source_by_key.get(one.document)
    return source is not None and source.mark == OURS and one.mark != OURS


def cited(one: Clause, assessment: Assessment, words: Words) -> Localized:
    """《title》（number）section; the key alone where the profile does not know the source."""
    source = assessment.profile.source_by_key.get(one.document)
    if source is None:
        return phrase(words, "source-unknown", key=one.document or NONE, section=one.section or NONE)
    if source.mark == OURS:
        return phrase(words, "not-listed") if is_unlisted(one, assessment) else source.title
    number = number_of(source)
    shown = Localized(f"（{number.zh}）", f" ({number.en})") if number.zh else number
    title = phrase(words, "cited", title=source.title, number=shown)
    if one.section in {"", NONE}:
        return title
    return Localized(f"{title.zh}{one.section}", f"{title.en}, {one.section}")


def number_of(source: SourceDocument) -> Localized:
    """The number of a source as each language writes it: 2022年第9号, 2022 No. 9; empty where it has none."""
    number = "" if source.number == NONE else source.number
    english = _ORDER.sub(rf"{source.date[:4]} Order No. \1", _NOTICE.sub(r"\1 No. \2", number))
    return Localized(number, english)


def brief_clause(one: Clause, assessment: Assessment, words: Words) -> Cell:
    """Number, section and bare mark, for tables of many rows; the titles stand in the list of sources."""
    source = assessment.profile.source_by_key.get(one.document)
    if source is None or source.mark == OURS:
        name = cited(one, assessment, words)
    else:
        section = "" if one.section == NONE else one.section
        number = number_of(source) if number_of(source).zh else phrase(words, "cited", title=source.title, number="")
        name = Localized(f"{number.zh} {section}".strip(), f"{number.en} {section}".strip())
    text = Localized(f"{name.zh} {one.mark}", f"{name.en} {one.mark}")
    return cell(text, *_standing(one, assessment), tone=_tone(one))


def _standing(one: Clause, assessment: Assessment) -> tuple[Localized, ...]:
    source = assessment.profile.source_by_key.get(one.document)
    return (source.status,) if source and source.mark not in {READ, OURS} else ()


def _tone(one: Clause) -> Tone:
    return Tone.OPEN if one.mark in UNCONFIRMED else Tone.PLAIN


def marked_ids(ids: Iterable[str], assessment: Assessment, words: Words) -> Cell:
    """Finding ids; the mark stands beside one whose row is not confirmed."""
    marks = {finding.id: finding.trigger.clause.mark for finding in all_findings(assessment)}
    return lines(
        phrase(words, "id-marked", id=one, mark=marks[one]) if marks.get(one) in UNCONFIRMED else same(one)
        for one in ids
    )
