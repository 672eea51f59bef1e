"""Readers of tables of texts, one for each form: texts by key, or None where a text is not of that form."""

import json
import re
from collections.abc import Iterator
from typing import TypeAlias
from xml.etree.ElementTree import Element, ParseError

import yaml
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from medtrace.expressions import expression

Texts: TypeAlias = dict[str, str]
_QUOTED = r'"((?:[^"\\]|\\.)*)"'
_APPLE = expression(rf"/\*.*?(?:\*/|\Z)|//[^\n]*|(?:{_QUOTED}|(?<![\w.-])([\w.-]++))\s*=\s*{_QUOTED}\s*;", re.DOTALL)
_ESCAPED = expression(r"\\u([0-9a-fA-F]{4})")
_PAIR = expression(r"\s*((?:[^\s:=\\]|\\.)+)\s*[:=]?\s*(.*)\Z", re.DOTALL)
_FLUENT = expression(r"(?m)^(-?[A-Za-z][\w-]*) *= *(.*(?:\n[ \t]+.*)*)")
_MOST = 100_000


def gettext_texts(text: str) -> Texts:
    """`msgid` with its context → `msgstr`; the head and obsolete entries are left out."""
    found: Texts = {}
    entry: dict[str, str] = {}
    field = ""
    for line in (*text.split("\n"), ""):
        word, _, rest = line.strip().partition(" ")
        if line.startswith("#") or not line.strip() or (word in {"msgctxt", "msgid"} and "msgstr" in entry):
            _close(entry, found)
            field = ""
        if word.startswith("msg"):
            field = word.partition("[")[0] if word != "msgid_plural" else word
            entry[field] = f"{entry[field]} | {_unquoted(rest)}" if field in entry else _unquoted(rest)
        elif field and line.lstrip().startswith('"'):
            entry[field] += _unquoted(line.strip())
    return found


def _close(entry: dict[str, str], found: Texts) -> None:
    if entry.get("msgid") and "msgstr" in entry:
        context = entry.get("msgctxt", "")
        key = f"{context}: {entry['msgid']}" if context else entry["msgid"]
        found[key] = entry["msgstr"] or entry["msgid"]
    if "msgstr" in entry:
        entry.clear()


def _unquoted(quoted: str) -> str:
    return quoted.strip()[1:-1] if quoted.strip().startswith('"') else ""


def qt_texts(text: str) -> Texts | None:
    """Context and source → translation; an unfinished one is the source, as Qt shows it."""
    root = _root(text)
    if root is None:
        return None
    found: Texts = {}
    for context in root.iter("context"):
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            source = message.findtext("source") or ""
            comment = message.findtext("comment") or ""
            translation = message.find("translation")
            shown = _whole(translation) if translation is not None else ""
            found[": ".join(filter(None, (name, comment, source)))] = shown or source
    return found


def xliff_texts(text: str) -> Texts | None:
    """Id of a unit → its target, or its source where it has none."""
    root = _root(text)
    if root is None:
        return None
    found: Texts = {}
    for unit in root.iter():
        if _local(unit.tag) in {"trans-unit", "unit"}:
            texts = {_local(one.tag): _whole(one) for one in unit.iter() if _local(one.tag) in {"source", "target"}}
            found[unit.get("id", "")] = texts.get("target") or texts.get("source", "")
    return found


def android_texts(text: str) -> Texts | None:
    """Names of strings, of items of an array and of plural forms."""
    root = _root(text)
    if root is None:
        return None
    found: Texts = {}
    for node in root:
        name = node.get("name", "")
        if node.tag == "string":
            found[name] = _whole(node)
        elif node.tag in {"string-array", "plurals"}:
            for place, item in enumerate(node.iter("item")):
                found[f"{name}.{item.get('quantity', place)}"] = _whole(item)
    return found


def resx_texts(text: str) -> Texts | None:
    """Names of `data` with text; embedded files and objects are left out."""
    root = _root(text)
    if root is None:
        return None
    return {
        node.get("name", ""): node.findtext("value") or ""
        for node in root.iter("data")
        if node.get("type") is None and node.get("mimetype") is None
    }


def apple_texts(text: str) -> Texts:
    """`"key" = "text";` of a `.strings` file."""
    pairs = ((found[1] or found[2], found[3]) for found in _APPLE.finditer(text) if found[3] is not None)
    return dict(pairs)


def apple_dict_texts(text: str) -> Texts | None:
    """Path of keys → text of a property list."""
    root = _root(text)
    if root is None or not len(root):
        return None
    found: Texts = {}
    stack: list[tuple[str, Element]] = [("", root[0])]
    while stack:
        path, node = stack.pop()
        if node.tag == "dict":
            key = ""
            for child in node:
                if child.tag == "key":
                    key = (child.text or "").strip()
                else:
                    stack.append((f"{path}.{key}" if path else key, child))
        elif node.tag == "array":
            stack.extend((f"{path}[]", child) for child in node)
        else:
            found[path] = (node.text or "").strip() or node.tag
    return dict(sorted(found.items()))


def catalog_texts(text: str) -> Texts | None:
    """Key and language → text of an `.xcstrings` catalogue; a key without translation is its own text."""
    document = _loaded(text)
    strings = document.get("strings") if isinstance(document, dict) else None
    if not isinstance(strings, dict):
        return None
    found: Texts = {}
    for key, entry in strings.items():
        told = entry.get("localizations") if isinstance(entry, dict) else None
        leaves = dict(_leaves(told)) if told else {}
        found[str(key)] = str(key)
        found |= {f"{key} {path}": shown for path, shown in leaves.items() if path.endswith("value")}
    return found


def json_texts(text: str) -> Texts | None:
    """Path of keys → text; an entry that begins with `@` explains another."""
    document = _loaded(text)
    if not isinstance(document, dict | list):
        return None
    return {path: shown for path, shown in _leaves(document) if not path.startswith("@")}


def yaml_texts(text: str) -> Texts | None:
    """Path of keys → text."""
    try:
        document = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe
    except (yaml.YAMLError, ValueError, RecursionError, TypeError):
        return None
    return dict(_leaves(document)) if isinstance(document, dict | list) else None


def properties_texts(text: str) -> Texts:
    """`key = text`, with lines that go on and characters written by their number."""
    found: Texts = {}
    for line in re.sub(r"\\\r?\n[ \t]*", "", text).split("\n"):
        if line.strip() and line.lstrip()[0] not in "#!" and (pair := _PAIR.match(line.rstrip("\r"))):
            found[pair[1]] = _ESCAPED.sub(lambda sign: chr(int(sign[1], 16)), pair[2]).rstrip()
    return found


def fluent_texts(text: str) -> Texts:
    """`key = text` of Fluent, with the lines that go on."""
    return {pair[1]: " ".join(pair[2].split()) for pair in _FLUENT.finditer(text)}


def _leaves(document: object) -> Iterator[tuple[str, str]]:
    stack: list[tuple[str, object]] = [("", document)]
    told = 0
    while stack and told < _MOST:
        path, node = stack.pop()
        told += 1
        if isinstance(node, dict):
            stack.extend((f"{path}.{key}" if path else str(key), entry) for key, entry in reversed(list(node.items())))
        elif isinstance(node, list):
            stack.extend((f"{path}.{place}", entry) for place, entry in reversed(list(enumerate(node))))
        else:
            yield path, str(node)


def _loaded(text: str) -> object:
    try:
        return json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        return None


def _root(text: str) -> Element | None:
    try:
        return fromstring(re.sub(r"<!DOCTYPE[^>\[]*>", "", text.removeprefix("\ufeff"), count=1))
    except (ParseError, ValueError, DefusedXmlException, RecursionError):
        return None


def _whole(node: Element) -> str:
    return " ".join("".join(node.itertext()).split())


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]
