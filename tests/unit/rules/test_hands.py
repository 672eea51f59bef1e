"""Whose hand a sign-off is: a table of commits and of the keys on record."""

import pytest

from medtrace.model.decision import Approver, Hand, Signature, Signed, SignOff
from medtrace.rules._hands import hand

pytestmark = pytest.mark.requirement("REQ-100")

KEYS = (Approver("何静", "法规", ""), Approver("吴国栋", "质量", "SHA256:wu"))
HE, WU, DEV = "何静 <he@x>", "吴国栋 <wu@x>", "Dev <dev@x>"
VERIFIED, NONE, UNKNOWN = Signature.VERIFIED, Signature.NONE, Signature.UNKNOWN_KEY


@pytest.mark.parametrize(
    ("by", "signature", "key", "signer", "writers", "expected"),
    [
        pytest.param("吴国栋", VERIFIED, "SHA256:wu", "wu@x", (DEV,), (Hand.OWN_KEY, ""), id="the key on record"),
        pytest.param("何静", VERIFIED, "SHA256:wu", "wu@x", (HE,), (Hand.ANOTHER, "吴国栋"), id="another's key"),
        pytest.param("吴国栋", VERIFIED, "SHA256:o", "吴国栋", (WU,), (Hand.ANOTHER, "吴国栋"), id="not that key"),
        pytest.param("何静", VERIFIED, "SHA256:he", "何静", (DEV,), (Hand.OWN_KEY, ""), id="the list names the person"),
        pytest.param("何静", VERIFIED, "AB", "何静 <he@x>", (DEV,), (Hand.OWN_KEY, ""), id="so does the key"),
        pytest.param("何静", VERIFIED, "SHA256:he", "he@x", (HE,), (Hand.OWN_COMMIT, "he@x"), id="a mail alone"),
        pytest.param("何静", VERIFIED, "SHA256:he", "he@x", (DEV,), (Hand.ANOTHER, "he@x"), id="another's commit"),
        pytest.param("何静", NONE, "", "", (HE,), (Hand.OWN_COMMIT, ""), id="own name, not signed"),
        pytest.param("何静", NONE, "", "", (DEV, HE), (Hand.OWN_COMMIT, ""), id="committed by the person"),
        pytest.param("何静", UNKNOWN, "", "", (DEV,), (Hand.ANOTHER, DEV), id="a key nobody knows"),
    ],
)
def test_whose_hand_it_is(
    by: str, signature: Signature, key: str, signer: str, writers: tuple[str, ...], expected: tuple[Hand, str]
) -> None:
    signed = Signed(SignOff(by, "法规", "2024-02-01"), "a" * 40, signature, key, signer=signer, writers=writers)
    assert hand(signed, KEYS) == expected


def test_without_the_commit_nothing_is_said() -> None:
    assert hand(Signed(SignOff("何静", "法规", "2024-02-01")), KEYS) == (Hand.UNKNOWN, "")
