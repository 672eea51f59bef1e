"""The product runs on a mobile terminal where it did not before.

What it reads: what manifests and `environment:` of trace.yaml state of systems at both ends (`platform-values` tells
which). A system of telephones, tablets or watches at the newer end alone fires where the older end states another
platform; where the older end states nothing, it may have been there before: that is a question.
"""

from collections.abc import Iterator

from medtrace.model.change import ChangeSet
from medtrace.model.verdict import Confidence, Evidence, Hit
from medtrace.rules._platform._fact import UNREADABLE
from medtrace.rules._platform._readers import GLOBS
from medtrace.rules._platform._values import Placed, platform_ends
from medtrace.rules._rule import NoOptions, Sight, rule
from medtrace.words import Localized

_MOBILE = {"android", "ios", "ipados", "watchos", "wearos", "harmonyos", "visionos", "鸿蒙", "安卓"}
_NAMES = {"os-family", "os-release", "minimum"}


@rule("mobile-target", options=NoOptions, reads=GLOBS, sees=Sight.READ)
def mobile_target(changes: ChangeSet, options: NoOptions) -> Iterator[Hit]:
    """One hit where mobile systems come."""
    del options
    ends = platform_ends(changes).without_developers()
    before, after = _mobile(ends.before), _mobile(ends.after)
    if before or not after:
        return
    sure = any(one.fact.name != UNREADABLE for one in ends.before)
    names = ", ".join(sorted({_system(one) for one in after}))
    doubt = (
        Localized("", "") if sure else Localized("，较旧一端是否已支持待判定", "; whether it was there before is open")
    )
    yield Hit(
        "mobile",
        Localized(f"新增移动计算平台：{names}{doubt.zh}", f"A mobile computing platform came: {names}{doubt.en}"),
        tuple(
            Evidence(one.path, one.fact.line, changes.commits_touching(one.path), "", one.fact.shown)
            for one in after[:10]
        ),
        Confidence.LIKELY if sure else Confidence.QUESTION,
        unknown="" if sure else "depends",
    )


def _mobile(side: tuple[Placed, ...]) -> tuple[Placed, ...]:
    return tuple(one for one in side if one.fact.name in _NAMES and _system(one) in _MOBILE)


def _system(one: Placed) -> str:
    return one.fact.value if one.fact.name == "os-family" else one.fact.key
