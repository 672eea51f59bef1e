"""Which TRLC types extend which, from the `.rsl` files of a revision."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import islice

from medtrace.model.items import Diagnostic
from medtrace.model.snapshot import Blob
from medtrace.sources._text import text_of
from medtrace.sources._trlc_records import TrlcRecord, qualified
from medtrace.sources._trlc_tokens import Token, tokens

# No model is deeper; a circle of types ends here too.
_MOST_PARENTS = 100


class Types:
    """The item kind of a record by its type, or by the nearest type that it extends; read when first asked."""

    def __init__(self, kinds: Mapping[str, str], models: Iterable[Blob]) -> None:
        """`kinds` names types with or without their package."""
        self._kinds = kinds
        self._models = tuple(models)
        self._found: dict[str, str] = {}

    def kind(self, record: TrlcRecord) -> str:
        """The kind, or nothing for a type that is left alone."""
        name = qualified(record.type, record.package)
        if name not in self._found:
            self._found[name] = self._nearest(name)
        return self._found[name]

    def _nearest(self, name: str) -> str:
        seen = [name]
        for one in seen:
            kind = self._kinds.get(one) or self._kinds.get(one.rpartition(".")[2])
            if kind:
                return kind
            further = (parent for parent in self._parents.get(one, ()) if parent not in seen)
            seen += islice(further, _MOST_PARENTS - len(seen))
        return ""

    @cached_property
    def _parents(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for blob in self._models:
            for name, parent in _extensions(text_of(blob)[0], blob.path):
                found.setdefault(name, []).append(parent)
        return found


def _extensions(text: str, path: str) -> Iterator[tuple[str, str]]:
    """Each type that extends another, both with their packages."""
    words = [one for one in tokens(text, path) if not isinstance(one, Diagnostic)]
    package = ""
    for at, one in enumerate(words):
        if one.sort != "word" or at + 1 >= len(words):
            continue
        if one.text == "package":
            package = words[at + 1].text
        elif one.text == "type" and (parent := _parent(words, at + 2)):
            yield qualified(words[at + 1].text, package), qualified(parent, package)


def _parent(words: list[Token], at: int) -> str:
    """The type named behind `extends`; a description may stand before it."""
    at += at < len(words) and words[at].sort == "string"
    if at + 1 >= len(words) or words[at].text != "extends":
        return ""
    dotted = at + 3 < len(words) and words[at + 2].text == "."
    return words[at + 1].text + (f".{words[at + 3].text}" if dotted else "")
