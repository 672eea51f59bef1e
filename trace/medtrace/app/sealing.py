"""What the signatures of sign-offs show, held against the keys of the records revision and never the machine's."""

from collections.abc import Mapping
from dataclasses import replace

from medtrace.gitio.repository import Repository
from medtrace.gitio.signatures import Seen
from medtrace.model.decision import Signed, SignedDecision
from medtrace.model.ids import Revision


def sealed(
    repository: Repository, keys: Mapping[str, bytes], records: list[SignedDecision]
) -> tuple[SignedDecision, ...]:
    """The records with what the signature of each sign-off's commit shows, and who wrote that commit."""
    commits = {one.sha for record in records for one in record.signed if one.sha}
    seen = repository.signatures(commits, keys)
    return tuple(
        replace(
            record,
            signed=tuple(_with(one, seen[one.sha]) if one.sha else one for one in record.signed),
        )
        for record in records
    )


def _with(one: Signed, seen: Seen) -> Signed:
    return replace(one, signature=seen.signature, key=seen.key, signer=seen.signer, writers=seen.writers)


def keys_at(repository: Repository, folder: str, revision: Revision) -> dict[str, bytes]:
    """The public keys that the records revision holds, by file name."""
    entries = [
        (entry.path, entry.id)
        for entry in repository.tree(revision).entries
        if entry.path == f"{folder}/allowed_signers" or entry.path.startswith(f"{folder}/keys/")
    ]
    return {blob.path.rpartition("/")[2]: blob.data for blob in repository.blobs(entries) if blob.data is not None}
