"""Lines of a revision that hold given words, found by one `git grep` over its text files without a checkout."""

from collections.abc import Iterable, Iterator

from medtrace.gitio.process import Program
from medtrace.gitio.wording import text
from medtrace.model.ids import Sha

# Settings of a person may add columns, colours or filters of their own.
_SWITCHES = (
    *("-I", "-z", "-F", "--full-name", "--no-color", "--no-column", "--no-heading", "--no-break"),
    *("--no-textconv", "--no-recurse-submodules", "-f", "-"),
)
_PARTS = 3
MOST_LINES, MOST_BYTES = 20_000, 16 << 20


def occurrences(program: Program, commit: Sha, words: Iterable[str]) -> Iterator[tuple[str, int, str]]:
    """Path, line number and line of each place that holds one of the words, in the order of git; links are left out.

    Ends after `MOST_LINES` lines or `MOST_BYTES` bytes, and where git fails: who asks wants a hint and no proof.
    """
    fed, head, read = _fed(words), f"{commit}:".encode("ascii"), 0
    if not fed:
        return
    with program.stream("grep", "-n", "-w", *_SWITCHES, commit, "--", ":(top)", feed=fed) as stream:
        for number, record in enumerate(iter(stream.output.readline, b"")):
            read += len(record)
            if number >= MOST_LINES or read > MOST_BYTES:
                return
            parts = record.removesuffix(b"\n").split(b"\0", _PARTS - 1)
            if len(parts) == _PARTS and parts[0].startswith(head) and parts[1].isdigit():
                yield text(parts[0].removeprefix(head)), int(parts[1]), text(parts[2])


def files_with(program: Program, commit: Sha, texts: Iterable[str]) -> tuple[str, ...]:
    """The text files of a commit that hold one of the texts anywhere; none where git fails."""
    fed, head = _fed(texts), f"{commit}:".encode("ascii")
    answer = program.ask("grep", "-l", *_SWITCHES, commit, "--", ":(top)", feed=fed) if fed else None
    found = answer.out.split(b"\0") if answer else []
    return tuple(text(one.removeprefix(head)) for one in found if one.startswith(head))


def _fed(words: Iterable[str]) -> bytes:
    whole = "".join(f"{word}\n" for word in words if word and "\n" not in word and "\0" not in word)
    return whole.encode("utf-8", "replace")
