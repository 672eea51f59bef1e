"""`trace demo [DIR]`: the example repository and its reports."""

from pathlib import Path

import click

from medtrace.cli.console import Console, shared
from medtrace.words import Localized


@click.command("demo", short_help="write the example repository and its reports")
@click.argument("folder", type=click.Path(path_type=Path), default=Path("trace-demo"))
@shared
def command(console: Console, folder: Path) -> None:
    """Write the example into FOLDER/repository and its reports on v1.2..v1.3 into FOLDER/report."""
    from medtrace.app.demo import demo
    from medtrace.cli.telling import show_report

    console.say(Localized("正在写出示例仓库并生成报告……", "writing the example repository and its reports …"))
    made = demo(console.root / folder)
    show_report(console, made.report)
