"""Globs of a configuration: `*` stays in its folder, `**` crosses folders, `?` is one character."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from medtrace.expressions import expression

_ANYWHERE, _BELOW = "**/", "**"
_WILD = expression(r"[*?\[]")


@lru_cache(maxsize=4096)
def glob_pattern(glob: str) -> re.Pattern[str]:
    """The expression that matches whole paths as the glob says.

    `docs/**` matches everything below docs; `**/a.md` matches `a.md` at the root too; `[ab]` is a set.
    """
    return re.compile(_expression(glob), re.DOTALL)


def _expression(glob: str) -> str:
    return "".join(_pieces(glob.removeprefix("./"))) + r"\Z"


def _pieces(glob: str) -> list[str]:
    pieces: list[str] = []
    index = 0
    while index < len(glob):
        for token, piece in (("**/", r"(?:[^/]+/)*"), ("**", r".*"), ("*", r"[^/]*"), ("?", r"[^/]")):
            if glob.startswith(token, index):
                pieces.append(piece)
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
    return any_of(globs).match(path) and not any_of(exclude).match(path)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Many globs as one question: names wherever they lie, whole paths, and expressions for what is not so plain.

    Names are whole, or their beginnings and ends; folders are beginnings of paths.
    """

    names: frozenset[str]
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    paths: frozenset[str]
    folders: tuple[str, ...]
    name: re.Pattern[str] | None
    path: re.Pattern[str] | None

    def match(self, path: str) -> bool:
        """Whether any of the globs matches the whole path, which is as git writes it: without empty parts."""
        last = path.rpartition("/")[2]
        if last in self.names or last.endswith(self.ends) or last.startswith(self.starts):
            return True
        if path in self.paths or path.startswith(self.folders) or (self.name and self.name.match(last)):
            return True
        return bool(self.path and self.path.match(path))


@lru_cache(maxsize=1024)
def any_of(globs: tuple[str, ...]) -> AnyOf:
    """The globs as one; rules ask for some two hundred of each path of a tree, most of them a name at any place."""
    plain = [glob.removeprefix("./") for glob in globs]
    anywhere = {one.removeprefix(_ANYWHERE) for one in plain if one.startswith(_ANYWHERE)}
    names = {one for one in anywhere if "/" not in one and "**" not in one}
    whole = {one for one in plain if not (one.startswith(_ANYWHERE) and one.removeprefix(_ANYWHERE) in names)}
    literal, starts, ends = _plain(names), _cut(names, "", "*"), _cut(names, "*", "")
    paths, folders = _plain(whole), _cut(whole, "", _BELOW)
    return AnyOf(
        names=literal,
        starts=tuple(starts.values()),
        ends=tuple(ends.values()),
        paths=paths,
        folders=tuple(folders.values()),
        name=_either(sorted(names - literal - {*starts, *ends})),
        path=_either(sorted(whole - paths - {*folders})),
    )


def _plain(globs: set[str]) -> frozenset[str]:
    return frozenset(one for one in globs if not _WILD.search(one))


def _cut(globs: set[str], before: str, after: str) -> dict[str, str]:
    """The globs that are a plain text behind one wild sign or before it, with that text."""
    found = {one: one.removeprefix(before).removesuffix(after) for one in sorted(globs)}
    return {one: text for one, text in found.items() if one == f"{before}{text}{after}" and not _WILD.search(text)}


def _either(globs: Iterable[str]) -> re.Pattern[str] | None:
    found = tuple(globs)
    return re.compile("|".join(map(_expression, found)), re.DOTALL) if found else None


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
