"""Suspect links and the reviews of people that settle them."""

from dataclasses import dataclass
from enum import StrEnum

from medtrace.model.ids import ItemId, Sha
from medtrace.model.items import Link, Location

DIGEST_SHOWN = 16


class ReviewOutcome(StrEnum):
    """What a person found: the link still holds, or the source has yet to follow."""

    CONFIRMED = "confirmed"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Review:
    """A person's word on one link: who looked, in which role, when and why; digests say at what they looked."""

    source: str
    target: ItemId
    outcome: ReviewOutcome
    reason: str
    by: str
    role: str
    on: str
    source_digest: str
    target_digest: str
    location: Location


@dataclass(frozen=True, slots=True)
class TargetChange:
    """The newest commit that changed the meaning of an item, and who cites it and has followed.

    `followed` names the citing items and files that were changed, or that made their link, in that commit or in one
    that contains it: whoever did that had the newer text before them.
    """

    commit: Sha
    when: str
    subject: str
    followed: frozenset[str]


@dataclass(frozen=True, slots=True)
class Suspect:
    """A link whose target changed in meaning after its source last did; `review` is a record that is out of date."""

    link: Link
    change: TargetChange
    source_digest: str
    target_digest: str
    review: Review | None = None
