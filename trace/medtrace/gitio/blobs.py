"""Contents of files by object id, all in one process; what the clone lacks is named and never fails the run."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO

from medtrace.expressions import expression
from medtrace.gitio.process import Program
from medtrace.model.ids import Sha
from medtrace.model.snapshot import Blob

LIMIT = 64 << 20
_ID = expression(r"[0-9a-f]{40,}")
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class _Content:
    """What one object holds, or why it is not at hand: missing, too-large, unreadable or not-a-blob."""

    data: bytes | None
    missing: str = ""
    size: int = 0


def blobs(program: Program, wanted: Iterable[tuple[str, Sha]], *, limit: int = LIMIT) -> tuple[Blob, ...]:
    """Reads files given as (path, blob id), in the order given; `limit` is the largest size read, in bytes.

    A blob without data says why in `missing`: `missing`, `too-large` (with its size), `unreadable` or `not-a-blob`.
    """
    pairs = tuple(wanted)
    asked = tuple(dict.fromkeys(identity for _, identity in pairs if _ID.fullmatch(identity)))
    known = _contents(program, asked, limit)
    found = ((path, identity, known.get(identity, _Content(None, "missing"))) for path, identity in pairs)
    return tuple(Blob(path, identity, content.data, content.missing, content.size) for path, identity, content in found)


def _contents(program: Program, asked: tuple[Sha, ...], limit: int) -> dict[Sha, _Content]:
    """Contents by id.

    A damaged object ends the process, and so does one that an older git would have to fetch first. Then the absent
    ones are told apart, the first object not answered is given up, and the rest is asked for again.
    """
    known: dict[Sha, _Content] = {}
    filtered = False
    while rest := tuple(identity for identity in asked if identity not in known):
        before = len(known)
        known |= _read(program, rest, limit)
        rest = rest[len(known) - before :]
        if rest and not filtered:
            absent, filtered = _absent(program, rest), True
            known |= dict.fromkeys(absent, _Content(None, "missing"))
        elif rest:
            known[rest[0]] = _Content(None, "unreadable")
    return known


def _read(program: Program, asked: tuple[Sha, ...], limit: int) -> dict[Sha, _Content]:
    """Contents in the order asked, up to the first object that git cannot give."""
    known: dict[Sha, _Content] = {}
    with program.stream("cat-file", "--batch", "--buffer", feed=_lines(asked)) as stream:
        for identity in asked:
            content = _next(stream.output, limit)
            if content is None:
                break
            known[identity] = content
    return known


def _next(output: IO[bytes], limit: int) -> _Content | None:
    """The next object of a batch; None where the process has ended before it was whole."""
    header = output.readline().split()
    if not header:
        return None
    if len(header) != 3:  # noqa: PLR2004 - id, type, size; else id and "missing"
        return _Content(None, "missing")
    size = int(header[2])
    if size > limit or header[1] != b"blob":
        whole = _skipped(output, size + 1)
        found = _Content(None, "too-large", size) if header[1] == b"blob" else _Content(None, "not-a-blob")
        return found if whole else None
    data = output.read(size + 1)
    return _Content(data[:-1]) if len(data) == size + 1 else None


def _skipped(output: IO[bytes], size: int) -> bool:
    while size and (piece := output.read(min(size, _CHUNK))):
        size -= len(piece)
    return not size


def _absent(program: Program, asked: tuple[Sha, ...]) -> tuple[Sha, ...]:
    """Those objects that the clone lacks; `rev-list` is the one command of older gits that never fetches them."""
    switches = ("--objects", "--no-walk=unsorted", "--ignore-missing", "--missing=allow-any", "--no-object-names")
    answer = program.ask("rev-list", *switches, "--stdin", feed=_lines(asked))
    here = frozenset(asked if answer.code else answer.out.decode("ascii").split())
    return tuple(identity for identity in asked if identity not in here)


def _lines(identities: tuple[Sha, ...]) -> bytes:
    return "".join(f"{identity}\n" for identity in identities).encode("ascii")
