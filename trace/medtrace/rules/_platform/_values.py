"""The platform of the product at both ends: every fact of every manifest and of the declared environment."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from medtrace.expressions import expression
from medtrace.model.change import ChangeSet
from medtrace.model.ids import natural_key
from medtrace.model.project import EnvironmentItem
from medtrace.model.snapshot import Snapshot
from medtrace.rules._platform._fact import UNREADABLE, Fact
from medtrace.rules._platform._names import alias, kernel, number
from medtrace.rules._platform._readers import facts_of, is_test, is_vendored, reader_for

DECLARED = "trace.yaml"
_KINDS = {
    "runtime": "runtime",
    "database": "database",
    "middleware": "middleware",
    "required-software": "required-software",
}
_DEVELOPERS = expression(
    r"(?:^|[._-])(?:dev|devel|develop|developer|development|devcontainer|devenv|ci|tests?|github|gitlab|circleci)(?:$|[._-])",
    re.IGNORECASE,
)
GroupKey: TypeAlias = tuple[str, str, str]


# Such a folder shows how to use the product; what serves its making (scripts, CI) may say what it runs on.
_SHOWING = expression(r"(?:^|/)(?:examples?|samples?|demos?|docs?|documentation|notebooks?|tutorials?)/")


@dataclass(frozen=True, slots=True)
class Placed:
    """A fact and the manifest that states it; `origin` is the path under which both ends know that manifest."""

    path: str
    origin: str
    fact: Fact

    @property
    def group(self) -> GroupKey:
        """What is compared with what: name, key and condition."""
        return self.fact.name, self.fact.key, self.fact.scope

    @property
    def is_of_developers(self) -> bool:
        """Whether the manifest lies in a folder of developers or of their pipeline: `.devcontainer/Dockerfile`."""
        return any(_DEVELOPERS.search(part) for part in self.path.split("/"))


@dataclass(frozen=True, slots=True)
class Ends:
    """All facts of the older and of the newer end."""

    before: tuple[Placed, ...]
    after: tuple[Placed, ...]

    def without_developers(self) -> "Ends":
        """Both ends without the manifests of developers that only one end has: those say nothing of the product."""
        old, new = ({one.origin for one in side} for side in (self.before, self.after))
        before, after = (
            tuple(one for one in side if one.origin in other or not one.is_of_developers)
            for side, other in ((self.before, new), (self.after, old))
        )
        return Ends(before, after)

    def stated(self, name: str) -> tuple[tuple[Placed, ...], tuple[Placed, ...]]:
        """Both ends, one name only."""
        return (
            tuple(one for one in self.before if one.fact.name == name),
            tuple(one for one in self.after if one.fact.name == name),
        )


@dataclass(frozen=True, slots=True)
class PlatformValue:
    """One key with its values at both ends, equal or not, and where it stands at the newer end."""

    fact: str
    key: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    path: str
    line: int

    @property
    def is_same(self) -> bool:
        """Whether both ends say the same."""
        return self.before == self.after


def platform_ends(changes: ChangeSet) -> Ends:
    """Facts of both ends; a renamed manifest is known by its newer path at both."""
    renamed = {
        delta.change.before_path: delta.path for delta in changes.files if delta.change.before_path != delta.path
    }
    is_product = _product_test(changes)
    before = (*_manifests(changes.before, is_product, renamed), *_declared(changes.environment_before))
    after = (*_manifests(changes.after, is_product, {}), *_declared(changes.environment_after))
    return Ends(before, after)


def platform_summary(changes: ChangeSet) -> tuple[PlatformValue, ...]:
    """Every platform key of the product with its values at both ends, whether equal or not, sorted by fact and key.

    It lets a document say what stays (`os-release ubuntu 22.04`) beside what changed.
    """
    ends = platform_ends(changes)
    names = {one.group[:2] for one in (*ends.before, *ends.after) if one.fact.name != UNREADABLE}
    return tuple(_value(name, key, ends) for name, key in sorted(names, key=lambda one: (one[0], natural_key(one[1]))))


def _value(name: str, key: str, ends: Ends) -> PlatformValue:
    def here(side: tuple[Placed, ...]) -> tuple[Placed, ...]:
        return tuple(one for one in side if one.group[:2] == (name, key))

    before, after = here(ends.before), here(ends.after)
    place = min(after or before, key=lambda one: (natural_key(one.path), one.fact.line))
    return PlatformValue(name, key, values(before), values(after), place.path, place.fact.line)


def values(side: tuple[Placed, ...]) -> tuple[str, ...]:
    """The values of some facts, each once, in natural order."""
    return tuple(sorted({one.fact.value for one in side}, key=natural_key))


def _product_test(changes: ChangeSet) -> Callable[[str], bool]:
    components = changes.components

    def is_product(path: str) -> bool:
        # A folder that the manufacturer maps to a component is product, whatever it is called.
        aside = is_test(path) or is_vendored(path) or bool(_SHOWING.search(path.lower()))
        return components.is_product(path) and (not aside or bool(components.owners(path)))

    return is_product


def _manifests(end: Snapshot, is_product: Callable[[str], bool], renamed: dict[str, str]) -> Iterator[Placed]:
    for path in sorted(end.blob_by_path):
        if reader_for(path) and is_product(path):
            for fact in facts_of(end.blob_by_path[path]):
                yield Placed(path, renamed.get(path, path), fact)


def _declared(environment: tuple[EnvironmentItem, ...]) -> Iterator[Placed]:
    for item in environment:
        text = f"{item.name} {item.version}".strip()
        version = number(item.version) or item.version
        if item.kind == "os":
            yield _stated(Fact("os-family", "declared", alias(item.name), text=text))
            if version:
                yield _stated(Fact("os-release", alias(item.name), version, text=text))
        elif item.kind == "browser":
            yield _stated(Fact("browser-kernel", kernel(item.name), version, text=text))
        elif item.kind in _KINDS:
            yield _stated(Fact(_KINDS[item.kind], alias(item.name), version, text=text))


def _stated(fact: Fact) -> Placed:
    return Placed(DECLARED, DECLARED, fact)
