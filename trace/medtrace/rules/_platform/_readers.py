"""Which reader reads which manifest; a manifest of tests says nothing of the product's platform."""

import re
from functools import lru_cache

from medtrace.model.globs import matches
from medtrace.model.snapshot import Blob
from medtrace.rules._platform import (
    apple,
    cmake,
    compose,
    dockerfile,
    dotnet,
    global_json,
    gradle,
    maven,
    node,
    python_project,
    scripts,
    snapcraft,
)
from medtrace.rules._platform._fact import Fact, Reader, unreadable

READERS: tuple[Reader, ...] = (
    apple.READER,
    cmake.READER,
    compose.READER,
    dockerfile.READER,
    dotnet.READER,
    global_json.READER,
    gradle.READER,
    maven.READER,
    node.READER,
    python_project.READER,
    scripts.READER,
    snapcraft.READER,
)
GLOBS = tuple(sorted({glob for reader in READERS for glob in reader.globs}))
_TESTS = re.compile(
    r"(?:^|[._-])(?:unit|integration)?(?:tests?|testing|benchmarks?|fixtures?)(?:$|[._-])", re.IGNORECASE
)
_CAMEL = re.compile(r"[a-z]Tests?(?:$|[._-])")


@lru_cache(maxsize=4096)
def reader_for(path: str) -> Reader | None:
    """The reader of a path, None where it is no manifest."""
    return next((reader for reader in READERS if matches(path, reader.globs)), None)


@lru_cache(maxsize=4096)
def is_test(path: str) -> bool:
    """Whether a folder or the file name says that the manifest is one of tests."""
    return any(_TESTS.search(part) or _CAMEL.search(part) for part in path.split("/"))


@lru_cache(maxsize=4096)
def facts_of(blob: Blob) -> tuple[Fact, ...]:
    """What one manifest says; a blob that is missing, binary or mangled says that it cannot be read."""
    reader = reader_for(blob.path)
    if reader is None:
        return ()
    if blob.data is None:
        return (unreadable(blob.missing or "missing"),)
    decoded = blob.decode()
    if blob.is_binary or decoded.lossy:
        return (unreadable("not text"),)
    return tuple(dict.fromkeys(reader.read(decoded.text, blob.path)))
