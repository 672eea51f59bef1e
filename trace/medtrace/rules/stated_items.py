"""What the certificate and the product technical requirements state differs between both configurations.

What it reads: product name and model, the version naming rule, the operating environment and the registrations of both
ends' configurations. Another name, model, naming rule or environment fires once for each item stated, with its old and
new value. An environment item whose value stays and only gets another supplier or date, and a registration that reads
otherwise than before, are a question; a further registration is none, for it is the record of an approval.

Where the older end holds no configuration of its own, or none states anything, the answer is not assessable.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.model.change import ChangeSet
from medtrace.model.declared import Declared
from medtrace.model.project import EnvironmentItem, Registration
from medtrace.model.verdict import Confidence, Hit
from medtrace.model.versions import NamingRule, VersionField
from medtrace.rules._rule import NoOptions, rule
from medtrace.rules._stated import short, stated, unassessed
from medtrace.words import Localized

_NOTHING = Localized(
    "旧端没有自身的配置，未比较注册证和产品技术要求载明的事项",
    "the older end holds no configuration of its own: what the certificate states was not compared",
)


@dataclass(frozen=True, slots=True)
class _Item:
    """One item stated: its subject, its words, both values, where it stands, and whether a person judges it."""

    subject: str
    name: Localized
    values: tuple[str, str]
    beside: tuple[str, ...] = ()
    asked: bool = False


@rule("stated-items", options=NoOptions)
def stated_items(changes: ChangeSet, _options: NoOptions) -> Iterator[Hit]:
    """One hit per item stated that differs."""
    older, newer = changes.declared_before, changes.declared_after
    if not (older.is_own and newer.is_own):
        yield from unassessed("stated", _NOTHING)
        return
    for one in (
        *_product(older, newer),
        *_naming(older, newer),
        *_environment(older, newer),
        *_registered(older, newer),
    ):
        if one.values[0] != one.values[1]:
            yield _hit(changes, one)


def _hit(changes: ChangeSet, one: _Item) -> Hit:
    old, new = map(short, one.values)
    none = Localized("无", "none")
    return Hit(
        subject=f"stated:{one.subject}",
        summary=Localized(
            f"{one.name.zh}：{old or none.zh} → {new or none.zh}", f"{one.name.en}: {old or none.en} → {new or none.en}"
        ),
        evidence=(stated(changes, *one.values, beside=one.beside),),
        confidence=Confidence.QUESTION if one.asked else Confidence.CERTAIN,
        unknown="depends" if one.asked else "",
    )


def _product(older: Declared, newer: Declared) -> Iterator[_Item]:
    old, new = older.product, newer.product
    name = Localized("产品名称", "product name")
    yield _Item("name", name, (old.name.zh or old.name.en, new.name.zh or new.name.en), ("product:",))
    yield _Item("model", Localized("型号规格", "model"), (old.model, new.model), ("product:",))


def _naming(older: Declared, newer: Declared) -> Iterator[_Item]:
    old, new = _fields(older.naming), _fields(newer.naming)
    words = Localized("版本命名规则的标签格式", "tag pattern of the version naming rule")
    yield _Item("naming", words, (_tags(older.naming), _tags(newer.naming)), ("version:",))
    for name in dict.fromkeys((*old, *new)):
        field = Localized(f"版本命名规则的字段 {name}", f"field {name} of the version naming rule")
        yield _Item(f"field:{name}", field, (old.get(name, ""), new.get(name, "")), ("version:", f"id: {name}"))


def _tags(rule_: NamingRule | None) -> str:
    return rule_.tags if rule_ else ""


def _fields(rule_: NamingRule | None) -> dict[str, str]:
    return {one.id: _field(one) for one in rule_.fields} if rule_ else {}


def _field(one: VersionField) -> str:
    span = "" if one.low is None and one.high is None else f"{one.low}–{one.high}"
    told = (one.digits, span, one.meaning.zh or one.meaning.en, "+".join(one.covers), "+".join(one.reset_on))
    return " | ".join(filter(None, told))


def _environment(older: Declared, newer: Declared) -> Iterator[_Item]:
    """Items of the environment by kind and name: what is named and its versions, then supplier and date."""
    old, new = ({(one.kind, one.name): one for one in end.environment} for end in (older, newer))
    for kind, name in sorted({*old, *new}):
        was, is_ = old.get((kind, name)), new.get((kind, name))
        subject, words = f"environment:{kind}:{name}", Localized(f"运行环境“{name}”", f"operating environment {name}")
        values = (_versions(was), _versions(is_))
        yield _Item(subject, words, values, ("environment:", name))
        if was and is_ and values[0] == values[1]:
            yield _Item(f"{subject}:supplier", words, (_supply(was), _supply(is_)), ("environment:", name), asked=True)


def _versions(one: EnvironmentItem | None) -> str:
    if one is None:
        return ""
    compatible = f" ({', '.join(one.compatible)})" if one.compatible else ""
    return f"{one.name} {one.version}".strip() + compatible


def _supply(one: EnvironmentItem) -> str:
    return " ".join(filter(None, (one.supplier, one.released)))


def _registered(older: Declared, newer: Declared) -> Iterator[_Item]:
    """Registrations that stand at both ends and read otherwise, and those that are gone."""
    old, new = ({(one.kind, one.certificate, one.rev): one for one in end.registrations} for end in (older, newer))
    for key, one in sorted(old.items()):
        after = _read(new[key]) if key in new else ""
        words = Localized(f"注册记录 {one.certificate or one.kind}", f"registration {one.certificate or one.kind}")
        yield _Item(f"registration:{':'.join(key)}", words, (_read(one), after), ("registrations:",), asked=True)


def _read(one: Registration) -> str:
    told = (one.certificate, one.approved_on, one.dossier_version, one.approved_version, one.release_version)
    return " | ".join(filter(None, (*told, one.rev, one.jurisdiction)))
