"""Keys of object literals of JavaScript and TypeScript that others see: those that a module declares or assigns.

An object counts where it stands at module level (`const DEFAULTS = {…}`, `export default {…}`, `new Schema({…})`),
where it is assigned to a member (`module.exports = {…}`, `profile.limits = {…}`), and where a function whose name
speaks of defaults, settings, options, configuration or a schema returns it. What a body keeps to itself does not count.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from medtrace.expressions import expression
from medtrace.syntax.languages import Language
from medtrace.syntax.tokens import Sign, signs

MOST_SIGNS = 300_000
_DEEPEST = 6
_TELLING = expression(r"default|setting|option|config|schema|initial", re.IGNORECASE)
_DECLARING = {"const", "let", "var", "static", "readonly", "public", "private", "protected"}
_CLOSING = {"{": "}", "[": "]", "(": ")"}
_WORD = expression(r"[A-Za-z_$][\w$-]*\Z")


@dataclass(slots=True)
class _Frame:
    """An open bracket: what it is, whose keys stand in it, and whether others see them."""

    kind: str
    owner: str = ""
    seen: bool = False
    key: str = ""


def object_keys(text: str, language: Language) -> Iterator[tuple[str, str, int]]:
    """Kind (`key`, for a method `function`), path of the key and its place, in the order of the text."""
    stream = [one for one in islice(signs(text, language), MOST_SIGNS) if one.kind not in {"comment", "newline"}]
    frames = [_Frame("module", seen=True)]
    for place, sign in enumerate(stream):
        top = frames[-1]
        if sign.kind == "string":
            yield from _key(stream, place, top)
        elif sign.text in _CLOSING:
            frames.append(_opened(stream, place, frames))
        elif sign.text in {"}", "]", ")"}:
            if len(frames) > 1:
                frames.pop()
        else:
            yield from _key(stream, place, top)


def _key(stream: list[Sign], place: int, frame: _Frame) -> Iterator[tuple[str, str, int]]:
    """The sign as a key of its object, where it is one."""
    if frame.kind != "object" or _text(stream, place - 1) not in {"{", ","}:
        return
    sign, follower = stream[place], _text(stream, place + 1)
    name = sign.text.strip("\"'`")
    if follower not in {":", ",", "}", "("} or not name or not (sign.kind == "string" or _WORD.match(name)):
        return
    frame.key = name
    if not frame.seen or not frame.owner:
        return
    value = _text(stream, place + 2) if follower == ":" else ""
    is_method = follower == "(" or value in {"function", "async"} or _is_arrow(stream, place + 2)
    yield "function" if is_method else "key", f"{frame.owner}.{name}", sign.start


def _is_arrow(stream: list[Sign], place: int) -> bool:
    """Whether a value is an arrow function of one name or of a short list of them."""
    texts = [one.text for one in stream[place : place + 16]]
    if texts[1:3] == ["=", ">"]:
        return True
    end = texts.index(")") if texts[:1] == ["("] and ")" in texts else -1
    return end > 0 and texts[end + 1 : end + 3] == ["=", ">"]


def _opened(stream: list[Sign], place: int, frames: list[_Frame]) -> _Frame:
    top, before = frames[-1], _text(stream, place - 1)
    shown = stream[place].text
    if shown == "(":
        callee = _dotted(stream, place - 1)
        return _Frame("call", _name(callee, top), seen=top.seen and top.kind != "block", key=callee)
    if shown == "[":
        return _Frame("list", _owner(stream, place, top), seen=_is_seen(stream, place, frames))
    if before == "=" and _is_attribute(stream, place - 2):
        return _Frame("block")
    if before in {"=", "(", ",", ":", "[", "return", "default", "?", "|", "||", "&&"}:
        if len(frames) > _DEEPEST + sum(one.kind == "block" for one in frames):
            return _Frame("object")
        return _Frame("object", _owner(stream, place, top), seen=_is_seen(stream, place, frames))
    return _Frame("block", _function(stream, place))


def _is_seen(stream: list[Sign], place: int, frames: list[_Frame]) -> bool:
    top, before = frames[-1], _text(stream, place - 1)
    if top.kind == "block":
        if before == "=":
            return "." in _dotted(stream, place - 2)
        return before == "return" and bool(_TELLING.search(top.owner))
    return top.seen


def _owner(stream: list[Sign], place: int, top: _Frame) -> str:
    before = _text(stream, place - 1)
    if before == "=":
        return _name(_dotted(stream, place - 2), top)
    if before in {"return", "default"}:
        return top.owner or before
    if top.kind == "object" and before == ":":
        return _name(top.key, top)
    return top.owner


def _name(name: str, top: _Frame) -> str:
    return ".".join(filter(None, (top.owner if top.kind == "object" else "", name))) or top.owner


def _dotted(stream: list[Sign], place: int) -> str:
    """The path of names that ends at a place: `module.exports`."""
    pieces: list[str] = []
    while place >= 0 and _WORD.match(stream[place].text):
        pieces.append(stream[place].text)
        if _text(stream, place - 1) != ".":
            break
        place -= 2
    return ".".join(reversed(pieces))


def _is_attribute(stream: list[Sign], place: int) -> bool:
    """Whether a name before `={` is an attribute of an element: another name stands before it, and no `const`."""
    name, before = _dotted(stream, place), _text(stream, place - 1)
    return "." not in name and bool(_WORD.match(before)) and before not in _DECLARING


def _function(stream: list[Sign], place: int) -> str:
    """The name of the function whose body begins at a brace, empty for any other block."""
    back = [one.text for one in stream[max(0, place - 24) : place]]
    if "function" in back:
        at = len(back) - 1 - back[::-1].index("function")
        named = back[at + 1] if back[at + 1 : at + 2] and _WORD.match(back[at + 1]) else ""
        return named or next((one for one in reversed(back[:at]) if _WORD.match(one)), "")
    if back[-2:] == ["=", ">"] and "=" in back[:-2]:
        at = len(back) - 3 - back[:-2][::-1].index("=")
        return back[at - 1] if at > 0 else ""
    return ""


def _text(stream: list[Sign], place: int) -> str:
    return stream[place].text if 0 <= place < len(stream) else ""
