"""Third step: assess and report, then annotations, summary and outputs; ends as `trace report` ends.

Runs in the environment that `install.sh` made. Inputs come as variables: RANGE, CONFIG, PROFILE, LANGUAGES, FORMATS,
RESULTS, FAIL_ON; all but RANGE may be empty.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

OPTIONS = {
    "CONFIG": "--config",
    "PROFILE": "--profile",
    "LANGUAGES": "--documents-lang",
    "FORMATS": "--as",
    "RESULTS": "--results",
    "FAIL_ON": "--fail-on",
}


def main() -> int:
    """Write the set into the runner's temporary folder and tell GitHub of it."""
    report = Path(os.environ["RUNNER_TEMP"]) / "trace-report"
    job = Path(os.environ["RUNNER_TEMP"]) / "trace-job"
    words = ["report", "--output", str(report), "--ci", str(job)]
    given = {**os.environ, "CONFIG": os.environ.get("CONFIG") or own_config()}
    for name, option in OPTIONS.items():
        if given.get(name):
            words += [option, given[name]]
    command = [sys.executable, "-P", "-m", "medtrace", *words, "--", os.environ["RANGE"]]
    ran = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8", check=False)
    sys.stderr.write(ran.stderr)
    if (job / "outputs.txt").is_file():
        tell(report, job)
    elif ran.returncode:
        why = ran.stderr.strip() or "no message"
        words = f"未生成报告 / no report was made (exit code {ran.returncode}): {why}"
        print(f"::error title=trace::{words.replace('%', '%25').replace(chr(10), '%0A')}")
        append("GITHUB_STEP_SUMMARY", f"## trace\n\n未生成报告 / no report was made\n\n```\n{why}\n```\n")
    return ran.returncode


def tell(report: Path, job: Path) -> None:
    """Annotations to stdout, summary and outputs to the files that GitHub names."""
    sys.stdout.buffer.write(placed((job / "annotations.txt").read_text("utf-8")).encode())
    sys.stdout.flush()
    append("GITHUB_STEP_SUMMARY", (job / "summary.md").read_text("utf-8"))
    outputs = (job / "outputs.txt").read_text("utf-8")
    append("GITHUB_OUTPUT", f"{outputs}report={report}\nsarif={job / 'findings.sarif'}\n")


def own_config() -> str:
    """The configuration of one product of several: beside the working directory's files, where the root has none."""
    here, top = Path.cwd(), top_folder()
    is_own = here != top and (here / "trace.yaml").is_file() and not (top / "trace.yaml").is_file()
    return "trace.yaml" if is_own else ""


def placed(annotations: str) -> str:
    """Annotations name files below the workspace, also where the repository is checked out in a folder of it."""
    top, workspace = top_folder(), Path(os.environ.get("GITHUB_WORKSPACE") or top_folder()).resolve()
    if top == workspace or not top.is_relative_to(workspace):
        return annotations
    folder = top.relative_to(workspace).as_posix()
    escaped = folder.replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
    return re.sub(r"^(::\w+ file=)", lambda found: f"{found.group()}{escaped}/", annotations, flags=re.MULTILINE)


def top_folder() -> Path:
    """The top of the repository that the step stands in."""
    said = subprocess.run(["git", "rev-parse", "--show-toplevel"], capture_output=True, encoding="utf-8", check=False)
    return Path(said.stdout.strip() or ".").resolve()


def append(name: str, text: str) -> None:
    """Add to a file that a variable of the runner names."""
    if os.environ.get(name):
        with open(os.environ[name], "a", encoding="utf-8") as file:
            file.write(text)


if __name__ == "__main__":
    sys.exit(main())
