"""Changed product files with both texts, whatever component owns them."""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.model.change import ChangeSet, FileDelta
from medtrace.model.snapshot import Blob
from medtrace.rules._parts._part import is_showing
from medtrace.rules._platform._readers import is_test, is_vendored

AI, CORE = "ai-model", "core-algorithm"
LARGEST = 2_000_000


@dataclass(frozen=True, slots=True)
class Changed:
    """A changed product file; a text is empty where that side does not exist or is no text."""

    file: FileDelta
    before: str
    after: str
    sides: tuple[Blob | None, Blob | None]
    commits: tuple[str, ...]

    @property
    def path(self) -> str:
        """The path at the newer end."""
        return self.file.path

    @property
    def stays(self) -> bool:
        """Whether both ends have the file."""
        return bool(self.file.change.old_blob and self.file.change.new_blob)

    def has(self, tag: str) -> bool:
        """Whether a component that owns the file carries the tag."""
        return tag in self.file.tags


def is_prose(path: str) -> bool:
    """Whether a text is for readers: what it cites is not loaded."""
    return path.lower().endswith((".md", ".rst", ".adoc", ".html"))


def changed(changes: ChangeSet) -> Iterator[Changed]:
    """Every changed product file whose content differs; files of tests, of others and of examples only where mapped."""
    for file in changes.files:
        aside = is_test(file.path) or is_vendored(file.path) or is_showing(file.path)
        if file.product and (file.component or not aside) and file.change.old_blob != file.change.new_blob:
            sides = changes.blobs(file)
            before, after = (_text(side) for side in sides)
            commits = changes.commits_touching(file.path, file.change.before_path)
            yield Changed(file, before, after, sides, commits)


def _text(side: Blob | None) -> str:
    if side is None or side.data is None or side.is_binary or len(side.data) > LARGEST:
        return ""
    return side.decode().text
