"""Which reader reads which manifest; a manifest of tests says nothing of the product's platform."""

import re
from functools import lru_cache

from medtrace.expressions import expression
from medtrace.model.globs import matches
from medtrace.model.snapshot import Blob
from medtrace.rules._platform import (
    android,
    app_config,
    apple,
    cmake,
    compose,
    dockerfile,
    dotnet,
    flatpak,
    global_json,
    gradle,
    kubernetes,
    maven,
    node,
    platformio,
    python_project,
    qmake,
    scripts,
    singularity,
    snapcraft,
    yocto,
)
from medtrace.rules._platform._fact import Fact, Reader, unreadable

READERS: tuple[Reader, ...] = (
    android.READER,
    app_config.READER,
    apple.READER,
    cmake.READER,
    compose.READER,
    dockerfile.READER,
    dotnet.READER,
    flatpak.READER,
    global_json.READER,
    gradle.READER,
    kubernetes.READER,
    maven.READER,
    node.READER,
    platformio.READER,
    python_project.READER,
    qmake.READER,
    scripts.READER,
    singularity.READER,
    snapcraft.READER,
    yocto.READER,
)
KINDS = (
    *("Dockerfile", "compose", ".NET project", "global.json", "Gradle", "Maven", "Python", "Node", "CMake", "qmake"),
    *("Xcode", "Swift package", "snapcraft", "install script", "Kubernetes", "Helm values", "Android manifest"),
    *("App.config", "platformio.ini", "Singularity", "flatpak", "Yocto"),
)
GLOBS = tuple(sorted({glob for reader in READERS for glob in reader.globs}))
_TESTS = expression(
    r"(?:^|[._\s\[(-])(?:unit|integration|functional|system|acceptance|smoke|regression|performance|perf|ui|e2e)?"
    r"(?:tests?|testing|testsuites?|benchmarks?|fixtures?)(?:$|[._\s\])-])",
    re.IGNORECASE,
)
_CAMEL = expression(r"[A-Za-z0-9]Tests?(?:$|[._\s\])-])")
# Folders that tools fill with other people's or with built files.
_VENDORED = {
    *("carthage", "pods", "node_modules", "bower_components", "vendor", "vendored", "third_party", "third-party"),
    *("thirdparty", "3rdparty", "external_libs", "site-packages", ".venv", "venv", "deriveddata", ".gradle"),
}
_BUILT = {"build", "dist", "out", "target", "bin", "obj"}
_BUNDLES = (".storyboardc", ".app", ".framework", ".xcframework", ".bundle", ".egg-info", ".nib")
# Nobody builds a container file or a script into a folder of results: there they are a maker's own.
_WRITTEN = (dockerfile.READER, compose.READER, kubernetes.READER, scripts.READER)


@lru_cache(maxsize=4096)
def reader_for(path: str) -> Reader | None:
    """The reader of a path, None where it is no manifest."""
    return next((reader for reader in READERS if matches(path, reader.globs)), None)


def kind_of(path: str) -> str:
    """What manifests of one sort have in common: the suffix, else the name (`*.plist`, `Dockerfile`)."""
    name = path.rsplit("/", 1)[-1]
    return f"*.{name.rsplit('.', 1)[-1]}" if "." in name.lstrip(".") else name


@lru_cache(maxsize=4096)
def is_test(path: str) -> bool:
    """Whether a folder or the file name says that the manifest is one of tests."""
    return any(_TESTS.search(part) or _CAMEL.search(part) for part in path.split("/"))


@lru_cache(maxsize=4096)
def is_vendored(path: str) -> bool:
    """Whether a manifest lies in a folder of other people's software or of results of a build."""
    *folders, _ = path.lower().split("/")
    if _VENDORED & set(folders) or any(one.endswith(_BUNDLES) for one in folders):
        return True
    return bool(_BUILT & set(folders)) and reader_for(path) not in _WRITTEN


@lru_cache(maxsize=4096)
def facts_of(blob: Blob) -> tuple[Fact, ...]:
    """What one manifest says; a blob that is missing, binary or mangled says that it cannot be read."""
    reader = reader_for(blob.path)
    if reader is None:
        return ()
    if blob.data is None:
        return (unreadable(blob.missing or "missing"),)
    decoded = blob.decode()
    if blob.path.endswith(".plist") and (blob.data or b"").startswith(b"bplist"):
        return ()  # compiled from a source that is read where it lies
    if blob.is_binary or decoded.lossy:
        return (unreadable("not text"),)
    return _once(tuple(dict.fromkeys(reader.read(decoded.text, blob.path))))


def _once(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Without a runtime that the same manifest states more exactly: `java 24` beside `java 24.0.2`."""
    runtimes = {(one.key, one.value) for one in facts if one.name == "runtime"}
    return tuple(
        one
        for one in facts
        if one.name != "runtime"
        or not any(key == one.key and value.startswith(f"{one.value}.") for key, value in runtimes)
    )
