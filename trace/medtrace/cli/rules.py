"""`trace rules [NAME]`: the manual of a rule, a format or a block."""

from collections.abc import Iterator

import click

from medtrace.cli.console import Console, result, shared
from medtrace.words import Localized

_ROOMS = {
    "rules": Localized("规则：", "Rules:"),
    "sources": Localized("格式：", "Formats:"),
    "documents": Localized("文件内容块：", "Blocks of documents:"),
}


@click.command("rules", short_help="the manual of a rule or format")
@click.argument("name", required=False)
@shared
def command(console: Console, name: str | None) -> None:
    """List the rules, formats and blocks, or print the manual page of one; a rule with the trigger rows it serves.

    Those of installed packages are named with their package, and loaded only where NAME asks for them.
    """
    lines = _page(console, name) if name is not None else _list(console)
    result("\n".join([*lines, ""]))


def _list(console: Console) -> Iterator[str]:
    from medtrace import plugins

    for room, title in _ROOMS.items():
        own = plugins.own_names(room)
        yield title.get(console.language)
        for one in plugins.names(room):
            about = plugins.manual(room, one).splitlines()[0] if one in own else _owners(room, one)
            yield f"  {one}  {about}"


def _owners(room: str, name: str) -> str:
    from medtrace import plugins

    return f"({', '.join(plugins.packages([(room, name)]))})"


def _page(console: Console, name: str) -> Iterator[str]:
    from medtrace import plugins
    from medtrace.app.explaining import all_profiles

    room = next((one for one in _ROOMS if name in plugins.names(one)), "")
    if not room:
        raise plugins.unknown("rules", name, plugins.names("rules"))
    yield plugins.manual(room, name).rstrip()
    if name not in plugins.own_names(room):
        yield from ("", _owners(room, name))
    elif room == "rules":
        yield from ("", console.word("所服务的触发项：", "Rows it serves:"))
        for profile in all_profiles():
            rows = [row for row in profile.triggers if any(use.rule == name for use in row.rules)]
            yield from (f"  {profile.id}  {row.id} {row.name.get(console.language)}" for row in rows)
