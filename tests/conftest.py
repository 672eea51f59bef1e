"""Shared fixtures: git without the machine's settings, the example repository, and golden files."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.running import Trace

_PINNED = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_AUTHOR_NAME": "Test",
    "GIT_AUTHOR_EMAIL": "test@example.com",
    "GIT_COMMITTER_NAME": "Test",
    "GIT_COMMITTER_EMAIL": "test@example.com",
    "TZ": "UTC",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden` writes expected documents anew; the difference is read like code."""
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew")


@pytest.fixture(scope="session", autouse=True)
def _git_of_nobody(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No configuration of the machine reaches the repositories that tests make."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith(("GIT_", "TRACE_"))]:
            patch.delenv(name)
        for name, value in {**_PINNED, "HOME": str(home)}.items():
            patch.setenv(name, value)
        yield


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example repository as `trace demo` writes it; tests only read it."""
    from medtrace import example as model
    from medtrace.gitio.creation import create_repository

    folder = tmp_path_factory.mktemp("example") / "repository"
    create_repository(folder, model.stream(model.build()))
    return folder


@pytest.fixture(scope="session")
def trace() -> Trace:
    """Runs the command line as a process of its own."""
    return Trace()


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written anew."""
    return bool(request.config.getoption("--update-golden"))
