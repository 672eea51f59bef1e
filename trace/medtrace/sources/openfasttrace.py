"""Specification items and coverage tags as OpenFastTrace writes them.

    ### Alarm within ten seconds              // [impl->dsn~alarm.delay~1]
    `req~alarm.delay~1`                       // [utest -> dsn~alarm.delay~1]
                                              // [impl~alarm-timer~1->dsn~alarm.delay~1>>utest]
    The alarm sounds within 10 s.

    Rationale:
    ...
    Covers:
    * [`feat~alarm~1`](needs.md#alarm)        arch --> dsn : req~alarm.delay~1

    Needs: dsn, utest

Files `.md`, `.markdown`, `.rst` and `.rest` are read as pages; every other file is code and is read for tags.

**Pages.** The id stands alone in its line or right below its heading, which is the title; the item ends at the next
heading, id or forwarding. Description, rationale and comment are its text, without their labels. `Covers:` and
`Depends:` name items in a list or in the same line, every one a link whether its target is known or not; `Needs:`,
`Tags:` and `Status:` are the attributes `needs`, `tags` and `status`. A forwarding makes an item of its own with the
attribute `forwards`. In code fences and between `oft:off` and `oft:on` nothing begins, though a heading ends an item,
and what stands there is text of the item around it; HTML comments hide nothing, as in OpenFastTrace. What follows a
list of `Covers:` or `Depends:` without a label is no text.

**Code.** The file covers the target; a tag that bears a name or asks for coverage (`>>`) is an item where `id` matches
it. Tags of the short form `[[name:1]]` are not read, for their type stands in another file.

Told: an entry of a list without an id (`reference-without-id`), an id without revision or one that `id` does not match
(`item-without-id`), what looks like a tag and is none (`tag-unreadable`), a fence that is never closed.

Options:
    revision: whether the revision is part of the id, so that `~1` and `~2` are two items; true by default. Otherwise
        ids end before it (`req~alarm.delay`), it is the attribute `revision`, and links bear it too.
    kinds: artifact type → item kind, such as `{feat: user-need, req: requirement, dsn: design}`; items of other types
        are left alone. Without it every item of a page is of the source's own kind.

`Covers` is a link `derives`, from a test `verifies`, from code `implements`; `Depends` is a link `uses`. `impl` is code
and what ends with `test` a test, unless `kinds` says otherwise. `links` with these two fields names other kinds.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from medtrace.model.items import Diagnostic, DiagnosticSeverity, ItemKind, Link, LinkKind, Location, make_item
from medtrace.sources._openfasttrace_ids import Reference
from medtrace.sources._openfasttrace_pages import PAGES, page_lines
from medtrace.sources._openfasttrace_specs import Spec, specs
from medtrace.sources._openfasttrace_tags import CoverageTag, coverage_tags
from medtrace.sources._source import FieldLink, Files, Parsed, Setup, source
from medtrace.sources._text import text_of
from medtrace.words import Localized


@dataclass(frozen=True, slots=True)
class Options:
    """What an id is, and which type is which kind of item."""

    revision: bool = True
    kinds: tuple[tuple[str, ItemKind], ...] = ()

    def kind(self, artifact: str) -> str:
        """The kind of item of an artifact type, empty where none is said."""
        return dict(self.kinds).get(artifact, "")


@source("openfasttrace", options=Options)
def openfasttrace(files: Files, setup: Setup[Options]) -> Iterator[Parsed]:
    """Items, links and problems of each file."""
    for blob in files.own:
        if blob.is_binary:
            continue
        text, problems = text_of(blob)
        yield from problems
        if blob.path.lower().endswith(PAGES):
            for one in specs(page_lines(text, blob.path), blob.path):
                yield from (one,) if isinstance(one, Diagnostic) else _spec(one, setup, blob.path)
        else:
            yield from dict.fromkeys(_tags(text, setup, blob.path))


def _spec(spec: Spec, setup: Setup[Options], path: str) -> Iterator[Parsed]:
    kind = setup.options.kind(spec.own.artifact) if setup.options.kinds else setup.kind
    if not kind:
        return
    place = Location(path, spec.line)
    if not _is_own(spec.own, setup):
        yield from _of_no_source(spec.own, setup, place)
        return
    identity = spec.own.id(revision=setup.options.revision)
    said = (
        ("needs", ", ".join(spec.needs)),
        ("tags", ", ".join(spec.tags)),
        ("status", spec.status),
        ("forwards", "true" if spec.forwards else ""),
        *_revision(spec.own, setup),
    )
    attributes = tuple(pair for pair in said if pair[1])
    title, text = spec.title, spec.text
    yield make_item(
        identity, kind, title=title, text=text, location=place, attributes=attributes, counted=("revision",)
    )
    for word, target, line in spec.named:
        how = _how(setup, spec.own.artifact, kind, word)
        yield _link(identity, how, target, Location(path, line), setup, word)


def _tags(text: str, setup: Setup[Options], path: str) -> Iterator[Parsed]:
    """Items and links of code; a place that says the same again says it once."""
    seen: set[tuple[str, str, str]] = set()
    for tag in coverage_tags(text, path):
        if isinstance(tag, Diagnostic):
            yield tag
            continue
        kind = _usual(tag.artifact, setup)
        owner = path
        if tag.own and _is_own(tag.own, setup):
            owner = tag.own.id(revision=setup.options.revision)
            yield _tag_item(tag, tag.own, kind, setup, path)
        how = _how(setup, tag.artifact, kind, "Covers")
        link = _link(owner, how, tag.target, Location(path, tag.line), setup, tag.artifact)
        key = (owner, how.kind, tag.target.id(revision=True))
        if key not in seen:
            seen.add(key)
            yield link


def _tag_item(tag: CoverageTag, own: Reference, kind: str, setup: Setup[Options], path: str) -> Parsed:
    needs = (("needs", ", ".join(tag.needs)),) if tag.needs else ()
    return make_item(
        own.id(revision=setup.options.revision),
        kind,
        title=own.name,
        text="",
        location=Location(path, tag.line),
        attributes=(*needs, *_revision(own, setup)),
        counted=("revision",),
    )


def _is_own(own: Reference, setup: Setup[Options]) -> bool:
    """Whether `id` says so; it may be written with the revision or without."""
    return any(setup.id.fullmatch(own.id(revision=with_it)) for with_it in (True, False))


def _of_no_source(own: Reference, setup: Setup[Options], place: Location) -> Iterator[Diagnostic]:
    if not any(setup.known.fullmatch(own.id(revision=with_it)) for with_it in (True, False)):
        said = own.id(revision=True)[:60]
        zh = f"“{said}”不符合该来源的编号规则，该条目未读取"
        en = f"“{said}” does not match the id pattern of this source; the item was not read"
        yield Diagnostic("item-without-id", DiagnosticSeverity.WARNING, Localized(zh, en), place)


def _usual(artifact: str, setup: Setup[Options]) -> str:
    """What an artifact type is by its name, where no option says it."""
    if artifact == "impl":
        usual: str = ItemKind.UNIT
    else:
        usual = ItemKind.TEST if artifact.lower().endswith("test") else setup.kind
    return setup.options.kind(artifact) or usual


def _how(setup: Setup[Options], artifact: str, kind: str, word: str) -> FieldLink:
    """The kind of link of `Covers` or `Depends`."""
    covering: dict[str, str] = {ItemKind.TEST: LinkKind.VERIFIES, ItemKind.UNIT: LinkKind.IMPLEMENTS}
    usual = covering.get(_usual(artifact, setup), LinkKind.DERIVES) if word == "Covers" else LinkKind.USES
    return setup.links.get((kind, word), FieldLink(usual))


def _link(owner: str, how: FieldLink, target: Reference, place: Location, setup: Setup[Options], word: str) -> Link:
    named = target.id(revision=setup.options.revision)
    ends = (named, owner) if how.reverse else (owner, named)
    return Link(ends[0], how.kind, ends[1], place, (*_revision(target, setup), ("word", word)))


def _revision(said: Reference, setup: Setup[Options]) -> Iterable[tuple[str, str]]:
    """The revision as an attribute, where it is no part of the id."""
    return () if setup.options.revision else (("revision", said.revision),)
