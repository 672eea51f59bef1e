"""Words, phrases and sentences of the documents: names in `${}` are filled in strictly, in both languages at once."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from medtrace.errors import RenderError
from medtrace.expressions import expression
from medtrace.model.profile import Profile
from medtrace.words import Localized, same

Value: TypeAlias = Localized | str | int
_NAME = expression(r"\$\{([^{}]*)\}")


class Words(Protocol):
    """The tool's own words, as `templates/words.yaml` holds them."""

    def word(self, group: str, name: str) -> Localized:
        """The word, or the name itself where there is none (a kind that a configuration declared)."""


@dataclass(frozen=True, slots=True)
class Wordbook:
    """Words from a plain mapping of `group.name`."""

    words: Mapping[str, Localized]

    def word(self, group: str, name: str) -> Localized:
        """The word, or the name itself where there is none."""
        return self.words.get(f"{group}.{name}", same(name))


def fill(text: Localized, values: Mapping[str, Value], *, place: Localized) -> Localized:
    """The text with every `${name}` replaced, in each language by the value in that language.

    Raises:
        RenderError: an unknown name; the message says where it stands and names the nearest that exists.
    """
    return Localized(
        _NAME.sub(lambda found: _value(found.group(1), values, place).zh, text.zh),
        _NAME.sub(lambda found: _value(found.group(1), values, place).en, text.en),
    )


def _value(name: str, values: Mapping[str, Value], place: Localized) -> Localized:
    if name not in values:
        raise unknown_name(name, tuple(values), place)
    value = values[name]
    return value if isinstance(value, Localized) else same(str(value))


def unknown_name(name: str, known: tuple[str, ...], place: Localized) -> RenderError:
    """The error for a name that does not exist, with the nearest that does."""
    near = difflib.get_close_matches(name, known, n=1)
    names = sorted(known)
    hint = (
        Localized(f"是否想写“{near[0]}”？", f"did you mean “{near[0]}”?")
        if near
        else Localized(f"可用：{'、'.join(names)}", f"known: {', '.join(names)}")
    )
    message = Localized(f"{place.zh}：没有名为“{name}”的内容", f"{place.en}: nothing is called “{name}”")
    return RenderError(message, hint=hint)


def phrase(words: Words, name: str, /, **values: Value) -> Localized:
    """A phrase of `words.yaml` with its values."""
    return fill(words.word("phrase", name), values, place=Localized(f"phrase.{name}", f"phrase.{name}"))


def statement(profile: Profile, name: str, /, **values: Value) -> Localized:
    """One of the sentences that the profile permits (user needs: words), with its values.

    Raises:
        RenderError: the profile has no such sentence, or it asks for another value.
    """
    known = dict(profile.statements)
    place = Localized(f"规则集 {profile.id}", f"profile {profile.id}")
    if name not in known:
        raise unknown_name(name, tuple(known), place)
    return fill(known[name], values, place=place)


def joined(values: Iterable[Localized | str]) -> Localized:
    """Texts in one line, with the comma of each language."""
    texts = [value if isinstance(value, Localized) else same(value) for value in values]
    return Localized("、".join(text.zh for text in texts), ", ".join(text.en for text in texts))
