"""Change sets of items built by hand: items and links of both ends, the component map, files and commits."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from medtrace.diff.items import item_changes, renames
from medtrace.diff.links import link_changes
from medtrace.model.change import ChangeSet, CitedId, TracedCommit
from medtrace.model.declared import Declared
from medtrace.model.items import Artifact, Link, Location, make_item
from medtrace.model.project import ComponentMap
from tests.support.changes import COMMIT, Content, change_set

PLACE = Location("docs/items.md", 7)


def item(identity: str, kind: str, text: str = "", *, title: str = "", **attributes: str) -> Artifact:
    """An item of `docs/items.md`."""
    return make_item(identity, kind, title=title, text=text, location=PLACE, attributes=attributes.items())


def link(source: str, kind: str, target: str, path: str = PLACE.path) -> Link:
    """A link of the same file; one from a path stands there."""
    return Link(source, kind, target, Location(source if "/" in source else path, 3))


def items_changed(
    before: Iterable[Artifact],
    after: Iterable[Artifact],
    *,
    links: tuple[Iterable[Link], Iterable[Link]] = ((), ()),
    components: ComponentMap | None = None,
    files: tuple[Mapping[str, Content], Mapping[str, Content]] = ({PLACE.path: "old"}, {PLACE.path: "new"}),
    declared: tuple[Declared, Declared] = (Declared(is_own=True), Declared(is_own=True)),
    cited: tuple[str, ...] = (),
) -> ChangeSet:
    """The change set between two sets of items, all in one file that one commit changed; it cites `cited`."""
    bare = change_set(*files, components=components)
    old = replace(bare.before, items=tuple(before), links=tuple(links[0]))
    new = replace(bare.after, items=tuple(after), links=tuple(links[1]))
    changed = item_changes(old, new)
    commits = tuple(
        TracedCommit(one.commit, tuple(CitedId(name, "item", "subject") for name in cited)) for one in bare.commits
    )
    return replace(
        bare,
        before=old,
        after=new,
        items=changed,
        renames=renames(changed),
        links=link_changes(old, new),
        commits=commits,
        declared_before=declared[0],
        declared_after=declared[1],
    )


__all__ = ["COMMIT", "PLACE", "item", "items_changed", "link"]
