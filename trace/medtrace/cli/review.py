"""`trace review [LINK]`: links whose target changed since, and the record of who looked, when and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from medtrace.cli.console import Console, problem_line, record, result, shared
from medtrace.errors import UsageError
from medtrace.words import Localized

if TYPE_CHECKING:
    from medtrace.app.review import Listed, Word


@click.command("review", short_help="links whose target changed since; record who looked, when and why")
@click.argument("words", nargs=-1, metavar="[SOURCE TARGET | ID]")
@click.option("--outcome", type=click.Choice(["confirmed", "open"]), default="confirmed", show_default=True)
@click.option("--reason", default=None, help="Why: what you looked at and what follows.")
@click.option("--by", default=None, help="Who looked.")
@click.option("--role", default="", help="In which role.")
@click.option("--on", default="", metavar="DAY", help="When (2026-03-02); today if not given.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@shared
def command(console: Console, words: tuple[str, ...], form: str, **given: str | None) -> None:
    """List the suspect links of HEAD, or record a review of SOURCE -> TARGET (of every suspect link of ID).

    A link is suspect where its target changed in meaning after its source last did. `confirmed` says that the link
    still holds, `open` that the source has yet to follow. The record is a file; it counts once it is committed.
    """
    from medtrace.app.review import chosen, look_again, narrowed, write_reviews

    seen, found = look_again(console.root, console.config_file)
    said = {name: value or "" for name, value in given.items()}
    if given["reason"] is None and given["by"] is None:
        _list(console, narrowed(seen, found, words), form)
        return
    word = _word(said)
    links = chosen(seen, found, words) if words else ()
    if not links:
        raise UsageError(
            Localized("没有指明链接，或该条目没有待复核的链接", "no link was named, or the item has no suspect link"),
            hint=Localized("先运行 trace review 查看清单", "look at the list first: trace review"),
        )
    written = write_reviews(seen, links, word)
    result("".join(f"{one.path}\n" for one in written))
    for one in (one for one in written if not one.is_new):
        console.say(
            Localized(f"{one.path} 已有相同记录，未重复写入", f"{one.path} says so already; nothing was written")
        )
    console.say(Localized("记录提交后生效。", "the record counts once it is committed"))


def _word(said: dict[str, str]) -> Word:
    """What the options say.

    Raises:
        UsageError: the reason or the name is missing, or the day is none.
    """
    from medtrace.app.review import Word
    from medtrace.cli.signing_day import signing_day

    for name in ("reason", "by"):
        if not said[name].strip():
            raise UsageError(Localized(f"复核记录需要 --{name}", f"a review needs --{name}"))
    day = signing_day(said["on"])
    return Word(said["outcome"], said["reason"].strip(), said["by"].strip(), said["role"].strip(), day)


def _list(console: Console, listed: Listed, form: str) -> None:
    if form == "json":
        from medtrace import plugins

        record(plugins.record("suspects-json").render(listed))
        return
    problems = listed.suspects.problems
    result("".join(f"{problem_line(problem, console.language)}\n" for problem in problems))
    count = len(listed.suspects.links)
    console.say(Localized(f"待复核的链接：{count} 条", f"suspect links: {count}"))
