"""Globs: `*` stays in its folder, `**` crosses folders."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medtrace.model.globs import any_of, glob_pattern, specificity


@pytest.mark.parametrize(
    ("glob", "path", "matches"),
    [
        ("docs/*.md", "docs/a.md", True),
        ("docs/*.md", "docs/sub/a.md", False),
        ("docs/**/*.md", "docs/a.md", True),
        ("docs/**/*.md", "docs/x/y/a.md", True),
        ("docs/**", "docs/x/y", True),
        ("docs/**", "docsx/y", False),
        ("**/Dockerfile", "Dockerfile", True),
        ("**/Dockerfile", "a/b/Dockerfile", True),
        ("src/[ab].py", "src/a.py", True),
        ("src/[!ab].py", "src/a.py", False),
        ("src/[!ab].py", "src/c.py", True),
        ("文档/需求?.md", "文档/需求一.md", True),
        ("a.b", "aXb", False),
        ("./src/a.py", "src/a.py", True),
        ("src/[", "src/[", True),
        ("src**", "src/a/b.py", True),
        ("**/*.py", "src/a.pyc", False),
        ("**/test_*", "src/test_a.py", True),
        ("**/test_*", "test_a/b.py", False),
        ("*.py", "src/a.py", False),
    ],
)
@pytest.mark.requirement("REQ-010")
def test_glob(glob: str, path: str, matches: bool) -> None:
    assert bool(glob_pattern(glob).match(path)) is matches
    assert any_of((glob,)).match(path) is matches


def test_the_narrower_glob_is_more_specific() -> None:
    assert specificity("src/ecg/rhythm.py") > specificity("src/ecg/*.py") > specificity("src/**")


_PARTS = st.text(st.sampled_from("ab.é"), min_size=1, max_size=3)
_PATHS = st.lists(_PARTS, min_size=1, max_size=4).map("/".join)
_GLOB_PARTS = st.one_of(
    _PARTS, st.sampled_from(["*", "**", "?", "[ab]", "[!a]", "*.b", "a*", "a**b", "a**", "**b", "*a*", "["])
)
_GLOBS = st.lists(_GLOB_PARTS, min_size=1, max_size=4).map("/".join)


@given(_PATHS, st.lists(_GLOBS, max_size=5))
@settings(deadline=None)
@pytest.mark.requirement("REQ-010")
def test_many_globs_as_one_question_are_the_globs(path: str, globs: list[str]) -> None:
    assert any_of(tuple(globs)).match(path) is any(glob_pattern(glob).match(path) is not None for glob in globs)
