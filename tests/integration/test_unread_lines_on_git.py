"""What no rule reads stands on the verdict page with file, line, commit and both texts, and a comment does not."""

from pathlib import Path

import pytest

from tests.support.git_builder import RepoBuilder, isolate
from tests.support.running import Trace

CONFIGURATION = """
sources:
  - {format: mentions, files: [src/app.py]}
components:
  - {id: web, name: {zh: 网关, en: Gateway}, files: ['deploy/**'], tags: [deployment]}
"""
NGINX = "server {\n  listen 80;\n  client_max_body_size 1m;\n}\n"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> RepoBuilder:
    isolate(monkeypatch, tmp_path)
    made = RepoBuilder(tmp_path / "product")
    made.commit("Start", {"trace.yaml": CONFIGURATION, "src/app.py": "", "deploy/nginx.conf": NGINX})
    made.tag("v1")
    made.commit("Say why", {"deploy/nginx.conf": f"# why\n{NGINX}"})
    made.tag("v2")
    made.commit("Let larger images in", {"deploy/nginx.conf": f"# why\n{NGINX.replace('1m', '9m')}"})
    made.tag("v3")
    return made


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh", "软件单元“网关”（web）有 1 处变更没有规则读取，未评估：deploy/nginx.conf:4"),
        ("en", "Changed lines of Gateway (web) that no rule reads, not assessed: deploy/nginx.conf:4"),
    ],
)
def test_the_page_names_lines_that_no_rule_reads(repository: RepoBuilder, language: str, said: str) -> None:
    page = Trace()("assess", "v1..v3", "--lang", language, "-C", str(repository.folder)).out
    assert said in page
    shown = page.split(said)[1].split("\n")[2:4]
    assert "client_max_body_size 1m; → client_max_body_size 9m;" in shown[0]
    assert repository.sha("v3")[:10] in shown[1]
    assert repository.sha("v2")[:10] not in shown[1]


def test_a_comment_is_no_such_line(repository: RepoBuilder) -> None:
    page = Trace()("assess", "v1..v2", "--lang", "en", "-C", str(repository.folder)).out
    assert "that no rule reads, not assessed" not in page
