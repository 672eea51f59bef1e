"""Files that say how a product is built and of what: matters of its platform and components, not of its function."""

from functools import lru_cache

from medtrace.expressions import expression

_NAMES = expression(
    r"(?:pom\.xml|build\.xml|ivy\.xml|.*\.gradle(?:\.kts)?|gradle\.properties|gradle-wrapper\.properties|gradlew(?:\.bat)?"
    r"|.*\.(?:cs|vb|fs|vcx|c|es|sql)proj(?:\.filters|\.user)?|.*\.sln|.*\.slnx|directory\.(?:build|packages)\.(?:props|targets)"
    r"|.*\.nuspec|packages\.config|nuget\.config|global\.json|packages\.lock\.json|project\.assets\.json"
    r"|package\.json|package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|pnpm-workspace\.yaml|bun\.lockb?"
    r"|lerna\.json|tsconfig(?:\..+)?\.json|cmakelists\.txt|.*\.cmake|cmakepresets\.json|makefile(?:\..+)?|gnumakefile"
    r"|.*\.mk|meson\.build|meson_options\.txt|build\.bazel|workspace(?:\.bazel)?|module\.bazel|sconstruct|sconscript"
    r"|.*\.pro|.*\.pri|configure\.ac|makefile\.am|platformio\.ini|conanfile\.(?:txt|py)|vcpkg\.json"
    r"|setup\.py|setup\.cfg|pyproject\.toml|requirements[\w.-]*\.(?:txt|in)|pipfile(?:\.lock)?|poetry\.lock|uv\.lock|pdm\.lock"
    r"|manifest\.in|tox\.ini|environment\.ya?ml|cargo\.(?:toml|lock)|go\.(?:mod|sum|work)|gemfile(?:\.lock)?|.*\.gemspec"
    r"|composer\.(?:json|lock)|podfile(?:\.lock)?|cartfile(?:\.resolved)?|package\.(?:swift|resolved)|project\.pbxproj"
    r"|.*\.xcconfig|.*\.xcscheme|contents\.xcworkspacedata|pubspec\.(?:yaml|lock)|build\.sbt|project\.clj|mix\.(?:exs|lock))"
)


@lru_cache(maxsize=4096)
def is_build_file(path: str) -> bool:
    """Whether a path is a manifest of the build or of its packages, or a lock file: `pom.xml`, `CMakeLists.txt`."""
    return bool(_NAMES.fullmatch(path.rsplit("/", 1)[-1].lower()))
