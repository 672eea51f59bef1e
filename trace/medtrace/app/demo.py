"""`trace demo`: the example repository and its reports, for a first look and for tests."""

import json
from dataclasses import dataclass
from pathlib import Path

from medtrace import example
from medtrace.app.assess import Asked
from medtrace.app.report import Order, Report, report
from medtrace.errors import SinkError
from medtrace.gitio.creation import create_repository
from medtrace.sinks.folder import demand_ours
from medtrace.sinks.single import write_file
from medtrace.words import Localized

RANGE = "v1.2..v1.3"


@dataclass(frozen=True, slots=True)
class Demo:
    """Where the example lies, and the report on it."""

    repository: Path
    report: Report


def demo(folder: Path) -> Demo:
    """Write `repository/`, its truth `expected.json` and `report/`; a repository that is there already is kept.

    Raises:
        SinkError: the folder holds something else.
    """
    place, truth = folder / "repository", folder / "expected.json"
    history = example.build()
    _demand_ours(folder)
    if not (place / ".git").is_dir():
        create_repository(place, example.stream(history))
    text = json.dumps(example.expected(history), ensure_ascii=False, indent=1) + "\n"
    write_file(truth, text.encode())
    return Demo(place, report(place, Asked(RANGE), Order(output=folder / "report")))


def _demand_ours(folder: Path) -> None:
    """See first that nothing of anybody else is in the way, so that nothing is left behind half done."""
    place, truth = folder / "repository", folder / "expected.json"
    taken = [one for one in (place,) if one.exists() and not (one / ".git").is_dir() and any(one.iterdir())]
    taken += [truth] if truth.exists() and b'"medtrace/example-truth/' not in truth.read_bytes()[:200] else []
    if taken:
        raise SinkError(
            Localized(f"{taken[0]} 已存在且不是示例", f"{taken[0]} exists and is no part of the example"),
            hint=Localized("指定一个空文件夹：trace demo 目录", "name an empty folder: trace demo DIR"),
        )
    demand_ours(folder / "report")
