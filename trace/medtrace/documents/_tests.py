"""Tests and their results at the newer end, in the order in which they were run: a re-test replaces a failure."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from medtrace.graph.outcomes import FAILED, age, outcome_of, runs_by_target
from medtrace.model.ids import natural_key
from medtrace.model.items import Artifact, ItemKind
from medtrace.model.snapshot import Snapshot

PASSED = "passed"
# Names under which sources and testers keep the same fact; the first that says something counts.
NAMES = {
    "level": ("level", "级别", "测试级别"),
    "method": ("method", "方法", "测试方法"),
    "by": ("executor", "tester", "by", "执行人", "测试人"),
    "date": ("date", "执行日期", "测试日期", "日期"),
    "version": ("tested_version", "被测完整版本", "被测版本"),
    "environment": ("environment", "测试环境", "环境"),
    "record": ("record", "原始记录号", "记录编号"),
    "defect": ("defect", "缺陷号", "缺陷编号"),
}
_LEVELS = {
    "unit": ("unit", "单元", "单元测试"),
    "integration": ("integration", "集成", "集成测试"),
    "system": ("system", "系统", "系统测试"),
    "user": ("user", "acceptance", "用户", "用户测试", "验收测试", "确认"),
}


def fact(name: str, *items: Artifact | None) -> str:
    """One fact of a run: the first item that has an attribute of one of its names says it."""
    found = (item.attribute(key) for item in items if item for key in NAMES[name])
    return next((value for value in found if value), "")


def level(test: Artifact | None, run: Artifact | None = None) -> str:
    """unit, integration, system or user; another word as it stands, empty where there is none."""
    said = fact("level", test, run)
    return next((name for name, words in _LEVELS.items() if said.lower() in words), said)


def level_order(name: str) -> tuple[int, str]:
    """Levels from the unit to the user, others after them, unknown last."""
    known = list(_LEVELS)
    return (known.index(name) if name in known else len(known) + (not name), name)


@dataclass(frozen=True)
class Runs:
    """Every run of every test of a snapshot."""

    snapshot: Snapshot

    @cached_property
    def tests(self) -> tuple[Artifact, ...]:
        """Tests in natural order of their ids."""
        found = {item.id: item for item in reversed(self.snapshot.items) if item.kind == ItemKind.TEST}
        return tuple(found[name] for name in sorted(found, key=natural_key))

    @cached_property
    def by_test(self) -> dict[str, tuple[Artifact, ...]]:
        """Results by test id, oldest first; a result of an unknown test stands under the name that it cites."""
        found = runs_by_target(self.snapshot)
        return {test: tuple(sorted(found[test], key=age)) for test in sorted(found, key=natural_key)}

    @cached_property
    def strangers(self) -> tuple[str, ...]:
        """Names that results cite and no test has."""
        return tuple(name for name in self.by_test if name not in self._known)

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(test.id for test in self.tests)

    def latest(self, test: str) -> str:
        """Outcome of the runs that stand, the worst of several cases; empty where there is none."""
        return outcome_of(self.by_test.get(test, ()), of_test=test in self._known)

    @property
    def retested(self) -> tuple[str, ...]:
        """Tests that failed once and passed at last."""
        return tuple(
            name
            for name, runs in self.by_test.items()
            if self.latest(name) == PASSED and any(is_failed(run) for run in runs)
        )

    def failed_before(self, test: str, index: int) -> bool:
        """Whether a run of the test before that one failed."""
        return any(is_failed(run) for run in self.by_test.get(test, ())[:index])

    @property
    def failed(self) -> tuple[str, ...]:
        """Tests of which a run that stands failed."""
        return tuple(name for name in self.by_test if self.latest(name) in FAILED)

    def without_result(self) -> tuple[str, ...]:
        """Tests that have no run."""
        return tuple(test.id for test in self.tests if test.id not in self.by_test)


def outcomes_in_order(found: Iterable[str]) -> tuple[str, ...]:
    """Outcomes in the order in which documents show them."""
    order = ("passed", "failed", "error", "blocked", "skipped")
    return tuple(sorted(set(found), key=lambda name: (order.index(name) if name in order else len(order), name)))


def is_failed(run: Artifact) -> bool:
    """Whether a run failed or ended in an error."""
    return run.attribute("outcome") in FAILED
