"""Which attribute of a ReqIF object plays which role: as the configuration says, else by the words of usual tools."""

import re
from dataclasses import dataclass
from functools import lru_cache

from medtrace.model.items import LinkKind
from medtrace.sources._columns import Columns, header_key
from medtrace.sources._reqif_model import ReqIf, Thing
from medtrace.sources._tokens import ids_of_cell

# In the order in which they are asked; the words of the exchange guide first, which most tools write.
_USUAL: Columns = (
    (
        "id",
        (
            "ReqIF.ForeignID",
            "Object Identifier",
            "Polarion ID",
            "IE PUID",
            "Identifier",
            "UID",
            "ID",
            "Requirement ID",
            "Item ID",
            "Key",
            "编号",
            "标识",
            "需求编号",
        ),
    ),
    (
        "title",
        (
            "ReqIF.Name",
            "ReqIF.ChapterName",
            "Object Heading",
            "Object Short Text",
            "Title",
            "Name",
            "Summary",
            "名称",
            "标题",
        ),
    ),
    (
        "text",
        (
            "ReqIF.Text",
            "Object Text",
            "Primary Text",
            "Statement",
            "Description",
            "ReqIF.Description",
            "Text",
            "内容",
            "描述",
        ),
    ),
)
_WORDS = (
    ("verif", LinkKind.VERIFIES),
    ("valid", LinkKind.VERIFIES),
    ("test", LinkKind.VERIFIES),
    ("验证", LinkKind.VERIFIES),
    ("satisf", LinkKind.SATISFIES),
    ("满足", LinkKind.SATISFIES),
    ("implement", LinkKind.IMPLEMENTS),
    ("实现", LinkKind.IMPLEMENTS),
    ("mitigat", LinkKind.MITIGATES),
    ("缓解", LinkKind.MITIGATES),
)
_PREFIX = frozenset({"reqif.prefix", "prefix", "module prefix"})
_MAIN = frozenset({"id", "title", "text"})
# Thousands of objects share a few dozen names.
_key = lru_cache(maxsize=1024)(header_key)


@dataclass(frozen=True, slots=True)
class Fields:
    """What one object says: by role, and under its own words what has no role."""

    ids: tuple[str, ...]
    title: str
    text: str
    named: tuple[tuple[str, str], ...]
    plain: tuple[tuple[str, str], ...]


def fields(columns: Columns, said: list[tuple[str, str]], cited: frozenset[str]) -> Fields:
    """The attributes of an object by role; those `cited` are links and can be no more than its id, title or text."""
    by_key: dict[str, list[str]] = {}
    own: dict[str, list[str]] = {}
    for name, text in said:
        by_key.setdefault(_key(name), []).append(text)
        if name not in cited:
            own.setdefault(_key(name), []).append(text)
    given = dict(columns)
    # Of the words that the configuration names every one counts; of the usual ones the first that says something.
    chosen = {role: tuple(map(_key, names)) for role, names in columns}
    for role, names in _USUAL:
        if role not in given:
            keys = [key for key in map(_key, names) if key in by_key]
            chosen[role] = tuple(keys if role == "id" else keys[:1])
    texts = {
        role: [text for key in keys for text in (by_key if role in _MAIN else own).get(key, ())]
        for role, keys in chosen.items()
    }
    taken = {key for keys in chosen.values() for key in keys}
    plain = tuple((name, text) for name, text in said if _key(name) not in taken and name not in cited)
    named = tuple((role, "\n".join(found)) for role, found in texts.items() if role not in _MAIN and found)
    return Fields(tuple(texts["id"]), "\n".join(texts["title"]), "\n".join(texts["text"]), named, plain)


def text_keys(columns: Columns) -> frozenset[str]:
    """The attributes that hold the text of an object, as keys of headers."""
    return frozenset(map(_key, dict(columns).get("text", dict(_USUAL)["text"])))


def identity(pattern: re.Pattern[str], thing: Thing, ids: tuple[str, ...], prefix: str) -> str:
    """The id of an object: the first of its id attributes that fits, then with the prefix, its name, its identifier.

    DOORS writes the number alone and the prefix once, at the specification. An identifier is made by a tool: it is the
    id as a whole or not at all, for a part of it is the name of nothing.
    """
    for said in (*ids, *(f"{prefix}{one}" for one in ids if prefix), thing.name):
        found = ids_of_cell(pattern, said)
        if len(found) == 1:
            return found[0]
    return thing.id if pattern.fullmatch(thing.id) else ""


def is_of_another(known: re.Pattern[str], ids: tuple[str, ...]) -> bool:
    """Whether another source reads an object with such an id."""
    return any(known.fullmatch(said) for said in ids)


def prefixes(found: ReqIf) -> dict[str, str]:
    """The prefix of each object's first specification that has one."""
    by_specification: dict[int, str] = {}
    prefix_of: dict[str, str] = {}
    for place in found.places:
        one = place.specification
        if one is None or not place.object:
            continue
        if id(one) not in by_specification:
            words = (text for name, text in found.said(one) if _key(name) in _PREFIX)
            by_specification[id(one)] = next(words, "")
        if by_specification[id(one)]:
            prefix_of.setdefault(place.object, by_specification[id(one)])
    return prefix_of


def relation_kind(word: str) -> str:
    """The kind of link that the name of a relation's type means; `derives` where it says nothing."""
    lower = word.casefold()
    return next((kind for sign, kind in _WORDS if sign in lower), LinkKind.DERIVES)
