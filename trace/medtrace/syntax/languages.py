"""Which language a path is written in, and how that language writes comments and strings."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """A family of suffixes.

    `family` says how a text is taken apart: python, braces (C and its kin), hash (`#` comments), sql, markup, json,
    yaml, prose. `newlines` is whether the end of a line can end a statement without a sign of its own.
    """

    name: str
    family: str
    newlines: bool = False


_BY_SUFFIX = {
    "python": (Language("python", "python"), "py pyi pyw"),
    "cython": (Language("cython", "hash", newlines=True), "pyx pxd"),
    "c": (Language("c", "braces"), "c h cpp cc cxx hpp hh hxx cu cuh ino m mm glsl cl"),
    "csharp": (Language("csharp", "braces"), "cs"),
    "java": (Language("java", "braces"), "java"),
    "kotlin": (Language("kotlin", "braces", newlines=True), "kt kts"),
    "swift": (Language("swift", "braces", newlines=True), "swift"),
    "script": (Language("script", "braces", newlines=True), "js mjs cjs jsx ts mts cts tsx"),
    "go": (Language("go", "braces", newlines=True), "go"),
    "rust": (Language("rust", "braces"), "rs"),
    "protobuf": (Language("protobuf", "braces"), "proto"),
    "qml": (Language("qml", "braces", newlines=True), "qml"),
    "dart": (Language("dart", "braces"), "dart"),
    "scala": (Language("scala", "braces", newlines=True), "scala"),
    "style": (Language("style", "braces"), "css scss less qss"),
    "sql": (Language("sql", "sql"), "sql"),
    "json": (Language("json", "json"), "json jsonc geojson"),
    "yaml": (Language("yaml", "yaml"), "yaml yml"),
    "xml": (Language("xml", "markup"), "xml xaml axaml ui qrc xsd fxml storyboard xib svg plist wxs csproj props resx"),
    "html": (Language("html", "markup"), "html htm xhtml razor cshtml vue jsp svelte"),
    "shell": (Language("shell", "hash", newlines=True), "sh bash zsh"),
    "hash": (Language("hash", "hash", newlines=True), "pl cfg conf properties kv tcl"),
    # A `#` after a blank begins a comment wherever it stands.
    "numbers": (Language("numbers", "hash", newlines=True), "rb r toml jl"),
    "prose": (Language("prose", "prose"), "md rst txt adoc"),
}
_LOCKS = ("package-lock.json", "npm-shrinkwrap.json", ".lock.json", "pnpm-lock.yaml")  # written by tools
_SUFFIXES = {suffix: language for language, suffixes in _BY_SUFFIX.values() for suffix in suffixes.split()}


def language_of(path: str) -> Language | None:
    """The language of a path by its suffix, None where it is not known or a tool writes the file."""
    name = path.rsplit("/", 1)[-1].lower()
    if name.endswith(_LOCKS):
        return None
    return _SUFFIXES.get(name.rpartition(".")[2]) if "." in name else None
