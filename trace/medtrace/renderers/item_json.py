"""`trace show --format json`: one item with its links both ways and results (schema `medtrace/item/1`)."""

from typing import Any

from medtrace.model.items import Link
from medtrace.renderers._renderer import record_renderer
from medtrace.renderers._shapes import dump, item, link, revision


@record_renderer("item-json", of="item")
def item_json(shown: Any) -> str:  # noqa: ANN401 - the noun belongs to the use case above
    """The item as JSON."""
    return dump(
        {
            "schema": "medtrace/item/1",
            "revision": revision(shown.revision),
            "item": item(shown.item),
            "cites": [link(one, resolved=one.target in shown.titles) for one in shown.cites],
            "cited_by": [link(one, resolved=_stands(one, shown)) for one in shown.cited_by],
            "results": [{"test": test, "outcome": outcome} for test, outcome in shown.results],
            "also_defined_at": [{"path": place.path, "line": place.line} for place in shown.also],
        }
    )


def _stands(link: Link, shown: Any) -> bool:  # noqa: ANN401 - as above
    """Whether what cites the item is an item or the citing file."""
    return link.source in shown.titles or link.source in shown.files or link.source == link.location.path
