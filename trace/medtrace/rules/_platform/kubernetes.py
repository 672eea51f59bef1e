"""Kubernetes: images of workloads, and the processor and system of the nodes that they ask for.

Objects (`kind:`, `apiVersion:`), overlays of kustomize (`images: [{name, newName, newTag}]`) and values of a Helm chart
(`image: {repository: postgres, tag: "13"}`, `image: postgres:13`). A node is asked for by `nodeSelector` or by an
affinity on `kubernetes.io/arch` and `kubernetes.io/os`. Images count as in compose files; what a template fills in is
read where it is written, in the values.
"""

from collections.abc import Iterator

from medtrace.marked.nodes import Listing, Mapping, Node, Scalar
from medtrace.rules._deployment._trees import is_open, items, pairs, said, trees
from medtrace.rules._platform._fact import Fact, Reader, unreadable
from medtrace.rules._platform._images import used_image_facts
from medtrace.rules._platform._names import architecture, system

_ARCHITECTURE = {"kubernetes.io/arch", "beta.kubernetes.io/arch"}
_SYSTEM = {"kubernetes.io/os", "beta.kubernetes.io/os"}


def read(text: str, path: str) -> Iterator[Fact]:
    """Facts of every object of one file; a file of another kind says nothing."""
    name = path.rsplit("/", 1)[-1]
    is_values, is_overlay = name.startswith("values"), name.startswith("kustomization")
    if not (is_values or is_overlay) and ("kind:" not in text or "apiVersion:" not in text):
        return
    try:
        roots = trees(text, path)
    except ValueError as fault:
        yield unreadable(str(fault))
        return
    for root in roots:
        if is_overlay:
            yield from _overlay(root)
        elif is_values or said(root, "apiVersion"):
            yield from _below(root)


def _below(root: Node) -> Iterator[Fact]:
    """Facts of a node and of all that it holds."""
    waiting = [root]
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, Listing):
            waiting += node.items
        elif isinstance(node, Mapping):
            yield from _mapping(node)
            waiting += [value for key, value in node.pairs if key.said != "initContainers"]


def _mapping(node: Mapping) -> Iterator[Fact]:
    image, repository = node.get("image"), said(node, "repository")
    if isinstance(image, Scalar):
        yield from _image(image.said, image.line)
    elif repository and node.get("tag"):
        registry = said(node, "registry") if "/" not in repository or said(node, "registry") else ""
        yield from _image(
            "/".join(filter(None, (registry, repository))) + f":{said(node, 'tag')}".rstrip(":"), node.line
        )
    for key, value in pairs(node, "nodeSelector"):
        if isinstance(value, Scalar):
            yield from _wanted(key.said, value)
    if said(node, "operator") == "In":
        for value in items(node, "values"):
            if isinstance(value, Scalar):
                yield from _wanted(said(node, "key"), value)


def _wanted(key: str, value: Scalar) -> Iterator[Fact]:
    """The processor or system of a node that is asked for."""
    if not value.said or is_open(value.said):
        return
    if key in _ARCHITECTURE:
        yield Fact("architecture", "node", architecture(value.said), value.line, text=value.said)
    elif key in _SYSTEM:
        yield Fact("os-family", "node", system(value.said), value.line, text=value.said)


def _overlay(root: Node) -> Iterator[Fact]:
    for one in items(root, "images"):
        name, tag = said(one, "newName") or said(one, "name"), said(one, "newTag")
        if name and tag:
            yield from _image(f"{name}:{tag}", one.line)


def _image(reference: str, line: int) -> Iterator[Fact]:
    if reference and not is_open(reference):
        yield from used_image_facts(reference, line=line)


READER = Reader(
    globs=(
        *("**/k8s/**/*.y*ml", "**/kubernetes/**/*.y*ml", "**/manifests/**/*.y*ml", "**/kustomize/**/*.y*ml"),
        *("**/helm/**/*.y*ml", "**/charts/**/*.y*ml", "**/chart/**/*.y*ml", "**/overlays/**/*.y*ml"),
        *("**/deploy/**/*.y*ml", "**/deployment/**/*.y*ml", "**/deployments/**/*.y*ml", "**/openshift/**/*.y*ml"),
        *("**/*k8s*.y*ml", "**/*kube*.y*ml", "**/*deployment*.y*ml", "**/*statefulset*.y*ml", "**/*daemonset*.y*ml"),
        *("**/*cronjob*.y*ml", "**/*pod.y*ml", "**/kustomization.y*ml", "**/values*.y*ml"),
    ),
    facts=("os-family", "os-release", "architecture", "runtime", "database", "middleware"),
    read=read,
)
