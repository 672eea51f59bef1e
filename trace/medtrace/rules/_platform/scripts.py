"""Shell scripts that install or package the product: the runtimes that they bring.

`curl …nodesource.com/setup_18.x`, `apt-get install openjdk-17-jre`, `nvm install 18`. Only scripts whose name says that
they install, set up or package are read; comment lines do not count.
"""

from collections.abc import Iterator

from medtrace.rules._platform._fact import Fact, Reader
from medtrace.rules._platform._packages import package_facts


def read(text: str, path: str) -> Iterator[Fact]:
    """Runtimes that one script brings."""
    del path
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.lstrip().startswith("#"):
            yield from package_facts(line, number)


READER = Reader(
    globs=("**/*install*.sh", "**/*setup*.sh", "**/*package*.sh", "**/*provision*.sh"),
    facts=("runtime",),
    read=read,
)
