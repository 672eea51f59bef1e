"""Who made this from what: tool, digests and commits, so that anybody can make it again. Never a clock or a host.

Options, both true: `judging`: name the trigger table too; `commits`: name the commits. A submission leaves them out.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.documents._block import Request, block
from medtrace.documents._cells import cell, lines, pairs
from medtrace.documents._words import Words
from medtrace.model.assessment import Assessment
from medtrace.model.document import Block, Cell


@dataclass(frozen=True, slots=True)
class Options:
    """How much is said."""

    judging: bool = True
    commits: bool = True


@block("provenance", options=Options)
def provenance(assessment: Assessment, request: Request[Options]) -> Iterator[Block]:
    """Names and values."""
    yield pairs(request.words, _values(assessment, request.options, request.words))


def _values(assessment: Assessment, options: Options, words: Words) -> Iterator[tuple[str, Cell]]:
    origin = assessment.provenance
    yield "tool", cell(origin.tool)
    yield "config", cell(origin.config_path, words.word("digest", "sha256"), origin.config_digest)
    if options.judging:
        yield "profile", lines(text for name, digest in origin.profiles for text in (name, digest))
        yield "trigger-table", cell(origin.trigger_table_digest)
    if options.commits:
        yield from _commits(assessment)
    if origin.plugins:
        yield "plugins", lines(origin.plugins)


def _commits(assessment: Assessment) -> Iterator[tuple[str, Cell]]:
    span, records = assessment.range, assessment.records
    yield "older-commit", cell(span.old.name, span.old.sha)
    yield "newer-commit", cell(span.new.name, span.new.sha)
    if span.merge_base and span.merge_base != span.old.sha:
        yield "merge-base", cell(span.merge_base)
    yield "records-commit", cell(records.name, records.sha)
