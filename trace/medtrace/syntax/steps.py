"""A syntax tree laid out as one row of steps: signs, names and where nodes open and close, without layout or comments.

Every character of the text that is no blank is part of a step, an import or a comment, so that nothing is lost: two
texts with the same steps are the same program.
"""

from dataclasses import dataclass, field

OPEN, CLOSE = "\x02", "\x03"
SWITCH = "\x02switch"  # `const`, `let` or `var` where they are one


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the row: the scope where it stands and how far it is declared to reach (empty for a use).

    `private` is a declared name that stays within the file, `own` follows `this.`, `keyed` is a key of data as well,
    `assigned` gets a new value here, `named` is a parameter that a caller may
    call by its name, `end` is the step at which its declaration is over.
    """

    scope: int
    reach: str = ""
    private: bool = False
    own: bool = False
    keyed: bool = False
    assigned: bool = False
    named: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """Where names live: its parent (-1 for none), whether it lies in code or in a class or file, whose function."""

    parent: int
    code: bool = False
    function: bool = False


@dataclass(slots=True)
class Unit:
    """A named function: its steps from `start` up to `end`, its lines; `movable` where its place says nothing."""

    name: str
    start: int
    first: int
    end: int = 0
    last: int = 0
    movable: bool = False


@dataclass(slots=True)
class Rows:
    """What a walk over a tree gathers.

    `names` are names that may be declared in the file, `words` all places of an identifier, `ends` the step at which
    the declaration of a name is over, `fixed` names that something refers to by their text,
    `labels` names by which a call of this file gives its arguments, `switches` places of
    `const`, `let` or `var` at the top of a function with the step where the statement opens.
    """

    texts: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    names: dict[int, Name] = field(default_factory=dict)
    words: list[int] = field(default_factory=list)
    ends: dict[int, int] = field(default_factory=dict)
    scopes: list[Scope] = field(default_factory=lambda: [Scope(-1)])
    units: list[Unit] = field(default_factory=list)
    imports: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    fixed: set[str] = field(default_factory=set)
    labels: set[str] = field(default_factory=set)
    switches: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Frame:
    """A node on the way down, with what its parts inherit and what is undone when it is left."""

    kind: str
    reach: str
    begins: int
    step: int
    scope: int
    shown: bool
    named: bool = False
    unit: Unit | None = None
    declares: list[int] = field(default_factory=list)
