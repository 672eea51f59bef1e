"""Folders whose name says that they hold no product: tests, fixtures, examples, documents, machinery."""

import re
from collections.abc import Iterable

from medtrace.expressions import expression

_CAMEL_TEST = expression(r"(?:.*[a-z0-9])?Tests?(?:Suite|Data|Utils?|Support)?")
_TEST = expression(
    r"_*(?:[\w .-]*[-_. ])?tests?_*(?:[-_.]?(?:suites?|data|utils?|files|support)|[-_.](?:unit|integration|system))?"
    r"|testing|unit-?tests?|e2e"
)
_FIXTURE = expression(
    r"fixtures?|(?:examples?|samples?|demos?)(?:[-_]\w+)?|benchmarks?"
    r"|node_modules|third[-_]?party|site-packages|\.?venv|\.git(?:hub|lab)|\.circleci"
)
# Names that a product uses too (a specimen is a sample): they count at the top only.
_AT_THE_TOP = expression(r"docs?|documents?|documentation|examples?|samples?(?:[-_]\w+)?|demos?|ci|文档|测试|\.[\w-]+")
_ANYWHERE = expression(r"fixtures?|benchmarks?")
_HELPERS = expression(r"(?:\w+[-_])?(?:tools?|scripts?)|dev|developer")


def _is_test(name: str) -> bool:
    return bool(_CAMEL_TEST.fullmatch(name) or _TEST.fullmatch(name.casefold()))


def is_fixture(path: str) -> bool:
    """Whether a path lies in a folder of tests, samples, machinery or others' code: what it holds are no own items."""
    return any(_is_test(name) or _FIXTURE.fullmatch(name.casefold()) for name in path.split("/")[:-1])


def test_folder(path: str) -> str:
    """The path down to its first folder of tests, empty where it lies in none."""
    parts = path.split("/")[:-1]
    return next(("/".join(parts[: depth + 1]) for depth, name in enumerate(parts) if _is_test(name)), "")


def is_helper(name: str) -> bool:
    """Whether a folder is called after tools or scripts: machinery in many projects, product in some."""
    return bool(_HELPERS.fullmatch(name.casefold()))


def outside_folders(paths: Iterable[str]) -> tuple[str, ...]:
    """Globs of the folders that are no product: `name/**` at the top, `**/name/**` where one lies deeper too."""
    top: set[str] = set()
    below: set[str] = set()
    for path in paths:
        for depth, name in enumerate(path.split("/")[:-1]):
            if _is_test(name) or _ANYWHERE.fullmatch(name.casefold()):
                (below if depth else top).add(name)
                break
            if not depth and _AT_THE_TOP.fullmatch(name.casefold()):
                top.add(name)
                break
    return (
        *(f"{escaped(name)}/**" for name in sorted(top - below)),
        *(f"**/{escaped(name)}/**" for name in sorted(below)),
    )


def escaped(path: str) -> str:
    """A path as a glob that matches only itself."""
    return re.sub(r"([*?\[])", r"[\1]", path)
