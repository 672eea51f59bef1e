"""Look at one revision: its snapshot, coverage and problems, for check, show and snapshot."""

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from medtrace.app.assess import checked
from medtrace.app.globs import demand_globs
from medtrace.app.house import House, open_house
from medtrace.app.reading import Library
from medtrace.gitio.repository import open_repository
from medtrace.model.coverage import Coverage
from medtrace.model.items import Diagnostic
from medtrace.model.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Look:
    """One revision as the sources read it and as the graph judges it."""

    house: House
    library: Library
    snapshot: Snapshot
    coverage: Coverage
    problems: tuple[Diagnostic, ...]

    @property
    def snapshot_with_problems(self) -> Snapshot:
        """The snapshot as it is written out: with the defects that only the graph sees."""
        return replace(self.snapshot, problems=self.problems)

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """Items by kind, each id once (a duplicate is told as a problem), the kinds in order of their name."""
        return tuple(sorted(Counter(item.kind for item in self.snapshot.item_by_id.values()).items()))


def look(root: Path, rev: str, config_file: Path | None, *, in_range: bool = False) -> Look:
    """Read one revision; `in_range` is for the newer end of a range, whose globs are held against both ends elsewhere.

    Raises:
        EvidenceError: no repository, unknown revision, shallow clone.
        ConfigError: no configuration or one with mistakes, a glob that matches nothing.
    """
    with open_repository(root) as repository:
        revision = repository.resolve(rev)
        house = open_house(repository, revision, config_file)
        if not in_range:
            demand_globs(house.config.globs, tuple(entry.path for entry in repository.tree(revision).entries))
        library = Library(repository, house)
        snapshot, covered, problems = checked(library, revision)
    return Look(house, library, snapshot, covered, problems)
