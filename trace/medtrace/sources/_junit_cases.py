"""JUnit XML as test cases, one by one while the file is read; entities are refused, bad XML keeps what came before."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler

from defusedxml.common import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser

from medtrace.model.items import Diagnostic, DiagnosticSeverity, Location
from medtrace.sources._junit_words import ENDINGS, FLAKY, TEST_ID, is_known, outcome, property_name, worse
from medtrace.sources._xml_events import stopped
from medtrace.words import Localized

MAX_MESSAGE = 2000
MAX_PROPERTIES = 100
MAX_NESTED = 64
# A suite that says more than this lists the settings of the machine, as Surefire does.
MAX_OF_SUITE = 20
_MACHINE = ("java.", "sun.", "os.")
_FAILED = frozenset({"failed", "error"})
_SUITES = frozenset({"testsuites", "testsuite"})
_OWN = frozenset({"name", "classname", "file", "line", "time", "timestamp", "status", "result", "assertions", "id"})


class Attributes(Protocol):
    """Attributes of an element, as the parser hands them over."""

    def items(self) -> Iterable[tuple[str, str]]:
        """Names and values."""


@dataclass(slots=True)
class Case:
    """One test case; `properties` holds (name, own word, value) of the case, `surroundings` those of its suites.

    `flaky`: it passed in the end; `retried`: it failed, and a later case of the suite is the same test that passed.
    """

    line: int
    name: str
    classname: str
    file: str
    outcome: str
    timestamp: str = ""
    message: str = ""
    flaky: bool = False
    retried: bool = False
    properties: list[tuple[str, str, str]] = field(default_factory=list)
    surroundings: dict[str, str] = field(default_factory=dict)

    def inherit(self, further: list[tuple[str, str, str]]) -> None:
        """Take over what the suites say and the case does not."""
        own = {name for name, _, _ in self.properties}
        self.properties += [one for one in further if one[0] not in own]

    def said(self, name: str) -> str:
        """Every value of one property of ours."""
        return ", ".join(dict.fromkeys(value for ours, _, value in self.properties if ours == name))


@dataclass(slots=True)
class _Suite:
    """An open suite: what it says of its cases, and those that are read."""

    says: dict[str, str] = field(default_factory=dict)
    cases: list[Case] = field(default_factory=list)
    further: list[tuple[str, str, str]] = field(default_factory=list)
    class_name: str = ""

    def mark_retries(self) -> None:
        """Gradle writes a test that it runs again as one more case of its class; sets of data have names of their own.

        Only a suite that is one class on one host is written so: elsewhere one name twice may be two sets of data.
        """
        failed: dict[str, list[Case]] = {}
        for case in self.cases if self.class_name else ():
            if case.classname != self.class_name or not case.name:
                continue
            if case.outcome in _FAILED:
                failed.setdefault(case.name, []).append(case)
            elif case.outcome == "passed" and case.name in failed:
                case.flaky = True
                for earlier in failed.pop(case.name):
                    earlier.retried = True

    @property
    def inherited(self) -> list[tuple[str, str, str]]:
        """What counts for its cases beside the evidence; a listing of the machine's settings does not."""
        machine = len(self.further) > MAX_OF_SUITE or any(word.startswith(_MACHINE) for _, word, _ in self.further)
        return [] if machine else self.further


def cases(texts: Iterable[str], path: str) -> Iterator[Case | Diagnostic]:
    """Test cases in the order of the file, and what ended the reading early."""
    parser = DefusedExpatParser(forbid_dtd=False, forbid_entities=True, forbid_external=True)
    reading = _Reading(parser)
    parser.setContentHandler(reading)
    problem = None
    try:
        for text in texts:
            parser.feed(text)
            yield from reading.take()
        parser.close()
    except (DefusedXmlException, SAXParseException) as fault:
        problem = stopped(fault, path, max(1, parser.getLineNumber() or 1))
    reading.close_all()
    yield from reading.take()
    if problem or not reading.is_junit:
        yield problem or _no_junit(reading.root, path)


def _no_junit(root: str, path: str) -> Diagnostic:
    if not root:
        words = Localized("文件没有内容，不含测试结果", "the file is empty; no results are in it")
        return Diagnostic("xml-unreadable", DiagnosticSeverity.ERROR, words, Location(path, 1))
    words = Localized(
        f"根元素 {root} 不是 testsuites 或 testsuite，不含 JUnit 测试结果",
        f"the root {root} is neither testsuites nor testsuite; no JUnit results are in it",
    )
    return Diagnostic("not-junit", DiagnosticSeverity.WARNING, words, Location(path, 1))


class _Reading(ContentHandler):
    """Builds the cases from the parser's events."""

    def __init__(self, parser: DefusedExpatParser) -> None:
        super().__init__()
        self._parser = parser
        self.root = ""
        self.is_junit = False
        self._suites = [_Suite()]
        self._case: Case | None = None
        self._deeper = 0
        self._awaited = ""
        self._text: list[str] = []
        self._property = ""
        self._done: list[Case] = []

    def take(self) -> list[Case]:
        """The cases whose suites have ended since the last call."""
        done, self._done = self._done, []
        return done

    def close_all(self) -> None:
        """End what is still open; a case that did not end has no outcome and is left out."""
        while self._suites:
            self._end_suite()

    def startElement(self, name: str, attrs: Attributes) -> None:  # noqa: N802 - the parser calls it so
        """An element begins."""
        local = name.rpartition(":")[2]
        self.root = self.root or local
        said = dict(attrs.items())
        if local in _SUITES:
            self.is_junit = True
            self._begin_suite(said)
        elif local == "testcase":
            self._begin_case(said)
        elif local == "property":
            self._property = said.get("name", "")
            self._open(local, said.get("value", ""))
        elif self._case and local in ENDINGS:
            self._case.outcome = worse(self._case.outcome, ENDINGS[local])
            self._open(local, said.get("message", ""))
        elif self._case and local in FLAKY:
            self._case.flaky = True

    def characters(self, content: str) -> None:
        """Text of an element that is awaited."""
        if self._awaited and len(self._text) < MAX_MESSAGE:
            self._text.append(content[:MAX_MESSAGE])

    def endElement(self, name: str) -> None:  # noqa: N802 - the parser calls it so
        """An element ends."""
        local = name.rpartition(":")[2]
        if local in _SUITES and self._deeper:
            self._deeper -= 1
        elif local in _SUITES:
            self._end_suite()
        elif local == "testcase" and self._case:
            self._suites[-1].cases.append(self._case)
            self._case = None
            self.is_junit = True
        elif local == self._awaited:
            self._close(local, "".join(self._text))

    def _open(self, local: str, said: str) -> None:
        """What an attribute says of an element is enough; else its text is awaited."""
        self._awaited, self._text = "" if said else local, []
        if said:
            self._close(local, said)

    def _close(self, local: str, said: str) -> None:
        self._awaited = ""
        if local == "property":
            self._say(self._property, said)
        elif self._case:
            parts = (self._case.message, said[:MAX_MESSAGE].strip())
            self._case.message = "\n".join(part for part in parts if part)[:MAX_MESSAGE]

    def _begin_case(self, said: dict[str, str]) -> None:
        stated = worse(outcome(said.get("status", "")), outcome(said.get("result", "")))
        self._case = Case(
            max(1, self._parser.getLineNumber() or 1),
            " ".join(said.get("name", "").split()),
            said.get("classname", "").strip(),
            said.get("file", "").strip(),
            stated or "passed",
            said.get("timestamp", ""),
        )
        # googletest once wrote recorded properties as attributes of the case.
        for key, value in said.items():
            if key not in _OWN:
                self._say(key, value)

    def _say(self, word: str, value: str) -> None:
        name, value = property_name(word), value.strip()[:MAX_MESSAGE]
        if not name or not value:
            return
        if self._case is None:
            suite = self._suites[-1]
            if is_known(name) and name not in {TEST_ID, "outcome"}:
                suite.says.setdefault(name, value)
            elif not is_known(name) and len(suite.further) <= MAX_OF_SUITE:
                suite.further.append((name, word.strip(), value))
        elif name == "outcome":
            self._case.outcome = worse(self._case.outcome, outcome(value))
        elif len(self._case.properties) < MAX_PROPERTIES:
            self._case.properties.append((name, word.strip(), value))

    def _begin_suite(self, said: dict[str, str]) -> None:
        if len(self._suites) > MAX_NESTED:
            # No runner nests so deep: what is meant to cost time counts for the suite above.
            self._deeper += 1
        else:
            stamp, name = said.get("timestamp", ""), said.get("name", "").strip()
            of_class = name if said.get("hostname") and len(self._suites) == 1 else ""
            self._suites.append(_Suite({"timestamp": stamp} if stamp else {}, class_name=of_class))

    def _end_suite(self) -> None:
        suite = self._suites.pop()
        suite.mark_retries()
        above = {key: value for outer in self._suites for key, value in outer.says.items()}
        further: list[tuple[str, str, str]] = []
        for one in (suite, *reversed(self._suites)):
            nearer = {name for name, _, _ in further}
            further += [said for said in one.inherited if said[0] not in nearer]
        for case in suite.cases:
            case.surroundings = above | suite.says
            case.inherit(further)
        self._done += suite.cases
