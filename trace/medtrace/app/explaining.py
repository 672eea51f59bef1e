"""What a trigger row, a problem code or a plug-in means: profile's table, packaged words, manual pages."""

import difflib
from collections.abc import Iterator
from itertools import chain

from medtrace.app.house import Shapes
from medtrace.app.manuals import manual_names, manual_page
from medtrace.app.vocabulary import vocabulary
from medtrace.config.profiles import load_profile, profile_names
from medtrace.errors import UsageError
from medtrace.model.profile import Profile
from medtrace.model.verdict import Trigger
from medtrace.words import Language, Localized

DEFAULT_PROFILE = "nmpa-2022"


def packaged_profile(name: str = DEFAULT_PROFILE) -> Profile:
    """A profile as packaged."""
    return load_profile(name, rules=Shapes("rules"), blocks=Shapes("documents"))


def all_profiles() -> tuple[Profile, ...]:
    """Every packaged profile, the default one first."""
    names = sorted(profile_names(), key=lambda name: (name != DEFAULT_PROFILE, name))
    return tuple(packaged_profile(name) for name in names)


def explanation(code: str, language: Language) -> Iterator[str]:
    """The lines that explain a code.

    Raises:
        UsageError: no trigger, problem, source, rule or block has that name; the hint names the nearest.
    """
    profiles = all_profiles()
    rows = [(one, one.trigger_by_id[code]) for one in profiles if code in one.trigger_by_id]
    if rows:
        return chain.from_iterable(_trigger_lines(profile, trigger, language) for profile, trigger in rows)
    words = vocabulary().words
    known = {key.removeprefix("explain."): text for key, text in words.items() if key.startswith("explain.")}
    if code in known:
        return iter([code, f"  {known[code].get(language)}"])
    if code in manual_names():
        return manual_page(code)
    near = difflib.get_close_matches(
        code, [*(id_ for one in profiles for id_ in one.trigger_by_id), *known, *manual_names()], n=3
    )
    raise UsageError(
        Localized(f"没有代码“{code}”", f"no code “{code}”"),
        hint=Localized(f"相近的有：{'、'.join(near)}", f"nearest: {', '.join(near)}") if near else None,
    )


def _trigger_lines(profile: Profile, trigger: Trigger, language: Language) -> Iterator[str]:
    source = profile.source_by_key.get(trigger.clause.document)
    yield f"{trigger.id} {trigger.name.get(language)}  ({profile.id})"
    for group, name in (("topic", trigger.topic), ("category", trigger.category), ("severity", trigger.severity.value)):
        yield f"  {_LABELS[group].get(language)}{profile.word(group, name).get(language)}"
    for label, text in (("condition", trigger.condition), ("unless", trigger.unless)):
        if text:
            yield f"  {_LABELS[label].get(language)}{text.get(language)}"
    title = source.title.get(language) if source else trigger.clause.document
    number = f" {source.number}" if source and source.number else ""
    yield f"  {_LABELS['source'].get(language)}{title}{number} {trigger.clause.section}"
    mark = trigger.clause.mark
    yield f"  {_LABELS['mark'].get(language)}{mark} {profile.word('mark', mark).get(language)}"
    served = ", ".join(use.rule for use in trigger.rules)
    nobody = Localized("无，由人员判定", "none: a person decides").get(language)
    yield f"  {_LABELS['rules'].get(language)}{served or nobody}"


_LABELS = {
    "topic": Localized("主题：", "topic: "),
    "category": Localized("分类：", "category: "),
    "severity": Localized("严重程度：", "severity: "),
    "condition": Localized("条件：", "condition: "),
    "unless": Localized("例外：", "unless: "),
    "source": Localized("依据：", "source: "),
    "mark": Localized("可信度：", "confidence of the statement: "),
    "rules": Localized("规则：", "rules: "),
}
