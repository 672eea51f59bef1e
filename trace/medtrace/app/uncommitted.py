"""A configuration that nobody committed yet: what stands between `trace init` and the first commit of its proposal."""

from pathlib import Path

from medtrace.app.house import CONFIG_NAME
from medtrace.gitio.repository import open_repository


def uncommitted_config(root: Path) -> Path | None:
    """The `trace.yaml` of the working folder where HEAD holds none; nothing in any other case.

    Raises:
        EvidenceError: no repository, or one without a commit.
    """
    with open_repository(root) as repository:
        folder = repository.working_folder
        if folder is None or repository.tree(repository.resolve("HEAD")).entry(CONFIG_NAME):
            return None
    file = folder / CONFIG_NAME
    return file if file.is_file() else None
