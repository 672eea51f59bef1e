"""A profile as data: packaged folder, files of the project laid over it, everything held against its shape.

A folder holds `profile.yaml` (order of severities, words, sentences, documents), `triggers.yaml` (one row per trigger)
and one outline per document. `templates/sources.yaml` holds the documents that rows cite. A profile with a `base` says
only what differs: words, sentences and outlines of the base count where it has none. A project replaces single files by
a folder of the same shape; the digest of the profile then names them.
"""

from collections.abc import Callable
from collections.abc import Mapping as MappingType
from dataclasses import dataclass
from importlib.resources import files
from typing import TypeAlias

from medtrace.config.mistakes import error_of, nearest
from medtrace.config.options import OptionShapes
from medtrace.config.trees import read_tree
from medtrace.errors import ProfileError
from medtrace.model.profile import Profile
from medtrace.words import Localized

_SOURCES = "sources.yaml"

Lender: TypeAlias = Callable[[str, bool], tuple[str, bytes] | None]
"""Path and bytes of an outline of that name from outside the profile; told whether the profile has one of its own."""


@dataclass(frozen=True, slots=True)
class Overlay:
    """Files of a project that replace those of a profile: bytes by their name in the folder."""

    folder: str
    files: MappingType[str, bytes]


def profile_names() -> tuple[str, ...]:
    """The profiles that come with the tool."""
    folder = files("medtrace.templates") / "profiles"
    return tuple(sorted(one.name for one in folder.iterdir() if (one / "profile.yaml").is_file()))


def load_profile(
    name: str,
    *,
    rules: OptionShapes | None = None,
    blocks: OptionShapes | None = None,
    overlay: Overlay | None = None,
    outlines: Lender | None = None,
) -> Profile:
    """Read a profile; without `rules` or `blocks` their names and options are not checked.

    A document that neither the profile nor the project holds is asked of `outlines`.

    Raises:
        ProfileError: no such profile, or mistakes in its files, all at once with file:line:column.
    """
    from medtrace.config.regime import Shelf, assemble

    own = dict(overlay.files) if overlay else {}
    if name not in profile_names() and "profile.yaml" not in own:
        raise _unknown(name)
    held, places = _packaged_shelf(name)
    held |= own
    places |= {file: f"{overlay.folder}/{file}" for file in own if overlay}
    bases = {one: Shelf(*_packaged_shelf(one)) for one in profile_names() if one != name}
    profile, mistakes = assemble(name, Shelf(held, places, outlines, bases), rules, blocks)
    if profile is None:
        raise error_of(mistakes, ProfileError)
    return profile


def load_words(text: str, *, path: str) -> dict[str, Localized]:
    """Words by `group.name` from YAML: groups of names with `{zh, en}`.

    Raises:
        ProfileError: with every mistake.
    """
    from medtrace.config.profile_shape import WordList
    from medtrace.config.validate import read_shape

    tree = read_tree(text, path=path, error=ProfileError)
    words, mistakes = read_shape(tree, WordList)
    if words is None or tree.mistakes:
        raise error_of({path: (*tree.mistakes, *mistakes)}, ProfileError)
    return {f"{group}.{name}": pair.localized for group, names in words.root.items() for name, pair in names.items()}


def _packaged(name: str) -> dict[str, bytes]:
    templates = files("medtrace.templates")
    held = {_SOURCES: (templates / _SOURCES).read_bytes()}
    if name in profile_names():
        folder = templates / "profiles" / name
        held |= {one.name: one.read_bytes() for one in folder.iterdir() if one.name.endswith(".yaml")}
    return held


def _packaged_shelf(name: str) -> tuple[dict[str, bytes], dict[str, str]]:
    """Files of a profile of the tool, and where messages say that they are."""
    held = _packaged(name)
    return held, {file: _place(name, file) for file in held}


def _place(name: str, file: str) -> str:
    return f"templates/{file}" if file == _SOURCES else f"templates/profiles/{name}/{file}"


def _unknown(name: str) -> ProfileError:
    known = profile_names()
    near = nearest(name, known)
    hint = (
        Localized(f"是否想写“{near}”？", f'did you mean "{near}"?')
        if near
        else Localized(f"可用：{'、'.join(known)}", f"known: {', '.join(known)}")
    )
    return ProfileError(Localized(f"没有法规配置“{name}”", f'no profile "{name}"'), hint=hint)
