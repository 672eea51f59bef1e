"""The walk over a syntax tree that lays it out as steps; a loop, never a recursion."""

from typing import TYPE_CHECKING

from medtrace.expressions import expression
from medtrace.syntax.grammar import Grammar
from medtrace.syntax.leaves import (
    BRACKETS,
    CHAINS,
    import_key,
    is_comment,
    is_key_or_label,
    joined,
    leaf_text,
    name_of,
    private_prefix,
    text_of,
)
from medtrace.syntax.scripts import is_part_of_chain, lacks_arguments, says_nothing, script_text
from medtrace.syntax.steps import CLOSE, OPEN, Frame, Name, Rows, Scope, Unit

if TYPE_CHECKING:
    from tree_sitter import Node, Tree

_CLOSING = frozenset((")", "]", "}", ">"))
_OPENING = frozenset((",", "(", "[", "{"))
_MEMBER = frozenset((".", "?.", "::", "!!."))
_SELF = frozenset(("this", "self"))
_KINDS_OF_FOR = frozenset(("for_statement", "for_in_statement", "c_style_for_statement"))
_BODIES = frozenset(
    ("module", "program", "translation_unit", "source_file", "compilation_unit", "class_body", "declaration_list")
)
# Around an import they say where its name holds.
_NAMESPACES = frozenset(("namespace_definition", "declaration_list", "namespace_declaration"))
_DECLARATIONS = frozenset(("lexical_declaration", "variable_declaration"))
_ASSIGNS = frozenset(("update_expression", "array_pattern", "object_pattern", "rest_pattern", "pair_pattern"))
_CONTINUED = expression(r"\\\r?\n")


def rows_of(tree: "Tree", text: bytes, grammar: Grammar) -> Rows:
    """The steps of a text whose tree has no flaw."""
    walk = _Walk(text, grammar)
    cursor = tree.walk()
    while True:
        node = cursor.node
        assert node is not None  # noqa: S101 - a cursor always stands on a node
        if walk.enters(node, cursor.field_name or "") and cursor.goto_first_child():
            continue
        while not cursor.goto_next_sibling():
            if not cursor.goto_parent():
                walk.gap(len(text))
                return walk.rows
            walk.leave(cursor.node)


class _Walk:
    """The state of one walk."""

    def __init__(self, text: bytes, grammar: Grammar) -> None:
        self.grammar, self.text, self.rows = grammar, text, Rows()
        self.frames: list[Frame] = [Frame("", "", 0, 0, 0, shown=False)]
        self.at, self.scope, self.in_unit = 0, 0, False
        self.last = ("", "")
        self.classes: list[str] = []

    def enters(self, node: "Node", place: str) -> bool:
        """Take a node in; whether the walk goes into it. What it does not go into is one step or none."""
        kind = node.type
        if node.is_named and is_comment(node, kind, self.frames[-1].kind, self.grammar):
            self.gap(node.start_byte)
            self.at = node.end_byte
            self.rows.comments.append(" ".join(text_of(node).split()))
            return False
        if self.grammar.keyed and says_nothing(node, kind, self.frames[-1].kind):
            self.gap(node.start_byte)
            self.at = node.end_byte
            return False
        if node.child_count == 0 or kind in self.grammar.texts:
            self.gap(node.start_byte)
            self._leaf(node, kind, place)
            self.at = max(self.at, node.end_byte)
            return False
        self._open(node, kind, place)
        return True

    def gap(self, start: int) -> None:
        """What lies between two leaves counts where it is more than blanks, and inside texts always."""
        if start > self.at:
            raw = self.text[self.at : start].decode("utf-8", "replace")
            inside = "string" in self.frames[-1].kind and self.frames[-1].kind != "concatenated_string"
            kept = raw if inside else _CONTINUED.sub("", raw).strip().strip("\ufeff")
            if kept and not (self.grammar.semicolons_free and not inside and kept == ";"):
                self._emit(kept, self.rows.lines[-1] if self.rows.lines else 1)
            self.at = start

    def _emit(self, text: str, line: int) -> None:
        self.rows.texts.append(text)
        self.rows.lines.append(line)

    def _reach(self, place: str) -> str:
        frame = self.frames[-1]
        found = self.grammar.declares.get((frame.kind, place))
        if found is None:
            apart = self.grammar.carriers.get(frame.kind)
            return frame.reach if apart is not None and place not in apart else ""
        var = self.grammar.hoists and len(self.frames) > 1 and self.frames[-2].kind == "variable_declaration"
        return "f" if var and found == "b" else found

    def _open(self, node: "Node", kind: str, place: str) -> None:
        self.gap(node.start_byte)
        reach, parent = self._reach(place), self.frames[-1]
        shown = not self._is_transparent(node, kind)
        frame = Frame(kind, reach, node.start_byte, len(self.rows.texts), self.scope, shown)
        if shown:
            self._emit(OPEN + kind, node.start_point[0] + 1)
        grammar = self.grammar
        if kind in grammar.classes:
            self._push(code=False, function=False)
            name = node.child_by_field_name("name")
            self.classes.append(text_of(name) if name else "")
            frame.named = True
        elif kind in grammar.functions:
            self._push(code=True, function=True)
            self._unit(node, frame, parent)
        elif kind in grammar.blocks:
            self._push(code=True, function=False)
        self.frames.append(frame)

    def _is_transparent(self, node: "Node", kind: str) -> bool:
        """Whether a node only holds its part together: brackets around an expression, texts side by side."""
        if kind in self.grammar.parentheses:
            return self.frames[-1].kind not in CHAINS or b"?." not in (node.text or b"")
        if self.grammar.keyed and is_part_of_chain(node, kind):
            return True
        return kind == "concatenated_string" and self.grammar.commas_free is not None

    def _push(self, *, code: bool, function: bool) -> None:
        self.rows.scopes.append(Scope(self.scope, code, function))
        self.scope = len(self.rows.scopes) - 1

    def _unit(self, node: "Node", frame: Frame, parent: Frame) -> None:
        name = name_of(node)
        if self.in_unit or not name:
            return
        own = node.child_by_field_name("name") or node.child_by_field_name("declarator")
        before = node.prev_named_sibling
        bound = self.grammar.hoists and not self.grammar.keyed and b"=" in (node.text or b"").partition(b"\n")[0]
        frame.unit = Unit(".".join((*filter(None, self.classes), name)), frame.step, node.start_point[0] + 1)
        frame.unit.last = node.end_point[0] + 1
        in_body = parent.kind in _BODIES or parent.kind == "block"
        frame.unit.movable = (
            own is not None and in_body and not bound and not (before and before.type == "attribute_item")
        )
        self.in_unit = True

    def leave(self, node: "Node | None") -> None:
        """Undo what a node did to the walk when it is left."""
        frame = self.frames[-1]
        if node is not None:
            self.gap(node.end_byte)
            if self.grammar.keyed and lacks_arguments(node):
                for text in (f"{OPEN}arguments", "(", ")", CLOSE):
                    self._emit(text, self.rows.lines[-1])
        self.frames.pop()
        if frame.shown and not self._is_folded(frame):
            self._emit(CLOSE, self.rows.lines[-1])
        self.scope = frame.scope
        if frame.named:
            self.classes.pop()
        if frame.unit:
            frame.unit.end = len(self.rows.texts)
            self.rows.units.append(frame.unit)
            self.in_unit = False
        for place in frame.declares:
            self.rows.ends[place] = len(self.rows.texts)
        if frame.kind in self.grammar.imports and self._is_outermost():
            self._import(frame.step)

    def _is_folded(self, frame: Frame) -> bool:
        """Two texts with a `+` between them are the one text that a compiler makes of them."""
        row = self.rows.texts[frame.step :]
        if frame.kind != "binary_expression" or len(row) != 4 or row[2] != "+":  # noqa: PLR2004
            return False
        whole = joined(row[1], row[3])
        if whole:
            self.rows.texts[frame.step :] = [whole]
            del self.rows.lines[frame.step + 1 :]
        return bool(whole)

    def _is_outermost(self) -> bool:
        kinds = [frame.kind for frame in self.frames[2:] if frame.kind not in _NAMESPACES]
        return len(kinds) <= 2 and all(kind.startswith(("preproc", "import")) for kind in kinds)  # noqa: PLR2004

    def _import(self, start: int) -> None:
        rows = self.rows
        told = [one for one in rows.texts[start:] if not one.startswith((OPEN, CLOSE))]
        where = "::".join(self.classes)
        rows.imports.extend(f"{where} {one}".lstrip() for one in import_key(told))
        del rows.texts[start:], rows.lines[start:]
        while rows.words and rows.words[-1] >= start:
            rows.names.pop(rows.words.pop(), None)

    def _leaf(self, node: "Node", kind: str, place: str) -> None:
        frame, grammar = self.frames[-1], self.grammar
        raw = text_of(node)
        text = (grammar.keyed and script_text(raw, kind, place, frame.kind)) or leaf_text(raw, kind, self.rows.fixed)
        if not text or (text == ";" and grammar.semicolons_free and frame.kind not in _KINDS_OF_FOR):
            return
        if not frame.shown and text in {"(", ")"} and frame.kind in grammar.parentheses:
            return
        if text in _CLOSING:
            self._drop_comma(frame.kind)
        if self._joins(text, frame):
            return
        line = node.start_point[0] + 1
        around = BRACKETS[grammar.entry] if frame.kind == "arrow_function" and place == "parameter" else ((), ())
        for sign in around[0]:
            self._emit(sign, line)
        at = len(self.rows.texts)
        self._emit(text, line)
        if "identifier" in kind or kind in grammar.names or kind == "implicit_parameter":
            self.rows.words.append(at)
            self._name(node, kind, place, at)
        elif text in {"const", "let", "var"} and frame.kind in _DECLARATIONS and self._is_top_of_function():
            self.rows.switches.append((frame.step, at))
        for sign in around[1]:
            self._emit(sign, line)
        self.last = (self.last[1], text)

    def _drop_comma(self, kind: str) -> None:
        """A comma before a closing bracket says nothing, but where it makes a tuple, a hole or an argument."""
        grammar, rows = self.grammar, self.rows
        free = kind in grammar.commas_free if grammar.commas_free is not None else kind not in grammar.commas_count
        if free and rows.texts and rows.texts[-1] == "," and self.last[0] not in _OPENING:
            rows.texts.pop()
            rows.lines.pop()

    def _joins(self, text: str, frame: Frame) -> bool:
        """Join a text to the one beside it, as a compiler of C does."""
        if frame.kind != "concatenated_string" or frame.shown or not self.rows.texts:
            return False
        whole = joined(self.rows.texts[-1], text)
        if whole:
            self.rows.texts[-1] = whole
        return bool(whole)

    def _is_top_of_function(self) -> bool:
        kinds = [frame.kind for frame in self.frames[-3:]]
        return len(kinds) == 3 and kinds[1] == "statement_block" and kinds[0] in self.grammar.functions  # noqa: PLR2004

    def _name(self, node: "Node", kind: str, place: str, at: int) -> None:
        grammar, frame, text = self.grammar, self.frames[-1], self.rows.texts[at]
        arrow = self.last[1] == "->" and grammar.commas_free is not None  # elsewhere the sign of a lambda
        member = arrow or self.last[1] in _MEMBER
        own = member and self.last[0] in _SELF
        if kind not in grammar.names and kind not in grammar.keyed and not own:
            return
        reach = self._reach(place)
        if reach == "t":
            self.rows.fixed.add(text) if "statement" in frame.kind else self.rows.labels.add(text)
            return
        if (member and not own) or is_key_or_label(self.text, node, frame.kind, grammar, self.last[1]):
            self.rows.labels.add(text)
            return
        reach = self._checked(reach, frame, text)
        private = reach == "o" and self._is_private(node, text)
        assigned = (place in {"left", "argument"} and "assign" in frame.kind) or frame.kind in _ASSIGNS
        named = bool(reach) and frame.kind in grammar.named
        self.rows.names[at] = Name(self.scope, reach, private, own, kind in grammar.keyed, assigned, named)
        if reach and grammar.late:
            self._is_over_later(at)

    def _is_over_later(self, at: int) -> None:
        """In `let x = x` the name on the right is still the outer one: a name begins after its whole declaration."""
        hops = {"variable_declaration", "multi_variable_declaration", "pattern", *self.grammar.carriers}
        frame = next(one for one in reversed(self.frames) if one.kind not in hops)
        if frame.kind not in self.grammar.blocks:
            frame.declares.append(at)

    def _checked(self, reach: str, frame: Frame, text: str) -> str:
        """A pattern declares only what is new: not a loop over a name that is there, not a constant to match."""
        if frame.kind == "for_in_statement" and self.last[1] not in {"const", "let", "var"}:
            return ""
        if frame.kind == "iterator" and self.last[1] not in {"for", "("}:
            return ""
        if self.grammar.package == "tree_sitter_rust" and text[:1].isupper():
            return ""
        return reach

    def _is_private(self, node: "Node", text: str) -> bool:
        for place in range(len(self.frames) - 1, 0, -1):
            frame = self.frames[place]
            if frame.kind in self.grammar.functions or frame.kind == "declaration":
                outer = self.frames[place - 1].kind
                before = self.text[frame.begins : node.start_byte]
                return outer in _BODIES | {"block"} and private_prefix(before, text, self.grammar)
        return False
