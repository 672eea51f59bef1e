"""Security patches: a commit or the change log names a vulnerability (CVE or GHSA) that an update takes away.

What it reads: messages of the commits of the range, and lines that came into change logs of the product. An identifier
in a commit that touched a manifest or lock file of components is certain; in a change log, while some component has
another version, likely; in a commit that touched product files alone a question, for it may tell of more than it does.
A commit whose files are the same at both ends, or whose patch the older end holds already, patches nothing here.
Lists of exceptions for scanners (`.trivyignore`, a suppression) name what was not taken away and are not read.

Options:
  aids: whether the row stays a question for a person even where nothing was found
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.expressions import expression
from medtrace.model.change import ChangeSet
from medtrace.model.globs import matches
from medtrace.model.history import Commit
from medtrace.model.verdict import Confidence, Evidence, Hit
from medtrace.rules._parts._bumps import message
from medtrace.rules._parts._compare import part_changes
from medtrace.rules._parts._ends import GLOBS, part_ends
from medtrace.rules._rule import Aids, rule
from medtrace.syntax.lines import hunks
from medtrace.words import Localized

MOST_FILES = 8
_ID = expression(r"(?<![\w-])(?:CVE-\d{4}-\d{4,7}|GHSA(?:-[23456789cfghjmpqrvwx]{4}){3})(?![\w-])", re.IGNORECASE)
_LOG = expression(r"(?:^|/)(?:change[-_]?log|changes|release[-_]?notes?|releases?|history|news)[^/]*$", re.IGNORECASE)
_LATER = expression(
    r"\b(?:ignore|suppress|allowlist|whitelist|exception|false positive|not affected|won't fix)\w*\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Seen:
    evidence: tuple[Evidence, ...]
    confidence: Confidence


@rule("security-patches", options=Aids, reads=GLOBS)
def security_patches(changes: ChangeSet, options: Aids) -> Iterator[Hit]:
    """One hit per vulnerability that is named."""
    del options
    found: dict[str, list[_Seen]] = {}
    for traced in reversed(changes.commits):
        # A patch that the older end holds already was taken over or back, and nothing was patched in between.
        for name in _ids(message(traced.commit)) if traced.commit.sha not in changes.carried else ():
            found.setdefault(name, []).extend(_commit(traced.commit, changes))
    if any(part.kind != "added" for part in part_changes(*part_ends(changes))):
        for name, seen in _logs(changes):
            found.setdefault(name, []).append(seen)
    for name in sorted(found):
        if found[name]:
            yield _hit(name, tuple(found[name]))


def _ids(text: str) -> tuple[str, ...]:
    """Identifiers in a text, not those of lines that speak of leaving them."""
    lines = (line for line in text.split("\n") if not _LATER.search(line))
    return tuple(dict.fromkeys(one.upper() for line in lines for one in _ID.findall(line)))


def _commit(commit: Commit, changes: ChangeSet) -> Iterator[_Seen]:
    differing = {path for file in changes.files for path in (file.path, file.change.before_path) if file.product}
    paths = sorted({file.path for file in commit.files} & differing)
    manifests = [path for path in paths if matches(path, GLOBS)]
    if paths:
        shown = manifests or paths
        pieces = tuple(Evidence(path, commits=(commit.sha,)) for path in shown[:MOST_FILES])
        yield _Seen(pieces, Confidence.CERTAIN if manifests else Confidence.QUESTION)


def _logs(changes: ChangeSet) -> Iterator[tuple[str, _Seen]]:
    for file in changes.files:
        if not _LOG.search(file.path):
            continue
        old, new = (
            side.decode().text if side and side.data and not side.is_binary else "" for side in changes.blobs(file)
        )
        for one in hunks(old, new):
            for name in set(_ids(one.after)) - set(_ids(one.before)):
                piece = Evidence(
                    file.path, _line(new, one.new_line, name), changes.commits_touching(file.path), "", name
                )
                yield name, _Seen((piece,), Confidence.LIKELY)


def _line(text: str, first: int, name: str) -> int:
    """The line that names it, from a line on: what a hunk shows leaves blank lines out."""
    lines = enumerate(text.split("\n"), 1)
    return next((number for number, line in lines if number >= first and name in line.upper()), first)


def _hit(name: str, seen: tuple[_Seen, ...]) -> Hit:
    surest = min((one.confidence for one in seen), key=tuple(Confidence).index)
    return Hit(
        subject=f"vulnerability:{name}",
        summary=Localized(f"提交或变更记录称修补漏洞 {name}", f"A commit or the change log names {name} as patched"),
        evidence=tuple(dict.fromkeys(piece for one in seen for piece in one.evidence)),
        confidence=surest,
        unknown="" if surest.fires else "depends",
    )
