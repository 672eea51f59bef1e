"""The dossier of a run: every decision and declaration at the records revision, with the commits of its sign-offs.

A sign-off belongs to the commit that brought it (`acts`). Where the record said something else at that commit, the
person signed another text, and the sign-off does not count.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from medtrace.app.acts import Reader, read_past
from medtrace.app.contradictions import contradictions
from medtrace.app.house import House, open_house
from medtrace.app.sealing import keys_at, sealed
from medtrace.app.written_for import written_for
from medtrace.config.decisions import problems_of, read_decision, read_declaration
from medtrace.errors import ConfigError, TraceError
from medtrace.gitio.repository import Repository
from medtrace.model.decision import Approver, Circumstances, Decision, SignedDecision
from medtrace.model.ids import Revision, Sha
from medtrace.model.items import Diagnostic, DiagnosticSeverity, Location
from medtrace.model.project import ComponentMap
from medtrace.words import Localized

DECISIONS, DECLARATIONS = "decisions", "declarations"


@dataclass(frozen=True, slots=True)
class Dossier:
    """The records that could be read, who may sign, whether the project's people have keys, and what is to be told."""

    records: tuple[SignedDecision, ...] = ()
    approvers: tuple[Approver, ...] = ()
    holds_keys: bool = False
    problems: tuple[Diagnostic, ...] = ()


def read_dossier(repository: Repository, house: House, revision: Revision) -> Dossier:
    """Every record of a revision; one that cannot be read is a problem and hides no other.

    Raises:
        MissingObject: where a commit or tree is absent.
    """
    folder = house.config.records_folder
    readers: dict[str, Reader] = {
        f"{folder}/{DECISIONS}/": _one_decision,
        f"{folder}/{DECLARATIONS}/": read_declaration,
    }
    entries = [
        (entry.path, entry.id)
        for entry in repository.tree(revision).entries
        if entry.path.startswith(tuple(readers)) and entry.path.endswith((".yaml", ".yml"))
    ]
    approvers = _approvers(repository, house, revision)
    keys = keys_at(repository, folder, revision)
    holds_keys = bool(keys) or any(one.key for one in approvers)
    if not entries:
        return Dossier((), approvers, holds_keys)
    found, problems = _read(repository, revision, entries, readers)
    records = sealed(repository, keys, found)
    unchecked = (_nobody_declared(house.path),) if records and not approvers else ()
    told = (*problems, *unchecked, *contradictions(records), *written_for(records, approvers))
    return Dossier(records, approvers, holds_keys, told)


def _read(
    repository: Repository, revision: Revision, entries: list[tuple[str, Sha]], readers: Mapping[str, Reader]
) -> tuple[list[SignedDecision], list[Diagnostic]]:
    records: list[SignedDecision] = []
    problems: list[Diagnostic] = []
    past = read_past(repository, revision, readers)
    for blob in repository.blobs(entries):
        reader = next(one for start, one in readers.items() if blob.path.startswith(start))
        try:
            found = reader(blob.data or b"", path=blob.path)
        except ConfigError as fault:
            problems += problems_of(fault)
        else:
            records += [SignedDecision(one, tuple(past.act(one, name) for name in one.signoffs)) for one in found]
    return records, problems


def _one_decision(data: bytes, *, path: str) -> tuple[Decision, ...]:
    return (read_decision(data, path=path),)


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
