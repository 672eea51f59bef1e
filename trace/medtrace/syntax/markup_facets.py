"""A screen in markup taken apart: what it is made of, what it says, and how it looks, each in the order of the text."""

import re
from dataclasses import dataclass, field

from medtrace.expressions import expression

_TOKEN = expression(
    r"<!--.*?(?:-->|\Z)|@\*.*?(?:\*@|\Z)|<!\[CDATA\[(?P<data>.*?)(?:\]\]>|\Z)|<[!?][^>]*>?"
    r"|<(?P<closes>/?)(?P<tag>[A-Za-z][\w:.-]*)(?P<attributes>(?:[^<>\"']|\"[^\"]{0,5000}\"|'[^']{0,5000}')*)>"
    r"|(?P<text>[^<]+|<)",
    re.DOTALL,
)
_ATTRIBUTE = expression(r"(?P<name>[^\s=\"'/]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"']+)))?")
_EXPRESSION = expression(
    r"(\{\{.{0,500}?\}\}|\{%.{0,500}?%\}|<%.{0,500}?%>|[$#@]\{[^}]*\}|\{[^{}]*\}|@[\w.]+(?:\([^)]*\))?)", re.DOTALL
)
_BOUND = expression(r"\s*(?:[{@$#]|<%)")
# Attributes that a user reads, and those that only place, size or colour.
_TEXTS = {
    *("text", "title", "label", "placeholder", "placeholdertext", "alt", "tooltip", "tooltiptext", "hint", "summary"),
    *("header", "caption", "aria-label", "description", "contentdescription", "prompt", "prompttext", "message"),
    *("content", "watermark", "helptext", "headertext", "footer", "errortext", "helpertext", "subtitle", "emptytext"),
    *("normaltitle", "dialogtitle", "dialogmessage", "titlecondensed", "windowtitle", "lang"),
}
_LOOKS = expression(
    r"(?:style|classname|class|styleclass|(?:min|max|pref|fill|fixed|desired)?-?(?:width|height)(?:request)?"
    r"|margin\w*|padding\w*|(?:text|tint|border|background|track|thumb|stroke|shadow|icon)?-?colou?r\w*|background"
    r"|foreground|fill|stroke\w*|font[\w-]*|textsize|textstyle|textappearance|gravity|layout_\w+|x|y|opacity|alpha"
    r"|elevation|\w*thickness|\w*radius|(?:horizontal|vertical)(?:content)?alignment|[hv]?align\w*|text-?align\w*"
    r"|spacing|[hv]gap|[hv]spacing|vbox\.\w+|hbox\.\w+|layout[xy]|grid\.\w+|grid(?:pane)?\.\w+|row|column|rowspan"
    r"|columnspan|colspan|bgcolor|border\w*|cellpadding|cellspacing|orientation|theme|cols|sm|md|lg|xl|dense|outlined"
    r"|rounded|flat|letterspacing|linespacing\w*|ems|showdividers|weightsum|cliptopadding|rowdefinitions"
    r"|columndefinitions|contentinsets|translatesautoresizingmaskintoconstraints|contentmode|verticalhuggingpriority"
    r"|horizontalhuggingpriority|fixedframe|opaque|misplaced|customfontscale|tooltip_?offset|textwrapping|cursor"
    r"|toolsversion|systemversion|tools:\w+|xmlns(?::\w+)?|xsi:schemalocation)\Z"
)
# Elements that only arrange or dress others, and what a design tool writes of itself.
_PROSE_TAGS = {
    *("style", "link", "br", "hr", "wbr", "center", "font", "span", "b", "i", "em", "strong", "small", "u", "div", "p"),
}
_DRESS = {
    *("constraint", "constraints", "rect", "color", "fontdescription", "autoresizingmask", "edgeinsets", "inset"),
    *("point", "size", "systemcolor", "namedcolor", "device", "plugin", "capability", "deployment", "dependencies"),
    *("viewlayoutguide", "layoutguides", "variation", "mask", "userdefaults", "preferredsymbolconfiguration"),
    *("imageconfiguration", "adaptation", "simulatedmetricscontainer", "freeformsimulatedsizemetrics", "nil"),
    *(
        "layout",
        "item",
        "spacer",
        "sizehint",
        "sizepolicy",
        "layoutdefault",
        "palette",
        "iconset",
        "tabstops",
        "tabstop",
    ),
    *("linearlayout", "relativelayout", "framelayout", "constraintlayout", "gridlayout", "tablelayout", "tablerow"),
    *("coordinatorlayout", "appbarlayout", "space", "guideline", "barrier", "flow", "merge"),
    *("grid", "stackpanel", "dockpanel", "wrappanel", "uniformgrid", "canvas", "border", "viewbox", "rowdefinition"),
    *(
        "columndefinition",
        "setter",
        "relativepanel",
        "flexlayout",
        "stacklayout",
        "absolutelayout",
        "horizontalstacklayout",
    ),
    *(
        "verticalstacklayout",
        "hbox",
        "vbox",
        "gridpane",
        "anchorpane",
        "borderpane",
        "flowpane",
        "stackpane",
        "tilepane",
    ),
    *("insets", "columnconstraints", "rowconstraints", "padding", "font", "separator", "region"),
}
_DRESSES = expression(
    r".*\.(?:rowdefinitions|columndefinitions|padding|margin|insets|styles?|resources)\Z"
    r"|.*-(?:row|col|container|spacer|divider|layout|flex|icon)\Z"
)
# Qt: what a property says or how it looks; any other property is what the element does.
_QT_TEXTS = {
    "text",
    "title",
    "windowtitle",
    "tooltip",
    "statustip",
    "whatsthis",
    "placeholdertext",
    "icontext",
    "label",
}
_QT_LOOKS = expression(
    r"(?:geometry|size\w*|(?:minimum|maximum|base)(?:size|width|height)|\w*margin\w*|\w*spacing|stylesheet|font|palette"
    r"|alignment|icon|iconsize|frame(?:shape|shadow)|linewidth|orientation|indent|flat|cursor|layout\w*)\Z"
)
_ENTRY = {"id", "name", "title", "key"}
_VOID = {"br", "hr", "img", "input", "meta", "link", "area", "base", "col", "embed", "source", "track", "wbr"}
_CODE = {"script"}


@dataclass(slots=True)
class Facets:
    """What a text consists of: structure, texts that a user reads, and looks."""

    structure: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    looks: list[str] = field(default_factory=list)


def is_dress(tag: str, *, html: bool, named: bool = False) -> bool:
    """Whether an element only arranges or dresses others: a row, a grid, a constraint, a colour.

    An `item` with a name is an entry of a menu, one without is a cell of a layout.
    """
    plain = tag.lower()
    local = plain.rpartition(":")[2].rpartition(".")[2]
    if plain == "item" and named:
        return False
    return plain in (_PROSE_TAGS if html else _DRESS) or (not html and local in _DRESS) or bool(_DRESSES.match(plain))


def markup_facets(text: str, *, html: bool) -> Facets:
    """A text taken apart; expressions of a template are structure."""
    found = Facets()
    form = _Form(html)
    for token in _TOKEN.finditer(text):
        if token["tag"]:
            form.turn(token, found)
        elif token["text"] or token["data"]:
            form.say(token["text"] or token["data"], found)
    return found


@dataclass(slots=True)
class _Form:
    """Where in the markup we are: the innermost element that decides what its content is."""

    html: bool
    open: list[tuple[str, str]] = field(default_factory=list)

    def turn(self, token: re.Match[str], found: Facets) -> None:
        """An element opens or closes."""
        tag = token["tag"]
        if token["closes"]:
            while self.open and self.open[-1][0] != tag:
                if not any(name == tag for name, _ in self.open):
                    return
                self.open.pop()
            if self.open:
                self.open.pop()
            return
        pairs = _pairs(token["attributes"])
        role = self._role(tag, dict(pairs))
        if role in {"structure", "code"}:
            found.structure.append(f"<{tag}")
        elif role == "looks":
            found.looks.append(f"<{tag}")
        for name, value in pairs:
            self._attribute(role, name, value, found)
        closed = token["attributes"].rstrip().endswith("/") or (self.html and tag.lower() in _VOID)
        if not closed:
            self.open.append((tag, role))

    def say(self, text: str, found: Facets) -> None:
        """A text between elements."""
        role = self.open[-1][1] if self.open else "structure"
        if role == "looks-inside":
            found.looks.extend(text.split())
            return
        if role in {"code", "value"} or (not self.html and role not in {"text", "structure", "looks"}):
            found.structure.extend(text.split())
            return
        for place, piece in enumerate(_EXPRESSION.split(text)):
            shown = " ".join(piece.split())
            if shown:
                (found.structure if place % 2 else found.texts).append(shown)

    def _role(self, tag: str, pairs: dict[str, str]) -> str:
        """What an element is: structure, looks, looks-inside (its content too), text, value or code."""
        above = self.open[-1][1] if self.open else ""
        plain = tag.lower()
        if above == "looks-inside" or plain in {"style", "setter"}:
            return "looks-inside"
        if plain in _CODE:
            return "code"
        if plain == "property" and not self.html:
            named = pairs.get("name", "").lower()
            if named in _QT_TEXTS:
                return "text"
            return "looks-inside" if _QT_LOOKS.match(named) else "value"
        if above in {"text", "value"}:
            return above
        is_named = any(name.lower().rpartition(":")[2] in _ENTRY for name in pairs)
        return "looks" if is_dress(tag, html=self.html, named=is_named) else "structure"

    def _attribute(self, role: str, name: str, value: str, found: Facets) -> None:
        plain = name.lower()
        local = plain.rpartition(":")[2] if not plain.startswith(("xmlns", "tools:", "xsi:")) else plain
        if role == "looks-inside" or self._is_look(plain, local):
            found.looks.append(f"{name}={value}")
        elif local in _TEXTS and value and not _BOUND.match(value) and not plain.startswith((":", "v-bind", "[")):
            found.texts.append(" ".join(value.split()))
        elif role != "looks" or local not in {"id", "key", "name", "userlabel"}:
            found.structure.append(f"{name}={' '.join(value.split())}")

    def _is_look(self, plain: str, local: str) -> bool:
        if local == "class" or plain == "class":
            return self.html
        return bool(_LOOKS.match(plain) or _LOOKS.match(local))


def _pairs(attributes: str) -> list[tuple[str, str]]:
    found = _ATTRIBUTE.finditer(attributes)
    return sorted((one["name"], next(filter(None, one.groups()[1:]), "")) for one in found)
