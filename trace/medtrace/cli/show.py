"""`trace show ID`: one item."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from medtrace.cli.console import Console, record, result, shared

if TYPE_CHECKING:
    from medtrace.app.show import Shown


@click.command("show", short_help="one item: text, links both ways, tests and results")
@click.argument("item_id", metavar="ID")
@click.option("--at", "rev", default="HEAD", help="Revision (default HEAD).")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@shared
def command(console: Console, item_id: str, rev: str, form: str) -> None:
    """Show the item ID: its text, what it cites, what cites it, its tests and their results."""
    from medtrace.app.show import show

    shown = show(console.root, item_id, rev, console.config_file)
    if form == "json":
        from medtrace import plugins

        record(plugins.record("item-json").render(shown))
    else:
        result("\n".join([*_lines(console, shown), ""]))


def _lines(console: Console, shown: Shown) -> Iterator[str]:
    item = shown.item
    kind = shown.words.word("kind", item.kind).get(console.language)
    yield f"{item.id} {item.title}"
    yield f"  {kind}  {item.location}  {shown.revision.name}"
    for name, value in item.attributes:
        yield f"  {shown.words.word('attribute', name).get(console.language)}: {value}"
    if item.text:
        yield ""
        yield from (f"  {line}" for line in item.text.splitlines())
        yield ""
    for label, links in (
        (console.word("引用：", "cites "), [(link.kind, link.target, link) for link in shown.cites]),
        (console.word("被引用：", "cited by "), [(link.kind, link.source, link) for link in shown.cited_by]),
    ):
        for link_kind, other, link in links:
            title = shown.titles.get(other, "")
            there = other in shown.titles or other in shown.files or other == link.location.path
            missing = "" if there else console.word("（不存在）", " (no item)")
            word = shown.words.word("link", link_kind).get(console.language)
            yield f"  {label}{word} {other} {title}{missing}  {link.location}"
    for test, outcome in shown.results:
        yield f"  {console.word('结果', 'result')} {test}: {shown.words.word('outcome', outcome).get(console.language)}"
    for place in shown.also:
        yield console.word(f"  重复定义于 {place}", f"  defined again at {place}")
