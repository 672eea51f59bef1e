"""The dossier of a run: every decision and declaration at the records revision, with the commits of its sign-offs.

A sign-off belongs to the commit that brought it. Where the record said something else at that commit, the person signed
another text, and the sign-off does not count.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from medtrace.app.contradictions import contradictions
from medtrace.app.house import House, open_house
from medtrace.app.sealing import sealed
from medtrace.config.decisions import problems_of, read_decision, read_declaration
from medtrace.errors import ConfigError, TraceError
from medtrace.gitio.repository import Repository
from medtrace.model.decision import Approver, Circumstances, Decision, Signed, SignedDecision, SignOff
from medtrace.model.ids import Revision, Sha
from medtrace.model.items import Diagnostic, DiagnosticSeverity, Location
from medtrace.model.project import ComponentMap
from medtrace.model.snapshot import Blob
from medtrace.words import Localized

_Reader: TypeAlias = Callable[..., tuple[Decision, ...]]
DECISIONS, DECLARATIONS = "decisions", "declarations"


@dataclass(frozen=True, slots=True)
class Dossier:
    """The records that could be read, who may sign, and what is to be told."""

    records: tuple[SignedDecision, ...] = ()
    approvers: tuple[Approver, ...] = ()
    problems: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class _Version:
    """What a record said since a commit."""

    sha: Sha
    decisions: tuple[Decision, ...]


def read_dossier(repository: Repository, house: House, revision: Revision) -> Dossier:
    """Every record of a revision; one that cannot be read is a problem and hides no other.

    Raises:
        MissingObject: where a commit or tree is absent.
    """
    folder = house.config.records_folder
    readers: dict[str, _Reader] = {
        f"{folder}/{DECISIONS}/": _one_decision,
        f"{folder}/{DECLARATIONS}/": read_declaration,
    }
    entries = [
        (entry.path, entry.id)
        for entry in repository.tree(revision).entries
        if entry.path.startswith(tuple(readers)) and entry.path.endswith((".yaml", ".yml"))
    ]
    approvers = _approvers(repository, house, revision)
    if not entries:
        return Dossier(approvers=approvers)
    found, problems = _read(repository, revision, entries, readers)
    records = sealed(repository, folder, revision, found)
    unchecked = (_nobody_declared(house.path),) if records and not approvers else ()
    return Dossier(records, approvers, (*problems, *unchecked, *contradictions(records)))


def _read(
    repository: Repository, revision: Revision, entries: list[tuple[str, Sha]], readers: Mapping[str, _Reader]
) -> tuple[list[SignedDecision], list[Diagnostic]]:
    records: list[SignedDecision] = []
    problems: list[Diagnostic] = []
    past = _past(repository, revision, tuple(path for path, _ in entries))
    for blob in repository.blobs(entries):
        reader = next(one for start, one in readers.items() if blob.path.startswith(start))
        try:
            found = reader(blob.data or b"", path=blob.path)
        except ConfigError as fault:
            problems += problems_of(fault)
        else:
            records += _signed(found, tuple(_versions(repository, blob, past.get(blob.path, ()), reader)))
    return records, problems


def _one_decision(data: bytes, *, path: str) -> tuple[Decision, ...]:
    return (read_decision(data, path=path),)


def _past(repository: Repository, revision: Revision, paths: tuple[str, ...]) -> dict[str, list[tuple[Sha, Sha]]]:
    """Commits and blob ids of each path, newest first; none in a clone that may not hold them all."""
    found: dict[str, list[tuple[Sha, Sha]]] = {}
    if repository.is_shallow:
        return found
    wanted = set(paths)
    for commit in repository.commits_at(revision, paths):
        for change in commit.files:
            if change.path in wanted and change.new_blob:
                found.setdefault(change.path, []).append((commit.sha, change.new_blob))
    return found


def _versions(
    repository: Repository,
    blob: Blob,
    past: list[tuple[Sha, Sha]] | tuple[()],
    reader: _Reader,
) -> Iterator[_Version]:
    """The readable versions of a record, newest first."""
    for (sha, _), one in zip(past, repository.blobs([(blob.path, id_) for _, id_ in past]), strict=True):
        try:
            yield _Version(sha, reader(one.data or b"", path=blob.path))
        except ConfigError:
            continue


def _signed(decisions: tuple[Decision, ...], versions: tuple[_Version, ...]) -> Iterator[SignedDecision]:
    for decision in decisions:
        yield SignedDecision(decision, tuple(_brought(decision, one, versions) for one in decision.signoffs))


def _brought(decision: Decision, signoff: SignOff, versions: tuple[_Version, ...]) -> Signed:
    """The commit since which the sign-off stands, and whether the record has said the same since then."""
    sha, altered = "", False
    for version in versions:
        then = next((one for one in version.decisions if one.finding == decision.finding), None)
        if then is None or signoff not in then.signoffs:
            break
        sha, altered = version.sha, altered or replace(then, signoffs=()) != replace(decision, signoffs=())
    return Signed(signoff, sha, altered=altered)


def _approvers(repository: Repository, house: House, revision: Revision) -> tuple[Approver, ...]:
    """Who may sign as the records revision says it, for people come after a release; else as the newer end does."""
    try:
        return open_house(repository, revision).config.approvers or house.config.approvers
    except TraceError:
        return house.config.approvers


def _nobody_declared(path: str) -> Diagnostic:
    words = Localized(
        "有判定记录，但配置未声明 approvers：未核对由谁签署",
        "there are decisions, but the configuration declares no approvers: who may sign was not checked",
    )
    return Diagnostic("approvers-not-declared", DiagnosticSeverity.WARNING, words, Location(path))


def circumstances(house: House, baseline: Sha) -> Circumstances:
    """What stands around the findings of a run."""
    project = house.config.project
    return Circumstances(
        baseline=baseline,
        safety_class=project.product.safety_class,
        component_map=map_digest(house.config.components),
        trigger_table=house.profile.trigger_table_digest,
    )


def map_digest(components: ComponentMap) -> str:
    """SHA-256 over what decides which unit a file belongs to and what it counts for; names for people do not."""
    rows = [
        [one.id, list(one.files), list(one.exclude), one.safety_class, sorted(one.tags)]
        for one in sorted(components.components, key=lambda one: one.id)
    ]
    whole = json.dumps([rows, sorted(components.not_product)], ensure_ascii=False)
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()
