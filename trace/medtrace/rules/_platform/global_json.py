"""`global.json`: the version of the .NET SDK that builds the product; another feature band is a patch."""

import json
from collections.abc import Iterator

from medtrace.rules._platform._fact import Fact, Reader, unreadable
from medtrace.rules._platform._json import parse_json
from medtrace.rules._platform._lines import line_of


def read(text: str, path: str) -> Iterator[Fact]:
    """The one fact `runtime`, `dotnet-sdk`."""
    del path
    try:
        document = parse_json(text)
    except json.JSONDecodeError as fault:
        yield unreadable(fault.msg, fault.lineno)
        return
    sdk = document.get("sdk") if isinstance(document, dict) else None
    version = sdk.get("version") if isinstance(sdk, dict) else None
    if isinstance(version, str):
        yield Fact("runtime", "dotnet-sdk", version, line_of(text, r'"version"'), text=f"SDK {version}")


READER = Reader(globs=("**/global.json",), facts=("runtime",), read=read)
