"""Commits without a signature by which one person wrote down the sign-offs of others: names are no signatures."""

from collections.abc import Iterator

from medtrace.model.decision import Approver, Hand, Signature, Signed, SignedDecision
from medtrace.model.items import Diagnostic, DiagnosticSeverity, Location
from medtrace.rules._hands import hand
from medtrace.words import Localized

_SHORT = 10
_SHOWN = 5


def written_for(records: tuple[SignedDecision, ...], approvers: tuple[Approver, ...]) -> tuple[Diagnostic, ...]:
    """One warning for each person who did so, at the first record; what points to another approval is left out."""
    found: dict[str, list[tuple[str, Signed]]] = {}
    for record in records:
        for one, recorder in _of_others(record, approvers):
            found.setdefault(recorder, []).append((record.decision.path, one))
    return tuple(_told(recorder, written) for recorder, written in sorted(found.items()))


def _of_others(record: SignedDecision, approvers: tuple[Approver, ...]) -> Iterator[tuple[Signed, str]]:
    for one in record.signed:
        whose, recorder = hand(one, approvers)
        if whose is Hand.ANOTHER and one.signature is not Signature.VERIFIED and not one.signoff.external_approval:
            yield one, recorder


def _told(recorder: str, written: list[tuple[str, Signed]]) -> Diagnostic:
    commits = list(dict.fromkeys(one.sha[:_SHORT] for _, one in written))
    people = list(dict.fromkeys(one.signoff.by for _, one in written))
    many = ("等", ", …") if len(commits) > _SHOWN else ("", "")
    shas = f"{'、'.join(commits[:_SHOWN])}{many[0]}", f"{', '.join(commits[:_SHOWN])}{many[1]}"
    count, names = len(people), ("、".join(people), ", ".join(people))
    words = Localized(
        f"{recorder} 在没有有效签名的提交 {shas[0]} 中代 {count} 人录入签署（{names[0]}）：这些是录入的姓名，不是签名",
        f"{recorder} recorded the sign-offs of {count} {'other' if count == 1 else 'others'} ({names[1]}) in "
        f"{'commits' if len(commits) > 1 else 'a commit'} without a verified signature ({shas[1]}): "
        f"these are names, not {count} {'signature' if count == 1 else 'signatures'}",
    )
    return Diagnostic(
        "signed-for-others", DiagnosticSeverity.WARNING, words, Location(min(path for path, _ in written))
    )
