"""The command line as a process: what a user types, and what comes back."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Ran:
    """Exit code and both outputs."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)


@dataclass(frozen=True, slots=True)
class Trace:
    """`trace` on the command line; call it with words, and with the folder to stand in."""

    def __call__(self, *words: str, cwd: Path | None = None, **environment: str) -> Ran:
        """Run and give back code and outputs; never raises on a code."""
        run = subprocess.run(
            [sys.executable, "-m", "medtrace", *words],
            cwd=cwd,
            capture_output=True,
            check=False,
            env={**os.environ, **environment},
            timeout=300,
        )
        return Ran(run.returncode, run.stdout.decode("utf-8"), run.stderr.decode("utf-8", "replace"))
