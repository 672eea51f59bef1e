"""Nodes and links of the deployment come or go: hosts and services of others, devices, networks, ports.

What it reads, at both ends: compose files, manifests and charts of Kubernetes, Terraform. A node (a database, broker or
server beside the product, a workload, a machine of a cloud) and a device that is handed in (`/dev/ttyUSB0`) fire;
networks, other hosts, published ports, and a node that is made of something else, are one question.

Tests, samples, development and `not_product` do not count; what is stated by a kind of file that one end does not have
is never more than a question. Without any such file nothing was compared: what is deployed on site stands elsewhere.
"""

from collections.abc import Iterator

from medtrace.model.change import ChangeSet
from medtrace.model.verdict import Confidence, Hit
from medtrace.rules._deployment import compose, kubernetes, terraform
from medtrace.rules._deployment._ends import Step, deployed, evidence, steps
from medtrace.rules._deployment._hits import blind, fate, question, told_in, unread
from medtrace.rules._rule import NoOptions, Sight, rule
from medtrace.words import Localized

_READERS = (compose.READER, kubernetes.READER, terraform.READER)
_GLOBS = tuple(sorted({glob for reader in _READERS for glob in reader.globs}))
_FIRES = {
    "node": Localized("节点", "node"),
    "device": Localized("设备连接", "device"),
}
_ASKS = {
    "network": Localized("网络", "network"),
    "host": Localized("外部主机", "other host"),
    "port": Localized("端口", "port"),
    "door": Localized("对外入口", "entry from outside"),
}
_NAMES = {**_FIRES, **_ASKS}


@rule("physical-topology", options=NoOptions, reads=_GLOBS, sees=Sight.READ)
def physical_topology(changes: ChangeSet, options: NoOptions) -> Iterator[Hit]:
    """One hit per node or device that came or went, and one question for everything else."""
    del options
    ends = deployed(changes, _READERS)
    if ends.is_blind:
        yield blind(
            "topology",
            Localized(
                "两端均未读到部署描述文件（compose、Kubernetes、Terraform），物理拓扑未评估",
                "No compose, Kubernetes or Terraform file was read at either end: the topology was not assessed",
            ),
        )
    found = tuple(step for name in _NAMES for step in steps(ends, name))
    fires = tuple(one for one in found if one.name in _FIRES and _is_plain(one))
    for step in fires:
        yield _hit(step, changes)
    if rest := tuple(one for one in found if one not in fires):
        told = told_in(rest, _NAMES)
        asked = Localized(f"{told.zh}；是否改变物理拓扑待判定", f"{told.en}; whether the topology changes is open")
        yield question("topology:open", asked, rest, changes)
    yield from unread(
        ends, changes, "topology:unread", Localized("其中的节点与连接", "the nodes that they declare were")
    )


def _is_plain(step: Step) -> bool:
    return step.sure and not step.renamed and not (step.before and step.after)


def _hit(step: Step, changes: ChangeSet) -> Hit:
    name, what, pieces = _FIRES[step.name], fate(step), evidence(step, changes)
    return Hit(
        f"{step.name}:{step.key}",
        Localized(f"部署描述变化：{name.zh}{what.zh}", f"The deployment changed: {name.en} {what.en}"),
        pieces,
        Confidence.LIKELY,
    )
