"""Names tied to what declares them: names that stay within the file become numbers, so that another name says nothing.

A name counts as the file's own where a function, a block or a parameter declares it, or a function that is private to
the file; everything else keeps its text. A name that is written out in a text or a macro, or lives in a file that
evaluates texts, keeps it too.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import TypeAlias

from medtrace.expressions import expression
from medtrace.syntax.grammar import Grammar
from medtrace.syntax.steps import OPEN, SWITCH, Name, Rows

Key: TypeAlias = str | int
Unbound: TypeAlias = tuple[tuple[str, int], ...]
_WORD = expression(r"[\w$]+")


@dataclass(slots=True)
class _Binding:
    code: bool
    free: bool
    first: int
    uses: list[int] = field(default_factory=list)
    declared: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Bound:
    """The steps with own names as numbers.

    `declared` is the step that declares each number, `unbound` how often a name stands there that nothing declares or
    imports.
    """

    keys: tuple[Key, ...]
    declared: tuple[int, ...]
    unbound: Unbound


def bound(rows: Rows, grammar: Grammar) -> Bound:
    """Tie every name of the rows."""
    tie = _Tie(rows, grammar)
    return tie.result()


class _Tie:
    def __init__(self, rows: Rows, grammar: Grammar) -> None:
        self.rows, self.grammar = rows, grammar
        self.found: dict[tuple[int, str], _Binding] = {}
        self.fixed = set(rows.fixed)
        texts = set(rows.texts)
        self.none = bool(grammar.dynamic & texts)
        # A script without modules shares its functions with every other script of the page.
        self.private = not grammar.keyed or bool(rows.imports or {"require", "exports", "module"} & texts)

    def result(self) -> Bound:
        """Declare, then look up, then number in the order of appearance."""
        for place, name in self.rows.names.items():
            if name.reach:
                self._declare(place, name)
        ties = {place: self._look(place, name) for place, name in self.rows.names.items()}
        for place, tie in ties.items():
            if tie is not None:
                tie.uses.append(place)
        keys: list[Key] = list(self.rows.texts)
        self._same_switches(keys)
        numbers: dict[int, int] = {}
        declared: list[int] = []
        for place, tie in ties.items():
            if tie is None or not tie.free or self.rows.names[place].keyed:
                continue
            if id(tie) not in numbers:
                numbers[id(tie)] = len(declared)
                declared.append(tie.declared[0])
            keys[place] = numbers[id(tie)]
        return Bound(tuple(keys), tuple(declared), self._unbound(ties))

    def _unbound(self, ties: dict[int, _Binding | None]) -> Unbound:
        known = self.grammar.known | {word for one in self.rows.imports for word in _WORD.findall(one)}
        texts, names = self.rows.texts, self.rows.names
        found = Counter(texts[place] for place, tie in ties.items() if tie is None and not names[place].own)
        return tuple(sorted((word, count) for word, count in found.items() if word not in known))

    def _declare(self, place: int, name: Name) -> None:
        scopes, scope, text = self.rows.scopes, name.scope, self.rows.texts[place]
        if (name.reach == "o" and scopes[scope].function) or name.reach == "c":
            scope = scopes[scope].parent
        if name.reach == "f":
            while scopes[scope].code and not scopes[scope].function and scopes[scope].parent >= 0:
                scope = scopes[scope].parent
        free = not self.none and text not in self.fixed
        free = free and (scopes[scope].code or (name.private and self.private))
        start = -1 if name.reach in {"o", "c"} else self.rows.ends.get(place, place)
        known = self.found.setdefault((scope, text), _Binding(scopes[scope].code, free, start))
        known.free = known.free and free
        known.first = min(known.first, start)
        known.declared.append(place)

    def _look(self, place: int, name: Name) -> _Binding | None:
        scope, text, scopes = name.scope, self.rows.texts[place], self.rows.scopes
        while scope >= 0:
            known = self.found.get((scope, text))
            if known is not None and not (name.own and known.code) and self._reaches(known, place, name):
                return known
            scope = scopes[scope].parent
        return None

    def _reaches(self, known: _Binding, place: int, name: Name) -> bool:
        return self.grammar.hoists or bool(name.reach) or known.first <= place

    def _same_switches(self, keys: list[Key]) -> None:
        """`const`, `let` and `var` at the top of a function are one where nothing tells them apart.

        The name is declared once, used only after that, and gets no other value.
        """
        by_place = {place: tie for tie in self.found.values() for place in tie.declared}
        for opens, word in self.rows.switches:
            tie = by_place.get(word + 2)
            if tie is None or len(tie.declared) > 1 or min(tie.uses) < word + 2:
                continue
            if not any(self.rows.names[use].assigned for use in tie.uses):
                keys[opens], keys[word] = f"{OPEN}declaration", SWITCH
