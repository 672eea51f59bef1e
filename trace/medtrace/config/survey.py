"""What `trace init` looks at: names of a repository, and the ids that its texts bear."""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath

from medtrace.config.folders import is_fixture
from medtrace.expressions import expression
from medtrace.model.code_files import SUFFIXES
from medtrace.model.items import ItemKind

MOST_OF_ONE = 200
_OF_FOLDER = 25
DOORSTOP = ".doorstop.yml"
_BY_RANK = (".md .markdown .myst .rest .rst", ".csv .feature .tsv .xlsm .xlsx", ".yaml .yml", ".xml")
_TEXTS = {ending: rank for rank, endings in enumerate(_BY_RANK) for ending in endings.split()}
_REQUIREMENTS = frozenset({".sdoc", ".trlc", ".rsl", ".reqif", ".reqifz"})
# Bills of materials and exports of needs, by their usual names and folders; near the top any JSON may be one.
_BILLS = expression(r"(?:.*/)?needs\.json|.*(?:bom|cdx|spdx|cyclonedx).*\.json|.*\.spdx", re.IGNORECASE)
_NEAR = expression(r"(?:[^/]+/)?[^/]+\.json", re.IGNORECASE)
_OWN, _BILL, _CODE, _LAST = -1, 2, 4, 6
_TURN = 10
# How many files of each rank are looked into: what items are written in nearly all, data and code some.
MOST = {_OWN: 3000, 0: 5000, 1: 2000, _BILL: 1500, 3: 500, _CODE: 1000, _LAST: 300}
CODE = SUFFIXES
# Ids in prose and headings; in a column or key that is called id they may have parts after dots, or no digits.
# A Chinese word before a number needs a sign between them: 第3章 and 版本2 are no ids, 需求-001 and XQ-报警-001 are.
_PART = r"(?:[-_](?:[A-Z][A-Z0-9]{0,11}|[一-鿿]{1,8}))"
ID = rf"(?:[A-Z][A-Za-z]{{0,11}}{_PART}{{0,3}}[-_]?|[一-鿿]{{1,8}}{_PART}{{0,3}}[-_])\d{{1,6}}"
DOTTED = rf"[a-z]{{0,2}}{ID}(?:\.\d{{1,6}}){{0,4}}"
WORDED = r"[A-Z][A-Z0-9]{0,11}(?:[-_][A-Z0-9]{1,16}){1,4}"
_HEAD = expression(r"[A-Za-z]+|[一-鿿]+")
_SMALL_PARTS = expression(r"([a-z]+[-_]\d+)(?:[-_]\d+)+")
NO_HEADS = "UTF ISO SHA RFC CVE CWE GHSA PEP IEC AES RSA"
# Figures, tables, annexes, steps and versions are numbered too.
_NO_ID = expression(
    rf"(?:{'|'.join(NO_HEADS.split())})(?![A-Za-z])|v\d|(?:图|表|附图|附表|附录|附件|章|节|步骤|版本|公式)(?![一-鿿])"
)
_KINDS = (
    (ItemKind.USER_NEED, "URS UN UR USR NEED UNS 用户需求"),
    (ItemKind.RISK_CONTROL, "RC RCM CTL CTRL MIT"),
    (ItemKind.RISK, "RISK RSK RSKS HAZ HAZARD HA 风险"),
    (ItemKind.DESIGN, "SDD SDS DES DESIGN DD DSN ARCH SAD 设计"),
    (ItemKind.TEST, "TC TE TEST TST TS VER VAL UT IT ST STC 测试"),
    (ItemKind.DEFECT, "BUG DEF ANOMALY ANM 缺陷"),
    (ItemKind.CHANGE_REQUEST, "CR CHG ECR 变更"),
    (ItemKind.SPECIFICATION, "SPEC"),
    (ItemKind.REQUIREMENT, "SRS REQ REQS RQ SWR SR FR NFR PRS SYS SYSREQ SWREQ PRD 需求"),
)
_KIND_BY_WORD = {word: kind.value for kind, words in _KINDS for word in words.split()}
_PATH_WORDS = (
    (ItemKind.USER_NEED, ("user-need", "user_need", "userneed", "urs", "用户需求")),
    (ItemKind.RISK, ("risk", "hazard", "fmea", "风险")),
    (ItemKind.DESIGN, ("design", "architecture", "sdd", "设计")),
    (ItemKind.TEST, ("test", "verification", "validation", "测试")),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """One item as the source of its format reads it, with the type word that the format gives it.

    `cites` are the ids that the format itself makes links to, beside what stands in its fields.
    """

    format: str
    path: str
    id: str
    type: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """The first rows of one sheet of a workbook."""

    path: str
    name: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """A repository at its newest revision: its name, tags, every path, the texts of some, subjects of some commits.

    `shown` are the items that the sources themselves read in samples of their formats, `sheets` the rows of workbooks.
    """

    name: str
    tags: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    samples: tuple[tuple[str, str], ...] = ()
    subjects: tuple[str, ...] = ()
    shown: tuple[Shown, ...] = ()
    sheets: tuple[Sheet, ...] = ()


def wanted(paths: Iterable[str]) -> tuple[str, ...]:
    """The paths whose text a survey asks for, the likeliest first: of each rank no more than `MOST` says.

    What is written only for requirements comes before documents, tables and code. Of one folder a few come first, then
    those of every other; so do `MOST_OF_ONE` of one ending.
    """
    own = tuple(paths)
    documents = {path.rpartition("/")[0] for path in own if path.rpartition("/")[2] == DOORSTOP}
    ranked = [(rank, path.count("/"), path) for path in own if (rank := _rank(path, documents)) is not None]
    in_folder: Counter[tuple[str, str]] = Counter()
    of_ending: Counter[str] = Counter()
    turns = []
    for rank, depth, path in sorted(ranked):
        folder, ending = path.rpartition("/")[0], PurePosixPath(path).suffix.lower()
        in_folder[folder, ending] += 1
        of_ending[ending] += 1
        late = rank < _LAST and of_ending[ending] > MOST_OF_ONE
        turns.append((rank + _TURN * late, in_folder[folder, ending] // _OF_FOLDER, depth, rank, path))
    taken: Counter[int] = Counter()
    chosen = []
    for *_, rank, path in sorted(turns):
        taken[rank] += 1
        if taken[rank] <= MOST[rank]:
            chosen.append(path)
    return tuple(chosen)


def _rank(path: str, documents: Collection[str]) -> int | None:
    """What is looked into first; None for what is not looked into at all."""
    folder, _, name = path.rpartition("/")
    suffix = PurePosixPath(path).suffix.lower()
    if suffix in _REQUIREMENTS or name == DOORSTOP or folder in documents:
        # A sample of another product is no requirement of this one, but Doorstop keeps own documents among tests.
        return None if is_fixture(path) and name != DOORSTOP and folder not in documents else _OWN
    rank = _TEXTS.get(suffix, _CODE if suffix in CODE else None)
    if rank is None:
        return (
            None if is_fixture(path) else _BILL if _BILLS.fullmatch(path) else _LAST if _NEAR.fullmatch(path) else None
        )
    # What lies among tests is no item, but for features and code that cite items.
    return _LAST if suffix not in CODE and suffix != ".feature" and is_fixture(path) else rank


@dataclass(frozen=True, slots=True)
class Ids:
    """Ids of one family: those that begin with the same letters, such as SRS; or all of a format, as `written`."""

    head: str
    ids: tuple[str, ...]
    written: str = ""

    @property
    def expression(self) -> str:
        """The expression that matches every id of the family, and those that will follow."""
        return self.written or _expression_of(self.head, self.ids)


@lru_cache(maxsize=512)
def _expression_of(head: str, ids: tuple[str, ...]) -> str:
    """Asked again and again of the same ids, of which a file may hold a hundred thousand."""
    if not ids:
        return ""
    if not all(re.search(r"\d\Z", one) for one in ids):
        return rf"{head}(?:[-_][A-Z0-9]+)+"
    dotted = r"(?:\.\d+)*" if any("." in one for one in ids) else ""
    plain = [one.partition(".")[0] for one in ids]
    if any(_SMALL_PARTS.fullmatch(one) for one in plain):
        # `r-3-1` among `r-1`: small letters are followed by numbers alone.
        dotted, plain = r"(?:[-_.]\d+)*", [_SMALL_PARTS.sub(r"\1", one) for one in plain]
    has_middle = any(re.search(r"[-_][A-Z]", one) for one in plain)
    has_words = any(re.search(r"[-_][一-鿿]", one) for one in plain)
    separators = sorted({found.group(1) for one in plain if (found := re.search(r"([-_]?)\d+\Z", one))})
    words = [form for form, there in (("[A-Z][A-Z0-9]*", has_middle), ("[一-鿿]+", has_words)) if there]
    part = words[0] if len(words) == 1 else f"(?:{'|'.join(words)})"
    middle = f"(?:[-_]{part})*" if words else ""
    last = separators[0] if len(separators) == 1 else "[-_]?"
    return rf"{head}{middle}{last}\d+{dotted}"


def families(found: Iterable[str], named: Collection[str] = ()) -> tuple[Ids, ...]:
    """Ids by their first letters, the largest family first; a single id counts where its letters name a kind.

    `named` are ids that a column or key called id holds: they need no separator.
    """
    by_head: dict[str, set[str]] = {}
    for one in found:
        head = _HEAD.match(one)
        if head and (is_plausible(one) or (one in named and not _NO_ID.match(one))):
            by_head.setdefault(head.group(), set()).add(one)
    kept = [
        Ids(head, tuple(sorted(ids)))
        for head, ids in by_head.items()
        if len(ids) > 1 or kind_of_head(head) or any(one in named and is_plausible(one) for one in ids)
    ]
    return tuple(sorted(kept, key=lambda one: (-len(one.ids), one.head)))


def is_plausible(one: str) -> bool:
    """Whether a word such as UTF-8 or SHA256 may be an id: with a separator, or with letters that name a kind."""
    return has_kind(one) or (("-" in one or "_" in one) and not _NO_ID.match(one))


def first_letters(one: str) -> str:
    """What an id begins with, such as SRS; empty where that is no letter."""
    found = _HEAD.match(one)
    return found.group() if found else ""


def has_kind(one: str) -> bool:
    """Whether the first letters of an id name a kind: data files are full of other ids."""
    return bool(kind_of_head(first_letters(one)))


def kind_of_head(head: str) -> str:
    """The item kind that letters stand for, empty where they stand for none."""
    return _KIND_BY_WORD.get(head.upper(), "")


def kind_of(head: str, paths: Iterable[str]) -> str:
    """The item kind by the letters of the id, else by words of the path, else requirement."""
    known = kind_of_head(head)
    own = tuple(paths)
    if known == ItemKind.TEST.value and own and all("execution" in path.casefold() for path in own):
        return ItemKind.TEST_EXECUTION.value
    if known:
        return known
    votes = Counter(
        next((kind.value for kind, words in _PATH_WORDS if any(word in path.casefold() for word in words)), "")
        for path in own
    )
    best = max(sorted(votes), key=lambda kind: votes[kind], default="")
    return best or ItemKind.REQUIREMENT.value
