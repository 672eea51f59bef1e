"""Updates of modules, tools and components: their versions, the commits that made them, what they patched."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from medtrace.model.change import ChangeSet, TracedCommit
from medtrace.model.project import ComponentMap
from medtrace.rules._rule import Aids, Rule
from medtrace.rules.adapted_updates import adapted_updates
from medtrace.rules.module_versions import module_versions
from medtrace.rules.security_patches import security_patches
from medtrace.rules.tool_versions import tool_versions
from tests.support.changes import COMMIT, Content, change_set, component

pytestmark = pytest.mark.requirement("REQ-057")
Files = Mapping[str, Content]


def told(rule: Rule[Aids], changes: ChangeSet) -> list[str]:
    return [f"{hit.subject} {hit.confidence.value}" for hit in rule.look(changes, Aids())]


def saying(changes: ChangeSet, subject: str, body: str = "") -> ChangeSet:
    (traced,) = changes.commits
    return replace(changes, commits=(TracedCommit(replace(traced.commit, subject=subject, body=body), ()),))


def crate(version: str, name: str = "alg") -> str:
    return f'[package]\nname = "{name}"\nversion = "{version}"\n'


def project(version: str) -> str:
    return f'[project]\nname = "own"\nversion = "{version}"\n'


MODULES: list[tuple[str, Files, Files, list[str]]] = [
    ("a crate", {"libs/alg/Cargo.toml": crate("1.0")}, {"libs/alg/Cargo.toml": crate("1.1")}, ["module:alg question"]),
    ("moved", {"a/Cargo.toml": crate("1.0")}, {"b/Cargo.toml": crate("1.1")}, ["module:alg question"]),
    ("the same", {"a/Cargo.toml": crate("1.0")}, {"a/Cargo.toml": crate("1.0.0")}, []),
    ("the product itself", {"pyproject.toml": project("1.0")}, {"pyproject.toml": project("1.1")}, []),
    (
        "along with the product",
        {"pyproject.toml": project("1.0"), "a/Cargo.toml": crate("1.0")},
        {"pyproject.toml": project("1.1"), "a/Cargo.toml": crate("1.1")},
        [],
    ),
    ("of tests", {"tests/a/Cargo.toml": crate("1.0")}, {"tests/a/Cargo.toml": crate("1.1")}, []),
    (
        "npm",
        {"web/package.json": '{"name": "ui", "version": "1.0.0"}'},
        {"web/package.json": '{"name": "ui", "version": "2.0.0"}'},
        ["module:ui question"],
    ),
    (
        "cmake",
        {"dsp/CMakeLists.txt": "project(dsp LANGUAGES C VERSION 1.2)"},
        {"dsp/CMakeLists.txt": "project(dsp LANGUAGES C VERSION 1.3)"},
        ["module:dsp question"],
    ),
    (
        "dotnet",
        {"src/Dsp.csproj": "<Project><PropertyGroup><Version>1.0</Version></PropertyGroup></Project>"},
        {"src/Dsp.csproj": "<Project><PropertyGroup><Version>1.1</Version></PropertyGroup></Project>"},
        ["module:Dsp question"],
    ),
    (
        "maven, inherited",
        {"a/pom.xml": "<project><parent><version>1</version></parent><artifactId>a</artifactId></project>"},
        {"a/pom.xml": "<project><parent><version>2</version></parent><artifactId>a</artifactId></project>"},
        [],
    ),
    ("unreadable", {"a/Cargo.toml": "["}, {"a/Cargo.toml": crate("1.1")}, []),
]


@pytest.mark.parametrize(("before", "after", "expected"), [one[1:] for one in MODULES], ids=[one[0] for one in MODULES])
def test_modules(before: Files, after: Files, expected: list[str]) -> None:
    assert told(module_versions, change_set(before, after)) == expected


def test_a_module_that_the_map_names_is_certain() -> None:
    owned = ComponentMap((component("alg", "libs/alg/**"),))
    changes = change_set({"libs/alg/Cargo.toml": crate("1.0")}, {"libs/alg/Cargo.toml": crate("1.1")}, components=owned)
    assert told(module_versions, changes) == ["module:alg certain"]
    (hit,) = module_versions.look(changes, Aids())
    assert [(one.path, one.line, one.before, one.after) for one in hit.evidence] == [
        ("libs/alg/Cargo.toml", 3, "1.0", "1.1")
    ]


TOOLS = [
    (
        "Gradle",
        "gradle/wrapper/gradle-wrapper.properties",
        "distributionUrl=https\\://s/gradle-{}-bin.zip\n",
        "8.0",
        "8.5",
    ),
    ("CMake", "CMakeLists.txt", "cmake_minimum_required(VERSION {})\n", "3.10", "3.20"),
    ("C++ level", "CMakeLists.txt", "set(CMAKE_CXX_STANDARD {})\n", "14", "17"),
    ("compileSdk", "app/build.gradle", "android {{\n  compileSdk = {}\n}}\n", "33", "34"),
    ("tool set", "a.vcxproj", "<P><PlatformToolset>{}</PlatformToolset></P>", "v142", "v143"),
    ("Rust", "rust-toolchain", "{}\n", "1.70", "1.75"),
    ("Bazel", ".bazelversion", "{}\n", "6.0.0", "7.0.0"),
    ("typescript", "package.json", '{{"devDependencies": {{"typescript": "{}"}}}}', "^4.1", "^5.0"),
    ("build-system setuptools", "pyproject.toml", '[build-system]\nrequires = ["setuptools{}"]\n', ">=60", ">=68"),
]


@pytest.mark.parametrize(("tool", "path", "text", "old", "new"), TOOLS, ids=[one[0] for one in TOOLS])
def test_tools(tool: str, path: str, text: str, old: str, new: str) -> None:
    before, after = {path: text.format(old)}, {path: text.format(new)}
    assert told(tool_versions, change_set(before, after)) == [f"tool:{tool} question"]
    assert told(tool_versions, change_set(before, {**before, "x.py": "1"})) == []


PINNED = ({"requirements.txt": "a==1.0\n"}, {"requirements.txt": "a==2.0\n"})


def test_an_update_with_code_in_one_commit_is_a_question() -> None:
    changes = change_set({**PINNED[0], "src/x.py": "a"}, {**PINNED[1], "src/x.py": "b"})
    assert told(adapted_updates, changes) == ["component:python:a question"]


@pytest.mark.parametrize("path", ["docs/x.md", "tests/test_x.py", "setup.py", "style.css"])
def test_an_update_without_code_is_none(path: str) -> None:
    assert told(adapted_updates, change_set({**PINNED[0], path: "a"}, {**PINNED[1], path: "b"})) == []


CVE = "CVE-2024-12345"


def test_a_commit_that_moves_a_component_and_names_a_vulnerability() -> None:
    assert told(security_patches, saying(change_set(*PINNED), f"Bump a ({CVE.lower()})")) == [
        f"vulnerability:{CVE} certain"
    ]


def test_a_commit_that_changes_code_alone_is_a_question() -> None:
    changes = saying(change_set({"x.py": "a"}, {"x.py": "b"}), "Fix parsing", "See GHSA-cfgh-2345-jmpq")
    assert told(security_patches, changes) == ["vulnerability:GHSA-CFGH-2345-JMPQ question"]


def test_a_change_log_is_cited_at_the_line_that_names_it() -> None:
    log = f"# 1.1\n\n- Draw faster\n\n- Mend {CVE}\n\n# 1.0\n"
    changes = change_set({**PINNED[0], "CHANGELOG.md": "# 1.0\n"}, {**PINNED[1], "CHANGELOG.md": log})
    (hit,) = security_patches.look(changes, Aids())
    assert [(one.path, one.line, one.after) for one in hit.evidence] == [("CHANGELOG.md", 5, CVE)]


@pytest.mark.parametrize("message", ["Bump a", f"Suppress {CVE}, we are not affected", "CVE-24-1"])
def test_a_commit_that_patches_nothing(message: str) -> None:
    assert told(security_patches, saying(change_set(*PINNED), message)) == []


def test_a_patch_that_the_older_end_holds_already_patches_nothing() -> None:
    changes = saying(change_set(*PINNED), f"Bump a ({CVE})")
    assert told(security_patches, replace(changes, carried=frozenset({COMMIT}))) == []


def test_a_commit_whose_files_are_the_same_at_both_ends_patches_nothing() -> None:
    changes = saying(change_set(*PINNED), f"Bump a ({CVE})")
    assert told(security_patches, replace(changes, files=())) == []


def test_no_value_of_evidence_is_what_a_commit_said() -> None:
    (hit,) = security_patches.look(saying(change_set(*PINNED), f"Bump a ({CVE})"), Aids(aids=True))
    assert [(one.before, one.after) for one in hit.evidence] == [("", "")]


def test_a_change_log_that_names_a_vulnerability() -> None:
    before, after = {**PINNED[0], "CHANGELOG.md": "# 1\n"}, {**PINNED[1], "CHANGELOG.md": f"# 1\n\n- a: {CVE}\n"}
    assert told(security_patches, change_set(before, after)) == [f"vulnerability:{CVE} likely"]
    (hit,) = security_patches.look(change_set(before, after), Aids())
    assert [(one.path, one.line) for one in hit.evidence] == [("CHANGELOG.md", 3)]
    assert told(security_patches, change_set({"CHANGELOG.md": "# 1\n"}, {"CHANGELOG.md": after["CHANGELOG.md"]})) == []
