"""Ids that somebody meant: other forms of one that exists, and the one that a slip of the finger makes of another.

`SRS-18`, `SRS_018`, `srs-018`, `SRS018` and `ＳＲＳ－０１８` are forms of `SRS-018`. Near is the same prefix with one
digit changed, lost, gained or two swapped, or the same number where only one prefix of the same letters, or only one
other prefix at all, has it; everything else is no help.
"""

import re
from collections.abc import Iterable, Iterator

from medtrace.expressions import expression
from medtrace.model.ids import natural_key

_FORM = expression(r"(?P<prefix>.*?)[-_ .]?(?P<number>[0-9]{1,9})", re.DOTALL)
_SEPARATORS = expression(r"[-_ .]+")
# A word and a number, as somebody writes an id by heart; neither a path nor a file.
_WRITTEN = expression(
    r"(?<![A-Za-z0-9_./\\-])[A-Za-z]{2,}(?:[-_][A-Za-z]+)*[-_ ]?[0-9]{1,9}[A-Za-z]?(?![A-Za-z0-9_/\\-]|\.[A-Za-z0-9])"
)
# Full-width letters, digits and signs as Chinese input methods write them.
_NARROW = {0xFF01 + place: 0x21 + place for place in range(94)} | {0x3000: 0x20}
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
# A message that cites more unknown words than that is a list of something else.
_MOST = 50
# Of one letter and a number there is too much that is no id.
_SHORTEST = 2


def other_forms(text: str, ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each form in a text that names an existing id without being one, with that id; then near slips of one.

    A slip is the prefix with one digit too many or too few or another one, the same digits behind a prefix of one
    letter more or less, or a letter behind the id.
    """
    plain = text.translate(_NARROW)
    written = {found.group(): text[found.start() : found.end()] for found in _WRITTEN.finditer(plain)}
    if not written:
        return
    existing = {form: one for one in ids if (form := _form(one)) and len(form[0]) >= _SHORTEST}
    for one, said in list(written.items())[:_MOST]:
        form = _form(one.rstrip(_LETTERS) if one[-1:].isalpha() else one)
        meant = existing.get(form or ("", -1)) or _slipped(one, existing.values())
        if meant and meant != said:
            yield said, meant


def _slipped(name: str, ids: Iterable[str]) -> str:
    """The one id that a single slip makes of a name; empty where there is none, or several are as near."""
    form, digits = _form(name), _digits(name)
    if form is None:
        return ""
    known = [(one, its) for one in ids if (its := _form(one))]
    near = [
        (rank, one) for one, its in known if its[0] == form[0] and (rank := _slip(digits, _digits(one))) is not None
    ]
    best = min((rank for rank, _ in near), default=None)
    found = [one for rank, one in near if rank == best]
    found = found or [one for one, its in known if digits == _digits(one) and _one_letter(form[0], its[0])]
    return found[0] if len(found) == 1 else ""


def _one_letter(one: str, other: str) -> bool:
    """Whether one prefix is the other with a letter more."""
    long, short = sorted((one, other), key=len, reverse=True)
    return len(long) == len(short) + 1 and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


def nearest_id(name: str, ids: Iterable[str]) -> str:
    """The existing id that a name was probably meant to be; empty where none is near."""
    known = tuple(ids)
    form = _form(name)
    if form is None:
        return ""
    forms = [(one, its) for one in known if (its := _form(one))]
    same = [one for one, its in forms if its == form]
    if same:
        return min(same, key=natural_key)
    slips = [(_slip(_digits(name), _digits(one)), one) for one, its in forms if its[0] == form[0]]
    ranked = sorted((rank, -_alike(name, one), natural_key(one), one) for rank, one in slips if rank is not None)
    if ranked:
        return ranked[0][-1]
    elsewhere = [(one, its[0]) for one, its in forms if its[1] == form[1]]
    letters = [one for one, its in elsewhere if sorted(its) == sorted(form[0])]
    return next((found[0] for found in (letters, [one for one, _ in elsewhere]) if len(found) == 1), "")


def _form(name: str) -> tuple[str, int] | None:
    """An id without what people write differently: case, separators, leading zeros."""
    found = _FORM.fullmatch(name)
    return (_SEPARATORS.sub("", found["prefix"]).upper(), int(found["number"])) if found else None


def _digits(name: str) -> str:
    found = _FORM.fullmatch(name)
    return found["number"] if found else ""


def _alike(one: str, other: str) -> int:
    """How far two names begin alike."""
    return next((place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), len(one))


def _slip(one: str, other: str) -> int | None:
    """How one number becomes another by a single slip: 0 two digits swapped, 1 one lost or gained, 2 one changed."""
    if len(one) == len(other):
        places = [place for place in range(len(one)) if one[place] != other[place]]
        if len(places) == 1:
            return 2
        swapped = len(places) == 2 and places[1] == places[0] + 1  # noqa: PLR2004 - the two digits
        return 0 if swapped and one[places[0] : places[1] + 1] == other[places[0] : places[1] + 1][::-1] else None
    long, short = sorted((one, other), key=len, reverse=True)
    lost = any(long[:place] + long[place + 1 :] == short for place in range(len(long)))
    return 1 if lost and len(long) == len(short) + 1 else None
