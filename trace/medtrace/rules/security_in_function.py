"""Changes of cybersecurity that lie in components of a core algorithm or of clinical function.

What it reads: what `security-settings`, `network-exposure` and `electronic-interfaces` find, and the component map.
Where a piece of their evidence lies in a component that carries one of the tags, it is one question: whether the
function of cybersecurity affects intended use, use scenario or core function, a person judges.

Options:
  tags: tags of the component map, such as `[core-algorithm, clinical-function]`

Where no component carries any of the tags, the answer is not assessable.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.model.change import ChangeSet
from medtrace.model.verdict import Confidence, Evidence, Hit
from medtrace.rules import electronic_interfaces as interfaces
from medtrace.rules import network_exposure as network
from medtrace.rules import security_settings as security
from medtrace.rules._deltas import not_mapped
from medtrace.rules._deployment._capabilities import CAPABILITIES
from medtrace.rules._rule import rule
from medtrace.words import Localized

_READS = {
    *security.security_settings.reads,
    *network.network_exposure.reads,
    *interfaces.electronic_interfaces.reads,
}
MOST_PIECES = 10


@dataclass(frozen=True, slots=True)
class Options:
    """Tags of the components that count."""

    tags: tuple[str, ...]


@rule("security-in-function", options=Options, reads=tuple(sorted(_READS)))
def security_in_function(changes: ChangeSet, options: Options) -> Iterator[Hit]:
    """One question for each component of the tags in which something of cybersecurity changed."""
    known = changes.components.known_tags
    if not any(tag in known for tag in options.tags):
        for tag in options.tags[:1]:
            yield from not_mapped(changes, tag)
        return
    found: dict[str, tuple[Hit, list[Evidence]]] = {}
    for hit in _hits(changes):
        for piece in hit.evidence:
            if owner := _owner(changes, piece.path, options.tags):
                found.setdefault(owner, (hit, []))[1].append(piece)
    for owner in sorted(found):
        first, pieces = found[owner]
        yield Hit(
            f"security:{owner}",
            Localized(
                f"软件单元 {owner} 涉及网络安全的变化：{first.summary.zh}；是否影响预期用途、使用场景或核心功能待判定",
                f"Cybersecurity changed in {owner}: {first.summary.en}; whether intended use, use scenario or core "
                "function is affected is open",
            ),
            tuple(dict.fromkeys(pieces))[:MOST_PIECES],
            Confidence.QUESTION,
            unknown="depends",
        )


def _hits(changes: ChangeSet) -> Iterator[Hit]:
    yield from security.security_settings.look(changes, security.Options(tuple(CAPABILITIES)))
    yield from network.network_exposure.look(changes, network.Options(("listening", "door")))
    yield from interfaces.electronic_interfaces.look(changes, interfaces.Options(("more", "other")))


def _owner(changes: ChangeSet, path: str, tags: tuple[str, ...]) -> str:
    owners = (changes.components.owner_tagged(path, tag) for tag in tags)
    return next((owner.id for owner in owners if owner), "")
