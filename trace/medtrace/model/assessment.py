"""The complete record of one run: every document and every JSON output comes from it."""

from dataclasses import dataclass

from medtrace.model.change import ChangeSet
from medtrace.model.coverage import Coverage
from medtrace.model.history import Tag
from medtrace.model.ids import Range, Revision
from medtrace.model.items import Diagnostic
from medtrace.model.profile import Profile
from medtrace.model.project import (
    ControlledDocument,
    DocumentSettings,
    EnvironmentItem,
    Product,
    Registration,
)
from medtrace.model.verdict import Finding, Verdict
from medtrace.model.versions import NamingRule


@dataclass(frozen=True, slots=True)
class Project:
    """What the configuration says of the product and its papers."""

    product: Product
    naming: NamingRule | None = None
    registrations: tuple[Registration, ...] = ()
    environment: tuple[EnvironmentItem, ...] = ()
    controlled_documents: tuple[ControlledDocument, ...] = ()
    documents: DocumentSettings = DocumentSettings()


@dataclass(frozen=True, slots=True)
class Step:
    """One released step inside a view: from the release before to this one; `issues` are those its commits cite."""

    release: Tag
    range: Range
    findings: tuple[Finding, ...]
    verdict: Verdict
    issues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """One comparison under one profile; `since` is registration, last-release or given.

    `rows` are the rows that no rule serves and that people wrote a decision about, whether it counts or not.
    """

    profile: str
    since: str
    range: Range
    steps: tuple[Step, ...]
    findings: tuple[Finding, ...]
    verdict: Verdict
    rows: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class OtherRegime:
    """The range as asked for, judged under another profile."""

    profile: Profile
    view: View


@dataclass(frozen=True, slots=True)
class Provenance:
    """Who made this from what: printed in each document, never a clock or host."""

    tool: str
    profiles: tuple[tuple[str, str], ...]
    config_digest: str
    trigger_table_digest: str
    plugins: tuple[str, ...] = ()
    config_path: str = "trace.yaml"


@dataclass(frozen=True, slots=True)
class Assessment:
    """Range, records revision, changes, views, coverage of the newer end, problems and provenance.

    `history` are the released steps that an update history must hold, whatever the range: since the first registration
    for safety class 严重, else since the previous one (G9 八(一)2(8)); empty where no registration lies before the end.
    `views` are judged under `profile`, which the documents follow; `beside` is the same range under other regimes.
    `module_versions` are (component, version) of the modules that are versioned apart, at the newer end.
    `strangers` are tags on the way or beside it that the naming rule cannot read: delivered or not, a person says.
    """

    range: Range
    records: Revision
    project: Project
    profile: Profile
    changes: ChangeSet
    views: tuple[View, ...]
    coverage: Coverage
    problems: tuple[Diagnostic, ...]
    provenance: Provenance
    baseline: Registration | None = None
    releases: tuple[Tag, ...] = ()
    history: tuple[Step, ...] = ()
    strangers: tuple[Tag, ...] = ()
    beside: tuple[OtherRegime, ...] = ()
    module_versions: tuple[tuple[str, str], ...] = ()

    @property
    def is_decided(self) -> bool:
        """Whether people wrote about anything that it shows."""
        shown = (one for view in self.views for one in (*view.findings, *view.rows))
        stepwise = (one for view in self.views for step in view.steps for one in step.findings)
        return any(one.ruling for one in (*shown, *stepwise))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Findings of the first view."""
        return self.views[0].findings

    @property
    def verdict(self) -> Verdict:
        """Verdict of the first view."""
        return self.views[0].verdict
