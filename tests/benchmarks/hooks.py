"""CPU time of what runs at every commit and merge, on a product with a long history, beside bare Python and git.

python -m tests.benchmarks.hooks [COMMITS]

Seconds of a machine mean little, so each row stands with its multiple of `python -c pass`, measured in the same run.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.long_history import write_history

_ROUNDS = 3
_TRACE = (sys.executable, "-P", "-m", "medtrace")
_PERSON = ("-c", "user.name=Wang Min", "-c", "user.email=wang.min@example.org")


def cpu(words: tuple[str, ...], folder: Path, cache: Path) -> float:
    """CPU seconds of a process and its children, the best of some rounds."""
    return min(_once(words, folder, cache) for _ in range(_ROUNDS))


def _once(words: tuple[str, ...], folder: Path, cache: Path) -> float:
    surroundings = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    quiet = subprocess.DEVNULL
    run = subprocess.Popen(words, cwd=folder, env=surroundings, stdin=quiet, stdout=quiet, stderr=quiet)
    _, _, used = os.wait4(run.pid, 0)
    return used.ru_utime + used.ru_stime


def _merge_from_the_root(folder: Path) -> None:
    """As if a clone of one commit had been fast-forwarded to all of them."""
    said = subprocess.run(["git", "rev-list", "--max-parents=0", "HEAD"], cwd=folder, check=True, capture_output=True)
    subprocess.run(["git", "update-ref", "ORIG_HEAD", said.stdout.split()[0]], cwd=folder, check=True)


def main(commits: str = "20000") -> None:
    """The table."""
    with tempfile.TemporaryDirectory() as place:
        folder, cache = Path(place) / "product", Path(place) / "cache"
        write_history(folder, int(commits))
        subprocess.run(["git", *_PERSON, "merge", "-q", "--no-ff", "-m", "Merge work", "work"], cwd=folder, check=True)
        message = Path(place) / "message"
        message.write_text("Mend the filter of SRS-21\n", "utf-8")
        rows = {
            "python -c pass": (sys.executable, "-c", "pass"),
            "git log of all commits": ("git", "log"),
            "trace --version": (*_TRACE, "--version"),
            "trace --help": (*_TRACE, "--help"),
            "post-merge, ten commits, first time": (*_TRACE, "hook", "run", "post-merge", "--", "0"),
            "post-merge, ten commits": (*_TRACE, "hook", "run", "post-merge", "--", "0"),
            "post-merge, all commits": (*_TRACE, "hook", "run", "post-merge", "--", "0"),
            "commit-msg": (*_TRACE, "hook", "run", "commit-msg", "--", str(message)),
        }
        sys.stdout.write(f"| {commits} commits | CPU ms | of bare Python |\n|---|--:|--:|\n")
        bare = 0.0
        for name, words in rows.items():
            if name.endswith("all commits") and words[0] != "git":
                _merge_from_the_root(folder)
            taken = _once(words, folder, cache) if name.endswith("first time") else cpu(words, folder, cache)
            bare = bare or taken
            sys.stdout.write(f"| {name} | {taken * 1000:.0f} | {taken / bare:.1f} |\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
