"""Off-the-shelf components at both ends: what is new, gone or of another major version, and what is none of that."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medtrace.rules._parts._ends import READERS
from medtrace.rules.ots_components import Options, ots_components
from tests.support.changes import Content, change_set

pytestmark = pytest.mark.requirement("REQ-057")


FIRING = ("added", "removed", "major")


def told(before: Mapping[str, Content], after: Mapping[str, Content], changes: tuple[str, ...] = FIRING) -> list[str]:
    hits = ots_components.look(change_set(before, after), Options(changes))
    return [f"{hit.subject} {hit.confidence.value}" for hit in hits if hit.subject != "components"]


def node(**packages: str) -> str:
    return '{"name": "own", "dependencies": {' + ", ".join(f'"{k}": "{v}"' for k, v in packages.items()) + "}}"


def setup(*lines: str) -> str:
    return "[options]\ninstall_requires =\n" + "".join(f"    {line}\n" for line in lines)


def pom(*dependencies: str, managed: str = "", own: str = "app") -> str:
    inside = "".join(
        f"<dependency><groupId>g</groupId><artifactId>{name}</artifactId>"
        + (f"<version>{version}</version>" if version else "")
        + (f"<scope>{scope}</scope>" if scope else "")
        + "</dependency>"
        for name, version, scope in (one.split(":") for one in dependencies)
    )
    central = f"<dependencyManagement><dependencies>{managed}</dependencies></dependencyManagement>" if managed else ""
    return f"<project><artifactId>{own}</artifactId>{central}<dependencies>{inside}</dependencies></project>"


def managed(name: str, version: str) -> str:
    return f"<dependency><artifactId>{name}</artifactId><version>{version}</version></dependency>"


def csproj(*references: str) -> str:
    return f"<Project><ItemGroup>{''.join(references)}</ItemGroup></Project>"


def package(name: str, version: str, more: str = "") -> str:
    return f'<PackageReference Include="{name}" Version="{version}"{more} />'


CASES = [
    ("added", {"package.json": node(a="1")}, {"package.json": node(a="1", b="^0.4.1")}, ["component:node:b certain"]),
    ("removed", {"package.json": node(a="1", b="1")}, {"package.json": node(a="1")}, ["component:node:b certain"]),
    ("major", {"package.json": node(a="^1.9")}, {"package.json": node(a="~2.0.0")}, ["component:node:a certain"]),
    ("a year", {"package.json": node(a="2024.2.1")}, {"package.json": node(a="2025.1.0")}, []),
    ("minor", {"package.json": node(a="^1.9")}, {"package.json": node(a="1.10")}, []),
    ("to latest", {"package.json": node(a="1")}, {"package.json": node(a="latest")}, []),
    ("the first manifest", {}, {"package.json": node(a="1")}, ["component:node:a question"]),
    (
        "for development",
        {"package.json": '{"devDependencies": {"a": "1"}}'},
        {"package.json": '{"devDependencies": {"a": "2", "b": "1"}}'},
        [],
    ),
    ("of tests", {"tests/package.json": node(a="1")}, {"tests/package.json": node(a="2")}, []),
    ("vendored", {"node_modules/x/package.json": node(a="1")}, {"node_modules/x/package.json": node(a="2")}, []),
    (
        "own workspace",
        {"a/package.json": node(x="1"), "b/package.json": '{"name": "lib"}'},
        {"a/package.json": node(x="1", lib="1.0"), "b/package.json": '{"name": "lib"}'},
        [],
    ),
    ("setup.cfg", {"setup.cfg": setup("a>=0.4,<2")}, {"setup.cfg": setup("a>=1.0")}, ["component:python:a certain"]),
    ("a pin", {"setup.cfg": setup("a>=0.9.*")}, {"setup.cfg": setup("a==0.9.0")}, []),
    ("an upper bound", {"setup.cfg": setup("a<3,>=2")}, {"setup.cfg": setup("a>=2.1,<4")}, []),
    ("spelling", {"setup.cfg": setup("Py_Jwt==2")}, {"setup.cfg": setup("py-jwt==2.1")}, []),
    (
        "to another manifest",
        {"setup.cfg": setup("a==1", "b==2")},
        {"pyproject.toml": '[project]\nname = "p"\ndependencies = ["a==1.2", "b"]\n'},
        [],
    ),
    (
        "an extra of tests",
        {"pyproject.toml": '[project]\ndependencies = ["a"]\n'},
        {"pyproject.toml": '[project]\ndependencies = ["a"]\n[project.optional-dependencies]\ntest = ["b"]\n'},
        [],
    ),
    (
        "poetry",
        {"pyproject.toml": '[tool.poetry.dependencies]\npython = "^3.8"\na = "^1"\n'},
        {"pyproject.toml": '[tool.poetry.dependencies]\npython = "^3.9"\na = {version = "^2", extras = ["x"]}\n'},
        ["component:python:a certain"],
    ),
    ("requirements", {"requirements.txt": "a==1\n"}, {"requirements.txt": "a==2\n"}, ["component:python:a certain"]),
    ("of developers", {"requirements-dev.txt": "a==1\n"}, {"requirements-dev.txt": "a==2\n"}, []),
    (
        "conda",
        {"environment.yml": "dependencies: [python=3.8, numpy=1.20, {pip: [a==1]}]\n"},
        {"environment.yml": "dependencies: [python=3.9, numpy=2.0, {pip: [a==1.1]}]\n"},
        ["component:python:numpy certain"],
    ),
    ("maven", {"pom.xml": pom("a:1:", "b:1:")}, {"pom.xml": pom("a:1.1:")}, ["component:maven:b certain"]),
    ("maven, test scope", {"pom.xml": pom("a:1:")}, {"pom.xml": pom("a:1:", "b:1:test")}, []),
    (
        "maven, own module",
        {"pom.xml": pom("a:1:"), "core/pom.xml": pom(own="core")},
        {"pom.xml": pom("a:1:", "core:1:"), "core/pom.xml": pom(own="core")},
        [],
    ),
    (
        "maven, managed version",
        {"pom.xml": pom("a::", managed=managed("a", "1.0"))},
        {"pom.xml": pom("a::", managed=managed("a", "2.0"))},
        ["component:maven:a certain"],
    ),
    (
        "nuget",
        {"a.csproj": csproj(package("X", "6.0.1"))},
        {"a.csproj": csproj(package("X", "6.1.0"), package("Y", "1"))},
        ["component:dotnet:y certain"],
    ),
    (
        "nuget, private",
        {"a.csproj": csproj(package("X", "6"))},
        {"a.csproj": csproj(package("X", "6"), package("Style", "1", ' PrivateAssets="all"'))},
        [],
    ),
    (
        "gradle",
        {"app/build.gradle": 'implementation "g:a:1.2"\n'},
        {"app/build.gradle": 'api("g:a:2.0")\ntestImplementation "junit:junit:4"\n// api "g:c:1"\n'},
        ["component:gradle:a certain"],
    ),
    (
        "a catalogue",
        {"gradle/libs.versions.toml": '[versions]\nx = "1.0"\n[libraries]\na = {module = "g:a", version.ref = "x"}\n'},
        {"gradle/libs.versions.toml": '[versions]\nx = "2.0"\n[libraries]\na = {module = "g:a", version.ref = "x"}\n'},
        ["component:gradle:a certain"],
    ),
    (
        "go",
        {"go.mod": "module m\nrequire (\n\tg.io/a v1.0.0\n)\n"},
        {"go.mod": "module m\nrequire (\n\tg.io/a v1.0.1\n\tg.io/b v1.0.0 // indirect\n\tg.io/c v0.1.0\n)\n"},
        ["component:go:g.io/c certain"],
    ),
    (
        "cargo",
        {"Cargo.toml": '[dependencies]\na = "1"\n'},
        {"Cargo.toml": '[dependencies]\na = {version = "2"}\n[dev-dependencies]\nb = "1"\n'},
        ["component:cargo:a certain"],
    ),
    (
        "conan",
        {"conanfile.txt": "[requires]\nzlib/1.2\n[build_requires]\ncmake/3.1\n"},
        {"conanfile.txt": "[requires]\nzlib/2.0\n[build_requires]\ncmake/4.1\n"},
        ["component:conan:zlib certain"],
    ),
    ("pods", {"Podfile": "pod 'A', '~> 1.2'\n"}, {"Podfile": "pod 'A', '~> 2.0'\n"}, ["component:cocoapods:A certain"]),
    (
        "swift",
        {"Package.swift": '.package(url: "https://h/o/A.git", from: "1.0.0")'},
        {"Package.swift": '.package(url: "https://h/o/A.git", from: "2.0.0")'},
        ["component:swift:A certain"],
    ),
    (
        "fetched",
        {"CMakeLists.txt": "FetchContent_Declare(json GIT_REPOSITORY x GIT_TAG v3.1)"},
        {"CMakeLists.txt": "FetchContent_Declare(json GIT_REPOSITORY x GIT_TAG v4.0)"},
        ["component:cmake:json certain"],
    ),
    ("unreadable", {"package.json": node(a="1")}, {"package.json": "{"}, ["manifest:package.json unassessable"]),
]


@pytest.mark.parametrize(("before", "after", "expected"), [one[1:] for one in CASES], ids=[one[0] for one in CASES])
def test_what_changed(before: Mapping[str, Content], after: Mapping[str, Content], expected: list[str]) -> None:
    found = told(before, after)
    if "unassessable" in "".join(expected):
        found = [one for one in found if one.startswith("manifest")]
    assert found == expected


@pytest.mark.parametrize("files", [one[2] for one in CASES], ids=[one[0] for one in CASES])
def test_an_end_against_itself_says_nothing(files: Mapping[str, Content]) -> None:
    assert told(files, files, (*FIRING, "minor", "patch", "open")) == []


def test_evidence_names_file_line_and_both_versions() -> None:
    (hit,) = ots_components.look(
        change_set({"setup.cfg": setup("x==1", "a==1.2")}, {"setup.cfg": setup("x==1", "a==2.0")}), Options()
    )
    (evidence,) = hit.evidence
    assert (evidence.path, evidence.line, evidence.before, evidence.after) == ("setup.cfg", 4, "==1.2", "==2.0")


def test_without_any_manifest_nothing_was_compared() -> None:
    (hit,) = ots_components.look(change_set({"a.c": "1"}, {"a.c": "2"}), Options())
    assert (hit.subject, hit.confidence.value) == ("components", "unassessable")


NAMES = sorted({glob.rsplit("/", 1)[-1].replace("*", "x") for reader in READERS for glob in reader.globs})


@settings(max_examples=300, deadline=None)
@given(
    name=st.sampled_from(NAMES),
    text=st.text(max_size=80) | st.sampled_from(["[" * 5000, "{" * 5000, "a: &a [*a]", "<a>" * 500, "[a]\nb=[1,"]),
)
def test_any_text_is_read_or_said_to_be_unreadable(name: str, text: str) -> None:
    for hit in ots_components.look(change_set({name: text}, {name: "x"}), Options()):
        assert hit.confidence.value in {"question", "unassessable", "certain"}


def test_a_requirements_file_that_pins_everything_is_a_lock_beside_a_project() -> None:
    project = '[project]\nname = "own"\ndependencies = ["a"]\n'
    before = {"pyproject.toml": project, "requirements.txt": "a==1.0\nc==1.0\n"}
    after = {"pyproject.toml": project, "requirements.txt": "a==2.0\nc==2.0\nd==1.0\n"}
    assert told(before, after) == ["component:python:a likely"]
    assert told({"requirements.txt": before["requirements.txt"]}, {"requirements.txt": after["requirements.txt"]}) == [
        f"component:python:{name} certain" for name in "acd"
    ]


def test_an_optional_component_of_tests_alone_is_none() -> None:
    text = (
        '[tool.poetry.dependencies]\na = {{version = "{0}", optional = true}}\n'
        'b = {{version = "{0}", optional = true}}\n'
        'pytest = {{version = "{0}", optional = true}}\n'
        '[tool.poetry.extras]\nall = ["a", "b"]\ntests = ["a"]\ngui = ["b", "pytest"]\n'
    )
    before, after = ({"pyproject.toml": text.format(one)} for one in ("1", "2"))
    assert told(before, after) == ["component:python:b certain"]


@pytest.mark.parametrize("folder", ["examples/first", "docs", "demo", ".github/actions/x"])
def test_what_shows_the_product_is_not_delivered(folder: str) -> None:
    before, after = ({f"{folder}/package.json": node(a=one), "package.json": node(b="1")} for one in ("1", "2"))
    assert told(before, after) == []


def test_evidence_is_of_the_manifests_that_differ() -> None:
    before = {"a/package.json": node(x="^16.1"), "b/package.json": node(x="^17.0")}
    (hit,) = ots_components.look(change_set(before, {**before, "b/package.json": node(x="^18.0")}), Options())
    assert [(one.path, one.before, one.after) for one in hit.evidence] == [("b/package.json", "^17.0", "^18.0")]
