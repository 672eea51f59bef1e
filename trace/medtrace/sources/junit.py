"""Test results as JUnit XML: pytest, surefire, GoogleTest, Jest, .NET, Go and CTest, as far as they share a shape.

    <testsuite timestamp="2024-03-01T09:00:00">
      <properties><property name="被测完整版本" value="V1.2.0.0451"/></properties>
      <testcase classname="tests.test_qrs" name="test_rate">
        <properties><property name="test_id" value="TC-013"/></properties>
      </testcase>
    </testsuite>

Each test case is an item of kind test-result, `path#classname::name`, with its outcome (passed, failed, error, skipped,
blocked) and the properties executor, tested_version, environment, date, defect, record, evidence, level and method
under these or their Chinese names. What a suite says counts for its cases unless they say it themselves; of a suite
that lists the settings of the machine (`java.…`, or more than 20 of its own) only these names do. A link `result-of`
names the test: by the property `test_id` (用例号), by an id that stands in the case's name, else by the place that the
runner wrote. A property about requirements (`requirement`, `SRS ID`,
`需求编号`) whose value holds known ids verifies these: from the test where its id is known, else from the result. Other
properties are attributes, or links where `links` names them for test-result. `flaky` is a test that
passed after a retry (`flakyFailure`), `retried` the failure before it that Gradle writes as a case of its own.
"""

import re
from collections.abc import Iterator

from medtrace.expressions import expression
from medtrace.model.items import Artifact, Diagnostic, DiagnosticSeverity, ItemKind, Link, LinkKind, Location, make_item
from medtrace.sources._fields import attributes, field_links
from medtrace.sources._junit_cases import Case, cases
from medtrace.sources._junit_words import TEST_ID
from medtrace.sources._source import Files, NoOptions, Parsed, Setup, source
from medtrace.sources._tokens import listed_ids
from medtrace.sources._xml_text import pieces
from medtrace.words import Localized

_ABOUT = expression(
    r"requirement|需求|verif(?:y|ies)|covers|(?<![a-z])(?:reqs?|srs|urs|prs)(?:[ _-]?(?:ids?|no))?(?![a-z])",
    re.IGNORECASE,
)


@source("junit", options=NoOptions, version=5, own_ids=True)
def junit(files: Files, setup: Setup[NoOptions]) -> Iterator[Parsed]:
    """Results, links to their tests and problems of each file."""
    for blob in files.own:
        taken: set[str] = set()
        counts: dict[str, int] = {}
        for case in cases(pieces(blob), blob.path):
            if isinstance(case, Diagnostic):
                yield case
                continue
            identity = name = f"{blob.path}#{'::'.join(part for part in (case.classname, case.name) if part)}"
            while identity in taken:
                counts[name] = counts.get(name, 1) + 1
                identity = f"{name}#{counts[name]}"
            taken.add(identity)
            yield from _result(setup, identity, case, Location(blob.path, case.line))


def _result(setup: Setup[NoOptions], identity: str, case: Case, place: Location) -> Iterator[Parsed]:
    if not case.name:
        words = Localized("测试结果没有名称（name）", "a test case without a name")
        yield Diagnostic("testcase-without-name", DiagnosticSeverity.WARNING, words, place)
    yield _item(setup, identity, case, place)
    node = node_id(case)
    for target in _tests(setup, case) or ((node,) if node else ()):
        yield Link(identity, LinkKind.RESULT_OF, target, place, (("node", node),) if node else ())
    yield from _requirements(setup, identity, case, place)
    for _, word, value in case.properties:
        yield from field_links(setup, (identity, ItemKind.TEST_RESULT), word, value, place)


def _requirements(setup: Setup[NoOptions], identity: str, case: Case, place: Location) -> Iterator[Link]:
    """What a property about requirements says that the test verifies, once for each; `links` may say otherwise."""
    said = [
        (word, found.group())
        for _, word, value in case.properties
        if _ABOUT.search(word) and (ItemKind.TEST_RESULT, word) not in setup.links
        for found in setup.known.finditer(value)
        if found.group()
    ]
    tests = [one.group() for one in setup.known.finditer(case.said(TEST_ID)) if one.group()]
    for word, target in said:
        for owner in [one for one in tests if one != target] or [identity]:
            yield Link(owner, LinkKind.VERIFIES, target, place, (("word", word),))


def _item(setup: Setup[NoOptions], identity: str, case: Case, place: Location) -> Artifact:
    kind = ItemKind.TEST_RESULT
    found = {name: value for name, value in case.surroundings.items() if name != "timestamp"}
    for name, word, _ in case.properties:
        if (kind, word) not in setup.links:
            found[name] = case.said(name)
    found |= {"classname": case.classname, "name": case.name, "file": _relative(case.file), "outcome": case.outcome}
    found |= {"date": _date(case), "flaky": "true" if case.flaky and case.outcome == "passed" else ""}
    found |= {"retried": "true"} if case.retried else {}
    title, shown = case.name or case.classname or place.path, attributes(setup, kind, sorted(found.items()))
    return make_item(
        identity, kind, title=title, text=case.message, location=place, attributes=shown, counted=("outcome",)
    )


def _date(case: Case) -> str:
    """The date that a person wrote, with the time of day where the runner's stamp gives the same day."""
    stamp = case.timestamp or case.surroundings.get("timestamp", "")
    said = case.said("date") or case.surroundings.get("date", "")
    return stamp if stamp.startswith(said) else said


def _tests(setup: Setup[NoOptions], case: Case) -> tuple[str, ...]:
    """Ids of the test: what the property says, else those that stand in the name."""
    said = case.said(TEST_ID)
    found = tuple(dict.fromkeys(one.group() for one in setup.known.finditer(said or case.name) if one.group()))
    return found or listed_ids(said)


def node_id(case: Case) -> str:
    """The place that the runner wrote: `file::Class::name` as pytest does, else `classname::name`."""
    file = _relative(case.file)
    if not case.name:
        return ""
    if not file:
        return f"{case.classname}::{case.name}" if case.classname else case.name
    inner = _inside(case.classname, file)
    return "::".join(part for part in (file, *inner, case.name) if part)


def _inside(classname: str, file: str) -> tuple[str, ...]:
    """Classes inside the file: `tests.test_qrs.TestRate` in `tests/test_qrs.py` is `TestRate`."""
    stem = file.rpartition(".")[0] if "." in file.rpartition("/")[2] else file
    parts = stem.split("/")
    for start in range(len(parts)):
        module = ".".join(parts[start:])
        if classname == module:
            return ()
        if classname.startswith(f"{module}."):
            return tuple(classname[len(module) + 1 :].split("."))
    return (classname,)


def _relative(file: str) -> str:
    """The file as a path of the repository; an absolute one belongs to the machine that ran the test."""
    path = file.replace("\\", "/").removeprefix("./")
    return "" if path.startswith("/") or path[1:2] == ":" else path
