"""Changed product files that no component owns: for every row that looks at a tag they are unknown, not unchanged."""

from collections.abc import Iterator

from medtrace.model.change import ChangeSet
from medtrace.model.verdict import Confidence, Evidence, Hit, Trigger
from medtrace.words import Localized

SHOWN = 20


def unmapped(changes: ChangeSet, trigger: Trigger) -> Iterator[Hit]:
    """One hit for a row whose rules ask for a tag, where a changed product file lies outside the component map."""
    tags = [str(dict(use.options)["tag"]) for use in trigger.rules if "tag" in dict(use.options)]
    files = [file for file in changes.files if file.product and file.component is None]
    if not tags or not files:
        return
    yield Hit(
        subject="outside-the-map",
        summary=Localized(
            f"{len(files)} 个已变更的产品文件不属于任何软件单元，未评估",
            f"changed product files outside the component map: {len(files)}, not assessed",
        ),
        evidence=tuple(Evidence(file.path, commits=changes.commits_touching(file.path)) for file in files[:SHOWN]),
        confidence=Confidence.UNASSESSABLE,
        unknown="not-mapped",
    )
