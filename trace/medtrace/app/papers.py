"""The controlled documents that a statement about an update leans on."""

from medtrace.model.project import ControlledDocument

_PAPERS = ("intended-use", "ifu", "ptr", "risk-file")


def papers_missing(papers: tuple[ControlledDocument, ...]) -> tuple[str, ...]:
    """The kinds of controlled document that are not given as approved and as they stand."""
    given = {
        one.kind
        for one in papers
        if (one.baseline_edition or one.baseline_sha256) and (one.current_edition or one.current_sha256)
    }
    return tuple(kind for kind in _PAPERS if kind not in given)
