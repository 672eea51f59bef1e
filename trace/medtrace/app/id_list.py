"""The list of ids for the commit-msg hook, taken from what was read of HEAD anyway."""

from medtrace.app.house import House
from medtrace.gitio.repository import Repository
from medtrace.model.snapshot import Snapshot
from medtrace.sinks.id_index import IdIndex, write_index


def keep_ids(repository: Repository, house: House, snapshot: Snapshot) -> bool:
    """Write the list where the snapshot is that of HEAD; False where it is not, or the cache cannot be written."""
    head = repository.head()
    if head is None or head.sha != snapshot.revision.sha or repository.working_folder is None:
        return False
    config = house.config
    globs = tuple(dict.fromkeys((*(glob for use in config.sources for glob in use.files), house.path)))
    index = IdIndex(
        head=head.sha,
        items=tuple(pattern.pattern for pattern in config.citations.ids),
        issues=tuple(pattern.pattern for pattern in config.citations.issues),
        externals=tuple(pattern.pattern for pattern in config.externals),
        globs=globs,
        ids=frozenset(item.id for item in snapshot.items),
        ranges=config.citations.ranges,
    )
    return write_index(repository.common_dir(), index)
