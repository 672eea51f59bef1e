"""Every repository whose truth is at hand, read by its configuration and compared.

Items, links, citations, differences and commits: a row says how many were expected and found, which are missing and
which are too many. The product runs as a user runs it.
"""

import json
import re
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from tests.acceptance.table import Job, Row
from tests.support.running import Trace

_BESIDE = frozenset({"touched-item", "branch"})
CONFIGURATIONS = Path(__file__).parent / "configurations"
_CHANGED_BAR = 0.95
# Differences under another identity of the same items, and the configuration that reads them so.
_IDENTITIES = {"ignoring_revision": "without-revision"}


def requirement_jobs(mirror: Path | None, truth: Path | None) -> Iterator[Job]:
    """One job for each truth file."""
    folder = truth / "requirements" if truth else None
    for record in sorted(folder.glob("*+*.json")) if folder else ():
        yield partial(_repository_rows, record, mirror)


def _repository_rows(record: Path, mirror: Path | None) -> Iterator[Row]:
    """Rows of one truth file, or one "not run" where its repository or configuration is absent."""
    repository = mirror / record.stem / "repo" if mirror else None
    configuration = _configuration(record.stem)
    if repository is None or not repository.is_dir() or not configuration.is_file():
        yield Row(record.stem, "no repository" if configuration.is_file() else "no configuration", "", None)
        return
    yield from _Compared(record.stem, repository, configuration).rows(json.loads(record.read_text("utf-8")))


def _configuration(name: str) -> Path:
    """That of the items alone where there is one: what names parts of the product matches nothing at old revisions."""
    own = CONFIGURATIONS / f"{name}.items.yaml"
    return own if own.is_file() else CONFIGURATIONS / f"{name}.yaml"


class _Compared:
    """One repository under comparison."""

    def __init__(self, name: str, repository: Path, configuration: Path) -> None:
        self.name = name
        self.configuration = configuration
        self.repository = repository

    def rows(self, truth: dict[str, Any]) -> Iterator[Row]:
        for name, revision in truth["revisions"].items():
            if revision.get("items"):
                yield from self._revision(name, revision)
        for span, classes in truth["diffs"].items():
            yield from self._difference(span, classes)
            for name in _IDENTITIES.keys() & classes.keys():
                yield from self._other_identity(span, name, classes[name])
        for commits in truth["commit_ranges"]:
            yield from self._commits(commits)

    def _run(self, command: str, what: str, configuration: Path | None = None) -> Any:
        words = ("--format", "json", "--config", str(configuration or self.configuration), "-C", str(self.repository))
        ran = Trace()(command, what, *words)
        return ran.json if ran.out.startswith("{") else None

    def _revision(self, name: str, truth: dict[str, Any]) -> Iterator[Row]:
        subject = f"{self.name} {name}"
        found = self._run("snapshot", name)
        if found is None:
            yield Row(subject, "can be read", "True", "False")
            return
        by_class: dict[str, list[str]] = {}
        for identity, item in truth["items"].items():
            by_class.setdefault(item["class"], []).append(identity)
        for kind, ids in sorted(by_class.items()):
            yield compared(subject, kind, ids, {one["id"] for one in found["items"] if one["kind"] == kind})
        listed = {(re.sub(r":\d+$", "", source), target) for source, _, target in truth["links"]}
        own = {(one["source"], one["target"]) for one in found["links"]}
        # "Is controlled by" is read as the control mitigating the risk: the same link, told from its other end.
        own |= {(target, source) for source, target in own}
        yield compared(subject, "links listed", _pairs(listed), _pairs(listed & own))
        ids = {one["id"] for one in found["items"]}
        dangling = {
            (source, target) for source, target in map(_arrow, truth.get("dangling_links", ())) if source in ids
        }
        lost = {
            (one["source"], one["target"]) for one in found["links"] if not one["resolved"] and one["source"] in ids
        }
        yield compared(subject, "dangling", _pairs(dangling), _pairs(lost))
        yield from self._citing(subject, truth, found)

    def _citing(self, subject: str, truth: dict[str, Any], found: Any) -> Iterator[Row]:
        for what in ("tests_citing", "code_citing"):
            said = truth.get(what)
            if not said or not said["by_file"]:
                continue
            path = re.compile(said["path_regex"])
            expected = {(file, one) for file, ids in said["by_file"].items() for one in ids}
            mine = {(one["path"], one["target"]) for one in found["links"] if path.search(one["path"])}
            yield compared(subject, what.replace("_", " "), _pairs(expected), _pairs(mine))

    def _difference(self, span: str, classes: dict[str, Any]) -> Iterator[Row]:
        subject = f"{self.name} {span}"
        classes = {kind: said for kind, said in classes.items() if isinstance(said, dict) and "changed" in said}
        found = self._run("diff", span) if classes else {}
        if found is None:
            yield Row(subject, "can be compared", "True", "False")
            return
        for kind, said in classes.items():
            for what in ("added", "removed"):
                mine = [one["id"] for one in found["items"][what] if one["kind"] == kind]
                yield compared(subject, f"{kind} {what}", said[what], mine)
            mine = {
                one["id"]
                for one in found["items"]["changed"]
                if one["kind"] == kind and set(one["fields"]) & {"title", "text"}
            }
            yield _changed(subject, kind, set(said["changed"]), mine)
            yield _renamed(subject, kind, said, found["items"])
        moved = {one for said in classes.values() for one in said["moved_file"]}
        if classes:
            yield compared(subject, "moved", moved, {one["id"] for one in found["items"]["moved"]})

    def _other_identity(self, span: str, name: str, said: dict[str, Any]) -> Iterator[Row]:
        """Items whose id lacks its revision: a new revision is no new item but a change of an attribute."""
        subject = f"{self.name} {span}"
        configuration = self.configuration.with_name(f"{self.name}.{_IDENTITIES[name]}.yaml")
        found = self._run("diff", span, configuration)
        ends = [self._run("snapshot", end, configuration) for end in span.split("..")]
        if found is None or None in ends:
            yield Row(subject, f"{name} can be compared", "True", "False")
            return
        for what in ("added", "removed"):
            yield compared(subject, f"{name} {what}", said[what], [one["id"] for one in found["items"][what]])
        old, new = ({one["id"]: one["attributes"].get("revision") for one in end["items"]} for end in ends)
        raised = {one for one in old.keys() & new.keys() if old[one] != new[one]}
        changed = {one["id"] for one in found["items"]["changed"] if "attributes" in one["fields"]}
        yield compared(subject, f"{name} revision changed", said["revision_changed"], raised & changed)

    def _commits(self, truth: dict[str, Any]) -> Iterator[Row]:
        subject, span, count = f"{self.name} {truth['range']}", truth["range"], truth["commits"]
        if ".." not in span:
            # A whole history is no range of the product: it is compared from its first commit, which is left out.
            first = _git(self.repository, "rev-list", "--max-parents=0", span).stdout.split()[0]
            span, count = f"{first}..{span}", count - 1
        found = self._run("diff", span)
        if found is None:
            yield Row(subject, "commits can be read", "True", "False")
            return
        citing = [one for one in found["commits"] if any(cited["via"] != "touched-item" for cited in one["ids"])]
        plain = [one for one in citing if len(one["parents"]) < 2]
        yield Row(subject, "commits", str(count), str(len(found["commits"])))
        yield Row(subject, "commits citing", str(truth["citing"]), str(len(citing)))
        yield Row(subject, "without merges", str(truth["citing_without_merges"]), str(len(plain)))
        if len(truth["citing_commits"]) == truth["citing"]:
            expected = {f"{sha}→{one}" for sha, ids in truth["citing_commits"].items() for one in ids}
            yield compared(subject, "commit and id", expected, set(_said(citing)))


def _said(commits: Iterable[Any]) -> Iterator[str]:
    """Commits and the ids in their messages; the words of a branch (`after-PR-#7`) are no whole tokens of the truth."""
    for one in commits:
        yield from (f"{one['sha'][:12]}→{cited['id']}" for cited in one["ids"] if cited["via"] not in _BESIDE)


def _git(repository: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(["git", f"--git-dir={repository}", *words], capture_output=True, text=True, check=False)


def compared(subject: str, what: str, expected: Iterable[str], found: Iterable[str]) -> Row:
    """Two sets of names: counts where they are equal, else the first that are missing and too many."""
    wanted, own = Counter(set(expected)), Counter(set(found))
    missing, extra = sorted((wanted - own).elements()), sorted((own - wanted).elements())
    words = f"{len(own)}"
    if missing:
        words += f", {len(missing)} missing: {' '.join(missing[:2])}"
    if extra:
        words += f", {len(extra)} extra: {' '.join(extra[:2])}"
    return Row(subject, what, f"{len(wanted)}", words)


def _changed(subject: str, kind: str, expected: set[str], found: set[str]) -> Row:
    """At least 95 % of what changed must be named, and at least 95 % of what is named must have changed."""
    both = len(expected & found)
    good = both >= _CHANGED_BAR * len(expected) and both >= _CHANGED_BAR * len(found)
    words = f"{len(expected)} ({both} shared of {len(found)})"
    return Row(subject, f"{kind} changed", words if good else f"{len(expected)}", words)


def _renamed(subject: str, kind: str, said: dict[str, Any], items: dict[str, Any]) -> Row:
    """Pairs of a removed and an added item of equal text; those of one kind, for a proposal names ids alone."""
    of_kind = {one["id"] for one in items["added"] if one["kind"] == kind}
    mine = {(one["from"], one["to"]) for one in items["renamed"] if one["to"] in of_kind}
    return compared(subject, f"{kind} same text, new id", _pairs(map(tuple, said["same_text_new_id"])), _pairs(mine))


def _pairs(pairs: Iterable[tuple[str, str]]) -> set[str]:
    return {f"{source}→{target}" for source, target in pairs}


def _arrow(text: str) -> tuple[str, str]:
    source, _, rest = text.partition(" -")
    return source, rest.rpartition("-> ")[2]
