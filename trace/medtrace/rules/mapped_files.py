"""Files of the components that carry a tag changed in meaning.

What it reads: both sides of every changed product file under `components:` with the tag. A constant in
`src/ecg/rhythm.py` that went from 0.5 to 0.6 fires once for its component, with the lines before and after and the
functions that differ; comments, docstrings, layout and the order of imports say nothing. Binary files, such as a model,
are compared by content and shown by their SHA-256.

Python, C, C++, CUDA, C#, Java, Kotlin, Swift, JavaScript, TypeScript, Go, Rust and MATLAB are compared as syntax trees:
names that stay within a file may be others everywhere, a name from outside where another changed file declares it anew,
and functions may stand in another order. That is no change of behaviour; the rule `refactoring` tells it. A text with a
flaw, one of more than 300 kB and other languages in braces are compared by their signs, which the summary says.

Functions that stand in another file of the unit while all else is the same, a member or function of the file itself
that has another name throughout, a file moved unchanged, one in a language that cannot be compared, one that only logs
or prints something else and one whose imports alone differ, none of them named in the text, are a question; beside
other files of the component that fire they are named in a question of their own, `<component>:open`.
Tables of texts, style sheets and layouts of screens that lie in the folder of a function are such a question, too.
Build manifests and lock files say nothing of a function: they are named where nothing else of the component changed.

Options:
  tag: a tag of the component map, such as `core-algorithm` or `ai-model`

Where no component carries the tag, or a content is missing from the clone, the answer is not assessable.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import dedent

from medtrace.expressions import expression
from medtrace.model.change import ChangeSet
from medtrace.model.snapshot import Blob
from medtrace.model.verdict import Confidence, Evidence, Hit
from medtrace.rules._deltas import Content, Delta, Unit, commits_of, listed, missing, not_mapped, units
from medtrace.rules._doubts import BUILD, RENAMED, SCREEN, SHIFTED, ask, doubt, split_build_files
from medtrace.rules._functions import told_functions, told_signs
from medtrace.rules._renames import renamed_here
from medtrace.rules._restructured import shifted_functions
from medtrace.rules._rule import Sight, rule
from medtrace.rules._screens import says_nothing
from medtrace.syntax.lines import Hunk, hunks
from medtrace.syntax.meaning import Sameness, same_meaning
from medtrace.words import Localized

MOST_HUNKS = 10
LONGEST = 300
# Binary files of these kinds are pictures and papers: whether they matter to an algorithm is a question.
_PICTURES = (
    ".png",
    ".jpg",
    ".jpeg",
    ".gif",
    ".bmp",
    ".ico",
    ".webp",
    ".pdf",
    ".docx",
    ".xlsx",
    ".pptx",
    ".ttf",
    ".woff",
)
# Forms of a screen that hold no code; what they show is judged where the screens are mapped.
_LAYOUTS = expression(r"(?:.*/)?res/(?:layout|menu|navigation|drawable|anim|color)[\w-]*/|.*\.(?:ui|xib|storyboard)\Z")
_POINTER = "version https://git-lfs.github.com/spec/"


@dataclass(frozen=True, slots=True)
class Options:
    """The tag whose files are looked at."""

    tag: str


@rule("mapped-files", options=Options, sees=Sight.TAGGED)
def mapped_files(changes: ChangeSet, options: Options) -> Iterator[Hit]:
    """One hit per component that changed, and one per file that could not be read."""
    yield from not_mapped(changes, options.tag)
    for unit in units(changes, options.tag):
        yield from _unit(changes, unit)
        yield from missing(changes, unit)


def _unit(changes: ChangeSet, unit: Unit) -> Iterator[Hit]:
    rest, build = split_build_files(unit.deltas)
    shifted = frozenset(one.path for one in shifted_functions(rest))
    doubts = tuple((reason, one) for one in rest for reason in (_doubt(changes, one, shifted),) if reason)
    doubtful = {one.path for _, one in doubts}
    changed = tuple(one for one in rest if one.path not in doubtful and _is_changed(one))
    if changed:
        yield _hit(changes, unit, changed)
    elif not doubts:
        doubts = tuple((BUILD, one) for one in build if _is_changed(one) or doubt(one))
    if doubts:
        yield ask(unit, doubts, lambda delta: _evidence(changes, delta), beside=bool(changed))


def _is_changed(delta: Delta) -> bool:
    if delta.content is Content.MISSING:
        return False
    return delta.content is Content.BINARY or delta.sameness is Sameness.DIFFERENT or _is_pointer(delta)


def _doubt(changes: ChangeSet, delta: Delta, shifted: frozenset[str]) -> Localized | None:
    """Why the file is a question; a binary file is one only where it is a picture or paper."""
    if delta.path in shifted:
        return SHIFTED
    if delta.sameness is Sameness.DIFFERENT and renamed_here(changes, delta.file, delta.compared):
        return RENAMED
    if delta.content is Content.MISSING or _is_pointer(delta):
        return None
    if delta.content is Content.BINARY and not delta.path.lower().endswith(_PICTURES):
        return None
    is_of_screen = says_nothing(delta) or _LAYOUTS.match(delta.path)
    is_text = delta.content is Content.TEXT and delta.sameness is Sameness.DIFFERENT
    return SCREEN if is_text and is_of_screen else doubt(delta)


def _is_pointer(delta: Delta) -> bool:
    """A pointer to a large file names its content by hash: another pointer is another content."""
    sides = (delta.before, delta.after)
    return delta.sameness is Sameness.UNKNOWN and any(side.startswith(_POINTER) for side in sides)


def _hit(changes: ChangeSet, unit: Unit, deltas: tuple[Delta, ...]) -> Hit:
    component, files = unit.component, listed(tuple(delta.path for delta in deltas))
    functions, signs = told_functions(deltas), told_signs(deltas)
    return Hit(
        subject=component.id,
        summary=Localized(
            f"软件单元“{component.name.zh}”（{component.id}）的文件已变更：{files.zh}{functions.zh}{signs.zh}",
            f"Files of {component.name.en} ({component.id}) changed: {files.en}{functions.en}{signs.en}",
        ),
        evidence=tuple(piece for delta in deltas for piece in _evidence(changes, delta)),
        confidence=Confidence.LIKELY,
    )


def _evidence(changes: ChangeSet, delta: Delta) -> Iterator[Evidence]:
    commits = commits_of(changes, delta)
    if delta.content is Content.BINARY:
        yield Evidence(delta.path, 0, commits, *(_hash(side) for side in delta.sides))
        return
    # In Python, and inside a text, what differs may be blanks alone.
    found = _telling(delta) or hunks(delta.before, delta.after, exact=True)
    for hunk in found[:MOST_HUNKS]:
        yield Evidence(delta.path, hunk.new_line, commits, _short(hunk.before), _short(hunk.after))
    if len(found) > MOST_HUNKS:
        yield Evidence(delta.path, found[MOST_HUNKS].new_line, commits, "", f"+ {len(found) - MOST_HUNKS}")
    if not found:
        moved = (delta.file.change.before_path, delta.path) if delta.is_moved else ("", "")
        yield Evidence(delta.path, 0, commits, *moved)


def _telling(delta: Delta) -> tuple[Hunk, ...]:
    """The places that differ, without those of comments or layout alone; all of them where nothing else is left."""
    found = hunks(delta.before, delta.after)
    sides = ((dedent(hunk.before), dedent(hunk.after)) for hunk in found)
    same = [same_meaning(one, other, delta.path).is_same for one, other in sides]
    return tuple(hunk for hunk, is_same in zip(found, same, strict=True) if not is_same) or found


def _hash(side: Blob | None) -> str:
    if side is None or side.data is None:
        return ""
    return f"sha256 {hashlib.sha256(side.data).hexdigest()[:16]}"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
