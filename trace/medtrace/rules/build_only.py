"""No product file differs between two versions: what is new is a build (软件构建).

What it reads: the changed paths of the range, what the component map excludes, and the names of both ends. Two release
tags of the naming rule with other versions and equal product files fire; where an end is no release tag, whether
anything was built at all is a question.

A range of one and the same commit is no update, and says nothing.
"""

from collections.abc import Iterator

from medtrace.model.change import ChangeSet
from medtrace.model.verdict import Confidence, Evidence, Hit
from medtrace.rules._rule import NoOptions, rule
from medtrace.words import Localized


@rule("build-only", options=NoOptions)
def build_only(changes: ChangeSet, _options: NoOptions) -> Iterator[Hit]:
    """At most one hit."""
    old, new = changes.range.old, changes.range.new
    if old.sha == new.sha or any(file.product for file in changes.files):
        return
    naming = changes.naming
    versions = (naming.parse(old.name), naming.parse(new.name)) if naming else (None, None)
    released = all(versions) and versions[0] != versions[1]
    commits = tuple(one.commit.sha for one in reversed(changes.commits))
    yield Hit(
        subject="build",
        summary=Localized(
            f"{old.name} 与 {new.name} 的产品文件相同，如有发布则仅为软件构建",
            f"{old.name} and {new.name} hold the same product files: what was released, if anything, is a build",
        ),
        evidence=(Evidence("", 0, commits, old.name, new.name),),
        confidence=Confidence.LIKELY if released else Confidence.QUESTION,
        unknown="" if released else "depends",
    )
