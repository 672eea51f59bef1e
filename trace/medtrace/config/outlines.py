"""An outline made into our noun, with its blocks and their options held against the builders."""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.config.convert import frozen
from medtrace.config.mistakes import Mistake, mistake
from medtrace.config.options import OptionShapes, marked_options
from medtrace.config.plugged import shape_of
from medtrace.config.profile_shape import OutlineShape, SectionShape
from medtrace.config.trees import Tree
from medtrace.config.ways import Loc, find, nearest_mark, plain
from medtrace.marked.nodes import Mapping, Mark, Node
from medtrace.model.profile import Outline, OutlineSection
from medtrace.words import Localized

_BLOCK = Localized("内容块", "block")
Given = tuple[tuple[str, object], ...]


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a plug-in in a profile: what it is, its name, and where the name stands."""

    what: Localized
    name: str
    mark: Mark


def used_options(use: Use, node: Node | None, shapes: OptionShapes | None) -> tuple[Given, tuple[Mistake, ...]]:
    """The options of a rule or block, converted; without `shapes` as they were written."""
    if shapes is None:
        written = plain(node) if isinstance(node, Mapping) else {}
        return tuple((key, frozen(value)) for key, value in written.items()) if isinstance(written, dict) else (), ()
    shape = shape_of(shapes, use.what, use.name)
    if isinstance(shape, Localized):
        return (), (Mistake(use.mark, shape),)
    found = marked_options(node, shape, where=use.mark)
    return found.given, found.mistakes


def outline_of(tree: Tree, shape: OutlineShape, blocks: OptionShapes | None) -> tuple[Outline, tuple[Mistake, ...]]:
    """The outline of a file in its shape, and what is wrong between its values."""
    builder = _Builder(tree, blocks, [])
    sections = builder.sections(shape.sections, ())
    return Outline(shape.id, shape.title.localized, shape.purpose, sections), tuple(builder.mistakes)


@dataclass(frozen=True, slots=True)
class _Builder:
    tree: Tree
    blocks: OptionShapes | None
    mistakes: list[Mistake]

    def sections(self, shapes: tuple[SectionShape, ...], loc: Loc) -> tuple[OutlineSection, ...]:
        """The sections of one level."""
        return tuple(self._section(one, (*loc, "sections", index)) for index, one in enumerate(shapes))

    def _section(self, one: SectionShape, loc: Loc) -> OutlineSection:
        self.mistakes.extend(self._between(one, loc))
        options: Given = ()
        if one.block:
            use = Use(_BLOCK, one.block, nearest_mark(self.tree.root, (*loc, "block")))
            options, wrong = used_options(use, find(self.tree.root, (*loc, "options")), self.blocks)
            self.mistakes.extend(wrong)
        return OutlineSection(
            heading=one.heading.localized if one.heading else None,
            text=tuple(pair.localized for pair in one.text),
            block=one.block or "",
            options=options,
            empty=one.empty.localized if one.empty else None,
            landscape=one.landscape,
            only=one.only,
            sections=self.sections(one.sections, loc),
            signature=tuple(pair.localized for pair in one.signature),
        )

    def _between(self, one: SectionShape, loc: Loc) -> Iterator[Mistake]:
        mark = nearest_mark(self.tree.root, loc)
        if one.block and one.empty is None:
            yield mistake(
                mark,
                "有 block 时必须写明 empty：为空须说明原因",
                "a block needs `empty`: a blank must say why it is blank",
            )
        for key, given in (("options", bool(one.options)), ("empty", one.empty is not None)):
            if given and not one.block:
                where = nearest_mark(self.tree.root, (*loc, key))
                yield mistake(where, f"没有 block，{key} 无意义", f"`{key}` means nothing without a block")
        if not (one.heading or one.text or one.block or one.signature or one.sections):
            yield mistake(mark, "章节没有内容", "the section holds nothing")
