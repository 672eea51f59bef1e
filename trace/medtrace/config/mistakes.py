"""Mistakes of a file that people write: each with its place, told together, with the nearest valid name."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NoReturn

from medtrace.errors import ConfigError
from medtrace.marked.nodes import Mark
from medtrace.words import Localized

_LONG = 60


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """What is wrong at one place."""

    mark: Mark
    words: Localized


def mistake(mark: Mark, zh: str, en: str) -> Mistake:
    """A mistake from words in both languages."""
    return Mistake(mark, Localized(zh, en))


def refuse(path: str, mistakes: Iterable[Mistake], error: type[ConfigError] = ConfigError) -> NoReturn:
    """Raise all mistakes of one file as one error, in the order of the file."""
    raise error_of({path: tuple(mistakes)}, error)


def error_of(by_path: dict[str, tuple[Mistake, ...]], error: type[ConfigError] = ConfigError) -> ConfigError:
    """One error for the mistakes of several files."""
    problems = tuple(
        (f"{path}:{one.mark.line}:{one.mark.column}", one.words)
        for path, mistakes in sorted(by_path.items())
        for one in sorted(set(mistakes))
    )
    if len(problems) == 1:
        ((place, words),) = problems
        return error(words, place=place, problems=problems)
    files = "、".join(sorted(by_path)), ", ".join(sorted(by_path))
    words = Localized(f"{files[0]} 中有 {len(problems)} 处错误", f"{len(problems)} mistakes in {files[1]}")
    return error(words, place=problems[0][0], problems=problems)


def quoted(text: str) -> str:
    """A text as it may stand inside a message: on one line and not too long."""
    line = " ".join(text.split())
    return line if len(line) <= _LONG else f"{line[:_LONG]}…"


def choices(names: Iterable[str]) -> Localized:
    """`a, b or c` in both languages."""
    known = tuple(names)
    if len(known) < 2:  # noqa: PLR2004 - one name needs no "or"
        return Localized("".join(known), "".join(known))
    head, last = known[:-1], known[-1]
    return Localized(f"{'、'.join(head)} 或 {last}", f"{', '.join(head)} or {last}")


def nearest(name: str, names: Iterable[str]) -> str:
    """The valid name that a misspelt one most likely means, empty where none is near."""
    known = tuple(names)
    folded = {other.casefold().replace("_", "-"): other for other in reversed(known)}
    same = folded.get(name.casefold().replace("_", "-"))
    close = difflib.get_close_matches(name[:200], known, n=1)
    return same or (close[0] if close else "")


def did_you_mean(name: str, names: Iterable[str]) -> Localized:
    """The closing words of a message about an unknown name: the nearest one, empty where none is near."""
    near = nearest(name, names)
    return Localized(f"；是否想写“{near}”？", f'; did you mean "{near}"?') if near else Localized("", "")


def not_expected(key: str, expected: Localized, got: str, names: Iterable[str] = ()) -> Localized:
    """`key: expected …, got "…"; did you mean "…"?`."""
    more = did_you_mean(got, names)
    return Localized(
        f"{key}：应为 {expected.zh}，得到“{quoted(got)}”{more.zh}",
        f'{key}: expected {expected.en}, got "{quoted(got)}"{more.en}',
    )


def unknown_name(what: Localized, name: str, names: Iterable[str]) -> Localized:
    """`unknown key "…"; did you mean "…"?`, or all names where none is near."""
    known = tuple(names)
    more = did_you_mean(name, known)
    if not more.zh and known:
        more = Localized(f"；可用：{'、'.join(known)}", f"; known: {', '.join(known)}")
    return Localized(f"未知的{what.zh}“{quoted(name)}”{more.zh}", f'unknown {what.en} "{quoted(name)}"{more.en}')
