"""What decides how an update is judged was itself changed inside the range (the fence is watched).

What it reads: component map, exclusions, naming rule, profiles, folder of the project's own tables and signers of both
ends' configurations, and changed files in which such tables, and the keys of signers, stand. Whoever takes a tag off a
unit, excludes a folder or enters an approver changes what every other row sees, so each is a finding with its old and
new value. Tags and product paths of both ends still count for the other rows.

Where the older end holds no configuration of its own, the answer is not assessable.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.model.change import ChangeSet, FileDelta
from medtrace.model.declared import Declared
from medtrace.model.project import Component
from medtrace.model.verdict import Evidence, Hit
from medtrace.rules._rule import NoOptions, rule
from medtrace.rules._stated import stated, unassessed
from medtrace.words import Localized

_NOTHING = Localized(
    "旧端没有自身的配置，未比较映射、命名规则和签署人等判定依据",
    "the older end holds no configuration of its own: map, naming rule and signers were not compared",
)


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of what decides: its subject, its words, both values, and where it stands."""

    subject: str
    name: Localized
    values: tuple[str, str]
    beside: tuple[str, ...]


@rule("judging-rules", options=NoOptions)
def judging_rules(changes: ChangeSet, _options: NoOptions) -> Iterator[Hit]:
    """One hit per part that differs."""
    older, newer = changes.declared_before, changes.declared_after
    yield from (_file(changes, one) for one in changes.files if _is_watched(one, newer))
    if not (older.is_own and newer.is_own):
        yield from unassessed("fence", _NOTHING)
        return
    for part in (*_units(older, newer), *_others(older, newer)):
        if part.values[0] != part.values[1]:
            yield _hit(changes, part)


def _hit(changes: ChangeSet, part: _Part) -> Hit:
    (old, new), none = part.values, Localized("无", "none")
    return Hit(
        subject=part.subject,
        summary=Localized(
            f"{part.name.zh}：{old or none.zh} → {new or none.zh}",
            f"{part.name.en}: {old or none.en} → {new or none.en}",
        ),
        evidence=(stated(changes, old, new, beside=part.beside),),
    )


def _units(older: Declared, newer: Declared) -> Iterator[_Part]:
    before, after = ({one.id: one for one in end.components.components} for end in (older, newer))
    for name in sorted({*before, *after}):
        words = Localized(f"软件单元 {name} 的映射", f"component {name} of the map")
        yield _Part(f"unit:{name}", words, (_unit(before.get(name)), _unit(after.get(name))), (f"id: {name}",))


def _unit(one: Component | None) -> str:
    if one is None:
        return ""
    told = (", ".join(one.files), _with("-", one.exclude), _with("#", one.tags), one.safety_class)
    return " | ".join(filter(None, told))


def _with(sign: str, names: tuple[str, ...]) -> str:
    return " ".join(f"{sign}{name}" for name in names)


def _others(older: Declared, newer: Declared) -> Iterator[_Part]:
    pairs = (
        ("not-product", Localized("不属于产品的范围", "what is no part of the product"), _excluded, "not_product:"),
        ("naming", Localized("软件版本命名规则", "version naming rule"), _naming, "version:"),
        ("profiles", Localized("法规配置", "profiles and own tables"), _profiles, "profiles:"),
    )
    for subject, words, said, beside in pairs:
        yield _Part(subject, words, (said(older), said(newer)), (beside,))
    before, after = ({one: _signer(one) for one in end.approvers} for end in (older, newer))
    for one in sorted({*before} ^ {*after}):
        values = (before.get(one, ""), after.get(one, ""))
        yield _Part(f"signer:{':'.join(one)}", Localized("签署人", "signer"), values, ("approvers:", one[0]))


def _excluded(end: Declared) -> str:
    return ", ".join(end.components.not_product)


def _naming(end: Declared) -> str:
    rule_ = end.naming
    if rule_ is None:
        return ""
    covers = (f"{one.id}={'+'.join(one.covers)}" for one in rule_.fields)
    return " ".join((rule_.tags, *covers))


def _profiles(end: Declared) -> str:
    return ", ".join(filter(None, (*end.profiles, end.template)))


def _signer(one: tuple[str, str, str]) -> str:
    name, role, key = one
    return " | ".join(filter(None, (name, role, key)))


def _is_watched(file: FileDelta, newer: Declared) -> bool:
    """Whether a changed path, old or new, is a key of signers or one of the project's own tables."""
    folders = [f"{newer.records}/keys/"] + ([f"{newer.template}/"] if newer.template else [])
    paths = {file.path, file.change.before_path}
    return any(path == f"{newer.records}/allowed_signers" or path.startswith(tuple(folders)) for path in paths)


def _file(changes: ChangeSet, file: FileDelta) -> Hit:
    change = file.change
    commits = changes.commits_touching(file.path, change.before_path)
    return Hit(
        subject=f"file:{file.path}",
        summary=Localized(
            f"签署密钥或自有判定表 {file.path} 已变更", f"keys of signers or own tables changed: {file.path}"
        ),
        evidence=(Evidence(file.path, 0, commits, change.old_blob, change.new_blob),),
    )
