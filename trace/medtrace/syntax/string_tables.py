"""Tables of texts that a user reads, in every common form: which path is one, its language, and its texts by key.

gettext `.po`, Qt `.ts`, XLIFF, Android `strings.xml`, Apple `.strings`, `.stringsdict` and `.xcstrings`, `.resx`, Java
`.properties`, Flutter `.arb`, Fluent `.ftl`, and JSON or YAML in a folder of languages or named after one.
"""

import re
from functools import lru_cache

from medtrace.expressions import expression
from medtrace.syntax.string_forms import (
    Texts,
    android_texts,
    apple_dict_texts,
    apple_texts,
    catalog_texts,
    fluent_texts,
    gettext_texts,
    json_texts,
    properties_texts,
    qt_texts,
    resx_texts,
    xliff_texts,
    yaml_texts,
)

_CODES = (
    "af|am|ar|az|be|bg|bn|bs|ca|cs|cy|da|de|el|en|eo|es|et|eu|fa|fi|fil|fr|ga|gl|gu|he|hi|hr|hu|hy|id|in|is|it|iw|ja|ka"
    "|kk|km|kn|ko|ky|lo|lt|lv|mk|ml|mn|mr|ms|my|nb|ne|nl|nn|no|pa|pl|pt|ro|ru|si|sk|sl|sq|sr|sv|sw|ta|te|th|tl|tr|uk|ur"
    "|uz|vi|zh|zu"
)
_LOCALE = rf"(?:{_CODES})(?:[-_](?:Hans|Hant|Latn|Cyrl))?(?:[-_]r?(?:[A-Za-z]{{2}}|419))?"
_STEM = expression(rf"(?:.*[._-])?(?P<locale>{_LOCALE})\Z")
_WHOLE = expression(rf"{_LOCALE}\Z")
_VALUES = expression(rf"values-(?P<locale>{_LOCALE})(?:-.*)?\Z")
_FOLDERS = {
    *("locale", "locales", "_locales", "i18n", "lang", "langs", "language", "languages", "translation"),
    *("translations", "l10n", "localization", "localisation", "nls"),
}
_BUNDLES = expression(
    r"(?:.*[._-])?(?:messages?|strings?|labels?|texts?|bundle|i18n|l10n|translations?|language|captions?|resources?)"
    rf"(?:_{_LOCALE})?\Z",
    re.IGNORECASE,
)
_READERS = {
    "po": gettext_texts,
    "pot": gettext_texts,
    "ts": qt_texts,
    "xlf": xliff_texts,
    "xliff": xliff_texts,
    "strings": apple_texts,
    "stringsdict": apple_dict_texts,
    "xcstrings": catalog_texts,
    "resx": resx_texts,
    "resw": resx_texts,
    "arb": json_texts,
    "ftl": fluent_texts,
    "properties": properties_texts,
    "json": json_texts,
    "json5": json_texts,
    "yml": yaml_texts,
    "yaml": yaml_texts,
    "xml": android_texts,
}
_ALWAYS = {"po", "pot", "xlf", "xliff", "strings", "stringsdict", "xcstrings", "resx", "resw", "arb", "ftl"}
_START = 2_000


def is_string_table(text: str, path: str) -> bool:
    """Whether a text is a table of texts; a `.ts` is one where Qt wrote it, a `.json` where its place says so."""
    folders, stem, suffix = _parts(path)
    if suffix not in _READERS:
        return False
    if suffix in _ALWAYS:
        return True
    if suffix == "ts":
        return "<TS" in text[:_START]
    if suffix == "xml":
        return any(one.startswith("values") for one in folders) and "<string" in text
    if suffix == "properties":
        return bool(_BUNDLES.match(stem)) or bool(locale_of(path))
    return bool(_FOLDERS & set(folders)) or bool(_WHOLE.match(stem))


def string_table(text: str, path: str) -> Texts | None:
    """Texts by key; None where the table cannot be read."""
    return _READERS[_parts(path)[2]](text) if is_string_table(text, path) else None


@lru_cache(maxsize=4096)
def locale_of(path: str) -> str:
    """The language that a path names, such as `zh_CN` of `messages_zh_CN.properties`; empty where it names none."""
    folders, stem, suffix = _parts(path)
    if suffix not in _READERS:
        return ""
    for folder in reversed(folders):
        if folder.endswith(".lproj") and folder != "base.lproj":
            return _plain(folder.removesuffix(".lproj"))
        if found := _VALUES.match(folder):
            return _plain(found["locale"])
        if _WHOLE.match(folder):
            return _plain(folder)
    if suffix == "properties" and "_" not in stem and not _WHOLE.match(stem):
        return ""
    found = _STEM.match(stem)
    return _plain(found["locale"]) if found else ""


def _plain(locale: str) -> str:
    return re.sub(r"[-_](?:r(?=[A-Z]{2}\b))?", "_", locale)


def _parts(path: str) -> tuple[tuple[str, ...], str, str]:
    *folders, name = path.split("/")
    stem, _, suffix = name.rpartition(".")
    kept = (one if _WHOLE.match(one) or one.startswith("values-") else one.lower() for one in folders)
    return tuple(kept), stem, suffix.lower()
