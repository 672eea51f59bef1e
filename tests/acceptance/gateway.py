"""A gateway whose requirements are Markdown headings and whose tests are Gherkin features: the counts of two ranges.

Numbers of the first range are read from the truth file; the platform and output facts of both are the labels of the
same evaluation data.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.acceptance.table import Row
from tests.support.running import Trace

NAME = "Project-MONAI+monai-deploy-informatics-gateway"
CONFIGURATION = Path(__file__).parent / "configurations" / f"{NAME}.yaml"
RANGE = "0.3.21..0.4.0"
FRAMEWORK_RANGE = "0.4.1..0.5.0"


def gateway_rows(mirror: Path | None, truth: Path | None) -> Iterator[Row]:
    """Every row of this repository."""
    repository = mirror / NAME / "repo" if mirror else None
    record = truth / "requirements" / f"{NAME}.json" if truth else None
    if repository is None or not repository.is_dir() or record is None or not record.is_file():
        yield Row(NAME, "all", "", None)
        return
    expected = json.loads(record.read_text("utf-8"))
    yield from _difference_rows(_trace(repository, "diff", RANGE), expected)
    yield from _revision_rows(repository, expected)
    yield from _topic_rows(repository)


def _trace(repository: Path, *words: str) -> Any:
    ran = Trace()(*words, "--format", "json", "--config", str(CONFIGURATION), "-C", str(repository))
    assert ran.out, ran.err
    return ran.json


def _difference_rows(found: Any, truth: dict[str, Any]) -> Iterator[Row]:
    expected = truth["diffs"][RANGE]["requirement"]
    of_kind = {
        "added": [one["id"] for one in found["items"]["added"] if one["kind"] == "requirement"],
        "removed": [one["id"] for one in found["items"]["removed"] if one["kind"] == "requirement"],
        "changed": [one["id"] for one in found["items"]["changed"] if one["kind"] == "requirement"],
        "moved_file": [one["id"] for one in found["items"]["moved"] if one["id"].startswith("REQ-")],
    }
    for name, ids in of_kind.items():
        yield Row(RANGE, name, " ".join(expected[name]), " ".join(ids))
    (commits,) = (one for one in truth["commit_ranges"] if one["range"] == RANGE)
    citing = [one for one in found["commits"] if any(cited["via"] != "touched-item" for cited in one["ids"])]
    merges = [one for one in citing if len(one["parents"]) > 1]
    yield Row(RANGE, "commits", str(commits["commits"]), str(len(found["commits"])))
    yield Row(RANGE, "commits citing", str(commits["citing"]), str(len(citing)))
    yield Row(RANGE, "without merges", str(commits["citing_without_merges"]), str(len(citing) - len(merges)))


def _revision_rows(repository: Path, truth: dict[str, Any]) -> Iterator[Row]:
    for name, revision in truth["revisions"].items():
        # Revisions from before the features moved are read with globs that match nothing there.
        if name not in {"0.4.0", "0.5.0"}:
            continue
        snapshot = _trace(repository, "snapshot", name)
        requirements = [one["id"] for one in snapshot["items"] if one["kind"] == "requirement"]
        yield Row(name, "requirements", str(revision["counts"]["requirement"]["total"]), str(len(requirements)))
        check = _trace(repository, "check", name)
        missing = next(one["missing"] for one in check["coverage"] if one["name"] == "requirement-test")
        yield Row(name, "without test", " ".join(revision["requirements_without_any_test_citation"]), " ".join(missing))


def _topic_rows(repository: Path) -> Iterator[Row]:
    first = _trace(repository, "assess", RANGE)
    yield Row(RANGE, "platform fires", "False", str(bool(_fired(first, "platform"))))
    yield Row(RANGE, "outputs fires", "True", str(bool(_fired(first, "outputs"))))
    second = _trace(repository, "assess", FRAMEWORK_RANGE)
    platform = _fired(second, "platform")
    yield Row(FRAMEWORK_RANGE, "platform severity", "depends", " ".join(sorted({one["severity"] for one in platform})))
    words = " ".join(one["summary"]["en"] for one in platform)
    yield Row(FRAMEWORK_RANGE, "names 6 and 8", "True", str("6" in words and "8" in words))
    stays = "ubuntu" in words.lower() and "unchanged" in words.lower()
    yield Row(FRAMEWORK_RANGE, "says that the Ubuntu release stays", "True", str(stays))


def _fired(assessment: Any, topic: str) -> list[Any]:
    return [
        one
        for one in assessment["findings"]
        if one["topic"] == topic
        and one["confidence"] in {"certain", "likely"}
        and one["severity"] in {"depends", "major", "recall"}
    ]
