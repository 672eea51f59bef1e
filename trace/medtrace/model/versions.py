"""The version naming rule: which field stands for which kind of update (G9 二(七), fact sheet §4)."""

import re
from dataclasses import dataclass
from functools import cached_property

from medtrace.expressions import expression
from medtrace.words import Localized

MAJOR_COVERS = frozenset({"enhancement-major", "cyber-function-major", "ai-algorithm", "ai-data-significant"})
_PLACEHOLDER = expression(r"\{(\w+)\}|\[|\]|[^{}\[\]]+")


@dataclass(frozen=True, slots=True)
class VersionField:
    """One field: number of digits, range, meaning, the update types it covers, what resets it, and examples."""

    id: str
    digits: str = ""
    low: int | None = None
    high: int | None = None
    meaning: Localized = Localized("", "")
    covers: tuple[str, ...] = ()
    reset_on: tuple[str, ...] = ()
    examples: tuple[Localized, ...] = ()

    @property
    def covers_major(self) -> bool:
        """Whether a major update moves this field."""
        return bool(MAJOR_COVERS & set(self.covers))

    @property
    def is_mixed(self) -> bool:
        """Whether the field stands for major and other updates at once (H-5: then it counts as major)."""
        return self.covers_major and not set(self.covers) <= MAJOR_COVERS

    @property
    def stated(self) -> Localized:
        """Range and digits in words."""
        has_range = self.low is not None or self.high is not None
        low, high = ("" if end is None else str(end) for end in (self.low, self.high))
        zh = [f"范围 {low}–{high}"] if has_range else []
        en = [f"range {low}–{high}"] if has_range else []
        if self.digits:
            zh.append(f"{self.digits} 位")
            en.append(f"{self.digits} digits")
        return Localized("，".join(zh), ", ".join(en))

    def holds(self, written: str) -> bool:
        """Whether a number as it is written keeps to range and digits."""
        number = int(written)
        low = self.low if self.low is not None else number
        high = self.high if self.high is not None else number
        least, _, most = self.digits.partition("-")
        digits = not self.digits or int(least) <= len(written) <= int(most or least)
        return low <= number <= high and digits


@dataclass(frozen=True, slots=True)
class Version:
    """A parsed tag: numbers by field, in the rule's order."""

    tag: str
    numbers: tuple[tuple[str, int], ...]

    def number(self, field: str) -> int:
        """The number of one field; a field that the tag leaves out is 0."""
        return dict(self.numbers).get(field, 0)

    @property
    def key(self) -> tuple[int, ...]:
        """Sorts versions of one rule."""
        return tuple(number for _, number in self.numbers)


@dataclass(frozen=True, slots=True)
class ModuleVersion:
    """A module with a version of its own: the component it is, where its version stands, its rule and how it is tied.

    `pattern` has one group, the version, in the file `file`; `relation` says how the module's rule and the system's go
    together, which both must be filed (G9 二(七), 八(一)2(8)).
    """

    component: str
    file: str
    pattern: str
    rule: Localized = Localized("", "")
    relation: Localized = Localized("", "")

    def version(self, text: str) -> str:
        """The version that the file's text states, empty where the pattern does not match."""
        found = re.search(self.pattern, text, re.MULTILINE)
        return found.group(1).strip() if found else ""


@dataclass(frozen=True)
class NamingRule:
    """The rule of `trace.yaml`: a tag pattern such as `v{X}.{Y}[.{Z}]` and its fields, most significant first."""

    tags: str
    fields: tuple[VersionField, ...] = ()
    modules: tuple[ModuleVersion, ...] = ()

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """The expression of a release tag; `[…]` marks a part that may be missing."""
        pieces: list[str] = []
        for token in _PLACEHOLDER.finditer(self.tags):
            text = token.group()
            if token.group(1):
                pieces.append(rf"(?P<{token.group(1)}>\d+)")
            else:
                pieces.append({"[": "(?:", "]": ")?"}.get(text, re.escape(text)))
        return re.compile("".join(pieces) + r"\Z")

    @cached_property
    def field_names(self) -> tuple[str, ...]:
        """Fields in order: those declared, else those of the tag pattern."""
        in_tag = tuple(dict.fromkeys(re.findall(r"\{(\w+)\}", self.tags)))
        return tuple(field.id for field in self.fields) or in_tag

    def parse(self, tag: str) -> Version | None:
        """The version that a tag names, None where it is no release tag."""
        found = self.expression.match(tag)
        if not found:
            return None
        given = found.groupdict()
        return Version(tag, tuple((name, int(given.get(name) or 0)) for name in self.field_names))

    def written(self, tag: str) -> dict[str, str]:
        """The digits of each field as the tag writes them; a part that it leaves out is missing."""
        found = self.expression.match(tag)
        return {name: digits for name, digits in found.groupdict().items() if digits} if found else {}

    def outside(self, tag: str) -> tuple[VersionField, ...]:
        """The fields of which a tag writes a number that keeps not to their range or digits."""
        written = self.written(tag)
        return tuple(one for one in self.fields if one.id in written and not one.holds(written[one.id]))

    @cached_property
    def tag_fields(self) -> tuple[str, ...]:
        """The fields in the order in which the tag pattern has them."""
        return tuple(dict.fromkeys(re.findall(r"\{(\w+)\}", self.tags)))

    def moved_field(self, old: Version, new: Version) -> str:
        """The most significant field in which two versions differ, empty where none does."""
        return next((name for name in self.field_names if old.number(name) != new.number(name)), "")

    def field_for(self, covers: str) -> str:
        """The field that a kind of update moves, empty where the rule covers it nowhere."""
        return next((field.id for field in self.fields if covers in field.covers), "")

    def following(self, old: Version, field: str) -> str:
        """The tag that follows `old` when `field` moves: later fields restart, optional zero parts stay written."""
        numbers = dict(old.numbers)
        seen = False
        for name in self.field_names:
            if seen:
                numbers[name] = 0
            elif name == field:
                numbers[name] += 1
                seen = True
        return self.write(numbers)

    def write(self, numbers: dict[str, int]) -> str:
        """The tag for numbers by field; an optional part is left out where all its fields are 0."""
        optional = re.sub(
            r"\[([^\]]*)\]",
            lambda part: part.group(1) if any(numbers.get(n) for n in re.findall(r"\{(\w+)\}", part.group(1))) else "",
            self.tags,
        )
        return re.sub(r"\{(\w+)\}", lambda field: str(numbers.get(field.group(1), 0)), optional)

    @cached_property
    def release_fields(self) -> tuple[str, ...]:
        """The fields of the release version: the smallest prefix that holds every field a major update moves."""
        last = max((index for index, field in enumerate(self.fields) if field.covers_major), default=-1)
        return self.field_names[: last + 1]
