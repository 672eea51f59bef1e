"""Runs the comparisons whose repository and truth are at hand, and prints a table; absent is "not run"."""

import argparse
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from tests.acceptance.gateway import gateway_rows
from tests.acceptance.init import init_rows
from tests.acceptance.micro import micro_rows
from tests.acceptance.peers import peer_jobs
from tests.acceptance.requirements import requirement_jobs
from tests.acceptance.table import Job, Row, table
from tests.acceptance.triggers import trigger_rows

# The work is done by processes that each job starts and waits for.
_AT_ONCE = 2


def main() -> int:
    """Compare and print; 1 where a row differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mirror", default="", help="folder with OWNER+NAME/repo git directories")
    parser.add_argument("--truth", default="", help="folder of the evaluation data")
    parser.add_argument("--peers", default=".venv-peers", help="environment that `make peers` set up")
    given = parser.parse_args()
    mirror = Path(given.mirror) if given.mirror else None
    truth = Path(given.truth) if given.truth else None
    rows = _run(
        [
            partial(gateway_rows, mirror, truth),
            *requirement_jobs(mirror, truth),
            *peer_jobs(mirror, truth, Path(given.peers)),
            partial(init_rows, mirror, truth),
            partial(trigger_rows, mirror, truth),
            partial(micro_rows, mirror, truth),
        ]
    )
    print("\n".join(table(rows)))  # noqa: T201 - the table is what this program is for
    return int(any(row.verdict == "DIFFERS" for row in rows))


def _run(jobs: list[Job]) -> list[Row]:
    """The rows of all jobs in the jobs' order, whichever ends first."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return [row for rows in pool.map(lambda job: list(job()), jobs) for row in rows]


if __name__ == "__main__":
    sys.exit(main())
