"""Vulnerability records of the newer end that say of a vulnerability that it is open and name no fix.

What it reads: CycloneDX documents with `vulnerabilities`, OpenVEX and CSAF files in the tree. `exploitable`, `affected`
and `known_affected` without a fix, what is still looked into, and an entry without any analysis, are one question:
whether the product on sale can withstand the threat, a person judges. What says `not_affected`, `resolved`, `fixed` or
`false_positive` says nothing here. Without such a record nothing was assessed.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.model.change import ChangeSet
from medtrace.model.globs import matches
from medtrace.model.snapshot import Snapshot
from medtrace.model.verdict import Confidence, Evidence, Hit
from medtrace.rules._deployment._ends import is_counted
from medtrace.rules._deployment._hits import blind
from medtrace.rules._platform._lines import line_of
from medtrace.rules._rule import NoOptions, rule
from medtrace.words import Localized

GLOBS = (
    *("**/*vex*.json", "**/*.cdx.json", "**/bom.json", "**/*sbom*.json", "**/*csaf*.json"),
    *("**/*vulnerabilit*.json", "**/security/*advisor*.json"),
)
MOST_TEXT = 20_000_000
MOST_PIECES = 20
MOST_SHOWN = 5
_NOTHING = Localized(
    "较新一端没有可读取的漏洞记录（CycloneDX、OpenVEX、CSAF），未评估",
    "The newer end has no vulnerability record that is read (CycloneDX, OpenVEX, CSAF): not assessed",
)
_DONE = {"not_affected", "resolved", "resolved_with_pedigree", "false_positive", "fixed"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A vulnerability in one file: its id, what is said of it, and whether that leaves it open."""

    name: str
    state: str
    is_open: bool


@rule("open-vulnerabilities", options=NoOptions, reads=GLOBS)
def open_vulnerabilities(changes: ChangeSet, options: NoOptions) -> Iterator[Hit]:
    """One question for all vulnerabilities that the newer end calls open."""
    del options
    before, after = (dict(_records(changes, end)) for end in (changes.before, changes.after))
    known = {path: {one.name: one.state for one in found} for path, found in before.items()}
    open_ = tuple((path, one) for path, found in sorted(after.items()) for one in found if one.is_open)
    if open_:
        pieces = tuple(_piece(path, one, known, changes) for path, one in open_[:MOST_PIECES])
        told = _told(sorted({one.name for _, one in open_}))
        yield Hit("vulnerabilities", told, pieces, Confidence.QUESTION, unknown="depends")
    if not after:
        yield blind("vulnerabilities", _NOTHING)


def _told(names: list[str]) -> Localized:
    more = f" (+{len(names) - MOST_SHOWN})" if len(names) > MOST_SHOWN else ""
    shown = ", ".join(names[:MOST_SHOWN]) + more
    return Localized(
        f"记录为未修复或未分析的漏洞 {len(names)} 个：{shown}；在售产品能否抵御待判定",
        f"Vulnerabilities that the records call open or do not analyse: {len(names)} ({shown}); whether the product "
        "on sale withstands them is open",
    )


def _piece(path: str, one: Entry, known: dict[str, dict[str, str]], changes: ChangeSet) -> Evidence:
    blob = changes.after.blob_by_path[path]
    line = line_of(blob.decode().text, rf'"{one.name}"') if one.name.replace("-", "").isalnum() else 0
    older = known.get(path, {}).get(one.name, "")
    return Evidence(
        path, line, changes.commits_touching(path), older and f"{one.name}: {older}", f"{one.name}: {one.state}"
    )


def _records(changes: ChangeSet, end: Snapshot) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    """Files with vulnerability records and what they say; other documents of such a name say nothing."""
    for path in sorted(end.blob_by_path):
        blob = end.blob_by_path[path]
        if not matches(path, GLOBS) or not is_counted(changes, path) or not 0 < len(blob.data or b"") < MOST_TEXT:
            continue
        try:
            document = json.loads(blob.decode().text.removeprefix("\ufeff"))
        except (json.JSONDecodeError, RecursionError):
            continue
        if isinstance(document, dict) and (
            isinstance(document.get("vulnerabilities"), list) or "statements" in document
        ):
            yield path, tuple(_entries(document))


def _entries(document: dict[str, object]) -> Iterator[Entry]:
    for one in _dicts(document.get("vulnerabilities")):
        if "product_status" in one or "cve" in one:
            yield from _csaf(one)
        else:
            yield _cyclonedx(one)
    for one in _dicts(document.get("statements")):
        named = one.get("vulnerability")
        name = str(named.get("name", "") if isinstance(named, dict) else named)
        state = str(one.get("status", ""))
        yield Entry(name, state, state not in _DONE)


def _cyclonedx(one: dict[str, object]) -> Entry:
    analysis = one.get("analysis")
    state = str(analysis.get("state", "")) if isinstance(analysis, dict) else ""
    return Entry(str(one.get("id", "")), state or "not analysed", state not in _DONE)


def _csaf(one: dict[str, object]) -> Iterator[Entry]:
    status = one.get("product_status")
    listed = status if isinstance(status, dict) else {}
    fixes = {str(fix.get("category", "")) for fix in _dicts(one.get("remediations"))}
    name = str(one.get("cve", "") or one.get("title", ""))
    for state in ("known_affected", "under_investigation"):
        if listed.get(state):
            yield Entry(name, state, "vendor_fix" not in fixes)


def _dicts(listed: object) -> Iterator[dict[str, object]]:
    for one in listed if isinstance(listed, list) else ():
        if isinstance(one, dict):
            yield one
