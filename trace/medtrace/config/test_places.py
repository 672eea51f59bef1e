"""Which sampled code is a test, and globs that match the tests without the code beside them."""

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from medtrace.config.folders import escaped, test_folder
from medtrace.config.layout import globs_for, usable
from medtrace.expressions import expression

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
_FEW = 3
_MOST_FOLDERS = 6


def is_test(path: str) -> bool:
    """Whether a path reads like one of tests."""
    return bool(_TEST.search(path))


def test_globs(paths: Iterable[str]) -> tuple[str, ...]:
    """The paths themselves where they are few, else the folders of tests, and patterns of names for the others."""
    own = sorted(path for path in paths if usable(path))
    if len(own) <= _FEW:
        return globs_for(own)
    places = {(test_folder(path), PurePosixPath(path).suffix) for path in own}
    folders = sorted({(folder, ending) for folder, ending in places if folder})
    if len(folders) > _MOST_FOLDERS:
        folders = sorted({(f"**/{folder.rpartition('/')[2]}", ending) for folder, ending in folders})
    below = [f"{escaped(folder).replace('[*][*]/', '**/')}/**/*{ending}" for folder, ending in folders]
    beside = [path for path in own if not test_folder(path)]
    named = {_named(path) for path in beside}
    return tuple(dict.fromkeys((*below, *(globs_for(beside) if "" in named else sorted(named)))))


def _named(path: str) -> str:
    name = PurePosixPath(path)
    return next((f"**/{glob}{name.suffix}" for glob, sign in _NAMES if sign.fullmatch(name.stem)), "")
