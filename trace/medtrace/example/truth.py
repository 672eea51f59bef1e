"""The truth beside the example: computed from its worlds, never typed, so that tests can hold the tool against it."""

from collections import Counter
from dataclasses import asdict
from itertools import pairwise

from medtrace.example.content import Item
from medtrace.example.faults import FAULTS, Fault
from medtrace.example.gaps import gaps
from medtrace.example.history import Commit, History
from medtrace.example.judgement import Judgement, judge
from medtrace.example.links import KINDS, links
from medtrace.example.ranges import changed_fields, citations, items, place
from medtrace.example.world import World
from medtrace.expressions import expression

_FAILED = expression(r'<property name="test_id" value="(TC-\d{3})"/>\s*</properties>\s*<failure')


def expected(history: History) -> dict[str, object]:
    """What a correct tool finds: per tag its items, links and problems, per range its changes, commits and triggers."""
    names = released(history)
    pairs = [*pairwise(names), *_wide(names)]
    return {
        "schema": "medtrace/example-truth/1",
        "options": sorted(history.options),
        "tags": {tag.name: _state(history, tag.name) for tag in history.tags},
        "ranges": {f"{older}..{newer}": _range(history, older, newer) for older, newer in pairs},
        "faults": [_fault(fault) for fault in FAULTS if fault.id in history.options],
    }


def _fault(fault: Fault) -> dict[str, object]:
    return {**asdict(fault), "about": list(fault.about)}


def released(history: History) -> list[str]:
    """The tags that the naming rule knows, oldest first; that of the hospital is none."""
    return [tag.name for tag in history.tags if "-" not in tag.name]


def counts(history: History) -> dict[str, dict[str, int]]:
    """How many items of each kind, links, files and commits stand at each tag."""
    return {tag.name: _counted(history, tag.name) for tag in history.tags}


def _wide(names: list[str]) -> list[tuple[str, str]]:
    """The ranges of the README and of the filing."""
    last = names[-1]
    return [("v1.1", "v1.2.2"), ("v1.2", "v1.2.2"), ("v1.2", last), ("v1.1", last)]


def _counted(history: History, tag: str) -> dict[str, int]:
    key = history.tagged(tag)
    world = history.worlds[key]
    kinds = Counter(KINDS[item.table] for item in items(world).values())
    return {
        **{kind: kinds[kind] for kind in dict.fromkeys(KINDS.values())},
        "automated-test": len(world.table("tests")),
        "manual-test": len(world.table("manual")),
        "link": len(links(world)),
        "commit": len(history.ancestry(key)),
    }


def _state(history: History, tag: str) -> dict[str, object]:
    world = history.worlds[history.tagged(tag)]
    return {
        "version": world.facts["version"],
        "counts": _counted(history, tag),
        "items": [_named(item) for _, item in sorted(items(world).items())],
        "links": [asdict(link) for link in links(world)],
        "problems": [asdict(gap) for gap in gaps(world)],
        "results": _results(world),
    }


def _results(world: World) -> list[dict[str, object]]:
    files = sorted((path, text) for path, text in world.files.items() if path.startswith("results/"))
    return [
        {"path": path, "cases": text.count("<testcase "), "failed": sorted(_FAILED.findall(text))}
        for path, text in files
    ]


def _range(history: History, older: str, newer: str) -> dict[str, object]:
    before, after = _ends(history, older, newer)
    commits = history.between(older, newer)
    return {
        "items": _changed_items(before, after),
        "links": _changed_links(before, after),
        "commits": [_commit(history, commit) for commit in commits],
        "unlinked_commits": [commit.subject for commit in commits if not citations(history, commit)],
        "judgement": _judged(judge(before, after)),
        "steps": _steps(history, older, newer),
    }


def _ends(history: History, older: str, newer: str) -> tuple[World, World]:
    return history.worlds[history.tagged(older)], history.worlds[history.tagged(newer)]


def _steps(history: History, older: str, newer: str) -> list[dict[str, object]]:
    """The released steps of a range, each judged by itself: what was shipped and taken back counts too."""
    names = released(history)
    inside = names[names.index(older) : names.index(newer) + 1]
    return [
        {"range": f"{first}..{second}", "major": list(judge(*_ends(history, first, second)).major)}
        for first, second in pairwise(inside)
    ]


def _judged(judgement: Judgement) -> dict[str, object]:
    return {
        "major": list(judgement.major),
        "minor": list(judgement.minor),
        "questions": list(judgement.questions),
        "moved_field": judgement.moved_field,
        "expected_field": judgement.expected_field,
    }


def _changed_items(before: World, after: World) -> dict[str, object]:
    old, new = items(before), items(after)
    both = [(old[key], new[key]) for key in sorted(old.keys() & new.keys())]
    return {
        "added": [_named(new[key]) for key in sorted(new.keys() - old.keys())],
        "removed": [_named(old[key]) for key in sorted(old.keys() - new.keys())],
        "changed": [
            {**_named(two), "fields": list(changed_fields(one, two))} for one, two in both if changed_fields(one, two)
        ],
        "moved": [
            {"id": two.id, "from": place(before, one), "to": place(after, two)}
            for one, two in both
            if place(before, one) != place(after, two)
        ],
    }


def _named(item: Item) -> dict[str, str]:
    return {"id": item.id, "kind": KINDS[item.table]}


def _changed_links(before: World, after: World) -> dict[str, object]:
    old, new = set(links(before)), set(links(after))
    return {
        "added": [asdict(link) for link in sorted(new - old)],
        "removed": [asdict(link) for link in sorted(old - new)],
    }


def _commit(history: History, commit: Commit) -> dict[str, object]:
    return {
        "key": commit.key,
        "subject": commit.subject,
        "merge": len(commit.parents) > 1,
        "ids": [asdict(citation) for citation in citations(history, commit)],
    }
