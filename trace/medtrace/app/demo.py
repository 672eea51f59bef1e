"""`trace demo`: the example repository and its reports, for a first look and for tests."""

import json
from dataclasses import dataclass
from pathlib import Path

from medtrace import example
from medtrace.app.assess import Asked
from medtrace.app.report import Order, Report, report
from medtrace.errors import SinkError
from medtrace.gitio.creation import create_repository
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
    place = folder / "repository"
    history = example.build()
    if not (place / ".git").is_dir():
        if place.exists() and any(place.iterdir()):
            raise SinkError(
                Localized(f"{place} 已存在且不是示例仓库", f"{place} exists and is not the example repository"),
                hint=Localized("指定一个空文件夹：trace demo 目录", "name an empty folder: trace demo DIR"),
            )
        create_repository(place, example.stream(history))
    truth = json.dumps(example.expected(history), ensure_ascii=False, indent=1) + "\n"
    write_file(folder / "expected.json", truth.encode())
    return Demo(place, report(place, Asked(RANGE), Order(output=folder / "report")))
