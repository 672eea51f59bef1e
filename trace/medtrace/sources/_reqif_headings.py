"""Which objects of a ReqIF file are headings of its chapters and no items.

The exchange guide of ReqIF keeps the name of a chapter in `ReqIF.ChapterName` and leaves the text empty, as DOORS does.
Polarion gives headings a type of their own and writes the title of every object into `ReqIF.ChapterName`: where a file
has such a type, the type alone decides.
"""

from collections.abc import Collection

from medtrace.expressions import expression
from medtrace.sources._columns import Columns, header_key
from medtrace.sources._reqif_model import ReqIf, Thing
from medtrace.sources._reqif_roles import Fields, text_keys

_WORD = expression(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[一-鿿]+")
_LAST = frozenset({"heading", "headings", "section", "folder", "chapter", "document", "标题", "章节", "章", "文件夹"})
_BESIDE = frozenset({"type", "object", "spec", "类型", "对象"})
_CHAPTERS = frozenset(map(header_key, ("ReqIF.ChapterName", "Object Heading")))
_OBJECT_TYPES = frozenset(map(header_key, ("Object Type", "IE Object Type")))


class Headings:
    """Tells the headings of one file; types that the configuration names are never headings by their name."""

    def __init__(self, found: ReqIf, named: Collection[str], columns: Columns) -> None:
        self._found, self._named = found, named
        types = {found.name(one.type) for one in found.objects}
        keys = {header_key(name) for name in found.names.values()}
        # Without an attribute for the text an empty one says nothing.
        self._by_chapter = not any(map(_is_structural, types)) and not keys.isdisjoint(text_keys(columns))

    def holds(self, thing: Thing, said: Fields) -> bool:
        """Whether an object only names a part of the document."""
        own = self._found.name(thing.type)
        if own in self._named and _is_structural(own):
            return False
        if _is_structural(own):
            return True
        every = [(header_key(name), text) for name, text in self._found.said(thing)]
        if any(key in _OBJECT_TYPES and _is_structural(text) for key, text in every):
            return True
        return self._by_chapter and not said.text and any(key in _CHAPTERS for key, _ in every)


def _is_structural(name: str) -> bool:
    """Whether the last word of a type that says something is one for a part of a document."""
    words = [word.casefold() for word in _WORD.findall(name)]
    telling = [word for word in words if word not in _BESIDE]
    return bool(telling) and (telling[-1] in _LAST or telling[-1].endswith(("标题", "章节")))
