"""Which TRLC types extend which, and which of their fields name records, from the `.rsl` files of a revision."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import islice

from medtrace.model.snapshot import Blob
from medtrace.sources._text import text_of
from medtrace.sources._trlc_models import Model, model_of
from medtrace.sources._trlc_records import TrlcRecord, qualified

# No model is deeper; a circle of types ends here too.
_MOST_PARENTS = 100


class Types:
    """What the models of a revision say of types; read when first asked."""

    def __init__(self, kinds: Mapping[str, str], models: Iterable[Blob]) -> None:
        """`kinds` names types with or without their package."""
        self._kinds = kinds
        self._models = tuple(models)
        self._found: dict[str, str] = {}
        self._fields: dict[str, dict[str, bool]] = {}

    def kind(self, record: TrlcRecord) -> str:
        """The item kind of a record by its type or the nearest that it extends, or nothing for one left alone."""
        return self._kind(qualified(record.type, record.package))

    def citing(self, record: TrlcRecord) -> Mapping[str, bool]:
        """The fields of a record that are declared to name records, and whether this source reads such records."""
        name = qualified(record.type, record.package)
        if name not in self._fields:
            declared = ((said, types) for one in self._above(name) for said, types in self._model.fields_of(one))
            found: dict[str, bool] = {}
            for said, types in declared:
                records = self._records(types)
                if records:
                    found[said] = found.get(said, False) or any(map(self._is_read, records))
            self._fields[name] = found
        return self._fields[name]

    def is_literal(self, name: str) -> bool:
        """Whether `Package.Name` is rather a word of an enumeration: `Kind.Log` written within its own package."""
        return name.rpartition(".")[0].rpartition(".")[2] in self._enumerations

    def _kind(self, name: str) -> str:
        if name not in self._found:
            said = (self._kinds.get(one) or self._kinds.get(one.rpartition(".")[2]) for one in self._above(name))
            self._found[name] = next(filter(None, said), "")
        return self._found[name]

    def _above(self, name: str) -> list[str]:
        """The type and all that it extends, the nearest first."""
        seen = [name]
        for one in seen:
            further = (parent for parent in self._model.parents.get(one, ()) if parent not in seen)
            seen += islice(further, _MOST_PARENTS - len(seen))
        return seen

    def _records(self, types: Iterable[str]) -> list[str]:
        """The record types among these, those inside of tuples too."""
        seen = list(dict.fromkeys(types))
        for one in seen:
            inside = (each for _, found in self._model.tuples.get(one, ()) for each in found)
            seen += islice((each for each in inside if each not in seen), _MOST_PARENTS)
        return [one for one in seen if one in self._model.types]

    def _is_read(self, name: str) -> bool:
        """Whether records of a type, or of one that extends it, are items here."""
        return not self._kinds or bool(self._kind(name)) or name in self._above_items

    @cached_property
    def _above_items(self) -> frozenset[str]:
        return frozenset(each for one in self._model.types if self._kind(one) for each in self._above(one))

    @cached_property
    def _enumerations(self) -> frozenset[str]:
        return frozenset(one.rpartition(".")[2] for one in self._model.enumerations)

    @cached_property
    def _model(self) -> Model:
        return model_of((text_of(blob)[0], blob.path) for blob in self._models)
