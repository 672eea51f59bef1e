"""Items of the kind `network` that the configuration declares for both ends, and how they differ."""

import re
from collections.abc import Iterator

from medtrace.expressions import expression
from medtrace.model.change import ChangeSet
from medtrace.model.verdict import Confidence, Evidence, Hit
from medtrace.words import Localized

CONFIGURATION = "trace.yaml"
_WORDS = {
    "lan-wan": (
        expression(r"局域网|内网|院内网|\blan\b|local area|intranet", re.IGNORECASE),
        expression(r"广域网|互联网|公网|外网|\bwan\b|wide area|internet|public network", re.IGNORECASE),
        Localized("局域网变为广域网", "A local area network became a wide area network"),
    ),
    "closed-open": (
        expression(r"封闭|专网|隔离|closed|isolated|air[- ]?gap|private network", re.IGNORECASE),
        expression(r"开放|互联网|公网|\bopen\b|internet|public network", re.IGNORECASE),
        Localized("封闭网络环境变为开放网络环境", "A closed network environment became an open one"),
    ),
    "wired-wireless": (
        expression(r"有线|以太网|ethernet|\bwired\b|cable", re.IGNORECASE),
        expression(r"无线|wireless|wi-?fi|wlan|bluetooth|蓝牙|cellular|\b[345]g\b|\blte\b", re.IGNORECASE),
        Localized("有线网络变为无线网络", "A wired network became a wireless one"),
    ),
}


def declared(changes: ChangeSet, kind: str) -> Iterator[Hit]:
    """One hit where the declared networks differ as asked."""
    old, new = (
        tuple(sorted(f"{one.name} {one.version}".strip() for one in side if one.kind == "network"))
        for side in (changes.environment_before, changes.environment_after)
    )
    if old == new or (kind != "declared" and kind not in _WORDS):
        return
    before, after = ", ".join(old), ", ".join(new)
    summary = Localized("声明的网络条件变化", "The declared network differs")
    sure = bool(old and new)
    if kind in _WORDS:
        narrow, wide, summary = _WORDS[kind]
        if not (narrow.search(before) and wide.search(after) and not wide.search(before)):
            return
        sure = sure and not narrow.search(after)
    doubt = Localized("", "") if sure else Localized("，是否适用待判定", "; whether it applies is open")
    yield Hit(
        f"declared:{kind}",
        Localized(
            f"{summary.zh}：{before or '未声明'} → {after or '未声明'}{doubt.zh}",
            f"{summary.en}: {before or 'not stated'} → {after or 'not stated'}{doubt.en}",
        ),
        (Evidence(CONFIGURATION, 0, changes.commits_touching(CONFIGURATION), before, after),),
        Confidence.CERTAIN if sure else Confidence.QUESTION,
        unknown="" if sure else "depends",
    )
