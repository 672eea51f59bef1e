"""Changed lines of build, deployment or components that no rule reads: what they mean was not assessed.

What it reads: changed product files of mapped components that carry a tag which no row looks at (`platform`,
`deployment`), and manifests, container and deployment files, lock files and scripts of every other component. `ENV` in
a Dockerfile, `replicas:` of a deployment, a directive of nginx, an option of CMake, a step of a Jenkinsfile: lines that
no finding and no question speaks of are named by component, with file, line, commit and text before and after.

Comments, blanks, layout and the product's own version in a manifest say nothing. A lock file is named where no finding
speaks of it at all. Files of which another row already says that they could not be read are not told twice, and texts
for readers (Markdown and its like) are left out.

The answer needs the findings of the other rows, so this rule yields nothing by itself: `rules/_left_unread.py` looks
after them. Options: none.
"""

from collections.abc import Iterator

from medtrace.model.change import ChangeSet
from medtrace.model.verdict import Hit
from medtrace.rules._rule import NoOptions, Sight, rule


@rule("unread-lines", options=NoOptions, sees=Sight.READ)
def unread_lines(_changes: ChangeSet, _options: NoOptions) -> Iterator[Hit]:
    """Nothing: see `rules/_left_unread.py`."""
    yield from ()
