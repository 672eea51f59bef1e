"""ZIP files from strangers: what a file unpacks to is known before anything is unpacked.

A few kilobytes may claim to be terabytes. The directory at the end of the archive says how large each member will be,
and no more than that is ever unpacked of it; an archive that says too much is refused as a whole.
"""

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from medtrace.model.items import Diagnostic, DiagnosticSeverity, Location
from medtrace.words import Localized

MAX_BYTES = 100_000_000
MAX_MEMBERS = 10_000
# Tables and XML shrink to a tenth, seldom to a fiftieth; small files may be as regular as they like.
MAX_RATIO = 200
SMALL = 5_000_000
# Others unpack a whole block at a time, whatever was asked for; office files and ReqIF know these two.
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED = 0x1
# What the library raises on a damaged archive or member.
FAULTS = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError, NotImplementedError, KeyError)


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive of bounded size; `members` are its files in the order of its directory, each name once."""

    data: bytes
    members: tuple[str, ...]

    def read(self, name: str) -> bytes | None:
        """The bytes of a member; None where they are damaged."""
        return next(data for _, data in self.contents((name,)))

    def contents(self, names: Iterable[str]) -> Iterator[tuple[str, bytes | None]]:
        """Each of these members with its bytes; None where they are damaged."""
        # Opened once: the directory may name ten thousand members.
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            for name in names:
                try:
                    yield name, archive.read(name)
                except FAULTS:
                    yield name, None


def opened(data: bytes, path: str) -> Archive | Diagnostic:
    """The archive, or why it is not read (`zip-unreadable`, `zip-refused`)."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            found = archive.infolist()
    except FAULTS:
        return _problem("zip-unreadable", "不是有效的 ZIP 文件，未读取", "not a valid ZIP file; it was not read", path)
    why = _refusal(found, len(data))
    if why is not None:
        words = Localized(f"压缩文件{why.zh}，未读取", f"the archive {why.en}; it was not read")
        return _problem("zip-refused", words.zh, words.en, path)
    return Archive(data, tuple(dict.fromkeys(one.filename for one in found if not one.is_dir())))


def _refusal(members: list[zipfile.ZipInfo], packed: int) -> Localized | None:
    total = sum(one.file_size for one in members)
    if len(members) > MAX_MEMBERS:
        return Localized(
            f"含有 {len(members)} 个成员（上限 {MAX_MEMBERS}）",
            f"has {len(members)} members (at most {MAX_MEMBERS} are read)",
        )
    if total > MAX_BYTES:
        return Localized(
            f"解压后将达 {total} 字节（上限 {MAX_BYTES}）",
            f"unpacks to {total} bytes (at most {MAX_BYTES} are read)",
        )
    if total > SMALL and total > packed * MAX_RATIO:
        return Localized(
            f"解压后将为原大小的 {total // packed} 倍（上限 {MAX_RATIO} 倍）",
            f"unpacks to {total // packed} times its size (at most {MAX_RATIO} times are read)",
        )
    if any(one.flag_bits & _ENCRYPTED for one in members):
        return Localized("已加密", "is encrypted")
    if any(one.compress_type not in _METHODS for one in members):
        return Localized("使用了不常见的压缩方法", "uses an unusual way of compression")
    return None


def _problem(code: str, zh: str, en: str, path: str) -> Diagnostic:
    return Diagnostic(code, DiagnosticSeverity.ERROR, Localized(zh, en), Location(path, 1))
