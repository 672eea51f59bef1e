"""Python: poetry.lock, uv.lock, pdm.lock and Pipfile.lock.

Which pins are delivered follows from what the manifests declare and what each package needs; packages for development
are then out of reach. Pipfile.lock says it by itself (`default`, `develop`).
"""

import json
import re
import tomllib
from collections.abc import Iterator

from medtrace.expressions import expression
from medtrace.rules._parts._part import Part, PartReader
from medtrace.rules._parts._places import line_numbers

_NAME = expression(r"^name\s*=\s*[\"'](?P<name>[^\"']+)[\"']", re.MULTILINE)
_KEY = expression(r'"(?P<name>[\w.-]+)":\s*\{')
_WORD = expression(r"[A-Za-z0-9][\w.-]*")


def plain(name: str) -> str:
    """A name in the one spelling of the index: `Py_Jwt` is `py-jwt`."""
    return re.sub(r"[-_.]+", "-", name).lower()


def read(text: str, path: str) -> Iterator[Part]:
    """The pins of one lock file."""
    if path.endswith("Pipfile.lock"):
        yield from _pipfile(text)
        return
    document = tomllib.loads(text.removeprefix("\ufeff"))
    places = line_numbers(text, _NAME)
    packages = document.get("package")
    for one in packages if isinstance(packages, list) else ():
        if isinstance(one, dict) and isinstance(one.get("name"), str):
            source = one.get("source")
            if not (isinstance(source, dict) and {"editable", "virtual", "directory"} & source.keys()):
                yield _pin(one, places.get(one["name"], 0))


def _pin(one: dict[str, object], line: int) -> Part:
    version = one.get("version")
    return Part(
        "python",
        plain(str(one["name"])),
        version if isinstance(version, str) else "",
        line,
        locked=True,
        needs=tuple(dict.fromkeys(map(plain, _needs(one.get("dependencies"))))),
    )


def _needs(listed: object) -> Iterator[str]:
    """Names of a table (poetry), of a list of tables (uv) or of a list of requirements (pdm)."""
    for one in listed if isinstance(listed, dict | list) else ():
        said = one.get("name") if isinstance(one, dict) else one
        found = _WORD.match(said) if isinstance(said, str) else None
        if found:
            yield found.group()


def _pipfile(text: str) -> Iterator[Part]:
    try:
        document = json.loads(text.removeprefix("\ufeff"))
    except (json.JSONDecodeError, RecursionError) as fault:
        raise ValueError(str(fault)) from fault
    listed = document.get("default") if isinstance(document, dict) else None
    places = line_numbers(text, _KEY)
    for name, said in listed.items() if isinstance(listed, dict) else ():
        version = said.get("version") if isinstance(said, dict) else None
        line = places.get(name, 0)
        yield Part("python", plain(name), str(version or "").lstrip("= "), line, locked=True, runtime=True)


READER = PartReader(globs=("**/poetry.lock", "**/uv.lock", "**/pdm.lock", "**/Pipfile.lock"), read=read)
