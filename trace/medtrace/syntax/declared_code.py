"""Declared names of languages in braces and of SQL, scanned with one expression for each way of declaring."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from medtrace.expressions import expression
from medtrace.syntax.declaration import Declaration, Declarations
from medtrace.syntax.declared_exchange import clinical_names, type_family
from medtrace.syntax.declared_patterns import BY_LANGUAGE, COMMON
from medtrace.syntax.languages import Language
from medtrace.syntax.object_keys import object_keys
from medtrace.syntax.screens import screen_names
from medtrace.syntax.tokens import without_comments

# Classes whose private fields are filled and written by a framework.
_MAPPED = expression(r"@(?:Data|Value|Getter|Entity|Embeddable|Document|Xml\w+|Json\w+|Schema|MappedSuperclass)\b")
_PRIVATE = r"(?m)^[^\S\n]+private\s+(?!static\b)(?:final\s+)?[\w<>\[\],.? ]+?\s(?P<name>\w+)\s*[=;]"
_RECORD = expression(
    r"(?m)^[^\S\n]*(?P<visible>(?:\w+[^\S\n]+){0,4}?)record\s+(?:struct\s+|class\s+)?(?P<owner>\w+)(?:<[^<>]*>)?"
    r"\s*\((?P<body>[^{};]{0,4000}?)\)\s*(?=[{;:]|implements)"
)
_COMPONENT = expression(
    r"(?:^|,)\s*(?:(?:\[[^\]]*\]|@\w+(?:\([^)]*\))?)\s*)*"
    r"[\w.]+(?:<[^<>]*>)?(?:\[\])?\??\s+(?P<name>\w+)"
)
_ENUM = expression(r"\benum\s+(?:class\s+)?(?P<name>\w+)[^{;]*\{(?P<body>[^{};]*)[{};]")
_NUMBERED = expression(r"\benum\s+(?P<name>\w+)\s*\{(?P<body>[^{}]*)\}")
_NUMBER = expression(r"(?m)(?:^|;|\{)\s*(?P<name>(?!option\b|reserved\b)\w+\s*=\s*-?\w+)")
_MEMBER = expression(r"(?:^|,)\s*(?:(?:\[[^\]]*\]|@\w+(?:\([^)]*\))?|case)\s*)*(\w+)")
# A header's guard against being read twice: its first directive, and no name for anybody else.
_GUARD = expression(r"\s*+#[^\S\n]*ifndef[^\S\n]+(\w+)[^\S\n]*\n\s*+#[^\S\n]*define[^\S\n]+\1[^\S\n]*(?=\n|\Z)")
_EXPORTS = expression(r"(?m)^\s*export\b")
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
    if language.name == "c" and (guard := _GUARD.match(plain)):
        plain = re.sub(r"[^\n]", " ", guard.group()) + plain[guard.end() :]
    common = () if language.name in {"sql", "protobuf"} else COMMON
    starts = [0, *(found.end() for found in re.finditer("\n", plain))]
    found = (
        one
        for kind, pattern in (*common, *BY_LANGUAGE[language.name], *_of_frameworks(plain, language))
        for one in _named(kind, pattern, plain, starts, language)
    )
    numbered = language.name == "protobuf"
    plain_members = _numbered(plain, starts) if numbered else _members(plain, starts)
    members = () if any(kind == "member" for kind, _ in BY_LANGUAGE[language.name]) else plain_members
    screens = (Declaration("screen", name, _line(offset, starts)) for name, offset in screen_names(plain))
    keys = object_keys(plain, language) if language.name == "script" else ()
    records = _records(plain, starts, language) if language.name in {"java", "csharp"} else ()
    data = () if language.name in {"sql", "protobuf", "qml"} else clinical_names(plain, starts)
    told = (Declaration(kind, name, _line(offset, starts)) for kind, name, offset in keys)
    return tuple(dict.fromkeys((*found, *members, *screens, *told, *data, *records)))


def _named(kind: str, pattern: str, text: str, starts: list[int], language: Language) -> Iterator[Declaration]:
    for found in re.finditer(pattern, text):
        name = " ".join(found["name"].split())
        if name not in _KEYWORDS:
            seen = f"internal {kind}" if kind in {"class", "field"} and _is_internal(kind, found, language) else kind
            line = _line(found.start("name"), starts)
            yield Declaration(seen, name, line)
            if seen == "field" and (family := type_family(found, language.name)):
                yield Declaration("type", f"{name}: {family}", line)


def _of_frameworks(text: str, language: Language) -> tuple[tuple[str, str], ...]:
    """Private fields of Java, where the class is one that a framework writes."""
    return (("field", _PRIVATE),) if language.name == "java" and _MAPPED.search(text) else ()


def _records(text: str, starts: list[int], language: Language) -> Iterator[Declaration]:
    """Components of a record, which are its public fields."""
    for found in _RECORD.finditer(text):
        kind = "field" if "public" in found["visible"] else "internal field"
        for one in _COMPONENT.finditer(found["body"]):
            name, line = f"{found['owner']}.{one['name']}", _line(found.start("body") + one.start("name"), starts)
            yield Declaration(kind, name, line)
            if kind == "field" and (family := type_family(one, language.name)):
                yield Declaration("type", f"{name}: {family}", line)


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


def _numbered(text: str, starts: list[int]) -> Iterator[Declaration]:
    """Members of an enumeration that go over the wire as numbers."""
    for found in _NUMBERED.finditer(text):
        for member in _NUMBER.finditer(found["body"]):
            line = _line(found.start("body") + member.start("name"), starts)
            yield Declaration("member", f"{found['name']}.{' '.join(member['name'].split())}", line)


def _members(text: str, starts: list[int]) -> Iterator[Declaration]:
    for found in _ENUM.finditer(text):
        body = found["body"].partition(";")[0]
        for member in _MEMBER.finditer(body):
            line = _line(found.start("body") + member.start(1), starts)
            yield Declaration("member", f"{found['name']}.{member.group(1)}", line)


def _line(offset: int, starts: list[int]) -> int:
    return bisect_right(starts, offset)
