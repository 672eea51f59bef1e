"""The house of one run: the configuration, the plug-ins it selects and the profile, from the newer revision."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from medtrace import plugins
from medtrace.config.nouns import Config, SourceUse
from medtrace.errors import ConfigError, MissingObject, UsageError
from medtrace.gitio.repository import Repository
from medtrace.model.globs import any_of, matches, path_glob
from medtrace.model.ids import Revision, Sha, whole_token
from medtrace.model.profile import Profile
from medtrace.model.snapshot import TreeEntry
from medtrace.rules._rule import Sense
from medtrace.sources._source import FieldLink, Setup, Source
from medtrace.words import Localized

if TYPE_CHECKING:
    from medtrace.config.profiles import Overlay

CONFIG_NAME = "trace.yaml"
_TEXTS_KEPT = 64
_TEXTS: dict[Sha, str] = {}


@dataclass(frozen=True, slots=True)
class Shapes:
    """The option shapes of one room, loaded when a name is used."""

    room: str

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the plug-ins of the room, with those from outside."""
        return plugins.names(self.room)

    def options(self, name: str) -> type:
        """The options dataclass of one plug-in."""
        match self.room:
            case "sources":
                return plugins.source(name).options
            case "rules":
                return plugins.rule(name).options
            case _:
                return plugins.block(name).options

    def own_ids(self, name: str) -> bool:
        """Whether a source of this name needs neither `id` nor `kind`."""
        return self.room == "sources" and plugins.source(name).own_ids


@dataclass(frozen=True, slots=True)
class Reader:
    """One entry of `sources` or `results`: the plug-in, what it is told, and which paths it reads."""

    source: Source[object]
    setup: Setup[object]
    use: SourceUse

    def reads(self, path: str) -> bool:
        """Whether the path is one of its own files."""
        return matches(path, self.use.files, self.use.exclude)

    def own(self, entries: Iterable[TreeEntry]) -> Iterator[TreeEntry]:
        """Those of many that are its own files."""
        reads, leaves = any_of(self.use.files).match, any_of(self.use.exclude).match
        return (one for one in entries if reads(one.path) and not leaves(one.path))


@dataclass(frozen=True, slots=True)
class Former:
    """A file under the name that it had before, for the numbered reader that reads it under its new one."""

    reader: int
    old: str
    new: str


@dataclass(frozen=True)
class House:
    """Configuration and plug-ins; `path` is the file that the configuration was read from, `overlay` own templates.

    `former` names are read beside those that the configuration names.
    `asked` are the profiles that the command line names; empty for those of the configuration. `known` are profiles
    that were read before, `senses` what is known of their rules: with these only rules that can fire or ask are run,
    and every plug-in is one of ours.
    """

    config: Config
    text: str
    path: str
    overlay: "Overlay | None" = None
    former: tuple[Former, ...] = ()
    asked: tuple[str, ...] = ()
    known: tuple[Profile, ...] = ()
    senses: Mapping[str, Sense] = field(default_factory=dict)

    @cached_property
    def readers(self) -> tuple[Reader, ...]:
        """A reader for each source and each kind of result."""
        known, find = self.known_ids, plugins.own_source if self.senses else plugins.source
        links = {key: FieldLink(*how) for key, how in self.config.links.items()}
        return tuple(
            Reader(find(use.format), Setup(use.kind, use.id, known, use.options, links), use)
            for use in map(self._with_former, range(len(self._uses)))
        )

    @property
    def _uses(self) -> tuple[SourceUse, ...]:
        return *self.config.sources, *self.config.results

    def _with_former(self, number: int) -> SourceUse:
        use = self._uses[number]
        older = (path_glob(one.old) for one in self.former if one.reader == number)
        return replace(use, files=(*use.files, *older))

    @property
    def known_ids(self) -> re.Pattern[str]:
        """Ids of every source and of what is defined elsewhere, as whole tokens."""
        texts = [use.id_text for use in self.config.sources if use.id_text]
        texts += [pattern.pattern for pattern in self.config.externals]
        return whole_token("|".join(f"(?:{text})" for text in texts) or r"(?!)")

    @cached_property
    def profiles(self) -> tuple[Profile, ...]:
        """The profiles asked for, else those of the configuration.

        The project's own templates are laid over the first that the configuration names.
        """
        if self.known:
            return self.known
        from medtrace.config.profiles import load_profile

        shapes = {"rules": Shapes("rules"), "blocks": Shapes("documents")}
        overlaid = {self.config.profiles[0]: self.overlay}
        return tuple(
            load_profile(name, **shapes, overlay=overlaid.get(name), outlines=plugins.outline)
            for name in dict.fromkeys(self.asked or self.config.profiles)
        )

    @property
    def profile(self) -> Profile:
        """The first of the profiles: documents are written under it."""
        return self.profiles[0]

    @property
    def packages(self) -> tuple[str, ...]:
        """Packages from outside, with their versions, of which the configuration or the profile names a plug-in."""
        uses = {("sources", use.format) for use in self._uses}
        uses |= {("rules", use.rule) for one in self.profiles for trigger in one.triggers for use in trigger.rules}
        uses |= {("documents", name) for outline in self.profile.outlines for name in outline.blocks}
        own = self.overlay.files if self.overlay else {}
        uses |= {("outlines", one.id) for one in self.profile.outlines if f"{one.id}.yaml" not in own}
        return plugins.packages(uses)


def open_house(repository: Repository, revision: Revision, config_file: Path | None = None) -> House:
    """The house as the revision's own `trace.yaml` says, or as a file on disk does.

    Raises:
        ConfigError: no configuration, or one with mistakes; every mistake is in its `problems`.
        UsageError: the file on disk cannot be read.
    """
    if config_file is not None:
        return _house(repository, revision, _read(config_file), _place(repository, config_file))
    return _house(repository, revision, config_text(repository, revision), CONFIG_NAME)


def config_text(repository: Repository, revision: Revision) -> str:
    """The text of the revision's own `trace.yaml`.

    Raises:
        ConfigError: it has none.
        MissingObject: the clone lacks it.
    """
    entry = repository.tree(revision).entry(CONFIG_NAME)
    if entry is None:
        raise ConfigError(
            Localized(f"{revision.name} 中没有 {CONFIG_NAME}", f"{revision.name} holds no {CONFIG_NAME}"),
            hint=_way_on(repository),
        )
    return _text(repository, entry)


def _way_on(repository: Repository) -> Localized:
    """What to do where a revision holds no configuration: one that lies in the working folder waits for a commit."""
    folder = repository.working_folder
    if folder and (folder / CONFIG_NAME).is_file():
        return Localized(
            f"工作目录中的 {CONFIG_NAME} 不属于该版本：先提交（git add {CONFIG_NAME} && git commit），"
            f"或加 --config {CONFIG_NAME}",
            f"the {CONFIG_NAME} of the working folder is not part of it: commit it (git add {CONFIG_NAME} && "
            f"git commit), or add --config {CONFIG_NAME}",
        )
    return Localized(
        "运行 trace init 生成配置，或用 --config 指定文件",
        "run `trace init` to write one, or name a file with --config",
    )


def _house(repository: Repository, revision: Revision, text: str, path: str) -> House:
    from medtrace.config.config import load_config

    config = load_config(text, path=path, shapes=Shapes("sources"))
    return House(config, text, path, _overlay(repository, revision, config.project.documents.template))


def _overlay(repository: Repository, revision: Revision, folder: str) -> "Overlay | None":
    """The project's own outlines and tables at the revision, by name.

    Raises:
        ConfigError: the folder that the configuration names holds no YAML file.
    """
    if not folder:
        return None
    found = [one for one in repository.tree(revision).entries if _is_template(one.path, folder)]
    if not found:
        raise ConfigError(
            Localized(f"模板文件夹 {folder} 中没有 YAML 文件", f"the template folder {folder} holds no YAML file"),
            hint=Localized("检查 documents.template", "look at documents.template"),
        )
    from medtrace.config.profiles import Overlay

    blobs = repository.blobs([(one.path, one.id) for one in found])
    return Overlay(folder, {blob.path.rpartition("/")[2]: blob.data or b"" for blob in blobs})


def _is_template(path: str, folder: str) -> bool:
    return path.rpartition("/")[0] == folder and path.endswith(".yaml")


def _place(repository: Repository, file: Path) -> str:
    """The path of a configuration in the working folder, such as that of one product of several; else its name."""
    top, place = repository.root.resolve(), file.resolve()
    return place.relative_to(top).as_posix() if place.is_relative_to(top) else file.name


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        raise UsageError(
            Localized(f"无法读取配置文件 {path.name}", f"cannot read the configuration file {path.name}: {fault}")
        ) from fault


def _text(repository: Repository, entry: TreeEntry) -> str:
    """The text of a file; both ends of a range mostly have the same, and a blob never changes."""
    if entry.id not in _TEXTS:
        if len(_TEXTS) >= _TEXTS_KEPT:
            _TEXTS.clear()
        _TEXTS[entry.id] = _read_text(repository, entry)
    return _TEXTS[entry.id]


def _read_text(repository: Repository, entry: TreeEntry) -> str:
    (blob,) = repository.blobs([(entry.path, entry.id)])
    if blob.data is None:
        raise MissingObject(
            Localized(f"本地克隆缺少 {CONFIG_NAME} 的内容", f"this clone lacks the content of {CONFIG_NAME}"),
            hint=Localized(
                "补全对象：git fetch --refetch --no-filter", "fetch the objects: git fetch --refetch --no-filter"
            ),
        )
    return blob.decode().text
