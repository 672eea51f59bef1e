"""`trace snapshot --format csv`: one row per link, and one per item that nothing ties, for a spreadsheet.

Columns: source, source_kind, link, target, target_kind, path, line. A cell that a spreadsheet would take for a formula
is given a leading apostrophe.
"""

import csv
import io

from medtrace.model.snapshot import Snapshot
from medtrace.renderers._renderer import record_renderer

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@record_renderer("snapshot-csv", of="snapshot")
def snapshot_csv(snapshot: Snapshot) -> str:
    """The links of a snapshot as CSV with a header."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["source", "source_kind", "link", "target", "target_kind", "path", "line"])
    kinds = {name: item.kind for name, item in snapshot.item_by_id.items()}
    tied: set[str] = set()
    for link in snapshot.links:
        tied |= {link.source, link.target}
        ends = (link.source, kinds.get(link.source, ""), link.kind, link.target, kinds.get(link.target, ""))
        writer.writerow([*map(_safe, ends), _safe(link.location.path), link.location.line])
    for item in snapshot.items:
        if item.id not in tied:
            writer.writerow([*map(_safe, (item.id, item.kind, "", "", "", item.location.path)), item.location.line])
    return out.getvalue()


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
