"""One source on one file of one shape: seconds and peak memory, in a process of its own.

python -m tests.benchmarks.bounds [MEGABYTES [SOURCE…]]
"""

import os
import resource
import subprocess
import sys
import time
from collections import Counter
from typing import NamedTuple

from medtrace import plugins
from medtrace.model.ids import whole_token
from medtrace.model.snapshot import Blob
from medtrace.sources._source import FieldLink, Files, Setup
from tests.benchmarks.shapes import SHAPES, content, format_of

IDS = r"(?:REQ|RISK|RC|TC)-\d+|P\.\w+|[a-z]+~[a-z]\w*~\d+"
LINKS = {("requirement", "追溯"): FieldLink("derives"), ("requirement", "links"): FieldLink("derives")}
MEGABYTE = 1 << 20
SECONDS, MEMORY = 60, 2048
# A row that takes this many seconds of CPU time is ended.
LONGEST = 180


class Cost(NamedTuple):
    """What one reading took: CPU seconds, peak memory of the process in megabytes, and what was found."""

    seconds: float
    memory: int
    found: dict[str, int]


def cost(name: str, shape: str, size: int) -> Cost:
    """Read one file here; the peak is that of this process."""
    one, pattern = plugins.source(name), whole_token(IDS)
    blob = Blob(format_of(name).path, "0" * 40, content(name, shape, size))
    setup = Setup("requirement", pattern, pattern, one.options(), LINKS)
    begun = time.process_time()
    values = tuple(one.read(Files((blob,)), setup))
    seconds = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    return Cost(seconds, peak, dict(sorted(Counter(type(value).__name__ for value in values).items())))


def row(name: str, shape: str, megabytes: float) -> str:
    """One row of the table."""
    taken = cost(name, shape, int(megabytes * MEGABYTE))
    over = "" if taken.seconds <= SECONDS and taken.memory <= MEMORY else " OVER"
    words = ", ".join(f"{count} {word}" for word, count in taken.found.items())
    return f"| {name} | {shape} | {taken.seconds:.1f} s | {taken.memory} MB{over} | {words} |\n"


def main(megabytes: str = "50", *names: str) -> None:
    """The table, each row from a process of its own."""
    sys.stdout.write(f"| source | {megabytes} MB of | CPU time | peak memory | found |\n|---|---|--:|--:|---|\n")
    for name in names or plugins.own_names("sources"):
        for shape in SHAPES:
            sys.stdout.flush()
            run = subprocess.Popen([sys.executable, "-m", "tests.benchmarks.bounds", "row", megabytes, name, shape])
            _, status, used = os.wait4(run.pid, 0)
            if status:
                peak = used.ru_maxrss >> 10
                sys.stdout.write(
                    f"| {name} | {shape} | {used.ru_utime:.1f} s | {peak} MB OVER | not ended: {status} |\n"
                )


if __name__ == "__main__":
    if sys.argv[1:2] == ["row"]:
        resource.setrlimit(resource.RLIMIT_CPU, (LONGEST, LONGEST))
        sys.stdout.write(row(sys.argv[3], sys.argv[4], float(sys.argv[2])))
    else:
        main(*sys.argv[1:])
