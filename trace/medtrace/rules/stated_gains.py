"""Commits that say of themselves that they make something faster or better, collected in one question.

What it reads: the first lines of the commits of the range that changed product files. One counts that holds a word of
`gains` and touched a component with the tag; where the row names no tag, that holds a word of `about` too. A message
proves nothing: whether it is a pure gain, and whether results stay the same, a person judges.

Options:
  gains: words that speak of a gain
  about: words of what became faster or better
  tag: the tag of the units that count
  aids: whether the row stays a question for a person even where nothing was found

Where no component carries the tag, the answer is not assessable.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.expressions import expression
from medtrace.model.change import ChangeSet, FileDelta
from medtrace.model.history import Commit
from medtrace.model.verdict import Confidence, Evidence, Hit
from medtrace.rules._deltas import not_mapped
from medtrace.rules._rule import rule
from medtrace.words import Localized

MOST_COMMITS = 20
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Options:
    """Which words count, and where."""

    gains: tuple[str, ...]
    about: tuple[str, ...] = ()
    tag: str = ""
    aids: bool = False


@rule("stated-gains", options=Options)
def stated_gains(changes: ChangeSet, options: Options) -> Iterator[Hit]:
    """At most one question."""
    if options.tag:
        yield from not_mapped(changes, options.tag)
    gains, about = _words(options.gains), _words(options.about)
    counted = frozenset(file.path for file in changes.files if file.product and _is_of(file, options.tag))
    found = []
    for traced in reversed(changes.commits):
        subject = traced.commit.subject
        paths = tuple(one.path for one in traced.commit.files if one.path in counted)
        if paths and gains.search(subject) and (options.tag or about.search(subject)):
            found.append((traced.commit, paths))
    if found:
        yield _hit(tuple(found))


def _words(words: tuple[str, ...]) -> re.Pattern[str]:
    """Whole words in Latin letters, any place in Chinese; nothing where there are none."""
    latin, other = ("|".join(re.escape(one) for one in words if one.isascii() is way) for way in (True, False))
    return expression(rf"(?<![a-z])(?:{latin or '(?!)'})(?![a-z])|{other or '(?!)'}", re.IGNORECASE)


def _is_of(file: FileDelta, tag: str) -> bool:
    return not tag or tag in file.tags


def _hit(found: tuple[tuple[Commit, tuple[str, ...]], ...]) -> Hit:
    told = [commit.subject for commit, _ in found[:_SHOWN]]
    more = f" (+{len(found) - _SHOWN})" if len(found) > _SHOWN else ""
    return Hit(
        subject="gains",
        summary=Localized(
            f"提交自称提高了效率或性能：{'；'.join(told)}{more}；是否为单纯提高、结果是否不变待判定",
            f"Commits speak of a gain: {'; '.join(told)}{more}; whether it is a pure one and results stay is open",
        ),
        evidence=tuple(Evidence(paths[0], commits=(commit.sha,)) for commit, paths in found[:MOST_COMMITS]),
        confidence=Confidence.QUESTION,
        unknown="depends",
    )
