"""Option shapes as the app would hand them in: a few formats with options of every kind of value."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from medtrace.config.shape import WITHOUT_ID
from medtrace.errors import PluginError
from medtrace.words import Localized


class Level(StrEnum):
    """A word of an option."""

    LOW = "low"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Inner:
    """Options inside options."""

    id: str
    title: str = "title"


@dataclass(frozen=True, slots=True)
class Options:
    """One field for each kind of value."""

    levels: tuple[int, ...] = (1, 2, 3)
    fields: tuple[str, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()
    controls: tuple[tuple[str, str], ...] = ()
    words: dict[str, str] | None = None
    delimiter: str = ","
    tests: bool = False
    lists: bool = False
    share: float = 0.5
    level: Level = Level.LOW
    side: Literal["left", "right"] = "left"
    inner: Inner | None = None
    pair: tuple[str, int] = ("a", 1)
    test_id: str = ""
    items: str = ""
    parent: str = ""
    title: Localized = Localized("", "")

    def __post_init__(self) -> None:
        """A check of the plug-in's own."""
        if self.delimiter == "":
            raise ValueError("the delimiter is empty")


@dataclass(frozen=True, slots=True)
class Needy:
    """An option that must be given."""

    tag: str


@dataclass(frozen=True, slots=True)
class Shapes:
    """Names and their options."""

    by_name: tuple[tuple[str, type], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Known names."""
        return tuple(name for name, _ in self.by_name)

    def options(self, name: str) -> type:
        """The options of one name."""
        found = dict(self.by_name).get(name)
        if found is None:
            raise PluginError(Localized("未知", "unknown"))
        return found

    def own_ids(self, name: str) -> bool:
        """Whether `id` and `kind` may be left out, as our own formats say."""
        return name in WITHOUT_ID


SOURCES = Shapes(
    (
        ("markdown-headings", Options),
        ("markdown-table", Options),
        ("csv-table", Options),
        ("yaml-items", Options),
        ("front-matter", Options),
        ("code-tags", Options),
        ("gherkin", Options),
        ("junit", Options),
        ("mentions", Options),
        ("needy", Needy),
    )
)
