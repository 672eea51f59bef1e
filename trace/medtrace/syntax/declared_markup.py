"""Declared names of screens in markup: elements by tag and name, targets of links, fields of forms.

Text and style do not count. An element without a name counts by its tag, as often as it stands there.
"""

import re
from collections.abc import Callable, Iterator

from medtrace.expressions import expression
from medtrace.syntax.declaration import Declaration, Declarations
from medtrace.syntax.declared_code import code_declarations
from medtrace.syntax.languages import Language, language_of
from medtrace.syntax.markup_facets import is_dress

_TAG = expression(
    r"<(?P<tag>[A-Za-z][\w:.-]*)(?P<attributes>(?:\s+[^<>\s=\"'/]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]+))?)*)\s*/?>"
)
_ATTRIBUTE = expression(r"([^\s=\"'/]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))")
_COMMENT = expression(r"<!--.*?-->|@\*.*?\*@", re.DOTALL)
_SCRIPT = expression(r"<script\b[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_NAMES = ("id", "name", "x:name", "x:key", "android:id", "fx:id", "android:key", "storyboardidentifier", "customclass")
_TARGETS = {
    *("href", "to", "action", "navigateuri", "source", "routerlink", "segueidentifier", "destination"),
    *("app:destination", "app:startdestination", "command", "android:onclick", "v-model", "formcontrolname"),
}
# HTML is mostly text: only what a user acts on, and elements of one's own, are declared.
_HTML = {
    *("form", "input", "select", "option", "textarea", "button", "a", "table", "th", "dialog", "nav", "iframe"),
    *("canvas", "video", "img", "fieldset", "details"),
}
_SILENT = {
    *("string", "property", "rect", "size", "color", "font", "spacer", "br", "span", "p", "b", "i", "style"),
}
# Values of a property in a form or a list: without a name of their own they declare nothing.
_VALUES = {
    *("bool", "number", "double", "enum", "set", "stringlist", "cstring", "iconset", "pixmap", "x", "y", "width"),
    *("height", "family", "pointsize", "weight", "italic", "bold", "horstretch", "verstretch", "hsizetype"),
    *("vsizetype", "subviews", "connections", "resources", "image", "dict", "array", "true", "false", "integer"),
    *("real", "date"),
}
# What a type of an XML schema consists of: each is a type of what goes in or out.
_TYPED = ("type", "base", "ref", "use", "minoccurs", "maxoccurs", "value", "nillable", "default", "fixed")
# A manifest of Android says much of an application; its screens are what a user meets.
_MANIFEST = expression(r"<manifest\b[^<>]*\bxmlns:android\s*=")
_SCREENS = {"activity", "activity-alias"}
_PLACE_HOLDER = expression(
    r"\{\{[{-]?\s*(?P<double>[^{}|]{1,200}?)\s*(?:\|[^{}]*)?-?\}\}|\$!?\{(?P<dollar>[\w.]+)\}"
    r"|<%=\s*(?P<erb>[\w.@]+)\s*%>"
)


def markup_declarations(text: str, language: Language) -> Declarations | None:
    """Elements of a screen, and what its scripts declare."""
    plain = _COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), text)
    found = list(elements(plain, every=language.name == "xml"))
    script = language_of("a.ts")
    if language.name == "html" and script:
        for block in _SCRIPT.finditer(plain):
            offset = plain.count("\n", 0, block.start(1))
            inner = code_declarations(block.group(1), script) or ()
            found += [Declaration(one.kind, one.name, one.line + offset) for one in inner]
    return (*found, *place_holders(plain))


def place_holders(text: str) -> tuple[Declaration, ...]:
    """What a template fills in, each once: `{{ patient.name }}`, `${rate}`, `<%= rate %>`."""
    found: dict[str, Declaration] = {}
    line, position = 1, 0
    for one in _PLACE_HOLDER.finditer(text):
        line += text.count("\n", position, one.start())
        position = one.start()
        name = " ".join((one["double"] or one["dollar"] or one["erb"]).split())
        if not name.startswith(("#", "/", "!", ">", "^", "else")):
            found.setdefault(name, Declaration("filled", name, line))
    return tuple(found.values())


def _listed_key(text: str, place: int, line: int) -> Iterator[Declaration]:
    """A key of a property list."""
    end = text.find("<", place)
    name = text[place:end].strip() if end > place else ""
    if name:
        yield Declaration("key", name, line)


def elements(text: str, *, every: bool) -> Iterator[Declaration]:
    """Elements by tag and name; `every` takes all tags, otherwise those that a user acts on and one's own."""
    line, position = 1, 0
    hidden = _hidden(text, every=every)
    for found in _TAG.finditer(text):
        line += text.count("\n", position, found.start())
        position = found.start()
        tag = found["tag"]
        own = tag[0].isupper() or "-" in tag
        if hidden(tag) or not (every or own or tag.lower() in _HTML):
            continue
        if tag == "key" and every:
            yield from _listed_key(text, found.end(), line)
            continue
        pairs = {name.lower(): a or b or c for name, a, b, c in _ATTRIBUTE.findall(found["attributes"])}
        name = next((pairs[one] for one in _NAMES if pairs.get(one)), "")
        if is_dress(tag, html=not every, named=bool(name) or "android:title" in pairs):
            continue
        if every and not name and tag.lower() in _VALUES:
            continue
        kind = pairs.get("class", "") if tag == "widget" else ""
        yield Declaration("element", f"{tag}{f' {kind}' if kind else ''}{f' #{name}' if name else ''}", line)
        yield from (Declaration("value", value, line) for value in _values(tag, name, pairs))
        for target in sorted(_TARGETS & pairs.keys()):
            yield Declaration("target", f"{tag} {target} → {pairs[target]}", line)


def _hidden(text: str, *, every: bool) -> Callable[[str], bool]:
    """Which elements of a text say nothing: those of text and style, in a manifest all but its screens."""
    if every and _MANIFEST.search(text):
        return lambda tag: tag not in _SCREENS
    return lambda tag: tag.lower() in _SILENT


def _values(tag: str, name: str, pairs: dict[str, str]) -> Iterator[str]:
    """What a type of an XML schema consists of, and what a preference is before anybody sets it."""
    if tag.partition(":")[0] in {"xs", "xsd"}:
        owner = f"{tag} #{name}" if name else tag
        yield from (f"{owner} {one} = {pairs[one]}" for one in _TYPED if one in pairs)
    preset = pairs.get("android:defaultvalue") or pairs.get("app:defaultvalue")
    if name and preset:
        yield f"{tag} #{name} defaultValue = {preset}"
