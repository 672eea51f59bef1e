"""The house of one run: the configuration, the plug-ins it selects and the profile, from the newer revision."""

import difflib
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from medtrace import plugins
from medtrace.config.config import load_config
from medtrace.config.nouns import Config, GlobUse, SourceUse
from medtrace.config.profiles import Overlay, load_profile
from medtrace.errors import ConfigError, MissingObject, UsageError
from medtrace.gitio.repository import Repository
from medtrace.model.globs import glob_pattern
from medtrace.model.ids import Revision, whole_token
from medtrace.model.items import Diagnostic, DiagnosticSeverity, Location
from medtrace.model.profile import Profile
from medtrace.model.snapshot import TreeEntry
from medtrace.sources._source import FieldLink, Setup, Source
from medtrace.words import Localized

CONFIG_NAME = "trace.yaml"
_MAY_BE_EMPTY = ("artifacts",)


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


@dataclass(frozen=True, slots=True)
class Reader:
    """One entry of `sources` or `results`: the plug-in, what it is told, and which paths it reads."""

    source: Source[object]
    setup: Setup[object]
    use: SourceUse

    def reads(self, path: str) -> bool:
        """Whether the path is one of its own files."""
        return any(glob_pattern(glob).match(path) for glob in self.use.files) and not any(
            glob_pattern(glob).match(path) for glob in self.use.exclude
        )


@dataclass(frozen=True)
class House:
    """Configuration and plug-ins; `path` is the file that the configuration was read from, `overlay` own templates."""

    config: Config
    text: str
    path: str
    overlay: Overlay | None = None

    @cached_property
    def readers(self) -> tuple[Reader, ...]:
        """A reader for each source and each kind of result."""
        known = self._known_ids
        links = {key: FieldLink(*how) for key, how in self.config.links.items()}
        return tuple(
            Reader(plugins.source(use.format), Setup(use.kind, use.id, known, use.options, links), use)
            for use in (*self.config.sources, *self.config.results)
        )

    @property
    def _known_ids(self) -> re.Pattern[str]:
        texts = [use.id_text for use in self.config.sources if use.id_text]
        texts += [pattern.pattern for pattern in self.config.externals]
        return whole_token("|".join(f"(?:{text})" for text in texts) or r"(?!)")

    @cached_property
    def profile(self) -> Profile:
        """The first profile of the configuration."""
        shapes = {"rules": Shapes("rules"), "blocks": Shapes("documents")}
        return load_profile(self.config.profiles[0], **shapes, overlay=self.overlay, outlines=plugins.outline)

    @property
    def packages(self) -> tuple[str, ...]:
        """Packages from outside, with their versions, of which the configuration or the profile names a plug-in."""
        uses = {("sources", use.format) for use in (*self.config.sources, *self.config.results)}
        uses |= {("rules", use.rule) for trigger in self.profile.triggers for use in trigger.rules}
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
        return _house(repository, revision, _read(config_file), config_file.name)
    entry = repository.tree(revision).entry(CONFIG_NAME)
    if entry is None:
        raise ConfigError(
            Localized(f"{revision.name} 中没有 {CONFIG_NAME}", f"{revision.name} holds no {CONFIG_NAME}"),
            hint=Localized(
                "运行 trace init 生成配置，或用 --config 指定文件",
                "run `trace init` to write one, or name a file with --config",
            ),
        )
    return _house(repository, revision, _text(repository, entry), CONFIG_NAME)


def _house(repository: Repository, revision: Revision, text: str, path: str) -> House:
    config = load_config(text, path=path, shapes=Shapes("sources"))
    return House(config, text, path, _overlay(repository, revision, config.project.documents.template))


def _overlay(repository: Repository, revision: Revision, folder: str) -> Overlay | None:
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
    blobs = repository.blobs([(one.path, one.id) for one in found])
    return Overlay(folder, {blob.path.rpartition("/")[2]: blob.data or b"" for blob in blobs})


def _is_template(path: str, folder: str) -> bool:
    return path.rpartition("/")[0] == folder and path.endswith(".yaml")


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        raise UsageError(
            Localized(f"无法读取配置文件 {path.name}", f"cannot read the configuration file {path.name}: {fault}")
        ) from fault


def _text(repository: Repository, entry: TreeEntry) -> str:
    (blob,) = repository.blobs([(entry.path, entry.id)])
    if blob.data is None:
        raise MissingObject(
            Localized(f"本地克隆缺少 {CONFIG_NAME} 的内容", f"this clone lacks the content of {CONFIG_NAME}"),
            hint=Localized(
                "补全对象：git fetch --refetch --no-filter", "fetch the objects: git fetch --refetch --no-filter"
            ),
        )
    return blob.decode().text


def empty_globs(uses: tuple[GlobUse, ...], paths: tuple[str, ...]) -> tuple[GlobUse, ...]:
    """The globs that match no path; what is delivered beside git (`artifacts`) need not."""
    demanded = (use for use in uses if not use.what.endswith(_MAY_BE_EMPTY))
    return tuple(use for use in demanded if not any(map(glob_pattern(use.glob).match, paths)))


def demand_globs(uses: tuple[GlobUse, ...], paths: tuple[str, ...]) -> None:
    """At the newer end a glob that matches nothing is a mistake.

    Raises:
        ConfigError: naming every such glob with its place and the nearest path.
    """
    empty = empty_globs(uses, paths)
    if empty:
        problems = tuple((use.place, _no_match(use.glob, paths)) for use in empty)
        raise ConfigError(
            Localized("配置中有路径匹配不到任何文件", "a glob of the configuration matches nothing"), problems=problems
        )


def _no_match(glob: str, paths: tuple[str, ...]) -> Localized:
    folders = {path.rpartition("/")[0] for path in paths}
    literal = glob.replace("**", "").replace("*", "")
    near = difflib.get_close_matches(
        glob, [*paths, *sorted(f"{folder}/**" for folder in folders if folder)], n=2, cutoff=0.4
    )
    near = near or difflib.get_close_matches(literal, paths, n=2, cutoff=0.3)
    zh = f"“{glob}”没有匹配到任何文件" + (f"；相近的有：{'、'.join(near)}" if near else "")
    en = f"“{glob}” matches no file" + (f"; nearest: {', '.join(near)}" if near else "")
    return Localized(zh, en)


def glob_notes(uses: tuple[GlobUse, ...], paths: tuple[str, ...], revision: Revision) -> tuple[Diagnostic, ...]:
    """At the older end the same is a note: the file may not have existed yet."""
    return tuple(
        Diagnostic(
            "glob-matches-nothing",
            DiagnosticSeverity.NOTE,
            Localized(f"{revision.name} 中没有匹配“{use.glob}”的文件", f"{revision.name} has no file for “{use.glob}”"),
            Location(use.place.split(":")[0], *(int(number) for number in use.place.split(":")[1:3])),
        )
        for use in empty_globs(uses, paths)
    )
