"""One revision counted from the release before it, as a CI job on a tag means it, and what is to be said of that.

A release is what the naming rule reads (`version.tags`); without a rule every tag is one that does not look like a
pre-release. Which tag was taken is told wherever a nearer one was left out.
"""

from collections.abc import Callable
from dataclasses import replace

from medtrace.app.house import House, open_house
from medtrace.app.span import Asked, registered_baseline
from medtrace.errors import UsageError
from medtrace.expressions import expression
from medtrace.gitio.repository import Repository, is_range
from medtrace.model.history import Tag
from medtrace.model.ids import Revision
from medtrace.words import Localized

_PRE_RELEASE = expression(r"(?i)(?<![a-z])(?:rc|alpha|beta|dev|nightly|pre|preview|snapshot)(?![a-z])")
_SHOWN = 5


def since_release(repository: Repository, asked: Asked) -> tuple[Asked, tuple[Localized, ...]]:
    """The question with both ends named, and what is to be said of the older one.

    Where no tag before it is a release the registered version counts, as for any single revision; where there is none
    either, the nearest tag that does not look like a pre-release.

    Raises:
        UsageError: the range has two ends already, or there is nothing to count from.
        ShallowHistory: the clone cannot know every tag on the way.
    """
    if is_range(asked.range):
        raise UsageError(
            Localized(
                f"--since 须与单个版本同用，而 {asked.range} 是范围", f"{asked.range} is a range: it has its start"
            ),
            hint=Localized("去掉 --since，或只给出较新的版本", "leave --since out, or give the newer revision alone"),
        )
    newer = repository.resolve(asked.range)
    house = open_house(repository, newer, asked.config_file)
    tags = tuple(tag for tag in repository.releases_between(None, newer.sha, lambda _: True) if tag.sha != newer.sha)
    taken = _nearest(tags, _is_release(house))
    if taken:
        return _counted(asked, taken), _of_release(house, taken, _nearer(tags, taken))
    return _without_release(repository, house, asked, newer, tags)


def _is_release(house: House) -> Callable[[str], bool]:
    naming = house.config.project.naming
    if naming is None:
        return _looks_released
    return lambda name: naming.parse(name) is not None


def _looks_released(name: str) -> bool:
    return not _PRE_RELEASE.search(name)


def _nearest(tags: tuple[Tag, ...], chosen: Callable[[str], bool]) -> Tag | None:
    """The last on the way that is chosen; of several on its commit the first, as the released steps take it."""
    found = [tag for tag in tags if chosen(tag.name)]
    return next((tag for tag in found if tag.sha == found[-1].sha), None)


def _nearer(tags: tuple[Tag, ...], taken: Tag) -> tuple[str, ...]:
    """Names of the tags after the one that was taken: nearer to the newer end, and left out."""
    last = max(place for place, tag in enumerate(tags) if tag.sha == taken.sha)
    return tuple(tag.name for tag in tags[last + 1 :])


def _counted(asked: Asked, start: Tag) -> Asked:
    return replace(asked, range=f"{start.name}..{asked.range}")


def _of_release(house: House, taken: Tag, left: tuple[str, ...]) -> tuple[Localized, ...]:
    naming = house.config.project.naming
    if naming is None:
        out = _left_out(left)
        return (
            Localized(
                f"{house.path} 没有命名规则（version.tags）：自名称不像预发布的最近标签 {taken.name} 起算{out.zh}",
                f"{house.path} has no naming rule (version.tags): counted from {taken.name}, the nearest tag that does "
                f"not look like a pre-release{out.en}",
            ),
        )
    if not left:
        return ()
    out = _left_out(left)
    return (
        Localized(
            f"自 {taken.name} 起算，即按 version.tags（{naming.tags}）最近的发布版本{out.zh}",
            f"counted from {taken.name}, the nearest release by version.tags ({naming.tags}){out.en}",
        ),
    )


def _left_out(names: tuple[str, ...]) -> Localized:
    if not names:
        return Localized("", "")
    few = _few(names)
    return Localized(f"；未计：{few.zh}", f"; left out: {few.en}")


def _few(names: tuple[str, ...]) -> Localized:
    """The nearest of the names, and how many more there are."""
    shown, more = names[-_SHOWN:], len(names) - _SHOWN
    return Localized(
        "、".join(shown) + (f" 等 {len(names)} 个" if more > 0 else ""),
        ", ".join(shown) + (f" and {more} more" if more > 0 else ""),
    )


def _without_release(
    repository: Repository, house: House, asked: Asked, newer: Revision, tags: tuple[Tag, ...]
) -> tuple[Asked, tuple[Localized, ...]]:
    """The registered version, else a tag of another form, and that no release lies before the revision."""
    none = _no_release(house, asked.range, tags)
    baseline = registered_baseline(repository, house, newer)
    taken = None if baseline else _nearest(tags, _looks_released)
    if baseline:
        zh, en = f"自已注册版本 {baseline.rev} 起算", f"counted from the registered version {baseline.rev}"
    elif taken:
        zh, en = (
            f"且无注册记录，自最近的标签 {taken.name} 起算",
            f"no registration, so counted from the tag {taken.name}",
        )
    else:
        raise UsageError(
            Localized(
                f"{none.zh}；{house.path} 中也没有更早的注册记录", f"{none.en}, and {house.path} names no registration"
            ),
            hint=Localized(
                f"在 registrations 中登记已注册版本，或给出范围，例如 旧标签..{asked.range}",
                f"name the registered version under `registrations`, or give a range such as OLD..{asked.range}",
            ),
        )
    return (_counted(asked, taken) if taken else asked), (Localized(f"{none.zh}；{zh}", f"{none.en}; {en}"),)


def _no_release(house: House, name: str, tags: tuple[Tag, ...]) -> Localized:
    if not tags:
        return Localized(f"{name} 之前没有标签", f"no tag lies before {name}")
    few, naming = _few(tuple(tag.name for tag in tags)), house.config.project.naming
    if naming is None:
        return Localized(
            f"{name} 之前的标签（{few.zh}）都像预发布", f"every tag before {name} ({few.en}) looks like a pre-release"
        )
    return Localized(
        f"{name} 之前的标签（{few.zh}）都不是 version.tags（{naming.tags}）可读的发布版本",
        f"no tag before {name} ({few.en}) is a release by version.tags ({naming.tags})",
    )
