"""The command line in processes that are forked from one that has imported it: a suite pays for that once.

Each run is a process of its own, with its own folder, environment and outputs. What an interpreter or a library reads
when it starts (paths, zone, locale, hash seed) is that of the first process: who changes it gets a cold start.
"""

import gc
import importlib
import json
import os
import pkgutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import NoReturn

AT_START = ("PATH", "PYTHON", "LC_", "LANG", "TZ", "GIT_PYTHON")
LIBRARIES = ("git", "networkx", "jinja2", "yaml", "docx", "openpyxl", "lxml.etree", "tree_sitter")
SECONDS = 300


class Warm:
    """A process that has everything imported and forks for each run."""

    def __init__(self) -> None:
        self.surroundings = _at_start(dict(os.environ))
        words = [sys.executable, "-m", "tests.support.warm"]
        root = Path(__file__).resolve().parents[2]
        self._process = subprocess.Popen(words, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def fits(self, environment: dict[str, str]) -> bool:
        """Whether a run in this environment would start as the first process did."""
        return _at_start(environment) == self.surroundings and self._process.poll() is None

    def run(self, words: list[str], folder: Path, environment: dict[str, str], out: Path, err: Path) -> int:
        """Run the command line; its outputs go to two files, which may be one."""
        asked = {"words": words, "folder": str(folder), "environment": environment, "out": str(out), "err": str(err)}
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline() or self._ended())

    def _ended(self) -> NoReturn:
        raise RuntimeError(f"the process that forks has ended with {self._process.wait()}")


_OWN = threading.local()


def warm() -> Warm | None:
    """The process of this thread; None where a system cannot fork.

    Two threads that shared one would read each other's answers from its pipe.
    """
    if not hasattr(_OWN, "process"):
        _OWN.process = Warm() if hasattr(os, "fork") else None
    found: Warm | None = _OWN.process
    return found


def run_trace(
    words: list[str], folder: Path | None, environment: dict[str, str], *, together: bool = False
) -> tuple[int, bytes, bytes]:
    """Exit code and outputs of the command line; `together` gives both outputs as one."""
    one = warm()
    place = folder or Path.cwd()
    if one is None or not one.fits(environment):
        command = [sys.executable, "-m", "medtrace", *words]
        err = subprocess.STDOUT if together else subprocess.PIPE
        ran = subprocess.run(
            command, cwd=place, env=environment, stdout=subprocess.PIPE, stderr=err, check=False, timeout=SECONDS
        )
        return ran.returncode, ran.stdout, ran.stderr or b""
    with tempfile.TemporaryDirectory() as kept:
        out = Path(kept, "out")
        err_file = out if together else Path(kept, "err")
        code = one.run(words, place, environment, out, err_file)
        return code, out.read_bytes(), b"" if together else err_file.read_bytes()


def _at_start(environment: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in environment.items() if name.startswith(AT_START)}


def _serve() -> None:
    for module in pkgutil.walk_packages(importlib.import_module("medtrace").__path__, "medtrace."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    for name in LIBRARIES:
        importlib.import_module(name)
    gc.freeze()
    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork()
        if not child:
            _be(asked)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}\n")
        sys.stdout.flush()


def _be(asked: dict[str, object]) -> NoReturn:
    """What a fresh process would be: its folder, environment, words and outputs."""
    signal.alarm(SECONDS)
    os.chdir(str(asked["folder"]))
    os.environ.clear()
    os.environ.update(asked["environment"])  # type: ignore[call-overload]
    time.tzset()
    for name, number in (("out", 1), ("err", 2)):
        file = os.open(str(asked[name]), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.dup2(file, number)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    sys.argv = ["trace", *asked["words"]]  # type: ignore[misc]
    code: object = 1
    try:
        from medtrace.cli import main

        main()
    except SystemExit as left:
        code = left.code
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code if isinstance(code, int) else 0 if code is None else 1)


if __name__ == "__main__":
    _serve()
