"""`trace review --format json`: the suspect links of HEAD (schema `medtrace/suspects/1`)."""

from typing import Any

from medtrace.model.review import Suspect
from medtrace.renderers._renderer import record_renderer
from medtrace.renderers._shapes import Json, dump, problem, revision


@record_renderer("suspects-json", of="suspects")
def suspects_json(listed: Any) -> str:  # noqa: ANN401 - the noun belongs to the use case above
    """Each suspect link with the commit that made it one; `review` is the record that no longer counts, or null."""
    return dump(
        {
            "schema": "medtrace/suspects/1",
            "revision": revision(listed.revision),
            "suspects": [_suspect(one) for one in listed.suspects.links],
            "problems": [problem(one) for one in listed.suspects.notes],
        }
    )


def _suspect(one: Suspect) -> Json:
    link, change = one.link, one.change
    return {
        "source": link.source,
        "kind": link.kind,
        "target": link.target,
        "path": link.location.path,
        "line": link.location.line,
        "changed_in": {"sha": change.commit, "when": change.when, "subject": change.subject},
        "source_digest": one.source_digest,
        "target_digest": one.target_digest,
        "review": str(one.review.location) if one.review else None,
    }
