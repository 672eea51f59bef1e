"""Check a revision, or the newer end of a range with its commits."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from medtrace.app.assess import Asked, changes_of, lost
from medtrace.app.id_list import keep_ids
from medtrace.app.look import Look, look
from medtrace.app.notices import unfilled_roles
from medtrace.app.review import suspects_of
from medtrace.app.unread_definitions import Lines, with_definitions
from medtrace.app.vocabulary import Vocabulary, vocabulary
from medtrace.gitio.repository import is_range, open_repository
from medtrace.graph.meaning import meaning_problems
from medtrace.graph.neighbours import in_order
from medtrace.model.coverage import Ratio
from medtrace.model.ids import Revision
from medtrace.model.items import Diagnostic, Link, diagnostic_order
from medtrace.words import Localized


@dataclass(frozen=True, slots=True)
class Checked:
    """What `trace check` found: counts by kind, coverage, problems, and for a range (linked, all) commits.

    `externals` are the links to what the configuration declares as defined elsewhere: nobody here can check them;
    `outside` are their ids.
    """

    revision: Revision
    items: tuple[tuple[str, int], ...]
    ratios: tuple[Ratio, ...]
    problems: tuple[Diagnostic, ...]
    externals: tuple[Link, ...]
    outside: tuple[str, ...]
    commits: tuple[int, int] | None
    words: Vocabulary

    @property
    def figures(self) -> tuple[tuple[str, int, int], ...]:
        """Coverage as (name, covered, total)."""
        return tuple((ratio.name, ratio.covered, ratio.total) for ratio in self.ratios)

    def word(self, group: str, name: str) -> Localized:
        """The word of a kind or figure."""
        return self.words.word(group, name)


def check(root: Path, asked: str, config_file: Path | None, records: str = "") -> Checked:
    """Check one revision or the newer end of a range; raises as `look` does.

    `records` is the revision at which records of people are read, by default the newest that contains the checked one.
    """
    newer = asked.rpartition("..")[2].lstrip(".") or "HEAD" if is_range(asked) else asked
    seen = look(root, newer, config_file, in_range=is_range(asked))
    if config_file is None:
        keep_ids(seen.library.repository, seen.house, seen.snapshot)
    meaning = meaning_problems(seen.snapshot, seen.house.config.meaning, seen.house.path)
    problems = [*seen.problems, *suspects_of(seen, records).problems, *meaning, *_unfilled(seen)]
    commits: tuple[int, int] | None = None
    if is_range(asked):
        with open_repository(root) as repository:
            changes = changes_of(repository, Asked(asked, config_file))
        commits = (sum(1 for one in changes.commits if one.is_linked), len(changes.commits))
        problems += [*changes.problems, *changes.before.problems, *lost(changes, seen.house.config.components)]
    placed = with_definitions(set(problems), seen.house, seen.snapshot, _lines_of(seen))
    ordered = tuple(sorted(placed, key=diagnostic_order))
    elsewhere = tuple(one for one in seen.snapshot.links if one.is_external and not seen.snapshot.resolves(one))
    outside = in_order(seen.snapshot.lost_end(one) or one.target for one in elsewhere)
    head = (seen.snapshot.revision, seen.counts, seen.coverage.ratios, ordered)
    return Checked(*head, elsewhere, outside, commits, vocabulary())


def _lines_of(seen: Look) -> Lines:
    return partial(seen.library.repository.lines_with, seen.snapshot.revision)


def _unfilled(seen: Look) -> tuple[Diagnostic, ...]:
    config, rule = seen.house.config, seen.house.profile.sign_off
    class_ = config.project.product.safety_class
    return unfilled_roles(rule, config.approvers, config.components, class_, seen.house.path)
