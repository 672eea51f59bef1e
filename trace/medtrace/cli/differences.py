"""A piece of evidence in one line: place, value before and after, cut so that what differs is seen.

Two long texts that begin alike are cut around their first difference; of a long stretch that differs, both ends are
shown. Digests tell a person nothing and are left out; ten digits of them are shown where more is asked for.
"""

from collections.abc import Sequence

from medtrace.expressions import expression
from medtrace.model.verdict import Evidence
from medtrace.words import Localized, same

WIDTH = 60
_LEAD = 14
_SHORT = 10
_DIGEST = expression(
    r"(?<![0-9A-Za-z])(?:sha256[ :])?([0-9a-f]{40}|[0-9a-f]{64}|(?<=sha256[ :])[0-9a-f]{16})(?![0-9A-Za-z])"
)
_NONE = Localized("（无）", "(none)")
_CONTENT = Localized("内容已变", "contents differ")
_CAME, _WENT = Localized("新增", "added"), Localized("删除", "removed")


def difference(one: Evidence, *, digests: bool = False) -> Localized:
    """The line of one piece of evidence."""
    place = ":".join(str(part) for part in (one.path, one.line) if part)
    if not one.before and not one.after:
        return same(place)
    before, after = (_flat(text, digests=digests) for text in (one.before, one.after))
    told = _sides(*cut(before, after)) if before != after else _contents(one, before)
    return Localized(f"{place}　{told.zh}", f"{place}  {told.en}") if place else told


def cut(before: str, after: str, width: int = WIDTH) -> tuple[str, str]:
    """Both texts in about `width` signs each; where they differ is seen on either side."""
    if not before or not after:
        return _marked(before, 0, width), _marked(after, 0, width)
    if max(len(before), len(after)) <= width:
        return before, after
    start = _alike(before, after)
    end = _alike(before[start:][::-1], after[start:][::-1])
    return _window(before, start, len(before) - end, width), _window(after, start, len(after) - end, width)


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many signs two texts have in common at their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (left, right) in pairs if left != right), min(len(one), len(other)))


def _window(text: str, start: int, end: int, width: int) -> str:
    """The part of a text around what differs, from `start` to `end`; both ends of it where it is long."""
    if len(text) <= width:
        return text
    first = max(0, min(start - _LEAD, len(text) - width)) if end - start < width else max(0, start - _LEAD)
    if end - first <= width:
        return _marked(text, first, min(len(text), first + width))
    half = width // 2
    return f"{_marked(text, first, first + half)}{text[end - half + 1 : end]}{'…' if end < len(text) else ''}"


def _marked(text: str, first: int, last: int) -> str:
    return f"{'…' if first else ''}{text[first:last]}{'…' if last < len(text) else ''}"


def _sides(before: str, after: str) -> Localized:
    return Localized(f"{before or _NONE.zh} → {after or _NONE.zh}", f"{before or _NONE.en} → {after or _NONE.en}")


def _contents(one: Evidence, told: str) -> Localized:
    """Both sides say the same once digests are left out: the contents differ, or a file came or went."""
    word = _CAME if not one.before else _WENT if not one.after else _CONTENT
    return Localized(f"{told}（{word.zh}）", f"{told} ({word.en})") if told else word


def _flat(text: str, *, digests: bool) -> str:
    shown = _DIGEST.sub(lambda found: found.group(1)[:_SHORT] if digests else "", text)
    return " ".join(shown.split())
