"""What black and clang-format do to a file says nothing of an algorithm: no finding, whatever the style."""

import subprocess
import sys
from pathlib import Path

import black
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medtrace.model.project import ComponentMap
from medtrace.rules.mapped_files import Options, mapped_files
from medtrace.syntax.comparison import compare
from tests.support.changes import change_set, component

pytestmark = pytest.mark.requirement("REQ-052")

ROOT = Path(__file__).resolve().parents[2]
OWN = sorted((ROOT / "trace" / "medtrace").rglob("*.py"))[::25]
FORMATTER = Path(sys.executable).with_name("clang-format")
STYLES = ("LLVM", "Google", "Mozilla", "WebKit", "Microsoft", "GNU")
MAP = ComponentMap((component("core", "src/**", tags=("core-algorithm",)),))


def is_silent(path: str, before: str, after: str) -> bool:
    """Whether the rule finds nothing, in either direction."""
    sides = (({path: before}, {path: after}), ({path: after}, {path: before}))
    changes = [change_set(one, other, components=MAP) for one, other in sides]
    return not [hit for one in changes for hit in mapped_files.look(one, Options("core-algorithm"))]


def formatted(text: str, path: str, style: str) -> str:
    words = [str(FORMATTER), f"--style={style}", f"--assume-filename={path}"]
    return subprocess.run(words, input=text, capture_output=True, text=True, check=True, encoding="utf-8").stdout


@pytest.mark.parametrize("module", OWN, ids=[str(one.relative_to(ROOT)) for one in OWN])
def test_black_on_our_own_modules_says_nothing(module: Path) -> None:
    text = module.read_text("utf-8")
    for width in (60, 140):
        other = black.format_str(text, mode=black.Mode(line_length=width))
        assert is_silent("src/a.py", text, other)


NAMES = st.sampled_from(["alpha", "beta", "rate", "threshold_of_the_interval", "i"])
NUMBERS = st.sampled_from(["0", "1", "2.5", "0x1F"])
TEXTS = st.sampled_from(['"a"', '"a text that is long enough to be broken by a formatter into two parts " "or three"'])
VALUES = st.recursive(
    NAMES | NUMBERS,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*/<>"), inner).map(" ".join),
        inner.map("({})".format),
        st.tuples(NAMES, st.lists(inner, max_size=4).map(",".join)).map(lambda one: f"{one[0]}({one[1]})"),
    ),
    max_leaves=8,
)
STATEMENTS = st.recursive(
    st.one_of(
        st.tuples(NAMES, VALUES).map(lambda one: f"{one[0]}={one[1]};"),
        st.tuples(NAMES, VALUES).map(lambda one: f"{one[0]}={one[1]}; /* why */"),
        st.tuples(NAMES, TEXTS).map(lambda one: f"log_({one[0]},{one[1]});"),
        VALUES.map("return {};".format),
    ),
    lambda inner: st.one_of(
        st.tuples(VALUES, st.lists(inner, max_size=3).map("".join)).map(lambda one: f"if({one[0]}){{{one[1]}\n}}"),
        st.tuples(VALUES, inner).map(lambda one: f"while ({one[0]})\n{{{one[1]}\n}}"),
        st.lists(inner, min_size=1, max_size=3).map(lambda one: f"for(int k=0;k<3;++k){{\n{''.join(one)}\n}}"),
    ),
    max_leaves=8,
).map(lambda text: text + "\n")
PROGRAMS = st.lists(st.lists(STATEMENTS, max_size=5).map("".join), min_size=1, max_size=3)
C_HEAD = '#include "b.h"\n#include <cmath>\n#include "a.h"\n#define LIMIT( a ) ( (a)+1 ) /* limit */\n'


@settings(max_examples=8, deadline=None)
@given(PROGRAMS, st.sampled_from(STYLES))
def test_clang_format_on_programs_says_nothing(bodies: list[str], style: str) -> None:
    functions = [f"double f{place}(double alpha,double beta){{{body}}}\n" for place, body in enumerate(bodies)]
    for path, text in (
        ("src/a.cpp", C_HEAD + "".join(functions)),
        ("src/a.cu", C_HEAD + "".join(f"__device__ {one}" for one in functions)),
        ("src/A.java", f"import b.C;\nimport a.B;\nclass A{{B b;C c;\n{''.join(functions)}}}".replace('" "', "")),
        ("src/A.cs", f"using B;\nusing A;\nclass D{{{''.join(functions)}}}".replace('" "', "")),
    ):
        assert compare(text, formatted(text, path, style), path).sameness.is_same, (path, text)
        assert is_silent(path, text, formatted(text, path, style))


@settings(max_examples=5, deadline=None)
@given(PROGRAMS, st.sampled_from(STYLES))
def test_a_reformatted_file_with_another_number_is_found(bodies: list[str], style: str) -> None:
    text = C_HEAD + "".join(f"double f{place}(double alpha){{{body}}}\n" for place, body in enumerate(bodies))
    other = formatted(text + "int limit = 3;", "a.cpp", style).replace("limit = 3", "limit = 4")
    assert not compare(text + "int limit = 3;", other, "a.cpp").sameness.is_same
