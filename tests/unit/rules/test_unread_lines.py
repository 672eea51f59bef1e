"""Changed lines of build, deployment and components that no row speaks of: told with file, line, commit and texts."""

import pytest

from medtrace.config.options import read_options
from medtrace.model.change import ChangeSet
from medtrace.model.project import ComponentMap
from medtrace.model.verdict import Clause, Confidence, Finding, RuleUse, Severity, Trigger
from medtrace.plugins import rule as find
from medtrace.rules._engine import apply_triggers
from medtrace.rules._left_unread import looked_at
from medtrace.words import same
from tests.support.changes import COMMIT, Content, change_set, component

UNITS = ComponentMap(
    (
        component("algo", "src/**", tags=("core-algorithm",)),
        component("platform", "Dockerfile", "*.txt", "*.toml", "*.lock", "*.json", "hal/**", tags=("platform",)),
        component("build", "Jenkinsfile", "CMakeLists.txt", "app/**"),
        component("deploy", "deploy/**", tags=("deployment",)),
    )
)
DOCKERFILE = """FROM ubuntu:22.04
ENV MODE=fast LEVEL=1
RUN apt-get update && apt-get install -y \\
    curl=7.81.0-1 \\
    libdcmtk17=3.6.6-5 \\
    && make FAST=1
RUN pip install numpy==1.26.0 pydicom==2.4.3
CMD ["python", "-m", "app"]
"""
K8S = "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: a\nspec:\n  replicas: 1\n"
LOCK = '[[package]]\nname = "serde"\nversion = "1.0.1"\nsource = "registry+x"\nchecksum = "aa"\n'
JENKINS = "pipeline {\n  stages { sh 'make' }\n}\n"
NGINX = "server {\n  listen 80;\n  client_max_body_size 1m;\n}\n"


def _row(identity: str, name: str, **options: object) -> Trigger:
    use = RuleUse(name, tuple(options.items()))
    return Trigger(
        identity, same(identity), "platform", "adaptive", Severity.MINOR, Clause("D", "—", "D"), rules=(use,)
    )


ROWS = (
    _row("A-01", "platform-values", facts=("os-family",), change="replaced"),
    _row("A-09", "platform-values", facts=("os-release", "runtime", "minimum", "middleware"), change="release"),
    _row("A-10", "platform-values", facts=("os-release", "runtime", "package", "image-digest"), change="patch"),
    _row("A-14", "platform-values", facts=("package",), change="release"),
    _row("P-04", "mapped-files", tag="core-algorithm"),
    _row("T-01", "ots-components", changes=("added", "removed", "major", "open", "minor", "patch")),
    _row("V-04", "unread-lines"),
)


def findings(path: str, before: Content, after: Content) -> tuple[Finding, ...]:
    """What the rows find where one file changed."""
    old, new = ({} if text is None else {path: text} for text in (before, after))
    return judged(change_set({"src/a.py": "A = 1\n", **old}, {"src/a.py": "A = 1\n", **new}, components=UNITS))


def judged(changes: ChangeSet) -> tuple[Finding, ...]:
    """What the rows find of a change set."""
    rules = {use.rule: find(use.rule) for row in ROWS for use in row.rules}
    return apply_triggers(
        ROWS, rules, lambda use: read_options(dict(use.options), rules[use.rule].options, place="test"), changes
    )


def unread(path: str, before: Content, after: Content) -> list[tuple[int, str, str]]:
    """Line and both texts of what nobody speaks of."""
    found = [one for one in findings(path, before, after) if one.trigger.id == "V-04"]
    assert all(one.hit.confidence is Confidence.UNASSESSABLE for one in found)
    pieces = [piece for one in found for piece in one.hit.evidence]
    assert all(piece.path == path and piece.commits == (COMMIT,) for piece in pieces)
    return [(piece.line, piece.before, piece.after) for piece in pieces]


TOLD = [
    ("ENV of an image", "Dockerfile", DOCKERFILE, ("LEVEL=1", "LEVEL=2"), 2),
    ("a command of an image", "Dockerfile", DOCKERFILE, ('"app"', '"server"'), 8),
    ("the rest of a line of commands", "Dockerfile", DOCKERFILE, ("FAST=1", "FAST=0"), 6),
    ("replicas", "deploy/k8s/app.yaml", K8S, ("replicas: 1", "replicas: 3"), 6),
    ("a value of Helm", "deploy/helm/values.yaml", "cache:\n  size: 10\n", ("10", "20"), 2),
    ("a unit of systemd", "deploy/a.service", "[Service]\nExecStart=/a\nRestart=no\n", ("=no", "=always"), 3),
    ("a directive of nginx", "deploy/nginx.conf", NGINX, ("1m", "9m"), 3),
    ("a step of a pipeline", "Jenkinsfile", JENKINS, ("'make'", "'make all'"), 2),
    ("an option of CMake", "CMakeLists.txt", 'project(a)\noption(FAST "x" OFF)\n', ("OFF", "ON"), 2),
    ("a block of Gradle", "app/build.gradle", "android {\n  packagingOptions { a 'b' }\n}\n", ("'b'", "'c'"), 2),
    ("a shell script", "deploy/go.sh", "#!/bin/sh\nulimit -n 100\n", ("100", "200"), 2),
    ("an upper bound that moved", "requirements.txt", "flask>=1.20,<2\n", ("<2", "<3"), 1),
    ("a file of an unknown kind", "deploy/thing.xyz", "a = 1\n", ("1", "2"), 1),
    ("code of a unit that no row looks at", "hal/io.py", "A = 1\n", ("1", "2"), 1),
    (
        "command of a service",
        "deploy/compose.yaml",
        "services:\n  a:\n    image: redis:7\n    command: x\n",
        ("x", "y"),
        4,
    ),
    ("a checksum alone", "Cargo.lock", LOCK, ('"aa"', '"bb"'), 5),
]


@pytest.mark.parametrize(("path", "before", "step", "line"), [one[1:] for one in TOLD], ids=[one[0] for one in TOLD])
def test_lines_that_nobody_reads_are_told(path: str, before: str, step: tuple[str, str], line: int) -> None:
    after = before.replace(*step)
    (told,) = unread(path, before, after)
    assert told == (line, before.split("\n")[line - 1].strip(), after.split("\n")[line - 1].strip())


SAID = [
    ("a version of a package", "Dockerfile", DOCKERFILE, ("3.6.6-5", "3.6.7-1"), "A-10"),
    ("another release of a package", "Dockerfile", DOCKERFILE, ("7.81.0-1", "8.1.0-1"), "A-14"),
    ("a package more", "Dockerfile", DOCKERFILE, ("    curl", "    libjpeg8 \\\n    curl"), "A-14"),
    ("a package of Python", "Dockerfile", DOCKERFILE, ("1.26.0", "2.0.0"), "T-01"),
    ("a lock file without a manifest", "Cargo.lock", LOCK, ("1.0.1", "2.0.1"), "T-01"),
    ("a lower bound that moved", "requirements.txt", "flask>=1.20,<2\n", ("1.20", "1.22"), "T-01"),
]


@pytest.mark.parametrize(("path", "before", "step", "row"), [one[1:] for one in SAID], ids=[one[0] for one in SAID])
def test_what_is_read_is_said_by_its_row_and_not_twice(path: str, before: str, step: tuple[str, str], row: str) -> None:
    after = before.replace(*step)
    named = {one.trigger.id for one in findings(path, before, after) if any(p.path == path for p in one.hit.evidence)}
    assert named == {row}


def test_another_digest_under_the_same_tag_is_a_question_of_a_patch() -> None:
    before, after = (f"FROM ubuntu:22.04@sha256:{sign * 64}\n" for sign in "ab")
    (found,) = (one for one in findings("Dockerfile", before, after) if one.hit.evidence)
    assert (found.trigger.id, found.hit.confidence) == ("A-10", Confidence.QUESTION)


SILENT = [
    ("the spelling of a component", "requirements.txt", "PyYAML==6.0\n", "pyyaml==6.0\n"),
    ("a comment of an image", "Dockerfile", DOCKERFILE, f"# why\n{DOCKERFILE}"),
    ("the case of an instruction", "Dockerfile", "FROM ubuntu:22.04 as a\nRUN x\n", "FROM ubuntu:22.04 AS a\nrun x\n"),
    ("layout of YAML", "deploy/a.yaml", "a:\n  b: 1\n", "# why\na:\n    b: 1  # so\n"),
    ("a comment of nginx", "deploy/nginx.conf", NGINX, NGINX.replace("80;", "80; # web")),
    ("comments of a pipeline", "Jenkinsfile", JENKINS, f"// one\n/* two\n three */\n{JENKINS}"),
    ("a comment of a unit", "deploy/a.service", "[Unit]\nA=1\n", "; why\n[Unit]\nA=1\n"),
    ("a comment of a script", "deploy/go.sh", "#!/bin/sh\nulimit -n 1\n", "#!/bin/sh\n# why\nulimit -n 1\n"),
    ("the product's own version", "pyproject.toml", '[project]\nversion = "1.0"\n', '[project]\nversion = "1.1"\n'),
    ("a text for readers", "deploy/README.md", "one\n", "two\n"),
    ("line ends", "deploy/thing.xyz", "a = 1\nb = 2\n", "a = 1\r\nb = 2\r\n"),
]


@pytest.mark.parametrize(("path", "before", "after"), [one[1:] for one in SILENT], ids=[one[0] for one in SILENT])
def test_what_says_nothing_is_not_told(path: str, before: str, after: str) -> None:
    assert unread(path, before, after) == []


def test_a_file_that_came_or_went_is_told_whole() -> None:
    assert unread("deploy/a.nginx", None, "gzip on;\n") == [(1, "", "gzip on;")]
    assert unread("deploy/a.nginx", "gzip on;\n", None) == [(1, "gzip on;", "")]


def test_a_binary_file_is_told_without_a_line() -> None:
    assert unread("deploy/tool", b"\x00\x01", b"\x00\x02") == [(0, "", "")]


def test_code_of_a_unit_that_a_row_looks_at_is_left_to_that_row() -> None:
    rows = {one.trigger.id for one in findings("src/b.py", "A = 1\n", "A = 2\n")}
    assert "P-04" in rows
    assert "V-04" not in rows


def test_the_tags_that_rows_look_at_come_from_the_table() -> None:
    assert looked_at((*ROWS, _row("S-08", "security-in-function", tags=("alarm",)))) == {"core-algorithm", "alarm"}


def test_a_component_that_another_manifest_answers_for_is_no_unread_line() -> None:
    before = {"requirements.txt": "flask==1.0.0\n", "hal/requirements.txt": "flask==1.0.0\n"}
    after = {"requirements.txt": "flask==1.4.0\n", "hal/requirements.txt": "flask==1.0.1\n"}
    found = judged(change_set(before, after, components=UNITS))
    assert [one.hit.subject for one in found if one.trigger.id == "V-04" and one.hit.evidence] == []
