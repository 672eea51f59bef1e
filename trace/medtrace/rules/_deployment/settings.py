"""Settings that the product is delivered with, each under the names that lead to it, in one spelling.

JSON, YAML, TOML, INI, properties and `.env` files whose name says that they configure, `web.config`, nginx, and what
compose files and Dockerfiles put into the environment. `bypassAuthentication`, `BYPASS_AUTHENTICATION` and
`bypass-authentication` are one name; `Logging__Level` is `logging.level`.
"""

import configparser
import re
import tomllib
from collections.abc import Iterator

from medtrace.expressions import expression
from medtrace.marked.nodes import Node
from medtrace.rules._deployment import compose
from medtrace.rules._deployment._trees import at, filled, items, leaves, pairs, said, trees
from medtrace.rules._platform import dockerfile
from medtrace.rules._platform._fact import Fact, Reader
from medtrace.rules._platform._lines import line_of
from medtrace.rules._platform._xml import elements

_CAMEL = expression(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_LINE = expression(r"^[ \t]*(?:export[ \t]+)?([\w.\-\[\]:]+)[ \t]*[=:][ \t]*(.*?)[ \t]*$")
_NGINX = expression(r"^[ \t]*([a-z_]+)[ \t]+([^;{}#]+);")
_PAIR = expression(r"([A-Za-z_][\w.]*)=(\"[^\"]*\"|'[^']*'|\S+)")
MOST_SETTINGS = 5_000
MOST_TEXT = 300_000


def spelled(name: str) -> str:
    """A name in one spelling: words of small letters, joined by `-`; two underscores or a colon lead one level down."""
    parts = re.split(r"__|[.:]", name)
    return ".".join("-".join(re.findall(r"[a-z0-9]+", _CAMEL.sub("-", part).lower())) for part in parts if part)


def read(text: str, path: str) -> Iterator[Fact]:
    """Settings of one file; a large one is data and no configuration."""
    if len(text) > MOST_TEXT:
        return
    name = path.rsplit("/", 1)[-1].lower()
    kind = name.rpartition(".")[2]
    if "dockerfile" in name or name == "containerfile":
        found = _image(text)
    elif "compose" in name:
        found = _compose(text, path)
    elif name == "web.config" or kind == "config":
        found = _xml(text)
    else:
        readers = {"json": _tree, "yaml": _tree, "yml": _tree, "toml": _toml, "ini": _ini, "cfg": _ini, "conf": _lines}
        found = readers.get(kind, _lines)(text, path)
    for number, (key, value, line) in enumerate(found):
        if number >= MOST_SETTINGS:
            return
        if key:
            yield Fact("setting", key, filled(value), line, text=f"{key}: {value}"[:200])


def _tree(text: str, path: str) -> Iterator[tuple[str, str, int]]:
    for root in trees(text, path):
        yield from _leaves(root)


def _leaves(root: Node) -> Iterator[tuple[str, str, int]]:
    for leaf in leaves(root):
        yield ".".join(filter(None, map(spelled, leaf.names))), leaf.value, leaf.line


def _toml(text: str, path: str) -> Iterator[tuple[str, str, int]]:
    del path
    pending: list[tuple[tuple[str, ...], object]] = [((), tomllib.loads(text.removeprefix("\ufeff")))]
    while pending:
        names, value = pending.pop(0)
        if isinstance(value, dict):
            pending += [((*names, str(name)), one) for name, one in value.items()]
        elif isinstance(value, list):
            pending += [(names, one) for one in value]
        elif names:
            said_value = str(value).lower() if isinstance(value, bool) else str(value)
            yield (
                ".".join(map(spelled, names)),
                said_value,
                line_of(text, rf"^\s*[\"']?{re.escape(names[-1])}[\"']?\s*="),
            )


def _ini(text: str, path: str) -> Iterator[tuple[str, str, int]]:
    del path
    parser = configparser.RawConfigParser(strict=False, allow_no_value=True)
    try:
        parser.read_string(text)
    except configparser.Error as fault:
        raise ValueError(str(fault).split("\n")[0]) from fault
    for section in parser.sections():
        for name, value in parser.items(section):
            line = line_of(text, rf"(?i)^\s*{re.escape(name)}\s*[=:]")
            yield f"{spelled(section)}.{spelled(name)}", value or "", line


def _lines(text: str, path: str) -> Iterator[tuple[str, str, int]]:
    """Properties, environment files and nginx, line by line."""
    del path
    for number, line in enumerate(text.split("\n"), start=1):
        if line.lstrip().startswith(("#", "!", "//")):
            continue
        if found := _NGINX.match(line) or _LINE.match(line):
            yield spelled(found.group(1)), found.group(2).strip().strip("\"'"), number


def _compose(text: str, path: str) -> Iterator[tuple[str, str, int]]:
    for root in trees(text, path):
        for name, service in pairs(root, "services"):
            for key, value in pairs(service, "environment"):
                yield f"{spelled(name.said)}.{spelled(key.said)}", said(value), key.line
            for one in items(service, "environment"):
                key_text, _, value_text = said(one).partition("=")
                yield f"{spelled(name.said)}.{spelled(key_text)}", value_text, one.line
            if at(service, "privileged"):
                yield f"{spelled(name.said)}.privileged", said(service, "privileged"), name.line


def _image(text: str) -> Iterator[tuple[str, str, int]]:
    for stage in dockerfile.delivered(text):
        for instruction in stage.body:
            word, _, rest = instruction.text.partition(" ")
            if word.upper() == "ENV":
                for key, value in _PAIR.findall(rest):
                    yield spelled(key), value.strip("\"'"), instruction.line


def _xml(text: str) -> Iterator[tuple[str, str, int]]:
    for element in elements(text):
        where = ".".join(spelled(part) for part in element.path[1:])
        if element.get("key"):
            yield f"{where}.{spelled(element.get('key'))}", element.get("value"), element.line
            continue
        for name, value in element.attributes:
            yield f"{where}.{spelled(name)}", value, element.line


READER = Reader(
    globs=(
        *("**/appsettings*.json", "**/application*.yml", "**/application*.yaml", "**/application*.properties"),
        *("**/settings*.json", "**/settings*.yml", "**/settings*.yaml", "**/settings*.toml", "**/settings*.ini"),
        *("**/config*.json", "**/config*.yml", "**/config*.yaml", "**/config*.toml", "**/config*.ini"),
        *("**/config/*.json", "**/config/*.yml", "**/config/*.yaml", "**/config/*.toml", "**/config/*.ini"),
        *("**/config/*.properties", "**/conf/*.yml", "**/conf/*.yaml", "**/conf/*.properties", "**/conf/*.conf"),
        *("**/*nginx*.conf", "**/nginx/**/*.conf", "**/mosquitto*.conf", "**/etc/*.conf", "**/orthanc*.json"),
        *("**/.env", "**/.env.production", "**/.env.example", "**/*.env", "**/web.config", "**/app.config"),
        *compose.READER.globs,
        *dockerfile.READER.globs,
    ),
    facts=("setting",),
    read=read,
)
