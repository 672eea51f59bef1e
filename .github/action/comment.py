"""Fourth step, on pull requests: one comment, written anew at each run, where the token allows it; never a failure.

A fork's token may not write: then the summary of the job is all there is, and that is said. A comment is ours where its
author is the token's own and its text begins with the mark of this product; what anybody else wrote is left alone.
"""

import http.client
import json
import os
import re
import sys
import urllib.error
import urllib.request
from pathlib import Path

LONGEST = 60_000
PAGE, MOST_PAGES = 100, 50
ACTIONS = "github-actions[bot]"
FAULTS = (OSError, http.client.HTTPException, ValueError, TypeError, LookupError, AttributeError, RecursionError)


def mark() -> str:
    """The first line of our comment; it names artifact and folder, for a pull request may concern two products."""
    folder = os.environ.get("FOLDER", "").strip("./")
    words = " ".join(filter(None, ("trace", os.environ.get("ARTIFACT") or "trace-report", folder)))
    return f"<!-- {re.sub('[<>-]{2,}|[<>]', '-', words)} -->"


def api(method: str, path: str, body: dict | None = None) -> object:
    """One call to GitHub's API."""
    request = urllib.request.Request(
        f"{os.environ['GITHUB_API_URL']}{path}",
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


def author() -> str:
    """Who writes with this token; the token of a job may not ask and writes as GitHub's own robot."""
    try:
        user = api("GET", "/user")
        return user["login"]
    except FAULTS:
        return ACTIONS


def ours(repository: str, number: int) -> int:
    """The comment of an earlier run, 0 where there is none."""
    own, first = author(), mark()
    for page in range(1, MOST_PAGES + 1):
        found = api("GET", f"{repository}/issues/{number}/comments?per_page={PAGE}&page={page}")
        if not isinstance(found, list):
            raise TypeError("the answer is no list of comments")
        for comment in found:
            is_own = ((comment.get("user") or {}).get("login") or "") == own
            if is_own and (comment.get("body") or "").startswith(first):
                return comment["id"]
        if len(found) < PAGE:
            break
    return 0


def text(summary: str) -> str:
    """The comment: the mark by which it is found again, and the summary as far as GitHub takes it."""
    if len(summary) > LONGEST:
        summary = summary[:LONGEST].rsplit("\n", 1)[0] + "\n\n其余见作业摘要 / the rest stands in the job summary\n"
    return f"{mark()}\n{summary}"


def write() -> None:
    """Write or replace the comment."""
    event = json.loads(Path(os.environ["GITHUB_EVENT_PATH"]).read_text("utf-8"))
    number = (event.get("pull_request") or {}).get("number")
    # Without a folder of its own the run before this step has failed; what lies in another is another product's.
    summary = Path(os.environ.get("JOB", "")) / "summary.md"
    if not number or not os.environ.get("TOKEN") or not os.environ.get("JOB") or not summary.is_file():
        return
    repository = f"/repos/{os.environ['GITHUB_REPOSITORY']}"
    body = {"body": text(summary.read_text("utf-8"))}
    known = ours(repository, number)
    if known:
        api("PATCH", f"{repository}/issues/comments/{known}", body)
    else:
        api("POST", f"{repository}/issues/{number}/comments", body)


def main() -> None:
    """Try, and tell what kept it from being written."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        write()
    except FAULTS as fault:
        refused = isinstance(fault, urllib.error.HTTPError) and fault.code in {401, 403, 404}
        kind = "notice" if refused else "warning"
        why = f"{type(fault).__name__} {fault}".replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        print(f"::{kind} title=trace::未写评论，见作业摘要 / no comment written, see the summary: {why}")


if __name__ == "__main__":
    main()
