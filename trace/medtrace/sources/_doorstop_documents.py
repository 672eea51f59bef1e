"""What `.doorstop.yml` says of the items below its folder: prefix, parent, format and the fields that are reviewed."""

from dataclasses import dataclass
from pathlib import PurePosixPath

from medtrace.expressions import expression
from medtrace.marked.nodes import Listing, Mapping, Scalar
from medtrace.model.snapshot import Blob
from medtrace.sources._text import text_of
from medtrace.sources._yaml import documents

NAME = ".doorstop.yml"

# Doorstop's own two readings of an id: `REQ2-001` and `REQ-login` by their separator, `REQ001` by its number.
_APART = expression(r"([\w.-]+)[-_.]\w+\Z")
_JOINED = expression(r"([\w.-]*[^\d])\d+\Z")


@dataclass(frozen=True, slots=True)
class Document:
    """One Doorstop document; `reviewed` names the fields that its fingerprints cover beside the usual ones."""

    prefix: str
    parent: str = ""
    is_markdown: bool = False
    reviewed: tuple[str, ...] = ()


def document_of(path: str, companions: tuple[Blob, ...]) -> Document | None:
    """The document that an item belongs to: that of the nearest folder above it that has one."""
    beside = {PurePosixPath(one.path).parent: one for one in companions}
    found = next((beside[folder] for folder in PurePosixPath(path).parents if folder in beside), None)
    return _read(found) if found and found.data is not None else None


def _read(blob: Blob) -> Document | None:
    text, _ = text_of(blob)
    root = next((one for one in documents(text, blob.path) if isinstance(one, Mapping)), None)
    settings = root.get("settings") if root else None
    if not isinstance(settings, Mapping) or not root:
        return None
    said = {key.said: node.said.strip() for key, node in settings.pairs if isinstance(node, Scalar)}
    attributes = root.get("attributes")
    reviewed = attributes.get("reviewed") if isinstance(attributes, Mapping) else None
    names = (one.said for one in reviewed.items if isinstance(one, Scalar)) if isinstance(reviewed, Listing) else ()
    return Document(said.get("prefix", ""), said.get("parent", ""), said.get("itemformat") == "markdown", tuple(names))


def prefix_of(identity: str) -> str:
    """The prefix that an id itself shows, for files that are read without their document."""
    found = _APART.match(identity) or _JOINED.match(identity)
    return found[1].rstrip("-_.") if found else identity
