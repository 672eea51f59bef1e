"""`trace diff RANGE`: what changed."""

from collections.abc import Iterator

import click

from medtrace.cli.console import Console, one_line, problem_line, record, result, shared
from medtrace.model.change import ChangeKind, ChangeSet, ItemChange, LinkFate
from medtrace.model.items import diagnostic_order

MOST_LINKS = 20
_SWAPPED = "range-backwards"


@click.command("diff", short_help="what changed: items, links, files, commits")
@click.argument("range_", metavar="RANGE")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@shared
def command(console: Console, range_: str, form: str) -> None:
    """Compare the two ends of RANGE: items, links, files by component, commits with the ids they carry."""
    from medtrace.app.assess import Asked, changes_of
    from medtrace.gitio.repository import open_repository

    with open_repository(console.root) as repository:
        changes = changes_of(repository, Asked(range_, console.config_file))
    if form == "json":
        from medtrace import plugins

        record(plugins.record("diff-json").render(changes))
    else:
        result("\n".join([*_lines(console, changes), ""]))


_SIGNS = {ChangeKind.ADDED: "+", ChangeKind.REMOVED: "-", ChangeKind.CHANGED: "~", ChangeKind.MOVED: ">"}


def _lines(console: Console, changes: ChangeSet) -> Iterator[str]:
    found = sorted({*changes.problems, *changes.before.problems, *changes.after.problems}, key=diagnostic_order)
    yield changes.range.name
    # Where the ends were swapped, every other line means the opposite.
    yield from (problem_line(one, console.language) for one in found if one.code == _SWAPPED)
    yield from (one_line(_item_line(console, change)) for change in changes.items)
    for rename in changes.renames:
        yield console.word(f"? {rename.old} → {rename.new}（疑似改编号）", f"? {rename.old} → {rename.new} (renamed?)")
    yield from _counts(console, changes)
    for traced in changes.unlinked:
        yield f"  {traced.commit.sha[:10]} {traced.commit.subject}"
    yield from (problem_line(one, console.language) for one in found if one.code != _SWAPPED)


_FATES = {LinkFate.ADDED: "+", LinkFate.REMOVED: "-", LinkFate.BROKEN: "!"}


def _links(console: Console, changes: ChangeSet) -> Iterator[str]:
    """The links of each fate, as many as a reader takes in, with the count of the rest."""
    from medtrace.app.vocabulary import vocabulary

    for fate, sign in _FATES.items():
        found = [one.link for one in changes.links if one.fate is fate]
        for link in found[:MOST_LINKS]:
            word = vocabulary().word("link", link.kind).get(console.language)
            yield one_line(f"  {sign} {link.source} {word} {link.target}  {link.location}")
        rest = len(found) - MOST_LINKS
        if rest > 0:
            yield console.word(f"  {sign} 另有 {rest} 条", f"  {sign} {rest} more")


def _item_line(console: Console, change: ItemChange) -> str:
    from medtrace.app.vocabulary import vocabulary

    fields = [vocabulary().word("field", name).get(console.language) for name in change.fields]
    what = console.word(f"（{'、'.join(fields)}）", f" ({', '.join(fields)})") if fields else ""
    was = f" ← {change.before.location.path}" if change.kind is ChangeKind.MOVED and change.before else ""
    return f"{_SIGNS[change.kind]} {change.item.id} {change.item.title}{what}  {change.item.location}{was}"


def _counts(console: Console, changes: ChangeSet) -> Iterator[str]:
    added, removed, changed, moved = (sum(1 for one in changes.items if one.kind is kind) for kind in ChangeKind)
    yield console.word(
        f"条目：新增 {added}，删除 {removed}，修改 {changed}，移动 {moved}",
        f"items: {added} added, {removed} removed, {changed} changed, {moved} moved",
    )
    made, gone, broken = (sum(1 for link in changes.links if link.fate is fate) for fate in LinkFate)
    yield console.word(
        f"追溯链接：新建 {made}，删除 {gone}，一端已不存在 {broken}",
        f"links: {made} made, {gone} removed, {broken} broken (an end is gone)",
    )
    yield from _links(console, changes)
    mapped = sum(1 for file in changes.files if file.component)
    yield console.word(
        f"文件：{len(changes.files)} 个，其中 {mapped} 个属于已声明的软件单元",
        f"files: {len(changes.files)}, {mapped} in a declared component",
    )
    yield console.word(
        f"提交：{len(changes.commits)} 个，其中 {len(changes.unlinked)} 个未关联",
        f"commits: {len(changes.commits)}, {len(changes.unlinked)} tied to no item or issue",
    )
