"""The declarations of TRLC models (`.rsl`): record types with their fields, tuples and enumerations.

    type Requirement extends Base {
      derived_from  "why it is there"  optional  Needs.Need [1..*]
    }

What stands between declarations (checks, defaults) is passed over; texts that are no model declare nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from medtrace.model.items import Diagnostic
from medtrace.sources._trlc_records import MAX_WORDS, qualified
from medtrace.sources._trlc_tokens import Token, tokens

# A field with the types that its values may have; a union has several.
Declared: TypeAlias = tuple[str, tuple[str, ...]]
_END = (Token("", "", 0, 0),) * 5
_SORTS = frozenset({"type", "tuple", "enum"})
_AROUND = {"[": "]", "(": ")", "{": "}"}


@dataclass(slots=True)
class Model:
    """What models declare, every name with its package; a name declared twice is all that was said of it."""

    types: dict[str, list[Declared]] = field(default_factory=dict)
    tuples: dict[str, list[Declared]] = field(default_factory=dict)
    parents: dict[str, list[str]] = field(default_factory=dict)
    enumerations: set[str] = field(default_factory=set)

    def fields_of(self, name: str) -> list[Declared]:
        """The fields that a type declares itself."""
        return self.types.get(name, [])


def model_of(texts: Iterable[tuple[str, str]]) -> Model:
    """The declarations of all texts, each given with its path."""
    found = Model()
    for text, path in texts:
        words = [one for one in tokens(text, path) if not isinstance(one, Diagnostic)][:MAX_WORDS]
        _Reader([*words, *_END], found).read()
    return found


@dataclass(slots=True)
class _Reader:
    """The words of one model and how far they were read."""

    words: list[Token]
    found: Model
    at: int = 0
    package: str = ""

    def read(self) -> None:
        while self._sort():
            one = self.words[self.at]
            self.at += 1
            if one.sort == "word" and one.text == "package":
                self.package = self.words[self.at].text
            elif one.sort == "word" and one.text in _SORTS and self._sort() == "word":
                self._declaration(one.text)

    def _declaration(self, sort: str) -> None:
        name = qualified(self._word(), self.package)
        self._description()
        if self._is("extends"):
            self.at += 1
            self.found.parents.setdefault(name, []).append(self._name())
        if sort == "enum":
            self.found.enumerations.add(name)
            return
        of = self.found.types if sort == "type" else self.found.tuples
        fields = of.setdefault(name, [])
        if self._sort() == "{":
            self.at += 1
            fields.extend(self._fields())

    def _fields(self) -> Iterator[Declared]:
        """The fields up to the closing brace, each with its types."""
        while self._sort() not in {"", "}"}:
            if self._is("freeze"):
                self.at += 3
                self._value()
            elif self._is("separator"):
                self.at += 2
            elif self._is("optional", "abstract", "final") or self._sort() != "word":
                self._passed()
            else:
                name = self._word()
                self._description()
                yield name, self._types()

    def _types(self) -> tuple[str, ...]:
        if self._is("optional"):
            self.at += 1
        found: list[str] = []
        if self._sort() == "[":
            self.at += 1
            while self._sort() not in {"", "]", "}"}:
                if self._sort() == "word":
                    found.append(self._name())
                else:
                    self.at += 1
            self.at += self._sort() == "]"
        elif self._sort() == "word":
            found.append(self._name())
        if self._sort() == "[":
            self._passed()
        return tuple(found)

    def _value(self) -> None:
        """Past a value that is given to a field: a word, a number with its sign, a list."""
        self.at += self._sort() in {"+", "-"}
        if self._sort() == "word":
            self._name()
        elif self._sort() not in {"", "}"}:
            self._passed()

    def _passed(self) -> None:
        """Past one word, or all between two brackets."""
        depth = 0
        while sort := self._sort():
            depth += (sort in _AROUND) - (sort in _AROUND.values())
            self.at += 1
            if depth <= 0:
                return

    def _description(self) -> None:
        self.at += self._sort() == "string"

    def _name(self) -> str:
        """A name with its package, the dots joined."""
        name = self._word()
        while self._sort() == "." and self.words[self.at + 1].sort == "word":
            self.at += 1
            name += f".{self._word()}"
        return qualified(name, self.package)

    def _word(self) -> str:
        self.at += 1
        return self.words[self.at - 1].text

    def _is(self, *words: str) -> bool:
        return self._sort() == "word" and self.words[self.at].text in words

    def _sort(self) -> str:
        return self.words[self.at].sort if self.at < len(self.words) else ""
