"""A controlled document of the quality system is another at the newer end: by digest, edition or file.

What it reads: `controlled_documents` of both ends, the files that they name in both trees, and items that stand for
such a document: by their kind, or by a title such as 预期用途. An edition with another SHA-256 fires once with both
editions; where only the name of the edition differs, or a document was not declared before, a person judges.
White space in the text of such a file says nothing; its other lines are shown as they were and are.

Options:
  kinds: kinds of document whose change is meant
  asked: kinds of document that may hold it among other things: a question
  items: kinds of item that state the same
  titles: titles of items that state the same, without their number, in any language

Where neither a document nor an item of these is declared, the answer is not assessable: 未提供受控文件.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from medtrace.expressions import expression
from medtrace.model.change import ChangeSet, ItemChange
from medtrace.model.items import Artifact, normalised
from medtrace.model.project import ControlledDocument
from medtrace.model.snapshot import Snapshot
from medtrace.model.verdict import Confidence, Evidence, Hit
from medtrace.rules._items import changed_items, evidence, said
from medtrace.rules._rule import rule
from medtrace.rules._stated import stated, unassessed
from medtrace.syntax.lines import Hunk, hunks
from medtrace.words import Localized

SHOWN = 20
_NUMBER = expression(r"[\d.．、\s（）()]{0,20}")
_NOTHING = Localized(
    "待判定（未提供受控文件）",
    "open: the configuration declares no controlled document of this kind, and no item states it",
)


@dataclass(frozen=True, slots=True)
class Options:
    """Which documents and items a row asks for."""

    kinds: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _State:
    """A document at one end: edition and digest as declared, and the blob of its file there."""

    edition: str = ""
    digest: str = ""
    blob: str = ""

    @property
    def shown(self) -> str:
        """What evidence shows of it."""
        digest = f"sha256 {self.digest}" if self.digest else f"git {self.blob}" if self.blob else ""
        return " ".join(filter(None, (self.edition, digest)))


@rule("controlled-documents", options=Options)
def controlled_documents(changes: ChangeSet, options: Options) -> Iterator[Hit]:
    """One hit per document and item that differs, and one where none is declared."""
    wanted = (*options.kinds, *options.asked)
    older = {_key(one): one for one in changes.declared_before.documents if one.kind in wanted}
    newer = {_key(one): one for one in changes.declared_after.documents if one.kind in wanted}
    for key in sorted({*older, *newer}):
        yield from _document(changes, older.get(key), newer.get(key), options)
    named = tuple(item for end in (changes.before, changes.after) for item in end.items if _states(item, options))
    kinds = tuple(sorted({item.kind for item in named}))
    for change in changed_items(changes, kinds):
        if _states(change.before, options) or _states(change.after, options):
            yield _item(changes, change)
    if not (older or newer or named):
        yield from unassessed("documents", _NOTHING)


def _key(document: ControlledDocument) -> str:
    return document.number or f"{document.kind} {document.name.zh or document.name.en}"


def _states(item: Artifact | None, options: Options) -> bool:
    """Whether an item stands for the document: by its kind or by its title without a number before it."""
    if item is None:
        return False
    return item.kind in options.items or _bare(item.title) in {one.casefold() for one in options.titles}


# Each row asks of every item at both ends.
@lru_cache(maxsize=20_000)
def _bare(title: str) -> str:
    return _NUMBER.sub("", normalised(title), count=1).strip().casefold()


def _document(
    changes: ChangeSet, old: ControlledDocument | None, new: ControlledDocument | None, options: Options
) -> Iterator[Hit]:
    before, after = _before(changes, old, new), _state(new, changes.after)
    document = new or old
    if document is None or before == after:
        return
    told = bool(old and new and changes.declared_before.is_own) or bool(before.blob and after.blob)
    differs = _other(before.digest, after.digest) or _other(before.blob, after.blob)
    places = _hunks(changes, document)
    if places == ():
        differs = _other(before.digest, after.digest)
    if told and not differs and before.edition == after.edition:
        return
    sure = told and differs and document.kind in options.kinds
    name = document.name
    yield Hit(
        subject=f"document:{_key(document)}",
        summary=Localized(
            f"受控文件“{name.zh}”：{_said(before).zh} → {_said(after).zh}",
            f"Controlled document {name.en or name.zh}: {_said(before).en} → {_said(after).en}",
        ),
        evidence=_pieces(changes, document, places or ()) or (_evidence(changes, document, before, after),),
        confidence=Confidence.CERTAIN if sure else Confidence.QUESTION,
        unknown="" if sure else "depends",
    )


def _other(one: str, other: str) -> bool:
    return bool(one and other and one != other)


def _hunks(changes: ChangeSet, document: ControlledDocument) -> tuple[Hunk, ...] | None:
    """Where the text of a document's file differs, white space apart; None where it is no text or did not change."""
    file = next((one for one in changes.files if document.path and one.path == document.path), None)
    sides = changes.blobs(file) if file else (None, None)
    known = [side for side in sides if side is not None and side.data is not None and not side.is_binary]
    texts = [side.decode().text for side in known]
    return hunks(texts[0], texts[1]) if len(texts) == len(sides) else None


def _pieces(changes: ChangeSet, document: ControlledDocument, found: tuple[Hunk, ...]) -> tuple[Evidence, ...]:
    commits = changes.commits_touching(document.path)
    return tuple(Evidence(document.path, one.new_line, commits, one.before, one.after) for one in found[:SHOWN])


def _before(changes: ChangeSet, old: ControlledDocument | None, new: ControlledDocument | None) -> _State:
    """The document at the older end; where that declares nothing of its own, the file there and the baseline."""
    if changes.declared_before.is_own or new is None:
        return _state(old, changes.before)
    entry = changes.before.entry_by_path.get(new.path)
    return _State(new.baseline_edition, new.baseline_sha256, entry.id if entry else "")


def _state(document: ControlledDocument | None, end: Snapshot) -> _State:
    if document is None:
        return _State()
    entry = end.entry_by_path.get(document.path)
    return _State(document.current_edition, document.current_sha256, entry.id if entry else "")


def _said(state: _State) -> Localized:
    if state.edition:
        return Localized(state.edition, state.edition)
    return Localized("版次未声明", "edition not stated") if state.digest or state.blob else Localized("无", "none")


def _evidence(changes: ChangeSet, document: ControlledDocument, before: _State, after: _State) -> Evidence:
    """The file where the range changed it, else the line of the configuration."""
    commits = changes.commits_touching(document.path) if document.path else ()
    if commits:
        return Evidence(document.path, 0, commits, before.shown, after.shown)
    beside = tuple(filter(None, (document.number or document.name.zh, after.edition, after.digest)))
    place = stated(changes, before.shown, "", beside=beside)
    return Evidence(place.path, place.line, place.commits, before.shown, after.shown)


def _item(changes: ChangeSet, change: ItemChange) -> Hit:
    words, item = said(change.kind), change.item
    return Hit(
        subject=f"item:{item.id}",
        summary=Localized(f"{words.zh}条目 {item.id}“{item.title}”", f"{item.id} {words.en}: {item.title}"),
        evidence=evidence(changes, change),
        confidence=Confidence.LIKELY,
        items=(item.id,),
    )
