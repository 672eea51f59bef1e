"""Whether a person may sign in a role, before anything is written: misspelt names and titles are told at once."""

import difflib

from medtrace.errors import UsageError
from medtrace.model.decision import SignOff
from medtrace.rules._decided import Court
from medtrace.words import Localized


def demand_signer(signoff: SignOff, court: Court) -> None:
    """A sign-off that could never count is refused.

    Raises:
        UsageError: a title without a role of the sign-off, a name that is no approver, or one of another role.
    """
    role = court.rule.role_of(signoff.role)
    if court.rule.roles and role is None:
        roles = [one.name for one in court.rule.roles]
        raise UsageError(
            Localized(f"--role “{signoff.role}”不是签署角色", f"--role “{signoff.role}” is no role of the sign-off"),
            hint=Localized(
                f"职务须含：{'、'.join(one.zh for one in roles)}", f"one of: {', '.join(one.en for one in roles)}"
            ),
        )
    if not court.approvers:
        return
    own = [one for one in court.approvers if one.name == signoff.by]
    if not own:
        raise _no_approver(signoff.by, [one.name for one in court.approvers])
    if role and role not in [court.rule.role_of(one.role) for one in own]:
        titles = [one.role for one in own]
        raise UsageError(
            Localized(f"{signoff.by} 不能以“{signoff.role}”签署", f"{signoff.by} may not sign as “{signoff.role}”"),
            hint=Localized(f"approvers 中的角色：{'、'.join(titles)}", f"as approvers has it: {', '.join(titles)}"),
        )


def _no_approver(name: str, known: list[str]) -> UsageError:
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.4)
    shown = near or known
    return UsageError(
        Localized(f"{name} 不在配置的 approvers 中", f"{name} is none of the approvers of the configuration"),
        hint=Localized(f"是否指 {'、'.join(shown)}？", f"did you mean {', '.join(shown)}?"),
    )
