"""A small product on real git whose core algorithm changes twice, and people who decide about it."""

import json
from pathlib import Path
from typing import Any

import yaml

from medtrace import plugins
from medtrace.app.assess import Asked, assess
from medtrace.app.decide import Decided, Said, decide
from medtrace.gitio.repository import open_repository
from medtrace.model.decision import SignOff
from tests.support.git_builder import RepoBuilder

PAPERS = "\n".join(
    f"  - {{name: {kind}, kind: {kind}, baseline: {{edition: A/0}}, current: {{edition: A/0}}}}"
    for kind in ("intended-use", "ifu", "ptr", "risk-file")
)
CONFIG = f"""
product: {{name: 示例, safety_class: 轻微}}
version:
  tags: 'v{{X}}.{{Y}}'
  fields:
    - {{id: X, covers: [enhancement-major]}}
    - {{id: Y, covers: [enhancement-minor, corrective], reset_on: [X]}}
registrations: [{{kind: initial, approved_on: 2024-01-01, rev: v1.0}}]
sources: [{{format: markdown-headings, files: ['req/*.md'], id: 'SRS-\\d+', kind: requirement}}]
commits: {{issues: ['CR-\\d+']}}
components: [{{id: rhythm, name: 节律判读, files: ['src/**'], tags: [core-algorithm]}}]
not_product: ['req/**', trace.yaml]
controlled_documents:
{PAPERS}
approvers:
  - {{name: 何静, role: 法规经理}}
  - {{name: 吴国栋, role: 质量经理}}
  - {{name: 赵立新, role: 测试负责人}}
  - {{name: 孙悦, role: 软件负责人}}
  - {{name: 陈思, role: 临床评价}}
  - {{name: 周航, role: 风险管理}}
"""
CODE = "def af(words):\n    return words > {}\n"
SIGNERS = (("何静", "法规"), ("吴国栋", "质量"), ("赵立新", "测试"))
MORE = (("陈思", "临床"), ("周航", "风险"))


def product(folder: Path) -> RepoBuilder:
    """v1.0 registered, v1.1 with another threshold; HEAD stands on v1.1."""
    repo = RepoBuilder(folder)
    repo.commit(
        "Start", {"trace.yaml": CONFIG, "src/af.py": CODE.format("0.6"), "req/a.md": "## SRS-1 AF\n\nFinds AF.\n"}
    )
    repo.tag("v1.0")
    repo.commit("Lower the threshold (CR-7)", {"src/af.py": CODE.format("0.5")})
    repo.tag("v1.1")
    repo.checkout()
    return repo


def sign(
    repo: RepoBuilder, name: str, *signers: tuple[str, str], range_: str = "v1.1", step: str = "", **said: Any
) -> Decided:
    """One decision signed by each of the signers; the last record as it was written."""
    asked, names = Asked(range_), tuple(name.split())
    found = [
        decide(repo.folder, asked, names, step, Said(SignOff(by, role, "2024-02-01"), **said)) for by, role in signers
    ]
    return found[-1].decided[0]


def commit_records(repo: RepoBuilder, message: str = "Decide") -> str:
    """Everything below `.trace` of the working folder as one commit."""
    files = sorted((repo.folder / ".trace").rglob("*.yaml"))
    held = {file.relative_to(repo.folder).as_posix(): file.read_bytes() for file in files}
    return repo.commit(message, held)


def assessment(repo: RepoBuilder, range_: str = "v1.1", config: Path | None = None, records: str = "") -> Any:
    """The assessment as its JSON says it."""
    with open_repository(repo.folder) as repository:
        found = assess(repository, Asked(range_, config, records=records))
    return json.loads(plugins.record("assessment-json").render(found))


def finding(read: Any, trigger: str = "P-04") -> Any:
    """The one finding of a trigger in the first view."""
    (found,) = [one for one in read["findings"] if one["trigger"] == trigger]
    return found


def declare(repo: RepoBuilder, read: Any, digest: str, *signers: tuple[str, str]) -> None:
    """A declaration on disk that ticks every row without a rule as not applying."""
    rows = [one["trigger"] for one in read["verdict"]["unknown"] if one["why"] == "no-rule"]
    record = {
        "range": "v1.0..v1.1",
        "evidence_digest": digest,
        "rows": [{"trigger": row, "applies": False, "reason": "不涉及"} for row in rows],
        "signoffs": [{"by": by, "role": role, "on": "2024-02-01"} for by, role in signers],
    }
    path = repo.folder / ".trace" / "declarations" / "v1.1.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(record, allow_unicode=True, sort_keys=False), "utf-8")
