"""What a CI runner gives to a step, products to run it on, and clones as a checkout step makes them."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
STEPS = ROOT / ".github" / "action"


class Runner:
    """What GitHub gives to a step; `event` is what happened."""

    def __init__(self, folder: Path, repository: Path, event: dict[str, Any] | None = None, **variables: str) -> None:
        self.folder, self.repository = folder, repository
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "event.json").write_text(json.dumps(event or {}), "utf-8")
        self.variables = {
            "GITHUB_OUTPUT": str(folder / "output"),
            "GITHUB_STEP_SUMMARY": str(folder / "summary"),
            "GITHUB_EVENT_PATH": str(folder / "event.json"),
            "GITHUB_ACTION_PATH": str(ROOT),
            "RUNNER_TEMP": str(folder),
            "GITHUB_REPOSITORY": "maker/product",
            **variables,
        }

    def step(self, name: str, **variables: str) -> "subprocess.CompletedProcess[str]":
        """Run one step."""
        return subprocess.run(
            [sys.executable, str(STEPS / f"{name}.py")],
            cwd=self.repository,
            env={**os.environ, **self.variables, **variables},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    def looked(self, name: str, **variables: str) -> "subprocess.CompletedProcess[str]":
        """Run one step with what the first step put out, as action.yml hands it on."""
        handed = {"RANGE": self.outputs["range"], "SINCE": self.outputs["since"]}
        return self.step(name, **handed, **variables)

    @property
    def outputs(self) -> dict[str, str]:
        """What the steps have put out."""
        place = self.folder / "output"
        lines = place.read_text("utf-8").splitlines() if place.exists() else []
        return dict(line.split("=", 1) for line in lines)


def clone(example: Path, target: Path, *words: str) -> Path:
    """A clone as a checkout step makes it."""
    subprocess.run(["git", "clone", "-q", *words, f"file://{example}", str(target)], check=True, capture_output=True)
    return target


def said(repository: Path, *words: str) -> str:
    """What git says there."""
    ran = subprocess.run(["git", *words], cwd=repository, capture_output=True, text=True, check=True)
    return ran.stdout.strip()


PERSON = ("-c", "user.name=王敏", "-c", "user.email=wang.min@example.org")


def one_of_several(workspace: Path, below: str) -> None:
    """A repository with a product in a folder of it (empty: at its top) and two releases of one algorithm."""
    product = workspace / below
    (product / "src").mkdir(parents=True)
    (product / "trace.yaml").write_text(CONFIG.format(below=f"{below}/" if below else ""), "utf-8")
    (product / "srs.md").write_text("# SRS-1 报警\n\n超过限值时报警。\n", "utf-8")
    person = ("-c", "user.name=王敏", "-c", "user.email=wang.min@example.org")
    subprocess.run(["git", "init", "-q", workspace], check=True)
    for number in (1, 2):
        (product / "src" / "限,值.py").write_text(f"LIMIT = {number}\n", "utf-8")
        subprocess.run(["git", "add", "."], cwd=workspace, check=True)
        subprocess.run(["git", *person, "commit", "-q", "-m", f"Limit {number} for SRS-1"], cwd=workspace, check=True)
        subprocess.run(["git", "tag", f"v1.{number}"], cwd=workspace, check=True)


CONFIG = """product: {{name: {{zh: 甲, en: A}}}}
sources: [{{format: markdown-headings, files: ['{below}srs.md'], id: 'SRS-\\d+', kind: requirement}}]
components: [{{id: core, files: ['{below}src/**'], tags: [core-algorithm]}}]
"""
