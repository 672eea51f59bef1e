"""Signatures of commits held against keys that the repository itself holds, never against those of this machine.

git asks ssh-keygen or gpg; where the program is absent, or the signature is of a kind that neither knows, nothing is
verified and that is the answer. Keys are written into a folder of their own for as long as the question takes.
"""

import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from medtrace.expressions import expression
from medtrace.gitio.process import Program
from medtrace.gitio.wording import text
from medtrace.model.decision import Signature
from medtrace.model.ids import Sha

_SSH = b"-----BEGIN SSH SIGNATURE-----"
_PGP = b"-----BEGIN PGP "
_SSH_KEY = expression(r"^(ssh-|ecdsa-|sk-)")
_GOOD_SSH = expression(r'^Good "git" signature for (.*) with \S+ key (SHA256:\S+)', re.MULTILINE)
_STRANGE_SSH = expression(r'^Good "git" signature with|No principal matched', re.MULTILINE)
_GOOD_PGP = expression(r"^\[GNUPG:\] GOODSIG \S+ ?(.*)$", re.MULTILINE)
_FINGERPRINT = expression(r"^\[GNUPG:\] VALIDSIG (\S+)", re.MULTILINE)
_PERSON = expression(rb"^(?:author|committer) (.*>)[^>]*$", re.MULTILINE)
_STRANGE_PGP = expression(r"^\[GNUPG:\] (NO_PUBKEY|EXPKEYSIG|REVKEYSIG) ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a commit's signature shows; where it is verified, fingerprint and name of the key that made it.

    `writers` are author and committer as `name <mail>`, once where they are one.
    """

    signature: Signature
    key: str = ""
    signer: str = ""
    writers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Ring:
    """Where the keys were written."""

    signers: Path
    pgp_home: Path


def signatures(program: Program, commits: Iterable[Sha], keys: Mapping[str, bytes]) -> dict[Sha, Seen]:
    """What each commit shows. `keys` are files by name: `allowed_signers`, public SSH keys and exported PGP keys."""
    heads = {sha: _head(program, sha) for sha in sorted(set(commits))}
    found = {sha: Seen(Signature.NONE, writers=_writers(head)) for sha, head in heads.items()}
    signed = {sha: armour for sha, head in heads.items() if (armour := _armour(head))}
    if not signed:
        return found
    with _ring(keys) as ring:
        for sha, armour in signed.items():
            found[sha] = replace(_verified(program, sha, armour, ring), writers=found[sha].writers)
    return found


def _head(program: Program, sha: Sha) -> bytes:
    """The header of a commit as it is stored."""
    return program.ask("cat-file", "commit", sha).out.partition(b"\n\n")[0]


def _armour(head: bytes) -> bytes:
    """The first line of the signature in a commit's header; empty for none."""
    line = next((one for one in head.split(b"\n") if one.startswith((b"gpgsig ", b"gpgsig-sha256 "))), b"")
    return line.partition(b" ")[2]


def _writers(head: bytes) -> tuple[str, ...]:
    """Author and committer of a commit's header."""
    return tuple(dict.fromkeys(text(one).strip() for one in _PERSON.findall(head)))


def _verified(program: Program, sha: Sha, armour: bytes, ring: _Ring) -> Seen:
    if armour.startswith(_SSH):
        options = ("gpg.format=ssh", f"gpg.ssh.allowedSignersFile={ring.signers}", "gpg.ssh.program=ssh-keygen")
        told = _asked(program, sha, (*options, "gpg.ssh.revocationFile="))
        if good := _GOOD_SSH.search(told):
            return Seen(Signature.VERIFIED, good.group(2), good.group(1).strip())
        return _strange(told, _STRANGE_SSH)
    if armour.startswith(_PGP):
        at_home = replace(program, environment=(("GNUPGHOME", str(ring.pgp_home)),))
        told = _asked(at_home, sha, ("gpg.program=gpg", "gpg.openpgp.program=gpg", "gpg.minTrustLevel=undefined"))
        good, key = _GOOD_PGP.search(told), _FINGERPRINT.search(told)
        if good and key:
            return Seen(Signature.VERIFIED, key.group(1), good.group(1).strip())
        return _strange(told, _STRANGE_PGP)
    return Seen(Signature.NOT_VERIFIABLE)


def _asked(program: Program, sha: Sha, options: tuple[str, ...]) -> str:
    """What the verifying program told, whatever git made of it."""
    settings = [word for option in options for word in ("-c", option)]
    return program.ask(*settings, "verify-commit", "--raw", sha).error


def _strange(told: str, strange: re.Pattern[str]) -> Seen:
    """A signature that is good or may be, by a key that the project does not hold; else nothing can be said of it."""
    return Seen(Signature.UNKNOWN_KEY if strange.search(told) else Signature.NOT_VERIFIABLE)


@contextmanager
def _ring(keys: Mapping[str, bytes]) -> Iterator[_Ring]:
    with tempfile.TemporaryDirectory() as folder:
        ring = _Ring(Path(folder) / "allowed_signers", Path(folder) / "pgp")
        ring.signers.write_bytes(b"\n".join(_signers(keys)) + b"\n")
        ring.pgp_home.mkdir(mode=0o700)
        exported = [data for name, data in sorted(keys.items()) if name.endswith((".asc", ".gpg", ".pgp"))]
        for data in exported:
            _import(ring.pgp_home, data)
        yield ring


def _signers(keys: Mapping[str, bytes]) -> Iterator[bytes]:
    """The allowed signers: the file of that name, and every public key under the name of its own file."""
    for name, data in sorted(keys.items()):
        if name == "allowed_signers":
            yield data
        elif name.endswith(".pub") and _SSH_KEY.match(data.decode("utf-8", "replace")):
            principal = re.sub(r"[^\w.@-]", "-", name.removesuffix(".pub"))
            yield principal.encode() + b' namespaces="git" ' + data.split(b"\n", 1)[0].strip()


def _import(home: Path, data: bytes) -> None:
    """Put an exported key into a keyring of our own; without gpg there is none, and git will say so."""
    command = ["gpg", "--homedir", str(home), "--batch", "--no-tty", "--no-autostart", "--quiet", "--import"]
    try:
        subprocess.run(command, input=data, capture_output=True, check=False, timeout=60)  # noqa: S603 - our own words
    except (OSError, subprocess.TimeoutExpired):
        return
