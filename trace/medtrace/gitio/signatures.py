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
from medtrace.model.decision import Signature
from medtrace.model.ids import Sha

_SSH = b"-----BEGIN SSH SIGNATURE-----"
_PGP = b"-----BEGIN PGP "
_SSH_KEY = expression(r"^(ssh-|ecdsa-|sk-)")
_GOOD_SSH = expression(r'^Good "git" signature for .* with \S+ key (SHA256:\S+)', re.MULTILINE)
_STRANGE_SSH = expression(r'^Good "git" signature with|No principal matched', re.MULTILINE)
_GOOD_PGP = expression(r"^\[GNUPG:\] GOODSIG ", re.MULTILINE)
_FINGERPRINT = expression(r"^\[GNUPG:\] VALIDSIG (\S+)", re.MULTILINE)
_STRANGE_PGP = expression(r"^\[GNUPG:\] (NO_PUBKEY|EXPKEYSIG|REVKEYSIG) ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a commit's signature shows, and the fingerprint of the key that made it where it is verified."""

    signature: Signature
    key: str = ""


@dataclass(frozen=True, slots=True)
class _Ring:
    """Where the keys were written."""

    signers: Path
    pgp_home: Path


def signatures(program: Program, commits: Iterable[Sha], keys: Mapping[str, bytes]) -> dict[Sha, Seen]:
    """What each commit shows. `keys` are files by name: `allowed_signers`, public SSH keys and exported PGP keys."""
    wanted = sorted(set(commits))
    signed = {sha: _armour(program, sha) for sha in wanted}
    found = {sha: Seen(Signature.NONE) for sha in wanted if not signed[sha]}
    if len(found) == len(wanted):
        return found
    with _ring(keys) as ring:
        for sha in wanted:
            if signed[sha]:
                found[sha] = _verified(program, sha, signed[sha], ring)
    return found


def _armour(program: Program, sha: Sha) -> bytes:
    """The first line of the signature in a commit's header; empty for none."""
    head = program.ask("cat-file", "commit", sha).out.partition(b"\n\n")[0]
    line = next((one for one in head.split(b"\n") if one.startswith((b"gpgsig ", b"gpgsig-sha256 "))), b"")
    return line.partition(b" ")[2]


def _verified(program: Program, sha: Sha, armour: bytes, ring: _Ring) -> Seen:
    if armour.startswith(_SSH):
        options = ("gpg.format=ssh", f"gpg.ssh.allowedSignersFile={ring.signers}", "gpg.ssh.program=ssh-keygen")
        return _read(_asked(program, sha, (*options, "gpg.ssh.revocationFile=")), _GOOD_SSH, _STRANGE_SSH)
    if armour.startswith(_PGP):
        at_home = replace(program, environment=(("GNUPGHOME", str(ring.pgp_home)),))
        told = _asked(at_home, sha, ("gpg.program=gpg", "gpg.openpgp.program=gpg", "gpg.minTrustLevel=undefined"))
        return _read(told if _GOOD_PGP.search(told) else told.replace("VALIDSIG", ""), _FINGERPRINT, _STRANGE_PGP)
    return Seen(Signature.NOT_VERIFIABLE)


def _asked(program: Program, sha: Sha, options: tuple[str, ...]) -> str:
    """What the verifying program told, whatever git made of it."""
    settings = [word for option in options for word in ("-c", option)]
    return program.ask(*settings, "verify-commit", "--raw", sha).error


def _read(told: str, good: re.Pattern[str], strange: re.Pattern[str]) -> Seen:
    if key := good.search(told):
        return Seen(Signature.VERIFIED, key.group(1))
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
