"""`trace hook install | uninstall | status`, and `trace hook run`, which the installed hooks call."""

import sys
from typing import TYPE_CHECKING

import click

from medtrace.cli.console import Console, record, result, shared
from medtrace.cli.hook_run import TALK, HookCall, fed, hear
from medtrace.errors import ExitCode, TraceError
from medtrace.words import Language, Localized

if TYPE_CHECKING:
    from medtrace.app.gates import Looked
    from medtrace.app.hooks import Hooks

_GATES = {"pre-push": "problem,gap", "pre-merge-commit": "major", "update": "problem,gap", "pre-receive": "problem,gap"}
_STATES = {
    "absent": Localized("未安装", "not installed"),
    "ours": Localized("已安装", "installed"),
    "shared": Localized("已安装，原有脚本保留", "installed, with the script that was there"),
    "chained": Localized("已安装，原有钩子随后运行", "installed, the hook that was there runs after it"),
    "foreign": Localized("有他人的钩子，未安装", "a hook of others, ours is not installed"),
    "by-hand": Localized("已由人工加入", "called by a line that somebody wrote"),
}
_FAULTS = {
    "no-interpreter": Localized(
        "但所记录的解释器已不存在，不会查看任何内容；重新运行 trace hook install",
        "but the interpreter that it remembers is gone, so nothing is looked at; run `trace hook install` again",
    ),
    "not-executable": Localized(
        "但文件不可执行，git 不会运行；请为其加上执行权限（chmod +x）",
        "but the file is not executable, so git does not run it; make it so with `chmod +x`",
    ),
    "cannot-run": Localized(
        "但所记录的解释器无法运行本工具，不会查看任何内容；修复该环境，或重新运行 trace hook install",
        "but the interpreter that it remembers cannot run trace, so nothing is looked at; mend it, or run "
        "`trace hook install` again",
    ),
    "other-version": Localized(
        "但内容由其他版本写入或被改动，行为可能不同；重新运行 trace hook install",
        "but another version or somebody else wrote these lines, which may act otherwise; "
        "run `trace hook install` again",
    ),
    "line-ends": Localized(
        "但换行符为 CRLF，脚本无法运行；请改为 LF",
        "but its line ends are CRLF, and a shell cannot run it; change them to LF",
    ),
}
_LISTED = 10
_VOID = Localized(
    "core.hooksPath 为空：git 不运行任何钩子；用 git config --unset core.hooksPath 去掉",
    "core.hooksPath is set to nothing, so git runs no hook; `git config --unset core.hooksPath` takes it out",
)
_WAYS_ON = {
    "pre-push": Localized(
        "推送已停止；仍要推送：git push --no-verify", "the push was stopped; to push anyway: git push --no-verify"
    ),
    "pre-merge-commit": Localized(
        "合并尚未完成：git merge --abort 撤销，git commit --no-verify 照原样完成",
        "the merge waits: `git merge --abort` undoes it, `git commit --no-verify` concludes it as it is",
    ),
}


@click.group("hook", short_help="git hooks that respect what is there")
def command() -> None:
    """Install, take away or look at the hooks of this repository."""


@command.command("install")
@click.option("--gate", "gates", multiple=True, type=click.Choice(["pre-push", "pre-merge-commit"]), help="A gate too.")
@click.option("--server", type=click.Choice(["update", "pre-receive"]), help="The hook of a repository on a server.")
@click.option("--need-id", is_flag=True, help="Refuse a message that names no item and no issue.")
@click.option("--fail-on", default="", help="What the gates end on, as in check and assess.")
@shared
def install(console: Console, gates: tuple[str, ...], server: str | None, need_id: bool, fail_on: str) -> None:
    """Write post-merge, post-rewrite and commit-msg; gates and server hooks on request."""
    from medtrace.app.hooks import Wish, install_hooks
    from medtrace.cli.gate import gates as read_gates

    read_gates(fail_on or "none")
    names = (server,) if server else (*TALK, *gates)
    done = install_hooks(console.root, Wish(names, need_id, fail_on, _language(console)))
    _show(console, done)
    if done.shared:
        console.say(_shared(done.shared))
    if not server and not done.has_ids:
        console.say(
            Localized(
                "没有可读的配置，尚无编号清单：运行 trace init，再运行 trace check",
                "no configuration that can be read, so no list of ids yet: run `trace init`, then `trace check`",
            )
        )


def _language(console: Console) -> str:
    """The language that the hooks are to speak, empty where nobody said: a hook runs where nobody sets a variable."""
    here = click.get_current_context()
    given = here.params.get("lang") or here.find_root().params.get("lang")
    return console.language.value if given or console.language is Language.ZH else ""


def _shared(files: tuple[str, ...]) -> Localized:
    names = ", ".join(files)
    return Localized(
        f"{names} 已纳入 git：写入的解释器路径只在本机有效，提交后他人的钩子会提示找不到解释器",
        f"{names}: committed to git, so everybody gets these lines, and the interpreter they name is of this machine; "
        "where it is missing the hook says so and looks at nothing",
    )


@command.command("uninstall")
@shared
def uninstall(console: Console) -> None:
    """Take our blocks out; what others wrote stays, and a hook that was set aside comes back."""
    from medtrace.app.hooks import uninstall_hooks

    _show(console, uninstall_hooks(console.root))


@command.command("status")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@shared
def status(console: Console, form: str) -> None:
    """Say how each hook stands."""
    from medtrace.app.hooks import hooks_status

    found = hooks_status(console.root)
    if form == "json":
        import json

        hooks = [
            {
                "name": one.name,
                "state": one.state.value,
                "faults": [fault.value for fault in one.faults],
                "aside": one.aside,
            }
            for one in found.hooks
        ]
        record(json.dumps({"schema": "medtrace/hooks/1", "folder": found.folder, "hooks": hooks}, indent=2) + "\n")
    else:
        _show(console, found)
    if found.is_void:
        console.say(_VOID)


def _show(console: Console, found: "Hooks") -> None:
    comma = console.word("，", ", ")
    lines = []
    for one in found.hooks:
        words = (_STATES[one.state.value], *(_FAULTS[fault.value] for fault in one.faults))
        kept = Localized(
            f"先前的钩子保存在 {one.aside}，不再运行", f"an earlier hook lies in {one.aside}, which nothing runs"
        )
        words = (*words, kept) if one.aside else words
        name = one.file or one.name
        lines.append(f"{found.folder}/{name}: {comma.join(word.get(console.language) for word in words)}")
    result("\n".join([*lines, ""]) if lines else "")


@command.command("run", hidden=True)
@click.option("--need-id", is_flag=True)
@click.option("--fail-on", default="")
@click.argument("name", type=click.Choice([*TALK, *_GATES]))
@click.argument("words", nargs=-1)
@shared
def run(console: Console, name: str, words: tuple[str, ...], need_id: bool, fail_on: str) -> int:
    """What a hook does; those that talk never end with anything but 0, whatever happens."""
    if name in _GATES:
        return _gate_code(console, name, words, fail_on or _GATES[name])
    given = HookCall(name, words, need_id=need_id, fed=fed(name))
    return hear(given, console.root, console.language)


def _say(console: Console, words: Localized) -> None:
    click.echo(f"trace: {words.get(console.language)}", err=True)


def _gate_code(console: Console, name: str, words: tuple[str, ...], fail_on: str) -> int:
    """A gate refuses with a code of its own, also where it could not judge."""
    try:
        code = _gate(console, name, words, fail_on)
    except TraceError as fault:
        fault.exit_code = ExitCode.REFUSED
        if name in _WAYS_ON:
            _say(console, _WAYS_ON[name])
        raise
    except ImportError as fault:
        _say(console, Localized(f"缺少组件：{fault}", f"a part is missing: {fault}"))
        return ExitCode.GATE
    if code and name in _WAYS_ON:
        _say(console, _WAYS_ON[name])
    return ExitCode.REFUSED if code else ExitCode.DONE


def _gate(console: Console, name: str, words: tuple[str, ...], fail_on: str) -> int:
    from medtrace.app import gates
    from medtrace.cli.gate import gates as read_gates

    asked = read_gates(fail_on)
    match name:
        case "pre-merge-commit":
            looked = gates.merging(console.root)
        case "pre-push":
            looked = gates.pushed(console.root, sys.stdin.read())
        case "update":
            looked = gates.received(console.root, " ".join((*words[1:3], words[0])) if len(words) > 2 else "")  # noqa: PLR2004
        case _:
            looked = gates.received(console.root, sys.stdin.read())
    return max((_judged(console, one, asked) for one in looked), default=ExitCode.DONE)


def _foreign(name: str) -> Localized:
    return Localized(
        f"{name} 中没有 trace.yaml，其历史中也从未有过：未查看，予以放行",
        f"{name} holds no trace.yaml and never did: let through without a look",
    )


def _judged(console: Console, one: "Looked", asked: frozenset[str]) -> ExitCode:
    from medtrace.cli.gate import exit_code

    if one.is_foreign:
        _say(console, _foreign(one.name))
        return ExitCode.DONE
    code = exit_code(asked, one.problems, one.verdict)
    if code is not ExitCode.DONE:
        _say(
            console,
            Localized(
                f"{one.name} 未通过（{', '.join(sorted(asked))}）",
                f"{one.name} does not pass ({', '.join(sorted(asked))})",
            ),
        )
        _problems(console, one, asked)
        if one.verdict:
            severity = one.verdict.severity.value
            _say(
                console, Localized(f"拟判：{severity}；查看：trace assess", f"verdict: {severity}; look: trace assess")
            )
    return code


def _problems(console: Console, one: "Looked", asked: frozenset[str]) -> None:
    """How many problems the gate ends on are new and how many were there before, then the first of them, new first."""
    from medtrace.cli.console import problem_line
    from medtrace.cli.gate import exit_code

    ending = [problem for problem in one.problems if exit_code(asked, (problem,)) is not ExitCode.DONE]
    if not ending:
        return
    earlier = one.earlier or frozenset()
    old = [problem for problem in ending if problem in earlier]
    new = [problem for problem in ending if problem not in earlier]
    if one.earlier is None:
        _say(console, Localized(f"共 {len(ending)} 项", f"{len(ending)} in all"))
    else:
        counts = f"新增 {len(new)} 项，原有 {len(old)} 项", f"{len(new)} new, {len(old)} there before"
        _say(console, Localized(*counts))
    for problem in (*new, *old)[:_LISTED]:
        click.echo(f"trace: {problem_line(problem, console.language)}", err=True)
    if more := len(ending[_LISTED:]):
        _say(console, Localized(f"另有 {more} 项，见 trace check", f"{more} more: see trace check"))
