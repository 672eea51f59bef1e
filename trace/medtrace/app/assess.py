"""Assess a range: read two revisions, compare, judge. The page to read first."""

from dataclasses import dataclass, replace

from medtrace import __version__
from medtrace.app.cited import cited_now
from medtrace.app.comparing import compare_range
from medtrace.app.dossier import Dossier, circumstances, read_dossier
from medtrace.app.globs import demand_globs, left_globs
from medtrace.app.house import House, open_house
from medtrace.app.judging import Bench, span_between
from medtrace.app.naming import edited_since, naming_at
from medtrace.app.notices import backwards, not_at_hand, unfilled_roles
from medtrace.app.outside import kept_names, outside_results
from medtrace.app.reading import Library
from medtrace.app.span import Asked, first_registration, resolve_span
from medtrace.config.decisions import RECORD_UNREADABLE
from medtrace.errors import TraceError
from medtrace.gitio.repository import Repository
from medtrace.graph.coverage import coverage
from medtrace.graph.integrity import integrity
from medtrace.graph.lost import lost_coverage
from medtrace.model.assessment import Assessment, OtherRegime, Provenance, Step
from medtrace.model.change import ChangeSet
from medtrace.model.coverage import Coverage
from medtrace.model.ids import Range, Revision, Sha
from medtrace.model.items import Diagnostic, diagnostic_order
from medtrace.model.project import ComponentMap, Registration
from medtrace.model.snapshot import Snapshot
from medtrace.rules._decided import Court, start_of


@dataclass(frozen=True, slots=True)
class Opened:
    """A range with the house of its newer end and everything that was read between the two.

    `left` tells the globs of the configuration that only the older end still matches.
    """

    house: House
    library: Library
    span: Range
    baseline: Registration | None
    since: str
    left: tuple[Diagnostic, ...] = ()


def open_range(repository: Repository, asked: Asked) -> Opened:
    """Resolve the range, read the configuration at its newer end and hold its globs against both trees."""
    house, span, baseline, since = resolve_span(repository, asked)
    globs = house.config.globs
    older, newer = (tuple(entry.path for entry in repository.tree(end).entries) for end in (span.old, span.new))
    demand_globs(globs, (*newer, *older))
    left = tuple(left_globs(globs, newer, span))
    names = kept_names(asked.inputs)
    results = {file: names[file] for file in asked.results}
    outside = {span.new.sha: outside_results(results, house)} if results else {}
    return Opened(house, Library(repository, house, outside), span, baseline, since, left)


def checked(library: Library, revision: Revision) -> tuple[Snapshot, Coverage, tuple[Diagnostic, ...]]:
    """One revision with its coverage and every defect of its traceability."""
    snapshot = library.snapshot(revision)
    covered = coverage(snapshot, library.house.config.components)
    problems = (*snapshot.problems, *integrity(snapshot, covered), *naming_at(library, revision).problems)
    return snapshot, covered, tuple(sorted(problems, key=diagnostic_order))


def lost(changes: ChangeSet, components: ComponentMap) -> tuple[Diagnostic, ...]:
    """What the older end covered and the newer no longer does."""
    before, after = coverage(changes.before, components), coverage(changes.after, components)
    return lost_coverage(before, after, changes.after)


def changes_of(repository: Repository, asked: Asked) -> ChangeSet:
    """The change set of a range, for `trace diff`; that it runs backwards is a problem of it."""
    opened = open_range(repository, asked)
    changes = compare_range(opened.library, opened.span)
    return replace(changes, problems=(*changes.problems, *opened.left, *backwards(repository, opened.span)))


@dataclass(frozen=True, slots=True)
class Session:
    """An opened range with the records that count for it and what they are held against."""

    opened: Opened
    records: Revision
    dossier: Dossier
    court: Court


def open_session(repository: Repository, asked: Asked) -> Session:
    """Open the range and read the records of people at their own revision; raises as `open_range` does."""
    opened = open_range(repository, asked)
    records = repository.resolve(asked.records) if asked.records else records_revision(repository, opened.span.new)
    dossier = read_dossier(repository, opened.house, records)
    return Session(opened, records, dossier, _court(repository, opened, dossier))


def assess(repository: Repository, asked: Asked) -> Assessment:
    """The complete record of a range: changes, findings, verdicts of every view, coverage and problems."""
    return assessed(repository, open_session(repository, asked))


def assessed(repository: Repository, session: Session) -> Assessment:
    """The record of a range that has been opened."""
    opened = session.opened
    spans = _spans(repository, opened)
    wider = tuple(span for span, _ in spans)
    bench = Bench(repository, opened.house, opened.library, opened.house.profile, session.court, wider)
    changes = bench.changes(opened.span)
    views, beside, history = tuple(bench.view(*one) for one in spans), _beside(bench, opened), _history(bench, opened)
    told_first = (*_told_first(repository, session), *not_at_hand(bench.lacking))
    covered, problems = _problems(opened, changes, told_first)
    return Assessment(
        range=opened.span,
        records=session.records,
        project=opened.house.config.project,
        profile=opened.house.profile,
        beside=beside,
        module_versions=naming_at(opened.library, opened.span.new).modules,
        changes=changes,
        views=views,
        coverage=covered,
        problems=problems,
        provenance=_provenance(opened.house),
        baseline=opened.baseline,
        releases=bench.releases(None, opened.span.new),
        history=history,
        strangers=bench.strangers(opened.span.new),
    )


def _told_first(repository: Repository, session: Session) -> tuple[Diagnostic, ...]:
    """What is wrong with the records, the range and the roles of those who sign."""
    house, court = session.opened.house, session.court
    unfilled = unfilled_roles(court.rule, court.approvers, court.components, court.now.safety_class, house.path)
    return (*session.dossier.problems, *backwards(repository, session.opened.span), *unfilled)


def _court(repository: Repository, opened: Opened, dossier: Dossier) -> Court:
    """What decisions are held against in this run."""
    baseline = repository.resolve(opened.baseline.rev).sha if opened.baseline else ""
    return Court(
        records=dossier.records,
        rule=opened.house.profile.sign_off,
        approvers=dossier.approvers,
        now=circumstances(opened.house, baseline),
        components=opened.house.config.components,
        starts=_starts(repository, opened.span, dossier),
        holds_keys=dossier.holds_keys,
        records_unread=any(one.code == RECORD_UNREADABLE for one in dossier.problems),
        cited=cited_now(opened.library.snapshot(opened.span.new), _named(dossier)),
    )


def _named(dossier: Dossier) -> frozenset[str]:
    """The items whose digest some record holds."""
    return frozenset(name for one in dossier.records for name, _ in one.decision.decided_against.cited)


def _starts(repository: Repository, span: Range, dossier: Dossier) -> dict[str, Sha]:
    """The commits at which the ranges of records begin; a name that stands for none any more is left out."""
    found = {}
    for name in sorted({start_of(one.decision.range) for one in dossier.records} - {""}):
        try:
            found[name] = span.old.sha if name == span.old.name else repository.resolve(name).sha
        except TraceError:
            continue
    return found


def _problems(
    opened: Opened, changes: ChangeSet, of_records: tuple[Diagnostic, ...]
) -> tuple[Coverage, tuple[Diagnostic, ...]]:
    """Coverage of the newer end, and every defect: its own, of the comparison and of the records."""
    _, covered, problems = checked(opened.library, opened.span.new)
    lost_here = lost(changes, opened.house.config.components)
    found = {*problems, *changes.problems, *changes.before.problems, *opened.left, *lost_here, *of_records}
    registered = opened.library.repository.resolve(opened.baseline.rev) if opened.baseline else None
    if registered and registered.sha != opened.span.old.sha:
        found |= {*edited_since(opened.library, registered)}
    return covered, tuple(sorted(found, key=diagnostic_order))


def _spans(repository: Repository, opened: Opened) -> tuple[tuple[Range, str], ...]:
    """The range asked for, and beside it the one that counts for a filing: from the registered version."""
    if opened.since == "given" and opened.baseline:
        registered = repository.resolve(opened.baseline.rev)
        if registered.sha != opened.span.old.sha:
            whole = span_between(repository, registered, opened.span.new)
            return (opened.span, opened.since), (whole, "registration")
    return ((opened.span, opened.since),)


def _beside(bench: Bench, opened: Opened) -> tuple[OtherRegime, ...]:
    """The view asked for under every further profile; registrations are those of the first profile's authority."""
    others = (bench.under(profile) for profile in opened.house.profiles[1:])
    return tuple(OtherRegime(one.profile, one.view(opened.span, opened.since)) for one in others)


def _history(bench: Bench, opened: Opened) -> tuple[Step, ...]:
    """Every released step since the registration from which an update history counts (G9 八(一)2(8))."""
    project = opened.house.config.project
    start = opened.baseline
    if project.product.safety_class == "严重":
        start = first_registration(bench.repository, opened.house, opened.span.new) or start
    if start is None:
        return ()
    return bench.steps(bench.span(bench.repository.resolve(start.rev), opened.span.new))


def records_revision(repository: Repository, newer: Revision) -> Revision:
    """Records are read at HEAD where it contains the newer end, else at the newer end (contracts: names)."""
    head = repository.head()
    return head if head and repository.is_ancestor(newer.sha, head.sha) else newer


def _provenance(house: House) -> Provenance:
    profile = house.profile
    return Provenance(
        tool=f"medtrace {__version__}",
        profiles=tuple((one.id, one.digest) for one in house.profiles),
        config_digest=house.config.digest,
        trigger_table_digest=profile.trigger_table_digest,
        config_path=house.path,
        plugins=house.packages,
    )


__all__ = ["Asked", "Opened", "assess", "changes_of", "checked", "open_house", "open_range", "records_revision"]
