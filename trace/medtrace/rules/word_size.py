"""The computing platform goes from 32 bits to 64.

What it reads: processor architectures that manifests of the product state at both ends (`platform-values` tells which).
Where the older end states only architectures of 32 bits and the newer only such of 64, it fires; where both stand
beside each other at one end, whether the platform changes is a question. Families of unknown width say nothing.
"""

from collections.abc import Iterator

from medtrace.model.change import ChangeSet
from medtrace.model.verdict import Confidence, Evidence, Hit
from medtrace.rules._platform._readers import GLOBS
from medtrace.rules._platform._values import Placed, platform_ends
from medtrace.rules._rule import NoOptions, Sight, rule
from medtrace.words import Localized

_NARROW = {"x86", "arm", "mips", "ppc", "powerpc", "armeabi", "armv6", "riscv32"}
_WIDE = {"x86-64", "arm64", "ppc64le", "ppc64", "s390x", "mips64", "riscv64", "loongarch64", "arm64e"}


_DOUBT = Localized("，是否改变计算平台待判定", "; whether the platform changes is open")
MOST_PIECES = 20


@rule("word-size", options=NoOptions, reads=GLOBS, sees=Sight.READ)
def word_size(changes: ChangeSet, options: NoOptions) -> Iterator[Hit]:
    """One hit where architectures of 32 bits gave way to such of 64."""
    del options
    ends = platform_ends(changes).without_developers()
    before, after = ends.stated("architecture")
    old, new = _sizes(before), _sizes(after)
    if 32 not in old or 64 not in new or old == new:  # noqa: PLR2004 - bits
        return
    sure = old == {32} and new == {64}
    shown = _shown(before), _shown(after)
    doubt = Localized("", "") if sure else _DOUBT
    gone = (Evidence(one.path, one.fact.line, changes.commits_touching(one.path), one.fact.shown, "") for one in before)
    come = (Evidence(one.path, one.fact.line, changes.commits_touching(one.path), "", one.fact.shown) for one in after)
    yield Hit(
        "word-size",
        Localized(
            f"计算平台由32位变为64位：{shown[0]} → {shown[1]}{doubt.zh}",
            f"The platform went from 32 bits to 64: {shown[0]} → {shown[1]}{doubt.en}",
        ),
        (*gone, *come)[:MOST_PIECES],
        Confidence.CERTAIN if sure else Confidence.QUESTION,
        unknown="" if sure else "depends",
    )


def _sizes(side: tuple[Placed, ...]) -> set[int]:
    names = {one.fact.value for one in side}
    return {size for size, known in ((32, _NARROW), (64, _WIDE)) if names & known}


def _shown(side: tuple[Placed, ...]) -> str:
    return ", ".join(sorted({one.fact.value for one in side}))
