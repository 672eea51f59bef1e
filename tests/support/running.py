"""The command line as a process: what a user types, and what comes back."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.warm import run_trace


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
        code, out, err = run_trace(list(words), cwd, {**os.environ, **environment})
        return Ran(code, out.decode("utf-8"), err.decode("utf-8", "replace"))
