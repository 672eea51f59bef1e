"""Declared names of languages in braces and of SQL, scanned with one expression for each way of declaring."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from medtrace.syntax.declaration import Declaration, Declarations
from medtrace.syntax.declared_patterns import BY_LANGUAGE, COMMON
from medtrace.syntax.languages import Language
from medtrace.syntax.object_keys import object_keys
from medtrace.syntax.screens import screen_names
from medtrace.syntax.tokens import without_comments

_ENUM = re.compile(r"\benum\s+(?:class\s+)?(?P<name>\w+)[^{;]*\{(?P<body>[^{}]*)\}")
_MEMBER = re.compile(r"(?:^|,)\s*(?:(?:\[[^\]]*\]|@\w+(?:\([^)]*\))?|case)\s*)*(\w+)")
_EXPORTS = re.compile(r"(?m)^\s*export\b")
_KEYWORDS = {
    *(
        "if",
        "for",
        "while",
        "switch",
        "catch",
        "return",
        "new",
        "else",
        "using",
        "lock",
        "sizeof",
        "class",
        "get",
        "set",
    ),
    *("function", "case", "default", "throw", "delete", "await", "where"),
}


def code_declarations(text: str, language: Language) -> Declarations | None:
    """Declared names; None for a language in braces that no expression here knows."""
    if language.name not in BY_LANGUAGE:
        return None
    plain = without_comments(text, language)
    common = () if language.name in {"sql", "protobuf"} else COMMON
    starts = [0, *(found.end() for found in re.finditer("\n", plain))]
    found = (
        one
        for kind, pattern in (*common, *BY_LANGUAGE[language.name])
        for one in _named(kind, pattern, plain, starts, language)
    )
    members = () if any(kind == "member" for kind, _ in BY_LANGUAGE[language.name]) else _members(plain, starts)
    screens = (Declaration("screen", name, _line(offset, starts)) for name, offset in screen_names(plain))
    keys = object_keys(plain, language) if language.name == "script" else ()
    told = (Declaration(kind, name, _line(offset, starts)) for kind, name, offset in keys)
    return tuple(dict.fromkeys((*found, *members, *screens, *told)))


def _named(kind: str, pattern: str, text: str, starts: list[int], language: Language) -> Iterator[Declaration]:
    for found in re.finditer(pattern, text):
        name = " ".join(found["name"].split())
        if name not in _KEYWORDS:
            seen = f"internal {kind}" if kind in {"class", "field"} and _is_internal(kind, found, language) else kind
            yield Declaration(seen, name, _line(found.start("name"), starts))


def _is_internal(kind: str, found: re.Match[str], language: Language) -> bool:
    """Whether the language keeps the name within its package, assembly or module."""
    words = set(re.findall(r"\w+", found.string[found.start() : found.start("name")]))
    if "internal" in words or (kind == "field" and "protected" in words):
        return True
    if kind == "field" or "public" in words:
        return False
    if language.name in {"csharp", "java"}:
        return "protected" not in words
    return language.name == "script" and "export" not in words and bool(_EXPORTS.search(found.string))


def _members(text: str, starts: list[int]) -> Iterator[Declaration]:
    for found in _ENUM.finditer(text):
        body = found["body"].partition(";")[0]
        for member in _MEMBER.finditer(body):
            line = _line(found.start("body") + member.start(1), starts)
            yield Declaration("member", f"{found['name']}.{member.group(1)}", line)


def _line(offset: int, starts: list[int]) -> int:
    return bisect_right(starts, offset)
