"""The hand-built document in every format, held as files; `--update-golden` writes them anew."""

from pathlib import Path

import pytest

from medtrace.renderers._archive import members
from medtrace.renderers.markdown import markdown
from medtrace.renderers.web_page import web_page
from medtrace.renderers.word import word
from medtrace.words import Language
from tests.support.documents import rich

HERE = Path(__file__).parent
# Tags of a DOCX end lines, so that a difference reads like one; no text changes by it, for none holds a tag.
_PARTS = ("word/document.xml", "word/header2.xml", "word/footer1.xml")


def _office(language: Language) -> bytes:
    parts = members(word.render(rich(2), language))
    return b"\n".join(parts[name].replace(b"><", b">\n<") for name in _PARTS) + b"\n"


CASES = [
    *(
        (f"rich.{language.value}.md", lambda language=language: markdown.render(rich(2), language))
        for language in Language
    ),
    ("rich.zh-en.html", lambda: web_page.render(rich(2), Language.BOTH)),
    ("rich.en.html", lambda: web_page.render(rich(2), Language.EN)),
    ("rich.zh-en.docx.xml", lambda: _office(Language.BOTH)),
]


@pytest.mark.parametrize("name", [name for name, _ in CASES])
@pytest.mark.requirement("REQ-060", "REQ-065", "REQ-066")
def test_rendered_files(name: str, golden: bool) -> None:
    data = dict(CASES)[name]()
    if golden:
        (HERE / name).write_bytes(data)
    assert data.decode() == (HERE / name).read_bytes().decode()
