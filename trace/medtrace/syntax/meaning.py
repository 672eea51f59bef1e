"""Whether two texts of a path mean the same.

Python is compared as a syntax tree, JSON, YAML and XML as data, brace languages and SQL as a stream of signs, languages
with `#` comments line by line. A language that is not known is never called the same. A later form may look deeper
(renames, log calls); `same_meaning` stays.
"""

import json
import re
from collections.abc import Callable
from enum import StrEnum
from xml.etree.ElementTree import Element, ParseError

import yaml
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from medtrace.expressions import expression
from medtrace.syntax.includes import joined_directives, joined_texts, sorted_includes
from medtrace.syntax.languages import Language, language_of
from medtrace.syntax.python_tree import python_signature
from medtrace.syntax.tokens import signs

_MANY_LINES = expression(r"\"{3}|'{3}|<<")
_IMPORT = {"java": "import", "csharp": "using"}


class Sameness(StrEnum):
    """How two texts of one path compare."""

    IDENTICAL = "identical"
    LAYOUT = "layout"
    COMMENTS = "comments"
    RENAMED = "renamed"
    MOVED = "moved"
    IMPORTS = "imports"
    LOGS = "logs"
    DIFFERENT = "different"
    UNKNOWN = "unknown"

    @property
    def is_same(self) -> bool:
        """Whether nothing but layout or comments differs."""
        return self in {Sameness.IDENTICAL, Sameness.LAYOUT, Sameness.COMMENTS}

    @property
    def is_restructured(self) -> bool:
        """Whether the text was written anew in part and is proved to do the same."""
        return self in {Sameness.RENAMED, Sameness.MOVED}


def same_meaning(before: str, after: str, path: str) -> Sameness:
    """How two texts of one path compare; order of imports counts as layout where it has no meaning."""
    if before == after:
        return Sameness.IDENTICAL
    language = language_of(path)
    if language is None:
        return Sameness.UNKNOWN
    if language.family == "python" and _differs(_bare(before, language), _bare(after, language)):
        return Sameness.DIFFERENT  # the comments need no reading
    for sameness, view in (
        (Sameness.LAYOUT, _with_comments),
        (Sameness.COMMENTS, _bare),
    ):
        one, other = view(before, language), view(after, language)
        if one is not None and one == other:
            return sameness
    return Sameness.UNKNOWN if language.family == "prose" else Sameness.DIFFERENT


def said(text: str, path: str) -> str:
    """What a text means, in a form that is equal for texts of equal meaning; the text without layout where unknown."""
    language = language_of(path)
    bare = _bare(text, language) if language else None
    return " ".join(text.split()) if bare is None else repr(bare)


def _differs(one: object, other: object) -> bool:
    return one is not None and other is not None and one != other


def _with_comments(text: str, language: Language) -> object:
    match language.family:
        case "python":
            return python_signature(text, comments=True) or _lines(text)
        case "braces" | "sql":
            return _stream(text, language, comments=True)
        case "prose" | "markup":
            return text.split()
        case "json":
            return _parsed(text, _json_value)
        case _:
            return _lines(text)


def _bare(text: str, language: Language) -> object:
    """The text without what a machine that reads it would leave out; None where it cannot be told."""
    match language.family:
        case "python":
            return python_signature(text, comments=False)
        case "braces" | "sql":
            return _stream(text, language, comments=False)
        case "hash":
            return _hash_lines(text, language)
        case "yaml":
            return _parsed(text, lambda one: repr([_unordered(document) for document in yaml.safe_load_all(one)]))
        case "markup":
            return _parsed(text, _markup) if language.name == "xml" else _html(text)
        case _:
            return None


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.split("\n") if line.strip()]


def _hash_lines(text: str, language: Language) -> list[str] | None:
    if language.name == "shell" and "<<" in text:
        return None  # a here-document is data: its `#` is no comment
    kept = [line for line in _lines(text) if not re.match(r"\s*#(?!!)", line)]
    if language.name == "numbers" and not _MANY_LINES.search(text) and not any(map(_is_open, kept)):
        kept = [_uncommented(line) for line in kept]
    return kept if language.name == "cython" else [line.strip() for line in kept]


def _uncommented(line: str) -> str:
    """A line without the comment behind it, where nothing before it is quoted; a search for blanks would be slow."""
    told, _, behind = line.partition("#")
    is_comment = told[-1:].isspace() and not behind.startswith("{") and not set("'\"`/") & set(told)
    return told.rstrip() if is_comment else line


def _is_open(line: str) -> bool:
    """Whether a text may go on behind the end of a line: what stands there may be no comment."""
    return any(line.count(sign) % 2 for sign in "'\"`")


def _stream(text: str, language: Language, *, comments: bool) -> tuple[list[str], list[str]]:
    """The imports of languages where their order has no meaning, in alphabetical order, and all other signs."""
    plain = sorted_includes(joined_directives(text)) if language.name == "c" else text
    stream = [
        " ".join(sign.text.split()) if sign.kind == "comment" else sign.text
        for sign in signs(plain, language)
        if comments or sign.kind != "comment"
    ]
    if language.name == "c":
        stream = joined_texts(stream)
    imports, rest = _imports_apart(stream, _IMPORT.get(language.name, ""))
    used = {sign for before, sign in zip(("", *rest), rest, strict=False) if before != "."}
    # An import of a class that the text never names says nothing, whether it is there or not.
    told = [one for one in imports if language.name != "java" or comments or one[-2] in used or one[-2] == "*"]
    return sorted(" ".join(one) for one in told), rest


def _imports_apart(stream: list[str], word: str) -> tuple[list[list[str]], list[str]]:
    imports: list[list[str]] = []
    rest: list[str] = []
    position = 0
    while position < len(stream):
        end = stream.index(";", position) if word and stream[position] == word and ";" in stream[position:] else -1
        if end > position + 1 and not {"(", "=", "{", "var"} & set(stream[position:end]):
            imports.append(stream[position : end + 1])
            position = end + 1
        else:
            rest.append(stream[position])
            position += 1
    return imports, rest


def _parsed(text: str, parse: Callable[[str], object]) -> object:
    try:
        return parse(text)
    except (ValueError, yaml.YAMLError, RecursionError, ParseError, DefusedXmlException):
        return None


def _unordered(value: object) -> object:
    """The same whatever the order of its keys, which says nothing."""
    if isinstance(value, dict):
        return sorted(((repr(key), _unordered(one)) for key, one in value.items()), key=lambda pair: pair[0])
    return [_unordered(one) for one in value] if isinstance(value, list) else value


def _json_value(text: str) -> str:
    # Numbers stay as they are written: 1, 1.0 and true are three things.
    document = json.loads(text, parse_float=lambda one: f"float {one}", parse_int=lambda one: f"int {one}")
    return json.dumps(document, sort_keys=True)


def _markup(text: str) -> object:
    return _element(fromstring(text.removeprefix("\ufeff")))


def _element(node: Element) -> tuple[object, ...]:
    return (
        node.tag,
        tuple(sorted(node.attrib.items())),
        tuple((node.text or "").split()),
        tuple(_element(child) for child in node),
        tuple((node.tail or "").split()),
    )


def _html(text: str) -> list[str]:
    return re.sub(r"<!--.*?-->|@\*.*?\*@", " ", text, flags=re.DOTALL).split()
