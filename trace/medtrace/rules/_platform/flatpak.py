"""Manifests of flatpak: the runtime under the program and its version (`runtime`, `runtime-version`).

A file without `runtime-version` is none. The `sdk` builds and does not count.
"""

from collections.abc import Iterator

from medtrace.rules._deployment._trees import said, trees
from medtrace.rules._platform._fact import Fact, Reader, unreadable
from medtrace.rules._platform._lines import line_of


def read(text: str, path: str) -> Iterator[Fact]:
    """The runtime of one manifest."""
    if "runtime-version" not in text:
        return
    try:
        roots = trees(text, path)
    except ValueError as fault:
        yield unreadable(str(fault))
        return
    for root in roots:
        name, version = said(root, "runtime"), said(root, "runtime-version")
        if name and version:
            yield Fact("runtime", name, version, line_of(text, r"runtime-version[\"']?\s*:"), text=f"{name} {version}")


READER = Reader(
    globs=(
        *("**/*flatpak*.json", "**/*flatpak*.y*ml", "**/flatpak/**/*.json", "**/flatpak/**/*.y*ml"),
        *(f"**/{top}.*.{end}" for top in ("org", "com", "io", "net", "de", "cn") for end in ("json", "y*ml")),
    ),
    facts=("runtime",),
    read=read,
)
