"""`trace check [REV or RANGE]`: gaps, dangling and duplicate ids, suspect links, uncontrolled risks, placeholders."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from medtrace.cli.console import Console, problem_line, record, result, shared
from medtrace.cli.gate import exit_code, fail_on, gates
from medtrace.errors import ExitCode
from medtrace.words import Localized

if TYPE_CHECKING:
    from pathlib import Path

    from medtrace.app.check import Checked

EXTERNALS_SHOWN = 5


@click.command("check", short_help="gaps, dangling and duplicate ids, uncontrolled risks")
@click.argument("rev", default="")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option("--records", default="", metavar="REV", help="Revision whose records of people count.")
@fail_on("problem,gap")
@shared
def command(console: Console, rev: str, form: str, records: str, fail_on: str) -> int:
    """Check the traceability of REV (default HEAD); for a RANGE its newer end and its commits.

    Without REV a trace.yaml that is not committed yet is read from the working folder where HEAD holds none.

    Exit code 1 where a problem (wrong data) or a gap (something not covered) is found; nothing found where nothing
    could be read is a gap too.
    """
    from medtrace.app.check import check

    asked = gates(fail_on)
    config_file = console.config_file or (None if rev else _uncommitted(console))
    checked = check(console.root, rev or "HEAD", config_file, records)
    if form == "json":
        from medtrace import plugins

        record(plugins.record("check-json").render(checked))
    else:
        _tell(console, checked)
    return int(exit_code(asked, checked.problems)) if checked.items else int(_nothing(console, asked))


def _uncommitted(console: Console) -> Path | None:
    """A configuration that waits for its first commit, told as such."""
    from medtrace.app.uncommitted import uncommitted_config

    found = uncommitted_config(console.root)
    if found:
        console.say(
            Localized(
                "trace.yaml 尚未提交，本次读取工作目录中的这份；条目仍取自 HEAD",
                "trace.yaml is not committed yet; read from the working folder (the items are those of HEAD)",
            )
        )
    return found


def _nothing(console: Console, asked: frozenset[str]) -> ExitCode:
    console.say(
        Localized("没有读到任何条目：请检查 trace.yaml 的 sources", "no items found: look at `sources` in trace.yaml")
    )
    return ExitCode.GATE if asked else ExitCode.DONE


def _tell(console: Console, checked: Checked) -> None:
    lines = [problem_line(problem, console.language) for problem in checked.problems]
    for name, covered, total in checked.figures:
        lines.append(f"{checked.word('ratio', name).get(console.language)}: {covered}/{total}")
    items = ", ".join(f"{checked.word('kind', kind).get(console.language)} {count}" for kind, count in checked.items)
    if items:
        lines.append(console.word("条目：", "items: ") + items)
    lines += _elsewhere(console, checked)
    if checked.commits is not None:
        linked, total = checked.commits
        lines.append(
            console.word(
                f"提交：{total} 个，其中 {linked} 个关联到条目或变更单，{total - linked} 个未关联",
                f"commits: {total}, {linked} tied to an item or issue, {total - linked} to none",
            )
        )
    result("\n".join([*lines, ""]))


def _elsewhere(console: Console, checked: Checked) -> list[str]:
    """Links that only another repository can answer for."""
    names = checked.outside
    if not names:
        return []
    some = ", ".join(names[:EXTERNALS_SHOWN]) + (", …" if len(names) > EXTERNALS_SHOWN else "")
    zh = f"引用其他版本库的链接：{len(checked.externals)} 条，目标 {len(names)} 个（{some}），此处不核查"
    en = f"links to other repositories: {len(checked.externals)}, to {len(names)} ids ({some}), not checked here"
    return [console.word(zh, en)]
