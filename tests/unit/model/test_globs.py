"""Globs: `*` stays in its folder, `**` crosses folders."""

import pytest

from medtrace.model.globs import glob_pattern, specificity


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
    ],
)
@pytest.mark.requirement("REQ-010")
def test_glob(glob: str, path: str, matches: bool) -> None:
    assert bool(glob_pattern(glob).match(path)) is matches


def test_the_narrower_glob_is_more_specific() -> None:
    assert specificity("src/ecg/rhythm.py") > specificity("src/ecg/*.py") > specificity("src/**")
