"""The surroundings of every git process: cleaned of what a hook leaves behind, and the same on every machine.

git tells its hooks where the repository is by `GIT_DIR`, `GIT_INDEX_FILE`, `GIT_WORK_TREE`, `GIT_OBJECT_DIRECTORY` and
some twenty more. A tool that inherits them reads another repository than the one it was pointed at, so every `GIT_…`
variable goes, except those by which a person configures git itself.
"""

import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType

_KEPT = frozenset(
    {
        "GIT_CEILING_DIRECTORIES",
        "GIT_CONFIG_COUNT",
        "GIT_CONFIG_GLOBAL",
        "GIT_CONFIG_NOSYSTEM",
        "GIT_CONFIG_SYSTEM",
        "GIT_DISCOVERY_ACROSS_FILESYSTEM",
        "GIT_EXEC_PATH",
    },
)
# A server receives into a quarantine: without these its hooks would not see what is being pushed.
_QUARANTINE = frozenset({"GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_QUARANTINE_PATH"})
_KEPT_PREFIXES = ("GIT_CONFIG_KEY_", "GIT_CONFIG_VALUE_", "GIT_PYTHON_")

FIXED: Mapping[str, str] = MappingProxyType(
    {
        # Into a pipe git writes once per commit unless told otherwise: half of the time of a long log.
        "GIT_FLUSH": "0",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        # Newer gits know the first; older ones try to fetch and find that no protocol is allowed.
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_ALLOW_PROTOCOL": "none",
        # A record names object ids: what an id means must not depend on replacements that only this clone has.
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_GRAFT_FILE": "/dev/null/none",
        "GIT_ATTR_NOSYSTEM": "1",
        "LC_ALL": "C",
        "LANGUAGE": "C",
    },
)

_STARTING = threading.Lock()


def is_misleading(name: str) -> bool:
    """Whether a variable of the caller would change which repository git reads, or how."""
    if name in _QUARANTINE and "GIT_QUARANTINE_PATH" in os.environ:
        return False
    return name.startswith("GIT_") and name not in _KEPT and not name.startswith(_KEPT_PREFIXES)


@contextmanager
def cleaned() -> Iterator[None]:
    """The caller's environment without misleading variables, for as long as a process starts.

    GitPython copies `os.environ` and can add to the copy but not take away; so the variables are put aside for the
    moment of the copy and put back whatever happens.
    """
    with _STARTING:
        aside = {name: os.environ.pop(name) for name in sorted(os.environ) if is_misleading(name)}
        try:
            yield
        finally:
            os.environ.update(aside)
