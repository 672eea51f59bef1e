"""Declared names of languages in braces and of SQL, scanned with one expression for each way of declaring."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from medtrace.expressions import expression
from medtrace.syntax.declaration import Declaration, Declarations
from medtrace.syntax.declared_exchange import clinical_names, type_family
from medtrace.syntax.declared_patterns import BY_LANGUAGE, COMMON
from medtrace.syntax.languages import Language
from medtrace.syntax.object_keys import object_keys
from medtrace.syntax.screens import screen_names
from medtrace.syntax.tokens import without_comments
from medtrace.syntax.widgets import widget_names
from medtrace.syntax.written_names import written_names

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
# What says that objects of a text are data: written by a framework, or kinds of type that hold nothing else.
_DATA = expression(
    r"@(?:Serializ\w+|Json\w*|Xml\w+|Data|Value|Entity|Embeddable|Document|Column|Parcelize|Schema|Codable)\b"
    r"|\[(?:Serializable|Data(?:Contract|Member)|Json\w+|Xml\w+|Proto\w+|Table|Column|Key)\b"
    r"|\b(?:data\s+class|record|struct|interface|Codable|Encodable|Decodable|RawRepresentable|Serializable)\b"
)
_WITH_CLASSES = frozenset({"csharp", "java", "kotlin", "swift", "script"})
# Methods that data have, too; a class with as many others as these acts.
_PLAIN_METHOD = expression(
    r"(?:[gs]et|is|has|with|to|from|as)[A-Z]\w*\Z"
    r"|(?i:init|constructor|to_?string|equals|(?:get_?)?hash_?code|hash|clone|copy|compare_?to|validate|build|builder|encode|decode)\Z"
)
_ACTING = 3
_COUNTED = {"element"}  # a second one on the same line is another
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
    widgets = (Declaration("widget", name, _line(offset, starts)) for name, offset in _widgets(plain, language))
    keys = object_keys(plain, language) if language.name == "script" else ()
    records = _records(plain, starts, language) if language.name in {"java", "csharp"} else ()
    data = () if language.name in {"sql", "protobuf", "qml"} else clinical_names(plain, starts)
    written = (Declaration("written", name, _line(offset, starts)) for name, offset in written_names(plain, language))
    told = (Declaration(kind, name, _line(offset, starts)) for kind, name, offset in keys)
    named = _states(tuple(found), plain, language)
    return _counted(named, (*members, *screens, *told, *data, *records, *written), tuple(widgets))


def _counted(named: Declarations, others: Declarations, widgets: Declarations) -> Declarations:
    """Each name once for its line, elements and controls as often as they stand there."""
    shown = tuple(one for one in named if one.kind in _COUNTED)
    rest = (one for one in named if one.kind not in _COUNTED)
    return (*dict.fromkeys((*rest, *others)), *shown, *widgets)


def _widgets(text: str, language: Language) -> Iterator[tuple[str, int]]:
    made = language.name in {"c", "script", *_WITH_CLASSES}
    return widget_names(text, browser=language.name == "script") if made else iter(())


def _states(found: Declarations, text: str, language: Language) -> Declarations:
    """The names, where a text acts and holds no data for anybody its fields being its state."""
    acting = {one.name for one in found if one.kind == "function" and not _PLAIN_METHOD.match(one.name)}
    if language.name not in _WITH_CLASSES or len(acting) < _ACTING or _DATA.search(text):
        return found
    kept = (one for one in found if one.kind != "type")
    return tuple(replace(one, kind="state field") if one.kind == "field" else one for one in kept)


def _named(kind: str, pattern: str, text: str, starts: list[int], language: Language) -> Iterator[Declaration]:
    for found in re.finditer(pattern, text):
        name = " ".join(found["name"].split())
        # A body that moves from the class of a header into a source file gains the name of its class.
        name = name.rpartition("::")[2] if kind == "function" and language.name == "c" else name
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
