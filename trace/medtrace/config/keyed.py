"""Items kept as mappings in the texts of a survey: front matter of a page, lists and mappings of YAML."""

import re
from collections.abc import Iterator

from medtrace.config.found import Options
from medtrace.config.small_ids import small_ids
from medtrace.config.survey import ID, WORDED
from medtrace.config.trees import read_tree
from medtrace.config.ways import Value, plain
from medtrace.errors import ConfigError
from medtrace.expressions import expression

_FRONT = expression(r"\A---\n(.*?)\n---\s*$", re.MULTILINE | re.DOTALL)
_WHOLE = expression(ID)
_ID_KEYS = ("id", "itemId", "item-id", "item_id", "uid", "identifier", "编号", "标识")
_TITLE_KEYS = ("title", "name", "header", "名称", "标题", "itemTitle", "item-title", "item_title", "summary")
_TEXT_KEYS = ("title", "text", "description", "statement", "名称", "标题", "内容", "描述")
_KEY = expression(r"[\w-]+")
_DEEP = 2


def front_matter_ids(text: str) -> Iterator[tuple[str, Options]]:
    """The id of a page with front matter, and the columns to state."""
    front = _FRONT.match(text)
    value = _value(front.group(1)) if front else None
    if not isinstance(value, dict):
        return
    for key in _ID_KEYS:
        one = value.get(key)
        if isinstance(one, str) and (_WHOLE.fullmatch(one) or re.fullmatch(WORDED, one)):
            yield one, _front_columns(key, value)
            return


def _front_columns(key: str, value: dict[str, Value]) -> Options:
    """The columns to state: none where the keys are the usual ones."""
    title = next((name for name in _TITLE_KEYS if isinstance(value.get(name), str)), "")
    if key == "id":
        return ()
    return (("columns", (("id", (key,)), *((("title", (title,)),) if title else ()))),)


def yaml_ids(text: str) -> Iterator[tuple[str, Options]]:
    """The ids of a file of items, and where in it they stand."""
    return _items(_value(text), ())


def _items(value: Value, path: tuple[str, ...]) -> Iterator[tuple[str, Options]]:
    """Ids of a list of mappings or of a mapping from id to mapping, at most two keys deep; or of the whole file."""
    options: Options = (("items", ".".join(path)),) if path else ()
    if isinstance(value, list):
        ids = [one for one in map(_own_id, value) if one]
        found = [one for one in ids if _WHOLE.fullmatch(one)] or small_ids(ids if all(map(_says, value)) else ())
        yield from ((one, options) for one in found)
    elif not path and _WHOLE.fullmatch(_own_id(value)):
        yield _own_id(value), ()
    elif isinstance(value, dict):
        ids = [key for key, one in value.items() if _WHOLE.fullmatch(key) and isinstance(one, dict)]
        yield from ((key, options) for key in ids)
        if not ids and len(path) < _DEEP:
            for key, one in value.items():
                yield from _items(one, (*path, key)) if _KEY.fullmatch(key) else ()


def _own_id(value: Value) -> str:
    found = value.get("id") if isinstance(value, dict) else None
    return found if isinstance(found, str) else ""


def _says(value: Value) -> bool:
    """Whether an entry is written out as an item is: a step of a pipeline has an id too."""
    return isinstance(value, dict) and any(isinstance(value.get(key), str) for key in _TEXT_KEYS)


def _value(text: str) -> Value:
    try:
        return plain(read_tree(text, path="sample").root)
    except ConfigError:
        return None
