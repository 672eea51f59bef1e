"""Whose hand a sign-off is: the person's own key, a commit under the person's name, or somebody else's.

A name in a record is only a name: anybody can write it. A verified signature stands for the person whose key it is, and
for nobody else who is named in the same commit; a commit that is not verified stands for its author and committer, as
far as git's own words go. A good signature by a key that the project does not hold stands for nobody.
"""

import base64
import hashlib

from medtrace.expressions import expression
from medtrace.model.decision import Approver, Hand, Signature, Signed

_SSH_KEY = expression(r"ssh-|ecdsa-|sk-")
_MAIL = expression(r"<([^<>]*)>\s*$")
_LONG_ID = 16


def hand(signed: Signed, approvers: tuple[Approver, ...]) -> tuple[Hand, str]:
    """Whose hand a sign-off is, and who recorded it where that is not surely the person (`name <mail>`, a key's name).

    A person with a key on record signs with that one alone. A verified key whose list gives only a mail is its writer's
    as far as the commit says so, which its writer chose.
    """
    by = signed.signoff.by
    if not signed.sha or not signed.writers:
        return Hand.UNKNOWN, ""
    own = [one for one in signed.writers if _alike(_name(one), by)]
    if signed.signature is not Signature.VERIFIED:
        return (Hand.OWN_COMMIT, "") if own else (Hand.ANOTHER, signed.writers[0])
    owner = next((one.name for one in approvers if one.key and is_by(signed, {one.key})), "")
    has_key = any(one.key for one in approvers if _alike(one.name, by))
    if _alike(owner, by) or (not owner and not has_key and _alike(_name(signed.signer), by)):
        return Hand.OWN_KEY, ""
    if not owner and not has_key and any(_alike(_mail(one), _mail(signed.signer) or signed.signer) for one in own):
        return Hand.OWN_COMMIT, signed.signer
    return Hand.ANOTHER, owner or signed.signer or signed.key


def is_by(signed: Signed, keys: set[str]) -> bool:
    """Whether one of the keys made the verified signature."""
    if signed.signature is not Signature.VERIFIED or not signed.key:
        return False
    return any(signed.key == key or _ends_alike(signed.key, key) for key in map(_fingerprint, keys))


def _name(person: str) -> str:
    return _MAIL.sub("", person).strip()


def _mail(person: str) -> str:
    found = _MAIL.search(person)
    return found.group(1).strip() if found else ""


def _alike(one: str, other: str) -> bool:
    return bool(one) and _folded(one) == _folded(other)


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _fingerprint(key: str) -> str:
    """A key as its fingerprint: a public SSH key is digested as ssh-keygen does, a PGP one loses its blanks."""
    kind, _, rest = key.strip().partition(" ")
    if not _SSH_KEY.match(kind):
        return key.replace(" ", "")
    try:
        data = base64.b64decode(rest.split(" ")[0], validate=True)
    except ValueError:
        return key
    return "SHA256:" + base64.b64encode(hashlib.sha256(data).digest()).decode().rstrip("=")


def _ends_alike(whole: str, end: str) -> bool:
    """Whether a PGP fingerprint ends with what was written: sixteen digits or more tell a key."""
    return len(end) >= _LONG_ID and whole.casefold().endswith(end.casefold())
