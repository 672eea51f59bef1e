"""One file, whole or absent: written beside its place, then renamed."""

import os
from pathlib import Path

from medtrace.errors import SinkError
from medtrace.words import Localized


def write_file(target: Path, data: bytes) -> None:
    """Write one file.

    Raises:
        SinkError: the place cannot be written.
    """
    try:
        # `tempfile` would bring six libraries along, and this is written at every merge.
        beside = target.with_name(f".{target.name}.{os.urandom(4).hex()}")
        file = beside.open("xb")
        try:
            with file:
                file.write(data)
            beside.chmod(0o644)
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as fault:
        reason = fault.strerror or str(fault)
        raise SinkError(
            Localized(f"无法写入 {target.name}：{reason}", f"cannot write {target.name}: {reason}")
        ) from fault
