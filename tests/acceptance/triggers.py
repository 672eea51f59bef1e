"""Labelled pairs of commits: which topics fire, against what careful people said of the same changes.

A topic counts as fired where a finding of confidence certain or likely has severity major, depends or recall. Cells
that the labels call ambiguous are not scored. The configuration is made from the labels' own component map.
"""

import json
import subprocess
import tempfile
from collections.abc import Iterator
from functools import partial
from multiprocessing.pool import ThreadPool
from pathlib import Path
from typing import Any

from medtrace.model.globs import glob_pattern
from tests.acceptance.table import Row
from tests.support.running import Trace

TOPICS = {
    "os_platform": "platform",
    "core_algorithm": "core-algorithm",
    "ui": "user-interface",
    "outputs": "outputs",
    "clinical_function": "clinical-function",
    "architecture_safety": "architecture",
    "soup_major": "ots-component",
    "ai_model_data": "ai-model",
}
_TAGS = {
    "core_algorithm": "core-algorithm",
    "ai_model": "ai-model",
    "ui": "user-interface",
    "outputs": "outputs",
    "platform_files": "platform",
    "clinical_function": "clinical-function",
}
# How many wrong cells a topic may have among all pairs; topics without a bar are shown.
BARS = {"platform": 1, "core-algorithm": 1, "user-interface": 1, "outputs": 1, "ots-component": 2, "ai-model": 2}
_FIRING = frozenset({"major", "depends", "recall"})


def trigger_rows(mirror: Path | None, truth: Path | None) -> Iterator[Row]:
    """A row for each topic over all pairs that could be run, and one for the pairs where nothing may fire."""
    records = sorted((truth / "triggers").glob("*.json")) if truth else []
    verdicts: list[tuple[dict[str, Any], frozenset[str] | None]] = []
    for record in records:
        said = json.loads(record.read_text("utf-8"))
        repository = mirror / said["repo"].replace("/", "+") / "repo" if mirror else None
        if repository is None or not repository.is_dir():
            yield Row(f"triggers {said['repo']}", "no repository", "", None)
            continue
        with ThreadPool(2) as pool:
            fired = pool.map(partial(_fired, repository, said["component_map"]), said["pairs"])
        verdicts += zip(said["pairs"], fired, strict=True)
    if verdicts:
        yield from _scores(verdicts)


def _scores(verdicts: list[tuple[dict[str, Any], frozenset[str] | None]]) -> Iterator[Row]:
    unread = [pair["id"] for pair, fired in verdicts if fired is None]
    yield Row("triggers", "pairs that could not be assessed", "0", f"{len(unread)} {' '.join(unread)}".strip())
    for label, topic in TOPICS.items():
        missed, false, right = [], [], 0
        for pair, fired in verdicts:
            wanted = pair["labels"].get(label, {}).get("fired", "ambiguous")
            if fired is None or wanted == "ambiguous":
                continue
            if (topic in fired) == (wanted == "yes"):
                right += wanted == "yes"
            else:
                (missed if wanted == "yes" else false).append(pair["id"])
        words = f"{right} right"
        words += f", {len(missed)} missed: {' '.join(missed)}" if missed else ""
        words += f", {len(false)} false: {' '.join(false)}" if false else ""
        good = topic not in BARS or len(missed) + len(false) <= BARS[topic]
        yield Row("triggers", topic, words if good else f"at most {BARS[topic]} wrong", words)
    quiet = [
        (pair["id"], sorted(fired & set(TOPICS.values())))
        for pair, fired in verdicts
        if fired is not None and all(one["fired"] == "no" for one in pair["labels"].values())
    ]
    alarms = [f"{name}:{','.join(topics)}" for name, topics in quiet if topics]
    yield Row("triggers", f"{len(quiet)} all-negative pairs", "0", f"{len(alarms)} {' '.join(alarms)}".strip())


def _fired(repository: Path, components: dict[str, list[str]], pair: dict[str, Any]) -> frozenset[str] | None:
    """Topics that fire on a pair; None where it could not be assessed."""
    old, new = pair["from"]["sha"], pair["to"]["sha"]
    assessed = assessment(repository, components, old, new)
    return topics(assessed) if assessed else None


def topics(assessed: Any) -> frozenset[str]:
    """The topics of an assessment that fire."""
    return frozenset(
        one["topic"]
        for one in assessed["findings"]
        if one["confidence"] in {"certain", "likely"} and one["severity"] in _FIRING
    )


def assessment(repository: Path, components: dict[str, list[str]], old: str, new: str) -> Any:
    """What `trace assess` says of two commits under a component map; None where it says nothing."""
    paths = _paths(repository, new)
    map_ = {name: [glob for glob in globs if _matches(glob, paths)] for name, globs in components.items()}
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "trace.yaml"
        place.write_text(_configuration(map_, paths), "utf-8")
        ran = Trace()("assess", f"{old}..{new}", "--format", "json", "--config", str(place), "-C", str(repository))
    return ran.json if ran.out.startswith("{") else None


def _configuration(components: dict[str, list[str]], paths: list[str]) -> str:
    found = [
        {"id": name, "files": globs, "tags": [_TAGS[name]]}
        for name, globs in components.items()
        if globs and name in _TAGS
    ]
    whole = {
        "sources": [{"format": "mentions", "files": [_escaped(paths[0])]}],
        "components": found,
        "not_product": components.get("not_product", []),
    }
    return json.dumps(whole, ensure_ascii=False)


def _escaped(path: str) -> str:
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in path)


def _matches(glob: str, paths: list[str]) -> bool:
    return any(map(glob_pattern(glob).match, paths))


def _paths(repository: Path, sha: str) -> list[str]:
    words = ["git", f"--git-dir={repository}", "ls-tree", "-r", "-z", "--name-only", sha]
    return subprocess.run(words, capture_output=True, check=True).stdout.decode("utf-8", "replace").split("\0")[:-1]
