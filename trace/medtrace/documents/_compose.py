"""From an outline and an assessment to a document: walk the sections, number the headings, call the builders.

A section without a heading lends its blocks to the section above it. A builder that has nothing to say leaves a note
with the outline's own words for that; a table without rows carries its reason in itself. A section that is due only
for some safety classes is left out for the others; where the class is not stated, the section says so.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from inspect import signature

from medtrace.documents._block import BlockBuilder, Request
from medtrace.documents._cover import draft, facts, signatures
from medtrace.documents._names import names
from medtrace.documents._versions import full_text
from medtrace.documents._words import Value, Wordbook, Words, fill, joined, phrase, unknown_name
from medtrace.errors import RenderError
from medtrace.model.assessment import Assessment
from medtrace.model.document import Block, Document, Note, Paragraph, Section, Signature, Tone
from medtrace.model.profile import Outline, OutlineSection
from medtrace.words import Localized


def compose(
    outline: Outline,
    assessment: Assessment,
    builders: Mapping[str, BlockBuilder[object]],
    words: Words | Mapping[str, Localized],
) -> Document:
    """The document of an outline in both languages.

    Args:
        outline: sections in order; the options of a section are values as its builder declares them.
        assessment: the record that all documents of a run share.
        builders: block builders by the name that outlines use.
        words: the tool's own words, or a mapping of `group.name`.

    Raises:
        RenderError: a text names something unknown, a block does not exist or refuses its options.
    """
    book = Wordbook(words) if isinstance(words, Mapping) else words
    project = assessment.project
    walk = _Walk(outline, assessment, builders, book, names(outline, assessment, book))
    return Document(
        id=outline.id,
        title=outline.title,
        number=project.documents.number(outline.id),
        version=phrase(book, "document-version", version=full_text(project, assessment.range.new.name, book)),
        status=draft(assessment),
        company=project.documents.company if project.documents.company.zh else project.product.applicant,
        product=project.product.name,
        facts=tuple(facts(outline, assessment, book)),
        sections=walk.sections(outline.sections, ""),
        signatures=signatures(book),
        when=assessment.changes.after.when,
    )


@dataclass(frozen=True, slots=True)
class _Walk:
    """One pass over an outline."""

    outline: Outline
    assessment: Assessment
    builders: Mapping[str, BlockBuilder[object]]
    words: Words
    values: Mapping[str, Value]

    def sections(self, outlined: tuple[OutlineSection, ...], above: str) -> tuple[Section, ...]:
        """The sections below `above`: the headed ones numbered, and at the top one without heading as it stands."""
        due = [one for one in outlined if self._is_due(one)]
        headed = [one for one in due if one.heading is not None]
        found = [self._section(one, f"{above}{index}") for index, one in enumerate(headed, 1)]
        if not above:
            found = [*(self._section(one, "") for one in due if one.heading is None), *found]
        return tuple(found)

    def _section(self, outlined: OutlineSection, number: str) -> Section:
        heading = outlined.heading or Localized("", "")
        place = Localized(
            f"{self.outline.id}，第 {number} 节“{heading.zh}”", f"{self.outline.id}, {number} “{heading.en}”"
        )
        blocks = tuple(self._blocks(outlined, place))
        return Section(
            number,
            fill(heading, self.values, place=place),
            blocks,
            self.sections(outlined.sections, f"{number}.") if number else (),
            outlined.landscape or any(one.landscape for one in outlined.sections if one.heading is None),
        )

    def _is_due(self, outlined: OutlineSection) -> bool:
        stated = self.assessment.project.product.safety_class
        return not (outlined.only and stated) or stated in outlined.only

    def _blocks(self, outlined: OutlineSection, place: Localized) -> Iterator[Block]:
        if not self._is_due(outlined):
            return
        if outlined.only and not self.assessment.project.product.safety_class:
            yield Note(phrase(self.words, "class-not-stated", classes=self._classes(outlined.only)), Tone.BAD)
            return
        for text in outlined.text:
            yield Paragraph(fill(text, self.values, place=place))
        if outlined.block:
            yield from self._built(outlined, place)
        if outlined.signature:
            yield Signature(outlined.signature)
        for inner in outlined.sections:
            if inner.heading is None:
                yield from self._blocks(inner, place)

    def _classes(self, only: tuple[str, ...]) -> Localized:
        return joined(self.assessment.profile.word("safety_class", name) for name in only)

    def _built(self, outlined: OutlineSection, place: Localized) -> Iterator[Block]:
        builder = self.builders.get(outlined.block)
        if builder is None:
            raise unknown_name(outlined.block, tuple(self.builders), place)
        empty = outlined.empty or phrase(self.words, "nothing")
        request = Request(self._options(builder, outlined, place), fill(empty, self.values, place=place), self.words)
        blocks = tuple(builder.build(self.assessment, request))
        yield from blocks or (Note(request.empty, Tone.PLAIN),)

    def _options(self, builder: BlockBuilder[object], outlined: OutlineSection, place: Localized) -> object:
        try:
            return builder.options(**dict(outlined.options))
        except (TypeError, ValueError) as fault:
            known = ", ".join(signature(builder.options).parameters) or "-"
            raise RenderError(
                Localized(
                    f"{place.zh}：“{builder.name}”的选项无效", f"{place.en}: the options of “{builder.name}” do not fit"
                ),
                hint=Localized(f"可用选项：{known}", f"options: {known} ({fault})"),
            ) from fault
