"""Lock files: how far the pins lie apart, what came with a declared component, and what is there for development."""

import json
from collections.abc import Mapping

import pytest

from medtrace.rules._parts._distance import Distance, distance
from medtrace.rules.ots_components import Options, ots_components
from tests.support.changes import Content, change_set

pytestmark = pytest.mark.requirement("REQ-057")

DISTANCES = [
    ("1.2.3", "1.2.3", "same"),
    ("1.2", "1.2.0", "same"),
    ("v1.2.0", "1.2.0", "same"),
    ("1.9", "1.10", "minor"),
    ("1.9.9", "2.0.0", "major"),
    ("0.4.1", "0.5.0", "minor"),
    ("1.2.3", "1.2.4", "patch"),
    ("1.2.3.4", "1.2.3.5", "patch"),
    ("1.0.0rc1", "1.0.0", "pre-release"),
    ("1.0.0-beta.1", "1.0.0-beta.2", "pre-release"),
    ("5.6.15.Final", "5.6.15", "same"),
    ("31.1-jre", "31.1-android", "same"),
    ("^1.2", "~1.3", "minor"),
    ("main", "master", "unknown"),
    ("4fa10ce", "5ab10ce", "unknown"),
    ("git+https://h/o/p2.git@v1.2", "git+https://h/o/p2.git@v2.0", "major"),
    ("2023.12.1", "2024.1.0", "unknown"),
    ("2024.1.0", "2024.2.0", "minor"),
    ("20241224", "20250107", "unknown"),
    ("2019", "2100", "major"),
    ("20241399", "20250107", "major"),
    ("git+https://h/o/p2.git@main", "git+https://h/o/p2.git@next", "unknown"),
]


@pytest.mark.parametrize(("old", "new", "expected"), DISTANCES)
def test_how_far_versions_lie_apart(old: str, new: str, expected: str) -> None:
    assert distance(old, new) == Distance(expected) == distance(new, old)


def npm(**packages: tuple[str, dict[str, str]]) -> str:
    whole = {
        f"node_modules/{name}": {"version": version, "dependencies": needs}
        for name, (version, needs) in packages.items()
    }
    return json.dumps({"lockfileVersion": 3, "packages": {"": {}, **whole}}, indent=1)


PACKAGE = '{"name": "own", "dependencies": {"a": "*"}, "devDependencies": {"tool": "*"}}'


def node(lock: str) -> dict[str, str]:
    return {"package.json": PACKAGE, "package-lock.json": lock}


YARN = (
    'a@*:\n  version "{a}"\n  dependencies:\n    c "^1.0"\n\n'
    'c@^1.0, c@^1.1:\n  version "{c}"\n\ntool@*:\n  version "{t}"\n'
)
PNPM = (
    "lockfileVersion: '6.0'\ndependencies:\n  a:\n    specifier: '*'\n    version: {a}(x@1.0.0)\n"
    "packages:\n  /a@{a}(x@1.0.0):\n    dependencies:\n      c: {c}\n  /c@{c}:\n    dev: false\n"
    "  /tool@{t}:\n    dev: true\n"
)
POETRY = (
    '[[package]]\nname = "a"\nversion = "{a}"\n[package.dependencies]\nC = ">=1"\n'
    '[[package]]\nname = "c"\nversion = "{c}"\n[[package]]\nname = "tool"\nversion = "{t}"\n'
)
UV = (
    '[[package]]\nname = "own"\nversion = "1"\nsource = {{ editable = "." }}\ndependencies = [{{ name = "a" }}]\n'
    '[[package]]\nname = "a"\nversion = "{a}"\ndependencies = [{{ name = "c" }}]\n'
    '[[package]]\nname = "c"\nversion = "{c}"\n[[package]]\nname = "tool"\nversion = "{t}"\n'
)
PYPROJECT = '[project]\nname = "own"\ndependencies = ["a"]\n[dependency-groups]\ndev = ["tool"]\n'
POETRY_PROJECT = (
    '[tool.poetry]\nname = "own"\n[tool.poetry.dependencies]\na = "*"\n[tool.poetry.dev-dependencies]\ntool = "*"\n'
)
PIPFILE = '[packages]\na = "*"\n[dev-packages]\ntool = "*"\n'
PIPLOCK = (
    '{{"default": {{"a": {{"version": "=={a}"}}, "c": {{"version": "=={c}"}}}},'
    ' "develop": {{"tool": {{"version": "=={t}"}}}}}}'
)
COMPILED = "a=={a} \\\n    --hash=sha256:00\n    # via -r requirements.in\nc=={c}\n    # via\n    #   a\n"
CARGO = (
    '[[package]]\nname = "own"\nversion = "1.0.0"\ndependencies = ["a"]\n'
    '[[package]]\nname = "a"\nversion = "{a}"\nsource = "registry+x"\ndependencies = ["c"]\n'
    '[[package]]\nname = "c"\nversion = "{c}"\nsource = "registry+x"\n'
    '[[package]]\nname = "tool"\nversion = "{t}"\nsource = "registry+x"\n'
)
NUGET = (
    '{{"version": 1, "dependencies": {{"net8.0": {{\n'
    ' "A": {{"type": "Direct", "resolved": "{a}", "dependencies": {{"C": "1"}}}},\n'
    ' "C": {{"type": "Transitive", "resolved": "{c}"}},\n "Tool": {{"type": "Direct", "resolved": "{t}"}}}}}}}}'
)
GRADLE = (
    "# comment\ng:a:{a}=compileClasspath,releaseRuntimeClasspath\n"
    "g:c:{c}=runtimeClasspath\ng:tool:{t}=testRuntimeClasspath\nempty=x\n"
)
PODS = "PODS:\n  - A ({a}):\n    - C (~> 1)\n  - C ({c})\n  - tool ({t})\n\nDEPENDENCIES:\n  - A\n"
DART = (
    'packages:\n  a:\n    dependency: "direct main"\n    version: "{a}"\n'
    '  c:\n    dependency: transitive\n    version: "{c}"\n'
    '  tool:\n    dependency: "direct dev"\n    version: "{t}"\n'
)
LOCKS: list[tuple[str, dict[str, str], str, str, str]] = [
    ("yarn", {"package.json": PACKAGE}, "yarn.lock", YARN, "node"),
    ("pnpm", {"package.json": PACKAGE}, "pnpm-lock.yaml", PNPM, "node"),
    ("poetry", {"pyproject.toml": POETRY_PROJECT}, "poetry.lock", POETRY, "python"),
    ("uv", {"pyproject.toml": PYPROJECT}, "uv.lock", UV, "python"),
    ("pipenv", {"Pipfile": PIPFILE}, "Pipfile.lock", PIPLOCK, "python"),
    (
        "cargo",
        {"Cargo.toml": '[package]\nname = "own"\n[dependencies]\na = "*"\n[dev-dependencies]\ntool = "*"\n'},
        "Cargo.lock",
        CARGO,
        "cargo",
    ),
    (
        "nuget",
        {"p.csproj": '<Project><PackageReference Include="A" /></Project>'},
        "packages.lock.json",
        NUGET,
        "dotnet",
    ),
    ("gradle", {"build.gradle": 'implementation "g:a"\n'}, "gradle.lockfile", GRADLE, "gradle"),
    ("cocoapods", {"Podfile": "pod 'A'\n"}, "Podfile.lock", PODS, "cocoapods"),
    (
        "dart",
        {"pubspec.yaml": "dependencies:\n  a: any\ndev_dependencies:\n  tool: any\n"},
        "pubspec.lock",
        DART,
        "dart",
    ),
]
each_lock = pytest.mark.parametrize(
    ("manifest", "name", "text", "ecosystem"), [one[1:] for one in LOCKS], ids=[one[0] for one in LOCKS]
)


def hits(before: Mapping[str, Content], after: Mapping[str, Content], *changes: str) -> list[str]:
    wanted = Options(changes or ("added", "removed", "major", "open"))
    return [f"{hit.subject} {hit.confidence.value}" for hit in ots_components.look(change_set(before, after), wanted)]


def lock(text: str, a: str = "1.2.3", c: str = "1.0.0", t: str = "1.0.0") -> str:
    return text.format(a=a, c=c, t=t)


@each_lock
def test_a_major_version_fires_though_the_manifest_stays(
    manifest: dict[str, str], name: str, text: str, ecosystem: str
) -> None:
    spelled = "A" if ecosystem == "cocoapods" else "a"
    before, after = {**manifest, name: lock(text)}, {**manifest, name: lock(text, a="2.0.0")}
    assert hits(before, after) == [f"component:{ecosystem}:{spelled} likely"]


@each_lock
def test_lesser_distances_are_told_once_for_an_ecosystem(
    manifest: dict[str, str], name: str, text: str, ecosystem: str
) -> None:
    before = {**manifest, name: lock(text)}
    minor, patch = ({**manifest, name: lock(text, a=version)} for version in ("1.3.0", "1.2.4"))
    assert hits(before, minor) == [f"components:{ecosystem}:open question"]
    assert hits(before, minor, "minor") == [f"components:{ecosystem} certain"] == hits(before, patch, "patch")
    assert hits(before, patch) == hits(before, patch, "minor") == []


@each_lock
def test_what_came_with_a_component_is_a_question(
    manifest: dict[str, str], name: str, text: str, ecosystem: str
) -> None:
    before, after = {**manifest, name: lock(text)}, {**manifest, name: lock(text, c="2.0.0")}
    assert hits(before, after) == [f"components:{ecosystem}:carried question"]


@each_lock
def test_what_is_for_development_never_counts(manifest: dict[str, str], name: str, text: str, ecosystem: str) -> None:
    del ecosystem
    before, after = {**manifest, name: lock(text)}, {**manifest, name: lock(text, t="2.0.0")}
    assert hits(before, after, "added", "removed", "major", "open", "minor", "patch") == []


@each_lock
def test_evidence_names_the_line_of_the_pin(manifest: dict[str, str], name: str, text: str, ecosystem: str) -> None:
    del ecosystem
    after = lock(text, a="2.0.0")
    (hit,) = ots_components.look(change_set({**manifest, name: lock(text)}, {**manifest, name: after}), Options())
    (piece,) = hit.evidence
    assert piece.path == name
    near = after.split("\n")[piece.line - 1 : piece.line + 5]
    assert piece.line
    assert any("2.0.0" in line for line in near)
    assert hit.conditions == ("distance-major",)


def test_the_copy_at_the_top_of_node_modules_counts() -> None:
    before = node(npm(a=("1.0.0", {"c": "1"}), c=("1.0.0", {})))
    nested = json.loads(npm(a=("1.0.1", {"c": "1"}), c=("1.0.0", {})))
    nested["packages"]["node_modules/x/node_modules/a"] = {"version": "9.0.0"}
    after = node(json.dumps(nested))
    assert hits(before, after, "added", "removed", "major", "open", "patch") == ["components:node certain"]


def test_the_first_version_of_a_package_lock() -> None:
    text = (
        '{{"dependencies": {{"a": {{"version": "{a}", "requires": {{"c": "1"}}}},'
        ' "c": {{"version": "{c}"}}, "t": {{"version": "{t}", "dev": true}}}}}}'
    )
    assert hits(node(lock(text)), node(lock(text, a="2.0.0", t="9"))) == ["component:node:a likely"]


def test_a_compiled_file_tells_what_was_asked_for() -> None:
    before, after = ({"requirements.txt": lock(COMPILED, c=version)} for version in ("1.0.0", "2.0.0"))
    assert hits(before, after) == ["components:python:carried question"]
    asked = {"requirements.txt": lock(COMPILED, a="2.0.0")}
    assert hits(before, asked) == ["component:python:a certain"]


def test_a_pin_leads_where_the_manifest_is_loose() -> None:
    before = {"package.json": PACKAGE.replace("*", "^1.2"), "package-lock.json": npm(a=("1.5.0", {}))}
    after = {"package.json": PACKAGE.replace("*", "^1.4"), "package-lock.json": npm(a=("1.5.0", {}))}
    assert hits(before, after, "added", "removed", "major", "open", "minor", "patch") == []


@pytest.mark.parametrize(
    ("before", "after"), [("numpy==1.26.0\n", "numpy==1.26.1\n"), ("SimpleITK==2.3.0\n", "SimpleITK==2.3.1\n")]
)
def test_a_library_of_an_algorithm_is_a_question_at_a_patch(before: str, after: str) -> None:
    (told,) = hits({"requirements.txt": before}, {"requirements.txt": after})
    assert told.startswith("component:python:")
    assert told.endswith(" question")


def test_a_lock_file_of_tests_never_counts() -> None:
    before, after = (
        {"tests/packages.lock.json": lock(NUGET, a=version), "p.csproj": "<P/>"} for version in ("1.0", "2.0")
    )
    assert [one for one in hits(before, after) if not one.startswith("components ")] == []


def bazel(*lines: str) -> dict[str, str]:
    return {"MODULE.bazel": "\n".join(('module(name = "own")', *lines))}


def test_bazel_modules() -> None:
    before = bazel('bazel_dep(name = "zlib", version = "1.3")', 'bazel_dep(name = "rules_cc", version = "0.1")')
    after = bazel('bazel_dep(name = "zlib", version = "2.0")', 'bazel_dep(name = "x", dev_dependency = True)')
    assert hits(before, after) == ["component:bazel:zlib certain"]


def test_swift_packages_of_xcode_and_their_pins() -> None:
    project = (
        'X = {{ isa = XCRemoteSwiftPackageReference; repositoryURL = "https://h/o/Alg.git";'
        " requirement = {{ kind = upToNextMajorVersion; minimumVersion = 1.0.0; }}; }};\n"
    ).format()
    pins = (
        '{"pins": [{"identity": "alg", "location": "https://h/o/Alg.git", "state": {"version": "%s"}}], "version": 2}'
    )
    before, after = (
        {"App.xcodeproj/project.pbxproj": project, "Package.resolved": pins % one} for one in ("1.2.0", "1.2.1")
    )
    assert hits(before, after, "patch") == ["components:swift certain"]


def test_libraries_of_firmware() -> None:
    text = "[env:stm32]\nlib_deps =\n  nanopb/Nanopb @ ^{0}.4\n  ; a comment\n[env:native]\nlib_deps = unity@{0}\n"
    before, after = ({"platformio.ini": text.format(one)} for one in ("0", "1"))
    assert hits(before, after) == ["component:platformio:nanopb certain"]


def test_the_version_of_a_workspace() -> None:
    member = '[package]\nname = "own"\n[dependencies]\na.workspace = true\n'
    before, after = ({"Cargo.toml": f'[workspace.dependencies]\na = "{one}"\n', "p/Cargo.toml": member} for one in "12")
    assert hits(before, after) == ["component:cargo:a certain"]
