"""Bazel modules: `bazel_dep` of MODULE.bazel; dependencies for development do not count."""

from collections.abc import Iterator

from medtrace.expressions import expression
from medtrace.rules._parts._part import Part, PartReader
from medtrace.rules._platform._lines import line_at

_DECLARED = expression(r"\bbazel_dep\s*\((?P<said>[^)]*)\)")
_OWN = expression(r"\bmodule\s*\(\s*name\s*=\s*\"(?P<name>[^\"]+)\"")
_FIELD = expression(r"\b(?P<key>name|version|dev_dependency)\s*=\s*(?:\"(?P<text>[^\"]*)\"|(?P<word>\w+))")
_COMMENT = expression(r"#[^\n]*")
# Rule sets and tool chains build the product; they are not delivered with it.
_BUILDS = expression(
    r"(?:^|[_.-])(?:rules|bazel|aspect|stardoc|buildifier|platforms?|toolchains?|tooling|tools?|process|policies|crates"
    r"|docs?|lint\w*|format\w*|coverage|ci|tests?|testing|googletest|gtest|catch2|benchmark|doctest)(?:$|[_.-])"
)


def read(text: str, path: str) -> Iterator[Part]:
    """Modules that one MODULE.bazel declares."""
    del path
    plain = _COMMENT.sub("", text)
    if own := _OWN.search(plain):
        yield Part("bazel", own["name"], own=True)
    for found in _DECLARED.finditer(plain):
        said = {one["key"]: one["text"] or one["word"] or "" for one in _FIELD.finditer(found["said"])}
        name = said.get("name", "")
        if name and said.get("dev_dependency") != "True" and not _BUILDS.search(name):
            yield Part("bazel", name, said.get("version", ""), line_at(plain, found.start()))


READER = PartReader(globs=("**/MODULE.bazel",), read=read)
