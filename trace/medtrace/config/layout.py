"""What paths and tags say of a product: globs over paths, parts of the source, naming of releases."""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import PurePosixPath

from medtrace.config.folders import escaped, is_fixture, is_helper, outside_folders
from medtrace.config.survey import CODE
from medtrace.expressions import expression
from medtrace.model.globs import matches

_FEW = 3
_ONE_FORMAT = frozenset({".sdoc", ".trlc", ".feature"})
_NOWHERE = frozenset({"", ".", ".."})
_TAG = expression(r"(?P<before>[^\d\[\]{}]*)(?P<numbers>\d{1,9}(?:\.\d{1,9}){0,3})")
_FIELDS = "XYZB"
_NEWEST = 20
_PRERELEASE = expression(r"(?:rc|alpha|beta|pre|preview|dev|snapshot|nightly|draft|eval)[-_./ ]?\Z")
_RELEASE = expression(r"(?:\A|[^a-z])(?:v|r|rel|release|version|版本)[-_./ ]?\Z")
_REFUSED = expression(r"\\|\{[^{}]*,[^{}]*\}|^[!/]|^[A-Za-z]:")


def usable(path: str) -> bool:
    """Whether a glob can be written for a path: nothing in it that a configuration refuses or an editor hides."""
    parts = path.split("/")
    return path.isprintable() and not _REFUSED.search(path) and all(part.strip() not in _NOWHERE for part in parts)


def globs_for(paths: Iterable[str]) -> tuple[str, ...]:
    """A few globs that match all paths: the paths themselves, or their common folder with their endings."""
    own = sorted(path for path in paths if usable(path))
    return tuple(escaped(path) for path in own) if len(own) <= _FEW else _below(own)


def wide_globs(paths: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """The globs of the folder where its files of that ending are just these paths: the next one is read too.

    Only of endings that one format has; what a further Markdown file holds nobody knows.
    """
    own = sorted(path for path in paths if usable(path))
    if own and all(_suffix(path) in _ONE_FORMAT for path in own):
        wide = _below(own)
        if {path for path in known if matches(path, wide)} == set(own):
            return wide
    return globs_for(own)


def _below(own: list[str]) -> tuple[str, ...]:
    """The common folder with the endings."""
    folders = [PurePosixPath(path).parent.parts for path in own]
    common = []
    for parts in zip(*folders, strict=False):
        if len(set(parts)) > 1:
            break
        common.append(parts[0])
    prefix = "".join(f"{escaped(part)}/" for part in common)
    endings = sorted({PurePosixPath(path).suffix for path in own})
    return tuple(f"{prefix}**/*{ending}" for ending in endings)


def fixtures_below(globs: tuple[str, ...], paths: tuple[str, ...]) -> tuple[str, ...]:
    """Folders of tests and examples below a glob that stands for many files: what they hold are no own items."""
    wide = tuple(glob for glob in globs if "**" in glob)
    found = {
        f"{'**/' if depth else ''}{escaped(name)}/**/*{PurePosixPath(path).suffix}"
        for path in paths
        if wide and is_fixture(path) and usable(path) and matches(path, wide)
        for depth, name in enumerate(path.split("/")[:-1])
        if is_fixture(f"{name}/x")
    }
    return tuple(sorted(found))


def not_product(paths: tuple[str, ...]) -> tuple[str, ...]:
    """The folders that are no product; those of tools and scripts only where they hold no code as the product's."""
    seen = [path for path in paths if usable(path)]
    outside = outside_folders(seen)
    code = [path for path in seen if "/" in path and _is_code(path) and not matches(path, outside)]
    rest = Counter(_suffix(path) for path in code if not is_helper(_top(path)))
    if not rest:
        return outside
    main = max(sorted(rest), key=lambda suffix: rest[suffix])
    product = {_top(path) for path in code if _suffix(path) == main}
    helpers = sorted({_top(path) for path in seen if "/" in path and is_helper(_top(path))} - product)
    return (*outside, *(f"{escaped(name)}/**" for name in helpers))


def _top(path: str) -> str:
    return path.split("/", 1)[0]


def _suffix(path: str) -> str:
    return PurePosixPath(path).suffix.lower()


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
    return _suffix(path) in CODE


def tag_pattern(tags: tuple[str, ...]) -> str:
    """The naming of releases as a pattern, empty where no tag looks like a version; `tags` is oldest first.

    The newest releases decide: the words before the number that most of them share are taken, then the newest's;
    fields that some of them lack are optional.
    """
    before, counts, _ = _naming(tags)
    if not counts:
        return ""
    least, most = min(counts), max(counts)
    fields = [f"{{{name}}}" for name in _FIELDS[:most]]
    optional = "".join(f"[.{name}]" for name in fields[least:])
    return before + ".".join(fields[:least]) + optional


def newest_release(tags: tuple[str, ...]) -> str:
    """The newest tag that the pattern of `tag_pattern` matches, empty where there is none."""
    return _naming(tags)[2]


def _naming(tags: tuple[str, ...]) -> tuple[str, list[int], str]:
    """The words before the number, how many numbers each release has, and the newest of these releases."""
    seen = [(tag, found) for tag in reversed(tags) if (found := _TAG.fullmatch(tag)) and _is_release(found)][:_NEWEST]
    by_prefix: dict[str, list[tuple[str, int]]] = {}
    for tag, found in seen:
        by_prefix.setdefault(found["before"], []).append((tag, found["numbers"].count(".") + 1))
    if not by_prefix:
        return "", [], ""
    before, own = max(by_prefix.items(), key=lambda pair: len(pair[1]))
    return before, [count for _, count in own], own[0][0]


def _is_release(found: re.Match[str]) -> bool:
    """Whether words and numbers of a tag are those of a release: `v1`, `release/1.2`, `1.2`; not `draft-rc5`."""
    words = found["before"].casefold()
    if _PRERELEASE.search(words):
        return False
    return "." in found["numbers"] or bool(_RELEASE.search(words))
