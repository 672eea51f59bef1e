"""Two texts as syntax trees: renames and moves are told as such, everything else differs, with its function."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medtrace.syntax.comparison import compare
from medtrace.syntax.grammar import MOST_BYTES
from medtrace.syntax.grammars import grammar_of
from medtrace.syntax.meaning import Sameness

pytestmark = pytest.mark.requirement("REQ-052")

RENAMES = [
    ("a.py", "def f(x):\n    y = x + 1\n    return y", "def f(a):\n    b = a + 1\n    return b"),
    ("b.py", "def f(x):\n    return [i + x for i in x]", "def f(x):\n    return [one + x for one in x]"),
    ("c.py", "def _f(x):\n    return x\nz = _f(1)", "def _g(x):\n    return x\nz = _g(1)"),
    ("d.py", "def f(x):\n    return f'{x:.2f}'", "def f(y):\n    return f'{y:.2f}'"),
    (
        "a.c",
        "static int f(int a) { return a; }\nint g(void) { return f(1); }",
        "static int h(int b) { return b; }\nint g(void) { return h(1); }",
    ),
    (
        "a.cpp",
        "double f(const V &v) { auto s = 0.0; for (auto &x : v) s += x; return s; }",
        "double f(const V &in) { auto sum = 0.0; for (auto &one : in) sum += one; return sum; }",
    ),
    (
        "a.cu",
        "__global__ void k(float *a, int n) { int i = blockIdx.x; if (i < n) a[i] = 0; }",
        "__global__ void k(float *out, int n) { int at = blockIdx.x; if (at < n) out[at] = 0; }",
    ),
    (
        "A.java",
        "class A { private int f(int a) { return a; } int g() { return this.f(1) + f(2); } }",
        "class A { private int h(int b) { return b; } int g() { return this.h(1) + h(2); } }",
    ),
    (
        "B.java",
        "class B { int f(L l) { return l.map(x -> x + 1); } }",
        "class B { int f(L in) { return in.map(one -> one + 1); } }",
    ),
    (
        "a.cs",
        "class A { int F(int a) { foreach (var b in c) { a += b; } return a; } }",
        "class A { int F(int x) { foreach (var y in c) { x += y; } return x; } }",
    ),
    (
        "a.kt",
        "fun f(a: Int): Int {\n  val b = a + 1\n  return b\n}",
        "fun f(a: Int): Int {\n  val c = a + 1\n  return c\n}",
    ),
    (
        "a.swift",
        "func f(at a: Int) -> Int {\n  let b = a + 1\n  return b\n}",
        "func f(at c: Int) -> Int {\n  let d = c + 1\n  return d\n}",
    ),
    ("a.js", "function f(a) { var b = a; return b + this.c; }", "function f(x) { var y = x; return y + this.c; }"),
    (
        "b.js",
        "const q = require('q');\nfunction f(a) { return a; }\nmodule.exports = {g: f};",
        "const q = require('q');\nfunction h(a) { return a; }\nmodule.exports = {g: h};",
    ),
    (
        "a.ts",
        "export function f(a: number) { const b = a; return b; }",
        "export function f(x: number) { const y = x; return y; }",
    ),
    (
        "a.tsx",
        "export const F = (p: P) => { const a = p.b; return <A b={a} />; };",
        "export const F = (q: P) => { const c = q.b; return <A b={c} />; };",
    ),
    ("a.go", "package p\nfunc f(a int) int { b := a; return b }", "package p\nfunc f(x int) int { y := x; return y }"),
    (
        "a.rs",
        "fn f(a: i32) -> i32 { let b = a; match b { k => k } }",
        "fn f(x: i32) -> i32 { let y = x; match y { one => one } }",
    ),
    ("a.m", "function r = f(a)\n  b = a + 1;\n  r = b;\nend\n", "function s = f(x)\n  y = x + 1;\n  s = y;\nend\n"),
    ("const.js", "function f() { const a = 1; return a; }", "function f() { var a = 1; return a; }"),
]


@pytest.mark.parametrize(("path", "before", "after"), RENAMES, ids=[case[0] for case in RENAMES])
def test_a_name_of_the_file_s_own_may_be_another_everywhere(path: str, before: str, after: str) -> None:
    for old, new in ((before, after), (after, before)):
        found = compare(old, new, path)
        assert (found.sameness, found.by) == (Sameness.RENAMED, "tree")
        assert found.renames
    assert compare(before, after.replace("return", "return 1 +").replace("r = ", "r = 1 +"), path).sameness in {
        Sameness.DIFFERENT,
        Sameness.RENAMED if "return" not in after else Sameness.DIFFERENT,
    }


LOOKALIKES = [
    ("a name that the other half keeps", "a.py", "def f(x, y):\n    return x - y", "def f(y, x):\n    return x - y"),
    (
        "a parameter that a call names",
        "a.py",
        "def f(dose, w):\n    return dose / w\n\nf(dose=10, w=70)",
        "def f(w, dose):\n    return w / dose\n\nf(dose=10, w=70)",
    ),
    (
        "a parameter that a call names, C#",
        "a.cs",
        "class A { int F(int a, int b) { return a - b; } int G() { return F(a: 1, b: 2); } }",
        "class A { int F(int b, int a) { return b - a; } int G() { return F(a: 1, b: 2); } }",
    ),
    (
        "a parameter that a call names, Kotlin",
        "a.kt",
        "fun f(a: Int, b: Int) = a - b\nfun g() = f(a = 1, b = 2)",
        "fun f(b: Int, a: Int) = b - a\nfun g() = f(a = 1, b = 2)",
    ),
    ("two names become one", "a.py", "def f(x, y):\n    return x + y", "def f(x, y):\n    return x + x"),
    (
        "a name is caught by an inner one",
        "a.js",
        "function f(a) { return g(b => a + b); }",
        "function f(b) { return g(b => b + b); }",
    ),
    (
        "a loop over an outer name",
        "a.js",
        "function f(x, y) { for (x of y) {} return x; }",
        "function f(x, y) { for (z of y) {} return x; }",
    ),
    ("a key of data", "a.js", "function f(a) { return {a}; }", "function f(b) { return {b}; }"),
    ("a member", "a.js", "function f(a) { return a.b; }", "function f(a) { return a.c; }"),
    ("a text that names it", "a.py", "def f(x):\n    return locals()['x']", "def f(y):\n    return locals()['x']"),
    ("a name by its text", "a.py", "def f(x):\n    return g('x', x)", "def f(y):\n    return g('x', y)"),
    ("a global", "a.py", "def f():\n    global x\n    x = 1", "def f():\n    global y\n    y = 1"),
    ("a keyword of a call", "a.py", "def f(x):\n    return g(a=x)", "def f(x):\n    return g(b=x)"),
    ("a function that others see", "a.py", "def f(x):\n    return x", "def g(x):\n    return x"),
    ("a function of a page", "a.js", "function f(a) { return a; }", "function g(a) { return a; }"),
    (
        "a public method",
        "A.java",
        "class A { public int f() { return 1; } }",
        "class A { public int g() { return 1; } }",
    ),
    (
        "a field",
        "A.java",
        "class A { private int f; int g() { return f; } }",
        "class A { private int h; int g() { return h; } }",
    ),
    (
        "a name in a macro",
        "a.c",
        "#define N (a + 1)\nint f(int a) { return N; }",
        "#define N (a + 1)\nint f(int b) { return N; }",
    ),
    (
        "an outer name before the inner one",
        "a.c",
        "int f() { use(x); int x = 1; use(x); }",
        "int f() { use(y); int y = 1; use(y); }",
    ),
    (
        "an outer name in its own declaration",
        "a.rs",
        "fn f() { let x = 1; { let x = x + 1; } }",
        "fn f() { let x = 1; { let y = y + 1; } }",
    ),
    ("a label", "a.swift", "func f(a: Int) -> Int { return a }", "func f(b: Int) -> Int { return b }"),
    (
        "a member of a new object",
        "a.cs",
        "class A { B F(int x) { return new B { x = x }; } }",
        "class A { B F(int y) { return new B { y = y }; } }",
    ),
    (
        "a constant that is given another value",
        "a.js",
        "function f() { const a = 1; a = 2; }",
        "function f() { var a = 1; a = 2; }",
    ),
    (
        "a constant of a block",
        "a.js",
        "function f() { if (b) { const a = 1; } }",
        "function f() { if (b) { var a = 1; } }",
    ),
    ("one imported name for another", "a.py", "import numpy as np\nx = np.a", "import cupy as np\nx = np.a"),
    ("one header for another", "a.c", '#include "v1.h"\nint x;', '#include "v2.h"\nint x;'),
    ("a hole of an array", "a.js", "x = [,];", "x = [];"),
    ("a blank inside a text", "a.js", "x = `a  b`;", "x = `a b`;"),
    ("a chain that stops", "a.js", "x = (a?.b).c;", "x = a?.b.c;"),
    ("a number of another value", "a.js", "x = .50;", "x = .05;"),
    ("a number of another kind", "a.c", "double x = 1.0;", "double x = 1;"),
    ("a key that is reckoned", "a.js", "x = {'a': 1};", "x = {[a]: 1};"),
    ("a key by its text", "a.py", "x = {'a': 1}", "x = {a: 1}"),
    ("one of two signs", "a.js", "x = a && (b || c);", "x = a && b || c;"),
    ("arguments of what is made", "a.js", "x = new A(1);", "x = new A();"),
    ("words on a page", "a.jsx", "x = <p>one two</p>;", "x = <p>one three</p>;"),
    ("brackets that group", "a.js", "x = (a + b) * c;", "x = a + b * c;"),
    (
        "a sum in another order",
        "a.java",
        "class A { double f(double a, double b) { return a + (b + 1); } }",
        "class A { double f(double a, double b) { return a + b + 1; } }",
    ),
    ("a semicolon that hides a result", "a.m", "function f(a)\n  x = a;\nend\n", "function f(a)\n  x = a\nend\n"),
    ("an expression without a semicolon", "a.rs", "fn f() -> i32 { 1 }", "fn f() -> i32 { 1; }"),
    ("a tuple of one", "a.rs", "fn f() { g((1,)); }", "fn f() { g((1)); }"),
    (
        "functions under other marks",
        "a.py",
        "@a\ndef f(): pass\n@b\ndef g(): pass",
        "@a\ndef g(): pass\n@b\ndef f(): pass",
    ),
    (
        "two functions of one name",
        "a.js",
        "function f() { return 1; }\nfunction f() { return 2; }",
        "function f() { return 2; }\nfunction f() { return 1; }",
    ),
    (
        "a default that is reckoned elsewhere",
        "a.py",
        "def g(): return 1\nA = 1\ndef f(x=A): return x",
        "def f(x=A): return x\ndef g(): return 1\nA = 1",
    ),
    (
        "a log of what nothing declares",
        "a.js",
        "function f(p) { console.log(curve); }",
        "function f(p) { console.log(p.curve); }",
    ),
]


@pytest.mark.parametrize(
    ("path", "before", "after"), [case[1:] for case in LOOKALIKES], ids=[case[0] for case in LOOKALIKES]
)
def test_what_only_looks_like_a_rename_is_a_difference(path: str, before: str, after: str) -> None:
    assert compare(before, after, path).sameness is Sameness.DIFFERENT
    assert compare(after, before, path).sameness is Sameness.DIFFERENT


MOVES = [
    (
        "a.py",
        "def f():\n    return 1\n\ndef g():\n    return 2\n",
        "def g():\n    return 2\n\ndef f():\n    return 1\n",
    ),
    (
        "a.c",
        "int f(void) { return 1; }\nint x;\nint g(void) { return 2; }",
        "int g(void) { return 2; }\nint x;\nint f(void) { return 1; }",
    ),
    (
        "A.java",
        "class A { int f() { return 1; } int g(int a) { return a; } }",
        "class A { int g(int b) { return b; } int f() { return 1; } }",
    ),
    (
        "a.js",
        "function f() { return 1; }\nfunction g() { return 2; }",
        "function g() { return 2; }\nfunction f() { return 1; }",
    ),
]


@pytest.mark.parametrize(("path", "before", "after"), MOVES, ids=[case[0] for case in MOVES])
def test_functions_in_another_order_are_told(path: str, before: str, after: str) -> None:
    found = compare(before, after, path)
    assert found.sameness is Sameness.MOVED
    assert len(found.moved) == 1
    assert compare(before, after.replace("return 1", "return 3"), path).sameness is Sameness.DIFFERENT


FORMATS = [
    (
        "prettier",
        "a.js",
        "const f=x=>(x+1)\nlet a = ['b', \"it's\"]",
        'const f = (x) => x + 1;\nlet a = ["b", "it\'s",];',
    ),
    (
        "prettier, numbers and keys",
        "a.js",
        "const t = {'a': .5, 'b-c': 1.500, d: 0XFF, \"e\": 1E-5, f(rate) { return g('rate', rate) }};\nlet x = new A;",
        'const t = { a: 0.5, "b-c": 1.5, d: 0xff, e: 1e-5, f(rate) { return g("rate", rate); } };\nlet x = new A();\n',
    ),
    (
        "prettier, brackets and branches",
        "b.js",
        "function f(a) { if ((a === 1) || (a?.b || a.c)) return (a?.b === 2 && a.c)\nswitch (a) { case 1: ;g() } }",
        """function f(a) {
  if (a === 1 || a?.b || a.c) return a?.b === 2 && a.c;
  switch (a) {
    case 1:
      g();
  }
}
""",
    ),
    (
        "prettier, unions",
        "a.ts",
        "type A = 'one' | 'two' | 'three';\ninterface B { 'c': A; d: (A) }",
        'type A =\n  | "one"\n  | "two"\n  | "three";\ninterface B {\n  c: A;\n  d: A;\n}\n',
    ),
    (
        "prettier, a page",
        "a.jsx",
        "const a = <p>Create a label and annotate <b>any organ</b></p>;",
        'const a = (\n  <p>\n    Create a label and\n    annotate{" "}\n    <b>any organ</b>\n  </p>\n);\n',
    ),
    (
        "gofmt",
        "a.go",
        'package p\nimport ("b"; "a")\nfunc f(){x:=1}',
        'package p\n\nimport (\n\t"a"\n\t"b"\n)\n\nfunc f() { x := 1 }\n',
    ),
    (
        "rustfmt",
        "a.rs",
        "use b::{d,c};use a;\nfn f(a:i32){g(a,1)}",
        "use a;\nuse b::{c, d};\nfn f(\n    a: i32,\n) {\n    g(a, 1)\n}\n",
    ),
    (
        "ktlint",
        "a.kt",
        "import b.C\nimport a.B\nfun f(a:Int,b:Int):Int{return g(a,b);}",
        "import a.B\nimport b.C\nfun f(\n  a: Int,\n  b: Int,\n): Int {\n  return g(a, b)\n}",
    ),
    (
        "swift-format",
        "a.swift",
        "import B\nimport A\nfunc f(a:Int)->Int{return a;}",
        "import A\nimport B\nfunc f(a: Int) -> Int {\n  return a\n}",
    ),
    (
        "dotnet format",
        "a.cs",
        "using B;using A;class C{int[] F(){return new int[]{1,2};}}",
        "using A;\nusing B;\nclass C\n{\n    int[] F()\n    {\n        return new int[] { 1, 2, };\n    }\n}",
    ),
    (
        "google-java-format",
        "A.java",
        'import b.C;import a.B;class A{B f(C c){return (c).g("a");}}',
        'import a.B;\nimport b.C;\n\nclass A {\n  B f(C c) {\n    return c.g("a");\n  }\n}',
    ),
    (
        "clang-format",
        "a.cpp",
        '#include "b.h"\n#include <a>\n#define M(a) f( a ) \\\n  + 1\nint f(){return g("a" "b",1);}',
        '#include <a>\n\n#include "b.h"\n#define M(a) \\\n  f(a) + 1\nint f() {\n  return g("ab", 1);\n}',
    ),
    ("MISS_HIT", "a.m", "function r=f(a)\nr=a+1; % one\nend", "function r = f(a)\n    % one\n    r = a + 1;\nend\n"),
    ("black, Python of another time", "a.py", "print 'a'\nx = (1)", "print 'a'\n\nx = 1"),
]


@pytest.mark.parametrize(("path", "before", "after"), [case[1:] for case in FORMATS], ids=[case[0] for case in FORMATS])
def test_what_a_formatter_does_says_nothing(path: str, before: str, after: str) -> None:
    assert compare(before, after, path).sameness.is_same
    assert compare(after, before, path).sameness.is_same


def test_a_difference_names_its_functions_and_their_lines() -> None:
    before = "class A {\n  int f() {\n    return 1;\n  }\n  int g() { return 2; }\n  int h() { return 3; }\n}\n"
    after = "class A {\n  int f() {\n    return 9;\n  }\n  int h() { return 3; }\n  int k() { return 4; }\n}\n"
    found = compare(before, after, "A.java")
    assert [(one.name, one.fate, one.first, one.last) for one in found.functions] == [
        ("A.f", "changed", 2, 4),
        ("A.k", "added", 6, 6),
        ("A.g", "removed", 5, 5),
    ]


def test_names_of_a_rename_are_told_in_order() -> None:
    found = compare("int f(int a, int b) { return a - b; }", "int f(int x, int y) { return x - y; }", "a.c")
    assert found.renames == (("a", "x"), ("b", "y"))


@pytest.mark.parametrize(
    ("path", "before", "told"),
    [
        ("a.py", "def f(x, *, y: int = 1):\n    z = x + y\n    return z", (("x", "q"), ("y", "r"))),
        ("a.cs", "class A { int F(int x) { var z = x; return z; } }", (("x", "q"),)),
        ("a.kt", "fun f(x: Int): Int {\n  val z = x\n  return z\n}", (("x", "q"),)),
        ("A.java", "class A { int f(int x) { int z = x; return z; } }", ()),
    ],
    ids=["Python", "C#", "Kotlin", "Java names no parameter at a call"],
)
def test_renamed_parameters_that_a_caller_may_name_are_told(
    path: str, before: str, told: tuple[tuple[str, str], ...]
) -> None:
    after = re.sub(r"\b[xyz]\b", lambda one: {"x": "q", "y": "r", "z": "s"}[one[0]], before)
    found = compare(before, after, path)
    assert found.sameness is Sameness.RENAMED
    assert found.parameters == told


def test_a_name_from_outside_that_differs_everywhere_alike_is_an_open_rename() -> None:
    found = compare(
        "class A { int f() { return B.g() + B.g(); } }", "class A { int f() { return B.h() + B.h(); } }", "A.java"
    )
    assert (found.sameness, found.open_renames) == (Sameness.DIFFERENT, (("g", "h"),))
    half = compare(
        "class A { int f() { return B.g() + B.g(); } }", "class A { int f() { return B.h() + B.g(); } }", "A.java"
    )
    assert half.open_renames == ()


IMPORTS = [
    ("a.cpp", '#include "a.h"\n#include "b.h"\nint x;', '#include "a.h"\nint x;'),
    ("a.swift", "import CoreData\nlet x = 1", "import Foundation\nlet x = 1"),
    ("a.js", "import a from 'a';\nf();", "f();"),
    ("a.cs", "using A.B;\nclass C {}", "class C {}"),
]


@pytest.mark.parametrize(("path", "before", "after"), IMPORTS, ids=[case[0] for case in IMPORTS])
def test_an_import_that_nothing_names_is_told(path: str, before: str, after: str) -> None:
    assert compare(before, after, path).sameness is Sameness.IMPORTS


def test_a_text_that_cannot_be_parsed_is_compared_by_its_signs() -> None:
    assert compare("int f( { 1; }", "int f( { 2; }", "a.c").by == "signs"
    large = "int a = 1;\n" * (MOST_BYTES // 10)
    assert compare(large, large + "int b = 2;\n", "a.c").by == "signs"
    assert compare("a", "b", "a.zz").by == "text"


def test_objective_c_is_not_read_as_matlab() -> None:
    assert grammar_of("a.m", "#import <A.h>\n") is None
    assert grammar_of("a.m", "x = 1;\n") is not None


def test_deep_nesting_does_not_break() -> None:
    deep = "x = " + "(" * 5000 + "1" + ")" * 5000 + ";"
    assert compare(deep, deep.replace("1", "2"), "a.js").sameness is Sameness.DIFFERENT


SUFFIXES = ("py", "js", "ts", "tsx", "java", "cs", "kt", "swift", "go", "rs", "c", "cpp", "cu", "m")
PIECES = (
    "a",
    "b",
    "1",
    " ",
    "\n",
    "(",
    ")",
    "{",
    "}",
    ";",
    ",",
    "=",
    "+",
    ".",
    "'",
    '"',
    "//",
    "%",
    "#",
    "def f():",
    "\u00e4",
)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(SUFFIXES),
    st.lists(st.sampled_from(PIECES), max_size=15),
    st.lists(st.sampled_from(PIECES), max_size=15),
)
def test_any_text_has_an_answer_and_both_directions_agree(suffix: str, before: list[str], after: list[str]) -> None:
    one, other, path = "".join(before), "".join(after), f"a.{suffix}"
    assert compare(one, other, path).sameness is compare(other, one, path).sameness
    assert compare(one, one, path).sameness is Sameness.IDENTICAL


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(RENAMES), st.integers(0, 400), st.sampled_from("()[]{}+-*/<>=.;0123456789"))
def test_one_more_sign_is_never_the_same(case: tuple[str, str, str], place: int, sign: str) -> None:
    path, before, _ = case
    after = before[: place % len(before)] + sign + before[place % len(before) :]
    found = compare(before, after, path).sameness
    assert found is Sameness.DIFFERENT or (found is Sameness.RENAMED and sign.isdigit()) or sign in ";()"


REFORMATTED = [
    ("a.h", "#  define X Y /**< told of X */\nint a;", "#define X \\\n  Y /**< told \\\n of X */\nint a;"),
    ("a.h", "#  define X Y\nclass A : { };", "#define X \\\n  Y\nclass A : {};"),
    ("a.h", "#if A\n#  define X\n#endif", "#if A\n#define X\n#endif"),
    ("a.cpp", "#include <b>\n#include <a>\n#include <b>\nint a;", "#include <a>\n#include <b>\n\nint a;"),
    ("a.h", "namespace N {\nusing A::c;\nusing A::b;\nint d;\n}", "namespace N {\nusing A::b;\nusing A::c;\nint d;\n}"),
    ("a.py", "def f(a, b):\n    del a, b", "def f(a, b):\n    del (a, b)"),
    ("a.py", "a = u'b'\n", 'a = "b"\n'),
]


@pytest.mark.parametrize(("path", "before", "after"), REFORMATTED)
def test_what_a_formatter_writes_otherwise_is_no_change(path: str, before: str, after: str) -> None:
    assert compare(before, after, path).sameness.is_same
    assert compare(after, before, path).sameness.is_same


def test_blanks_in_a_matrix_count() -> None:
    assert compare("y=[a -b];", "y=[a - b];", "a.m").sameness is Sameness.DIFFERENT


def test_what_is_deleted_and_what_a_macro_says_counts() -> None:
    assert not compare("def f(a, b):\n    del a, b", "def f(a, b):\n    del a", "a.py").sameness.is_same
    assert not compare("#define X \\\n  Y\nint a;", "#define X \\\n  Z\nint a;", "a.h").sameness.is_same
    inside, outside = "namespace N {\nusing A::b;\nint d;\n}", "using A::b;\nnamespace N {\nint d;\n}"
    assert not compare(inside, outside, "a.h").sameness.is_same
    assert not compare("#define X\nY", "#define X Y\n", "a.h").sameness.is_same


ADVICE = [
    ("a.cs", "class A { int b; }", "#nullable disable\nclass A { int b; }", True),
    ("a.cs", "class A { int b; }", "class A {\n#region b\nint b;\n#endregion\n}", True),
    ("a.cs", "class A { int b; }", "#pragma warning disable 1591\nclass A { int b; }", True),
    ("a.cs", "class A { int b; }", 'class A { [SuppressMessage("a", "b")] int b; }', True),
    ("a.cs", "class A { int b; }", "class A { [NonSerialized] int b; }", False),
    ("a.cs", "class A { int b; }", "class A {\n#if X\nint b;\n#endif\n}", False),
    ("A.java", "class A { void f() {} }", "class A { @Override void f() {} }", True),
    ("A.java", "class A { public void f() {} }", 'class A { @SuppressWarnings("x") public void f() {} }', True),
    ("A.java", "class A { void f() {} }", "class A { @Async void f() {} }", False),
    ("a.c", "int a;", "#pragma GCC diagnostic push\nint a;", True),
    ("a.c", "int a;", "#pragma omp parallel\nint a;", False),
]


@pytest.mark.parametrize(("path", "before", "after", "is_same"), ADVICE)
def test_what_only_a_compiler_heeds_is_no_change(path: str, before: str, after: str, is_same: bool) -> None:
    for one, other in ((before, after), (after, before)):
        found = compare(one, other, path)
        assert found is not None
        assert found.sameness.is_same is is_same
