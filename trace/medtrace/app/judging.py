"""The bench: change sets of any two revisions, judged by the profile's rules, step by released step."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

from medtrace import plugins
from medtrace.app.blaming import Known, blamed
from medtrace.app.comparing import compare_range
from medtrace.app.house import House
from medtrace.app.papers import papers_missing
from medtrace.app.reading import Library, forget_oldest
from medtrace.app.standing import Content, decided_rows
from medtrace.config.options import read_options
from medtrace.gitio.repository import Repository
from medtrace.model.assessment import Step, View
from medtrace.model.change import ChangeSet
from medtrace.model.change_item import cited_requests, requests_of
from medtrace.model.globs import any_of
from medtrace.model.history import Tag
from medtrace.model.ids import Range, Revision, Sha, natural_key
from medtrace.model.profile import Profile
from medtrace.model.verdict import Finding, Trigger, Verdict
from medtrace.model.versions import Version
from medtrace.rules._decided import Court, ruled
from medtrace.rules._engine import apply_triggers
from medtrace.rules._judge import Regime, Standing, conclude, worst
from medtrace.rules._lacking import absent_paths, without_half
from medtrace.rules._rule import Rule
from medtrace.rules._versioning import Ends, asks_for_version
from medtrace.rules._waking import awake

# A range is compared, judged and asked for its issues in a row; hundreds of released steps must not all be held.
KEPT = 2


@dataclass(frozen=True, slots=True)
class Judged:
    """Findings and verdict of a range, end to end; `rows` are those that no rule serves and people wrote about."""

    findings: tuple[Finding, ...]
    verdict: Verdict
    rows: tuple[Finding, ...]


@dataclass
class Bench:
    """Judges ranges of one repository under one profile; remembers what it judged in this run.

    `court` holds the decisions of people; `wider` are the ranges of the views, and what was ticked for one of them is
    ticked inside it. `lacking` grows: changed files of any range judged that this clone lacks at one of its ends.
    """

    repository: Repository
    house: House
    library: Library
    profile: Profile
    court: Court = field(default_factory=Court)
    wider: tuple[Range, ...] = ()
    lacking: set[str] = field(default_factory=set)
    _judged: dict[tuple[Sha, Sha], Judged] = field(default_factory=dict)
    _changes: dict[tuple[Sha, Sha], ChangeSet] = field(default_factory=dict)
    _patches: Known = field(default_factory=dict)

    def under(self, profile: Profile) -> "Bench":
        """The same bench under another profile: what was compared is not compared again."""
        return self if profile is self.profile else replace(self, profile=profile, _judged={})

    def span(self, old: Revision, new: Revision) -> Range:
        """The range between two revisions under their names."""
        return span_between(self.repository, old, new)

    def changes(self, span: Range) -> ChangeSet:
        """The change set of a range; the texts of its files are read for the rules alone and not kept."""
        key = (span.old.sha, span.new.sha)
        if key not in self._changes:
            forget_oldest(self._changes, KEPT)
            self._changes[key] = compare_range(self.library, span)
        return self._changes[key]

    def _with_texts(self, changes: ChangeSet) -> ChangeSet:
        """Both sides of changed files, and what a rule asks to read at both ends."""
        paths = {path for file in changes.files for path in (file.path, file.change.before_path)}
        there = {one.path for end in (changes.before, changes.after) for one in end.files}
        paths.update(filter(any_of(self._reads).match, there))
        before, after = (self.library.with_texts(end, paths) for end in (changes.before, changes.after))
        whole = without_half(replace(changes, before=before, after=after))
        self.lacking.update(absent_paths(whole))
        return whole

    @cached_property
    def rules(self) -> dict[str, Rule[object]]:
        """The rules that the profile's rows name."""
        return _rules(self.profile.triggers, plugins.rule)

    @property
    def _regime(self) -> Regime:
        return Regime(self.profile.categories, self.profile.routes)

    @cached_property
    def _reads(self) -> tuple[str, ...]:
        senses = self.house.senses or {name: rule.sense for name, rule in self.rules.items()}
        return tuple(sorted({glob for sense in senses.values() for glob in sense.reads}))

    def judged(self, span: Range) -> Judged:
        """Findings and verdict of a range, end to end, decisions of people beside them."""
        key = (span.old.sha, span.new.sha)
        if key not in self._judged:
            self._judged[key] = self._judge(span)
        return self._judged[key]

    def _judge(self, span: Range) -> Judged:
        changes = self._with_texts(self.changes(span))
        senses, triggers = self.house.senses, self.profile.triggers
        woken = tuple(awake(triggers, senses, changes, self.house.path)) if senses else triggers
        rules = _rules(woken, plugins.own_rule) if senses else self.rules
        findings = apply_triggers(
            woken,
            rules,
            lambda use: read_options(dict(use.options), rules[use.rule].options, place="triggers.yaml"),
            changes,
        )
        rows = self._decided_rows(span)
        court = replace(self._court_for(span), authors={one.commit.sha: one.commit.author for one in changes.commits})
        naming = changes.naming if asks_for_version(self.profile.triggers) else None
        whole, verdict = conclude(
            (
                *with_requests(blamed(findings, changes, self.repository, self._patches), changes),
                *(row for row in rows if row.is_settled and row.counts),
            ),
            self.profile.triggers,
            Ends(naming, self._version(span.old), self._version(span.new), self._naming_place, (span.new.sha,)),
            regime=self._regime,
            decided=lambda one: one if one.ruling else ruled(one, court),
            standing=self._standing(rows),
        )
        return Judged(whole, verdict, rows)

    @property
    def _court(self) -> Court:
        """The court of this profile; one without a rule of signing takes that of the first."""
        rule = self.profile.sign_off if self.profile.sign_off.roles else self.court.rule
        now = replace(self.court.now, trigger_table=self.profile.trigger_table_digest)
        return replace(self.court, profile=self.profile.id, rule=rule, now=now)

    def _court_for(self, span: Range) -> Court:
        """The court for one range: a step between other ends than those of every view is only a step."""
        ends = {(one.old.sha, one.new.sha) for one in self.wider}
        return replace(self._court, span=span, is_step=(span.old.sha, span.new.sha) not in ends)

    def _decided_rows(self, span: Range) -> tuple[Finding, ...]:
        """Rows that no rule serves and somebody wrote about; asked for nothing where there is no record."""
        if not self.court.records:
            return ()
        ranges = (span, *(one for one in self.wider if self._holds(one, span)))
        contents = tuple(content_of(self.changes(one), self.house, self.repository) for one in ranges)
        return tuple(decided_rows(self.profile.triggers, contents, self._court_for(span)))

    def _holds(self, wider: Range, span: Range) -> bool:
        return wider.new.sha == span.new.sha and self.repository.is_ancestor(wider.old.sha, span.old.sha)

    def _standing(self, rows: tuple[Finding, ...]) -> Standing:
        papers = self.house.config.project.controlled_documents
        ticked = frozenset(row.trigger.id for row in rows if row.is_settled)
        return Standing(ticked, bool(papers_missing(papers)), self.court.records_unread)

    @property
    def _naming_place(self) -> tuple[str, int]:
        """Where the configuration says how versions are named."""
        lines = self.house.text.split("\n")
        return self.house.path, next((n for n, line in enumerate(lines, start=1) if line.startswith("version:")), 1)

    def _version(self, revision: Revision) -> Version | None:
        """The version of a revision: its own name where that is a release tag, else the release tag on its commit."""
        naming = self.house.config.project.naming
        if naming is None:
            return None
        names = [revision.name, *(tag.name for tag in self._tags if tag.sha == revision.sha)]
        return next((version for name in names if (version := naming.parse(name))), None)

    @cached_property
    def _tags(self) -> tuple[Tag, ...]:
        return self.repository.tags()

    def releases(self, old: Sha | None, new: Revision) -> tuple[Tag, ...]:
        """Release tags on the way to `new`, oldest first: those that the naming rule can read."""
        naming = self.house.config.project.naming
        if naming is None:
            return ()
        return self.repository.releases_between(old, new.sha, lambda name: naming.parse(name) is not None)

    def view(self, span: Range, since: str) -> View:
        """One comparison: end to end, and each released step; the verdict is the highest of all (contracts §5)."""
        judged = self.judged(span)
        steps = self.steps(span)
        taken = tuple(step.verdict for step in steps) if len(steps) > 1 else ()
        standing = self._standing(judged.rows)
        whole = worst(judged.verdict, taken, regime=self._regime, standing=standing)
        return View(self.profile.id, since, span, steps, judged.findings, whole, judged.rows)

    def steps(self, span: Range) -> tuple[Step, ...]:
        """Each released step of a range, oldest first."""
        return tuple(self._steps(span))

    def strangers(self, new: Revision) -> tuple[Tag, ...]:
        """Tags that the naming rule cannot read: on side branches or not, somebody may have delivered them."""
        naming = self.house.config.project.naming
        if naming is None:
            return ()
        end = datetime.fromisoformat(self.repository.tree(new).when)
        unread = (tag for tag in self._tags if naming.parse(tag.name) is None)
        return tuple(tag for tag in unread if datetime.fromisoformat(tag.when) <= end)

    def _steps(self, span: Range) -> Iterator[Step]:
        passed = [span.old]
        # A release tagged on a branch of its own is no ancestor of the next one: the road starts where both part.
        for tag in self.releases(span.merge_base or span.new.sha, span.new):
            newer = Revision(tag.name, tag.sha)
            if newer.sha in {one.sha for one in passed}:
                continue
            older = self._release_before(newer, passed)
            step = span if (older.sha, newer.sha) == (span.old.sha, span.new.sha) else self.span(older, newer)
            judged = self.judged(step)
            yield Step(tag, step, judged.findings, judged.verdict, _issues(self.changes(step)))
            passed.append(newer)

    def _release_before(self, newer: Revision, passed: list[Revision]) -> Revision:
        """The nearest release that `newer` contains: branches that run side by side have steps of their own."""
        contained = (one for one in reversed(passed) if self.repository.is_ancestor(one.sha, newer.sha))
        return next(contained, passed[0])


def content_of(changes: ChangeSet, house: House, repository: Repository) -> Content:
    """What decisions about rows that no rule serves are bound to."""
    return Content(changes, house.config.project.controlled_documents, house.config.records_folder, repository.blobs)


def span_between(repository: Repository, old: Revision, new: Revision) -> Range:
    """The range between two revisions under their names."""
    return replace(repository.resolve_range(f"{old.sha}..{new.sha}"), old=old, new=new)


def _rules(triggers: tuple[Trigger, ...], find: Callable[[str], Rule[object]]) -> dict[str, Rule[object]]:
    names = {use.rule for trigger in triggers for use in trigger.rules}
    return {name: find(name) for name in sorted(names)}


def with_requests(findings: tuple[Finding, ...], changes: ChangeSet) -> tuple[Finding, ...]:
    """Findings with the change requests that the commits of their evidence cite."""
    cited = cited_requests(changes)
    return tuple(replace(one, change_items=requests_of(one, cited)) for one in findings)


def _issues(changes: ChangeSet) -> tuple[str, ...]:
    """The issues and change requests that the commits of a range cite."""
    cited = {one.id for traced in changes.commits for one in traced.ids if one.kind == "issue"}
    return tuple(sorted(cited, key=natural_key))
