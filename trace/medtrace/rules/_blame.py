"""Which commits of a file touched the element that a piece of evidence is about, and not only its file.

The element is what differs between the two ends at the line of the evidence: the line that holds its value, or the run
of lines that it quotes. A commit touched it where its own difference takes away or brings in one of these lines, or a
line that another commit then put in their place. Positions are not followed, so branches and merges do not mislead;
where the element cannot be told, or no commit is left, the commits of the file stay and are said to be of the file.
A value of the configuration is told by its words: its element is what differs there and holds a word of the one value
that the other does not have.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from medtrace.expressions import expression
from medtrace.model.change import ChangeSet, FileDelta
from medtrace.model.history import FileChange, Patch
from medtrace.model.ids import Sha
from medtrace.model.snapshot import Blob
from medtrace.model.verdict import Evidence, Finding

Patches = Mapping[tuple[Sha, Sha], Patch]
MOST_DIFFERENCES = 1_000
"""Differences looked at in one range; the files with the fewest commits come first."""
MOST_PAIRS = 2_500
"""Pairs of lines of one difference that are held against each other; a larger one is taken as a whole."""
_MOST_OF = 0.5
_WORD = expression(r"[\w.]+")
_CUT = "…"


@dataclass(frozen=True, slots=True)
class _Side:
    """The lines of a file at one end and those of them that the other end does not have."""

    lines: tuple[str, ...]
    own: frozenset[str]

    def at(self, line: int) -> str:
        """The line of a number where it differs, else nothing."""
        text = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        return text if text in self.own else ""

    def element(self, line: int, told: str) -> frozenset[str]:
        """The differing lines that a text is about; none where that cannot be told."""
        here = self.at(line)
        if here and set(_WORD.findall(told.rstrip(_CUT))) <= set(_WORD.findall(here)):
            return frozenset({here})
        words = set(_WORD.findall(told.rstrip(_CUT)))
        if not here and len(words) > 1:
            only = [one for one in self.own if words <= set(_WORD.findall(one))]
            return frozenset(only if len(only) == 1 else ())
        *whole, last = [one.strip() for one in told.split("\n")]
        quoted = [*whole, *([] if last.endswith(_CUT) else [last])]
        if not here or not set(filter(None, quoted)) <= set(self.lines):
            return frozenset()
        return frozenset({here, *self._run(line), *(one for one in quoted if one in self.own)})

    def _run(self, line: int) -> Iterator[str]:
        """The differing lines from a number on, blank ones between them."""
        for text in self.lines[line - 1 :]:
            if text and text not in self.own:
                return
            if text:
                yield text


class Blame:
    """The commits of a range, file by file, held against the lines of its two ends; asked once for each element."""

    def __init__(self, changes: ChangeSet, findings: tuple[Finding, ...]) -> None:
        self._changes = changes
        self._declared = changes.declared_after.path
        self._files = {path: one for one in changes.files for path in (one.change.before_path, one.path)}
        self._made: dict[str, dict[Sha, list[FileChange]]] = {}
        for traced in changes.commits:
            for change in () if traced.commit.is_merge else traced.commit.files:
                self._made.setdefault(change.path, {}).setdefault(traced.commit.sha, []).append(change)
        self._sides: dict[str, tuple[_Side, _Side]] = {}
        self.asked = self._chosen(findings)

    def _chosen(self, findings: tuple[Finding, ...]) -> dict[str, frozenset[Sha]]:
        """Paths whose commits are to be told apart, with the commits; not more than can be looked at."""
        paths = {path for finding in findings for one in finding.hit.evidence for path in self._paths(one)}
        found: dict[str, frozenset[Sha]] = {}
        left = MOST_DIFFERENCES
        for path in sorted(paths, key=lambda one: (len(self._made.get(one, ())), one)):
            commits = frozenset(self._made.get(path, ()))
            left -= len(commits)
            if left < 0:
                break
            found[path] = commits
        return found

    def _paths(self, piece: Evidence) -> tuple[str, ...]:
        """Old and new path of a piece that several commits may share; none where nothing is to be told apart."""
        file = self._files.get(piece.path)
        has_place = piece.line or piece.path == self._declared
        if file is None or piece.is_blamed or not has_place or len(piece.commits) < 2:  # noqa: PLR2004 - one commit is the one
            return ()
        paths = tuple(dict.fromkeys((file.path, file.change.before_path)))
        return paths if piece.commits == self._changes.commits_touching(*paths) else ()

    @property
    def pairs(self) -> frozenset[tuple[Sha, Sha]]:
        """The blob ids of both sides of each difference that is asked for."""
        made = (change for path in self.asked for of_one in self._made.get(path, {}).values() for change in of_one)
        return frozenset((change.old_blob, change.new_blob) for change in made)

    def wanted(self, known: Patches) -> tuple[tuple[Sha, ...], tuple[str, ...]] | None:
        """Commits and paths of which git is asked; nothing where all of it is known."""
        if self.pairs <= known.keys():
            return None
        shas = frozenset(sha for commits in self.asked.values() for sha in commits)
        return tuple(one.commit.sha for one in self._changes.commits if one.commit.sha in shas), tuple(
            sorted(self.asked)
        )

    def told(self, finding: Finding, patches: Patches) -> Finding:
        """The finding with the commits of its elements."""
        pieces = tuple(self._piece(one, patches) for one in finding.hit.evidence)
        return (
            replace(finding, hit=replace(finding.hit, evidence=pieces)) if pieces != finding.hit.evidence else finding
        )

    def _piece(self, piece: Evidence, patches: Patches) -> Evidence:
        paths = self._paths(piece)
        if not paths or not set(paths) <= set(self.asked):
            return piece
        element = self._element(piece)
        if not element:
            return piece
        own = {
            sha: tuple(
                hunk for path in paths for one in self._made.get(path, {}).get(sha, ()) for hunk in _of(one, patches)
            )
            for sha in piece.commits
        }
        lines = _with_replaced(element, tuple(hunk for patch in own.values() for hunk in patch))
        kept = tuple(sha for sha in piece.commits if any(lines & {*gone, *come} for gone, come in own[sha]))
        return replace(piece, commits=kept, is_blamed=True) if kept else piece

    def _element(self, piece: Evidence) -> frozenset[str]:
        found = self._at_line(piece)
        return found or (self._of_words(piece) if piece.path == self._declared else found)

    def _of_words(self, piece: Evidence) -> frozenset[str]:
        """Lines that differ and hold a word of the value at their end that the value at the other end does not have."""
        old, new = self._both(self._files[piece.path])
        was, is_ = (set(_WORD.findall(value)) for value in (piece.before, piece.after))
        pairs = ((old, was - is_), (new, is_ - was))
        return frozenset(line for side, words in pairs for line in side.own if words & set(_WORD.findall(line)))

    def _at_line(self, piece: Evidence) -> frozenset[str]:
        old, new = self._both(self._files[piece.path])
        if not piece.after:
            return old.element(piece.line, piece.before) if piece.before else new.element(piece.line, "")
        found = new.element(piece.line, piece.after)
        return found and found | frozenset(one.strip() for one in piece.before.split("\n")) & old.own

    def _both(self, file: FileDelta) -> tuple[_Side, _Side]:
        if file.path not in self._sides:
            old, new = (_lines(side) for side in self._changes.blobs(file))
            gone, come = Counter(old) - Counter(new), Counter(new) - Counter(old)
            self._sides[file.path] = (_Side(old, frozenset(gone) - {""}), _Side(new, frozenset(come) - {""}))
        return self._sides[file.path]


def _lines(side: Blob | None) -> tuple[str, ...]:
    if side is None or side.data is None or side.is_binary:
        return ()
    return tuple(one.strip() for one in side.decode().text.split("\n"))


def _of(change: FileChange, patches: Patches) -> Patch:
    return patches.get((change.old_blob, change.new_blob), ())


def _with_replaced(element: frozenset[str], hunks: Patch) -> frozenset[str]:
    """The lines of an element and those that stood in their place in between, from difference to difference."""
    places: dict[str, list[int]] = {}
    pairs = tuple(pair for hunk in hunks for pair in _pairs(hunk))
    for number, pair in enumerate(pairs):
        for line in {*pair[0], *pair[1]}:
            places.setdefault(line, []).append(number)
    found, seen, waiting = set(element), set[int](), list(element)
    while waiting:
        for number in places.pop(waiting.pop(), ()):
            if number not in seen:
                seen.add(number)
                more = {line for side in pairs[number] for line in side if _WORD.search(line)} - found
                found |= more
                waiting += more
    return frozenset(found)


def _pairs(hunk: tuple[tuple[str, ...], tuple[str, ...]]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """What was replaced by what; what only came or only went replaced nothing.

    Lines that have most of their words in common, and with no other line more, are each other's; of the rest line by
    line where as many came as went, else any by any.
    """
    gone, come = hunk
    alike = _alike(gone, come) if len(gone) * len(come) in range(2, MOST_PAIRS) else {}
    yield from (((gone[left],), (come[right],)) for left, right in sorted(alike.items()))
    old = tuple(line for number, line in enumerate(gone) if number not in alike)
    new = tuple(line for number, line in enumerate(come) if number not in set(alike.values()))
    if len(old) == len(new):
        yield from (((was,), (is_,)) for was, is_ in zip(old, new, strict=True))
    elif old and new:
        yield old, new


def _alike(gone: tuple[str, ...], come: tuple[str, ...]) -> dict[int, int]:
    """Numbers of lines that are each other's nearest, by the words that they share."""
    old, new = ([frozenset(_WORD.findall(line)) for line in side] for side in (gone, come))
    shared = {
        (left, right): len(one & other) / len(one | other)
        for left, one in enumerate(old)
        for right, other in enumerate(new)
        if one & other
    }
    near = {pair: share for pair, share in shared.items() if share >= _MOST_OF}
    by_old, by_new = (_nearest(near, side) for side in (0, 1))
    return {left: right for left, right in by_old.items() if by_new.get(right) == left}


def _nearest(near: Mapping[tuple[int, int], float], side: int) -> dict[int, int]:
    """For each line of one side the one of the other that is nearest; none where two are as near."""
    found: dict[int, list[tuple[float, int]]] = {}
    for pair, share in near.items():
        found.setdefault(pair[side], []).append((share, pair[1 - side]))
    best = {line: sorted(others, reverse=True)[:2] for line, others in found.items()}
    return {line: two[0][1] for line, two in best.items() if len(two) == 1 or two[0][0] > two[1][0]}
