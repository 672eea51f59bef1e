"""What `trace init` finds in tables, front matter and subjects as real repositories write them."""

import pytest

from medtrace.config.starter import propose
from medtrace.config.survey import Survey
from tests.unit.config.test_starter import CARD, CHINESE, DESIGN, DOTTED, JUNIT, MIXED, SRS, TRACED, proposed, survey

pytestmark = pytest.mark.requirement("REQ-010", "REQ-070")


def only(path: str, text: str, **changed: object) -> Survey:
    """A repository with one file."""
    return survey(**{"paths": (path,), "samples": ((path, text),), "subjects": (), **changed})


@pytest.mark.parametrize(
    "path, text, expected, columns",
    [
        ("qms/h.md", MIXED, r"RISK(?:[-_][A-Z][A-Z0-9]*)*-\d+", {"id": "Risk ID", "hazard": "Hazard"}),
        (
            "qms/srs.md",
            TRACED,
            r"SYS(?:[-_][A-Z][A-Z0-9]*)*-\d+|UI-\d+",
            {"id": "Req. No.", "text": "System Requirement"},
        ),
        ("docs/需求.md", CHINESE, r"XQ\d+", {"id": "需求编号", "text": "需求内容"}),
        (
            "docs/req.csv",
            DOTTED,
            r"QX\d+(?:\.\d+)*",
            {"id": "Custom field (Requirement ID)", "title": "Summary", "text": "Description"},
        ),
    ],
)
def test_the_columns_of_a_table_are_found(path: str, text: str, expected: str, columns: dict[str, str]) -> None:
    (use,) = proposed(only(path, text)).sources
    assert use.id_text == expected or set(use.id_text.split("|")) == set(expected.split("|"))
    assert dict(getattr(use.options, "columns")) == columns  # noqa: B009


@pytest.mark.parametrize(
    "path, text, links",
    [
        ("qms/h.md", MIXED, {("risk", "Risk Control Measure"): ("mitigates", True)}),
        ("qms/srs.md", TRACED, {("requirement", "Trace to User Need"): ("derives", False)}),
        ("docs/需求.md", CHINESE, {("requirement", "上级"): ("derives", False)}),
        (
            "design/x.md",
            "---\nitemId: RSK-A-01\nitemTitle: t\nitemIsRiskControlledBy: RQ-A-01\n---\n",
            {("risk", "itemIsRiskControlledBy"): ("mitigates", True)},
        ),
    ],
)
def test_what_names_other_items_is_a_link(path: str, text: str, links: dict[tuple[str, str], tuple[str, bool]]) -> None:
    assert proposed(only(path, text)).links == links


@pytest.mark.parametrize("key", ["itemId", "item-id", "uid", "identifier", "编号"])
def test_front_matter_under_other_keys(key: str) -> None:
    texts = {f"specs/{one}.md": f"---\n{key}: SPEC-{one}\ntitle: t\n---\n" for one in ("AUDIT", "QC")}
    (use,) = proposed(survey(paths=tuple(texts), samples=tuple(texts.items()))).sources
    assert (use.format, use.id_text) == ("front-matter", "SPEC(?:[-_][A-Z0-9]+)+")
    assert dict(getattr(use.options, "columns")) == {"id": key, "title": "title"}  # noqa: B009


@pytest.mark.parametrize(
    "path, text",
    [
        ("tests/data/srs.md", SRS),
        ("src/Tests/req.csv", "ID,Text\nREQ-1,a\nREQ-2,b\n"),
        ("x/fixtures/a.yaml", DESIGN),
        ("examples/card.md", CARD),
        ("sops/templates/srs.md", SRS),
        ("src/mock/ident.csv", "PortalID,When\nP-1,a\nP-2,b\n"),
        ("tests/out/run.xml", JUNIT),
    ],
)
def test_fixtures_and_data_are_no_sources(path: str, text: str) -> None:
    config = proposed(only(path, text))
    assert (config.sources, config.results) == ((), ())


@pytest.mark.parametrize(
    "subjects, issues",
    [
        (("CVE-2024-1", "CVE-2024-2", "CVE-2023-3"), [r"#\d+"]),
        (("Expand RSK-ECG-03", "RSK-ECG-04", "RSK-ECG-05"), [r"#\d+"]),
        (("ABC-1", "ABC-2"), [r"#\d+"]),
        (("ABC-1", "ABC-2", "fix: ABC-3,"), [r"ABC-\d+"]),
    ],
)
def test_tickets_are_whole_tokens_that_come_often(subjects: tuple[str, ...], issues: list[str]) -> None:
    text = propose(survey(subjects=subjects))
    assert f"  issues: {issues!r}\n".replace("\\\\", "\\") in text


CHINESE_RISKS = "编号,危险,伤害,控制措施编号,控制措施\nRISK-001,过热,烫伤,RC-001,温控\n,,,RC-002,断电\n"


@pytest.mark.parametrize("word", ["危险", "危害", "危险源", "风险"])
def test_controls_with_ids_of_their_own_are_items_in_the_rows_of_their_risks(word: str) -> None:
    config = proposed(only("docs/风险.csv", CHINESE_RISKS.replace("危险", word)))
    (use,) = config.sources
    options = {name: dict(getattr(use.options, name)) for name in ("columns", "controls")}
    assert options["columns"] == {"id": "编号", "hazard": word, "harm": "伤害"}
    assert options["controls"] == {"id": "控制措施编号", "text": "控制措施"}
    assert use.id_text == r"RISK-\d+|RC-\d+"
    assert config.links == {}


def test_controls_that_stand_elsewhere_are_linked_to() -> None:
    samples = (("docs/风险.csv", CHINESE_RISKS), ("docs/控制.csv", "编号,内容\nRC-001,温控\nRC-002,断电\n"))
    config = proposed(survey(paths=tuple(path for path, _ in samples), samples=samples, subjects=()))
    assert config.links == {("risk", "控制措施编号"): ("mitigates", True)}
    assert not any(getattr(use.options, "controls") for use in config.sources)  # noqa: B009


def test_a_description_is_the_text_and_a_name_the_title() -> None:
    rows = "SRS-001,心律失常室颤报警提示与声音输出,报警,URS-001\nSRS-002,存储,文件,URS-001\n"
    text = f"需求编号,需求名称,需求描述,追溯\n{rows}"
    (use,) = proposed(only("docs/需求.csv", text)).sources
    columns = {role: "".join(names) for role, names in getattr(use.options, "columns")}  # noqa: B009
    assert columns == {"id": "需求编号", "title": "需求名称", "text": "需求描述"}


def test_the_next_file_of_a_format_is_read_too() -> None:
    features = dict.fromkeys(("spec/a.feature", "spec/b.feature"), "Feature: x")
    (use,) = proposed(survey(paths=tuple(features), samples=tuple(features.items()), subjects=())).sources
    assert use.files == ("spec/**/*.feature",)
    (use,) = proposed(only("docs/需求.md", CHINESE)).sources
    assert use.files == ("docs/需求.md",)
