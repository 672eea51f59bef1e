"""Where tests and the groups around them begin, in the languages in which tests are written.

Known are pytest and unittest, GoogleTest, Catch2 and Boost.Test, JUnit and Kotlin, xUnit, NUnit and MSTest, Jest and
its kin, Rust, Go, Swift and Ruby. Text alone is read; nothing is parsed or run.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import TypeAlias

from medtrace.expressions import expression
from medtrace.sources._tags import Text


class Part(Enum):
    """What begins: a test, a group of tests, or something that holds none."""

    TEST = "test"
    GROUP = "group"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Start:
    """A line on which something begins, how deep it is indented, and its name."""

    part: Part
    line: int
    indent: int
    name: str


_PYTHON = expression(r"^([ \t]*+)(?:async[ \t]+)?(def|class)[ \t]+(\w+)[ \t]*(?:\(([^()\n]*+)\))?", re.MULTILINE)
_STRINGS = expression(
    r'#[^\n]*+|"""[^"\\]*+(?:(?:\\.|"(?!""))[^"\\]*+)*+"""'
    r"|'''[^'\\]*+(?:(?:\\.|'(?!''))[^'\\]*+)*+'''"
    r'|"(?:[^"\\\n]|\\.)*+"|'
    r"'(?:[^'\\\n]|\\.)*+'",
    re.DOTALL,
)
_MACRO = expression(
    r"^([ \t]*+)(?:TEST(?:_F|_P)?|TYPED_TEST(?:_P)?|TEST_CASE(?:_METHOD)?|SCENARIO"
    r"|BOOST_(?:AUTO|FIXTURE|DATA)_TEST_CASE)[ \t]*\(\s*+"
    r"(?:([A-Za-z_]\w*)\s*+(?:,\s*+([A-Za-z_]\w*)|[,)])|(?:\w+\s*+,\s*+)?\"([^\"\n]*+)\")",
    re.MULTILINE,
)
CALLED = expression(
    r"^([ \t]*+)(?:(it|test|specify|xit|fit)|(describe|context|suite))\b(?:\.\w+)*+(?:\([^()]{0,400}+\)(?=\s*\())?"
    r"\s*+(?:\(\s*+)?([\"'`])((?:(?!\4)[^\\\n]|\\.){0,400}+)\4",
    re.MULTILINE,
)
_CLASS = expression(r"^([ \t]*+)(?:(?!class\b)[\w.@]+[ \t]+)*+class[ \t]+(\w+)", re.MULTILINE)
_GO = expression(r"^()func[ \t]+((?:Test|Fuzz)\w*)[ \t]*\(", re.MULTILINE)
_SWIFT = expression(r"^([ \t]*+)(?:(?!func\b)[\w@]+[ \t]+)*+func[ \t]+(test\w*)[ \t]*\(", re.MULTILINE)
_RUBY = expression(r"^([ \t]*+)def[ \t]+(test_\w+)", re.MULTILINE)
_JAVA_MARK = expression(
    r"^[ \t]*+(?:@[\w.]++(?:\([^()\n]*+\))?[ \t]++){0,9}?"
    r"@(?:\w+\.)*+(?:Test|ParameterizedTest|RepeatedTest|TestFactory|Property)\b",
    re.MULTILINE,
)
_CSHARP_MARK = expression(
    r"^[ \t]*+\[(?:(?:[^\n\"]|\"[^\"\n]*+\"){0,400}?,[ \t]*+)?(?:\w+\.)*+"
    r"(?:Fact|Theory|SkippableFact|Test|TestCase|TestCaseSource|TestMethod|DataTestMethod)(?:Attribute)?\b",
    re.MULTILINE,
)
_RUST_MARK = expression(r"^[ \t]*+#\[(?:\w+::)*+(?:test|rstest|test_case)\b", re.MULTILINE)
_ATTRIBUTES = expression(r"(?:\s*+(?:@[\w.]++(?:\((?:[^()\"]|\"[^\"\n]*+\")*+\)|(?!\())|#?\[[^\]\n]*+\]))*+")
_SIGNATURE = expression(r"(?:\b([A-Za-z_$][\w$]*+)|`([^`\n]+)`)\s*+(?:<[^<>()\n]*+>)?\s*+\(")
_LOOK_AHEAD = 40


def _indent(space: str) -> int:
    return len(space.expandtabs(4))


def strings_of(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the string literals of a Python text that go over several lines."""
    for found in _STRINGS.finditer(text):
        if found.group().startswith(('"""', "'''")) and "\n" in found.group():
            yield found.start(), found.end()


def _python(text: Text) -> Iterator[Start]:
    spans = strings_of(text.text)
    span = next(spans, None)
    for found in _PYTHON.finditer(text.text):
        while span and span[1] <= found.start():
            span = next(spans, None)
        if span and span[0] < found.start():
            continue
        space, word, name, bases = found.groups()
        if word == "def":
            part = Part.TEST if name.startswith("test") else Part.OTHER
        else:
            part = Part.GROUP if "test" in f"{name} {bases or ''}".casefold() else Part.OTHER
        yield Start(part, text.line_of(found.start(2)), _indent(space), name)


def _macros(text: Text) -> Iterator[Start]:
    for found in _MACRO.finditer(text.text):
        space, suite, name, words = found.groups()
        yield Start(
            Part.TEST, text.line_of(found.end(1)), _indent(space), words or (f"{suite}::{name}" if name else suite)
        )


def _called(text: Text) -> Iterator[Start]:
    for found in CALLED.finditer(text.text):
        part = Part.TEST if found.group(2) else Part.GROUP
        yield Start(part, text.line_of(found.end(1)), _indent(found.group(1)), found.group(5))


def _classes(text: Text) -> Iterator[Start]:
    for found in _CLASS.finditer(text.text):
        yield Start(Part.GROUP, text.line_of(found.end(1)), _indent(found.group(1)), found.group(2))


def _functions(pattern: re.Pattern[str], text: Text) -> Iterator[Start]:
    for found in pattern.finditer(text.text):
        yield Start(Part.TEST, text.line_of(found.end(1)), _indent(found.group(1)), found.group(2))


def _marked(pattern: re.Pattern[str], text: Text) -> Iterator[Start]:
    """Functions under an attribute or annotation that makes them tests."""
    last = 0
    for found in pattern.finditer(text.text):
        line = text.line_of(found.end())
        signature = _signature(text, line) if line > last else None
        if signature:
            last = signature.line
            yield signature


def _signature(text: Text, line: int) -> Start | None:
    """The first function from this line on that stands in no attribute and no comment."""
    depth = 0
    for number, content in enumerate(text.lines[line - 1 : line - 1 + _LOOK_AHEAD], line):
        rest = content[_ATTRIBUTES.match(content).end() :] if not depth else content  # type: ignore[union-attr]
        if depth or rest.lstrip().startswith(("@", "[", "#[")):
            depth += sum(rest.count(sign) for sign in "([") - sum(rest.count(sign) for sign in ")]")
            continue
        found = None if rest.lstrip().startswith(("//", "*", "/*")) else _SIGNATURE.search(rest)
        if found:
            return Start(
                Part.TEST, number, _indent(content[: len(content) - len(content.lstrip())]), found[1] or found[2]
            )
    return None


Reader: TypeAlias = Callable[[Text], Iterator[Start]]


def _several(*readers: Reader) -> Reader:
    return lambda text: (start for reader in readers for start in reader(text))


_FAMILIES: tuple[tuple[tuple[str, ...], Reader], ...] = (
    (("py",), _python),
    (("c", "cc", "cpp", "cxx", "h", "hh", "hpp", "cu", "mm"), _macros),
    (("java", "kt", "kts", "scala", "groovy"), _several(_classes, partial(_marked, _JAVA_MARK))),
    (("cs",), _several(_classes, partial(_marked, _CSHARP_MARK))),
    (("js", "jsx", "ts", "tsx", "mjs", "cjs", "mts", "cts", "vue", "dart"), _called),
    (("rs",), partial(_marked, _RUST_MARK)),
    (("go",), partial(_functions, _GO)),
    (("swift",), _several(_classes, partial(_functions, _SWIFT))),
    (("rb",), _several(_called, _classes, partial(_functions, _RUBY))),
)
_BY_SUFFIX = {suffix: reader for suffixes, reader in _FAMILIES for suffix in suffixes}


def starts(text: Text, path: str) -> list[Start]:
    """Everything that begins in a file, in the order of its lines; nothing where the language is not known."""
    reader = _BY_SUFFIX.get(path.rpartition(".")[2].casefold())
    found = reader(text) if reader else ()
    return sorted(found, key=lambda start: (start.line, start.indent))
