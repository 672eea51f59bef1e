"""What every source promises: no bytes raise, the same bytes give the same items, every place lies inside its file."""

import dataclasses
import io
import pkgutil
import re
import time
import zipfile
from importlib import import_module

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import medtrace.sources
from medtrace.model.ids import whole_token
from medtrace.model.items import Artifact, Diagnostic, Link
from medtrace.model.snapshot import Blob
from medtrace.sources._source import FieldLink, Files, Parsed, Setup, Source
from medtrace.sources._told import MAX_TOLD
from tests.benchmarks.bounds import IDS as ANY_ID
from tests.benchmarks.bounds import cost
from tests.benchmarks.shapes import FORMATS, content, format_of

pytestmark = pytest.mark.requirement("REQ-025")

IDS = r"(?:REQ|RISK|RC|TC)-\d{1,3}"
LINKS = {
    (kind, word): FieldLink("derives", reverse=reverse)
    for kind in ("requirement", "risk", "test", "risk-control")
    for word, reverse in (("追溯", False), ("links", False), ("实施", True))
}
# What a configuration may say, by the name of the option; a source takes the options that it has.
RICH: dict[str, object] = {
    "columns": (("id", ("编号",)), ("title", ("名称",)), ("hazard", ("危险源",)), ("acceptable", ("剩余风险",))),
    "controls": (("id", ("控制编号",)), ("title", ("控制措施",)), ("kind", ("类型",))),
    "fields": ("追溯", "Priority", "级别"),
    "levels": (2, 3),
    "mentions": True,
    "tests": True,
    "test_id": re.compile(r"TC-\d{1,3}"),
    "words": (("traces", "derives"),),
}
PIECES = (
    "REQ-1¦[REQ-2]¦RISK-3¦TC-4¦标题¦Title¦TODO¦\ufeff¦\x00¦\x0c¦\u2028¦\ud7ff¦𠀀¦\n¦\n\n¦\r\n¦\r¦\t¦ ¦    ¦"
    "\u3000¦\n---\n¦\n===\n¦```\n¦~~~¦<!--¦-->¦**¦`¦\n# ¦\n## REQ-1 ¦\n### [REQ-2] ¦\n追溯：REQ-3、\n  REQ-4\n¦"
    "\n- **Priority:** high\n¦\n#### 追溯\n¦\n| 编号 | 名称 | 追溯 |\n|---|:-:|---|\n¦"
    '| REQ-1 | a\\|b | REQ-2 |\n¦| | x |¦|¦\\|¦|---|¦编号,名称,追溯\n¦REQ-1,a,REQ-2\n¦,"¦"¦;¦'
    "控制编号,控制措施\n¦RISK-1,,,RC-1,x\n¦sep=;\n¦- id: REQ-1\n¦  追溯: [REQ-2]\n¦controls:\n  - {id: RC-1}\n¦"
    "&a *a¦<<: *a¦{¦}¦[¦]¦:¦!!x ¦# implements: REQ-1, REQ-2\n¦实现：REQ-3¦"
    '@pytest.mark.requirement(\n "REQ-1",\n)¦def test_a():\n¦class T:\n¦    """TC-1 doc"""\n¦'
    'TEST(A, B) {\n¦it("does x", () => {\n¦[Fact]\npublic void A()\n¦pytestmark = (¦Feature: x\n¦功能：\n¦'
    '  @REQ-1 @TC-2\n¦  Scenario: s\n¦Given x\n¦"""\n¦Examples:\n¦Rule: r\n¦<testsuites>¦'
    '<testsuite name="s">¦<testcase classname="a" name="b">¦</testcase>¦<failure/>¦&amp;¦&x;'
)
SNIPPETS = PIECES.split("¦")
# Beginnings, items and ends of every format; a heading of Markdown for a source that has none of its own.
SNIPPETS += [part for form in FORMATS.values() for part in (form.head, form.each(1), form.tail, form.line)]
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030", "latin-1")


def sources() -> list[Source[object]]:
    """The one source of each module of the room."""
    names = sorted(module.name for module in pkgutil.iter_modules(medtrace.sources.__path__))
    modules = [import_module(f"medtrace.sources.{name}") for name in names if not name.startswith("_")]
    return [next(value for value in vars(module).values() if isinstance(value, Source)) for module in modules]


SOURCES = [pytest.param(one, id=one.name) for one in sources()]


def options(one: Source[object]) -> list[object]:
    """Options by default, and with all that this source has of the rich ones."""
    hints = {field.name: RICH[field.name] for field in dataclasses.fields(one.options) if field.name in RICH}
    if one.name == "code-tags":
        hints["levels"] = (("unit", "unit"),)
    return [one.options(), dataclasses.replace(one.options(), **hints)]


@st.composite
def contents(draw: st.DrawFn) -> bytes:
    """Bytes of a file: pieces of every format in any order and encoding, or no text at all."""
    if draw(st.booleans()):
        return draw(st.binary(max_size=200))
    pieces = draw(st.lists(st.one_of(st.sampled_from(SNIPPETS), st.text(max_size=6)), max_size=25))
    encoding = draw(st.sampled_from(ENCODINGS))
    return "".join(pieces).encode(encoding, "replace") + draw(st.sampled_from((b"", b"\n", b"\xff", b"\x81")))


def parsed(one: Source[object], data: bytes | None, kind: str, chosen: object, path: str) -> tuple[Parsed, ...]:
    pattern = whole_token(IDS)
    blob = Blob(path, "0" * 40, data, "" if data is not None else "missing")
    return tuple(one.read(Files((blob,)), Setup(kind, pattern, pattern, chosen, dict(LINKS))))


@pytest.mark.parametrize("one", SOURCES)
@pytest.mark.parametrize("path", ["tests/unit/文件.py", "a.js", "b.md"])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(data=contents(), kind=st.sampled_from(["requirement", "risk", "test"]), rich=st.booleans())
@example(data=b"", kind="risk", rich=True)
@example(data="\ud800".encode("utf-8", "surrogatepass"), kind="test", rich=True)
@example(data=b"\xef\xbb\xbf\xff\xfe\x00", kind="test", rich=False)
def test_any_bytes_give_whole_values_inside_the_file(
    one: Source[object], path: str, data: bytes, kind: str, *, rich: bool
) -> None:
    chosen = options(one)[int(rich)]
    found = parsed(one, data, kind, chosen, path)
    assert found == parsed(one, data, kind, chosen, path), "the same bytes gave other values"
    last = Blob(path, "", data).decode().text.count("\n") + 1
    for value in found:
        assert_whole(value)
        assert value.location is not None
        assert value.location.path == path
        assert 0 <= value.location.line <= last
        assert value.location.column >= 0


def assert_whole(value: Parsed) -> None:
    """No field is None, every text can be written as UTF-8, and what names a thing is not empty."""
    for text in texts(value):
        text.encode("utf-8")
    match value:
        case Artifact():
            assert value.id.strip()
            assert value.kind
            assert re.fullmatch(r"[0-9a-f]{64}", value.digest)
            assert value.attributes == tuple(sorted(value.attributes))
        case Link():
            assert value.source.strip()
            assert value.kind
            assert value.target.strip()
        case Diagnostic():
            assert re.fullmatch(r"[a-z]+(-[a-z]+)*", value.code)
            assert value.message.zh
            assert value.message.en


def texts(value: object) -> list[str]:
    """Every text in a value; fails on None."""
    assert value is not None
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for part in value for text in texts(part)]
    if dataclasses.is_dataclass(value):
        return [text for field in dataclasses.fields(value) for text in texts(getattr(value, field.name))]
    assert isinstance(value, int)
    return []


@pytest.mark.parametrize("one", SOURCES)
def test_a_file_that_the_clone_lacks_gives_no_items(one: Source[object]) -> None:
    for chosen in options(one):
        assert not [value for value in parsed(one, None, "requirement", chosen, "a.md") if isinstance(value, Artifact)]


@pytest.mark.parametrize("one", SOURCES)
def test_no_file_gives_nothing(one: Source[object]) -> None:
    pattern = whole_token(IDS)
    for chosen in options(one):
        assert not tuple(one.read(Files(()), Setup("requirement", pattern, pattern, chosen)))


LONG = (
    *(
        "a",
        " ",
        "# ",
        "|",
        "| a ",
        "`",
        "<!--",
        "<",
        "[",
        "(",
        '"',
        '"""',
        "'",
        "*",
        "_",
        "-",
        ">",
        "\\",
        "{",
        "&a ",
        ", ",
    ),
    *(
        "REQ-1 ",
        "implements REQ-1 ",
        "# REQ-1 ",
        "追溯：",
        "@REQ-1 ",
        "Scenario:",
        "def test_a(",
        'it("a',
        "[Fact, ",
        "class ",
    ),
    *(
        "<a>",
        "- ",
        "  ",
        "\n",
        "# REQ-1\n",
        "```\n",
        "x\n---\n",
        '"""\n',
        "it(\n",
        "def test_a():\n",
        '"a\n',
        "| a |\n",
    ),
)


@pytest.mark.parametrize("one", SOURCES)
def test_long_files_of_one_piece_are_read_in_bounded_time(one: Source[object]) -> None:
    """What grows with the square of the length would take minutes here, and hours for a file of 50 MB."""
    for piece in LONG:
        data = (piece * (50_000 // len(piece))).encode()
        for path in ("a.py", "a.cs", "a.ts") if one.name == "code-tags" else ("a.md",):
            begun = time.process_time()
            parsed(one, data, "test", options(one)[1], path)
            assert time.process_time() - begun < 2, piece


@pytest.mark.parametrize("one", SOURCES)
def test_the_module_is_the_manual_page(one: Source[object]) -> None:
    module = import_module(one.manual)
    assert one.name == module.__name__.rpartition(".")[2].replace("_", "-")
    words = (module.__doc__ or "").split()
    assert len(words) > 20
    missing = [field.name for field in dataclasses.fields(one.options) if field.name not in (module.__doc__ or "")]
    assert not missing, f"options that the manual page of {one.name} does not name: {missing}"


NAMES = [pytest.param(one.name, id=one.name) for one in sources()]


def few(one: Source[object], data: bytes) -> tuple[Parsed, ...]:
    """What a source reads of bytes under the path of its format."""
    pattern = whole_token(ANY_ID)
    blob = Blob(format_of(one.name).path, "0" * 40, data)
    return tuple(one.read(Files((blob,)), Setup("requirement", pattern, pattern, one.options(), LINKS)))


@pytest.mark.parametrize("one", SOURCES)
def test_every_encoding_and_line_end_gives_the_same_items(one: Source[object]) -> None:
    form = format_of(one.name)
    text = form.head + "".join(map(form.each, range(5))) + form.tail
    expected = few(one, content(one.name, "items", 1000)) if form.packed else few(one, text.encode())
    assert [value for value in expected if not isinstance(value, Diagnostic)]
    if form.packed:
        return
    crlf = text.replace("\n", "\r\n")
    for data in (text.encode("utf-16"), text.encode("utf-8-sig"), text.encode("gb18030"), crlf.encode()):
        assert few(one, data) == expected, data[:20]


NESTED = "".join(f"<!ENTITY e{one} '{f'&e{one - 1};' * 10}'>" for one in range(1, 12))
BOMB = f"<!DOCTYPE a [<!ENTITY e0 'ha'>{NESTED}]><{{0}}>&e11;</{{0}}>"
OUTSIDE = "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><{0}>&x;</{0}>"
ALIASES = "a0: &a0 [x]\n" + "".join(f"a{one}: &a{one} [{', '.join([f'*a{one - 1}'] * 10)}]\n" for one in range(1, 12))


def zipped(name: str, size: int) -> bytes:
    """An archive of one member of zeros."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, b"\0" * size)
    return held.getvalue()


HOSTILE = {
    "entities": BOMB.format("REQ-IF").encode(),
    "entities of tests": BOMB.format("testsuites").encode(),
    "outside": OUTSIDE.format("REQ-IF").encode(),
    "aliases": ALIASES.encode(),
    "aliases above a text": b"---\n" + ALIASES.encode() + b"---\ntext\n",
    "packed": zipped("a.reqif", 20_000_000),
    "packed sheet": zipped("xl/workbook.xml", 20_000_000),
    "nul": b"\0" * 100_000,
    "deep": b"[" * 100_000,
    "deep objects": b'{"a":' * 20_000,
    "deep elements": b"<a>" * 20_000,
    "half a pair": b"\xff\xfe" + b"\x00\xd8" * 1000,
}
# What must not pass in silence, by source.
TOLD = {
    "reqif": ("entities", "outside", "packed", "nul", "deep elements"),
    "junit": ("entities of tests", "outside", "deep elements"),
    "cyclonedx": ("entities", "outside", "deep", "deep objects"),
    "spdx": ("deep objects",),
    "needs-json": ("deep", "deep objects"),
    "yaml-items": ("aliases",),
    "doorstop": ("aliases",),
    "front-matter": ("aliases above a text",),
    "xlsx-table": tuple(HOSTILE),
}


@pytest.mark.parametrize("one", SOURCES)
def test_hostile_files_end_soon_in_a_named_problem(one: Source[object]) -> None:
    for name, data in HOSTILE.items():
        begun = time.process_time()
        found = few(one, data)
        assert time.process_time() - begun < 4, name
        assert sum(map(len, texts(found))) < 5_000_000, name
        for value in found:
            assert_whole(value)
        if name in TOLD.get(one.name, ()):
            assert any(isinstance(value, Diagnostic) for value in found), name


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("shape", ["line", "lines", "items"])
def test_twice_as_much_takes_twice_as_long(name: str, shape: str) -> None:
    """The bounds for 50 MB stand in tests/benchmarks; here only what grows faster than the file is found."""
    cost(name, shape, 1000)
    once = cost(name, shape, 150_000).seconds
    assert cost(name, shape, 600_000).seconds < 9 * once + 0.5


@pytest.mark.parametrize("count", [MAX_TOLD, MAX_TOLD + 5])
def test_a_file_of_another_format_tells_no_more_than_a_person_reads(count: int) -> None:
    csv = next(one for one in sources() if one.name == "csv-table")
    found = few(csv, "编号,名称\n".encode() + b"REQ-1,a,b\n" * count)
    told = [value for value in found if isinstance(value, Diagnostic)]
    assert len(told) == min(count, MAX_TOLD + 1)
    assert len(found) - len(told) == count
    if count > MAX_TOLD:
        assert told[-1].message.en.startswith("5 more ")
        assert told[-1].location
        assert told[-1].location.line == MAX_TOLD + 2
