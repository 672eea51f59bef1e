"""Single files before and after one commit: a change of behaviour fires the core algorithm, anything else does not."""

import json
from collections.abc import Iterator
from functools import partial
from multiprocessing.pool import ThreadPool
from pathlib import Path
from typing import Any

from tests.acceptance.table import Row
from tests.acceptance.triggers import assessment, topics


def micro_rows(mirror: Path | None, truth: Path | None) -> Iterator[Row]:
    """A row for each tier of cases, with the cases that are judged wrongly; ambiguous ones are not scored."""
    record = truth / "micro.json" if truth else None
    cases = json.loads(record.read_text("utf-8"))["cases"] if record and record.is_file() else []
    scored = [case for case in cases if case["label"] != "ambiguous"]
    absent = sorted({case["repo"] for case in scored if not _repository(mirror, case)})
    for name in absent:
        yield Row(f"micro {name}", "no repository", "", None)
    there = [case for case in scored if case["repo"] not in absent]
    with ThreadPool(2) as pool:
        fired = pool.map(partial(_fires, mirror), there)
    for tier in sorted({case["tier"] for case in there}):
        wrong = [
            f"{case['id']}:{case['language']}:{case['kind']}"
            for case, found in zip(there, fired, strict=True)
            if case["tier"] == tier and found != (case["label"] == "semantic_change")
        ]
        count = sum(case["tier"] == tier for case in there)
        yield Row("micro", f"{count} cases, {tier}", "0 wrong", f"{len(wrong)} wrong {' '.join(wrong)}".strip())


def _repository(mirror: Path | None, case: dict[str, Any]) -> Path | None:
    found = mirror / case["repo"].replace("/", "+") / "repo" if mirror else None
    return found if found and found.is_dir() else None


def _fires(mirror: Path | None, case: dict[str, Any]) -> bool | None:
    """Whether the core algorithm fires; None where nothing could be assessed, which is wrong either way."""
    repository = _repository(mirror, case)
    files = [case["path"], *([case["old_path"]] if "old_path" in case else [])]
    assessed = assessment(repository, {"core_algorithm": files}, case["parent"], case["commit"]) if repository else None
    return "core-algorithm" in topics(assessed) if assessed else None
