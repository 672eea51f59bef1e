"""`trace init`: what it proposes for a repository already works on that repository."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medtrace.config.config import load_config
from medtrace.config.layout import globs_for, newest_release, not_product, tag_pattern
from medtrace.config.nouns import Config
from medtrace.config.starter import propose
from medtrace.config.survey import MOST, Survey, wanted
from medtrace.model.globs import matches
from medtrace.model.versions import NamingRule
from tests.unit.config.shapes_of_tests import SOURCES

pytestmark = pytest.mark.requirement("REQ-010", "REQ-070")

SRS = "# 软件需求\n\n## SRS-001 采样\n\n追溯: URS-001\n\n## SRS-002：滤波\n\n```\n## SRS-999 code\n```\n"
DEEP = "### [REQ-DIN-01] Store\n\ntext\n\n### [REQ-API-02] Serve\n"
NEEDS = "| 编号 | 名称 | 内容 |\n|---|---|---|\n| URS-001 | 看 | 医生要看 |\n| URS-002 | 存 | 医生要存 |\n"
RISKS = "ID;Hazard;Harm\nRISK-01;noise;stroke\nRISK-02;gap;stroke\n"
DESIGN = "items:\n  - {id: SDD-001, title: Filter}\n  - {id: SDD-002, title: Report}\n"
CARD = "---\nid: NEED-1\ntitle: Card\n---\n\ntext\n"
CODE = "def test_filter():\n    '''Verifies: SRS-002'''\n"
UNIT = "# implements: SRS-001\n"
JUNIT = '<?xml version="1.0"?>\n<testsuite name="x"><testcase name="a"/></testsuite>\n'
MIXED = (
    "| Risk ID | Hazard | Risk Control Measure |\n|---|---|---|\n| RISK-001 | a | **SRS-001**: b |\n"
    "| **Group** | | |\n\n| **RISK-ECG-001** | c | SRS-002 |\n| RISK-USER-02 | d | SRS-003 |\n"
)
TRACED = (
    "| Req. No. | Rationale | System Requirement | Trace to User Need |\n|---|---|---|---|\n"
    "| SYS-A-1 | because | the system shall do this and that | URS-001 |\n| SYS-B-2 | - | shall not | URS-002 |\n"
    "| UI-3 | - | show it | URS-001 |\n"
)
CHINESE = (
    "| 需求编号 | 需求内容 | 上级 |\n|---|---|---|\n| XQ001 | 采样并判读心律 | URS-001 |\n| XQ002 | 存 | URS-001 |\n"
)
DOTTED = 'Summary,Custom field (Requirement ID),Description\nA,QX1004,"long, and\nlonger text"\nB,QX1004.1,text\n'


def survey(**changed: object) -> Survey:
    """A repository with one file of each kind."""
    texts = {
        "docs/需求/SRS.md": SRS,
        "docs/需求/URS.md": NEEDS,
        "docs/risk.csv": RISKS,
        "docs/design.yaml": DESIGN,
        "tests/test_filter.py": CODE,
        "src/ecg/filter.py": UNIT,
        "results/run.xml": JUNIT,
    }
    paths = (*texts, "src/net/send.py", "src/main.py", "features/a.feature", "README.md", ".github/workflows/ci.yml")
    whole = {
        "name": "ecg",
        "tags": ("v1.0", "v1.1", "v1.1.1", "nightly"),
        "paths": tuple(sorted(paths)),
        "samples": tuple(sorted(texts.items())),
        "subjects": ("Fix #12", "CR-2024-001 阈值", "ABC-1 x", "ABC-2 y", "ABC-3 z"),
    }
    return Survey(**{**whole, **changed})  # type: ignore[arg-type]


def proposed(one: Survey) -> Config:
    """The configuration as it loads; every glob matches a path."""
    config = load_config(propose(one), path="trace.yaml", shapes=SOURCES)
    for use in config.globs:
        assert any(matches(path, (use.glob,)) for path in one.paths), f"{use.glob} matches nothing"
    return config


def test_every_format_is_found() -> None:
    config = proposed(survey())
    assert {(use.format, use.kind, use.files, use.id_text) for use in config.sources} == {
        ("markdown-headings", "requirement", ("docs/需求/SRS.md",), r"SRS-\d+"),
        ("markdown-table", "user-need", ("docs/需求/URS.md",), r"URS-\d+"),
        ("csv-table", "risk", ("docs/risk.csv",), r"RISK-\d+"),
        ("yaml-items", "design", ("docs/design.yaml",), r"SDD-\d+"),
        ("gherkin", "test", ("features/**/*.feature",), ""),
        ("code-tags", "test", ("tests/test_filter.py",), ""),
        ("code-tags", "test", ("src/ecg/filter.py",), ""),
    }
    by_format = {use.format: use.options for use in config.sources}
    assert getattr(by_format["csv-table"], "columns") == (("id", "ID"), ("hazard", "Hazard"), ("harm", "Harm"))  # noqa: B009
    assert getattr(by_format["csv-table"], "delimiter") == ";"  # noqa: B009
    assert config.links == {("requirement", "追溯"): ("derives", False)}
    assert [use.files for use in config.results] == [("results/run.xml",)]


def test_the_surroundings_are_found() -> None:
    config = proposed(survey())
    naming = config.project.naming
    assert naming is not None
    assert (naming.tags, naming.parse("nightly")) == ("v{X}.{Y}[.{Z}]", None)
    assert [component.id for component in config.components.components] == ["ecg", "net", "src"]
    assert config.components.known_tags == frozenset(), "what a folder is for is for people to say"
    assert config.components.not_product == (".github/**", "docs/**", "tests/**")
    assert [pattern.search("see CR-2024-001") is not None for pattern in config.citations.issues] == [
        False,
        True,
        False,
    ]
    assert config.citations.issues[2].search("ABC-7")


@pytest.mark.parametrize(
    "path, text, expected",
    [
        ("guidelines/srs.md", DEEP, ("markdown-headings", r"REQ(?:[-_][A-Z][A-Z0-9]*)*-\d+")),
        ("needs/card.md", CARD, ("front-matter", r"NEED-\d+")),
        ("a.yaml", "SRS-1: {title: a}\nSRS-2: {title: b}\n", ("yaml-items", r"SRS-\d+")),
    ],
)
def test_other_ways_of_writing_items(path: str, text: str, expected: tuple[str, str]) -> None:
    (use,) = proposed(survey(paths=(path,), samples=((path, text),))).sources
    assert (use.format, use.id_text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "# UTF-8 and UTF-16\n",
        "## SHA-256\n## SHA-512\n",
        "# Release 1.2\n",
        "| Version | Note |\n|---|---|\n| v1-2 | x |\n",
    ],
)
def test_what_only_looks_like_an_id_is_left_alone(text: str) -> None:
    assert proposed(survey(paths=("a.md",), samples=(("a.md", text),))).sources == ()


def test_an_empty_repository_gets_a_form_that_loads_and_says_so() -> None:
    text = propose(Survey("无"))
    config = load_config(text, path="trace.yaml", shapes=SOURCES)
    assert (config.sources, config.globs, config.project.naming) == ((), (), None)
    for words in (
        "No items with ids were found",
        "未发现带编号的条目",
        "No tag looks like a version",
        "未发现源码目录",
    ):
        assert words in text
    assert text.startswith("# yaml-language-server: $schema=")


@pytest.mark.parametrize(
    "paths, outside",
    [
        (("LoopTests/a.swift", "Loop/b.swift"), ("LoopTests/**",)),
        (("Documentation/a.md", "lib/x.c", "unit-test/y.c"), ("Documentation/**", "unit-test/**")),
        (("src/A/Tests/x.cs", "src/A/b.cs"), ("**/Tests/**",)),
        ((".webpack/a.js", "benchmarks/b.js", "src/c.js"), (".webpack/**", "benchmarks/**")),
        (("scripts/a.py", "src/b.c"), ("scripts/**",)),
        (("scripts/a.c", "src/b.c"), ()),
        (("scripts/a.py",), ()),
        (("src/latest/a.c", "src/samples/b.c", "contest/c.c"), ()),
    ],
)
def test_folders_that_are_no_product(paths: tuple[str, ...], outside: tuple[str, ...]) -> None:
    assert not_product(paths) == outside
    assert all(any(matches(path, (glob,)) for path in paths) for glob in outside)


@pytest.mark.parametrize(
    "tags, pattern",
    [
        (("v1.2.3", "v1.3.0"), "v{X}.{Y}.{Z}"),
        (("0.4.0", "0.5"), "{X}.{Y}[.{Z}]"),
        (("release/1.2", "release/1.3", "v9"), "release/{X}.{Y}"),
        (("V1.0.0.0312",), "V{X}.{Y}.{Z}.{B}"),
        (("v1", "v1.2.3"), "v{X}[.{Y}][.{Z}]"),
        (("nightly", "v1.2-rc1"), ""),
        (("apple-rc1", "apple-rc2", "apple-rc3", "v7.0.0", "v7.0.1"), "v{X}.{Y}.{Z}"),
        ((*(f"old-{n}.0" for n in range(50)), *(f"v2.{n}" for n in range(20))), "v{X}.{Y}"),
        (("1.0.0", "v1.0.1", "pretrained"), "v{X}.{Y}.{Z}"),
        (("1.2.3.4", *(f"1.3.{n}" for n in range(20))), "{X}.{Y}.{Z}"),
        ((), ""),
    ],
)
def test_the_naming_of_tags(tags: tuple[str, ...], pattern: str) -> None:
    assert tag_pattern(tags) == pattern
    newest = newest_release(tags)
    assert bool(newest) == bool(pattern)
    assert not newest or NamingRule(pattern).parse(newest)


@pytest.mark.parametrize(
    "paths, globs",
    [
        (("b.md", "a.md"), ("a.md", "b.md")),
        (("d/a.md", "d/e/b.md", "d/c.md", "d/f.md"), ("d/**/*.md",)),
        (("a.md", "b.md", "c.csv", "d/e.md"), ("**/*.csv", "**/*.md")),
        (("x[1].md",), ("x[[]1].md",)),
        (("a\\b.md", "../x.md", "a\nb.md"), ()),
    ],
)
def test_globs_of_paths(paths: tuple[str, ...], globs: tuple[str, ...]) -> None:
    assert globs_for(paths) == globs


def test_documents_are_sampled_before_code() -> None:
    paths = [*(f"src/{n}.py" for n in range(max(MOST.values()))), "z/docs/a.md", "b.bin"]
    found = wanted(paths)
    assert found[0] == "z/docs/a.md"
    assert 1 < len(found) < len(paths) / 2
    assert "b.bin" not in found


NAMES = st.text(st.sampled_from(list("aA1 .-_[]{},*?'\"#:!\\&中é\u2028")), min_size=1, max_size=6)
PATHS = st.lists(st.lists(NAMES, min_size=1, max_size=3).map("/".join), max_size=8)
ENDINGS = st.sampled_from([".md", ".py", ".csv", ".yaml", ".xml", ".feature", ""])
TEXTS = st.sampled_from(
    [
        SRS,
        DEEP,
        NEEDS,
        RISKS,
        DESIGN,
        CARD,
        CODE,
        UNIT,
        JUNIT,
        "a: [",
        "\0",
        "id,'\"\nSRS-1,x",
        MIXED,
        TRACED,
        CHINESE,
        DOTTED,
    ]
)


@settings(max_examples=80, deadline=None)
@given(PATHS, ENDINGS, st.lists(TEXTS, min_size=8, max_size=8), st.lists(NAMES, max_size=3), NAMES)
def test_any_proposal_loads_and_matches(
    paths: list[str], ending: str, texts: list[str], tags: list[str], name: str
) -> None:
    own = tuple(sorted({f"{path}{ending}" for path in paths}))
    samples = tuple(zip(own, texts, strict=False))
    one = Survey(name, tuple(tags), own, samples, tuple(tags))
    proposed(one)
    assert propose(one) == propose(one)
