"""When two texts mean the same: layout and comments say nothing, everything else does."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medtrace.syntax.meaning import Sameness, same_meaning
from tests.support.costs import within

pytestmark = pytest.mark.requirement("REQ-052")

CASES = [
    ("python: layout", "a.py", "f(a,b)\n", "f(\n    a,\n    b,\n)\n", "layout"),
    ("python: comment", "a.py", "x = 1\n", "x = 1  # the limit\n", "comments"),
    ("python: docstring", "a.py", 'def f():\n    "a"\n    return 1', 'def f():\n    "b"\n    return 1', "comments"),
    (
        "python: order of imports",
        "a.py",
        "import a\nimport b, c\nx = 1",
        "import c\nimport b\nimport a\nx = 1",
        "layout",
    ),
    ("python: constant", "a.py", "x = 0.5", "x = 0.6", "different"),
    ("python: indentation", "a.py", "if a:\n    b()\n    c()", "if a:\n    b()\nc()", "different"),
    ("python: a blank inside a string", "a.py", "x = 'a b'", "x = 'a  b'", "different"),
    ("python: does not parse, comment", "a.py", "print 'a'", "print 'a'  # b", "different"),
    ("java: layout and comments", "A.java", "int a=1;", "/* why */\nint a = 1; // how", "comments"),
    ("java: wrapped call chain", "A.java", "a.b().c();", "a\n    .b()\n    .c();", "layout"),
    (
        "java: order of imports",
        "A.java",
        "import a.B;\nimport a.C;\nnew C(new B())",
        "import a.C;\nimport a.B;\nnew C(new B())",
        "layout",
    ),
    ("java: an import that nothing names", "A.java", "import a.B;\nint x;", "int x;", "comments"),
    ("java: an import that something names", "A.java", "import a.B;\nB x;", "import c.B;\nB x;", "different"),
    ("java: an import of everything", "A.java", "import a.*;\nB x;", "import c.*;\nB x;", "different"),
    ("c: one letter", "a.cpp", "m(row, col);", "m(col, col);", "different"),
    ("c: a sign that looks like layout", "a.c", "a = b - -c;", "a = b--c;", "different"),
    ("c: address and logical and", "a.c", "a = b & &c;", "a = b && c;", "different"),
    ("c: the end of a directive", "a.c", "#define A\nf();", "#define A f();", "different"),
    ("c#: comment sign inside a string", "a.cs", 'var a = "http://x/1";', 'var a = "http://x/2";', "different"),
    (
        "js: comment sign inside an expression",
        "a.js",
        "a = b.replace(/\\/\\*x/, c);",
        "a = b.replace(/\\/\\*y/, c);",
        "different",
    ),
    ("js: return on its own line", "a.js", "return x;", "return\nx;", "different"),
    ("js: reformatted", "a.js", "if(a){b()}", "if (a) {\n  b()\n}", "layout"),
    ("js: strings are told apart by their text", "a.js", "a = 'x'", "a = 'y'", "different"),
    ("swift: a line that begins with a sign", "a.swift", "let a = b\n-c", "let a = b -c", "different"),
    ("sql: comment", "a.sql", "select 1", "select 1 -- one", "comments"),
    ("shell: comment", "a.sh", "apt install a", "# now\napt install a", "comments"),
    ("shell: a here-document is data", "a.sh", "cat <<E\n# a\nE", "cat <<E\n# b\nE", "different"),
    ("json: layout", "a.json", '{"a":1,"b":2}', '{\n  "b": 2,\n  "a": 1\n}', "layout"),
    ("json: one is not true", "a.json", '{"a":1}', '{"a":true}', "different"),
    ("json: one is not 1.0", "a.json", '{"a":1}', '{"a":1.0}', "different"),
    ("r: a comment behind", "a.R", "f <- 1", "f <- 1 # c", "comments"),
    ("ruby: a value set into a text", "a.rb", "f = 1 #{g}", "f = 1 #{h}", "different"),
    ("toml: no blank before the sign", "a.toml", "a = b#1", "a = b#2", "different"),
    ("ruby: a number and a comment", "a.rb", "f = 1", "f = 2 # c", "different"),
    ("toml: a sign inside a text", "a.toml", "a = 'x # y'", "a = 'x # z'", "different"),
    ("julia: a text over lines", "a.jl", 'a = """\nx # y\n"""', 'a = """\nx # z\n"""', "different"),
    ("r: a text over lines", "a.R", 'a <- "x\n1 # y\n"', 'a <- "x\n1 # z\n"', "different"),
    ("yaml: another order of keys", "a.yml", "a: 1\nb: {c: 2, d: 3}", "b: {d: 3, c: 2}\na: 1", "comments"),
    ("yaml: another order of a list", "a.yml", "a: [1, 2]", "a: [2, 1]", "different"),
    ("yaml: a number written otherwise", "a.yml", "a: 0.6", "a: 0.60", "comments"),
    ("yaml: comment", "a.yml", "a: 1", "# x\na: 1", "comments"),
    ("yaml: value", "a.yml", "a: 1", "a: true", "different"),
    ("xml: attributes wrapped", "a.xaml", '<A b="1" c="2"/>', '<A\n  b="1"\n  c="2"/>', "layout"),
    ("xml: comment and order of attributes", "a.xaml", '<A b="1" c="2"/>', '<!-- x --><A c="2" b="1"/>', "comments"),
    ("xml: value", "a.ui", '<A b="1"/>', '<A b="2"/>', "different"),
    ("html: comment", "a.html", "<p>a</p>", "<!-- x --> <p>a</p>", "comments"),
    ("prose: wrapped", "a.md", "a b\nc", "a\nb c", "layout"),
    ("prose: words", "a.md", "a", "b", "unknown"),
    ("language not known", "a.xyz", "a", "a ", "unknown"),
    ("a file that a tool writes", "package-lock.json", '{"a":1}', '{"a":2}', "unknown"),
    ("no suffix", "Makefile", "a", "b", "unknown"),
    ("identical", "a.xyz", "a", "a", "identical"),
    ("an added file with nothing but a comment", "a.py", "", "# later\n", "comments"),
]


@pytest.mark.parametrize(
    ("path", "before", "after", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_same_meaning(path: str, before: str, after: str, expected: str) -> None:
    assert same_meaning(before, after, path) == Sameness(expected)
    assert same_meaning(after, before, path) == Sameness(expected)


SUFFIXES = ("py", "pyx", "js", "c", "swift", "sql", "sh", "json", "yaml", "xml", "html", "md", "xyz")
PIECES = (
    "a",
    "b",
    "1",
    " ",
    "\n",
    "#",
    "//",
    "/*",
    "*/",
    "'",
    '"',
    "`",
    "(",
    ")",
    "{",
    "}",
    "<a>",
    "</a>",
    ":",
    "-",
    "\\",
)


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(SUFFIXES),
    st.lists(st.sampled_from(PIECES), max_size=15),
    st.lists(st.sampled_from(PIECES), max_size=15),
)
def test_any_text_has_an_answer_and_both_directions_agree(suffix: str, before: list[str], after: list[str]) -> None:
    one, other, path = "".join(before), "".join(after), f"a.{suffix}"
    assert same_meaning(one, other, path) is same_meaning(other, one, path)
    assert same_meaning(one, one, path) is Sameness.IDENTICAL


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(("js", "java", "c", "cs", "go", "rs")), st.integers(0, 99), st.integers(0, 99))
def test_another_number_is_never_the_same(suffix: str, one: int, other: int) -> None:
    text = "/* a */ f('x', {}); // b\n"
    found = same_meaning(text.format(one), text.format(other), f"a.{suffix}")
    assert found.is_same == (one == other)


def test_a_line_of_blanks_costs_no_more_than_its_length() -> None:
    text = "x" + " " * 200_000 + "y"
    assert within(2, lambda: same_meaning(text, f"{text}1", "a.R")) is Sameness.DIFFERENT
