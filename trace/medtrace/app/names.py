"""File names that every system takes."""


def safe_name(text: str) -> str:
    """A text as one file name: no separators, no leading dot, no sign that Windows refuses."""
    kept = "".join("-" if sign in '/\\:*?"<>|' or ord(sign) < ord(" ") else sign for sign in text)
    return kept.replace(" ", "-").strip(".-")[:64] or "report"
