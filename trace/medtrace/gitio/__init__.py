"""The only room that speaks with git: revisions, trees, contents, differences and commits as plain values.

`open_repository` reads and never writes; `create_repository` writes a new one. Names are imported when they are asked
for, so that a hook which needs `quick` alone pays for nothing else.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from medtrace.gitio.blobs import LIMIT
    from medtrace.gitio.comparison import Comparison
    from medtrace.gitio.creation import create_repository
    from medtrace.gitio.repository import Repository, open_repository
    from medtrace.gitio.revisions import is_range
    from medtrace.gitio.tree import Tree

_HOMES = {
    "LIMIT": "blobs",
    "Comparison": "comparison",
    "Repository": "repository",
    "Tree": "tree",
    "create_repository": "creation",
    "is_range": "revisions",
    "open_repository": "repository",
}


def __getattr__(name: str) -> object:
    """A name of this room from the module that it lives in."""
    if name not in _HOMES:
        raise AttributeError(name)
    found: object = getattr(import_module(f"medtrace.gitio.{_HOMES[name]}"), name)
    return found


__all__ = ["LIMIT", "Comparison", "Repository", "Tree", "create_repository", "is_range", "open_repository"]
