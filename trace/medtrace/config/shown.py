"""Proposals for formats whose own sources read the samples: Doorstop, StrictDoc, needs, TRLC, ReqIF and others."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from medtrace.config.folders import escaped, is_fixture
from medtrace.config.found import FieldLinks, Found, Options
from medtrace.config.headers import link_of, plain_words
from medtrace.config.id_forms import expression_of, is_wide
from medtrace.config.layout import usable
from medtrace.config.survey import CODE, Ids, Shown, Survey, kind_of
from medtrace.config.type_words import kind_of_type
from medtrace.expressions import expression
from medtrace.model.ids import whole_token
from medtrace.model.items import ItemKind, LinkKind

_BILLS = frozenset({"cyclonedx", "spdx"})
# In these formats every document or node is there for its items; in others a type may be a chapter or a work product.
_ALL_TYPES = frozenset({"doorstop", "strictdoc", "code-items"})
_PROSE = frozenset({"TEXT", "FREETEXT", "SECTION", "DOCUMENT"})
_TYPED = frozenset({"doorstop", "strictdoc", "sphinx-needs", "needs-json", "openfasttrace", "trlc", "reqif"})
_TAG = expression(r"\[\s*\w+(?:~[\w.~-]*)?\s*-+>\s*\w+~[\w.-]+~\d+")
# Directives that show items or tie them elsewhere.
_SHOWING = ("-matrix", "-list", "-table", "-tree", "-chart", "-piechart", "-link", "-relink")
_COMPUTED = frozenset({"document", "parent_document", "type", "file", "sheet", "status", "version", "id", "tags"})
_MORE = (
    (LinkKind.PART_OF, expression(r"(?:belongs to|part of|parent needs)\b")),
    (LinkKind.CAUSES, expression(r"(?:violates?|causes?|leads to)\b")),
    (LinkKind.USES, expression(r"(?:uses?|depends on|requires)\b")),
)
_TOKEN = expression(r"[^\s,;\[\]()@\"']+")
_LIKE_ID = expression(r"[A-Za-z][\w.~-]*[_.~-][\w.~-]*\w")


def shown_items(survey: Survey) -> Iterator[Found]:
    """One entry for each format; of a format whose directives are named, one for each kind."""
    by_format: dict[str, list[Shown]] = {}
    documents = _own_documents(survey)
    needs = {one.path for one in survey.shown if one.format == "sphinx-needs"}
    for one in survey.shown:
        fits = _is_own(one, documents) if one.format == "doorstop" else not is_fixture(one.path)
        twice = one.format == "rst-items" and one.path in needs
        if fits and not twice and usable(one.path) and one.type not in _PROSE:
            by_format.setdefault(one.format, []).append(one)
    for form, own in by_format.items():
        if form in _BILLS:
            yield _bill(form, own)
        elif form == "rst-items":
            yield from _directives([one for one in own if not one.type.endswith(_SHOWING)])
        else:
            yield from _typed(form, own, survey)


def _own_documents(survey: Survey) -> frozenset[str]:
    """Folders of Doorstop documents that are the project's own.

    What lies among tests is its own where its parent is, unless it says a prefix again or lies inside one that does.
    """
    found = {(PurePosixPath(one.path).parent.as_posix(), *_prefixes(one)) for one in survey.shown if _is_doorstop(one)}
    own = {folder for folder, _, _ in found if not is_fixture(f"{folder}/x")}
    prefixes = {prefix for folder, prefix, _ in found if folder in own}
    foreign = {folder for folder, prefix, _ in found if folder not in own and prefix in prefixes}
    while more := {
        (folder, prefix)
        for folder, prefix, parent in found - {one for one in found if one[0] in own}
        if parent in prefixes and prefix not in prefixes and not any(folder.startswith(f"{one}/") for one in foreign)
    }:
        own |= {folder for folder, _ in more}
        prefixes |= {prefix for _, prefix in more}
    return frozenset(own)


def _is_doorstop(one: Shown) -> bool:
    return one.format == "doorstop" and bool(one.type) and one.id.casefold().startswith(one.type.casefold())


def _prefixes(one: Shown) -> tuple[str, str]:
    return one.type, dict(one.fields).get("parent_document", "")


def _is_own(one: Shown, documents: frozenset[str]) -> bool:
    return _is_doorstop(one) and PurePosixPath(one.path).parent.as_posix() in documents


def _bill(form: str, own: list[Shown]) -> Found:
    paths = _paths(own)
    # References are unique in their own file only.
    options: Options = (("identity", "name"),) if len(paths) > 1 else ()
    return Found(form, Ids("", ()), "", paths, options)


def _directives(own: list[Shown]) -> Iterator[Found]:
    by_kind: dict[str, list[Shown]] = {}
    for one in own:
        kind = kind_of_type(one.type) or kind_of(_letters(one.id), (one.path,))
        by_kind.setdefault(kind, []).append(one)
    for kind, items in by_kind.items():
        ids = {one.id for one in items}
        names = tuple(sorted({one.type for one in items}))
        options: Options = () if names == ("item",) else (("directives", names),)
        found = Ids("", tuple(sorted(ids)), expression_of(ids))
        yield Found("rst-items", found, kind, _paths(items), options, _fields(items, found))


def _typed(form: str, own: list[Shown], survey: Survey) -> Iterator[Found]:
    """The entry of one format: types that mean a kind, or all of them where none does."""
    kinds = {word: _kind(form, word, own) for word in dict.fromkeys(_word(one) for one in own)}
    if form in _ALL_TYPES or not any(kinds.values()):
        kinds = {word: kind or ItemKind.REQUIREMENT.value for word, kind in kinds.items()}
    left = tuple(sorted(word for word, kind in kinds.items() if not kind))
    items = [one for one in own if kinds[_word(one)]]
    ids = {one.id for one in items}
    written = Ids("", tuple(sorted(ids)), expression_of(ids, [word for word in kinds if word]))
    counted = Counter(kinds[_word(one)] for one in items)
    kind = max(sorted(counted), key=lambda one: (one == ItemKind.REQUIREMENT.value, counted[one]))
    named = tuple((word, meant) for word, meant in sorted(kinds.items()) if meant and word)
    mixed = form in _TYPED and (bool(left) or len(counted) > 1)
    by_kind = {meant: [one for one in items if kinds[_word(one)] == meant] for meant in sorted(counted)}
    yield Found(
        form,
        written,
        kind,
        _paths(items),
        (("kinds", named),) if mixed and named else (),
        folders=_folders(items) if form == "doorstop" else (),
        code=_tagged(survey) if form == "openfasttrace" else (),
        by_kind=tuple((meant, _fields(some, written)) for meant, some in by_kind.items()),
        left_alone=left,
    )


def _word(one: Shown) -> str:
    return one.id.partition("~")[0] if one.format == "openfasttrace" else one.type


def _kind(form: str, word: str, own: Iterable[Shown]) -> str:
    """The kind of a type: by its word, for a Doorstop document by its folder too."""
    if form == "code-items":
        return ItemKind.SPECIFICATION.value
    if form == "doorstop":
        return kind_of(word, [one.path for one in own if one.type == word])
    return kind_of_type(word) or (kind_of_type(_letters(next(one.id for one in own if _word(one) == word))))


def _letters(identity: str) -> str:
    found = re.match(r"[A-Za-z]+", identity)
    return found.group() if found else ""


def _paths(own: Iterable[Shown]) -> tuple[str, ...]:
    return tuple(sorted({one.path for one in own}))


def _folders(own: Iterable[Shown]) -> tuple[str, ...]:
    """One glob for each document's folder: what lies below may be another document, or a fixture."""
    places = {(PurePosixPath(one.path).parent.as_posix(), PurePosixPath(one.path).suffix) for one in own}
    return tuple(sorted(f"{escaped(folder)}/*{ending}".removeprefix("./") for folder, ending in places))


def _tagged(survey: Survey) -> tuple[str, ...]:
    """Code with coverage tags."""
    return tuple(
        path
        for path, text in survey.samples
        if PurePosixPath(path).suffix.lower() in CODE and usable(path) and _TAG.search(text)
    )


def _fields(own: Iterable[Shown], ids: Ids) -> FieldLinks:
    """Fields that mostly name items, with what they mean; a field of an unknown name mentions them."""
    # An expression that takes any word for an id would take names and numbers of people and tools for citations.
    wide, there, known = is_wide(ids.written), frozenset(ids.ids), whole_token(ids.written)
    said: dict[str, list[str]] = {}
    for one in own:
        for label, value in one.fields:
            if label.casefold() not in _COMPUTED and value and label.isprintable():
                said.setdefault(label, []).append(value)
    found = []
    for label, values in sorted(said.items()):
        tokens = [token for value in values for token in _TOKEN.findall(value)]
        meant = _meant(label)
        cited = sum(
            bool(token in there if wide else known.fullmatch(token)) or bool(meant and _LIKE_ID.fullmatch(token))
            for token in tokens
        )
        if tokens and cited * 2 >= len(tokens):
            kind, backwards = meant or (LinkKind.MENTIONS.value, False)
            found.append((label, kind, backwards))
    return tuple(found)


def _meant(label: str) -> tuple[str, bool] | None:
    words = plain_words(label)
    more = next((kind.value for kind, sign in _MORE if sign.match(words)), "")
    return link_of(label) or ((more, False) if more else None)
