"""The bench: change sets of any two revisions, judged by the profile's rules, step by released step."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from medtrace import plugins
from medtrace.app.house import CONFIG_NAME, House, Shapes, open_house
from medtrace.app.reading import Library
from medtrace.config.options import read_options
from medtrace.diff.attribute import trace_commits
from medtrace.diff.compare import Frame, Road, compare
from medtrace.errors import ConfigError
from medtrace.gitio.repository import Repository
from medtrace.model.assessment import Step, View
from medtrace.model.change import ChangeSet
from medtrace.model.globs import matches
from medtrace.model.history import Tag
from medtrace.model.ids import Range, Revision, Sha
from medtrace.model.items import Diagnostic, DiagnosticSeverity
from medtrace.model.project import EnvironmentItem
from medtrace.model.verdict import Finding, Verdict
from medtrace.model.versions import Version
from medtrace.rules._engine import apply_triggers
from medtrace.rules._judge import conclude, worst
from medtrace.rules._rule import Rule
from medtrace.words import Localized


@dataclass
class Bench:
    """Judges ranges of one repository under one house; remembers what it judged in this run."""

    repository: Repository
    house: House
    library: Library
    _judged: dict[tuple[Sha, Sha], tuple[ChangeSet, tuple[Finding, ...], Verdict]] = field(default_factory=dict)
    _changes: dict[tuple[Sha, Sha], ChangeSet] = field(default_factory=dict)

    def span(self, old: Revision, new: Revision) -> Range:
        """The range between two revisions under their names."""
        found = self.repository.resolve_range(f"{old.sha}..{new.sha}")
        return replace(found, old=old, new=new)

    def changes(self, span: Range) -> ChangeSet:
        """The change set of a range with both sides of every changed file and what the rules ask to read."""
        key = (span.old.sha, span.new.sha)
        if key not in self._changes:
            self._changes[key] = self._compare(span)
        return self._changes[key]

    def _compare(self, span: Range) -> ChangeSet:
        config = self.house.config
        before, after = self.library.snapshot(span.old), self.library.snapshot(span.new)
        compared = self.repository.changes(span.old.sha, span.new.sha)
        commits = self.repository.commits(span)
        traced = trace_commits(commits, config.citations, self.library.touched(commits))
        paths = {path for change in compared.changes for path in (change.path, change.before_path)}
        ends = tuple(
            self.library.with_texts(end, {*paths, *(one.path for one in end.files if matches(one.path, self._reads))})
            for end in (before, after)
        )
        environment, problems = self._environment(span)
        road = Road(compared.changes, traced, (*compared.problems, *_apart(span), *problems))
        frame = Frame(config.components, config.project.naming, environment, config.project.environment)
        return compare(span, (ends[0], ends[1]), road, frame)

    def _environment(self, span: Range) -> tuple[tuple[EnvironmentItem, ...], tuple[Diagnostic, ...]]:
        """What the older end declared; where its configuration cannot be read, what the newer one declares."""
        declared = self.house.config.project.environment
        if self.repository.tree(span.old).entry(CONFIG_NAME) is None:
            return declared, ()
        try:
            return open_house(self.repository, span.old).config.project.environment, ()
        except ConfigError as fault:
            note = Diagnostic(
                "older-configuration-unreadable",
                DiagnosticSeverity.NOTE,
                Localized(
                    f"{span.old.name} 的配置无法读取，两端均按 {span.new.name} 的配置比较",
                    f"the configuration of {span.old.name} cannot be read ({fault.message.en}); "
                    f"both ends are compared under that of {span.new.name}",
                ),
            )
            return declared, (note,)

    @cached_property
    def rules(self) -> dict[str, Rule[object]]:
        """The rules that the profile's rows name."""
        names = {use.rule for trigger in self.house.profile.triggers for use in trigger.rules}
        return {name: plugins.rule(name) for name in sorted(names)}

    @cached_property
    def _reads(self) -> tuple[str, ...]:
        return tuple(sorted({glob for rule in self.rules.values() for glob in rule.reads}))

    def judged(self, span: Range) -> tuple[ChangeSet, tuple[Finding, ...], Verdict]:
        """A range with its findings and verdict, end to end."""
        key = (span.old.sha, span.new.sha)
        if key not in self._judged:
            self._judged[key] = self._judge(span)
        return self._judged[key]

    def _judge(self, span: Range) -> tuple[ChangeSet, tuple[Finding, ...], Verdict]:
        changes = self.changes(span)
        profile = self.house.profile
        shapes = Shapes("rules")
        findings = apply_triggers(
            profile.triggers,
            self.rules,
            lambda use: read_options(dict(use.options), shapes.options(use.rule), place="triggers.yaml"),
            changes,
        )
        whole, verdict = conclude(
            findings,
            profile.triggers,
            categories=profile.categories,
            naming=changes.naming,
            old=self._version(span.old),
            new=self._version(span.new),
        )
        return changes, whole, verdict

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
        _, findings, verdict = self.judged(span)
        steps = tuple(self._steps(span))
        taken = tuple(step.verdict for step in steps) if len(steps) > 1 else ()
        whole = worst(verdict, taken, categories=self.house.profile.categories)
        return View(self.house.profile.id, since, span, steps, findings, whole)

    def _steps(self, span: Range) -> Iterator[Step]:
        older = span.old
        for tag in self.releases(span.old.sha, span.new):
            newer = Revision(tag.name, tag.sha)
            if newer.sha in {older.sha, span.old.sha}:
                continue
            step = span if (older.sha, newer.sha) == (span.old.sha, span.new.sha) else self.span(older, newer)
            _, findings, verdict = self.judged(step)
            yield Step(tag, step, findings, verdict)
            older = newer


def _apart(span: Range) -> tuple[Diagnostic, ...]:
    """Histories without a common ancestor are compared end to end, and that is said."""
    if span.merge_base:
        return ()
    return (
        Diagnostic(
            "no-common-ancestor",
            DiagnosticSeverity.WARNING,
            Localized(
                f"{span.old.name} 与 {span.new.name} 没有共同祖先：按两端文件比较，提交列出新端全部历史",
                f"{span.old.name} and {span.new.name} share no ancestor: "
                "trees are compared end to end, commits are the whole history of the newer end",
            ),
        ),
    )
