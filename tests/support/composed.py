"""Documents as a reader gets them: the packaged outlines and words, composed from the hand-built assessments."""

from functools import cache
from importlib.resources import files

from medtrace import plugins
from medtrace.app.house import Shapes
from medtrace.config.profiles import load_profile, load_words
from medtrace.documents._block import BlockBuilder
from medtrace.documents._compose import compose
from medtrace.documents._words import Wordbook
from medtrace.model.assessment import Assessment
from medtrace.model.document import Document, Section
from medtrace.model.profile import Outline

OUTLINES = ("update-history", "traceability", "test-evidence", "judgement-record")


@cache
def words() -> Wordbook:
    """The packaged words."""
    return Wordbook(load_words((files("medtrace.templates") / "words.yaml").read_text("utf-8"), path="words.yaml"))


@cache
def builders() -> dict[str, BlockBuilder[object]]:
    """Every block builder of ours by name."""
    return {name: plugins.block(name) for name in plugins.own_names("documents")}


@cache
def outlines() -> dict[str, Outline]:
    """The packaged outlines by id, with their options read as the app reads them."""
    profile = load_profile("nmpa-2022", rules=None, blocks=Shapes("documents"))
    return {outline.id: outline for outline in profile.outlines}


def composed(name: str, assessment: Assessment) -> Document:
    """One packaged document of an assessment."""
    return compose(outlines()[name], assessment, builders(), words())


def every_section(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The sections and all below them, in order."""
    return tuple(found for one in sections for found in (one, *every_section(one.sections)))
