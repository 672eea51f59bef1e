"""Shell scripts that install or package the product: the runtimes that they bring.

`curl …nodesource.com/setup_18.x`, `apt-get install openjdk-17-jre`, `nvm install 18`, `JDK=/opt/jdk-21`. Only scripts
whose name says that they install, set up or package are read, and of them only assignments and commands: comments,
here-documents, texts of several lines and what `echo` says do not count.
"""

import re
from collections.abc import Iterator

from medtrace.expressions import expression
from medtrace.rules._platform._fact import Fact, Reader
from medtrace.rules._platform._packages import package_facts

_HEREDOC = expression(r"<<-?\s*[\"']?(\w+)[\"']?")


def read(text: str, path: str) -> Iterator[Fact]:
    """Runtimes that one script brings."""
    del path
    for number, line in _commands(text):
        yield from package_facts(line, number)


def _commands(text: str) -> Iterator[tuple[int, str]]:
    """Lines that are commands, continued ones joined, each with the number of its first line."""
    closing, pieces, start = "", [], 0
    quoted = False
    for number, line in enumerate(text.split("\n"), start=1):
        if closing:
            closing = "" if line.strip() == closing else closing
            continue
        if quoted:  # the text of a message goes on
            quoted = not _is_odd(line)
            continue
        if line.lstrip().startswith("#"):
            continue
        start = start or number
        pieces.append(line.rstrip().removesuffix("\\"))
        if line.rstrip().endswith("\\"):
            continue
        whole = " ".join(pieces)
        yield start, whole
        heredoc = _HEREDOC.search(whole)
        closing, quoted = heredoc.group(1) if heredoc else "", _is_odd(whole)
        pieces, start = [], 0
    if pieces:
        yield start, " ".join(pieces)


def _is_odd(line: str) -> bool:
    """Whether a double quote stays open at the end of a line."""
    return re.sub(r"\\.|'[^']*'", "", line).count('"') % 2 == 1


READER = Reader(
    globs=("**/*install*.sh", "**/*setup*.sh", "**/*package*.sh", "**/*provision*.sh"),
    facts=("runtime",),
    read=read,
)
