"""Compose files: the images of the services and their `platform:`.

A known database or middleware gives its version; any other known image is one that the product runs on. An image that
the table does not know counts by its name only, for its tag is often the product's own version; the image of a service
that is built here (`build:`) is the product itself.
"""

import re
from collections.abc import Iterator

import yaml

from medtrace.expressions import expression
from medtrace.rules._platform._fact import Fact, Reader, unreadable
from medtrace.rules._platform._images import used_image_facts
from medtrace.rules._platform._lines import line_of
from medtrace.rules._platform._names import architecture

_DEFAULTED = expression(r"\$\{\w+:?-([^}]*)\}")


def read(text: str, path: str) -> Iterator[Fact]:
    """Facts of every service."""
    del path
    try:
        document = yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError, ValueError) as fault:
        yield unreadable(str(fault).split("\n")[0])
        return
    services = document.get("services", document) if isinstance(document, dict) else None
    for service in services.values() if isinstance(services, dict) else ():
        if isinstance(service, dict):
            yield from _service(service, text)


def _service(service: dict[object, object], text: str) -> Iterator[Fact]:
    image = service.get("image")
    if isinstance(image, str) and not service.get("build"):
        yield from _image(image, line_of(text, rf"image\s*:\s*[\"']?{re.escape(image)}"))
    platform = service.get("platform")
    processor = platform.partition("/")[2] if isinstance(platform, str) else ""
    if processor:
        line = line_of(text, rf"platform\s*:\s*[\"']?{re.escape(str(platform))}")
        yield Fact("architecture", "container", architecture(processor), line, text=str(platform))


def _image(reference: str, line: int) -> Iterator[Fact]:
    yield from used_image_facts(_DEFAULTED.sub(r"\1", reference), line=line)


READER = Reader(
    globs=(
        "**/docker-compose.yml",
        "**/docker-compose.yaml",
        "**/docker-compose.*.yml",
        "**/docker-compose.*.yaml",
        "**/compose.yml",
        "**/compose.yaml",
        "**/compose.*.yaml",
    ),
    facts=("os-family", "os-release", "architecture", "runtime", "database", "middleware"),
    read=read,
)
