"""Most of the product was written anew: whether it is an update at all is a question (软件重新开发).

What it reads: the product files of both trees by path and content, and whether the two ends share a commit. Where less
than the given share of the older end's product files is still there, under its path or renamed, or the histories share
no commit, a person judges whether the old software was abandoned.

Options:
  gone: share of the older end's product files, in percent, of which the absence raises the question
  least: number of product files below which a share says nothing
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.model.change import ChangeSet
from medtrace.model.history import FileStatus
from medtrace.model.verdict import Confidence, Evidence, Hit
from medtrace.rules._rule import rule
from medtrace.words import Localized

_SHOWN = 20
_WHOLE = 100


@dataclass(frozen=True, slots=True)
class Options:
    """From where on a person is asked."""

    gone: int = 60
    least: int = 20


@rule("replaced-files", options=Options)
def replaced_files(changes: ChangeSet, options: Options) -> Iterator[Hit]:
    """At most two questions: for files that are gone, and for histories apart."""
    if changes.range.old.sha == changes.range.new.sha:
        return
    product = sum(changes.components.is_product(one.path) for one in changes.before.files)
    lost = tuple(one for one in changes.files if one.product and one.change.status is FileStatus.DELETED)
    if product >= options.least and len(lost) * _WHOLE >= product * options.gone:
        yield _hit(
            "files",
            Localized(
                f"旧端 {product} 个产品文件中有 {len(lost)} 个已不存在，是否属于软件重新开发待判定",
                f"{len(lost)} of {product} product files of the older end are gone; "
                "a person judges whether the software was developed anew",
            ),
            tuple(
                Evidence(one.path, 0, changes.commits_touching(one.path), one.change.old_blob) for one in lost[:_SHOWN]
            ),
        )
    if not changes.range.merge_base and product:
        yield _hit(
            "history",
            Localized(
                "两端的提交历史没有共同祖先，是否属于软件重新开发待判定",
                "the two ends share no commit; a person judges whether the software was developed anew",
            ),
            (Evidence("", 0, (), changes.range.old.sha, changes.range.new.sha),),
        )


def _hit(subject: str, words: Localized, evidence: tuple[Evidence, ...]) -> Hit:
    return Hit(subject, words, evidence, Confidence.QUESTION, unknown="depends")
