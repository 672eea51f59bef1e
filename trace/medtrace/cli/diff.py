"""`trace diff RANGE`: what changed."""

from collections.abc import Iterator

import click

from medtrace.cli.console import Console, problem_line, result, shared
from medtrace.model.change import ChangeKind, ChangeSet, ItemChange, LinkFate
from medtrace.model.items import diagnostic_order


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

        result(plugins.record("diff-json").render(changes))
    else:
        result("\n".join([*_lines(console, changes), ""]))


_SIGNS = {ChangeKind.ADDED: "+", ChangeKind.REMOVED: "-", ChangeKind.CHANGED: "~", ChangeKind.MOVED: ">"}


def _lines(console: Console, changes: ChangeSet) -> Iterator[str]:
    yield changes.range.name
    yield from (_item_line(change) for change in changes.items)
    for rename in changes.renames:
        yield console.word(f"? {rename.old} → {rename.new}（疑似改编号）", f"? {rename.old} → {rename.new} (renamed?)")
    yield from _counts(console, changes)
    for traced in changes.unlinked:
        yield f"  {traced.commit.sha[:10]} {traced.commit.subject}"
    for problem in sorted({*changes.problems, *changes.before.problems, *changes.after.problems}, key=diagnostic_order):
        yield problem_line(problem, console.language)


def _item_line(change: ItemChange) -> str:
    what = f" ({', '.join(change.fields)})" if change.fields else ""
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
        f"追溯链接：新建 {made}，删除 {gone}，目标已不存在 {broken}",
        f"links: {made} made, {gone} removed, {broken} broken (their target is gone)",
    )
    mapped = sum(1 for file in changes.files if file.component)
    yield console.word(
        f"文件：{len(changes.files)} 个，其中 {mapped} 个属于已声明的软件单元",
        f"files: {len(changes.files)}, {mapped} in a declared component",
    )
    yield console.word(
        f"提交：{len(changes.commits)} 个，其中 {len(changes.unlinked)} 个未关联",
        f"commits: {len(changes.commits)}, {len(changes.unlinked)} tied to no item or issue",
    )
