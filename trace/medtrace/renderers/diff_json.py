"""`trace diff --format json`: items, links, files and commits of a range (schema `medtrace/diff/1`)."""

from medtrace.model.change import ChangeKind, ChangeSet, ItemChange, LinkFate, TracedCommit
from medtrace.model.items import diagnostic_order
from medtrace.renderers._renderer import record_renderer
from medtrace.renderers._shapes import Json, dump, problem, span


@record_renderer("diff-json", of="changes")
def diff_json(changes: ChangeSet) -> str:
    """The change set as JSON; commits newest first, everything else in natural order."""
    return dump(diff_record(changes))


def diff_record(changes: ChangeSet) -> dict[str, Json]:
    """The same as plain values."""
    problems = sorted({*changes.problems, *changes.before.problems, *changes.after.problems}, key=diagnostic_order)
    return {
        "schema": "medtrace/diff/1",
        "range": span(changes.range),
        "items": _items(changes),
        "links": {fate.value: _links(changes, fate) for fate in LinkFate},
        "files": [
            {
                "path": file.path,
                "old_path": file.change.old_path,
                "status": file.change.status.value,
                "component": file.component,
            }
            for file in changes.files
        ],
        "commits": [_commit(traced) for traced in changes.commits],
        "unlinked_commits": [traced.commit.sha for traced in changes.unlinked],
        "problems": [problem(one) for one in problems],
    }


def _items(changes: ChangeSet) -> dict[str, Json]:
    of = {kind: [change for change in changes.items if change.kind is kind] for kind in ChangeKind}
    return {
        "added": [_id(change) for change in of[ChangeKind.ADDED]],
        "removed": [_id(change) for change in of[ChangeKind.REMOVED]],
        "changed": [{**_id(change), "fields": list(change.fields)} for change in of[ChangeKind.CHANGED]],
        "moved": [
            {
                "id": change.item.id,
                "from": change.before.location.path if change.before else "",
                "to": change.item.location.path,
            }
            for change in of[ChangeKind.MOVED]
        ],
        "renamed": [{"from": rename.old, "to": rename.new} for rename in changes.renames],
    }


def _id(change: ItemChange) -> dict[str, Json]:
    return {"id": change.item.id, "kind": change.item.kind}


def _links(changes: ChangeSet, fate: LinkFate) -> list[Json]:
    return [
        {"source": change.link.source, "kind": change.link.kind, "target": change.link.target}
        for change in changes.links
        if change.fate is fate
    ]


def _commit(traced: TracedCommit) -> dict[str, Json]:
    commit = traced.commit
    return {
        "sha": commit.sha,
        "parents": list(commit.parents),
        "date": commit.when,
        "author": commit.author,
        "subject": commit.subject,
        "ids": [{"id": cited.id, "kind": cited.kind, "via": cited.via} for cited in traced.ids],
    }
