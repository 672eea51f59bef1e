"""What paths and tags say of a product: globs over paths, parts of the source, naming of releases."""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import PurePosixPath

from medtrace.config.survey import CODE
from medtrace.model.globs import matches

_FEW = 3
_NOT_PRODUCT = (
    "test/**",
    "tests/**",
    "**/test/**",
    "**/tests/**",
    "doc/**",
    "docs/**",
    "example/**",
    "examples/**",
    "samples/**",
    "demo/**",
    "demos/**",
    ".github/**",
    ".gitlab/**",
    ".ci/**",
    "ci/**",
    "文档/**",
    "测试/**",
)
_TAG = re.compile(r"(?P<before>[^\d\[\]{}]*)(?P<numbers>\d{1,9}(?:\.\d{1,9}){0,3})")
_FIELDS = "XYZB"
_REFUSED = re.compile(r"\\|\{[^{}]*,[^{}]*\}|^[!/]|^[A-Za-z]:")


def escaped(path: str) -> str:
    """A path as a glob that matches only itself."""
    return re.sub(r"([*?\[])", r"[\1]", path)


def usable(path: str) -> bool:
    """Whether a glob can be written for a path: nothing in it that a configuration refuses or an editor hides."""
    parts = path.split("/")
    return path.isprintable() and all(part.strip() not in {"", ".."} for part in parts) and not _REFUSED.search(path)


def globs_for(paths: Iterable[str]) -> tuple[str, ...]:
    """A few globs that match all paths: the paths themselves, or their common folder with their endings."""
    own = sorted(path for path in paths if usable(path))
    if len(own) <= _FEW:
        return tuple(escaped(path) for path in own)
    folders = [PurePosixPath(path).parent.parts for path in own]
    common = []
    for parts in zip(*folders, strict=False):
        if len(set(parts)) > 1:
            break
        common.append(parts[0])
    prefix = "".join(f"{escaped(part)}/" for part in common)
    endings = sorted({PurePosixPath(path).suffix for path in own})
    return tuple(f"{prefix}**/*{ending}" for ending in endings)


def not_product(paths: tuple[str, ...]) -> tuple[str, ...]:
    """The usual folders that are no product, those that exist."""
    return tuple(glob for glob in _NOT_PRODUCT if any(matches(path, (glob,)) for path in paths))


def parts(paths: tuple[str, ...], outside: tuple[str, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Folders that hold code, with their globs: of the top level, one deeper where there is only one."""
    code = [path for path in paths if _is_code(path) and usable(path) and not matches(path, outside)]
    tops = Counter(path.split("/")[0] for path in code if "/" in path)
    found: dict[str, tuple[str, ...]] = {}
    for top in sorted(tops):
        below = sorted({path.split("/")[1] for path in code if path.startswith(f"{top}/") and path.count("/") > 1})
        if len(tops) > 1 or len(below) < 2:  # noqa: PLR2004 - one folder alone is not a division
            found[top] = (escaped(top) + "/**",)
            continue
        found |= {name: (escaped(f"{top}/{name}") + "/**",) for name in below}
        if any(path.startswith(f"{top}/") and path.count("/") == 1 for path in code):
            found[top if top not in found else f"{top}-{top}"] = (escaped(top) + "/*",)
    return tuple(found.items())


def _is_code(path: str) -> bool:
    return PurePosixPath(path).suffix.lower() in CODE


def tag_pattern(tags: tuple[str, ...]) -> str:
    """The naming of releases as a pattern, empty where no tag looks like a version.

    The words before the number that most tags share are taken; fields that some tags lack are optional.
    """
    by_prefix: dict[str, list[int]] = {}
    for tag in tags:
        found = _TAG.fullmatch(tag)
        if found:
            by_prefix.setdefault(found["before"], []).append(found["numbers"].count(".") + 1)
    if not by_prefix:
        return ""
    before, counts = max(by_prefix.items(), key=lambda pair: (len(pair[1]), pair[0]))
    least, most = min(counts), max(counts)
    fields = [f"{{{name}}}" for name in _FIELDS[:most]]
    optional = "".join(f"[.{name}]" for name in fields[least:])
    return before + ".".join(fields[:least]) + optional
