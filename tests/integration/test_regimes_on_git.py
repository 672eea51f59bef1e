"""Under several regimes a change that one of them says nothing of: a row looked and saw nothing, or none looks."""

from pathlib import Path

import pytest

from tests.support.git_builder import RepoBuilder, isolate
from tests.support.running import Trace

CONFIGURATION = """
sources:
  - {format: mentions, files: [keep.txt]}
components:
  - {id: algo, name: {zh: 算法, en: Algo}, files: ['src/**'], tags: [core-algorithm], safety_class: 严重}
"""
F = "\ndef f(x):\n    return x + 1\n"
G = "def g(x):\n    return x * 2\n"
H = "def h(x):\n    return x - 3\n"


@pytest.mark.parametrize(
    ("language", "seen", "none"),
    [("en", "a row looks, nothing seen", "no row looks at it"), ("zh", "有对应的行，规则未见", "没有对应的行")],
)
def test_nothing_seen_is_not_no_row(
    language: str, seen: str, none: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    isolate(monkeypatch, tmp_path)
    made = RepoBuilder(tmp_path / "product")
    made.commit("Start", {"trace.yaml": CONFIGURATION, "keep.txt": "", "src/a.py": G + F, "src/b.py": H})
    made.tag("v1")
    made.commit("Move a function", {"src/a.py": G, "src/b.py": H + F})
    made.tag("v2")
    regimes = ("--profile", "nmpa-2022,fda,eu-mdcg-2020-3", "-v", "--lang", language)
    told = Trace()("assess", "v1..v2", *regimes, "-C", str(made.folder)).out
    # Row P-14 looks for restructuring; of the others one has a row of that rule for other classes, and one has none.
    lines = [line.strip() for line in told.split("\n")]
    start = next(place for place, line in enumerate(lines) if line.startswith("nmpa-2022: P-14"))
    assert lines[start + 1 : start + 3] == [f"fda: {seen}", f"eu-mdcg-2020-3: {none}"]
