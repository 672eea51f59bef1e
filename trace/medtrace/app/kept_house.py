"""The house of a revision from the user's cache: a hook has no time to check a configuration that was checked before.

What was kept counts only for the same text of `trace.yaml` and the same files of this package that configurations and
profiles are made by; everything else is opened as ever. Where templates of the project or packages from outside have a
say, nothing is kept.
"""

import hashlib
import json
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import medtrace
from medtrace import plugins
from medtrace.app.house import CONFIG_NAME, House, config_text, open_house
from medtrace.app.written_values import read_back, written
from medtrace.gitio.repository import Repository
from medtrace.model.ids import Revision
from medtrace.model.profile import Profile
from medtrace.rules._rule import Sense
from medtrace.sinks.kept_text import keep_text, kept_text

_ROOM = "houses"
_MAKERS = ("app", "config", "marked", "model", "rules", "sources")


def kept_house(repository: Repository, revision: Revision) -> House:
    """The house that `open_house` opens, with its profiles but their documents and words, which a hook does not write.

    It says of findings what fires and what a person must decide, and not what was not assessed.

    Raises:
        ConfigError, MissingObject: as `open_house`.
    """
    text = config_text(repository, revision)
    place, key = repository.common_dir(), _key(text)
    found = _read(kept_text(place, _ROOM, key), text)
    if found is not None:
        return found
    house = open_house(repository, revision)
    if house.overlay or house.packages:
        return house
    known = tuple(replace(one, outlines=(), words=(), statements=(), sources=()) for one in house.profiles)
    house = replace(house, known=known, senses=_senses(known[:1]))
    # Options of a kind that nobody has written yet cost time, not the run.
    with suppress(TypeError):
        keep_text(place, _ROOM, key, _text(house))
    return house


def _read(data: str | None, text: str) -> House | None:
    if data is None:
        return None
    try:
        config, known, senses = read_back(json.loads(data))
    except (ValueError, TypeError, KeyError, AttributeError, ImportError):
        return None
    return House(config, text, CONFIG_NAME, known=known, senses=senses)


def _text(house: House) -> str:
    return json.dumps(written((house.config, house.known, house.senses)), ensure_ascii=False)


def _senses(profiles: tuple[Profile, ...]) -> dict[str, Sense]:
    names = {use.rule for one in profiles for trigger in one.triggers for use in trigger.rules}
    return {name: plugins.rule(name).sense for name in sorted(names)}


def _key(text: str) -> str:
    lines = (medtrace.__version__, sys.version, text, *_files())
    return hashlib.sha256("\0".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def _files() -> Iterator[str]:
    """Names, sizes and times of the package's files that have a say in it."""
    own = Path(medtrace.__file__).parent
    shelves = sorted(import_module("medtrace.templates").__path__)
    profiles = (one.path for place in shelves for one in _listed(f"{place}/profiles") if one.is_dir())
    for folder in (*(str(own / name) for name in _MAKERS), *shelves, *profiles):
        for one in _listed(folder):
            if one.name.endswith((".py", ".yaml")):
                about = one.stat()
                yield f"{one.name} {about.st_size} {about.st_mtime_ns}"


def _listed(folder: str) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return sorted(entries, key=lambda entry: entry.name)
