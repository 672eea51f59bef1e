"""Terraform: providers of a cloud, and resources that compute, store, connect or let callers in.

Only blocks and the kinds in their names are read (`resource "aws_instance" "web"`), and `cidr_blocks` that are open to
everybody in what comes in.
"""

import re
from collections.abc import Iterator

from medtrace.expressions import expression
from medtrace.rules._platform._fact import Fact, Reader
from medtrace.rules._platform._lines import line_at

_BLOCK = expression(
    r'^\s*(?P<kind>resource|provider|module)\s+"(?P<type>[\w-]+)"(?:\s+"(?P<name>[\w-]+)")?', re.MULTILINE
)
_NODE = expression(
    r"instance|virtual_machine|container|cluster|function|app_service|web_app|ecs_service|kubernetes|lambda|cloud_run"
    r"|database|_sql|_db_|rds|redis|queue|bucket|storage_account"
)
_LINK = expression(r"vpc$|vnet|virtual_network$|vpn|peering|subnet(?:work)?$|direct_connect|express_route|gateway$")
_DOOR = expression(
    r"_lb$|load_?balancer|_alb$|_elb$|ingress|public_ip|_eip$|cloudfront|front_door|dns_record|route53_record"
)
_PROVIDERS = {
    "aws": "aws",
    "azurerm": "azure",
    "azuread": "azure",
    "google": "google",
    "alicloud": "alicloud",
    "tencentcloud": "tencent",
    "huaweicloud": "huawei",
    "baiducloud": "baidu",
    "oci": "oracle",
    "openstack": "openstack",
    "vsphere": "vsphere",
    "digitalocean": "digitalocean",
    "hcloud": "hetzner",
    "ibm": "ibm",
}


def read(text: str, path: str) -> Iterator[Fact]:
    """Facts of one file."""
    del path
    plain = re.sub(r"(?m)^\s*(?:#|//).*$", "", text)
    for found in _BLOCK.finditer(plain):
        kind, name = found["type"], found["name"] or ""
        line, said = line_at(plain, found.start("kind")), found.group().strip()
        cloud = _PROVIDERS.get(kind if found["kind"] == "provider" else kind.partition("_")[0])
        if cloud:
            yield Fact("cloud", cloud, "", line, text=said)
        if found["kind"] == "resource":
            yield from _resource(kind, name, line, said)


def _resource(kind: str, name: str, line: int, said: str) -> Iterator[Fact]:
    for fact, pattern in (("door", _DOOR), ("network", _LINK), ("node", _NODE)):
        if pattern.search(kind):
            yield Fact(fact, f"{kind} {name}", kind, line, text=said)
            return


READER = Reader(globs=("**/*.tf",), facts=("cloud", "node", "network", "door"), read=read)
