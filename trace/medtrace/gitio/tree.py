"""Every path of a commit, straight from the object store: nothing is checked out."""

from bisect import bisect_left
from dataclasses import dataclass

from medtrace.gitio.process import Program
from medtrace.gitio.references import iso
from medtrace.gitio.wording import text
from medtrace.model.ids import Revision
from medtrace.model.snapshot import TreeEntry
from medtrace.words import Localized


@dataclass(frozen=True, slots=True)
class Tree:
    """The paths of one commit in order, and its committer date in ISO 8601 with its zone."""

    revision: Revision
    when: str
    entries: tuple[TreeEntry, ...]

    def entry(self, path: str) -> TreeEntry | None:
        """The entry of one path, None where the commit has no such file."""
        place = bisect_left(self.entries, path, key=lambda entry: entry.path)
        found = self.entries[place : place + 1]
        return found[0] if found and found[0].path == path else None


def tree(program: Program, revision: Revision) -> Tree:
    """Reads the tree of a commit, submodules (mode 160000) and symbolic links (120000) included.

    Raises:
        MissingObject: where the commit or one of its trees is absent.
    """
    what = Localized(f"{revision.name} 的文件树", f"the tree of {revision.name}")
    listing = program.ask("ls-tree", "-r", "-z", "--full-tree", revision.sha).needed(what)
    date = program.ask("log", "-1", "--no-show-signature", "--no-color", "--format=%cI", revision.sha, "--")
    entries = (_entry(record) for record in listing.split(b"\0") if record)
    return Tree(
        revision,
        iso(date.needed(what).decode("ascii").strip()),
        tuple(sorted(entries, key=lambda entry: entry.path)),
    )


def _entry(record: bytes) -> TreeEntry:
    about, _, path = record.partition(b"\t")
    mode, _, identity = about.decode("ascii").split(" ")
    return TreeEntry(text(path), mode, identity)
