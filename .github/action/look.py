"""First step of the action: is the history there, and which range is meant? Ends with 3 and the fix where it is not.

Reads RANGE (the input) and what GitHub says of the event; writes `range` to GITHUB_OUTPUT. Standard library only, for
nothing is installed yet.
"""

import json
import os
import subprocess
import sys

EVIDENCE = 3
NOBODY = "0" * 40


def git(*words: str) -> str:
    """What git says, empty where it fails."""
    ran = subprocess.run(["git", *words], capture_output=True, text=True, check=False)
    return ran.stdout.strip() if ran.returncode == 0 else ""


def stop(zh: str, en: str) -> None:
    """Say what is missing and what to do, as an annotation and as text, and end with 3."""
    print(f"::error title=trace::{zh} / {en}")
    print(f"{zh}\n{en}", file=sys.stderr)
    sys.exit(EVIDENCE)


def wanted(environment: dict[str, str], event: dict) -> str:
    """The range: as given, else by the event: a tag since the release before it, a pull request since its base."""
    if environment.get("RANGE"):
        return environment["RANGE"]
    name, head = environment.get("GITHUB_EVENT_NAME", ""), git("rev-parse", "HEAD")
    if name.startswith("pull_request"):
        return f"{event['pull_request']['base']['sha']}..{head}"
    if environment.get("GITHUB_REF_TYPE") == "tag":
        tag = environment["GITHUB_REF_NAME"]
        return f"{earlier_tag(f'{tag}^')}..{tag}"
    before = event.get("before") or NOBODY
    if before != NOBODY and git("cat-file", "-t", before) == "commit":
        return f"{before}..{head}"
    return f"{earlier_tag(head)}..{head}"


def earlier_tag(revision: str) -> str:
    """The nearest tag up to a revision."""
    tag = git("describe", "--tags", "--abbrev=0", revision)
    if not tag:
        stop(
            "没有更早的标签可作起点：请给出 range，或在检出时加上 fetch-depth: 0（含标签）",
            "no earlier tag to start from: give the input `range`, or check out with fetch-depth: 0, which brings tags",
        )
    return tag


def main() -> None:
    """Look at the clone, then at the two ends."""
    environment = dict(os.environ)
    if git("rev-parse", "--is-shallow-repository") != "false":
        stop(
            "检出的历史不完整：请在 actions/checkout 一步加上 with: fetch-depth: 0",
            "the checkout is shallow: add `with: fetch-depth: 0` to the step of actions/checkout",
        )
    if not git("tag", "--list"):
        print("::warning title=trace::检出中没有标签，请加上 fetch-depth: 0 / no tags here: add fetch-depth: 0")
    path = environment.get("GITHUB_EVENT_PATH", "")
    event = json.loads(open(path, encoding="utf-8").read()) if path else {}
    chosen = wanted(environment, event)
    for end in [end for end in chosen.replace("...", "..").split("..") if end]:
        if not git("rev-parse", "-q", "--verify", f"{end}^{{commit}}"):
            stop(
                f"仓库中没有 {end}：请核对 range，并以 fetch-depth: 0 检出（含标签）",
                f"there is no {end} here: look at `range`, and check out with fetch-depth: 0, which brings tags",
            )
    with open(environment["GITHUB_OUTPUT"], "a", encoding="utf-8") as output:
        output.write(f"range={chosen}\n")
    print(f"range: {chosen}")


if __name__ == "__main__":
    main()
