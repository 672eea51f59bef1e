"""Differences that are only logged or printed are told apart from those of the program."""

import ast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medtrace.syntax.logs import only_logs_differ

pytestmark = pytest.mark.requirement("REQ-052")

CASES = [
    ("python: an argument", "a.py", "a = 1\nlogger.info('x', a)", "a = 1\nlogger.info('y')", True),
    ("python: a line more", "a.py", "def f():\n    return 1", "def f():\n    print('a')\n    return 1", True),
    ("python: a body that only logs", "a.py", "if a:\n    print(1)", "if a:\n    self.logger.debug(2)", True),
    ("python: a value beside it", "a.py", "a = 1\nprint(a)", "a = 2\nprint(a, a)", False),
    ("python: a value that is kept", "a.py", "a = log(b)", "a = log(c)", False),
    ("python: a function of one's own", "a.py", "dialog(1)", "dialog(2)", False),
    ("js: an argument", "a.js", "f(); console.log('a', b);", "f(); console.error('b');", True),
    ("js: use strict", "a.js", "'use strict';\nf(1);", "f(1);", True),
    ("js: use strict without a semicolon", "a.js", "f(1);", "'use strict'\nf(1);", True),
    ("js: a body of one statement", "a.js", "if (a) console.log(1); f();", "if (a) f();", False),
    ("js: an argument under a condition", "a.js", "if (a) console.log(1); f();", "if (a) console.log(2); f();", True),
    ("js: what is logged counts on", "a.js", "console.log(a);", "console.log(a++);", False),
    ("js: what is called on the answer", "a.js", "log(1).f(1);", "log(2).f(1);", False),
    ("java", "A.java", 'int a = 1; LOGGER.warn("a {}", a);', 'int a = 1; LOGGER.error("b {}", a);', True),
    ("c#", "A.cs", '_logger.LogInformation("a"); Run();', '_logger.LogDebug("b"); Run();', True),
    ("c", "a.c", 'run(); printf("a");', 'run(); printf("b");', True),
    ("c: the program", "a.c", 'run(1); printf("a");', 'run(2); printf("a");', False),
    ("python: a value that is bound", "a.py", "log.info(1)\nf(y)", "log.info((y := 2))\nf(y)", False),
    ("c++: a stream", "a.cpp", 'run(); std::cout << "a" << x;', 'run(); std::cerr << "b";', True),
    ("c++: a stream that counts", "a.cpp", "std::cout << a;", "std::cout << a++;", False),
    ("c++: a stream of one's own", "a.cpp", "file << a;", "file << b;", False),
    ("c++: qt", "a.cpp", 'qDebug() << "a"; run();', 'qDebug() << "b" << c; run();', True),
    ("c++: glog", "a.cpp", 'LOG(INFO) << "a";', 'LOG(WARNING) << "b";', True),
    ("c++: a pointer", "a.cpp", 'logger->info("a");', 'logger->info("b");', True),
    ("c++: a namespace", "a.cpp", 'spdlog::info("a");', 'spdlog::warn("b");', True),
    ("c++: a macro", "a.cpp", 'LOG_INF("a"); ALOGD("b");', 'LOG_INF("c"); ALOGE("d");', True),
    ("c++: an assignment", "a.cpp", 'LOG_INF("a", b);', 'LOG_INF("a", b = 2);', False),
    ("c++: a comparison", "a.cpp", 'LOG_INF("a", b == 2);', 'LOG_INF("a", b <= 2);', True),
    ("rust: a macro", "a.rs", 'info!("a {}", x); run(1);', 'log::warn!("b"); run(1);', True),
    ("rust: another macro", "a.rs", "assert!(a);", "assert!(b);", False),
    ("rust: not equal", "a.rs", "f(a != (b));", "f(a != (c));", False),
    ("an added file", "a.py", "", "print(1)", False),
    ("a language that is not read", "a.zz", "print(1)", "print(2)", False),
]


@pytest.mark.parametrize(
    ("path", "before", "after", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_only_logs_differ(path: str, before: str, after: str, expected: bool) -> None:
    assert only_logs_differ(before, after, path) is expected


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(["a.py", "a.js", "a.java", "a.kt"]),
    st.lists(st.sampled_from(["console", ".", "log", "(", ")", "{", "}", ";", "'use strict'", "\n", "a", "="])),
)
def test_no_text_makes_it_raise(path: str, pieces: list[str]) -> None:
    assert only_logs_differ("a;", "".join(pieces), path) in {True, False}


# Statements of a module, each with what is left of it without what logs.
STATEMENTS = {
    "a = 1": "a = 1",
    "a = 2": "a = 2",
    "print(a)": "",
    "print(b); a = 1": "a = 1",
    "a = (1,\n2); b = 3": "a = (1,\n2); b = 3",
    "\n# word": "",
    "pass": "",
    '"""Words.\n"""': '"""Words.\n"""',
    "@kept\ndef f():\n    return 1": "@kept\ndef f():\n    return 1",
    "@other\ndef f():\n    return 1": "@other\ndef f():\n    return 1",
    "@kept\ndef f():\n    print(1)\n    return 1": "@kept\ndef f():\n    return 1",
    "class A:\n    a = 1\n    log.info(2)": "class A:\n    a = 1",
}
MODULES = st.lists(st.sampled_from(sorted(STATEMENTS)), min_size=1, max_size=6)


@settings(deadline=None)
@given(MODULES, MODULES)
def test_what_is_left_out_above_and_below_the_difference_changes_no_answer(one: list[str], other: list[str]) -> None:
    left = [ast.dump(ast.parse("\n".join(STATEMENTS[name] for name in side))) for side in (one, other)]
    assert only_logs_differ("\n".join(one), "\n".join(other), "a.py") is (left[0] == left[1])
