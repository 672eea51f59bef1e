"""The table of commands and the end of every run: one file per command, imported when it is called; exit codes."""

import os
import sys
from typing import NoReturn

import click

from medtrace import __version__
from medtrace.cli import terminal_language
from medtrace.cli.console import placing
from medtrace.errors import ConfigError, ExitCode, TraceError
from medtrace.words import Language, Localized

COMMANDS: dict[str, Localized] = {
    "init": Localized(
        "查看仓库并写出可用的 trace.yaml", "look at the repository and write a trace.yaml that works on it"
    ),
    "check": Localized(
        "检查缺失、悬空与重复编号、未控制的风险", "gaps, dangling and duplicate ids, uncontrolled risks"
    ),
    "review": Localized(
        "列出待复核的链接，或记录某人的复核", "links whose target changed since; record who looked, when and why"
    ),
    "show": Localized("显示一个条目：内容、双向追溯、测试与结果", "one item: text, links both ways, tests and results"),
    "snapshot": Localized("一个版本的追溯图", "the traceability graph of a revision"),
    "diff": Localized("两个版本之间的变化：条目、链接、文件、提交", "what changed: items, links, files, commits"),
    "assess": Localized("重大更新触发项、证据、拟判与版本号", "triggers, evidence, verdict and next version"),
    "decide": Localized("记录人员对检出项的判定与签署", "record what people decide about a finding, and who signed"),
    "report": Localized("评估并生成文件集（主要功能）", "assess a range and write the document set: the main job"),
    "hook": Localized("安装、移除或查看 git 钩子", "git hooks that respect what is there: install, uninstall, status"),
    "rules": Localized("规则说明", "the manual of a rule"),
    "explain": Localized("解释触发项或提示代码，附依据条款", "explain a trigger or a message, with its clause"),
    "demo": Localized("写出示例仓库及其报告", "write the example repository and its reports"),
}


class LazyGroup(click.Group):
    """Commands are imported when they are called; the list of them stands in `COMMANDS`."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command, imported now; None for a name that is none."""
        if cmd_name not in COMMANDS:
            return None
        from importlib import import_module

        command: click.Command = import_module(f"medtrace.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with the nearest name for one that is none."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            import difflib

            near = difflib.get_close_matches(args[0], COMMANDS, n=1)
            hint = f" Did you mean “{near[0]}”?" if near else ""
            ctx.fail(f"No such command “{args[0]}”.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Short helps from the table, so that `--help` imports no command."""
        language = terminal_language()
        with formatter.section("命令" if language is Language.ZH else "Commands"):
            formatter.write_dl([(name, words.get(language)) for name, words in COMMANDS.items()])


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="trace", message="%(prog)s %(version)s")
@placing
def group(**_: object) -> None:
    """Traceability and update records of medical device software kept in git.

    A RANGE is git's: v1.2..v1.3. One revision means "since the registered version, up to it".
    """


def run() -> NoReturn:
    """Run the command line; the only place that catches everything (contracts: exit codes)."""
    try:
        code = group.main(standalone_mode=False)
    except TraceError as fault:
        _tell(fault)
        sys.exit(fault.exit_code)
    except click.ClickException as fault:
        fault.show()
        sys.exit(ExitCode.USAGE)
    except (KeyboardInterrupt, click.Abort):
        click.echo(
            {"zh": "已中断，未写出任何文件", "en": "interrupted; nothing was written"}[terminal_language()], err=True
        )
        sys.exit(ExitCode.INTERRUPTED)
    except BrokenPipeError:
        # The reader of our output has gone (`trace … | head`): nothing to say, and nobody to say it to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(ExitCode.DONE)
    except Exception:  # noqa: BLE001 - a fault of ours: told as one, never as a result
        _confess()
        sys.exit(ExitCode.FAULT)
    sys.exit(code if isinstance(code, int) else ExitCode.DONE)


def _tell(fault: TraceError) -> None:
    language = terminal_language()
    label = "错误：" if language is Language.ZH else "error: "
    problems = fault.problems if isinstance(fault, ConfigError) else ()
    for place, words in problems:
        click.echo(f"{place}: {label}{words.get(language)}", err=True)
    if problems != ((fault.place, fault.message),):
        place = f"{fault.place}: " if fault.place and not problems else ""
        click.echo(f"{place}{label}{fault.message.get(language)}", err=True)
    if fault.hint:
        click.echo(f"  {fault.hint.get(language)}", err=True)


def _confess() -> None:
    import traceback

    click.echo(traceback.format_exc(), err=True, nl=False)
    python = ".".join(str(number) for number in sys.version_info[:3])
    click.echo(
        f"This is a fault of trace {__version__} (Python {python}), not of your repository: no result was given.\n"
        "Please report the lines above with the command that you typed.",
        err=True,
    )
