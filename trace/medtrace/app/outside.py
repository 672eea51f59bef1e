"""Test results that came from outside git (`--results`): they belong to the newer end and stand under `inputs/`.

A CI run has results that nobody commits. A copy of each goes into the report, for without it the set could not be made
again.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path

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


def outside_results(files: Iterable[Path], house: House) -> tuple[Parsed, ...]:
    """What JUnit files on disk say, at their place in the report.

    Raises:
        UsageError: a file that cannot be read.
    """
    source, tests = plugins.source(_FORMAT), house.config.test_ids
    setup = Setup(ItemKind.TEST_RESULT.value, whole_token(tests or "(?!)"), house.known_ids, source.options(), {})
    return tuple(one for file in files for one in source.read(Files((_blob(file),)), setup))


def kept_name(file: Path) -> str:
    """Where a copy of an outside file stands in the report."""
    return f"inputs/{safe_name(file.name)}"


def _blob(file: Path) -> Blob:
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
    return Blob(kept_name(file), hashlib.sha1(data, usedforsecurity=False).hexdigest(), data)
