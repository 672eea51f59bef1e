"""What every source promises: no bytes raise, the same bytes give the same items, every place lies inside its file."""

import dataclasses
import pkgutil
import re
import time
from importlib import import_module

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import medtrace.sources
from medtrace.model.ids import whole_token
from medtrace.model.items import Artifact, Diagnostic, Link
from medtrace.model.snapshot import Blob
from medtrace.sources._source import FieldLink, Files, Parsed, Setup, Source

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
        data = (piece * (200_000 // len(piece))).encode()
        for path in ("a.py", "a.cs", "a.ts") if one.name == "code-tags" else ("a.md",):
            begun = time.process_time()
            parsed(one, data, "test", options(one)[1], path)
            assert time.process_time() - begun < 8, piece


@pytest.mark.parametrize("one", SOURCES)
def test_the_module_is_the_manual_page(one: Source[object]) -> None:
    module = import_module(one.manual)
    assert one.name == module.__name__.rpartition(".")[2].replace("_", "-")
    words = (module.__doc__ or "").split()
    assert len(words) > 20
    missing = [field.name for field in dataclasses.fields(one.options) if field.name not in (module.__doc__ or "")]
    assert not missing, f"options that the manual page of {one.name} does not name: {missing}"
