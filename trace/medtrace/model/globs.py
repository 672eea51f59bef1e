"""Globs of a configuration: `*` stays in its folder, `**` crosses folders, `?` is one character."""

import re
from functools import lru_cache


@lru_cache(maxsize=4096)
def glob_pattern(glob: str) -> re.Pattern[str]:
    """The expression that matches whole paths as the glob says.

    `docs/**` matches everything below docs; `**/a.md` matches `a.md` at the root too; `[ab]` is a set.
    """
    return re.compile("".join(_pieces(glob.removeprefix("./"))) + r"\Z", re.DOTALL)


def _pieces(glob: str) -> list[str]:
    pieces: list[str] = []
    index = 0
    while index < len(glob):
        for token, expression in (("**/", r"(?:[^/]+/)*"), ("**", r".*"), ("*", r"[^/]*"), ("?", r"[^/]")):
            if glob.startswith(token, index):
                pieces.append(expression)
                index += len(token)
                break
        else:
            end = glob.find("]", index + 2) if glob[index] == "[" else -1
            stop = end + 1 if end > 0 else index + 1
            pieces.append(_set(glob[index:stop]) if end > 0 else re.escape(glob[index]))
            index = stop
    return pieces


def _set(text: str) -> str:
    inner = text[1:-1].replace("\\", r"\\").replace("[", r"\[")
    return f"[^{inner[1:]}]" if inner.startswith("!") else f"[{inner}]"


def matches(path: str, globs: tuple[str, ...], exclude: tuple[str, ...] = ()) -> bool:
    """Whether any glob matches the whole path and none of `exclude` does."""
    return any(glob_pattern(glob).match(path) for glob in globs) and not any(
        glob_pattern(glob).match(path) for glob in exclude
    )


def literal_start(glob: str) -> str:
    """The folder or file that everything a glob matches lies in, without `/` at its end; empty for the whole tree."""
    plain = glob.removeprefix("./")
    wild = min([place for sign in "*?[" if (place := plain.find(sign)) >= 0], default=-1)
    return plain if wild < 0 else plain[:wild].rpartition("/")[0]


def path_glob(path: str) -> str:
    """The glob that matches this one path, whatever signs its name holds."""
    return re.sub(r"[*?\[]", r"[\g<0>]", path)


def specificity(glob: str) -> tuple[int, int]:
    """How narrow a glob is: literal characters first, then fewer wild ones. The larger wins."""
    wild = sum(glob.count(sign) for sign in "*?[")
    return (len(glob) - glob.count("*") - glob.count("?"), -wild)
