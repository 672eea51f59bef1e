"""What the hooks that only talk run: post-merge, post-rewrite and commit-msg.

They never end with anything but 0, whatever happens, but for a commit-msg that refuses. Imported at every commit, so
the library of the command line is not.
"""

import gc
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from medtrace.errors import ExitCode, TraceError
from medtrace.words import Language, Localized

if TYPE_CHECKING:
    from medtrace.app.merged import Merged

TALK = ("post-merge", "post-rewrite", "commit-msg")
_NEED_ID = "--need-id"
_SHOWN = 3
# pre-commit hands on in the environment what git gives as a word.
_PRE_COMMIT_SQUASH = "PRE_COMMIT_IS_SQUASH_MERGE"


@dataclass(frozen=True, slots=True)
class HookCall:
    """The hook that git runs, what git hands to it as words and on its input, and whether a message needs an id."""

    name: str
    words: tuple[str, ...]
    need_id: bool = False
    fed: str = ""


def talk(words: list[str], language: Language) -> int | None:
    """Run a hook as an installed block calls it; None where the words are others: the command line reads these."""
    options, mark, given = words, "", []
    if "--" in words:
        place = words.index("--")
        options, mark, given = words[:place], "--", words[place + 1 :]
    need_id = _NEED_ID in options
    names = [one for one in _without_language(options) if one != _NEED_ID]
    if not mark or len(names) != 1 or names[0] not in TALK:
        return None
    return hear(HookCall(names[0], tuple(given), need_id, fed(names[0])), Path(), language)


def fed(name: str) -> str:
    """What git gives on the input of a hook; nothing where a person runs it by hand."""
    return sys.stdin.read() if name == "post-rewrite" and not sys.stdin.isatty() else ""


def _without_language(options: list[str]) -> list[str]:
    """The options without `--lang` and its value, which are read from the whole command line."""
    place = options.index("--lang") if "--lang" in options else len(options)
    return [*options[:place], *options[place + 2 :]]


def hear(call: HookCall, root: Path, language: Language) -> int:
    """Say what the hook has to say, to stderr."""
    try:
        if call.name == "commit-msg":
            return _message(call, root, language)
        _after(call, root, language)
    except TraceError as fault:
        _say(language, Localized(f"未查看：{fault.message.zh}", f"not looked at: {fault.message.en}"))
    except Exception as fault:  # noqa: BLE001 - a fault of ours must not disturb anybody's work
        _say(language, Localized(f"未查看（本工具出错：{fault!r}）", f"not looked at (a fault of trace: {fault!r})"))
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    return ExitCode.DONE


def _say(language: Language, words: Localized) -> None:
    sys.stderr.write(f"trace: {words.get(language)}\n")


def _message(call: HookCall, root: Path, language: Language) -> int:
    from medtrace.app.message import hear as hear_message

    heard = hear_message(root / call.words[0], need_id=call.need_id)
    for line in heard.lines:
        _say(language, line)
    return ExitCode.REFUSED if heard.is_refused else ExitCode.DONE


def _after(call: HookCall, root: Path, language: Language) -> None:
    """Three lines on what was merged; a squash has made no commit yet, an amended commit brought nothing in."""
    match call.name, call.words[:1]:
        case "post-merge", ("1",):
            _say(language, _SQUASHED)
        case "post-merge", () if os.environ.get(_PRE_COMMIT_SQUASH) == "1":
            _say(language, _SQUASHED)
        case "post-rewrite", ("amend",):
            pass
        case _:
            # The process ends in a second: what it makes is not worth a search for what can be thrown away.
            gc.disable()
            from medtrace.app.late import import_late

            import_late()
            from medtrace.app.merged import merged

            for line in _merged_lines(merged(root, "ORIG_HEAD", rewritten=_last_rewritten(call.fed))):
                _say(language, line)


def _last_rewritten(pairs: str) -> str:
    """The last commit that was written anew, as it was; git gives a line `old new` for each, in their order."""
    return next((line.split()[0] for line in reversed(pairs.splitlines()) if line.strip()), "")


def _merged_lines(found: "Merged") -> tuple[Localized, ...]:
    old, new = found.range.old.sha[:10], found.range.new.sha[:10]
    look = Localized(f"查看：trace assess {old}..{new}", f"look: trace assess {old}..{new}")
    return (*(_size(found) if found.size.is_large else _seen(found)), look)


def _size(found: "Merged") -> tuple[Localized, ...]:
    commits, files = found.size.commits, found.size.files
    return (
        Localized(
            f"提交 {commits} 个，变更文件 {files} 个",
            f"{commits} commit{'' if commits == 1 else 's'}, {files} changed file{'' if files == 1 else 's'}",
        ),
        Localized(
            "数量较多，钩子中未评估：触发项、关联情况均未查看",
            "too many to assess in a hook: nothing was looked at, neither what fires nor what is tied to an item",
        ),
    )


def _seen(found: "Merged") -> tuple[Localized, ...]:
    count, lacking = len(found.commits), found.unlinked
    shas = ", ".join(one.commit.sha[:8] for one in lacking[:_SHOWN]) + (" …" if len(lacking) > _SHOWN else "")
    fired, asked, unmapped = _fired(found), found.open, _unmapped(found.unmapped)
    return (
        Localized(
            f"提交 {count} 个，其中 {len(lacking)} 个未关联到条目或变更单" + (f"（{shas}）" if lacking else ""),
            f"{count} commit{'' if count == 1 else 's'}, {len(lacking)} of them tied to no item or issue"
            + (f" ({shas})" if lacking else ""),
        ),
        Localized(
            f"{fired.zh}；{asked} 项待判定{unmapped.zh}",
            f"{fired.en}; {asked} for a person to decide{unmapped.en}",
        ),
    )


def _unmapped(tags: tuple[str, ...]) -> Localized:
    """What nobody could look at, for silence about it would read as an answer."""
    if not tags:
        return Localized("", "")
    shown, more = ", ".join(tags[:_SHOWN]), f" (+{len(tags) - _SHOWN})" if len(tags) > _SHOWN else ""
    return Localized(f"；未映射、未评估：{shown}{more}", f"; not mapped, not assessed: {shown}{more}")


def _fired(found: "Merged") -> Localized:
    """The first rows that fired, each once."""
    names = {one.trigger.id: one.trigger.name for one in found.fired}
    if not names:
        return Localized("已映射范围内未检出触发项", "nothing fired in what is mapped")
    shown = list(names.items())[:_SHOWN]
    more = f" (+{len(names) - _SHOWN})" if len(names) > _SHOWN else ""
    return Localized(
        f"检出：{'、'.join(f'{row} {name.zh}' for row, name in shown)}{more}",
        f"fired: {', '.join(f'{row} {name.en}' for row, name in shown)}{more}",
    )


_SQUASHED = Localized(
    "合并内容已暂存，尚未提交；提交后运行 trace check",
    "squashed, nothing is committed yet; `trace check` after the commit",
)
