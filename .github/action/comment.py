"""Fourth step, on pull requests: one comment, written anew at each run, where the token allows it; never a failure.

A fork's token may not write: then the summary of the job is all there is, and that is said.
"""

import json
import os
import sys
import urllib.error
import urllib.request
from pathlib import Path

MARK = "<!-- trace -->"
LONGEST = 60_000


def api(method: str, path: str, body: dict | None = None) -> object:
    """One call to GitHub's API."""
    request = urllib.request.Request(
        f"{os.environ['GITHUB_API_URL']}/repos/{os.environ['GITHUB_REPOSITORY']}{path}",
        method=method,
        data=json.dumps(body).encode() if body else None,
        headers={
            "Authorization": f"Bearer {os.environ['TOKEN']}",
            "Accept": "application/vnd.github+json",
            "Content-Type": "application/json",
        },
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.loads(answer.read() or b"null")


def ours(number: int) -> int:
    """The comment of an earlier run, 0 where there is none."""
    page = 1
    while found := api("GET", f"/issues/{number}/comments?per_page=100&page={page}"):
        for comment in found:
            if MARK in (comment.get("body") or ""):
                return comment["id"]
        page += 1
    return 0


def text(summary: str) -> str:
    """The comment: the summary as far as GitHub takes it, and the mark by which it is found again."""
    if len(summary) > LONGEST:
        summary = summary[:LONGEST].rsplit("\n", 1)[0] + "\n\n其余见作业摘要 / the rest stands in the job summary\n"
    return f"{MARK}\n{summary}"


def main() -> None:
    """Write or replace the comment."""
    event = json.loads(Path(os.environ["GITHUB_EVENT_PATH"]).read_text("utf-8"))
    number = event.get("pull_request", {}).get("number")
    summary = Path(os.environ["RUNNER_TEMP"]) / "trace-job" / "summary.md"
    if not number or not os.environ.get("TOKEN") or not summary.is_file():
        return
    body = {"body": text(summary.read_text("utf-8"))}
    try:
        known = ours(number)
        if known:
            api("PATCH", f"/issues/comments/{known}", body)
        else:
            api("POST", f"/issues/{number}/comments", body)
    except (urllib.error.URLError, TimeoutError, ValueError) as fault:
        print(f"::notice title=trace::未写评论，见作业摘要 / no comment written, see the summary: {fault}")


if __name__ == "__main__":
    sys.exit(main())
