"""Which sampled code is a test, and globs that match the tests without the code beside them."""

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import PurePosixPath

from medtrace.config.folders import escaped, test_folder
from medtrace.config.layout import globs_for, usable
from medtrace.expressions import expression
from medtrace.model.globs import matches

_TEST = expression(r"tests?(?:[/_.]|\Z)|spec[/_.]|测试", re.IGNORECASE)
# How runners know a test by its name, where tests stand beside the code.
_NAMES = (
    ("test_*", expression(r"test_.*")),
    ("*_test", expression(r".*_test")),
    ("*_tests", expression(r".*_tests")),
    ("*Test", expression(r".*[a-z0-9]Test")),
    ("*Tests", expression(r".*[a-z0-9]Tests")),
    ("*.test", expression(r".*\.test")),
    ("*.spec", expression(r".*\.spec")),
)
_DECLARED = expression(
    r"""^[ \t]*(?:
        (?:TYPED_|GTEST_)?TEST(?:_[FP])?[ \t]*\(|(?:TEST_CASE|SCENARIO|BOOST_(?:AUTO|FIXTURE)_TEST_CASE)[ \t]*\(
        |\[(?:Fact|Theory|Test|TestCase|TestMethod|DataTestMethod)\b|@(?:Test|ParameterizedTest|RepeatedTest)\b
        |@pytest\.mark\.|class[ ]\w+\((?:unittest\.)?TestCase\)|func[ ]Test\w*\(t[ ]\*testing\.T\)
    )|\bRecordProperty[ \t]*\(""",
    re.MULTILINE | re.VERBOSE,
)
_FEW = 3
_MOST_FOLDERS = 6
_MOST_ALONE = 40
_LAST_WORD = expression(r"(?:[-_.]|(?<=[a-z0-9])(?=[A-Z]))[A-Za-z]+\Z")


def is_test(path: str) -> bool:
    """Whether a path reads like one of tests."""
    return bool(_TEST.search(path))


def holds_tests(text: str) -> bool:
    """Whether code declares tests to a runner, wherever it lies: `TEST_F(…`, `[Fact]`, `@Test`, `@pytest.mark.…`."""
    return bool(_DECLARED.search(text))


def test_globs(paths: Iterable[str], others: Collection[str]) -> tuple[str, ...]:
    """The paths themselves where they are few, else the folders of tests, and patterns of names for the rest.

    `others` is code that is no test: a pattern for tests that lie beside it and bear no usual name matches none of it.
    """
    own = sorted(path for path in paths if usable(path))
    if len(own) <= _FEW:
        return globs_for(own)
    places = {(test_folder(path), PurePosixPath(path).suffix) for path in own}
    folders = sorted({(folder, ending) for folder, ending in places if folder})
    if len(folders) > _MOST_FOLDERS:
        folders = sorted({(f"**/{folder.rpartition('/')[2]}", ending) for folder, ending in folders})
    below = [f"{escaped(folder).replace('[*][*]/', '**/')}/**/*{ending}" for folder, ending in folders]
    beside = [path for path in own if not test_folder(path)]
    unusual = [path for path in beside if not _named(path)]
    named = sorted({_named(path) for path in beside if path not in unusual})
    return tuple(dict.fromkeys((*below, *named, *_unusual(unusual, others))))


def _unusual(paths: list[str], others: Collection[str]) -> Iterator[str]:
    """By the last word of their names, such as `**/*_check.cpp`, where no other code ends so; else each by itself."""
    by_word: dict[str, list[str]] = {}
    for path in paths:
        name = PurePosixPath(path)
        word = _LAST_WORD.search(name.stem)
        by_word.setdefault(f"**/*{escaped(word.group() if word else name.stem)}{name.suffix}", []).append(path)
    for glob, own in sorted(by_word.items()):
        if len(own) > 1 and not any(matches(path, (glob,)) for path in others):
            yield glob
        elif len(own) <= _MOST_ALONE:
            yield from own
        else:
            yield from globs_for(own)


def _named(path: str) -> str:
    name = PurePosixPath(path)
    return next((f"**/{glob}{name.suffix}" for glob, sign in _NAMES if sign.fullmatch(name.stem)), "")
