"""Test results as JUnit XML, as a pytest run and a tester's protocol would leave them."""

from collections.abc import Iterable
from xml.sax.saxutils import quoteattr

from medtrace.example.content import Deed, Item


def report(tests: Iterable[Item], version: str, deed: Deed) -> str:
    """The XML of one run: which tests, by whom, when, of which full version, with its failures."""
    wanted = [test for test in tests if _takes_part(test, deed)]
    failures = [test for test in wanted if test.id in deed.details.get("failed", "")]
    head = f'tests="{len(wanted)}" failures="{len(failures)}" errors="0" skipped="0"'
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        "<testsuites>",
        f'  <testsuite name={quoteattr(deed.details["name"])} {head} timestamp="{deed.details["date"]}+08:00">',
        "    <properties>",
        *(f"      {_property(name, value)}" for name, value in _facts(version, deed)),
        "    </properties>",
        *(line for test in wanted for line in _case(test, deed)),
        "  </testsuite>",
        "</testsuites>",
    ]
    return "\n".join(lines) + "\n"


def _takes_part(test: Item, deed: Deed) -> bool:
    only = deed.details["tests"]
    return test.table == only or test.id in only


def _facts(version: str, deed: Deed) -> tuple[tuple[str, str], ...]:
    return (
        ("tested_version", version),
        ("执行人", deed.details["by"]),
        ("执行日期", deed.details["date"].partition("T")[0]),
        ("测试环境", deed.details["environment"]),
    )


def _property(name: str, value: str) -> str:
    return f"<property name={quoteattr(name)} value={quoteattr(value)}/>"


def _case(test: Item, deed: Deed) -> list[str]:
    where = test["file"].removesuffix(".py").replace("/", ".") or "docs.测试.手工测试"
    name = test["func"] or f"{test.id} {test.title}"
    failed = test.id in deed.details.get("failed", "")
    seconds = deed.details["took"] if failed else _seconds(test)
    return [
        f"    <testcase classname={quoteattr(where)} name={quoteattr(name)} time={quoteattr(seconds)}>",
        "      <properties>",
        f"        {_property('test_id', test.id)}",
        "      </properties>",
        *([f"      <failure message={quoteattr(deed.details['why'])}/>"] if failed else []),
        "    </testcase>",
    ]


def _seconds(test: Item) -> str:
    """A made-up but constant duration: unit tests are fast, system tests slower, protocols by hand take minutes."""
    number = int(test.id[-3:])
    if not test["func"]:
        return str(number % 7 * 60 + 240)
    start = 1.5 if test["file"].startswith("tests/system/") else 0.01
    return f"{start + number % 17 / 100:.2f}"
