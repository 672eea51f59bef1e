"""A commit message held against the ids that exist: what it cites in vain, with the nearest id, and whether it cites.

Imported by a hook at every commit, so it imports nothing that is not needed.
"""

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

from medtrace.app.near_ids import nearest_id, other_forms
from medtrace.expressions import expression
from medtrace.gitio.quick import comment_char, here, keeps_comments, same_files, staged_lines
from medtrace.model.ids import UnreadRange, found_ids, unread_ranges, whole_token
from medtrace.sinks.id_index import IdIndex, read_index
from medtrace.words import Localized

# What git writes below this line is no message (commit --verbose).
_SCISSORS = " ------------------------ >8 ------------------------"
# Messages that git or a person makes of others: they need no id of their own.
_DERIVED = expression(r"(?:fixup|squash|amend)! |Merge |Revert ")
_SHOWN = 5
_SIGN = expression(r"^[^\w\s]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Heard:
    """What is said of a message, and whether the commit is refused."""

    lines: tuple[Localized, ...] = ()
    is_refused: bool = False


def hear(message: Path, *, need_id: bool = False) -> Heard:
    """Hold the message in a file against the index of the repository.

    A commit is refused only where the index is that of HEAD's items, nothing larger goes on (merge, rebase,
    cherry-pick), and the message cites an id that neither exists nor is about to be committed, or, with `need_id`,
    cites none.
    """
    place = here()
    index = read_index(place.common_dir) if place else None
    if place is None or index is None:
        return Heard((_NO_INDEX,))
    raw = message.read_bytes().decode("utf-8", "replace")
    text = _said(raw)
    unknown = _unstaged(cited(text, index), index)
    lines = [_unknown(one, index) for one in unknown[:_SHOWN]]
    hints = [_meant(one, meant) for one, meant in meant_ids(text, index)[:_SHOWN]]
    hints += [one.why for one in _unread(text, index)[:_SHOWN]]
    lacking = need_id and not cites(text, index) and not _DERIVED.match(text) and not _cites_as_comment(raw, index)
    lines += [_NEEDS_ID] if lacking else []
    if not lines or place.is_underway:
        return Heard((*lines, *hints))
    if not same_files(index.head, place.head, index.globs):
        return Heard((*lines, *hints, _OLD_INDEX))
    return Heard((*lines, *hints, _refused(message, raw)), is_refused=True)


def _unstaged(names: tuple[str, ...], index: IdIndex) -> tuple[str, ...]:
    """The ids that do not come with the commit itself."""
    if not names:
        return ()
    staged = staged_lines(index.globs)
    return tuple(one for one in names if not whole_token(re.escape(one)).search(staged))


def _cites_as_comment(raw: str, index: IdIndex) -> bool:
    """Whether a line that looks like a comment cites (`#42 mend the pump`) where git may keep it."""
    return keeps_comments() and cites(raw.partition(_SCISSORS)[0], index)


def _said(text: str) -> str:
    """The message itself; which sign begins a comment matters only where a line begins with a sign."""
    return body(text, comment_char()) if _SIGN.search(text) else text.strip()


def body(text: str, comment: str = "#") -> str:
    """The message without the lines that git takes out; `comment` begins such a line."""
    kept: list[str] = []
    for line in text.splitlines():
        if line == f"{comment}{_SCISSORS}":
            break
        if not line.startswith(comment):
            kept.append(line)
    return "\n".join(kept).strip()


def cited(text: str, index: IdIndex) -> tuple[str, ...]:
    """The ids of a message that do not exist at the index's commit and are not defined elsewhere."""
    pattern = _joined(index.items)
    if pattern is None:
        return ()
    elsewhere = _joined(index.externals)
    found = dict.fromkeys(found_ids(pattern, text, ranges=index.ranges))
    return tuple(one for one in found if one not in index.ids and not (elsewhere and elsewhere.fullmatch(one)))


def _unread(text: str, index: IdIndex) -> tuple[UnreadRange, ...]:
    """Ranges of which only the ends count, where ranges are declared."""
    pattern = _joined(index.items) if index.ranges else None
    return unread_ranges(pattern, text) if pattern else ()


def cites(text: str, index: IdIndex) -> bool:
    """Whether the message names any item or issue."""
    return any(pattern.search(text) for pattern in map(_joined, (index.items, index.issues)) if pattern)


def _joined(expressions: tuple[str, ...]) -> re.Pattern[str] | None:
    return whole_token("|".join(f"(?:{one})" for one in expressions)) if expressions else None


def meant_ids(text: str, index: IdIndex) -> tuple[tuple[str, str], ...]:
    """Other forms of existing ids in a message, with the id; what is an id, an issue or one of elsewhere is none."""
    taken = _joined((*index.items, *index.issues, *index.externals))
    return tuple((one, meant) for one, meant in other_forms(text, index.ids) if not (taken and taken.fullmatch(one)))


def _meant(form: str, meant: str) -> Localized:
    return Localized(f"“{form}”不是编号；是否想写 {meant}？", f"“{form}” is no id; did you mean {meant}?")


def _unknown(name: str, index: IdIndex) -> Localized:
    near = nearest_id(name, index.ids)
    return Localized(
        f"没有编号 {name}" + (f"；是否想写 {near}？" if near else ""),
        f"there is no {name}" + (f"; did you mean {near}?" if near else ""),
    )


_NO_INDEX = Localized(
    "还没有编号清单，未核对；运行一次 trace check 即可", "no list of ids yet, nothing checked; run `trace check` once"
)
_OLD_INDEX = Localized(
    "编号清单不是当前提交的，仅作提示；运行 trace check 更新",
    "the list of ids is not that of HEAD, so this is a hint only; `trace check` renews it",
)
_NEEDS_ID = Localized("提交说明没有引用任何条目或变更单", "the message names no item and no issue")


def _refused(message: Path, raw: str) -> Localized:
    """What to do after a refusal, from any folder; with the difference below the message git must cut it off again."""
    verbose = "-v " if _SCISSORS in raw else ""
    command = f"git commit {verbose}-eF {shlex.quote(message.resolve().as_posix())}"
    return Localized(
        f"提交已停止，说明已保存：用 {command} 改正，或用 --no-verify 照原样提交",
        f"the commit was stopped and its message kept: `{command}` to mend it, `--no-verify` to commit as it is",
    )
