"""Addresses in settings and code: whom a listener lets in, and whether a name is one of the public network."""

import ipaddress
import re
from collections.abc import Iterator
from enum import IntEnum

from medtrace.expressions import expression

_URL = expression(r"\b(?:https?|wss?|tcp|mqtts?|amqps?|grpcs?|ftps?)://([^/\s\"'<>,;?#|]+)", re.IGNORECASE)
_ANY = {"*", "+", "0.0.0.0", "::", "[::]", "0:0:0:0:0:0:0:0", "any", "all"}  # noqa: S104 - names to recognise
_PUBLIC = expression(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?P<top>[a-z]{2,})\Z", re.IGNORECASE)
# Names that lead nowhere in public: reserved, of a company's own network, of a cluster, or of documents and schemas.
_INNER = {"local", "localhost", "lan", "internal", "intranet", "home", "corp", "test", "example", "invalid", "svc"}
_NAMED = expression(
    r"(?:^|\.)(?:example\.(?:com|org|net)|localhost|w3\.org|schema\.org|json-schema\.org|schemastore\.org|github\.com"
    r"|githubusercontent\.com|apache\.org|xmlsoap\.org|purl\.org|npmjs\.(?:com|org)|maven\.org|opensource\.org"
    r"|gnu\.org|readthedocs\.io|docker\.(?:com|io|internal)|microsoft\.com|springframework\.org|jetbrains\.com"
    r"|cluster\.local|hl7\.org|loinc\.org|snomed\.info|dicom\.nema\.org|nuget\.org|pypi\.org|qt\.io|kde\.org)\Z",
    re.IGNORECASE,
)


class Reach(IntEnum):
    """Whom a listener lets in, the narrowest first."""

    UNKNOWN = 0
    MACHINE = 1
    NETWORK = 2
    ALL = 3


def reach(value: str) -> Reach:
    """The reach of the address in a value: `127.0.0.1:80` this machine, `10.1.2.3` one network, `http://+:80` all."""
    found = _URL.search(value)
    host = _host((found.group(1) if found else value).strip().strip("\"'"))
    if host.lower() in {"localhost", "loopback"}:
        return Reach.MACHINE
    if host.lower() in _ANY:
        return Reach.ALL
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return Reach.UNKNOWN
    if address.is_loopback:
        return Reach.MACHINE
    return Reach.NETWORK if address.is_private or address.is_link_local else Reach.ALL


def _host(text: str) -> str:
    """The host of `host:port`, `[::1]:80`, `user@host`."""
    plain = text.rpartition("@")[2]
    if plain.startswith("["):
        return plain[1:].partition("]")[0]
    return plain.partition(":")[0] if plain.count(":") == 1 else plain


def public_hosts(value: str) -> Iterator[str]:
    """Names of the public network in the addresses of a value."""
    for found in _URL.finditer(value):
        host = _host(found.group(1)).lower()
        known = _PUBLIC.match(host)
        if known and known["top"] not in _INNER and not _NAMED.search(host):
            yield host
