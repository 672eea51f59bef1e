"""Release tags held against the naming rule: read by it, inside its ranges, growing, and restarted where it says so.

The facts are G9 二(七) (every field states digits and range) and the checks 4, 7 and 8 of the version model.
"""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from medtrace.expressions import expression
from medtrace.model.items import Diagnostic, DiagnosticSeverity, Location
from medtrace.model.versions import NamingRule, Version, VersionField
from medtrace.words import Localized

# Whether the commit of the second tag contains that of the first.
Contains: TypeAlias = Callable[[str, str], bool]
Told: TypeAlias = tuple[str, DiagnosticSeverity, Localized]
_LIKE_A_VERSION = expression(r"[A-Za-z_-]{0,12}\d+(?:\.\d+)+")
_SHOWN = 5
# How many greater versions before a tag are asked whether it contains them: release branches run side by side.
_ASKED = 5


def release_problems(
    naming: NamingRule | None, released: tuple[str, ...], others: tuple[str, ...], contains: Contains, path: str
) -> tuple[Diagnostic, ...]:
    """What release tags do not keep of the rule; `released` are those on the road, oldest first, `others` the unread.

    `path` is the configuration that holds the rule.
    """
    if naming is None:
        return ()
    versions = tuple(version for tag in released if (version := naming.parse(tag)))
    told = (
        *_unread(others),
        *(_outside(naming, version, field) for version in versions for field in naming.outside(version.tag)),
        *_order(naming, versions, contains),
        *_exhausted(naming, versions),
    )
    return tuple(Diagnostic(code, severity, words, Location(path)) for code, severity, words in told)


def _unread(others: tuple[str, ...]) -> Iterator[Told]:
    like = [tag for tag in others if _LIKE_A_VERSION.match(tag)]
    if like:
        more = f" (+{len(like) - _SHOWN})" if len(like) > _SHOWN else ""
        words = Localized(
            f"{len(like)} 个形似版本的标签不符合命名规则，未作为发布版本：{'、'.join(like[:_SHOWN])}{more}",
            f"{len(like)} tags look like versions, are not written as the rule says and count as no release: "
            f"{', '.join(like[:_SHOWN])}{more}",
        )
        yield "naming-tag-unread", DiagnosticSeverity.NOTE, words


def _outside(naming: NamingRule, version: Version, field: VersionField) -> Told:
    """A number out of the field's range, or written with another number of digits."""
    written = naming.written(version.tag)[field.id]
    words = Localized(
        f"{version.tag}：字段 {field.id} 为 {written}，超出规则（{field.stated.zh}）",
        f"{version.tag}: field {field.id} is {written}, outside the rule ({field.stated.en})",
    )
    return "naming-range-exceeded", DiagnosticSeverity.WARNING, words


def _order(naming: NamingRule, versions: tuple[Version, ...], contains: Contains) -> Iterator[Told]:
    """Each release against those before it that it contains: greater than all, and restarted where a field asks it."""
    for place, version in enumerate(versions):
        before = sorted(versions[:place], key=lambda one: one.key, reverse=True)
        greater = [one for one in before if one.key >= version.key][:_ASKED]
        kept = next((one for one in greater if contains(one.tag, version.tag)), None)
        if kept:
            words = Localized(
                f"{version.tag} 在 {kept.tag} 之后发布，版本却没有增大",
                f"{version.tag} was released after {kept.tag} and is no greater version",
            )
            yield "naming-not-growing", DiagnosticSeverity.WARNING, words
        elif place:
            yield from _restarts(naming, versions[place - 1], version, contains)


def _restarts(naming: NamingRule, old: Version, new: Version, contains: Contains) -> Iterator[Told]:
    moved = naming.moved_field(old, new)
    for field in naming.fields:
        low = field.low or 0
        if moved in field.reset_on and new.number(field.id) > low and contains(old.tag, new.tag):
            words = Localized(
                f"{old.tag} 变为 {new.tag}：字段 {moved} 变动后，字段 {field.id} 按规则应归为 {low}",
                f"{old.tag} became {new.tag}: field {moved} moved, so the rule restarts field {field.id} at {low}",
            )
            yield "naming-not-restarted", DiagnosticSeverity.WARNING, words


def _exhausted(naming: NamingRule, versions: tuple[Version, ...]) -> Iterator[Told]:
    """The newest version stands at the end of a field's range: its next move does not fit the rule any more."""
    if not versions:
        return
    newest = max(versions, key=lambda one: one.key)
    for field in naming.fields:
        if field.high is not None and newest.number(field.id) == field.high:
            words = Localized(
                f"{newest.tag} 的字段 {field.id} 已到规则上限 {field.high}，下次变动将超出范围",
                f"field {field.id} of {newest.tag} is at the end of its range {field.high}: its next move will not fit",
            )
            yield "naming-range-ends", DiagnosticSeverity.NOTE, words
