"""First step of the action: is the history there, and which range is meant? Ends with 3 and the fix where it is not.

Reads RANGE (the input) and what GitHub says of the event; writes `range` and `since` to GITHUB_OUTPUT. Standard library
only, for nothing is installed yet.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

EVIDENCE = 3
PROMISOR = r"^(extensions\.partialclone|remote\..*\.(promisor|partialclonefilter))$"


def asked(*words: str) -> "subprocess.CompletedProcess[str]":
    """What git answers; nothing is fetched for it."""
    quiet = {**os.environ, "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}
    return subprocess.run(
        ["git", *words], capture_output=True, encoding="utf-8", errors="replace", env=quiet, check=False
    )


def git(*words: str) -> str:
    """What git says, empty where it fails."""
    ran = asked(*words)
    return ran.stdout.strip() if ran.returncode == 0 else ""


def is_commit(name: str) -> bool:
    """Whether a name stands for a commit that is here."""
    return not name.startswith("-") and bool(git("rev-parse", "-q", "--verify", f"{name}^{{commit}}"))


def annotate(kind: str, words: str) -> None:
    """One annotation, whatever signs are in it."""
    escaped = words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    print(f"::{kind} title=trace::{escaped}", flush=True)


def stop(zh: str, en: str) -> None:
    """Say what is missing and what to do, as an annotation and as text, and end with 3."""
    annotate("error", f"{zh} / {en}")
    print(f"{zh}\n{en}", file=sys.stderr)
    sys.exit(EVIDENCE)


def demand_repository() -> None:
    """Stop where git sees no repository, with what git itself says of it."""
    ran = asked("rev-parse", "--git-dir")
    if ran.returncode == 0:
        return
    said = " ".join(ran.stderr.split()) or "git failed"
    if "safe.directory" in said or "dubious ownership" in said:
        stop(
            f'git 不信任此文件夹的所有者：请运行 git config --global --add safe.directory "$PWD"（git：{said}）',
            "git does not trust the owner of this folder: run "
            f'git config --global --add safe.directory "$PWD" first (git: {said})',
        )
    stop(
        f"此处没有 git 仓库：请先用 actions/checkout 检出，并核对 working-directory（git：{said}）",
        f"no git repository here: use actions/checkout first, and look at `working-directory` (git: {said})",
    )


def demand_history() -> None:
    """Stop where the clone is shallow."""
    if git("rev-parse", "--is-shallow-repository") == "true":
        stop(
            "检出的历史不完整：请在 actions/checkout 一步加上 with: fetch-depth: 0",
            "the checkout is shallow: add `with: fetch-depth: 0` to the step of actions/checkout",
        )


def demand_contents(chosen: str) -> None:
    """Stop where the clone was made with a filter and lacks contents of the range: they would not be assessed."""
    if not git("config", "--get-regexp", PROMISOR):
        return
    ends = [end for end in chosen.replace("...", "..").split("..") if end]
    switches = ("rev-list", "--objects", "--missing=print", "--no-object-names")
    found = {*git(*switches, "--no-walk=unsorted", *ends).splitlines(), *git(*switches, chosen).splitlines()}
    count = sum(line.startswith("?") for line in found)
    if count:
        stop(
            f"此克隆缺少 {count} 个文件内容（以 filter 克隆）：请在 actions/checkout 一步去掉 filter 并保留 "
            "fetch-depth: 0，或运行 git fetch --refetch --no-filter",
            f"this clone lacks {count} contents of files, for it was made with a filter: take `filter` out of the step "
            "of actions/checkout and keep `fetch-depth: 0`, or run git fetch --refetch --no-filter",
        )


def wanted(environment: dict[str, str], event: dict) -> tuple[str, str]:
    """The range and what one revision counts from: as given, else by the event.

    A tag counts from the release before it, a pull request from where it left its base, a push from what was there.
    Which tag is a release only the tool can say, by the naming rule of trace.yaml: `release` asks it to.
    """
    if environment.get("RANGE"):
        return environment["RANGE"], ""
    name, head = environment.get("GITHUB_EVENT_NAME", ""), git("rev-parse", "HEAD")
    base, tip = sha_of(event, "base"), sha_of(event, "head")
    if name.startswith("pull_request") and base:
        return since_base(base, tip, head), ""
    if environment.get("GITHUB_REF_TYPE") == "tag":
        return environment["GITHUB_REF_NAME"], "release"
    before = event.get("before")
    if isinstance(before, str) and before.strip("0"):
        if git("cat-file", "-t", before) == "commit":
            return f"{before}..{head}", ""
        annotate(
            "notice",
            f"推送前的提交 {before} 已不在仓库中（强制推送？），改从上一发布版本起算；也可给出 range / "
            f"{before}, the commit before this push, is gone (a force push?): counted from the release before it; the "
            "input `range` says otherwise",
        )
    demand_tags(head)
    return head, "release"


def sha_of(event: dict, end: str) -> str:
    """The commit of one end of a pull request, empty where the event names none."""
    found = event.get("pull_request")
    for word in (end, "sha"):
        found = found.get(word) if isinstance(found, dict) else None
    return found if isinstance(found, str) else ""


def since_base(base: str, tip: str, head: str) -> str:
    """What a pull request brings: of GitHub's merge since its first parent, of its own head since it left the base.

    A base that went on must not be charged to the pull request. Of `pull_request_target` the base is checked out, so
    the head is the one that the event names.
    """
    if tip and git("rev-parse", "-q", "--verify", "HEAD^2") == tip:
        return f"{git('rev-parse', 'HEAD^1')}..{head}"
    if tip and not is_commit(tip):
        stop(
            f"检出中没有合并请求的提交 {tip}：请先运行 git fetch origin {tip}，或使用 on: pull_request",
            f"the head of the pull request, {tip}, is not here: run git fetch origin {tip} first, or use "
            "`on: pull_request`",
        )
    return f"{base}...{tip or head}"


def read_event(path: str) -> dict:
    """What GitHub says of the event; where it cannot be read that is said, and the job goes on as for a plain push."""
    if not path:
        return {}
    try:
        event = json.loads(Path(path).read_text("utf-8"))
        fault = f"{type(event).__name__}, no object"
    except (OSError, ValueError, RecursionError) as raised:
        event, fault = None, " ".join(f"{type(raised).__name__} {raised}".split())
    if isinstance(event, dict):
        return event
    annotate(
        "warning",
        f"无法读取事件 {path}，按普通推送处理（{fault}） / "
        f"the event {path} cannot be read; taken as a plain push ({fault})",
    )
    return {}


def demand_tags(revision: str) -> None:
    """Stop where no tag lies before a revision that is to be counted from one."""
    if not git("describe", "--tags", "--abbrev=0", revision):
        stop(
            "没有更早的标签可作起点：请给出 range，或在检出时加上 fetch-depth: 0（含标签）",
            "no earlier tag to start from: give the input `range`, or check out with fetch-depth: 0, which brings tags",
        )


def main() -> None:
    """Look at the clone, then at the two ends, then at what lies between."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")
    environment = dict(os.environ)
    demand_repository()
    demand_history()
    if not git("tag", "--list"):
        annotate("warning", "检出中没有标签，请加上 fetch-depth: 0 / no tags here: add fetch-depth: 0")
    chosen, since = wanted(environment, read_event(environment.get("GITHUB_EVENT_PATH", "")))
    for end in [end for end in chosen.replace("...", "..").split("..") if end]:
        if not is_commit(end):
            stop(
                f"仓库中没有 {end}：请核对 range，并以 fetch-depth: 0 检出（含标签）",
                f"there is no {end} here: look at `range`, and check out with fetch-depth: 0, which brings tags",
            )
    demand_contents(chosen)
    with open(environment["GITHUB_OUTPUT"], "a", encoding="utf-8") as output:
        output.write(f"range={chosen}\nsince={since}\n")
    print(f"range: {chosen}{f' since the {since} before it' if since else ''}")


if __name__ == "__main__":
    main()
