"""The `trace.yaml` that `trace init` writes: commented in both languages, and already working on the repository."""

import re
from collections.abc import Iterable, Iterator

from medtrace.config.detect import Found, citing_code, detect, feature_ids, junit_results
from medtrace.config.layout import globs_for, newest_release, not_product, parts, tag_pattern, usable
from medtrace.config.shape import TAGS
from medtrace.config.survey import NO_HEADS, Survey, families
from medtrace.config.tabular import Options
from medtrace.config.unread import unread
from medtrace.model.globs import matches
from medtrace.model.ids import whole_token

_PLAIN = re.compile(r"[A-Za-z一-鿿_./][A-Za-z0-9一-鿿_./-]*")
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_ISSUES = ((r"#\d+", re.compile(r"#\d+\b")), (r"CR-\d{4}-\d+", re.compile(r"\bCR-\d{4}-\d+\b")))
_TICKET = re.compile(r"(?<![A-Za-z0-9_-])([A-Z][A-Z0-9]{1,9})-\d+(?![A-Za-z0-9_-]|\.\d)")
_OFTEN = 3
_PLACEHOLDER = "请填写产品名称 product name"
_HEAD = """# yaml-language-server: $schema={schema}
# 本文件由 trace init 根据仓库内容生成，请逐项核对。
# Written by trace init from what the repository holds: check every entry.
# 路径模式中 * 不跨目录，** 跨目录；编号为正则表达式。
# In globs * stays in its folder and ** crosses folders; ids are regular expressions.

product:
  name: {name}
  # 软件安全性级别：轻微、中等或严重。工具不会猜测。
  # Software safety class: 轻微 (minor), 中等 (moderate) or 严重 (serious). It is never guessed.
  # safety_class: 严重
"""
_NAMING = """
# 软件版本命名规则：请按注册资料写明各字段的含义。
# The version naming rule: state the meaning of each field as registered.
version:
  tags: {tags}
  # fields:
  #   - {{id: X, digits: "1-2", meaning: {{zh: 重大更新, en: major update}}, covers: [enhancement-major]}}

# 更新自最近一次注册的版本起算。 Updates are counted from the version that was registered last.
# registrations:
#   - {{kind: initial, certificate: 注册证编号, approved_on: 2024-01-31, rev: {newest}}}
"""
_NO_NAMING = """
# 未发现形如版本号的标签。打标签后请写明命名规则：
# No tag looks like a version. Once there is one, state the naming rule:
# version: {tags: 'v{X}.{Y}.{Z}'}
"""
_NO_SOURCE = """
# 未发现带编号的条目（标题、表格、CSV、YAML）；请写明条目所在，例如：
# No items with ids were found (headings, tables, CSV, YAML); say where they are, for example:
#   - {format: markdown-headings, files: ['docs/**/*.md'], id: 'SRS-\\d+', kind: requirement}
sources: []
"""
_COMPONENTS = """
# 软件单元：每个源码目录一个。请补充安全性级别和标记；未标记 core-algorithm 的核心算法一直显示为“未映射”。
# Software units, one for each source folder. Add safety class and tags; without a unit tagged core-algorithm the core
# algorithm stays "not mapped".
# 标记 Tags: {tags}
"""


def propose(survey: Survey, *, schema: str = "schemas/config.schema.json") -> str:
    """The text of a configuration that loads, and whose every glob matches a path of the survey."""
    found = tuple(one for one in detect(survey) if _live(globs_for(one.paths), survey.paths))
    outside = not_product(survey.paths)
    pieces = [
        _HEAD.format(schema=schema, name=_quoted(survey.name.strip() or _PLACEHOLDER)),
        _naming(survey.tags),
        *_sources(survey, found),
        *_unread(survey),
        *_links(found),
        *_commits(survey, found),
        *_components(survey, outside),
        *_listing("not_product", "不属于产品的文件。 Files that are no product.", outside),
        *_results(survey),
        "\nprofiles: [nmpa-2022]\n",
    ]
    return "".join(pieces)


def _naming(tags: tuple[str, ...]) -> str:
    pattern = tag_pattern(tags)
    return _NAMING.format(tags=_quoted(pattern), newest=_quoted(newest_release(tags))) if pattern else _NO_NAMING


def _sources(survey: Survey, found: tuple[Found, ...]) -> Iterator[str]:
    by_place: dict[tuple[str, tuple[str, ...], str, Options], list[str]] = {}
    for one in found:
        by_place.setdefault((one.format, one.paths, one.kind, one.options), []).append(one.ids.expression)
    entries = [
        *(
            _entry(form, globs_for(paths), "|".join(dict.fromkeys(expressions)), kind, options)
            for (form, paths, kind, options), expressions in by_place.items()
        ),
        *_features(survey),
        *_code(survey, found),
    ]
    if not entries:
        yield _NO_SOURCE
        return
    yield "\n# 条目写在哪里。 Where the items are written.\nsources:\n"
    yield from entries


def _features(survey: Survey) -> Iterator[str]:
    globs = globs_for(path for path in survey.paths if path.endswith(".feature"))
    if globs:
        own = "|".join(family.expression for family in families(feature_ids(survey)))
        yield _entry("gherkin", globs, own, "test", ())


def _unread(survey: Survey) -> Iterator[str]:
    names = unread(survey)
    if names:
        yield f"\n# 见到但尚不能读取：{'；'.join(names)}\n# seen but not readable yet: {'; '.join(names)}\n"


def _code(survey: Survey, found: tuple[Found, ...]) -> Iterator[str]:
    """Code that names ids: tests make items, other code is tied to what it names."""
    if not found:
        return
    known = whole_token("|".join(f"(?:{one.ids.expression})" for one in found))
    citing = citing_code(survey, known)
    tests = [path for path in citing if re.search(r"tests?(?:[/_.]|\Z)|spec[/_.]|测试", path, re.IGNORECASE)]
    others = [path for path in citing if path not in tests]
    if globs_for(tests):
        yield _entry("code-tags", globs_for(tests), "", "test", (("tests", "true"),))
    if globs_for(others):
        yield _entry("code-tags", globs_for(others), "", "", ())


def _entry(form: str, globs: tuple[str, ...], expression: str, kind: str, options: object) -> str:
    lines = [f"  - format: {form}", f"    files: {_flow(globs)}"]
    if expression:
        lines.append(f"    id: {_quoted(expression)}")
    if kind:
        lines.append(f"    kind: {kind}")
    if options:
        lines.append(f"    options: {_mapping(options)}")
    return "\n".join(lines) + "\n"


def _links(found: tuple[Found, ...]) -> Iterator[str]:
    rows = sorted({(one.kind, field, kind, back) for one in found for field, kind, back in one.links})
    if rows:
        yield "\n# 字段对应的链接类别（引用者→被引用者）。 Which field is which kind of link, citing → cited.\nlinks:\n"
        for kind, field, link, back in rows:
            more = ", reverse: true" if back else ""
            yield f"  - {{from: {kind}, field: {_quoted(field)}, kind: {link}{more}}}\n"


def _commits(survey: Survey, found: tuple[Found, ...]) -> Iterator[str]:
    heads = {one.ids.head for one in found}
    ids = list(dict.fromkeys(one.ids.expression for one in found))
    issues = [text for text, sign in _ISSUES if any(sign.search(subject) for subject in survey.subjects)]
    tickets = [match.group(1) for subject in survey.subjects for match in _TICKET.finditer(subject)]
    issues += [
        rf"{name}-\d+"
        for name in sorted(set(tickets) - heads - {"CR", *NO_HEADS.split()})
        if tickets.count(name) >= _OFTEN
    ]
    issues = issues or [r"#\d+"]
    yield "\n# 提交信息如何引用条目和变更编号。 How commits cite items and issues.\ncommits:\n"
    if ids:
        yield f"  ids: {_flow(ids)}\n"
    yield f"  issues: {_flow(issues)}\n"


def _components(survey: Survey, outside: tuple[str, ...]) -> Iterator[str]:
    units = parts(survey.paths, outside)
    if not units:
        yield "\n# 未发现源码目录，请在 components 中映射软件单元。\n"
        yield "# No folder of code was found: map the software units in `components`.\n"
        return
    yield _COMPONENTS.format(tags=", ".join(TAGS)) + "components:\n"
    for name, globs in units:
        yield f"  - {{id: {_quoted(name)}, files: {_flow(globs)}}}\n"


def _results(survey: Survey) -> Iterator[str]:
    globs = globs_for(junit_results(survey))
    if globs:
        yield "\n# 库内的测试结果。 Test results in the tree.\nresults:\n"
        yield f"  - {{files: {_flow(globs)}, format: junit}}\n"


def _listing(key: str, words: str, values: tuple[str, ...]) -> Iterator[str]:
    if values:
        yield f"\n# {words}\n{key}: {_flow(values)}\n"


def _live(globs: tuple[str, ...], paths: tuple[str, ...]) -> bool:
    """Whether every glob matches a path of the repository."""
    return bool(globs) and all(any(matches(path, (glob,)) for path in paths if usable(path)) for glob in globs)


def _flow(values: Iterable[str]) -> str:
    return "[" + ", ".join(_quoted(value) for value in values) + "]"


def _mapping(pairs: object) -> str:
    if isinstance(pairs, tuple) and all(isinstance(one, str) for one in pairs):
        return _quoted(pairs[0]) if len(pairs) == 1 else _flow(pairs)
    if isinstance(pairs, tuple):
        return "{" + ", ".join(f"{_quoted(str(key))}: {_mapping(value)}" for key, value in pairs) + "}"
    return str(pairs) if pairs in {"true", "false"} else _quoted(str(pairs))


def _quoted(text: str) -> str:
    """Text as YAML: bare where every editor reads it as text, else in single quotes on one line."""
    line = "".join(sign if sign.isprintable() else " " for sign in text)
    if _PLAIN.fullmatch(line) and line.casefold() not in _WORDS:
        return line
    return "'" + line.replace("'", "''") + "'"
