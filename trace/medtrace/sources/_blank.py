"""An item whose text was left blank although its format has a place for it: a title alone is no requirement."""

from collections.abc import Iterator

from medtrace.model.items import WRITTEN_OUT, Artifact, Diagnostic, DiagnosticSeverity
from medtrace.model.nothing import says_none
from medtrace.words import Localized


def told_blank(item: Artifact, field: str) -> Iterator[Diagnostic]:
    """The problem of an item without text, of a kind that people write out; `field` is where the text belongs."""
    if item.kind not in WRITTEN_OUT or (item.text.strip() and not says_none(item.text)):
        return
    place = (f"（{field}）", f" ({field})") if field else ("", "")
    rest = ("只有名称", "only a title") if item.title.strip() else ("只有编号", "only its id")
    words = Localized(
        f"{item.id} 的正文{place[0]}为空，{rest[0]}", f"the text{place[1]} of {item.id} is blank: {rest[1]}"
    )
    yield Diagnostic("placeholder", DiagnosticSeverity.WARNING, words, item.location)
