"""A version field that stands for major and for other updates has moved: by the guideline it counts as a major one.

What it reads: the release tags of both ends under `version:` of `trace.yaml`. With a field Y that covers
`enhancement-major` and `enhancement-minor`, `v1.2` → `v1.3` fires; `v1.2` → `v1.2.1` does not.

Where a mixed field exists and an end of the range is no release tag, nothing was compared, and that is said.
Options: none. Basis: G9 二(七): a mixed field belongs to the release version.
"""

from collections.abc import Iterator

from medtrace.model.change import ChangeSet
from medtrace.model.verdict import Confidence, Evidence, Hit
from medtrace.model.versions import Version
from medtrace.rules._rule import NoOptions, rule
from medtrace.words import Localized


@rule("mixed-field", options=NoOptions)
def mixed_field(changes: ChangeSet, _options: NoOptions) -> Iterator[Hit]:
    """A hit for the mixed field that moved between the tags of the range."""
    naming = changes.naming
    mixed = tuple(field.id for field in naming.fields if field.is_mixed) if naming else ()
    if naming is None or not mixed:
        return
    old, new = naming.parse(changes.range.old.name), naming.parse(changes.range.new.name)
    if old is None or new is None:
        yield _not_checked(mixed)
    elif naming.moved_field(old, new) in mixed:
        yield _moved(naming.moved_field(old, new), old, new)


def _not_checked(mixed: tuple[str, ...]) -> Hit:
    return Hit(
        subject="version",
        summary=Localized(
            f"字段 {'、'.join(mixed)} 同时表示重大与其他更新，但范围两端不都是发布标签，未核对其是否变动",
            f"Field {', '.join(mixed)} stands for major and other updates; "
            "an end of the range is no release tag, so whether it moved was not checked",
        ),
        confidence=Confidence.UNASSESSABLE,
        unknown="not-readable",
    )


def _moved(field: str, old: Version, new: Version) -> Hit:
    return Hit(
        subject=f"field:{field}",
        summary=Localized(
            f"版本由 {old.tag} 变为 {new.tag}，变动的字段 {field} 同时表示重大与其他更新，按重大更新字段计",
            f"{old.tag} became {new.tag}: field {field} stands for major and other updates, so it is a major one",
        ),
        evidence=(Evidence("", 0, (), old.tag, new.tag),),
    )
