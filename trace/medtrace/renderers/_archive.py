"""A zip archive whose bytes follow from its members alone: fixed dates and attributes, sorted names.

Members are stored and not compressed. Compressed bytes depend on the machine's zlib (zlib and zlib-ng differ), and a
document that is rebuilt elsewhere and compared byte for byte must not; an office package may hold stored members.
"""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

_FIRST = "[Content_Types].xml"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_PLAIN_FILE = 0o100644 << 16


def archive(members: Mapping[str, bytes]) -> bytes:
    """The archive of the members; the content types of an office package come first, as its readers expect."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_STORED) as zipped:
        for name in sorted(members, key=lambda name: (name != _FIRST, name)):
            info = ZipInfo(name, _EPOCH)
            info.create_system = _UNIX
            info.external_attr = _PLAIN_FILE
            zipped.writestr(info, members[name])
    return buffer.getvalue()


def members(data: bytes) -> dict[str, bytes]:
    """The members of an archive by name."""
    with ZipFile(BytesIO(data)) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}
