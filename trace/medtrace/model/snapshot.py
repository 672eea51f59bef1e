"""What the repository said at one commit."""

import codecs
from dataclasses import dataclass, field
from functools import cached_property

from medtrace.model.ids import Revision, Sha
from medtrace.model.items import Artifact, Diagnostic, Link

# Problems of a file that was not read, or not to its end: what it says is not known.
UNREAD = frozenset({"missing-blob", "file-too-large", "file-too-long", "lfs-pointer"})
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


_SAMPLE, _LEAST = 4096, 16
# What a text without a declared encoding is held against beside GB18030, on so many bytes; and how many signs are many.
_GUESSED, _WHOLE, _MANY = ("big5", "shift_jis"), 1 << 20, 10
_WIDE = ("utf-16", "utf-32")
_BLANKS = frozenset((9, 10, 13, 32))
_PLAIN = frozenset({9, 10, 13, *range(32, 127)})


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text of a blob, the encoding that read it, and whether characters were lost.

    `others` are further encodings that the same bytes fit where the encoding was guessed.
    """

    text: str
    encoding: str
    lossy: bool = False
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Blob:
    """One file at one revision; `data` is None with the reason in `missing` where the clone lacks it.

    `size` is told of a file that is too large to read, in bytes. `encoding` is one that a person declared.
    """

    path: str
    id: Sha
    data: bytes | None
    missing: str = ""
    size: int = 0
    encoding: str = ""

    @property
    def is_binary(self) -> bool:
        """Whether git would call it binary: a NUL in the first 8000 bytes; text in UTF-16 or UTF-32 is none."""
        data = self.data or b""
        if (
            b"\0" not in data[:8000]
            or self.encoding.startswith(_WIDE)
            or data.startswith(tuple(mark for mark, _ in _BOMS))
        ):
            return False
        return not unmarked_utf16(data)

    def decode(self) -> Decoded:
        """The text, line ends as LF: by the declared encoding, else its mark, UTF-8, GB18030; else signs are lost."""
        data = self.data or b""
        text, encoding, lossy = _declared(data, self.encoding) if self.encoding else _decode(data)
        others = () if self.encoding or encoding != "gb18030" else _fitting(data)
        return Decoded(text.replace("\r\n", "\n").replace("\r", "\n"), encoding, lossy, others)


def unmarked_utf16(data: bytes) -> str:
    """The encoding of UTF-16 text that lacks its mark, empty for any other data.

    Such text has signs of ASCII, of which every second byte is NUL, blanks or line ends among them, and no other NUL;
    fewer than eight signs tell nothing.
    """
    sample = data[:_SAMPLE]
    if b"\0" not in sample or len(data) % 2 or len(data) < _LEAST:
        return ""
    for low, encoding in ((0, "utf-16-le"), (1, "utf-16-be")):
        high = sample[1 - low :: 2]
        plain = [sign for sign, above in zip(sample[low::2], high, strict=True) if not above]
        if len(plain) * 10 >= len(high) and _PLAIN.issuperset(plain) and _BLANKS & {*plain}:
            return encoding
    return ""


def _declared(data: bytes, encoding: str) -> tuple[str, str, bool]:
    """The text by the encoding that a person declared, without a byte-order mark; what does not fit is replaced."""
    try:
        return data.decode(encoding).removeprefix("\ufeff"), encoding, False
    except UnicodeDecodeError:
        return data.decode(encoding, "replace").removeprefix("\ufeff"), encoding, True


def _fitting(data: bytes) -> tuple[str, ...]:
    """Which other encodings of East Asia the first bytes of a text fit.

    Many signs of GB2312 alone are no other: half of Big5's and all leading ones of Shift-JIS' kanji lie outside.
    """
    sample = data[:_WHOLE]
    narrow = _decoder("gb2312", sample)
    if narrow and sum(sign > "\x7f" for sign in narrow) >= _MANY:
        return ()
    return tuple(encoding for encoding in _GUESSED if _decoder(encoding, sample))


def _decoder(encoding: str, sample: bytes) -> str:
    """The text of a piece that may end inside a sign; empty where it does not fit."""
    try:
        return codecs.getincrementaldecoder(encoding)("strict").decode(sample, final=False)
    except UnicodeDecodeError:
        return ""


def _decode(data: bytes) -> tuple[str, str, bool]:
    marked = next((name for mark, name in _BOMS if data.startswith(mark)), "") or unmarked_utf16(data)
    for encoding in (marked,) if marked else ("utf-8", "gb18030"):
        try:
            return data.decode(encoding), encoding, False
        except UnicodeDecodeError:
            continue
    return data.decode(marked or "utf-8", "replace"), marked or "utf-8", True


@dataclass(frozen=True, slots=True)
class TreeEntry:
    """One path of a tree: git's mode (`100644`, `120000` a symbolic link, `160000` a submodule) and object name."""

    path: str
    mode: str
    id: Sha


@dataclass(frozen=True)
class Snapshot:
    """Every path of a commit, what the sources read from it, and what they could not read."""

    revision: Revision
    when: str
    files: tuple[TreeEntry, ...]
    items: tuple[Artifact, ...] = ()
    links: tuple[Link, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    texts: tuple[Blob, ...] = field(default=(), repr=False)

    @cached_property
    def item_by_id(self) -> dict[str, Artifact]:
        """Items by id; a duplicate id keeps its first definition."""
        found: dict[str, Artifact] = {}
        for item in self.items:
            found.setdefault(item.id, item)
        return found

    @cached_property
    def blob_by_path(self) -> dict[str, Blob]:
        """The loaded texts: both sides of changed files and what the rules asked to read."""
        return {blob.path: blob for blob in self.texts}

    @cached_property
    def entry_by_path(self) -> dict[str, TreeEntry]:
        """Every path of the tree."""
        return {entry.path: entry for entry in self.files}

    def holds(self, name: str) -> bool:
        """Whether a link to this name leads anywhere: to an item, or to a path of the tree."""
        return name in self.item_by_id or name in self.entry_by_path

    def lost_end(self, link: Link) -> str:
        """The end of a link that this revision lacks, empty where both stand.

        It is the cited end; but where the field of an item names who cites it (“Verified by”), the citing one.
        """
        if not self.holds(link.source) and link.source != link.location.path:
            return link.source
        return "" if self.holds(link.target) else link.target

    def resolves(self, link: Link) -> bool:
        """Whether the target is an item, and the source an item or the place that cites."""
        return link.target in self.item_by_id and not self.lost_end(link)
