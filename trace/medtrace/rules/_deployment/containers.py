"""Dockerfiles: the ports that the last stage and its ancestors say they listen on (`EXPOSE 104 2575/tcp`)."""

from collections.abc import Iterator

from medtrace.rules._platform import dockerfile
from medtrace.rules._platform._fact import Fact, Reader


def read(text: str, path: str) -> Iterator[Fact]:
    """Ports of one image, keyed by number and protocol alone."""
    del path
    for stage in dockerfile.delivered(text):
        for instruction in stage.body:
            word, _, rest = instruction.text.partition(" ")
            if word.upper() == "EXPOSE":
                for port in rest.split():
                    number, _, protocol = port.partition("/")
                    key = f"{number}/{protocol or 'tcp'}"
                    yield Fact("listener", key, "", instruction.line, text=f"EXPOSE {port}")


READER = Reader(globs=dockerfile.READER.globs, facts=("listener",), read=read)
