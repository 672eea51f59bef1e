"""`trace snapshot --format json`: items, links and problems of one revision (schema `medtrace/snapshot/1`)."""

from medtrace.model.snapshot import Snapshot
from medtrace.renderers._renderer import record_renderer
from medtrace.renderers._shapes import dump, item, link, problem, revision


@record_renderer("snapshot-json", of="snapshot")
def snapshot_json(snapshot: Snapshot) -> str:
    """The snapshot as JSON; of a duplicate id the first definition stands, and problems name the others."""
    return dump(
        {
            "schema": "medtrace/snapshot/1",
            "revision": revision(snapshot.revision),
            "items": [item(one) for one in snapshot.item_by_id.values()],
            "links": [link(one, resolved=snapshot.resolves(one)) for one in snapshot.links],
            "problems": [problem(one) for one in snapshot.problems],
        }
    )
