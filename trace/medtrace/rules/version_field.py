"""The field of the version that moved is not the one that the naming rule calls for.

What it reads: the release tags of both ends under `version:` of `trace.yaml`, and what every other row found.
`v1.2` → `v1.3` moves Y; where a core algorithm changed and X covers `enhancement-major`, `v2.0` was due.

A field that is too low is certain. One that is too high is a question, for a change may be major for reasons that
no rule can see. Without a naming rule, or where an end has no release tag, nothing was compared, and that is said.

The answer needs the findings of the other rows, so this rule yields nothing by itself: `rules/_versioning.py` looks
after the fold. Options: none. Basis: G9 二(七) and footnote 8.
"""

from collections.abc import Iterator

from medtrace.model.change import ChangeSet
from medtrace.model.verdict import Hit
from medtrace.rules._rule import NoOptions, rule


@rule("version-field", options=NoOptions)
def version_field(_changes: ChangeSet, _options: NoOptions) -> Iterator[Hit]:
    """Nothing: see `rules/_versioning.py`."""
    yield from ()
