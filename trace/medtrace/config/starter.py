"""The `trace.yaml` that `trace init` writes: commented in both languages, and already working on the repository."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from medtrace.config.citing import citing_code, feature_ids, junit_results, property_words
from medtrace.config.detect import detect
from medtrace.config.elsewhere import external_ids
from medtrace.config.found import Found, Options
from medtrace.config.id_forms import is_wide
from medtrace.config.layout import (
    fixtures_below,
    globs_for,
    newest_release,
    not_product,
    parts,
    tag_pattern,
    usable,
    wide_globs,
)
from medtrace.config.shape import TAGS
from medtrace.config.survey import NO_HEADS, Ids, Survey, families
from medtrace.config.test_places import holds_tests, is_test, test_globs
from medtrace.expressions import expression
from medtrace.model.globs import matches
from medtrace.model.ids import whole_token

_PLAIN = expression(r"[A-Za-z一-鿿_./][A-Za-z0-9一-鿿_./-]*")
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_ISSUES = ((r"#\d+", expression(r"#\d+\b")), (r"CR-\d{4}-\d+", expression(r"\bCR-\d{4}-\d+\b")))
_TICKET = expression(r"(?<![A-Za-z0-9_-])([A-Z][A-Z0-9]{1,9})-\d+(?![A-Za-z0-9_-]|\.\d)")
_OFTEN = 3
_RISKS = frozenset({"risk", "hazard", "hazardous-situation", "harm"})
_MOST_NAMED = 20
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
# 未发现带编号的条目；请写明条目所在，例如：
# No items with ids were found; say where they are, for example:
#   - {format: markdown-headings, files: ['docs/**/*.md'], id: 'SRS-\\d+', kind: requirement}
sources: []
"""
_ELSEWHERE = """被引用而库内没有的编号。由其他版本库定义的保留，其余删除后按悬空链接提示。
# Ids that are cited and stand nowhere here: keep those that another repository defines; the others are mistakes."""
_COMPONENTS = """
# 软件单元：每个源码目录一个。请补充安全性级别和标记；未标记 core-algorithm 的核心算法一直显示为“未映射”。
# Software units, one for each source folder. Add safety class and tags; without a unit tagged core-algorithm the core
# algorithm stays "not mapped".
# 标记 Tags: {tags}
"""


def items_to_propose(survey: Survey) -> tuple[Found, ...]:
    """The kinds of item that an entry can be written for."""
    return tuple(one for one in detect(survey) if _live(one.own_globs, survey.paths))


def propose(
    survey: Survey, found: tuple[Found, ...] | None = None, *, schema: str = "schemas/config.schema.json"
) -> str:
    """The text of a configuration that loads, and whose every glob matches a path of the survey.

    `found` spares a second look where `items_to_propose` was asked before.
    """
    found = items_to_propose(survey) if found is None else found
    outside = not_product(survey.paths)
    pieces = [
        _HEAD.format(schema=schema, name=_quoted(survey.name.strip() or _PLACEHOLDER)),
        _naming(survey.tags),
        *_sources(survey, found),
        *_links(found),
        *_listing("externals", _ELSEWHERE, external_ids(survey, found)),
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
    entries = [*_items(survey, found), *_features(survey), *_code(survey, found)]
    if not entries:
        yield _NO_SOURCE
        return
    yield "\n# 条目写在哪里。 Where the items are written.\nsources:\n"
    yield from entries


def _items(survey: Survey, found: tuple[Found, ...]) -> Iterator[str]:
    """One entry for all families that are read alike from the same files."""
    alike: dict[Found, list[str]] = {}
    for one in found:
        bare = replace(one, ids=Ids("", ()), links=(), by_kind=(), controls=())
        alike.setdefault(bare, []).extend(one.expressions or ("",))
    for one, expressions in alike.items():
        own = one.folders or wide_globs(one.paths, survey.paths)
        yield _left_alone(one.left_alone)
        yield _entry(
            one.format,
            (*own, *globs_for(one.code)),
            "|".join(dict.fromkeys(expressions)),
            one.kind,
            one.options,
            fixtures_below(own, survey.paths),
        )


def _left_alone(words: tuple[str, ...]) -> str:
    said = ", ".join("".join(sign for sign in word if sign.isprintable()) for word in words[:_MOST_NAMED])
    return f"  # 未列入的类型 Types left alone: {said}\n" if said else ""


def _features(survey: Survey) -> Iterator[str]:
    globs = wide_globs((path for path in survey.paths if path.endswith(".feature")), survey.paths)
    if globs:
        own = "|".join(family.expression for family in families(feature_ids(survey)))
        yield _entry("gherkin", globs, own, "test", ())


def _code(survey: Survey, found: tuple[Found, ...]) -> Iterator[str]:
    """Code that names ids: tests make items, other code is tied to what it names."""
    expressions = [own for one in found for own in one.expressions if not is_wide(own)]
    if not expressions:
        return
    known = whole_token("|".join(f"(?:{one})" for one in expressions))
    # What is read already for its own tags cites by them.
    taken = {path for one in found for path in (*one.paths, *one.code)}
    citing = tuple(path for path in citing_code(survey, known) if path not in taken)
    texts = dict(survey.samples)
    tests = [path for path in citing if is_test(path) or holds_tests(texts[path])]
    others = sorted(set(citing) - set(tests))
    of_tests = test_globs(tests, others)
    if globs := of_tests:
        words = property_words(survey, tests, known)
        named: Options = (("words", tuple((word, "verifies") for word in words)),) if words else ()
        yield _entry("code-tags", globs, "", "test", (("tests", "true"), *named))
    if globs := globs_for(others):
        # A test that lies beside the code cites as a test alone.
        twice = tuple(one for one in of_tests if any(matches(path, (one,)) and matches(path, globs) for path in tests))
        left = dict.fromkeys((*fixtures_below(globs, survey.paths), *twice))
        yield _entry("code-tags", globs, "", "", (), tuple(left))


def _entry(
    form: str, globs: tuple[str, ...], expression: str, kind: str, options: object, exclude: tuple[str, ...] = ()
) -> str:
    lines = [f"  - format: {form}", f"    files: {_flow(globs)}"]
    if exclude:
        lines.append(f"    exclude: {_flow(exclude)}")
    if expression:
        lines.append(f"    id: {_quoted(expression)}")
    if kind:
        lines.append(f"    kind: {kind}")
    if options:
        lines.append(f"    options: {_mapping(options)}")
    return "\n".join(lines) + "\n"


def _links(found: tuple[Found, ...]) -> Iterator[str]:
    own = [(kind, links) for one in found for kind, links in ((one.kind, one.links), *one.by_kind)]
    rows = sorted({(of, field, kind, back) for of, links in own for field, kind, back in links})
    if rows:
        yield "\n# 字段对应的链接类别（引用者→被引用者）。 Which field is which kind of link, citing → cited.\nlinks:\n"
        for kind, field, link, back in rows:
            # That a risk names an item does not say that the item controls it.
            said = "mentions" if kind in _RISKS and link == "derives" else link
            more = ", reverse: true" if back else ""
            yield f"  - {{from: {kind}, field: {_quoted(field)}, kind: {said}{more}}}\n"


def _commits(survey: Survey, found: tuple[Found, ...]) -> Iterator[str]:
    heads = {ids.head for one in found for ids in (one.ids, *one.controls)}
    expressions = dict.fromkeys(own for one in found for own in one.expressions)
    ids = [one for one in expressions if not is_wide(one)]
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
    if len(ids) < len(expressions):
        yield "  # 条目编号没有共同形式，未用于提交信息。 Ids without a common form: not looked for in messages.\n"
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
        return _mapping(pairs[0]) if len(pairs) == 1 else _flow(pairs)
    if isinstance(pairs, tuple):
        return "{" + ", ".join(f"{_quoted(str(key))}: {_mapping(value)}" for key, value in pairs) + "}"
    # Numbers of columns and switches are plain in YAML.
    text = str(pairs)
    return text if text in {"true", "false"} or text.isdecimal() else _quoted(text)


def _quoted(text: str) -> str:
    """Text as YAML: bare where every editor reads it as text, else in single quotes on one line."""
    line = "".join(sign if sign.isprintable() else " " for sign in text)
    if _PLAIN.fullmatch(line) and line.casefold() not in _WORDS:
        return line
    return "'" + line.replace("'", "''") + "'"
