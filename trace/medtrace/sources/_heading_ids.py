"""The id that a heading begins with, and the title that is left."""

import re
from dataclasses import dataclass

from medtrace.expressions import expression

# Only marks that HTML knows: what else stands between angle brackets (`HR <50 or >120`) is text of the requirement.
_TAG = expression(
    r"</?(?:a|abbr|b|br|code|del|em|font|i|img|ins|kbd|mark|s|small|span|strong|sub|sup|u)(?:\s[^<>]{0,200})?/?>",
    re.IGNORECASE,
)
_CHINESE = "一二三四五六七八九十"
_NUMBER = expression(
    r"(?:§\s*+)?(?:\d{1,9}(?:\.\d{1,9}){0,9}\.?[)、）]?"
    rf"|[{_CHINESE}]{{1,4}}[、.]|[（(][{_CHINESE}\d]{{1,4}}[)）])\s*+"
)
_OPENING = expression(r"(?:\*\*\*|\*\*|__|[*_`\[（(【「])\s*+")
_CLOSING = {"[": "]", "（": "）", "(": ")", "【": "】", "「": "」"}
_TARGET = expression(r"\([^()]*+\)")
# Between ids that share one heading: never a dash, which parts an id from its title.
_AND = expression(r"[*_`\]）)】」]*\s*(?:[/／、,，;；&+]|和|与|及|and\b)\s*[*_`\[（(【「]*")
_UP_TO = expression(r"(?:to|through|thru|until|\.{2,3}|…|[~～至到]|[-‐-―]{1,2})\s*", re.IGNORECASE)
_SEPARATOR = expression(r"\s*+(?:[:：、|]|[—–]{1,2}|[-.](?=\s))?")


@dataclass(frozen=True, slots=True)
class Identified:
    """Id and title of an item's heading, and further ids that stand beside the first: `SRS-206 / SRS-207 Title`."""

    id: str
    title: str
    others: tuple[str, ...] = ()


def identified(pattern: re.Pattern[str], heading: str, *, several: bool = False) -> Identified | None:
    """Id and title where the heading begins with an id, None where it does not.

    Before the id may stand a section number and opening marks such as `[`, `**` or a backtick. With `several` the
    title begins behind all ids that stand beside each other.
    """
    text = _plain(heading)
    for start in dict.fromkeys((0, _number(text))):
        at, marks = _opened(text, start)
        found = pattern.match(text, at)
        if found and found.group():
            others, end = _others(pattern, text, found.end()) if several else ((), found.end())
            return Identified(found.group(), _title(text[end:], marks), others)
    return None


def _others(pattern: re.Pattern[str], text: str, end: int) -> tuple[tuple[str, ...], int]:
    """The ids that follow the first, and where the last of all ends."""
    found: list[str] = []
    while (between := _AND.match(text, end)) and (other := pattern.match(text, between.end())) and other.group():
        found.append(other.group())
        end = other.end()
    return tuple(dict.fromkeys(found)), end


def range_end(pattern: re.Pattern[str], title: str) -> str:
    """The last id of a range whose first began the heading: the title is then `to SRS-009 …`."""
    words = _UP_TO.match(title)
    last = pattern.match(title, words.end()) if words else None
    return last.group() if last else ""


def _plain(heading: str) -> str:
    """The heading without HTML comments, tags and the anchor `{#…}` at its end."""
    text = heading.strip()
    if "<" in text:
        first, *others = text.split("<!--")
        text = first + "".join(part.partition("-->")[2] if "-->" in part else f"<!--{part}" for part in others)
        text = _TAG.sub("", text).strip()
    if text.endswith("}") and text[text.rfind("{") + 1 :][:1] in {"#", ".", ":"}:
        text = text[: text.rfind("{")].rstrip()
    return text


def _number(text: str) -> int:
    found = _NUMBER.match(text)
    return found.end() if found else 0


def _opened(text: str, start: int) -> tuple[int, list[str]]:
    marks: list[str] = []
    while len(marks) < 4 and (found := _OPENING.match(text, start)):  # noqa: PLR2004 - bold, code, brackets, a link
        marks.append(found.group().rstrip())
        start = found.end()
    return start, marks


def _title(rest: str, marks: list[str]) -> str:
    """The rest without the closing partners of the marks, a link's target and the separator."""
    late: list[str] = []
    for mark in reversed(marks):
        closing = _CLOSING.get(mark, mark)
        if rest.lstrip().startswith(closing) and not late:
            rest = rest.lstrip().removeprefix(closing)
            target = _TARGET.match(rest) if closing == "]" else None
            rest = rest[target.end() :] if target else rest
        else:
            late.append(closing)
    separator = _SEPARATOR.match(rest)
    rest = rest[separator.end() :] if separator else rest
    for closing in reversed(late):
        rest = _closed_at_end(rest.rstrip(), closing)
    return rest.strip()


def _closed_at_end(rest: str, closing: str) -> str:
    if closing == "]" and rest.endswith(")") and "](" in rest:
        return rest[: rest.rindex("](")]
    return rest.removesuffix(closing)
