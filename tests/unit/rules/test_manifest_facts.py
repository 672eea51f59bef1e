"""What each kind of manifest says, and that no text makes a reader raise."""

from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medtrace.model.snapshot import Blob
from medtrace.rules._platform._fact import UNREADABLE, Fact
from medtrace.rules._platform._readers import READERS, facts_of, is_test, reader_for

pytestmark = pytest.mark.requirement("REQ-051")


def facts(path: str, text: str) -> list[tuple[str, str, str]]:
    """Name, key and value of every fact, in order and once each."""
    reader = reader_for(path)
    assert reader is not None
    return list(dict.fromkeys((one.name, one.key, one.value) for one in reader.read(dedent(text), path)))


CONTAINER = "os-family", "container"

DOCKERFILES = [
    ("plain distribution", "FROM ubuntu:20.04", [(*CONTAINER, "ubuntu"), ("os-release", "ubuntu", "20.04")]),
    ("code name", "FROM debian:bookworm-slim", [(*CONTAINER, "debian"), ("os-release", "debian", "12")]),
    (
        "runtime on a named release",
        "FROM mcr.microsoft.com/dotnet/aspnet:6.0-jammy",
        [(*CONTAINER, "ubuntu"), ("os-release", "ubuntu", "22.04"), ("runtime", "dotnet", "6.0")],
    ),
    (
        "runtime without a code name: family known, release not stated",
        "FROM python:3.11-slim",
        [(*CONTAINER, "debian"), ("runtime", "python", "3.11")],
    ),
    (
        "family with a number in the tag",
        "FROM python:3.11.4-alpine3.18",
        [(*CONTAINER, "alpine"), ("os-release", "alpine", "3.18"), ("runtime", "python", "3.11.4")],
    ),
    (
        "windows",
        "FROM mcr.microsoft.com/windows/servercore:ltsc2022",
        [(*CONTAINER, "windows"), ("os-release", "windows", "2022")],
    ),
    (
        "java and red hat",
        "FROM eclipse-temurin:17-jre-ubi9-minimal",
        [(*CONTAINER, "rhel"), ("os-release", "rhel", "9"), ("runtime", "java", "17")],
    ),
    ("no tag", "FROM ubuntu", [(*CONTAINER, "ubuntu"), ("os-release", "ubuntu", "latest")]),
    (
        "a digest is kept apart",
        "FROM ubuntu:22.04@sha256:aaaa",
        [(*CONTAINER, "ubuntu"), ("os-release", "ubuntu", "22.04"), ("image-digest", "ubuntu:22.04", "sha256:aaaa")],
    ),
    (
        "registry with a port and a mirror folder",
        "FROM registry.example.com:5000/mirror/library/ubuntu:22.04",
        [(*CONTAINER, "ubuntu"), ("os-release", "ubuntu", "22.04")],
    ),
    (
        "architecture of a mirror and of a flag",
        "FROM --platform=linux/arm64 arm64v8/alpine:3.19",
        [
            ("architecture", "container", "arm64"),
            (*CONTAINER, "alpine"),
            ("os-release", "alpine", "3.19"),
        ],
    ),
    ("unknown image", "FROM acme/base:1.4", [("base-image", "acme/base", "1.4")]),
    ("another publisher's node is not the runtime", "FROM acme/node:1.4", [("base-image", "acme/node", "1.4")]),
    (
        "only the last stage counts",
        """
        FROM node:20 AS build
        RUN npm ci
        from alpine:3.19
        COPY --from=build /app /app
        """,
        [(*CONTAINER, "alpine"), ("os-release", "alpine", "3.19")],
    ),
    (
        "the last stage inherits",
        """
        FROM mcr.microsoft.com/dotnet/sdk:8.0-jammy AS build
        FROM mcr.microsoft.com/dotnet/aspnet:8.0-jammy as Base
        FROM base
        """,
        [(*CONTAINER, "ubuntu"), ("os-release", "ubuntu", "22.04"), ("runtime", "dotnet", "8.0")],
    ),
    (
        "defaults of arguments",
        """
        # syntax=docker/dockerfile:1
        ARG RELEASE=focal
        ARG TAG="6.0-${RELEASE}"
        FROM mcr.microsoft.com/dotnet/aspnet:${TAG} AS run
        """,
        [(*CONTAINER, "ubuntu"), ("os-release", "ubuntu", "20.04"), ("runtime", "dotnet", "6.0")],
    ),
    (
        "default inside the reference",
        "FROM ubuntu:${V:-18.04}",
        [(*CONTAINER, "ubuntu"), ("os-release", "ubuntu", "18.04")],
    ),
    ("argument without a default", "ARG BASE\nFROM $BASE", [("base-image", "$BASE", "latest")]),
    (
        "a runtime that a package installs",
        """
        FROM debian:12
        RUN apt-get update && \\
            # a comment between continued lines
            apt-get install -y python3.11 \\
            curl
        """,
        [
            (*CONTAINER, "debian"),
            ("os-release", "debian", "12"),
            ("runtime", "python", "3.11"),
            ("package", "curl", ""),
        ],
    ),
    (
        "a here-document holds no instruction",
        """
        FROM debian:12
        COPY <<EOF /a
        FROM alpine
        EOF
        """,
        [(*CONTAINER, "debian"), ("os-release", "debian", "12")],
    ),
    ("empty", "", []),
]


@pytest.mark.parametrize(
    ("text", "expected"), [case[1:] for case in DOCKERFILES], ids=[case[0] for case in DOCKERFILES]
)
def test_dockerfile(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert facts("deploy/Dockerfile", text) == expected


def test_lines_are_those_of_the_from_that_counts() -> None:
    reader = reader_for("Dockerfile")
    assert reader is not None
    found = tuple(reader.read("FROM node:20 AS a\n\nFROM ubuntu:22.04\n", "Dockerfile"))
    assert {one.line for one in found} == {3}
    assert found[0].shown == "ubuntu:22.04"


PROJECT = "<Project>{}</Project>"
MANIFESTS = [
    (
        "compose: services, a database and an unknown image",
        "deploy/compose.yaml",
        """
        services:
          app: {image: "acme/app:${TAG:-1.2}", platform: linux/arm64}
          database: {image: 'postgres:12.4'}
          queue: {image: rabbitmq:3.13-management}
          web: {image: python:3.9-buster}
        """,
        [
            ("base-image", "acme/app", ""),
            ("architecture", "container", "arm64"),
            ("database", "postgres", "12.4"),
            ("middleware", "rabbitmq", "3.13"),
            (*CONTAINER, "debian"),
            ("os-release", "debian", "10"),
            ("runtime", "python", "3.9"),
        ],
    ),
    (
        "dotnet: one framework",
        "src/A.csproj",
        PROJECT.format("<PropertyGroup><TargetFramework>net6.0</TargetFramework></PropertyGroup>"),
        [("runtime", "dotnet", "6.0")],
    ),
    (
        "dotnet: several, with a system and identifiers",
        "src/A.csproj",
        PROJECT.format(
            "<PropertyGroup><TargetFrameworks>netstandard2.0;net472;net8.0-windows10.0.19041</TargetFrameworks>"
            "<RuntimeIdentifiers>linux-x64;osx.12-arm64</RuntimeIdentifiers></PropertyGroup>"
        ),
        [
            ("runtime", "dotnet-standard", "2.0"),
            ("runtime", "dotnet-framework", "4.7.2"),
            ("runtime", "dotnet", "8.0"),
            ("os-family", "target-framework", "windows"),
            ("os-family", "runtime-identifier", "linux"),
            ("architecture", "runtime-identifier", "x86-64"),
            ("os-family", "runtime-identifier", "macos"),
            ("architecture", "runtime-identifier", "arm64"),
        ],
    ),
    (
        "dotnet: a property of one's own",
        "Directory.Build.props",
        PROJECT.format("<PropertyGroup><Net>net8.0</Net><Version>1.2.3</Version></PropertyGroup>"),
        [("runtime", "dotnet", "8.0")],
    ),
    (
        "dotnet: a project that runs tests",
        "src/A.csproj",
        PROJECT.format(
            "<PropertyGroup><TargetFramework>net6.0</TargetFramework></PropertyGroup>"
            '<ItemGroup><PackageReference Include="Microsoft.NET.Test.Sdk" /></ItemGroup>'
        ),
        [],
    ),
    (
        "dotnet: the old kind",
        "A.vbproj",
        PROJECT.format("<PropertyGroup><TargetFrameworkVersion>v4.8</TargetFrameworkVersion></PropertyGroup>"),
        [("runtime", "dotnet-framework", "4.8")],
    ),
    (
        "global.json",
        "global.json",
        '{/* pinned */ "sdk": {"version": "8.0.407"}}',
        [("runtime", "dotnet-sdk", "8.0.407")],
    ),
    ("pyproject", "pyproject.toml", '[project]\nrequires-python = ">=3.8,<4"', [("minimum", "python", "3.8")]),
    ("poetry", "pyproject.toml", '[tool.poetry.dependencies]\npython = "^3.9 || ^3.8"', [("minimum", "python", "3.8")]),
    ("setup.cfg", "setup.cfg", "[options]\npython_requires = >= 3.7\n", [("minimum", "python", "3.7")]),
    (
        "setup.py, literals only",
        "setup.py",
        "from setuptools import setup\nLEAST = '>=3.10'\nsetup(python_requires=LEAST)\n",
        [("minimum", "python", "3.10")],
    ),
    ("python-version", ".python-version", "3.11.4\n", [("runtime", "python", "3.11.4")]),
    ("runtime.txt", "runtime.txt", "python-3.8.5\n", [("runtime", "python", "3.8.5")]),
    (
        "environment.yml",
        "environment.yml",
        "dependencies:\n  - conda-forge::python=3.9\n  - python-dateutil=2\n  - pip: [x]\n",
        [("runtime", "python", "3.9")],
    ),
    (
        "package.json",
        "app/package.json",
        """
        {"version": "1.0.0", "engines": {"node": ">=16 <21"}, "os": ["win32"], "cpu": ["x64"],
         "devDependencies": {"electron": "^22.3.1", "jest": "29"}}
        """,
        [
            ("minimum", "node", "16"),
            ("os-family", "package", "windows"),
            ("architecture", "package", "x86-64"),
            ("browser-kernel", "chromium/electron", "22.3.1"),
        ],
    ),
    ("nvmrc", ".nvmrc", "v18.12.1\n", [("runtime", "node", "18.12.1")]),
    (
        "gradle",
        "app/build.gradle",
        """
        android { compileSdk 34  // minSdk 19
          defaultConfig { minSdkVersion 21
            targetSdk = 33
            ndk { abiFilters "arm64-v8a", 'x86_64' } }
          compileOptions { sourceCompatibility JavaVersion.VERSION_1_8 }
          kotlinOptions { jvmTarget = "17" } }
        """,
        [
            ("minimum", "android", "21"),
            ("os-release", "android", "33"),
            ("minimum", "java", "8"),
            ("minimum", "java", "17"),
            ("architecture", "abi", "arm64"),
            ("architecture", "abi", "x86-64"),
        ],
    ),
    (
        "version catalogue",
        "gradle/libs.versions.toml",
        '[versions]\nminSdk = "24"\nkotlin = "2.0"\n',
        [("minimum", "android", "24")],
    ),
    (
        "xcode project",
        "A.xcodeproj/project.pbxproj",
        """
        IPHONEOS_DEPLOYMENT_TARGET = 15.1;
        SUPPORTED_PLATFORMS = "iphoneos iphonesimulator";
        ARCHS = "$(ARCHS_STANDARD)";
        """,
        [("minimum", "ios", "15.1"), ("os-family", "xcode", "ios")],
    ),
    (
        "swift package",
        "Package.swift",
        'platforms: [.iOS(.v15), .macOS("12.0")]',
        [("minimum", "ios", "15"), ("minimum", "macos", "12.0")],
    ),
    (
        "maven",
        "pom.xml",
        """
        <project xmlns="http://maven.apache.org/POM/4.0.0"><properties><jdk.version>17</jdk.version>
        <maven.compiler.release>${jdk.version}</maven.compiler.release><revision>4.1.0</revision></properties>
        <modules><module>core</module><module>native-macosx-aarch64</module></modules></project>
        """,
        [
            ("minimum", "java", "17"),
            ("os-family", "native-module", "macos"),
            ("architecture", "native-module", "macos/arm64"),
        ],
    ),
    (
        "maven, the compiler and a plug-in with a target of its own",
        "pom.xml",
        """
        <project><build><plugins>
        <plugin><artifactId>ws-tools</artifactId><configuration><target>2.2</target></configuration></plugin>
        <plugin><configuration><release>17</release></configuration><artifactId>maven-compiler-plugin</artifactId></plugin>
        </plugins></build></project>
        """,
        [("minimum", "java", "17")],
    ),
    (
        "cmake",
        "CMakeLists.txt",
        """
        cmake_minimum_required(VERSION 3.20)
        set(CMAKE_CXX_STANDARD 17)
        find_package(Qt6 REQUIRED)
        set(CMAKE_OSX_DEPLOYMENT_TARGET 11.0)
        # find_package(Qt5)
        set(CMAKE_SYSTEM_PROCESSOR aarch64)
        """,
        [("runtime", "qt", "6"), ("minimum", "macos", "11.0"), ("architecture", "toolchain", "arm64")],
    ),
    (
        "snapcraft",
        "snap/snapcraft.yaml",
        """
        base: core22
        version: "4.1.0"
        architectures: [{build-on: amd64}]
        parts:
          jdk: {plugin: dump, source: "https://example.com/openjdk-20.0.1_linux-x64_bin.tar.gz"}
        """,
        [
            (*CONTAINER, "ubuntu"),
            ("os-release", "ubuntu", "22.04"),
            ("architecture", "container", "x86-64"),
            ("runtime", "java", "20.0.1"),
        ],
    ),
    (
        "install script",
        "bin/install.sh",
        """
        # apt-get install python3.7
        curl -sL https://deb.nodesource.com/setup_18.x | bash -
        apt-get install -y nodejs git
        """,
        [("runtime", "node", "18"), ("runtime", "node", "distribution")],
    ),
    (
        "install script: what is only said",
        "bin/package.sh",
        """
        echo "use /opt/jdk-20 or later"
        usage="Set JAVA_HOME, for example
          to /opt/jdk-19"
        cat <<EOF
        nvm install 12
        EOF
        [ -d x ] || echo "run nvm install 16"   # /opt/jdk-18
        JDK=/opt/jdk-21.0.1
        apt-get install -y \\
          openjdk-17-jre
        """,
        [("runtime", "java", "21.0.1"), ("runtime", "java", "17")],
    ),
    (
        "cmake: the generation of Qt in a variable, and its least version",
        "CMakeLists.txt",
        """
        set(QT "Qt6")
        set(QT_MAJOR_VERSION 5)
        find_package(${QT} 6.2 REQUIRED COMPONENTS Core)
        find_package(Qt${QT_MAJOR_VERSION} REQUIRED)
        find_package(Boost 1.70)
        find_package(QT NAMES Qt6 Qt5 REQUIRED COMPONENTS Widgets)
        """,
        [("runtime", "qt", "6"), ("minimum", "qt", "6.2"), ("runtime", "qt", "5")],
    ),
    (
        "qmake",
        "app/app.pro",
        """
        QT += widgets
        greaterThan(QT_MAJOR_VERSION, 4): QT += printsupport
        lessThan(QT_MAJOR_VERSION, 6): error("Qt 6")
        !versionAtLeast(QT_VERSION, 6.2.1) { error(old) }
        !minQtVersion(5, 12, 0): error(old)
        # lessThan(QT_MAJOR_VERSION, 9): error(x)
        QMAKE_MACOSX_DEPLOYMENT_TARGET = 10.15
        """,
        [
            ("minimum", "qt", "6"),
            ("minimum", "qt", "6.2.1"),
            ("minimum", "qt", "5.12.0"),
            ("minimum", "macos", "10.15"),
        ],
    ),
    (
        "kubernetes: images, node selector and affinity",
        "k8s.yaml",
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: a}
        spec:
          template:
            spec:
              nodeSelector: {kubernetes.io/arch: amd64, kubernetes.io/os: linux, disk: ssd}
              affinity:
                nodeAffinity:
                  requiredDuringSchedulingIgnoredDuringExecution:
                    nodeSelectorTerms:
                      - matchExpressions: [{key: kubernetes.io/arch, operator: In, values: [arm64]}]
              initContainers: [{name: wait, image: "busybox:1"}]
              containers:
                - {name: db, image: "postgres:13"}
                - {name: own, image: "registry.example/own:2.3"}
                - {name: open, image: "{{ .Values.image }}"}
        """,
        [
            ("architecture", "node", "x86-64"),
            ("os-family", "node", "linux"),
            ("database", "postgres", "13"),
            ("base-image", "own", ""),
            ("architecture", "node", "arm64"),
        ],
    ),
    (
        "kubernetes: no object of it",
        "deploy/list.yaml",
        "image: postgres:13\n",
        [],
    ),
    (
        "kustomize",
        "overlays/site/kustomization.yaml",
        "images:\n  - {name: postgres, newTag: '13'}\n  - {name: db, newName: mysql, newTag: '8'}\n  - {name: own}\n",
        [("database", "postgres", "13"), ("database", "mysql", "8")],
    ),
    (
        "helm values",
        "chart/values.yaml",
        """
        image: {repository: postgres, tag: "13"}
        web: {image: {registry: docker.io, repository: library/nginx, tag: 1.25.3}}
        job: {image: "python:3.11-bookworm"}
        nodeSelector: {kubernetes.io/arch: arm64}
        """,
        [
            ("architecture", "node", "arm64"),
            ("database", "postgres", "13"),
            ("os-family", "container", "debian"),
            ("os-release", "debian", "12"),
            ("runtime", "python", "3.11"),
            ("middleware", "nginx", "1.25.3"),
        ],
    ),
    (
        "platformio",
        "firmware/platformio.ini",
        """
        ; the product
        [env:device]
        platform = ststm32@^17.0.0
        board = nucleo_f103rb  ; pinned
        framework = arduino
        board_build.mcu = stm32f103
        lib_deps =
            a = b
        [env:native]
        platform = native
        [env:test_device]
        board = uno
        """,
        [
            ("hardware", "platform", "ststm32"),
            ("hardware", "board", "nucleo_f103rb"),
            ("hardware", "mcu", "stm32f103"),
            ("runtime", "arduino", ""),
        ],
    ),
    (
        "csproj: the processor",
        "A.csproj",
        """
        <Project>
          <PropertyGroup><TargetFramework>net8.0</TargetFramework><PlatformTarget>x64</PlatformTarget></PropertyGroup>
          <PropertyGroup><PlatformTarget>AnyCPU</PlatformTarget></PropertyGroup>
        </Project>
        """,
        [("runtime", "dotnet", "8.0"), ("architecture", "platform-target", "x86-64")],
    ),
    (
        "App.config",
        "App.config",
        """
        <configuration><startup>
          <supportedRuntime version="v4.0" sku=".NETFramework,Version=v4.8"/><supportedRuntime version="v2.0.50727"/>
        </startup></configuration>
        """,
        [("minimum", "dotnet-framework", "4.8"), ("minimum", "dotnet-framework", "2.0")],
    ),
    (
        "Singularity: the last stage",
        "Singularity.def",
        "Bootstrap: docker\nFrom: golang:1.20\nStage: build\n\nBootstrap: docker\nFrom: ubuntu:20.04\n%post\n  ls\n",
        [(*CONTAINER, "ubuntu"), ("os-release", "ubuntu", "20.04")],
    ),
    (
        "Singularity: a distribution",
        "Singularity",
        "Bootstrap: debootstrap\nOSVersion: focal\n",
        [(*CONTAINER, "ubuntu"), ("os-release", "ubuntu", "20.04")],
    ),
    ("a list of exported symbols", "win/api.def", "LIBRARY api\nEXPORTS\n  From @1\n", []),
    (
        "flatpak",
        "org.example.App.json",
        '{"app-id": "org.example.App", "runtime": "org.kde.Platform", "runtime-version": "5.15", "sdk": "org.kde.Sdk"}',
        [("runtime", "org.kde.Platform", "5.15")],
    ),
    (
        "android manifest",
        "app/src/main/AndroidManifest.xml",
        """\
        <manifest xmlns:android="http://schemas.android.com/apk/res/android">
        <uses-sdk android:minSdkVersion="21" android:targetSdkVersion="33"/>
        <uses-feature android:name="android.hardware.bluetooth_le" android:required="true"/>
        <uses-feature android:name="android.hardware.camera" android:required="false"/>
        <uses-permission android:name="android.permission.CAMERA"/><application/></manifest>
        """,
        [
            ("minimum", "android", "21"),
            ("os-release", "android", "33"),
            ("minimum", "device-features", "android.hardware.bluetooth_le"),
        ],
    ),
    (
        "android manifest of a library",
        "lib/src/main/AndroidManifest.xml",
        '<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="a"/>',
        [],
    ),
    (
        "Yocto",
        "conf/local.conf",
        '#MACHINE = "qemux86"\nMACHINE ??= "raspberrypi3"\nMACHINE_FEATURES = "wifi"\n',
        [("hardware", "machine", "raspberrypi3")],
    ),
    (
        "flags of compilers",
        "native/app.pro",
        "QMAKE_CXXFLAGS += -march=core2\nDEFINES += _WIN32_WINNT=0x0601\n# -march=haswell\nX = -march=native\n",
        [("minimum", "instruction-set", "core2"), ("minimum", "windows", "0x0601")],
    ),
    (
        "cmake: flags",
        "native/CMakeLists.txt",
        "add_definitions(-D_WIN32_WINNT=0x0601)\nadd_compile_options(-march=haswell)\n",
        [("minimum", "instruction-set", "haswell"), ("minimum", "windows", "0x0601")],
    ),
]


@pytest.mark.parametrize(
    ("path", "text", "expected"), [case[1:] for case in MANIFESTS], ids=[case[0] for case in MANIFESTS]
)
def test_manifest(path: str, text: str, expected: list[tuple[str, str, str]]) -> None:
    assert facts(path, text) == expected


def test_a_condition_is_kept_apart() -> None:
    text = PROJECT.format(
        "<PropertyGroup Condition=\"'$(OS)' == 'Windows_NT'\"><TargetFramework>net8.0</TargetFramework></PropertyGroup>"
    )
    reader = reader_for("A.csproj")
    assert reader is not None
    assert [one.scope for one in reader.read(text, "A.csproj")] == ["'$(OS)' == 'Windows_NT'"]


BROKEN = [
    ("A.csproj", "<Project>"),
    ("A.csproj", '<!DOCTYPE a [<!ENTITY b "c">]><Project>&b;</Project>'),
    ("pom.xml", "not xml"),
    ("global.json", "{"),
    ("package.json", "[" * 100_000),
    ("pyproject.toml", "= ="),
    ("setup.py", "def ("),
    ("setup.cfg", "no section"),
    ("compose.yaml", "a: [1"),
    ("snapcraft.yaml", "a: !!python/object:os.system x"),
    ("environment.yml", "a: ["),
    ("k8s.yaml", "apiVersion: v1\nkind: Pod\na: ["),
    ("App.config", "<configuration>"),
    ("AndroidManifest.xml", "<manifest>"),
    ("org.example.App.json", '{"runtime-version": ['),
]


@pytest.mark.parametrize(("path", "text"), BROKEN)
def test_a_manifest_that_cannot_be_parsed_says_so(path: str, text: str) -> None:
    assert [name for name, _, _ in facts(path, text)] == [UNREADABLE]


PATHS = (
    *("Dockerfile", "compose.yaml", "A.csproj", "global.json", "pyproject.toml", "setup.cfg", "setup.py"),
    *(".python-version", "environment.yml", "package.json", ".nvmrc", "build.gradle", "libs.versions.toml"),
    *("project.pbxproj", "Package.swift", "Info.plist", "pom.xml", "CMakeLists.txt", "snapcraft.yaml", "install.sh"),
    *("k8s.yaml", "values.yaml", "kustomization.yaml", "platformio.ini", "App.config", "a.def", "AndroidManifest.xml"),
    *("org.a.json", "conf/local.conf", "app.pro"),
)
PIECES = (
    *("FROM ", "ARG A=", "${A", "\n", "\\\n", "AS a", "<<EOF", "image: ", "services:", "- ", ": ", "{", "}", "[", "]"),
    *(
        "<PropertyGroup>",
        "</PropertyGroup>",
        "<TargetFramework>",
        "net6.0",
        ">=",
        "3.8",
        "'",
        '"',
        "&",
        "minSdk ",
        "kind: Pod\napiVersion: v1\n",
        "nodeSelector: ",
        "repository: a\n",
        "tag:\n",
        "runtime-version",
        "[env:a]\n",
        "board =",
        "Bootstrap: docker\n",
        "From:",
        "é房",
        "\0",
    ),
)


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(PATHS), st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
)
def test_no_text_makes_a_reader_raise(path: str, text: str) -> None:
    reader = reader_for(path)
    assert reader is not None
    assert all(isinstance(one, Fact) for one in reader.read(text, path))


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("tests/Dockerfile", True),
        ("src/Api/Test/Api.Test.csproj", True),
        ("src/UnitTests/A.csproj", True),
        ("src/Integration.Test/A.csproj", True),
        ("Loop [Unit Tests]/Info.plist", True),
        ("AppUITests/Info.plist", True),
        ("Tests/Info.plist", True),
        ("UnitTest/A.csproj", True),
        ("unittests/A.csproj", True),
        ("MY TESTS/A.csproj", True),
        ("src/Contests/A.csproj", False),
        ("src/latest/Dockerfile", False),
        ("src/contest/A.csproj", False),
        ("src/Api/Api.csproj", False),
    ],
)
def test_folders_of_tests(path: str, expected: bool) -> None:
    assert is_test(path) is expected


def test_a_runtime_in_two_spellings_is_told_once() -> None:
    text = b"JDK=/opt/jdk-24.0.2\napt-get install openjdk-24-jre\n"
    assert [one.value for one in facts_of(Blob("install.sh", "1" * 40, text))] == ["24.0.2"]


def test_every_reader_names_where_it_looks_and_what_it_can_say() -> None:
    assert all(reader.globs and reader.facts for reader in READERS)
