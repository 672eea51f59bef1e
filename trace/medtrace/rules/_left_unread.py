"""Changed lines of build, deployment and components that no finding speaks of: not assessed, and never "no change".

This needs what every other row found, so no plain rule can see it: `unread_lines.py` holds the manual and yields
nothing, and the engine asks here after the other rows.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.expressions import expression
from medtrace.model.change import ChangeSet, FileDelta
from medtrace.model.globs import any_of
from medtrace.model.ids import natural_key
from medtrace.model.verdict import Confidence, Evidence, Finding, Hit, Trigger
from medtrace.rules._build_files import is_build_file
from medtrace.rules._changed_lines import Line, Run, changed_runs
from medtrace.rules._deltas import Content, Delta, delta_of
from medtrace.rules._deployed_files import GLOBS
from medtrace.rules._parts._lines import ToldLines, told_lines
from medtrace.rules._spoken_of import Spoken, spoken_of
from medtrace.words import Localized

RULE = "unread-lines"
MOST_RUNS = 10
MOST_PIECES = 60
SHOWN = 4
_LONGEST = 300
_PROSE = (".md", ".rst", ".adoc")
_LOCKED = expression(
    r"(?:^|/)(?:[\w.-]+[.-]lock(?:\.json|\.ya?ml|file)?|npm-shrinkwrap\.json|[\w.]+\.resolved|go\.sum)$"
)
# The product's own version is told by the rows of the version.
_OWN_VERSION = (
    ("package.json", expression(r"\s*\"version\"\s*:")),
    ("pyproject.toml", expression(r"\s*version\s*=")),
    ("setup.cfg", expression(r"\s*version\s*=")),
    ("setup.py", expression(r"\s*version\s*=")),
    ("pom.xml", expression(r"\s*<(?:revision>|version>[\w.-]+-SNAPSHOT<)")),
    ("Cargo.toml", expression(r"\s*version\s*=")),
    ("Chart.yaml", expression(r"\s*(?:appVersion|version)\s*:")),
    ("snapcraft.yaml", expression(r"\s*version\s*:")),
    ("proj", expression(r"\s*<(?:Assembly|File|Informational|Package)?Version(?:Prefix|Suffix)?>")),
    (".gradle", expression(r"\s*version(?:Name|Code)\b")),
    (".gradle.kts", expression(r"\s*version(?:Name|Code)\b")),
    ("project.pbxproj", expression(r"\s*(?:CURRENT_PROJECT_VERSION|MARKETING_VERSION)\b")),
)


@dataclass(frozen=True, slots=True)
class _Left:
    """A file with the pieces of it that nothing speaks of."""

    path: str
    pieces: tuple[Evidence, ...]


def looked_at(triggers: tuple[Trigger, ...]) -> frozenset[str]:
    """The tags of the component map that some row looks at."""
    options = [dict(use.options) for trigger in triggers for use in trigger.rules]
    many = (tag for one in options if isinstance(one.get("tags"), tuple) for tag in one["tags"])  # type: ignore[attr-defined]
    return frozenset(map(str, (*(one["tag"] for one in options if "tag" in one), *many)))


def left_unread(changes: ChangeSet, found: tuple[Finding, ...], looked: frozenset[str]) -> Iterator[Hit]:
    """One hit for each component with changed lines that no finding speaks of."""
    spoken = spoken_of(found)
    items = {one.location.path for end in (changes.before, changes.after) for one in end.items}
    left: dict[str, list[_Left]] = {}
    for file in changes.files:
        if file.component and file.path not in items and _is_watched(file, looked):
            pieces = tuple(_pieces(changes, file, spoken))
            if pieces:
                left.setdefault(file.component, []).append(_Left(file.path, pieces))
    for name in sorted(left, key=natural_key):
        yield _hit(changes, name, tuple(left[name]))


def _is_watched(file: FileDelta, looked: frozenset[str]) -> bool:
    """Whether a changed file is one of build, deployment or components: by its name, or by a tag no row looks at."""
    change = file.change
    if not file.product or change.old_blob == change.new_blob or file.path.lower().endswith(_PROSE):
        return False
    paths = (file.path, change.before_path)
    return bool(set(file.tags) - looked) or any(is_build_file(one) or any_of(GLOBS).match(one) for one in paths)


def _pieces(changes: ChangeSet, file: FileDelta, spoken: Spoken) -> Iterator[Evidence]:
    """What nothing speaks of in one file; a lock file is spoken of as a whole, and so is one that cannot be read."""
    delta, paths = delta_of(changes, file), (file.path, file.change.before_path)
    if delta.sides == (None, None) or delta.sameness.is_same or spoken.whole(*paths):
        return
    commits = changes.commits_touching(*paths)
    if delta.content is not Content.TEXT:
        if not spoken.names(*paths):
            yield Evidence(file.path, 0, commits)
    elif not (_LOCKED.search(file.path) and spoken.names(*paths)):
        yield from _texts(delta, spoken, told_lines(changes), commits)


def _texts(delta: Delta, spoken: Spoken, told: ToldLines, commits: tuple[str, ...]) -> Iterator[Evidence]:
    path, own = delta.path, next((one for name, one in _OWN_VERSION if delta.path.endswith(name)), None)
    older = delta.file.change.before_path

    def is_said(run: Run, old: Line | None, new: Line | None) -> bool:
        if own and all(own.match(one.text) for one in (old, new) if one):
            return True
        places = (older, old.number) if old else None, (path, new.number) if new else None
        return told.covers(*places) or spoken.covers(path, run, old, new)

    for run in changed_runs(delta.before, delta.after, path):
        left = [(old, new) for old, new in run.pairs if not is_said(run, old, new)]
        if left:
            yield _piece(path, run, left, commits)


def _piece(path: str, run: Run, pairs: list[tuple[Line | None, Line | None]], commits: tuple[str, ...]) -> Evidence:
    gone, come = [old for old, _ in pairs if old], [new for _, new in pairs if new]
    place = come[0].number if come else run.place
    return Evidence(path, place, commits, _short(gone), _short(come))


def _short(lines: list[Line]) -> str:
    text = "\n".join(one.shown for one in lines)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _hit(changes: ChangeSet, name: str, left: tuple[_Left, ...]) -> Hit:
    component = next((one for one in changes.components.components if one.id == name), None)
    zh, en = (component.name.zh, component.name.en) if component else (name, name)
    count = sum(len(one.pieces) for one in left)
    shown = [_told(one) for one in left[:SHOWN]]
    more = (f" 等 {len(left)} 个文件", f" and {len(left) - SHOWN} more files") if len(left) > SHOWN else ("", "")
    return Hit(
        subject=f"unread:{name}",
        summary=Localized(
            f"软件单元“{zh}”（{name}）有 {count} 处变更没有规则读取，未评估：{'、'.join(shown)}{more[0]}",
            f"Changed lines of {en} ({name}) that no rule reads, not assessed: {', '.join(shown)}{more[1]}",
        ),
        evidence=tuple(piece for one in left for piece in one.pieces[:MOST_RUNS])[:MOST_PIECES],
        confidence=Confidence.UNASSESSABLE,
        unknown="not-readable",
    )


def _told(left: _Left) -> str:
    lines = ",".join(str(one.line) for one in left.pieces[:SHOWN] if one.line)
    more = ",…" if len(left.pieces) > SHOWN else ""
    return f"{left.path}:{lines}{more}" if lines else left.path
