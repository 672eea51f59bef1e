"""The only room that speaks with git: revisions, trees, contents, differences and commits as plain values.

`open_repository` reads and never writes; `create_repository` writes a new one. git itself is imported when the first
question is asked, so that importing this room costs next to nothing.
"""

from medtrace.gitio.blobs import LIMIT
from medtrace.gitio.comparison import Comparison
from medtrace.gitio.creation import create_repository
from medtrace.gitio.repository import Repository, open_repository
from medtrace.gitio.revisions import is_range
from medtrace.gitio.tree import Tree

__all__ = ["LIMIT", "Comparison", "Repository", "Tree", "create_repository", "is_range", "open_repository"]
