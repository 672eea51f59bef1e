"""Formats of requirements that a repository shows and that no source reads yet."""

import re
from pathlib import PurePosixPath

from medtrace.config.folders import is_fixture
from medtrace.config.survey import Survey

_BY_NAME = (
    ("StrictDoc .sdoc", re.compile(r".*\.sdoc")),
    ("TRLC .trlc", re.compile(r".*\.trlc")),
    ("ReqIF .reqif", re.compile(r".*\.reqifz?", re.IGNORECASE)),
    ("Doorstop .doorstop.yml", re.compile(r"(?:.*/)?\.doorstop\.ya?ml")),
)
_BY_TEXT = (
    (
        "reStructuredText (.. item::, .. req::)",
        (".rst",),
        re.compile(r"^[ \t]*\.\. (?:item|[a-z_]*req|need|spec|requirement)::[ \t]+\S", re.MULTILINE),
    ),
    (
        "OpenFastTrace (req~…~1)",
        (".md", ".markdown", ".rst"),
        re.compile(r"^[ \t]*`?(?:req|feat|dsn|arch|scn|constr)~[\w.-]+~\d+`?[ \t]*$", re.MULTILINE),
    ),
)


def unread(survey: Survey) -> tuple[str, ...]:
    """Names of formats that were seen, outside of tests and examples."""
    own = [path for path in survey.paths if not is_fixture(path)]
    found = [name for name, sign in _BY_NAME if any(sign.fullmatch(path) for path in own)]
    for name, suffixes, sign in _BY_TEXT:
        texts = (
            text
            for path, text in survey.samples
            if PurePosixPath(path).suffix.lower() in suffixes and not is_fixture(path)
        )
        if any(sign.search(text) for text in texts):
            found.append(name)
    return tuple(found)
