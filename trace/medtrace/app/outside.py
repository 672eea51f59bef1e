"""Test results that came from outside git (`--results`): they belong to the newer end and stand under `inputs/`.

A CI run has results that nobody commits. A copy of each goes into the report, for without it the set could not be made
again.
"""

import hashlib
from collections.abc import Iterable, Mapping
from itertools import chain, count
from pathlib import Path, PurePosixPath

from medtrace import plugins
from medtrace.app.house import House
from medtrace.app.names import safe_name
from medtrace.errors import UsageError
from medtrace.model.ids import whole_token
from medtrace.model.items import ItemKind
from medtrace.model.snapshot import Blob
from medtrace.sources._source import Files, Parsed, Setup
from medtrace.words import Localized

_FORMAT = "junit"


def outside_results(files: Mapping[Path, str], house: House) -> tuple[Parsed, ...]:
    """What JUnit files on disk say, at their place in the report (`kept_names`).

    Raises:
        UsageError: a file that cannot be read.
    """
    source, tests = plugins.source(_FORMAT), house.config.test_ids
    setup = Setup(ItemKind.TEST_RESULT.value, whole_token(tests or "(?!)"), house.known_ids, source.options(), {})
    return tuple(one for file, name in files.items() for one in source.read(Files((_blob(file, name),)), setup))


def kept_names(files: Iterable[Path]) -> dict[Path, str]:
    """Where the copy of each outside file stands in the report.

    Jobs of CI often write one name in many folders: what comes second under a name is numbered.
    """
    names: dict[Path, str] = {}
    for file in files:
        if file not in names:
            names[file] = _free(safe_name(file.name), set(names.values()))
    return names


def _free(name: str, taken: set[str]) -> str:
    stem, suffix = PurePosixPath(name).stem, PurePosixPath(name).suffix
    numbered = (f"inputs/{stem}-{number}{suffix}" for number in count(2))
    # Systems that see no difference between large and small letters must keep both, too.
    known = {one.casefold() for one in taken}
    return next(one for one in chain((f"inputs/{name}",), numbered) if one.casefold() not in known)


def _blob(file: Path, name: str) -> Blob:
    try:
        data = file.read_bytes()
    except OSError as fault:
        raise UsageError(
            Localized(
                f"无法读取测试结果 {file.name}：{fault.strerror}",
                f"cannot read the results {file.name}: {fault.strerror}",
            ),
            hint=Localized("核对 --results 的路径", "look at the path of --results"),
        ) from fault
    return Blob(name, hashlib.sha1(data, usedforsecurity=False).hexdigest(), data)
