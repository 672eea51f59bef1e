"""Which rules a change set can wake: the others could only say that nothing was assessed, and need no import.

For who asks what fired and what a person must decide, and for nobody else: an assessment says what was not assessed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from medtrace.model.change import ChangeSet
from medtrace.model.globs import any_of
from medtrace.model.verdict import RuleUse, Trigger
from medtrace.rules._rule import Sense, Sight


def awake(
    triggers: tuple[Trigger, ...], senses: Mapping[str, Sense], changes: ChangeSet, declared: str
) -> Iterator[Trigger]:
    """The rows with the uses of rules that may fire or ask; all of them where the file `declared` itself changed."""
    paths = {path for file in changes.files for path in (file.path, file.change.before_path)}
    for trigger in triggers:
        uses = tuple(use for use in trigger.rules if declared in paths or _wakes(use, senses[use.rule], changes, paths))
        if uses:
            yield replace(trigger, rules=uses)


def unmapped_tags(triggers: tuple[Trigger, ...], changes: ChangeSet) -> tuple[str, ...]:
    """Tags that rows of the table look for and that no component carries, in the order of the table."""
    asked = (tags for trigger in triggers for use in trigger.rules if (tags := _tags(use)))
    return tuple(dict.fromkeys(tags[0] for tags in asked if not any(changes.tagged(tag) for tag in tags)))


def _wakes(use: RuleUse, sense: Sense, changes: ChangeSet, paths: set[str]) -> bool:
    match sense.sees:
        case Sight.TAGGED:
            tags = _tags(use)
            return not tags or any(changes.tagged(tag) for tag in tags)
        case Sight.READ:
            return any(map(any_of(sense.reads).match, paths))
        case Sight.ALL:
            return True


def _tags(use: RuleUse) -> tuple[str, ...]:
    options = dict(use.options)
    many = options.get("tags", ())
    return tuple(str(one) for one in (*(many if isinstance(many, tuple) else ()), options.get("tag")) if one)
