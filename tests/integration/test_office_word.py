"""A DOCX as an office program sees it: converted to PDF, no page empty, no id torn, heads repeated."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from medtrace.renderers.word import word
from medtrace.words import Language
from tests.support.documents import rich

pytestmark = [pytest.mark.office, pytest.mark.requirement("REQ-065")]
ROWS = 60


@pytest.fixture(scope="module", params=list(Language), ids=lambda language: language.value)
def pages(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Language, list[str]]:
    """Texts of the pages, in the layout of the page."""
    for program in ("soffice", "pdftotext"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")
    folder = tmp_path_factory.mktemp("office")
    source = folder / "document.docx"
    source.write_bytes(word.render(rich(ROWS), request.param))
    return request.param, _pages(source, folder)


def _pages(source: Path, folder: Path) -> list[str]:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(source)]
    subprocess.run(convert, check=True, capture_output=True, timeout=300)
    target = source.with_suffix(".pdf")
    read = subprocess.run(["pdftotext", "-layout", str(target), "-"], check=True, capture_output=True, timeout=60)
    return read.stdout.decode().split("\f")[:-1]


def test_the_pages_are_there_and_none_is_empty(pages: tuple[Language, list[str]]) -> None:
    language, texts = pages
    assert 7 <= len(texts) <= 20
    for number, text in enumerate(texts, 1):
        foot = f"Page {number} of {len(texts)}" if language is Language.EN else f"第 {number} 页 / 共 {len(texts)} 页"
        assert foot in text
        assert len([line for line in text.splitlines() if line.strip()]) > 4, f"page {number} holds nothing"


def test_no_id_is_torn(pages: tuple[Language, list[str]]) -> None:
    found = set(re.findall(r"REQ-DCM-\d\d", "\n".join(pages[1])))
    assert found == {f"REQ-DCM-{number:02d}" for number in range(1, ROWS + 1)}
    torn = [
        line for text in pages[1] for line in text.splitlines() if re.search(r"(?:REQ|DCM|URS|SDD|RSK)-(?:\s|$)", line)
    ]
    assert torn == []


def test_the_head_of_the_table_is_repeated(pages: tuple[Language, list[str]]) -> None:
    language, texts = pages
    word_of_head = "Requirement" if language is Language.EN else "用户需求"
    holding_rows = [text for text in texts if re.search(r"REQ-DCM-\d\d", text)]
    assert len(holding_rows) > 3
    assert all(word_of_head in text for text in holding_rows)


def test_the_first_page_has_facts_and_signatures(pages: tuple[Language, list[str]]) -> None:
    language, texts = pages
    titles = ("Software traceability analysis report",) if language is Language.EN else ("软件可追溯性分析报告",)
    for words in (*titles, "V1.3.0.2", "ECG-AF-SW-TR-01"):
        assert words in texts[0]
    assert ("Approved by" if language is Language.EN else "批准") in " ".join(texts[0].split())
