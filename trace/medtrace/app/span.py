"""Which two revisions are meant: a git range as given, or one revision counted from the registered version."""

from dataclasses import dataclass, replace
from pathlib import Path

from medtrace.app.house import House, open_house
from medtrace.errors import UsageError
from medtrace.gitio.repository import Repository, is_range
from medtrace.model.ids import Range, Revision
from medtrace.model.project import Registration
from medtrace.words import Localized


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks for; without `profiles` those of the configuration count.

    `records` is the revision whose records of people count, empty for the default.
    `results` are files of test results from outside git.
    """

    range: str
    config_file: Path | None = None
    profiles: tuple[str, ...] = ()
    records: str = ""
    results: tuple[Path, ...] = ()

    @property
    def inputs(self) -> tuple[Path, ...]:
        """Every file from outside git."""
        return (*((self.config_file,) if self.config_file else ()), *self.results)


def resolve_span(repository: Repository, asked: Asked) -> tuple[House, Range, Registration | None, str]:
    """House of the newer end, the range, the registered baseline if one lies before it, and what it counts from.

    A single revision means "since the registered version, up to it"; a renewal is never a baseline (H-9).

    Raises:
        UsageError: a single revision, and no registration in the configuration lies before it.
    """
    if is_range(asked.range):
        span = repository.resolve_range(asked.range)
        house = _house(repository, span.new, asked)
        return house, span, registered_baseline(repository, house, span.new), "given"
    newer = repository.resolve(asked.range)
    house = _house(repository, newer, asked)
    baseline = registered_baseline(repository, house, newer)
    if baseline is None:
        raise UsageError(
            Localized(
                f"“{asked.range}”是单个版本，而 {house.path} 中没有早于它的注册记录",
                f"“{asked.range}” is one revision, and {house.path} names no registration before it",
            ),
            hint=Localized(
                f"在 registrations 中登记已注册版本，或给出范围，例如 旧标签..{asked.range}",
                f"name the registered version under `registrations`, or give a range such as OLD..{asked.range}",
            ),
        )
    span = repository.resolve_range(f"{baseline.rev}..{asked.range}")
    return house, span, baseline, "registration"


def _house(repository: Repository, newer: Revision, asked: Asked) -> House:
    return replace(open_house(repository, newer, asked.config_file), asked=asked.profiles)


def registered_baseline(repository: Repository, house: House, newer: Revision) -> Registration | None:
    """The newest initial or change registration whose revision lies before `newer`, by date of approval."""
    return next(reversed(_before(repository, house, newer)), None)


def first_registration(repository: Repository, house: House, newer: Revision) -> Registration | None:
    """The oldest of them: from here the update history of class 严重 counts."""
    return next(iter(_before(repository, house, newer)), None)


def _before(repository: Repository, house: House, newer: Revision) -> tuple[Registration, ...]:
    """Registrations that can be a baseline and lie before `newer`, oldest approval first."""
    candidates = [one for one in house.config.project.registrations if one.is_baseline]
    found: list[Registration] = []
    for registration in sorted(candidates, key=lambda one: one.approved_on):
        revision = repository.resolve(registration.rev)
        if revision.sha != newer.sha and repository.is_ancestor(revision.sha, newer.sha):
            found.append(registration)
    return tuple(found)
