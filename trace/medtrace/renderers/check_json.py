"""`trace check --format json`: counts, coverage and problems of a revision (schema `medtrace/check/1`)."""

from typing import Any

from medtrace.renderers._renderer import record_renderer
from medtrace.renderers._shapes import dump, problem, revision


@record_renderer("check-json", of="check")
def check_json(checked: Any) -> str:  # noqa: ANN401 - the noun belongs to the use case above
    """What a check found as JSON; `commits` is null where no range was given."""
    linked_total = checked.commits
    return dump(
        {
            "schema": "medtrace/check/1",
            "revision": revision(checked.revision),
            "items": dict(checked.items),
            "coverage": [
                {"name": one.name, "covered": one.covered, "total": one.total, "missing": list(one.missing)}
                for one in checked.ratios
            ],
            "externals": [
                {"source": one.source, "target": one.target, "path": one.location.path, "line": one.location.line}
                for one in checked.externals
            ],
            "commits": {"linked": linked_total[0], "total": linked_total[1]} if linked_total else None,
            "problems": [problem(one) for one in checked.problems],
        }
    )
