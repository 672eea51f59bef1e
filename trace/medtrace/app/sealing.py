"""What the signatures of sign-offs show, held against the keys of the records revision and never the machine's."""

from dataclasses import replace

from medtrace.gitio.repository import Repository
from medtrace.model.decision import SignedDecision
from medtrace.model.ids import Revision


def sealed(
    repository: Repository, folder: str, revision: Revision, records: list[SignedDecision]
) -> tuple[SignedDecision, ...]:
    """The records with what the signature of each sign-off's commit shows."""
    commits = {one.sha for record in records for one in record.signed if one.sha}
    seen = repository.signatures(commits, _keys(repository, folder, revision))
    return tuple(
        replace(
            record,
            signed=tuple(
                replace(one, signature=seen[one.sha].signature, key=seen[one.sha].key) if one.sha else one
                for one in record.signed
            ),
        )
        for record in records
    )


def _keys(repository: Repository, folder: str, revision: Revision) -> dict[str, bytes]:
    """The public keys that the records revision holds, by file name."""
    entries = [
        (entry.path, entry.id)
        for entry in repository.tree(revision).entries
        if entry.path == f"{folder}/allowed_signers" or entry.path.startswith(f"{folder}/keys/")
    ]
    return {blob.path.rpartition("/")[2]: blob.data for blob in repository.blobs(entries) if blob.data is not None}
