"""A folder of results, whole or absent: written beside its place, then renamed.

An existing folder is replaced only where a manifest of ours vouches for every file in it; anything else is somebody's
work and stays.
"""

import hashlib
import json
import shutil
import tempfile
from pathlib import Path

from medtrace.errors import SinkError
from medtrace.model.document import Rendered
from medtrace.words import Localized

MANIFEST = "manifest.json"
MANIFEST_SCHEMA = "medtrace/manifest/1"


def write_folder(target: Path, files: tuple[Rendered, ...]) -> None:
    """Write all files as one folder.

    Raises:
        SinkError: the place cannot be written, or holds files that no manifest of ours vouches for.
    """
    demand_ours(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    except OSError as fault:
        raise _unwritable(target, fault) from fault
    try:
        for file in files:
            place = beside / file.name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(file.data)
        beside.chmod(0o755)
        _swap(beside, target)
    except UnicodeEncodeError as fault:
        raise _unwritable(target, OSError(f"{fault.encoding} has no sign for a file name")) from fault
    except OSError as fault:
        raise _unwritable(target, fault) from fault
    finally:
        # Reached by Ctrl-C too: nothing half-written stays behind.
        shutil.rmtree(beside, ignore_errors=True)


def _swap(beside: Path, target: Path) -> None:
    if not target.exists():
        beside.rename(target)
        return
    old = beside.with_name(f"{beside.name}.old")
    target.rename(old)
    try:
        beside.rename(target)
    except BaseException:
        old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def demand_ours(target: Path) -> None:
    """See that a folder may be written: absent, empty, or vouched for by a manifest of ours.

    Raises:
        SinkError: it holds what is not ours.
    """
    if not target.exists() and not target.is_symlink():
        return
    if target.is_dir() and not any(target.iterdir()):
        target.rmdir()
        return
    stranger = _stranger(target)
    if stranger:
        raise SinkError(
            Localized(
                f"输出位置 {target} 已存在，且“{stranger}”不是本工具写出的文件或已被修改",
                f"{target} exists, and “{stranger}” in it was not written by this tool or was changed since",
            ),
            hint=Localized("换一个 --output，或移走该文件夹", "name another --output, or move the folder away"),
        )


def _stranger(target: Path) -> str:
    """The first file in the folder that its manifest does not vouch for; empty where it vouches for all."""
    if not target.is_dir() or target.is_symlink():
        return target.name
    try:
        manifest = json.loads((target / MANIFEST).read_bytes())
        listed = {entry["path"]: entry["sha256"] for entry in manifest["files"]}
        ours = manifest["schema"] == MANIFEST_SCHEMA
    except (OSError, ValueError, KeyError, TypeError):
        return MANIFEST
    if not ours:
        return MANIFEST
    for path in sorted(target.rglob("*")):
        name = path.relative_to(target).as_posix()
        if path.is_file() and name != MANIFEST and listed.get(name) != hashlib.sha256(path.read_bytes()).hexdigest():
            return name
    return ""


def _unwritable(target: Path, fault: OSError) -> SinkError:
    reason = fault.strerror or str(fault)
    return SinkError(
        Localized(f"无法写入 {target}：{reason}", f"cannot write {target}: {reason}"),
        hint=Localized("用 --output 指定可写的位置", "name a writable place with --output"),
    )
