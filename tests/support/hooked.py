"""A product with a working folder, in which a person uses git as a person does, hooks and all."""

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from tests.support.warm import run_trace

CONFIG = """product: {name: {zh: 甲, en: A}}
sources:
  - {format: markdown-headings, files: ['需求/*.md'], id: 'SRS-\\d+', kind: requirement}
commits: {ids: ['SRS-\\d+'], issues: ['#\\d+']}
components:
  - {id: core, files: ['src/**'], tags: [core-algorithm]}
"""


_AS_EVER: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Said:
    """Exit code and what stood on both outputs together."""

    code: int
    text: str

    @property
    def ours(self) -> list[str]:
        """The lines that the hooks of this tool wrote."""
        return [line.removeprefix("remote: ") for line in self.text.splitlines() if "trace: " in line]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at a repository: `git` runs git there, `trace` the command line; the cache lies in `home`."""

    folder: Path
    home: Path

    def git(self, *words: str, code: int | None = 0, **environment: str) -> Said:
        """Run git; `code` is the exit code that is expected, None for any."""
        return self.run(["git", *words], code, environment)

    def trace(self, *words: str, code: int | None = 0, **environment: str) -> Said:
        """Run the command line."""
        ran, out, _ = run_trace(list(words), self.folder, self._surroundings(environment), together=True)
        return _said(list(words), ran, out, code)

    def write(self, path: str, text: str) -> None:
        """Write a file of the working folder."""
        place = self.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")

    def commit(self, message: str, path: str, text: str, code: int = 0) -> Said:
        """Write one file and commit it."""
        self.write(path, text)
        self.git("add", "--", path)
        return self.git("commit", "-m", message, code=code)

    def subject(self, name: str = "HEAD") -> str:
        """The subject of a commit."""
        return self.git("log", "-1", "--format=%s", name).text.strip()

    def at(self, folder: Path) -> "Person":
        """The same person elsewhere."""
        return Person(folder, self.home)

    def _surroundings(self, environment: Mapping[str, str]) -> dict[str, str]:
        own = {"HOME": str(self.home), "XDG_CACHE_HOME": str(self.home / "cache")}
        return {**os.environ, **own, "TRACE_LANG": "en", "GIT_EDITOR": "true", **environment}

    def run(self, words: list[str], code: int | None = 0, environment: Mapping[str, str] = _AS_EVER) -> Said:
        """Run a program there."""
        surroundings = self._surroundings(environment)
        ran = subprocess.run(
            words, cwd=self.folder, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
        return _said(words, ran.returncode, ran.stdout, code)


def _said(words: list[str], code: int, out: bytes, expected: int | None) -> Said:
    text = out.decode("utf-8", "replace")
    assert expected is None or code == expected, f"{words}: {code}\n{text}"
    return Said(code, text)


def product(folder: Path, home: Path) -> Person:
    """A product with two requirements and one file of its algorithm, on branch `main`; `work` lies beside it."""
    folder.mkdir(parents=True)
    home.mkdir(exist_ok=True)
    person = Person(folder, home)
    person.git("init", "-q", "-b", "main")
    person.write("trace.yaml", CONFIG)
    person.write("需求/一.md", "# SRS-1 显示\n\n显示波形。\n\n# SRS-2 报警\n\n报警。\n")
    person.write("src/a.py", "LIMIT = 1\n")
    person.git("add", ".")
    person.git("commit", "-q", "-m", "Start with SRS-1")
    person.git("branch", "work")
    return person
