"""Runs the comparisons whose repository and truth are at hand, and prints a table; absent is "not run"."""

import argparse
import sys
from pathlib import Path

from tests.acceptance.gateway import gateway_rows
from tests.acceptance.init import init_rows
from tests.acceptance.peers import peer_rows
from tests.acceptance.requirements import requirement_rows
from tests.acceptance.table import Row, table


def main() -> int:
    """Compare and print; 1 where a row differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mirror", default="", help="folder with OWNER+NAME/repo git directories")
    parser.add_argument("--truth", default="", help="folder of the evaluation data")
    parser.add_argument("--peers", default=".venv-peers", help="environment that `make peers` set up")
    given = parser.parse_args()
    rows: list[Row] = []
    mirror = Path(given.mirror) if given.mirror else None
    truth = Path(given.truth) if given.truth else None
    rows.extend(gateway_rows(mirror, truth))
    rows.extend(requirement_rows(mirror, truth))
    rows.extend(peer_rows(mirror, truth, Path(given.peers)))
    rows.extend(init_rows(mirror, truth))
    print("\n".join(table(rows)))  # noqa: T201 - the table is what this program is for
    return int(any(row.verdict == "DIFFERS" for row in rows))


if __name__ == "__main__":
    sys.exit(main())
