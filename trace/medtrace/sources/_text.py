"""The text of a blob, and what was lost on the way to it."""

from medtrace.model.items import Diagnostic, DiagnosticSeverity, Location
from medtrace.model.snapshot import Blob
from medtrace.words import Localized


def text_of(blob: Blob) -> tuple[str, tuple[Diagnostic, ...]]:
    """The text with LF at line ends, and a problem where bytes fitted no encoding and were replaced."""
    read = blob.decode()
    if not read.lossy:
        return read.text, ()
    words = Localized(
        "部分字节不符合 UTF-8 和 GB18030 编码，已用替代字符代替；请将文件另存为 UTF-8",
        "some bytes are neither UTF-8 nor GB18030 and were replaced; save the file as UTF-8",
    )
    line = read.text.count("\n", 0, read.text.find("\ufffd")) + 1 if "\ufffd" in read.text else 0
    return read.text, (Diagnostic("encoding-lossy", DiagnosticSeverity.WARNING, words, Location(blob.path, line)),)
