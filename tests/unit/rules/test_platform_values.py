"""Which differences of the platform fire, as what, and which are only questions."""

from collections.abc import Mapping

import pytest

from medtrace.model.project import ComponentMap, EnvironmentItem
from medtrace.model.verdict import Confidence, Hit
from medtrace.rules._platform._values import platform_summary
from medtrace.rules.platform_values import Options, platform_values
from tests.support.changes import COMMIT, Content, change_set, component

pytestmark = pytest.mark.requirement("REQ-051")

KINDS = ("replaced", "added", "release", "patch")
FACTS = (
    *("os-family", "os-release", "architecture", "hardware", "runtime", "minimum"),
    *("database", "browser-kernel", "required-software", "middleware"),
)


def looked(before: Mapping[str, Content], after: Mapping[str, Content], **more: object) -> dict[str, list[Hit]]:
    """Hits of every fact, by kind of change; that an end states no platform at all is tested apart."""
    changes = change_set(before, after, **more)  # type: ignore[arg-type]
    found = {kind: list(platform_values.look(changes, Options(FACTS, kind))) for kind in KINDS}
    kept = {kind: [hit for hit in hits if hit.subject != "platform"] for kind, hits in found.items()}
    return {kind: hits for kind, hits in kept.items() if hits}


def told(before: Mapping[str, Content], after: Mapping[str, Content], **more: object) -> list[tuple[str, str, str]]:
    """Kind of change, subject and confidence of every hit."""
    return [
        (kind, hit.subject, hit.confidence.value)
        for kind, hits in looked(before, after, **more).items()
        for hit in hits
    ]


def project(framework: str, *, note: str = "") -> str:
    return f"<Project><PropertyGroup><TargetFramework>{framework}</TargetFramework>{note}</PropertyGroup></Project>"


DOCKER = "deploy/Dockerfile"
K8S = "apiVersion: v1\nkind: Pod\nspec: {{nodeSelector: {{kubernetes.io/arch: {}}}, containers: [{{image: '{}'}}]}}\n"
BOARD = "[env:a]\nplatform = {}\nboard = {}\n"
MANIFEST = (
    '<manifest xmlns:android="http://schemas.android.com/apk/res/android">'
    '<uses-feature android:name="bluetooth" android:required="{}"/><application/></manifest>'
)
ENGINE = '{{"engines": {{"node": "{}"}}}}'
CASES = [
    (
        "the least runtime, within its release line",
        {"package.json": ENGINE.format("22.18.0")},
        {"package.json": ENGINE.format("22.19.0")},
        [("patch", "minimum:node", "certain")],
    ),
    (
        "the least runtime, of another release line",
        {"package.json": ENGINE.format("20.1.0")},
        {"package.json": ENGINE.format("22.19.0")},
        [("release", "minimum:node", "certain")],
    ),
    (
        "the least system is raised, whatever its release line",
        {"CMakeLists.txt": "set(CMAKE_OSX_DEPLOYMENT_TARGET 10.13)"},
        {"CMakeLists.txt": "set(CMAKE_OSX_DEPLOYMENT_TARGET 10.15)"},
        [("release", "minimum:macos", "certain")],
    ),
    (
        "another database in a pod",
        {"k8s.yaml": K8S.format("amd64", "postgres:13")},
        {"k8s.yaml": K8S.format("amd64", "mysql:8")},
        [("replaced", "database:mysql/postgres", "certain")],
    ),
    (
        "another release of the database in a chart",
        {"chart/values.yaml": "image: {repository: postgres, tag: '13'}"},
        {"chart/values.yaml": "image: {repository: postgres, tag: '16'}"},
        [("release", "database:postgres", "certain")],
    ),
    (
        "nodes of another architecture, beside a container that stays",
        {DOCKER: "FROM ubuntu:20.04", "k8s.yaml": K8S.format("amd64", "own:1")},
        {DOCKER: "FROM ubuntu:20.04", "k8s.yaml": K8S.format("arm64", "own:2")},
        [("replaced", "architecture:node", "certain")],
    ),
    (
        "another family of processors in firmware",
        {"platformio.ini": BOARD.format("ststm32", "nucleo_f103rb")},
        {"platformio.ini": BOARD.format("espressif32", "esp32dev")},
        [("replaced", "hardware:board", "certain"), ("replaced", "hardware:platform", "certain")],
    ),
    (
        "another version of the build tool of firmware",
        {"platformio.ini": BOARD.format("ststm32@17.0", "nucleo_f103rb")},
        {"platformio.ini": BOARD.format("ststm32@17.1", "nucleo_f103rb")},
        [],
    ),
    (
        "a feature that the device must have now",
        {"app/AndroidManifest.xml": MANIFEST.format("false")},
        {"app/AndroidManifest.xml": MANIFEST.format("true")},
        [("release", "minimum:device-features", "certain")],
    ),
    (
        "another family",
        {DOCKER: "FROM ubuntu:20.04"},
        {DOCKER: "FROM openeuler/openeuler:22.03"},
        [("replaced", "os-family:container", "certain")],
    ),
    (
        "another release of the family",
        {DOCKER: "FROM ubuntu:20.04"},
        {DOCKER: "FROM ubuntu:22.04"},
        [("release", "os-release:ubuntu", "certain")],
    ),
    ("code name and number are the same release", {DOCKER: "FROM ubuntu:20.04"}, {DOCKER: "FROM ubuntu:focal"}, []),
    (
        "a patch of the release",
        {DOCKER: "FROM debian:12.1"},
        {DOCKER: "FROM debian:12.5"},
        [("patch", "os-release:debian", "certain")],
    ),
    ("letter case and stage name", {DOCKER: "FROM ubuntu:20.04 as a"}, {DOCKER: "from ubuntu:20.04 AS b"}, []),
    (
        "a stage that only builds",
        {DOCKER: "FROM node:18 AS b\nFROM ubuntu:20.04"},
        {DOCKER: "FROM node:20 AS b\nFROM ubuntu:20.04"},
        [],
    ),
    ("digest only", {DOCKER: "FROM ubuntu:20.04@sha256:a"}, {DOCKER: "FROM ubuntu:20.04@sha256:b"}, []),
    (
        "runtime major",
        {DOCKER: "FROM node:18.1-alpine3.19"},
        {DOCKER: "FROM node:20.1-alpine3.19"},
        [("release", "runtime:node", "certain")],
    ),
    (
        "another architecture",
        {DOCKER: "FROM --platform=linux/amd64 alpine:3.19"},
        {DOCKER: "FROM --platform=linux/arm64 alpine:3.19"},
        [("replaced", "architecture:container", "certain")],
    ),
    (
        "a system beside the old one",
        {DOCKER: "FROM ubuntu:20.04"},
        {DOCKER: "FROM ubuntu:20.04", "win/Dockerfile": "FROM mcr.microsoft.com/windows/nanoserver:ltsc2022"},
        [("added", "os-family:container", "certain")],
    ),
    (
        "a system stated for the first time",
        {"a.txt": ""},
        {"a.txt": "", DOCKER: "FROM ubuntu:20.04"},
        [("added", "os-family:container", "question")],
    ),
    ("a system no longer stated", {DOCKER: "FROM ubuntu:20.04"}, {}, [("replaced", "os-family:container", "question")]),
    (
        "an unknown image's tag",
        {DOCKER: "FROM acme/base:1"},
        {DOCKER: "FROM acme/base:2"},
        [("release", "os-release:acme/base", "question")],
    ),
    (
        "a known image in the place of one that is not known, beside another container",
        {DOCKER: "FROM ours/base:1", "viewer/Dockerfile": "FROM debian:12"},
        {DOCKER: "FROM ubuntu:22.04", "viewer/Dockerfile": "FROM debian:12"},
        [("added", "os-family:container", "question"), ("release", "os-release:base-image", "question")],
    ),
    (
        "a container of another family beside one",
        {"viewer/Dockerfile": "FROM debian:12"},
        {DOCKER: "FROM ubuntu:22.04", "viewer/Dockerfile": "FROM debian:12"},
        [("added", "os-family:container", "certain")],
    ),
    (
        "another unknown image",
        {DOCKER: "FROM acme/base:1"},
        {DOCKER: "FROM acme/other:1"},
        [("release", "os-release:base-image", "question")],
    ),
    (
        "one framework to another",
        {"A.csproj": project("net6.0")},
        {"A.csproj": project("net8.0")},
        [("release", "runtime:dotnet", "certain")],
    ),
    (
        "more projects on the same framework",
        {"A.csproj": project("net6.0")},
        {"A.csproj": project("net6.0", note="<Version>2</Version>"), "B.csproj": project("net6.0")},
        [],
    ),
    (
        "only a project of tests moved on",
        {"A.csproj": project("net6.0"), "T/A.Test.csproj": project("net6.0")},
        {"A.csproj": project("net6.0"), "T/A.Test.csproj": project("net8.0")},
        [],
    ),
    (
        "SDK patch",
        {"global.json": '{"sdk": {"version": "8.0.407"}}'},
        {"global.json": '{"sdk": {"version": "8.0.411"}}'},
        [("patch", "runtime:dotnet-sdk", "certain")],
    ),
    (
        "SDK major",
        {"global.json": '{"sdk": {"version": "6.0.110"}}'},
        {"global.json": '{"sdk": {"version": "8.0.100"}}'},
        [("release", "runtime:dotnet-sdk", "certain")],
    ),
    (
        "a raised minimum",
        {"setup.cfg": "[options]\npython_requires = >= 3.7"},
        {"setup.cfg": "[options]\npython_requires = >=3.8"},
        [("release", "minimum:python", "certain")],
    ),
    (
        "the minimum moved to another manifest",
        {"setup.cfg": "[options]\npython_requires = >= 3.8"},
        {"pyproject.toml": '[project]\nrequires-python = ">=3.8"'},
        [],
    ),
    (
        "own version only",
        {"package.json": '{"version": "1.0.0", "engines": {"node": ">=18"}}'},
        {"package.json": '{"version": "1.1.0", "engines": {"node": ">= 18"}}'},
        [],
    ),
    (
        "another shell version",
        {"package.json": '{"dependencies": {"electron": "22.1.0"}}'},
        {"package.json": '{"dependencies": {"electron": "28.0.0"}}'},
        [("release", "browser-kernel:chromium/electron", "certain")],
    ),
    (
        "another database",
        {"compose.yaml": "services: {d: {image: 'postgres:12.4'}}"},
        {"compose.yaml": "services: {d: {image: 'mysql:8.0'}}"},
        [("replaced", "database:mysql/postgres", "certain")],
    ),
    (
        "another release of the database",
        {"compose.yaml": "services: {d: {image: 'postgres:12.4'}}"},
        {"compose.yaml": "services: {d: {image: 'postgres:14.1'}}"},
        [("release", "database:postgres", "certain")],
    ),
    (
        "a patch of the database",
        {"compose.yaml": "services: {d: {image: 'postgres:12.4'}}"},
        {"compose.yaml": "services: {d: {image: 'postgres:12.9'}}"},
        [("patch", "database:postgres", "certain")],
    ),
    (
        "two projects changed places",
        {"A.csproj": project("net6.0"), "B.csproj": project("net8.0")},
        {"A.csproj": project("net8.0"), "B.csproj": project("net6.0")},
        [("release", "runtime:dotnet", "question")],
    ),
    (
        "a condition that came with another value",
        {"A.csproj": project("net6.0")},
        {"A.csproj": project("net8.0").replace("<PropertyGroup>", "<PropertyGroup Condition=\"'$(A)' == 'b'\">")},
        [("release", "runtime:dotnet", "certain")],
    ),
    (
        "a runtime is another product",
        {"a/.nvmrc": "18"},
        {"a/.python-version": "3.11"},
        [("release", "runtime:node/python", "certain")],
    ),
]


@pytest.mark.parametrize(("before", "after", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_difference(
    before: dict[str, Content], after: dict[str, Content], expected: list[tuple[str, str, str]]
) -> None:
    assert told(before, after) == expected


def test_one_hit_for_all_projects_with_the_release_that_stays() -> None:
    before: dict[str, Content] = {f"src/P{i}/P{i}.csproj": project("net6.0") for i in range(25)}
    after: dict[str, Content] = {f"src/P{i}/P{i}.csproj": project("net8.0") for i in range(25)}
    before["Dockerfile"] = "FROM mcr.microsoft.com/dotnet/aspnet:6.0-jammy"
    after["Dockerfile"] = "\nFROM mcr.microsoft.com/dotnet/aspnet:8.0-jammy"
    (hit,) = looked(before, after)["release"]
    assert hit.summary.en == (
        "Runtime: dotnet 6.0 → dotnet 8.0 (26 files); operating-system release unchanged: ubuntu 22.04"
    )
    assert "操作系统版本不变：ubuntu 22.04" in hit.summary.zh
    assert hit.conditions == ("compatibility-unconfirmed",)
    assert len(hit.evidence) == 20
    first, second = hit.evidence[:2]
    assert (first.path, first.line, first.commits) == ("Dockerfile", 2, (COMMIT,))
    assert first.after == "mcr.microsoft.com/dotnet/aspnet:8.0-jammy"
    assert (second.path, second.before, second.after) == ("src/P0/P0.csproj", "net6.0", "net8.0")


def test_a_renamed_manifest_is_matched_by_its_old_path() -> None:
    before, after = {"old/A.csproj": project("net6.0")}, {"new/A.csproj": project("net8.0")}
    (hit,) = looked(before, after, renames={"old/A.csproj": "new/A.csproj"})["release"]
    assert [(one.path, one.before, one.after) for one in hit.evidence] == [("new/A.csproj", "net6.0", "net8.0")]


def test_paths_that_are_no_product_do_not_count() -> None:
    before: dict[str, Content] = {"docs/Dockerfile": "FROM ubuntu:20.04"}
    after: dict[str, Content] = {"docs/Dockerfile": "FROM alpine:3.19"}
    assert told(before, after, components=ComponentMap(not_product=("docs/**",))) == []


def test_a_mapped_folder_is_product_whatever_its_name() -> None:
    before: dict[str, Content] = {"blood-test/Dockerfile": "FROM ubuntu:20.04"}
    after: dict[str, Content] = {"blood-test/Dockerfile": "FROM alpine:3.19"}
    assert told(before, after) == []
    mapped = ComponentMap((component("blood", "blood-test/**"),))
    assert told(before, after, components=mapped) == [("replaced", "os-family:container", "certain")]


@pytest.mark.parametrize(
    ("before", "after"),
    [(None, "FROM ubuntu:22.04"), ("FROM ubuntu:22.04", None), ("FROM ubuntu:22.04", b"FROM \0\0")],
    ids=["missing before", "missing after", "binary after"],
)
def test_a_manifest_that_cannot_be_read_is_never_no_change(before: Content, after: Content) -> None:
    hits = [hit for one in looked({DOCKER: before}, {DOCKER: after}).values() for hit in one]
    open_ = [hit for hit in hits if hit.subject == f"manifest:{DOCKER}"]
    assert [(hit.confidence, hit.unknown) for hit in open_] == [(Confidence.UNASSESSABLE, "not-readable")]


@pytest.mark.parametrize("path", ["k8s.yaml", "chart/values.yaml", "AndroidManifest.xml", "App.config"])
def test_an_unreadable_manifest_is_told_beside_those_that_are_read(path: str) -> None:
    broken = "apiVersion: v1\nkind: Pod\nspec: ["
    container = {DOCKER: "FROM ubuntu:20.04"}
    found = [one[1:] for one in told({**container, path: broken}, {**container, path: broken + "["})]
    assert found == [(f"manifest:{path}", "unassessable")]


def test_the_same_unreadable_object_at_both_ends_is_no_change() -> None:
    assert told({DOCKER: None}, {DOCKER: None}) == []


ROWS = [
    *((("os-family",), "replaced"), (("architecture",), "replaced"), (("database",), "replaced")),
    (("os-release", "runtime", "minimum", "middleware"), "release"),
    (("os-release", "runtime", "database"), "patch"),
    (("os-family", "architecture"), "added"),
]


@pytest.mark.parametrize(("path", "row"), [("package.json", ROWS[0]), ("global.json", ROWS[3]), ("setup.py", ROWS[3])])
def test_an_unreadable_manifest_is_named_by_one_row(path: str, row: tuple[tuple[str, ...], str]) -> None:
    changes = change_set({path: "{}"}, {path: "{"})
    hits = {one: list(platform_values.look(changes, Options(*one))) for one in ROWS}
    assert [one for one in ROWS if any(hit.subject == f"manifest:{path}" for hit in hits[one])] == [row]


def test_many_unreadable_manifests_of_a_kind_are_one_hit() -> None:
    before: dict[str, Content] = {f"p{i}/Info.plist": "<plist/>" for i in range(30)}
    after: dict[str, Content] = {f"p{i}/Info.plist": b"\0\xff" for i in range(30)}
    (hit,) = looked(before, after)["replaced"]
    assert (hit.subject, len(hit.evidence)) == ("manifests:*.plist", 20)
    assert hit.summary.zh.startswith("清单文件 p0/Info.plist 等 30 个 无法读取")


NO_MANIFESTS = [
    ("compiled", "Info.plist"),
    ("other people's", "Carthage/Checkouts/A/Info.plist"),
    ("other people's packages", "web/node_modules/a/package.json"),
    ("results of a build", "app/build/Info.plist"),
    ("a bundle", "A/Main.storyboardc/Info.plist"),
]


@pytest.mark.parametrize(("_name", "path"), NO_MANIFESTS)
def test_files_that_are_no_manifest_of_the_product(_name: str, path: str) -> None:
    assert told({path: b"bplist00\0a"}, {path: b"bplist00\0b"}) == []


def test_a_container_file_in_a_folder_named_build_is_read() -> None:
    assert told({"build/Dockerfile": "FROM ubuntu:20.04"}, {"build/Dockerfile": "FROM ubuntu:22.04"}) == [
        ("release", "os-release:ubuntu", "certain")
    ]


@pytest.mark.parametrize(
    "path", [".devcontainer/Dockerfile", "ci/Dockerfile", "docker/dev/Dockerfile", "Dockerfile.dev"]
)
def test_a_container_of_developers_that_one_end_has_is_a_question(path: str) -> None:
    product: dict[str, Content] = {DOCKER: "FROM ubuntu:22.04"}
    assert told(product, {**product, path: "FROM alpine:3.19"}) == [("added", "os-family:container", "question")]
    both = told({**product, path: "FROM alpine:3.18"}, {**product, path: "FROM alpine:3.19"})
    assert both == [("release", "os-release:alpine", "certain")]


def test_a_service_that_is_built_here_is_the_product_itself() -> None:
    compose = "services: {a: {image: 'acme/%s', build: .}, d: {image: 'postgres:12.4'}}"
    assert told({"compose.yaml": compose % "a"}, {"compose.yaml": compose % "b"}) == []


def test_equal_values_show_which_file_changed() -> None:
    (hit,) = looked(
        {"A.csproj": project("net6.0"), "B.csproj": project("net8.0")},
        {"A.csproj": project("net8.0"), "B.csproj": project("net6.0")},
    )["release"]
    assert hit.summary.en == (
        "Runtime: A.csproj dotnet 6.0 → dotnet 8.0; B.csproj dotnet 8.0 → dotnet 6.0 (2 files); "
        "whether the platform changes is open"
    )


BLIND = [
    ("no manifest", {}, {}, {}, "v1.2, v1.3"),
    ("nothing at the older end", {}, {DOCKER: "FROM ubuntu:22.04"}, {}, "v1.2"),
    ("an image that is not known", {DOCKER: "FROM acme/a:1"}, {DOCKER: "FROM acme/a:1"}, {}, "v1.2, v1.3"),
    ("declared", {}, {}, {"environment": ((EnvironmentItem("Ubuntu", "os"),),) * 2}, ""),
    ("a minimum", {"setup.cfg": "[options]\npython_requires = >=3.8"}, {".nvmrc": "18"}, {}, ""),
]


@pytest.mark.parametrize(("_name", "before", "after", "more", "ends"), BLIND)
def test_an_end_without_any_platform_value_is_not_assessed(
    _name: str, before: dict[str, Content], after: dict[str, Content], more: dict[str, object], ends: str
) -> None:
    changes = change_set(before, after, **more)  # type: ignore[arg-type]
    rows = (Options((fact,), kind) for fact in FACTS for kind in KINDS)
    hits = [hit for row in rows for hit in platform_values.look(changes, row) if hit.subject == "platform"]
    assert [(hit.confidence, hit.unknown) for hit in hits] == [(Confidence.UNASSESSABLE, "not-readable")] * bool(ends)
    assert all(
        f"could be read at {ends}: the platform was not assessed (looked for Dockerfile" in hit.summary.en
        for hit in hits
    )


ENVIRONMENTS = [
    ("os", "Ubuntu", "20.04", "Windows Server", "2019", ("replaced", "os-family:declared", "certain")),
    ("os", "Ubuntu", "20.04 LTS", "ubuntu", "22.04 LTS", ("release", "os-release:ubuntu", "certain")),
    ("database", "PostgreSQL", "12.4", "MySQL", "8.0", ("replaced", "database:mysql/postgres", "certain")),
    ("browser", "Chrome", "100", "Firefox", "115", ("replaced", "browser-kernel:chromium/gecko", "certain")),
    (
        "required-software",
        "PDF 阅读器",
        "1.0",
        "PDF 阅读器",
        "1.0.2",
        ("patch", "required-software:pdf 阅读器", "certain"),
    ),
    ("middleware", "RabbitMQ", "3.12", "RabbitMQ", "3.13", ("release", "middleware:rabbitmq", "certain")),
    ("hardware", "显示器", "1", "打印机", "2", None),
]


@pytest.mark.parametrize(("kind", "old", "was", "new", "is_", "expected"), ENVIRONMENTS)
def test_declared_environment(
    kind: str, old: str, was: str, new: str, is_: str, expected: tuple[str, str, str] | None
) -> None:
    environment = ((EnvironmentItem(old, kind, was),), (EnvironmentItem(new, kind, is_),))
    assert told({}, {}, environment=environment) == ([expected] if expected else [])


def test_the_same_step_of_container_and_declared_environment_is_one_hit() -> None:
    environment = ((EnvironmentItem("Ubuntu", "os", "20.04"),), (EnvironmentItem("openEuler", "os", "22.03"),))
    before: dict[str, Content] = {DOCKER: "FROM ubuntu:20.04"}
    after: dict[str, Content] = {DOCKER: "FROM openeuler/openeuler:22.03"}
    (hit,) = looked(before, after, environment=environment)["replaced"]
    assert hit.subject == "os-family:container"
    assert hit.summary.zh == "操作系统：ubuntu → openeuler（2 个文件）"
    assert [(one.path, one.before, one.after) for one in hit.evidence] == [
        (DOCKER, "ubuntu:20.04", "openeuler/openeuler:22.03"),
        ("trace.yaml", "Ubuntu 20.04", "openEuler 22.03"),
    ]


def test_the_summary_lists_what_stays_beside_what_changed() -> None:
    changes = change_set(
        {DOCKER: "FROM mcr.microsoft.com/dotnet/aspnet:6.0-jammy"},
        {DOCKER: "FROM mcr.microsoft.com/dotnet/aspnet:8.0-jammy"},
    )
    found = [(one.fact, one.key, one.before, one.after, one.is_same) for one in platform_summary(changes)]
    assert found == [
        ("os-family", "container", ("ubuntu",), ("ubuntu",), True),
        ("os-release", "ubuntu", ("22.04",), ("22.04",), True),
        ("runtime", "dotnet", ("6.0",), ("8.0",), False),
    ]
    assert {(one.path, one.line) for one in platform_summary(changes)} == {(DOCKER, 1)}
