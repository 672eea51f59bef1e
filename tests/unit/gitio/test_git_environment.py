"""What of the caller's environment reaches git, and what importing the room costs."""

import os
import subprocess
import sys

import pytest

from medtrace.gitio.environment import FIXED, cleaned, is_misleading


@pytest.mark.requirement("REQ-005")
@pytest.mark.parametrize(
    ("name", "misleading"),
    [
        ("GIT_DIR", True),
        ("GIT_INDEX_FILE", True),
        ("GIT_SOMETHING_NEW", True),
        ("GIT_CONFIG", True),
        ("GIT_CONFIG_PARAMETERS", True),
        ("GIT_CONFIG_GLOBAL", False),
        ("GIT_CONFIG_COUNT", False),
        ("GIT_CONFIG_KEY_0", False),
        ("GIT_CONFIG_VALUE_12", False),
        ("GIT_PYTHON_GIT_EXECUTABLE", False),
        ("GIT_EXEC_PATH", False),
        ("PATH", False),
        ("MY_GIT_DIR", False),
    ],
)
def test_is_misleading(name: str, *, misleading: bool) -> None:
    assert is_misleading(name) is misleading


def fail_in_a_clean_environment() -> None:
    with cleaned():
        raise RuntimeError("GIT_DIR is there" if "GIT_DIR" in os.environ else "GIT_DIR is away")


@pytest.mark.requirement("REQ-005")
def test_the_environment_comes_back_even_after_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", "/elsewhere")
    before = dict(os.environ)
    with pytest.raises(RuntimeError, match="is away"):
        fail_in_a_clean_environment()
    assert dict(os.environ) == before


def test_git_may_neither_fetch_nor_ask_nor_lock() -> None:
    assert FIXED["GIT_ALLOW_PROTOCOL"] == "none"
    assert FIXED["GIT_NO_LAZY_FETCH"] == "1"
    assert FIXED["GIT_TERMINAL_PROMPT"] == FIXED["GIT_OPTIONAL_LOCKS"] == FIXED["GIT_FLUSH"] == "0"


@pytest.mark.requirement("REQ-073")
def test_importing_the_room_imports_no_git() -> None:
    script = "import sys, medtrace.gitio; print(sorted(name for name in ('git', 'gitdb') if name in sys.modules))"
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert found.stdout == "[]\n"


@pytest.mark.requirement("REQ-074")
def test_a_machine_without_git_is_told_so() -> None:
    script = (
        "import pathlib\n"
        "from medtrace.errors import EvidenceError\n"
        "from medtrace.gitio import open_repository\n"
        "try:\n"
        "    with open_repository(pathlib.Path('.')): pass\n"
        "except EvidenceError as error: print(error.message.en, error.hint.en, error.exit_code.value, sep='|')\n"
    )
    environment = {**os.environ, "PATH": "/nowhere"}
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment)
    words, hint, code = found.stdout.strip().split("|")
    assert words.startswith("git cannot be started")
    assert "install git" in hint
    assert code == "3"
