"""Another version of a component and an adaptation of the product's own code stand in one commit.

What it reads: manifests and lock files of both ends, as `ots-components` does, and the commits of the range. Where a
commit that moved a component by a major or minor version also changed source files of the product, the update may have
solved an incompatibility: always a question, for a commit may do two things at once. The commit that moved it is the
only one that touched its files, else one that names it.

Options:
  aids: whether the row stays a question for a person even where nothing was found
"""

from collections.abc import Iterator

from medtrace.model.change import ChangeSet
from medtrace.model.verdict import Confidence, Evidence, Hit
from medtrace.rules._parts._bumps import adapted, bumps
from medtrace.rules._parts._compare import PartChange, part_changes
from medtrace.rules._parts._ends import GLOBS, part_ends
from medtrace.rules._rule import Aids, rule
from medtrace.words import Localized

MOST_FILES = 8


@rule("adapted-updates", options=Aids, reads=GLOBS)
def adapted_updates(changes: ChangeSet, options: Aids) -> Iterator[Hit]:
    """One question per component whose update came with code."""
    del options
    for one in part_changes(*part_ends(changes)):
        if one.direct and one.kind in {"major", "minor"}:
            for commit in bumps(one, changes):
                files = adapted(commit, changes)
                if files:
                    yield _hit(one, commit.sha, files)
                    break


def _hit(one: PartChange, sha: str, files: tuple[str, ...]) -> Hit:
    pieces = tuple(Evidence(place.path, place.part.line, (sha,), one.old, one.new) for place in one.places)
    return Hit(
        subject=f"component:{one.key[0]}:{one.name}",
        summary=Localized(
            f"组件 {one.name}（{one.old} → {one.new}）的版本更新与 {len(files)} 个源文件的修改在同一提交，"
            "是否为解决不兼容问题待判定",
            f"{one.name} ({one.old} → {one.new}) and source files were changed in one commit ({len(files)}): "
            "whether an incompatibility was solved is open",
        ),
        evidence=(*pieces, *(Evidence(path, 0, (sha,)) for path in files[:MOST_FILES])),
        confidence=Confidence.QUESTION,
        unknown="depends",
    )
