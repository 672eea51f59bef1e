"""Who signs a decision, as a profile says it: made into our noun, and every role that is none told."""

from collections.abc import Iterator

from medtrace.config.mistakes import Mistake, unknown_name
from medtrace.config.profile_shape import ProfileShape, SigningRuleShape
from medtrace.config.trees import Tree
from medtrace.config.ways import nearest_mark
from medtrace.model.decision import SigningRole, SigningRule
from medtrace.words import Localized

_OCCASIONS = ("always", "major", "lowered", "serious")
_ROLE = Localized("角色", "role")


def signing_rule(shape: SigningRuleShape) -> SigningRule:
    """The rule as our noun."""
    roles = tuple(SigningRole(one.id, one.name.localized, one.duty, one.words) for one in shape.roles)
    return SigningRule(roles, shape.always, shape.major, shape.lowered, shape.serious)


def signing_mistakes(tree: Tree, regime: ProfileShape) -> Iterator[Mistake]:
    """Roles that an occasion asks for and the profile does not have."""
    known = tuple(one.id for one in regime.sign_off.roles)
    for occasion in _OCCASIONS:
        for number, name in enumerate(getattr(regime.sign_off, occasion)):
            if name not in known:
                mark = nearest_mark(tree.root, ("sign_off", occasion, number))
                yield Mistake(mark, unknown_name(_ROLE, name, known))
