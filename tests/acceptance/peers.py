"""What the format's own tool reads, beside what `trace snapshot` reads: items and links of the same revision.

A peer is asked in an environment of its own (`make peers`), on a copy of the revision's files. A peer that is absent,
or that cannot read the revision, is "not run" with the reason: no count is made up for it.
"""

import json
import re
import subprocess
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml

from tests.acceptance.requirements import CONFIGURATIONS, compared
from tests.acceptance.table import Job, Row
from tests.support.running import Trace

_READINGS = Path(__file__).with_name("peer_readings.py")
_PATIENCE = 300


@dataclass(frozen=True, slots=True)
class Peer:
    """A tool, the repository of its format, the files it is given, and our configuration where it is one of its own."""

    name: str
    repository: str
    files: tuple[str, ...]
    configuration: str = ""

    @property
    def ours(self) -> Path:
        """The configuration that `trace` reads the same files by."""
        return CONFIGURATIONS / f"{self.configuration or self.repository}.yaml"


PEERS = (
    Peer("doorstop", "doorstop-dev+doorstop", ("reqs", "doorstop")),
    Peer("strictdoc", "strictdoc-project+strictdoc", ("docs", "spec"), "strictdoc-project+strictdoc.all-documents"),
    Peer("trlc", "eclipse-score+communication", ("score/*.trlc", "third_party/traceability/config/*.rsl")),
    Peer("sphinx-needs", "eclipse-score+persistency", ("*.rst",)),
)


@dataclass(frozen=True, slots=True)
class Explained:
    """A difference that is right: what only we name, exactly, and why in a few words; README.md says more.

    Items are named by id. Links are those of one kind, with their number.
    """

    why: str
    items: frozenset[str] = frozenset()
    kind: str = ""
    number: int = 0


def _block(*items: str) -> Explained:
    return Explained("stand in a code block", items=frozenset(items))


EXPLAINED = {
    ("eclipse-score+communication", "v0.1.4", "links"): Explained("TRLC reads as text", kind="mitigates", number=42),
    ("eclipse-score+persistency", "v0.3.2", "items"): _block(
        "aou_req__component_name__next_title", "aou_req__component_name__another_title"
    ),
    ("eclipse-score+persistency", "v0.3.4", "items"): _block(
        "aou_req__mod_temp_component_name__next_title", "aou_req__mod_temp_component_name__another"
    ),
}


def peer_jobs(mirror: Path | None, truth: Path | None, environment: Path) -> Iterator[Job]:
    """One job for each peer."""
    for peer in PEERS:
        yield partial(_peer_rows, peer, mirror, truth, environment)


def _peer_rows(peer: Peer, mirror: Path | None, truth: Path | None, environment: Path) -> Iterator[Row]:
    """Rows at each revision whose truth is known."""
    repository = mirror / peer.repository / "repo" if mirror else None
    record = truth / "requirements" / f"{peer.repository}.json" if truth else None
    if repository is None or not repository.is_dir() or record is None or not record.is_file():
        yield _not_run(peer, peer.repository, "no repository or no truth")
        return
    for revision in json.loads(record.read_text("utf-8"))["revisions"]:
        yield from _rows(peer, repository, revision, environment)


def _rows(peer: Peer, repository: Path, revision: str, environment: Path) -> Iterator[Row]:
    subject = f"{peer.repository} {revision}"
    python = environment.resolve() / "bin" / "python"
    if not python.is_file():
        yield _not_run(peer, subject, "not installed: make peers")
        return
    with tempfile.TemporaryDirectory(prefix="peer-") as folder:
        copy = Path(folder) / "copy"
        _export(repository, revision, peer.files, copy)
        theirs = _ask(python, peer, copy)
    if isinstance(theirs, str):
        yield _not_run(peer, subject, theirs)
        return
    ours = _ours(peer, repository, revision)
    if ours is None:
        yield Row(subject, f"{peer.name}: our reading", "True", "False")
        return
    yield from compare(peer, revision, theirs, ours)


def _ours(peer: Peer, repository: Path, revision: str) -> Any:
    ran = Trace()("snapshot", revision, "--format", "json", "--config", str(peer.ours), "-C", str(repository))
    return ran.json if ran.out.startswith("{") else None


def compare(peer: Peer, revision: str, theirs: Any, ours: Any) -> Iterator[Row]:
    """Sets of ids and of links between the two, for the ids that the configuration speaks of."""
    spoken = _ids(peer)
    items = {one for one in theirs["items"] if spoken.fullmatch(one)}
    own = {one["id"] for one in ours["items"]}
    yield _row(peer, revision, f"{peer.name} {theirs['version']}: items", items, own, _right_items)
    links = {_arrow(source, target) for source, target in theirs["links"] if spoken.fullmatch(source)}
    kinds = {_arrow(one["source"], one["target"]): one["kind"] for one in ours["links"] if one["source"] in own}

    def right(extra: set[str], known: Explained) -> bool:
        return len(extra) == known.number and {kinds[one] for one in extra} == {known.kind}

    yield _row(peer, revision, f"{peer.name} {theirs['version']}: links", links, set(kinds), right)


def _arrow(source: str, target: str) -> str:
    return f"{source}→{target}"


def _right_items(extra: set[str], known: Explained) -> bool:
    return extra == known.items


def _row(
    peer: Peer,
    revision: str,
    what: str,
    expected: set[str],
    found: set[str],
    right: Callable[[set[str], Explained], bool],
) -> Row:
    """Equal sets, or a difference that the table above explains to the last id; then the row says so."""
    subject = f"{peer.repository} {revision}"
    known = EXPLAINED.get((peer.repository, revision, what.rpartition(" ")[2]))
    extra = found - expected
    if known and expected <= found and right(extra, known):
        return Row(subject, what, *[f"{len(expected)}, and {len(extra)} of ours that {known.why}"] * 2)
    return compared(subject, what, expected, found)


def _ids(peer: Peer) -> "re.Pattern[str]":
    """The ids that the configuration gives to the sources of the peer's format."""
    sources = yaml.safe_load(peer.ours.read_text("utf-8"))["sources"]
    return re.compile("|".join(f"(?:{one['id']})" for one in sources if one["format"] == peer.name))


def _export(repository: Path, revision: str, files: tuple[str, ...], folder: Path) -> None:
    """A copy of the files that exist at the revision; a pattern that matches nothing would stop `git archive`."""
    git = ["git", f"--git-dir={repository}"]
    folder.mkdir()
    for one in files:
        words = [*git, "archive", "--format=tar", revision, one]
        ran = subprocess.run(words, capture_output=True, check=False)
        if not ran.returncode:
            with tarfile.open(fileobj=BytesIO(ran.stdout)) as archive:
                archive.extractall(folder, filter="data")


def _ask(python: Path, peer: Peer, folder: Path) -> Any:
    """The peer's reading, or words that say why there is none; `-P` keeps our modules out of its imports."""
    words = [str(python), "-P", str(_READINGS), peer.name, str(folder)]
    try:
        ran = subprocess.run(words, capture_output=True, text=True, check=False, timeout=_PATIENCE)
    except subprocess.TimeoutExpired:
        return f"no answer after {_PATIENCE} s"
    lines = ran.stdout.splitlines()
    if ran.returncode or not lines:
        return _reason(ran.stderr)
    return json.loads(lines[-1])


def _reason(said: str) -> str:
    """From the first "error" on, on one line; of a traceback the last line."""
    lines = said.split("\n")
    if said.startswith("Traceback"):
        return lines[-2][:60]
    found = re.search(r"\berror\b", said, re.IGNORECASE)
    return " ".join(said[found.start() if found else 0 :].split())[:60] or "it ended without a word"


def _not_run(peer: Peer, subject: str, reason: str) -> Row:
    return Row(subject, f"{peer.name}: items, links", reason, None)
