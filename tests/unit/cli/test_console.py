"""What reaches a program is what the renderer said; what reaches a person holds no control character."""

import contextlib
import csv
import io
import json
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medtrace import plugins
from medtrace.cli.console import problem_line, record, result
from medtrace.model.items import Diagnostic, DiagnosticSeverity, Location
from medtrace.words import Language, same
from tests.support.graphs import a_link, a_snapshot, an_item

TEXTS = st.text(st.characters(codec="utf-8") | st.sampled_from("\x00\x1b\x7f\x80\x85\x9f\u2028\ufffe\uffff\n\t\r\"'<&"))


def written(text: str) -> str:
    out = io.TextIOWrapper(io.BytesIO())
    with contextlib.redirect_stdout(out):
        record(text)
    return out.buffer.getvalue().decode("utf-8")


@pytest.mark.requirement("REQ-071")
@given(title=TEXTS, text=TEXTS)
def test_every_record_can_be_read_back_whatever_the_text_holds(title: str, text: str) -> None:
    snapshot = a_snapshot(an_item("R-1", title=title or "t", text=text), an_item("R-2"), a_link("R-1 derives R-2"))
    forms = {form: plugins.record(f"snapshot-{form}").render(snapshot) for form in ("json", "graphml", "csv", "dot")}
    read = {form: written(said) for form, said in forms.items()}
    assert read == forms
    assert json.loads(read["json"])["items"][0]["text"] == text
    assert len(ET.fromstring(read["graphml"]).findall(".//{*}node")) == 2  # noqa: S314 - it is our own
    assert len(list(csv.reader(io.StringIO(read["csv"], newline="")))) == 2
    labels = [line for line in read["dot"].split("\n") if "[label=" in line]
    assert len([json.loads(line.partition("[label=")[2].removesuffix("];")) for line in labels]) == 3


@pytest.mark.requirement("REQ-071")
def test_words_for_people_hold_no_control_character() -> None:
    out = io.TextIOWrapper(io.BytesIO())
    with contextlib.redirect_stdout(out):
        result("a\x1b[31m\x85b\n")
    assert out.buffer.getvalue() == b"a\\x1b[31m\\x85b\n"


@pytest.mark.requirement("REQ-071")
@pytest.mark.parametrize("sign", ["\n", "\r", "\t", "\x1b", "\x85", "\u2028"])
def test_a_file_name_never_splits_the_line_of_a_problem(sign: str) -> None:
    place = Location(f"docs/a{sign}nl.md", 3)
    line = problem_line(Diagnostic("orphan-item", DiagnosticSeverity.WARNING, same(f"x{sign}"), place), Language.EN)
    assert len(line.splitlines()) == 1
    assert line.startswith("docs/a\\")
