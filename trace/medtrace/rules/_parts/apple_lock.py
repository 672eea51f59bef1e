"""Apple: Podfile.lock, Package.resolved of Swift packages and Xcode, Cartfile.resolved."""

import json
import re
from collections.abc import Iterator

from medtrace.expressions import expression
from medtrace.rules._parts._part import Part, PartReader
from medtrace.rules._parts._places import line_numbers
from medtrace.rules._platform._json import parse_json

_POD = expression(r"  - \"?(?P<name>[\w.+-]+)(?:/[^\s(\"]+)?\s*\((?P<version>[^)]*)\)")
_NEED = expression(r"    - \"?(?P<name>[\w.+-]+)")
_CART = expression(r"(?:github|git|binary)\s+\"(?P<url>[^\"]+)\"\s+\"(?P<version>[^\"]*)\"")
_PIN = expression(r"\"(?:location|repositoryURL)\"\s*:\s*\"[^\"]*?(?P<name>[\w.-]+?)(?:\.git)?/?\"")


def read(text: str, path: str) -> Iterator[Part]:
    """The pins of one lock file."""
    if path.endswith("Podfile.lock"):
        yield from _pods(text)
    elif path.endswith("Cartfile.resolved"):
        yield from _carthage(text)
    else:
        yield from _packages(text)


def _pods(text: str) -> Iterator[Part]:
    """Pods, a subspec under the name of its pod; the list ends with its section."""
    found: dict[str, tuple[str, int]] = {}
    needs: dict[str, list[str]] = {}
    name, section = "", ""
    for number, line in enumerate(text.split("\n"), start=1):
        if line[:1].strip():
            section = line.strip()
        elif section == "PODS:" and (pod := _POD.match(line)):
            name = pod["name"]
            found.setdefault(name, (pod["version"], number))
        elif section == "PODS:" and name and (need := _NEED.match(line)):
            needs.setdefault(name, []).append(need["name"])
    for pod_name, (version, line_number) in found.items():
        inner = tuple(needs.get(pod_name, ()))
        yield Part("cocoapods", pod_name, version, line_number, locked=True, needs=inner)


def _carthage(text: str) -> Iterator[Part]:
    for number, line in enumerate(text.split("\n"), start=1):
        if pin := _CART.match(line.strip()):
            name = re.sub(r"\.(?:git|json)$", "", pin["url"].rstrip("/").rsplit("/", 1)[-1])
            yield Part("carthage", name, pin["version"], number, locked=True, runtime=True)


def _packages(text: str) -> Iterator[Part]:
    """Pins of version 1 (below `object`) and later; a pin without a version is one of a branch or commit."""
    try:
        document = parse_json(text)
    except json.JSONDecodeError as fault:
        raise ValueError(fault.msg) from fault
    whole = document if isinstance(document, dict) else {}
    inner = whole.get("object", whole)
    pins = inner.get("pins") if isinstance(inner, dict) else None
    places = line_numbers(text, _PIN)
    for one in pins if isinstance(pins, list) else ():
        url = str(one.get("location") or one.get("repositoryURL") or "") if isinstance(one, dict) else ""
        name = url.rstrip("/").rsplit("/", 1)[-1].removesuffix(".git")
        state = one.get("state") if isinstance(one, dict) else None
        said = state if isinstance(state, dict) else {}
        version = str(said.get("version") or said.get("branch") or said.get("revision") or "")
        if name:
            yield Part("swift", name, version, places.get(name, 0), locked=True, runtime=True)


READER = PartReader(globs=("**/Podfile.lock", "**/Package.resolved", "**/Cartfile.resolved"), read=read)
