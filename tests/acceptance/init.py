"""What `trace init` proposes for each repository that holds items, read as it stands: which share of them is found.

A proposal is made in a clone of its own at the newest revision of the truth. Its row is equal where `trace check` runs
on the unedited proposal and at least nine of ten items are found; a missing tenth is told by its first ids.
"""

import json
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.acceptance.table import Row
from tests.support.running import Trace

_SHARE = 0.9
_RUNS = (0, 1)
"""Codes of a check that was made: without problems, or with some."""


def init_rows(mirror: Path | None, truth: Path | None) -> Iterator[Row]:
    """One row for each truth file with items; "not run" where its repository is absent."""
    folder = truth / "requirements" if truth else None
    for record in sorted(folder.glob("*+*.json")) if folder else ():
        revisions = json.loads(record.read_text("utf-8"))["revisions"].values()
        newest = max(revisions, key=lambda one: str(one["date"]), default={})
        if not newest.get("items"):
            continue
        repository = mirror / record.stem / "repo" if mirror else None
        if repository is None or not repository.is_dir():
            yield Row(record.stem, "init: items found", f"{len(newest['items'])}", None)
            continue
        with tempfile.TemporaryDirectory() as place:
            yield _row(record.stem, _clone(repository, newest["commit"], Path(place)), newest["items"])


def _clone(repository: Path, revision: str, place: Path) -> Path:
    """A clone whose HEAD is the revision; no file is checked out, for init looks at commits alone."""
    folder = place / "work"
    for words in (
        ("clone", "-q", "--no-checkout", str(repository), str(folder)),
        ("-C", str(folder), "update-ref", "--no-deref", "HEAD", revision),
    ):
        subprocess.run(["git", *words], check=True)
    return folder


def _row(name: str, folder: Path, items: dict[str, Any]) -> Row:
    said = f"{len(items)}"
    proposed = Trace()("init", "--yes", cwd=folder)
    if proposed.code:
        return Row(name, "init: items found", said, f"no proposal: {proposed.err.strip()}")
    configuration = str(folder / "trace.yaml")
    checked = Trace()("check", "--config", configuration, cwd=folder)
    if checked.code not in _RUNS:
        return Row(name, "init: items found", said, f"no check: {checked.err.strip()}")
    found = Trace()("snapshot", "HEAD", "--config", configuration, "--format", "json", cwd=folder).json
    missing = sorted(items.keys() - {one["id"] for one in found["items"]})
    own = len(items) - len(missing)
    words = f"{own} of {len(items)}, {own / len(items):.1%}" + (f", missing {' '.join(missing[:2])}" if missing else "")
    return Row(name, "init: items found", words if own >= _SHARE * len(items) else said, words)
