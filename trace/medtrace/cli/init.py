"""`trace init`: a first configuration."""

import click

from medtrace.cli.console import Console, record, result, shared
from medtrace.words import Localized


@click.command("init", short_help="look at the repository and write a trace.yaml that works on it")
@click.option("--yes", is_flag=True, help="Write without asking.")
@click.option("--print", "only_print", is_flag=True, help="Print the proposal and write nothing.")
@shared
def command(console: Console, yes: bool, only_print: bool) -> None:
    """Look at HEAD and write a commented trace.yaml that already reads what the repository holds.

    A trace.yaml that is there already is never replaced.
    """
    from medtrace.app.init import proposal, write

    made = proposal(console.root)
    if only_print:
        record(made.text)
        return
    console.say(Localized(f"查看了 {made.looked_into} 个文件。", f"looked into {made.looked_into} files"))
    for line in made.left:
        console.say(line)
    question = console.word("写出 trace.yaml？", "write trace.yaml?")
    if not yes and not click.confirm(question, default=True, err=True):
        return
    write(made)
    result("trace.yaml\n")
    console.say(
        Localized(
            "请核对，运行 trace check 试读；再提交：git add trace.yaml && git commit",
            "look it through and try: trace check; then commit it: git add trace.yaml && git commit",
        )
    )
