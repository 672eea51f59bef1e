"""The text of a blob, and what was lost on the way to it."""

from medtrace.model.items import Diagnostic, DiagnosticSeverity, Location
from medtrace.model.snapshot import Blob, Decoded
from medtrace.words import Localized

_SHOWN = {"big5": "Big5", "shift_jis": "Shift-JIS"}


def text_of(blob: Blob) -> tuple[str, tuple[Diagnostic, ...]]:
    """The text with LF at line ends, and a problem where bytes fitted no encoding and were replaced."""
    read = blob.decode()
    if not read.lossy:
        return read.text, _guessed(blob, read)
    if blob.encoding:
        return read.text, (_unfitting(blob, read),)
    words = Localized(
        "部分字节不符合 UTF-8 和 GB18030 编码，已用替代字符代替；请将文件另存为 UTF-8",
        "some bytes are neither UTF-8 nor GB18030 and were replaced; save the file as UTF-8",
    )
    return read.text, (_lossy(blob, read, words),)


def _lossy(blob: Blob, read: Decoded, words: Localized) -> Diagnostic:
    line = read.text.count("\n", 0, read.text.find("\ufffd")) + 1 if "\ufffd" in read.text else 0
    return Diagnostic("encoding-lossy", DiagnosticSeverity.WARNING, words, Location(blob.path, line))


def _unfitting(blob: Blob, read: Decoded) -> Diagnostic:
    words = Localized(
        f"部分字节不符合该来源声明的编码 {blob.encoding}，已用替代字符代替；请核对 encoding",
        f"some bytes are not in {blob.encoding}, the encoding that the source declares, and were replaced; "
        "look at `encoding`",
    )
    return _lossy(blob, read, words)


def _guessed(blob: Blob, read: Decoded) -> tuple[Diagnostic, ...]:
    """That a text was read as GB18030 though its bytes fit another encoding as well."""
    if not read.others:
        return ()
    names = [_SHOWN[name] for name in read.others]
    words = Localized(
        f"按 GB18030 读取，但其字节也符合 {'、'.join(names)}；请在该来源写明 encoding",
        f"read as GB18030, but the bytes fit {' and '.join(names)} as well; state `encoding` at the source",
    )
    first = next((place for place, sign in enumerate(read.text) if sign > "\x7f"), 0)
    place = Location(blob.path, read.text.count("\n", 0, first) + 1)
    return (Diagnostic("encoding-guessed", DiagnosticSeverity.NOTE, words, place, "encoding"),)
