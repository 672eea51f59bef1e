"""The house of a revision from the user's cache: a hook has no time to check a configuration that was checked before.

What was kept counts only for the same text of `trace.yaml`, the same own templates, and the same files of this package
that configurations and profiles are made by; everything else is opened as ever, and kept.
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
from medtrace.app.house import CONFIG_NAME, House, config_text, open_house
from medtrace.app.written_values import read_back, written
from medtrace.gitio.repository import Repository
from medtrace.model.ids import Revision
from medtrace.sinks.kept_text import keep_text, kept_text

_ROOM = "houses"
_MAKERS = ("app", "config", "marked", "model", "rules", "sources")


def kept_house(repository: Repository, revision: Revision) -> House:
    """The house that `open_house` opens, with its profiles but their documents, which a hook does not write.

    Raises:
        ConfigError, MissingObject: as `open_house`.
    """
    text = config_text(repository, revision)
    place, key = repository.common_dir(), _key(text)
    found = _read(kept_text(place, _ROOM, key), text)
    if found is not None:
        return found
    house = open_house(repository, revision)
    house = replace(house, known=tuple(replace(one, outlines=()) for one in house.profiles))
    if not house.overlay and not house.packages:
        # Options of a kind that nobody has written yet cost time, not the run.
        with suppress(TypeError):
            keep_text(place, _ROOM, key, json.dumps(written((house.config, house.known)), ensure_ascii=False))
    return house


def _read(data: str | None, text: str) -> House | None:
    if data is None:
        return None
    try:
        config, known = read_back(json.loads(data))
    except (ValueError, TypeError, KeyError, AttributeError, ImportError):
        return None
    return House(config, text, CONFIG_NAME, known=known)


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
