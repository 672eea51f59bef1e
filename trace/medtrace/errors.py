"""Everything that ends a run, with its exit code: what happened, where, and what to do next.

A defect of the input is a `Diagnostic` (a value) and never stands here; anything that is no `TraceError` is a fault
of ours and ends in exit code 70 (contracts: exit codes).
"""

from enum import IntEnum

from medtrace.words import Localized


class ExitCode(IntEnum):
    """What the process tells its caller."""

    DONE = 0
    GATE = 1
    USAGE = 2
    EVIDENCE = 3
    # A hook that refuses: Python ends with 1 or 2 of itself where it cannot start or import, which refuses nothing.
    REFUSED = 41
    FAULT = 70
    INTERRUPTED = 130


class TraceError(Exception):
    """A run that cannot give a meaningful result.

    Args:
        message: what is wrong, in both languages.
        hint: what to do next; empty where nothing helps.
        place: `file`, `file:line` or `file:line:column`, relative to the repository; empty where there is none.
    """

    exit_code = ExitCode.USAGE

    def __init__(self, message: Localized, *, hint: Localized | None = None, place: str = "") -> None:
        super().__init__(message.en)
        self.message = message
        self.hint = hint
        self.place = place


class ConfigError(TraceError):
    """`trace.yaml` or a record cannot be used; `problems` holds every mistake found, each with its place."""

    def __init__(
        self,
        message: Localized,
        *,
        hint: Localized | None = None,
        place: str = "",
        problems: tuple[tuple[str, Localized], ...] = (),
    ) -> None:
        super().__init__(message, hint=hint, place=place)
        self.problems = problems


class ProfileError(ConfigError):
    """A profile's triggers, words or outlines cannot be used."""


class PluginError(TraceError):
    """An unknown or doubly named source, rule, block or renderer."""


class RenderError(TraceError):
    """A template or outline names a field or word that does not exist."""


class UsageError(TraceError):
    """The command line asks for something that cannot be done."""


class EvidenceError(TraceError):
    """The evidence is incomplete."""

    exit_code = ExitCode.EVIDENCE


class NotARepository(EvidenceError):
    """No git repository at the place given."""


class UnknownRevision(EvidenceError):
    """A revision that git does not know; the hint names the nearest."""


class ShallowHistory(EvidenceError):
    """The clone does not reach far enough; the hint is the command that mends it."""


class MissingObject(EvidenceError):
    """A commit or tree is absent from this clone."""


class SinkError(EvidenceError):
    """The place to write is not writable or not ours to replace."""
