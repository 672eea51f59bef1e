"""The example imported into a real git repository; the surroundings of git are isolated by the suite."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from medtrace.example import History, build, stream

Git = Callable[..., str]


def imported(folder: Path, history: History) -> Git:
    """A repository with that history, and git speaking to it."""

    def git(*words: str, data: bytes | None = None) -> str:
        command = ["git", "-C", str(folder), "-c", "core.quotepath=false", *words]
        return subprocess.run(command, input=data, check=True, capture_output=True).stdout.decode("utf-8")

    folder.mkdir()
    git("init", "--quiet", "--initial-branch=main")
    git("fast-import", "--quiet", data=stream(history))
    return git


@pytest.fixture(scope="session")
def history() -> History:
    """The example with all its faults."""
    return build()


@pytest.fixture(scope="session")
def git(tmp_path_factory: pytest.TempPathFactory, history: History) -> Git:
    """Git in the imported example."""
    return imported(tmp_path_factory.mktemp("example") / "repository", history)


@pytest.fixture(scope="session")
def clean() -> History:
    """The example without any planted fault."""
    from dataclasses import fields

    from medtrace.example import Faults

    return build(Faults(**{each.name: False for each in fields(Faults)}))
