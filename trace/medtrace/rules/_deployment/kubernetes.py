"""Manifests and charts of Kubernetes: workloads, the services and ingresses before them, and the policies between.

A workload is keyed by its name; `LoadBalancer`, `NodePort`, Ingress, Route and Gateway let callers in from outside.
What a chart fills in from its values is not read.
"""

from collections.abc import Iterator

from medtrace.marked.nodes import Mapping, Node
from medtrace.rules._deployment._trees import at, items, said, trees
from medtrace.rules._platform._fact import Fact, Reader
from medtrace.rules._platform._images import parse_image

_WORKLOADS = {"Deployment", "StatefulSet", "DaemonSet", "CronJob", "DeploymentConfig", "ReplicaSet", "Pod"}
_DOORS = {"Ingress", "IngressRoute", "Route", "Gateway", "HTTPRoute", "VirtualService", "TCPRoute"}
_OPEN_SERVICES = {"LoadBalancer", "NodePort"}


def read(text: str, path: str) -> Iterator[Fact]:
    """Facts of every object of one file; a file of another kind says nothing."""
    if "kind:" not in text or "apiVersion:" not in text:
        return
    for root in trees(text, path):
        for node in (root, *items(root, "items")):
            if isinstance(node, Mapping) and said(node, "apiVersion"):
                yield from _object(node)


def _object(node: Mapping) -> Iterator[Fact]:
    kind, name = said(node, "kind"), said(node, "metadata", "name")
    line = node.line
    if kind in _WORKLOADS:
        images = " ".join(sorted(_images(node)))
        yield Fact("node", name, f"{kind} {images}".strip(), line, text=f"{kind} {name} ({images})")
    elif kind in _DOORS:
        hosts = [said(rule, "host") for rule in items(node, "spec", "rules")] + [said(node, "spec", "host")]
        shown = " ".join(sorted({one for one in hosts if one}))
        yield Fact("door", f"{kind} {name}", shown, line, text=f"{kind} {name} {shown}".strip())
    elif kind == "Service":
        form = said(node, "spec", "type") or "ClusterIP"
        if form in _OPEN_SERVICES:
            yield Fact("door", f"Service {name}", form, line, text=f"Service {name} type: {form}")
        for port in items(node, "spec", "ports"):
            number = said(port, "port")
            yield Fact(
                "port", f"{name} {number}/{(said(port, 'protocol') or 'TCP').lower()}", "", port.line, text=number
            )
    elif kind == "NetworkPolicy":
        yield Fact("fence", f"NetworkPolicy {name}", "", line, text=f"NetworkPolicy {name}")


def _images(node: Node) -> Iterator[str]:
    spec = at(node, "spec")
    for names in (("template", "spec"), ("jobTemplate", "spec", "template", "spec"), ()):
        for container in items(spec, *names, "containers"):
            yield parse_image(said(container, "image")).name


READER = Reader(
    globs=(
        *("**/k8s/**/*.yaml", "**/k8s/**/*.yml", "**/kubernetes/**/*.yaml", "**/kubernetes/**/*.yml"),
        *("**/helm/**/*.yaml", "**/charts/**/*.yaml", "**/manifests/**/*.yaml", "**/manifests/**/*.yml"),
        *("**/deploy/**/*.yaml", "**/deploy/**/*.yml", "**/deployment/**/*.yaml", "**/deployments/**/*.yaml"),
        *("**/kustomize/**/*.yaml", "**/*deployment*.yaml", "**/*deployment*.yml", "**/*ingress*.yaml"),
        *("**/*ingress*.yml", "**/*service.yaml", "**/*statefulset*.yaml", "**/*daemonset*.yaml"),
        *(
            "**/*k8s*.yaml",
            "**/*k8s*.yml",
            "**/*kube*.yaml",
            "**/*kube*.yml",
            "**/*statefulset*.yml",
            "**/*service.yml",
        ),
    ),
    facts=("node", "door", "port", "fence"),
    read=read,
)
