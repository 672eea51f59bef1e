"""A product with a long history, written by `git fast-import`: requirements, risks, tests and sources in many folders.

Everything is pinned, so the same numbers give the same commits.
"""

import subprocess
from collections.abc import Iterator
from pathlib import Path

CONFIG = r"""product: {name: {zh: 监护软件, en: Monitor}, safety_class: 严重}
version: {tags: 'v{X}.{Y}[.{Z}]'}
sources:
  - {format: markdown-headings, files: ['docs/srs/*.md'], id: 'SRS-\d+', kind: requirement}
  - {format: markdown-headings, files: ['docs/risks/*.md'], id: 'RISK-\d+', kind: risk}
  - {format: code-tags, files: ['tests/**/*.py'], id: 'SRS-\d+', kind: test, options: {tests: true}}
commits: {ids: ['(?:SRS|RISK)-\d+'], issues: ['#\d+']}
components:
  - {id: algorithm, files: ['src/unit0*/**'], tags: [core-algorithm]}
  - {id: screens, files: ['src/unit1[0-4]/**'], tags: [user-interface]}
  - {id: rest, files: ['src/unit1[5-9]/**']}
not_product: ['docs/**', 'tests/**']
"""
UNITS, FILES, PER_FILE = 20, 100, 10
_PERSON = "Wang Min <wang.min@example.org>"
_START = 1_600_000_000


def write_history(folder: Path, commits: int = 20_000, merged: int = 10) -> None:
    """A repository at `main`; the branch `work` has `merged` commits that `main` lacks."""
    subprocess.run(["git", "init", "-q", "-b", "main", folder], check=True)
    script = "".join(_script(commits, merged)).encode()
    subprocess.run(["git", "-C", folder, "fast-import", "--quiet"], input=script, check=True)
    subprocess.run(["git", "-C", folder, "checkout", "-q", "main"], check=True)


def _script(commits: int, merged: int) -> Iterator[str]:
    yield _commit("main", 0, "Start", "")
    yield from (_file(path, text) for path, text in _first_files())
    for number in range(1, commits):
        yield _commit("main", number, *_about(number))
        yield _file(*_source(number % (UNITS * FILES), number))
        if number % 1000 == 0:
            yield f"reset refs/tags/v1.{number // 1000}\nfrom refs/heads/main\n\n"
    for number in range(commits, commits + merged):
        yield _commit("work", number, *_about(number), start="from refs/heads/main\n" if number == commits else "")
        yield _file(*_source(number % 7, number))
        yield _file(*_srs(number % 3, number)) if number % 4 == 0 else ""


def _first_files() -> Iterator[tuple[str, str]]:
    yield "trace.yaml", CONFIG
    yield from (_srs(number) for number in range(40))
    yield from (_risks(number) for number in range(10))
    yield from (_test(number) for number in range(60))
    yield from (_source(number, 0) for number in range(UNITS * FILES))


def _about(number: int) -> tuple[str, str]:
    """Subject and body of a commit: one of three cites an item, one of five an issue."""
    cited = f" for SRS-{number % 400}" if number % 3 == 0 else f" (#{number})" if number % 5 == 0 else ""
    return f"Change limit {number}{cited}", "Why it was needed, in a line or two of text.\n"


def _commit(branch: str, number: int, subject: str, body: str, start: str = "") -> str:
    message = f"{subject}\n\n{body}".encode()
    when = f"{_START + number * 600} +0800"
    words = f"author {_PERSON} {when}\ncommitter {_PERSON} {when}\ndata {len(message)}\n{message.decode()}\n"
    return f"commit refs/heads/{branch}\n{words}{start}"


def _file(path: str, text: str) -> str:
    return f"M 100644 inline {path}\ndata {len(text.encode())}\n{text}\n"


def _source(number: int, value: int) -> tuple[str, str]:
    unit, name = divmod(number, FILES)
    lines = "".join(f"def step_{one}(signal):\n    return signal * LIMIT + {one}\n\n\n" for one in range(20))
    return f"src/unit{unit:02}/part_{name}.py", f'"""Part {name}."""\n\nLIMIT = {value}\n\n\n{lines}'


def _items(kind: str, number: int, value: int) -> str:
    first = number * PER_FILE
    texts = (
        f"## {kind}-{one} 报警 {one}\n\n波形超过限值 {value + one} 时发出报警。\n\n"
        for one in range(first, first + PER_FILE)
    )
    return f"# 第 {number} 章\n\n" + "".join(texts)


def _srs(number: int, value: int = 0) -> tuple[str, str]:
    return f"docs/srs/chapter_{number}.md", _items("SRS", number, value)


def _risks(number: int) -> tuple[str, str]:
    return f"docs/risks/chapter_{number}.md", _items("RISK", number, 0)


def _test(number: int) -> tuple[str, str]:
    tests = "".join(f"# @tests SRS-{number * 5 + one}\ndef test_{one}():\n    pass\n\n\n" for one in range(5))
    return f"tests/test_{number}.py", tests
