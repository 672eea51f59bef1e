"""The declared hardware becomes a medical computing platform.

What it reads: items of the kind `hardware` under `environment:` of trace.yaml at both ends. A name that says medical
(`医用`) at the newer end alone fires; every other difference of the declared hardware is a question. Hardware stands in
no manifest: what is not declared cannot be seen.
"""

import re
from collections.abc import Iterator

from medtrace.expressions import expression
from medtrace.model.change import ChangeSet
from medtrace.model.verdict import Confidence, Evidence, Hit
from medtrace.rules._deployment._declared import CONFIGURATION
from medtrace.rules._rule import NoOptions, rule
from medtrace.words import Localized

_MEDICAL = expression(r"医用|医疗|medical", re.IGNORECASE)
_MADE = Localized("声明的硬件变为医用计算平台", "The declared hardware became a medical computing platform")
_DOUBT = Localized("；是否变为医用计算平台待判定", "; whether it became a medical platform is open")


@rule("declared-hardware", options=NoOptions)
def declared_hardware(changes: ChangeSet, options: NoOptions) -> Iterator[Hit]:
    """One hit where the declared hardware differs."""
    del options
    old, new = (
        ", ".join(sorted(f"{one.name} {one.version}".strip() for one in side if one.kind == "hardware"))
        for side in (changes.environment_before, changes.environment_after)
    )
    if old == new:
        return
    sure = bool(old and _MEDICAL.search(new) and not _MEDICAL.search(old))
    step = Localized(f"{old or '未声明'} → {new or '未声明'}", f"{old or 'not stated'} → {new or 'not stated'}")
    what = _MADE if sure else Localized("声明的硬件变化", "The declared hardware differs")
    doubt = Localized("", "") if sure else _DOUBT
    yield Hit(
        "declared:hardware",
        Localized(f"{what.zh}：{step.zh}{doubt.zh}", f"{what.en}: {step.en}{doubt.en}"),
        (Evidence(CONFIGURATION, 0, changes.commits_touching(CONFIGURATION), old, new),),
        Confidence.CERTAIN if sure else Confidence.QUESTION,
        unknown="" if sure else "depends",
    )
