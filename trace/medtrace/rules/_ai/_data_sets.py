"""Lists of training data: which files are such lists, and what their entries are."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

import yaml

from medtrace.expressions import expression
from medtrace.rules._platform._json import parse_json

MOST_ENTRIES = 1_000_000
_LIST = expression(r"\.(?:csv|tsv|json|jsonl|ya?ml|txt|lst|dvc)$", re.IGNORECASE)
_NAMED = expression(
    r"(?:^|[/_.-])(?:data[-_]?sets?|data[-_]?lists?|train(?:ing)?(?:[-_](?:sets?|list|files?|data|split|ids?))?"
    r"|splits?|folds?|cohorts?)(?=[/_.-]|\d)",
    re.IGNORECASE,
)
_TRAINING = expression(r"train", re.IGNORECASE)
_NAMES = ("id", "case", "case_id", "image", "name", "file", "path", "filename", "uid")
_COLUMNS = {"split", "set", "subset", "fold", "partition", "phase"}
_PARTS = expression(r"^(?:train\w*|val\w*|test\w*|tun\w*)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DataSet:
    """Training entries by what names each: a picture, a case, a line; None where they cannot be told apart."""

    entries: Mapping[str, str] | None


def is_list(path: str) -> bool:
    """Whether a path is one of a list of data for training, by its name."""
    return bool(_LIST.search(path) and _NAMED.search(path))


def read_list(text: str, path: str) -> DataSet:
    """The entries for training of a list; those for tuning and tests are left out where the list tells them apart."""
    name = path.lower()
    try:
        if name.endswith((".json", ".yaml", ".yml")):
            document = parse_json(text) if name.endswith(".json") else yaml.load(text, Loader=yaml.CSafeLoader)
            return _of(_training(document))
    except (json.JSONDecodeError, yaml.YAMLError, RecursionError, ValueError):
        return DataSet(None)
    if name.endswith(".dvc"):
        return DataSet(None)
    if name.endswith((".csv", ".tsv")):
        return _of(_rows(text, "\t" if name.endswith(".tsv") else ","))
    return _of((line.strip(), "") for line in text.split("\n") if line.strip() and not line.startswith("#"))


def _of(entries: Iterable[tuple[str, str]]) -> DataSet:
    """Entries by name; where names repeat, each entry stands for itself."""
    found = list(islice(entries, MOST_ENTRIES))
    named = dict(found)
    if len(named) < len(found):
        named = {f"{name} {rest}".strip(): "" for name, rest in found}
    return DataSet(named or None)


def _training(document: object) -> Iterator[tuple[str, str]]:
    """Lists below a key of training; of a document without such keys the list that it is."""
    if isinstance(document, list):
        yield from map(_entry, document)
    elif isinstance(document, dict):
        lists = [key for key in document if isinstance(document[key], list)]
        keys = [key for key in lists if _TRAINING.search(str(key))]
        parts = any(_PARTS.match(str(key)) for key in document)
        for key in keys or ([] if parts else lists):
            yield from map(_entry, document[key])


def _entry(one: object) -> tuple[str, str]:
    """What names an entry, and all that it says."""
    if isinstance(one, str):
        return one, ""
    whole = json.dumps(one, sort_keys=True, ensure_ascii=False, default=str)
    named = next((one[key] for key in _NAMES if isinstance(one.get(key), str)), "") if isinstance(one, dict) else ""
    return (named, whole) if named else (whole, "")


def _rows(text: str, comma: str) -> Iterator[tuple[str, str]]:
    """Rows without their heading; where a column says which part a row is of, those for training."""
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=comma))
    except csv.Error:
        return
    heading = [cell.strip().casefold() for cell in rows[0]] if rows else []
    part = next((at for at, cell in enumerate(heading) if cell in _COLUMNS), len(heading))
    for row in rows[1:]:
        said = row[part].strip() if part < len(row) else ""
        if row and (_TRAINING.search(said) or not _PARTS.match(said)):
            yield row[0].strip(), comma.join(cell.strip() for cell in row)
