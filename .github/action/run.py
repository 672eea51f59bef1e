"""Third step: assess and report, then annotations, summary and outputs; ends as `trace report` ends.

Runs in the environment that `install.sh` made. Inputs come as variables: RANGE, CONFIG, PROFILE, LANGUAGES, FORMATS,
RESULTS, FAIL_ON, ARTIFACT, SINCE; all but RANGE may be empty. RESULTS holds a file, a folder (its *.xml) or a
glob a line.
"""

import os
import re
import shutil
import subprocess
import sys
from glob import escape, glob
from pathlib import Path

OPTIONS = {
    "CONFIG": "--config",
    "PROFILE": "--profile",
    "LANGUAGES": "--documents-lang",
    "FORMATS": "--as",
    "FAIL_ON": "--fail-on",
    "SINCE": "--since",
}


def main() -> int:
    """Write the set into the runner's temporary folder and tell GitHub of it."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")
    report, job = places()
    words = ["report", "--output", str(report), "--ci", str(job)]
    given = {**os.environ, "CONFIG": os.environ.get("CONFIG") or own_config()}
    for name, option in OPTIONS.items():
        if given.get(name):
            words += [option, given[name]]
    for file in results(given.get("RESULTS", "")):
        words += ["--results", file]
    command = [sys.executable, "-P", "-m", "medtrace", *words, "--", os.environ["RANGE"]]
    ran = subprocess.run(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    sys.stderr.write(ran.stderr)
    if (job / "outputs.txt").is_file():
        tell(report, job)
    elif ran.returncode:
        why = ran.stderr.strip() or "no message"
        words = f"未生成报告 / no report was made (exit code {ran.returncode}): {why}"
        print(f"::error title=trace::{words.replace('%', '%25').replace(chr(10), '%0A')}")
        fence = "`" * (3 + max(map(len, re.findall("`+", why)), default=0))
        append("GITHUB_STEP_SUMMARY", f"## trace\n\n未生成报告 / no report was made\n\n{fence}\n{why}\n{fence}\n")
    return ran.returncode


def places() -> tuple[Path, Path]:
    """Folders of the documents and of what GitHub shows, by the name of the artifact: one job may use this twice.

    What an earlier use left there must not pass for the result of this one.
    """
    name = re.sub(r"[^\w.-]+", "-", os.environ.get("ARTIFACT", ""))
    suffix = "" if name in {"", "trace-report"} else f"-{name}"
    found = tuple(Path(os.environ["RUNNER_TEMP"]) / f"{one}{suffix}" for one in ("trace-report", "trace-job"))
    for folder in found:
        if folder.exists():
            shutil.rmtree(folder)
    return found


def results(given: str) -> list[str]:
    """The files of results: each line is a file, a folder of which the *.xml are read, or a glob."""
    found: list[str] = []
    for line in filter(None, map(str.strip, given.splitlines())):
        pattern = f"{escape(line)}/*.xml" if Path(line).is_dir() else line
        matching = glob(pattern, recursive=True)  # noqa: PTH207 - a pattern may be absolute, which Path.glob refuses
        files = [line] if Path(line).is_file() else sorted(one for one in matching if Path(one).is_file())
        # What matches nothing goes on as it stands: the tool says that it is not there.
        found += files or [pattern]
    return list(dict.fromkeys(found))


def tell(report: Path, job: Path) -> None:
    """Annotations to stdout, summary and outputs to the files that GitHub names."""
    sys.stdout.buffer.write(placed((job / "annotations.txt").read_text("utf-8")).encode())
    sys.stdout.flush()
    append("GITHUB_STEP_SUMMARY", (job / "summary.md").read_text("utf-8"))
    outputs = (job / "outputs.txt").read_text("utf-8")
    append("GITHUB_OUTPUT", f"{outputs}report={report}\nsarif={job / 'findings.sarif'}\njob={job}\n")


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
