"""Bytes of git as text: UTF-8, else GB18030, else what cannot be read written as escapes; never a surrogate."""


def text(data: bytes) -> str:
    """A path, name or message as text that can always be written as UTF-8 again."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "backslashreplace")
