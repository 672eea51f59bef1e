"""Dockerfiles: the packages of Python that `pip install` brings into the delivered stages.

Files of requirements, folders, wheels and addresses are read where they lie, or not at all; tools that only install
(pip, setuptools, wheel) are none.
"""

from collections.abc import Iterator

from medtrace.rules._parts._part import Part, PartReader
from medtrace.rules._parts.python_lock import plain
from medtrace.rules._platform import dockerfile
from medtrace.rules._platform._installs import python_packages

_INSTALLERS = frozenset({"pip", "setuptools", "wheel", "virtualenv", "pipenv", "poetry", "uv", "pip-tools", "build"})


def read(text: str, path: str) -> Iterator[Part]:
    """The packages of one image."""
    del path
    for stage in dockerfile.delivered(text):
        for instruction in stage.body:
            for one in python_packages(instruction):
                if plain(one.name) not in _INSTALLERS:
                    yield Part("python", plain(one.name), one.version, one.line)


READER = PartReader(globs=dockerfile.READER.globs, read=read)
