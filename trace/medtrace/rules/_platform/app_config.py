"""App.config of .NET Framework: the runtime that the program asks for, `<supportedRuntime version sku>`.

`sku=".NETFramework,Version=v4.8"` is a least dotnet-framework 4.8; without it the version of the runtime counts.
"""

from collections.abc import Iterator

from medtrace.rules._platform._fact import Fact, Reader, unreadable
from medtrace.rules._platform._names import number
from medtrace.rules._platform._xml import elements


def read(text: str, path: str) -> Iterator[Fact]:
    """Facts of one configuration file."""
    del path
    try:
        found = tuple(elements(text))
    except ValueError as fault:
        yield unreadable(str(fault))
        return
    for one in found:
        if one.tag == "supportedRuntime":
            said = one.get("sku") or one.get("version")
            version = ".".join(number(said).split(".")[: 3 if one.get("sku") else 2])
            if version:
                yield Fact("minimum", "dotnet-framework", version, one.line, text=f"supportedRuntime {said}")


READER = Reader(
    globs=("**/App.config", "**/app.config", "**/*.exe.config"),
    facts=("minimum",),
    read=read,
)
