"""Compose files: services that are built here, services of others, published ports, networks, devices, other hosts.

A service with `build:` is a part of the product; one that only names an image is a node beside it. `127.0.0.1:80:80` is
a port that this machine alone reaches. Services of a profile for development or tests do not count.
"""

import re
from collections.abc import Iterator

from medtrace.expressions import expression
from medtrace.marked.nodes import Mapping, Node, Scalar
from medtrace.rules._deployment._ends import is_aside, is_weak
from medtrace.rules._deployment._trees import at, filled, items, pairs, said, trees, words
from medtrace.rules._platform._fact import Fact, Reader
from medtrace.rules._platform._images import parse_image

_PORT = expression(
    r"(?:(?P<host>\[[^\]]+\]|\d+(?:\.\d+){3}|localhost):)?(?:(?P<outer>[^:/]*):)?(?P<inner>[^:/]+)(?:/(?P<protocol>\w+))?\Z"
)


def read(text: str, path: str) -> Iterator[Fact]:
    """Facts of every service and network."""
    for root in trees(text, path):
        for name, service in pairs(root, "services"):
            marks = [one.said for one in words(service, "profiles")]
            if isinstance(service, Mapping) and not any(is_weak(one) or is_aside(one) for one in marks):
                yield from _service(name, service)
        for name, network in pairs(root, "networks"):
            outside = said(network, "external") in {"true", "True"} or at(network, "external", "name") is not None
            inside = said(network, "internal") in {"true", "True"}
            form = "external" if outside else "internal" if inside else said(network, "driver") or "bridge"
            yield Fact("network", name.said, form, name.line, text=f"{name.said} {form}")


def _service(name: Scalar, service: Mapping) -> Iterator[Fact]:
    image = parse_image(filled(said(service, "image"))).name
    built = said(service, "build") or said(service, "build", "context") or ("." if service.key("build") else "")
    if built:
        file = said(service, "build", "dockerfile") or "Dockerfile"
        yield Fact("service", name.said, f"build {built} {file}", name.line, text=f"{name.said} (build {built})")
    else:
        yield Fact("node", name.said, f"image {image}", name.line, text=f"{name.said} ({image or 'no image'})")
    for port in items(service, "ports"):
        yield from _port(name.said, port)
    for device in words(service, "devices"):
        source = device.said.partition(":")[0]
        yield Fact("device", source, name.said, device.line, text=device.said)
    for host in words(service, "extra_hosts"):
        yield Fact("host", re.split("[:=]", host.said)[0], host.said, host.line, text=host.said)
    mode = said(service, "network_mode")
    if mode in {"host", "none"}:
        yield Fact("network", f"{name.said} network_mode", mode, service.line, text=f"network_mode: {mode}")


def _port(service: str, node: Node) -> Iterator[Fact]:
    if isinstance(node, Scalar):
        found = _PORT.match(filled(node.said))
        inner, host = (found["inner"], found["host"] or "") if found else (node.said, "")
        protocol = (found["protocol"] if found else "") or "tcp"
        outer = (found["outer"] if found else "") or ""
    else:
        inner, outer, host = said(node, "target"), said(node, "published"), said(node, "host_ip")
        protocol = said(node, "protocol") or "tcp"
    text = node.said if isinstance(node, Scalar) else f"{host}:{outer}:{inner}/{protocol}".lstrip(":")
    yield Fact("port", f"{service} {inner}/{protocol}", outer, node.line, text=text)
    yield Fact("bind", f"{service} {inner}/{protocol}", host.strip("[]") or "0.0.0.0", node.line, text=text)  # noqa: S104


READER = Reader(
    globs=(
        *("**/docker-compose.yml", "**/docker-compose.yaml", "**/docker-compose.*.yml", "**/docker-compose.*.yaml"),
        *("**/docker-compose-*.yml", "**/docker-compose-*.yaml"),
        *("**/compose.yml", "**/compose.yaml", "**/compose.*.yml", "**/compose.*.yaml"),
    ),
    facts=("service", "node", "port", "bind", "network", "device", "host"),
    read=read,
)
