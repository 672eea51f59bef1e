"""`trace check` on real git: what only another repository can answer for is listed apart from mistakes."""

from pathlib import Path

import pytest

from tests.support.git_builder import RepoBuilder
from tests.support.running import Trace

CONFIG = r"""
sources:
  - {format: doorstop, files: ['req/*.yml'], id: '[A-Z]+\d+', kind: requirement}
externals: ['SYS\d+']
"""
ITEM = "text: t\nlinks:\n- {}\n"


@pytest.fixture
def repo(tmp_path: Path) -> RepoBuilder:
    built = RepoBuilder(tmp_path / "product")
    built.commit(
        "Start",
        {
            "trace.yaml": CONFIG,
            "req/.doorstop.yml": "settings:\n  digits: 1\n  prefix: REQ\n  sep: ''\n",
            "req/REQ1.yml": ITEM.format("SYS7: abc"),
            "req/REQ2.yml": ITEM.format("REX1"),
            "req/REQ3.yml": ITEM.format("REQ1"),
        },
    )
    return built


@pytest.mark.requirement("REQ-031")
def test_a_target_in_another_repository_is_listed_apart_from_a_mistake(trace: Trace, repo: RepoBuilder) -> None:
    found = trace("check", "HEAD", "--format", "json", cwd=repo.folder).json
    assert [f"{one['source']} {one['target']}" for one in found["externals"]] == ["REQ1 SYS7"]
    assert [one["path"] for one in found["problems"] if one["code"] == "dangling-link"] == ["req/REQ2.yml"]
    said = trace("check", "HEAD", "--lang", "zh", cwd=repo.folder).out
    assert "引用其他版本库的链接：1 条，目标 1 个（SYS7），此处不核查" in said


@pytest.mark.requirement("REQ-031")
def test_a_link_keeps_its_attributes(trace: Trace, repo: RepoBuilder) -> None:
    links = trace("snapshot", "HEAD", "--format", "json", cwd=repo.folder).json["links"]
    told = {one["target"]: (one["external"], one["resolved"], one["attributes"].get("stamp")) for one in links}
    assert told == {"SYS7": (True, False, "abc"), "REX1": (False, False, None), "REQ1": (False, True, None)}


@pytest.mark.requirement("REQ-031", "REQ-071")
def test_a_snapshot_holds_the_first_definition_of_an_id_and_names_the_place_of_others(
    trace: Trace, tmp_path: Path
) -> None:
    repo = RepoBuilder(tmp_path / "product")
    config = "sources: [{format: markdown-headings, files: ['*.md'], id: 'SRS-\\d+', kind: requirement}]\n"
    repo.commit("Start", {"trace.yaml": config, "a.md": "## SRS-1 First\n", "b.md": "## SRS-1 Second\n## SRS-2 Two\n"})
    found = trace("snapshot", "HEAD", "--format", "json", cwd=repo.folder).json
    assert [(one["id"], one["title"]) for one in found["items"]] == [("SRS-1", "First"), ("SRS-2", "Two")]
    (told,) = [one for one in found["problems"] if one["code"] == "duplicate-id"]
    assert (told["path"], told["line"], "first definition at a.md" in told["message"]) == ("b.md", 1, True)


SILENT = """
sources:
  - {format: markdown-headings, files: ['docs/*.md'], id: 'SRS-\\d+', kind: requirement}
  - {format: markdown-headings, files: ['more/*.md'], id: 'URS-\\d+', kind: user-need}
  - {format: code-tags, files: ['src/*']}
  - {format: xlsx-table, files: ['*.xlsx'], id: 'RISK-\\d+', kind: risk}
"""


@pytest.mark.requirement("REQ-025")
def test_a_source_that_reads_nothing_is_told_with_what_to_look_at(trace: Trace, tmp_path: Path) -> None:
    repo = RepoBuilder(tmp_path / "product")
    files = {"docs/a.md": "## REQ-1 One\n", "docs/b.md": "b\n", "more/a.md": "## URS-1 Need\n", "src/a.c": "int a;\n"}
    repo.commit("Start", {"trace.yaml": SILENT, "a.xlsx": "no workbook", **files})
    problems = trace("check", "HEAD", "--format", "json", cwd=repo.folder).json["problems"]
    told = [one for one in problems if one["code"] == "source-reads-nothing"]
    assert [(one["path"], one["line"], one["severity"]) for one in told] == [
        ("trace.yaml", 3, "warning"),
        ("trace.yaml", 5, "note"),
    ]
    assert "the source markdown-headings matches 2 files (such as docs/a.md)" in told[0]["message"]
    assert r"look at `id` (SRS-\d+)" in told[0]["message"]
    assert "zip-unreadable" in {one["code"] for one in problems}


@pytest.mark.requirement("REQ-010")
def test_a_proposal_that_nobody_committed_yet_is_checked_and_told(trace: Trace, tmp_path: Path) -> None:
    repo = RepoBuilder(tmp_path / "product")
    repo.commit("Start", {"docs/srs.md": "## SRS-001 One\n\nText.\n\n## SRS-002 Two\n\nText.\n"})
    made = trace("init", "--yes", cwd=repo.folder)
    assert "git add trace.yaml" in made.err
    found = trace("check", "--format", "json", cwd=repo.folder)
    assert (found.code, found.json["items"]) == (1, {"requirement": 2})
    assert "not committed yet; read from the working folder" in found.err
    named = trace("check", "HEAD", cwd=repo.folder)
    assert named.code == 2
    assert "git add trace.yaml && git commit" in named.err
    assert "--config trace.yaml" in named.err


@pytest.mark.requirement("REQ-071")
def test_a_difference_names_its_links_and_speaks_one_language(trace: Trace, repo: RepoBuilder) -> None:
    more = {f"req/REQ{number}.yml": ITEM.format("REQ1") for number in range(4, 30)}
    repo.commit("More", {"req/REQ3.yml": "text: another\nlinks:\n- REQ2: null\n", **more})
    said = trace("diff", "HEAD~1..HEAD", cwd=repo.folder).out
    assert "  + REQ3 derives from REQ2  req/REQ3.yml:" in said
    assert "  - REQ3 derives from REQ1  req/REQ3.yml:" in said
    assert "  + 7 more\n" in said
    chinese = trace("diff", "HEAD~1..HEAD", "--lang", "zh", cwd=repo.folder).out
    assert "（正文）" in chinese
    assert "  + 另有 7 条\n" in chinese


@pytest.mark.requirement("REQ-025")
def test_a_pointer_of_git_lfs_is_no_content(trace: Trace, tmp_path: Path) -> None:
    repo = RepoBuilder(tmp_path / "product")
    config = "sources:\n  - {format: xlsx-table, files: ['*.xlsx'], id: 'SRS-\\d+', kind: requirement}\n"
    config += "  - {format: code-tags, files: ['*.c']}\n"
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{'0' * 64}\nsize 12345\n"
    repo.commit("Start", {"trace.yaml": config, "a.xlsx": pointer, "a.c": pointer})
    problems = trace("check", "HEAD", "--format", "json", cwd=repo.folder).json["problems"]
    told = [one["path"] for one in problems if one["code"] == "lfs-pointer"]
    assert told == ["a.xlsx"]
    assert "zip-unreadable" not in {one["code"] for one in problems}


@pytest.mark.requirement("REQ-031")
def test_a_column_that_no_table_has_is_told_once_for_a_source(trace: Trace, tmp_path: Path) -> None:
    repo = RepoBuilder(tmp_path / "product")
    use = (
        "- {format: csv-table, files: ['F/*.csv'], id: 'R-\\d+', kind: risk, options: {columns: {id: ID, harm: Harm}}}"
    )
    config = f"sources:\n{use.replace('F/', 'a/')}\n{use.replace('F/', 'b/')}\n"
    tables = {f"{folder}/{n}.csv": f"ID,Title\nR-{folder}{n},x\n".replace("-a", "-1").replace("-b", "-2")
              for folder in "ab" for n in range(3)}  # fmt: skip
    repo.commit("Start", {"trace.yaml": config, **tables, "b/1.csv": "ID,Harm\nR-9,x\n", "b/2.csv": "ID,Harm\nR-8,x\n"})
    problems = trace("check", "HEAD", "--format", "json", cwd=repo.folder).json["problems"]
    assert [(one["path"], one["message"]) for one in problems if one["code"] == "column-missing"] == [
        ("a/0.csv", "no column “Harm” (harm); nearest: ID, Title; so in 2 more tables"),
        ("b/0.csv", "no column “Harm” (harm); nearest: ID, Title"),
    ]


REVERSED = r"""
product: {name: p}
sources:
  - {format: csv-table, files: [r.csv], id: 'SRS-\d+', kind: requirement, options: {columns: {id: ID, title: Text}}}
  - {format: csv-table, files: [t.csv], id: 'TC-\d+', kind: test, options: {columns: {id: ID, title: Text}}}
  - {format: csv-table, files: [k.csv], id: 'HAZ-\d+', kind: risk, options: {columns: {id: ID, title: Text}}}
links:
  - {from: requirement, field: Verified by, kind: verifies, reverse: true}
  - {from: risk, field: Risk Control, kind: mitigates, reverse: true}
externals: ['TC-9\d+']
"""


@pytest.fixture
def named_by_others(tmp_path: Path) -> RepoBuilder:
    """Tables whose rows name what cites them: two of the names are defined nowhere, one elsewhere."""
    built = RepoBuilder(tmp_path / "product")
    tests = "ID,Text\nTC-001,a\nTC-002,b\n"
    built.commit(
        "Start",
        {
            "trace.yaml": REVERSED,
            "r.csv": "ID,Text,Verified by\nSRS-001,a,TC-001\nSRS-002,b,TC-404\nSRS-003,c,TC-900\nSRS-004,d,TC-002\n",
            "t.csv": tests,
            "k.csv": 'ID,Text,Risk Control\nHAZ-001,k,"SRS-001, SRS-099"\n',
        },
    )
    built.tag("v1")
    built.commit("Lose a test", {"t.csv": tests.replace("TC-002,b\n", "")})
    return built


@pytest.mark.requirement("REQ-031", "REQ-071")
def test_a_name_that_a_row_says_cites_it_dangles_where_nothing_defines_it(
    trace: Trace, named_by_others: RepoBuilder
) -> None:
    found = trace("check", "v1", "--format", "json", cwd=named_by_others.folder).json
    told = [one for one in found["problems"] if one["code"] == "dangling-link"]
    assert [(one["path"], one["line"], one["message"].split(",")[0]) for one in told] == [
        ("k.csv", 2, "HAZ-001 cites SRS-099"),
        ("r.csv", 3, "SRS-002 cites TC-404"),
    ]
    figures = {one["name"]: one for one in found["coverage"]}
    assert figures["requirement-test"]["missing"] == ["SRS-002", "SRS-003"]
    assert [(one["source"], one["target"]) for one in found["externals"]] == [("TC-900", "SRS-003")]
    said = trace("check", "v1", cwd=named_by_others.folder).out
    assert "links to other repositories: 1, to 1 ids (TC-900)" in said


@pytest.mark.requirement("REQ-031")
def test_a_link_from_what_nothing_defines_is_not_resolved(trace: Trace, named_by_others: RepoBuilder) -> None:
    links = trace("snapshot", "v1", "--format", "json", cwd=named_by_others.folder).json["links"]
    told = {f"{one['source']} {one['target']}": (one["resolved"], one["external"]) for one in links}
    assert told == {
        "SRS-001 HAZ-001": (True, False),
        "SRS-099 HAZ-001": (False, False),
        "TC-001 SRS-001": (True, False),
        "TC-002 SRS-004": (True, False),
        "TC-404 SRS-002": (False, False),
        "TC-900 SRS-003": (False, True),
    }
    shown = trace("show", "SRS-002", "--at", "v1", "--format", "json", cwd=named_by_others.folder).json
    assert [(one["source"], one["resolved"]) for one in shown["cited_by"]] == [("TC-404", False)]


@pytest.mark.requirement("REQ-031")
def test_a_link_whose_citing_item_went_away_is_broken(trace: Trace, named_by_others: RepoBuilder) -> None:
    found = trace("diff", "v1..HEAD", "--format", "json", cwd=named_by_others.folder).json
    assert found["links"]["broken"] == [{"source": "TC-002", "kind": "verifies", "target": "SRS-004"}]
    lost = trace("check", "v1..HEAD", "--format", "json", cwd=named_by_others.folder).json["problems"]
    assert "SRS-004" in " ".join(one["message"] for one in lost if one["code"] == "requirement-lost-test")


UNNAMED = r"""
product: {name: p}
sources:
  - {format: csv-table, files: [s.csv], id: 'SRS-\d+', kind: requirement, options: {columns: {id: ID, title: Name}}}
  - {format: csv-table, files: [u.csv], id: 'URS-\d+', kind: user-need, options: {columns: {id: ID}}}
links: [{from: requirement, field: Parent, kind: derives}, {from: requirement, field: Over, kind: derives}]
"""


@pytest.mark.requirement("REQ-031", "REQ-032")
def test_a_column_of_an_unknown_name_is_what_an_item_says_that_has_no_text(trace: Trace, tmp_path: Path) -> None:
    repo = RepoBuilder(tmp_path / "product")
    needs = "ID,User Need,Source\nURS-1,The user needs it,x\nURS-2,TBD,x\nURS-3,c,x\n"
    table = "ID,Name,规格说明,Owner,Parent,Over\nSRS-1,a,系统应在五秒内显示心率数值,Li,URS-1,\nSRS-2,b,TBD,Li,,SRS-1\n"
    repo.commit("Start", {"trace.yaml": UNNAMED, "u.csv": needs, "s.csv": table})
    repo.commit("Reword the need", {"u.csv": needs.replace("needs it", "needs it at once")})
    repo.commit("Hand the requirement over", {"s.csv": table.replace("数值,Li", "数值,Wu")})
    assert told(trace, repo) == {"placeholder": ["s.csv:3", "u.csv:3"], "suspect-link": ["s.csv:2"]}
    repo.commit("Reword the requirement", {"s.csv": table.replace("五秒", "三秒")})
    assert told(trace, repo) == {"placeholder": ["s.csv:3", "u.csv:3"], "suspect-link": ["s.csv:3"]}


def told(trace: Trace, repo: RepoBuilder) -> dict[str, list[str]]:
    """Places of placeholders and of suspect links at the head."""
    found: dict[str, list[str]] = {}
    for one in trace("check", "HEAD", "--format", "json", cwd=repo.folder).json["problems"]:
        if one["code"] in {"placeholder", "suspect-link"}:
            found.setdefault(one["code"], []).append(f"{one['path']}:{one['line']}")
    return found


@pytest.mark.requirement("REQ-021", "REQ-031")
def test_prefix_and_number_tell_an_item_of_doorstop(trace: Trace, tmp_path: Path) -> None:
    repo = RepoBuilder(tmp_path / "product")
    link = "text: t\nlinks:\n- NEED1\n- need-002: abc\n- NEED010\n- NEED-login\n"
    sources = r"sources: [{format: doorstop, files: ['**/*.yml'], id: '\w+-?\w+', kind: requirement}]"
    needs = {f"needs/{name}.yml": "text: t\n" for name in ("NEED001", "NEED002", "NEED1", "NEED-login", "NEED01")}
    document = "settings:\n  digits: 3\n  prefix: {}\n  sep: ''\n"
    repo.commit(
        "Start",
        {
            "trace.yaml": sources + "\n",
            "needs/.doorstop.yml": document.format("NEED"),
            "reqs/.doorstop.yml": document.format("REQ"),
            "reqs/REQ001.yml": link,
            "reqs/REQ002.yml": "text: t\nlinks:\n- REQ1\n",
            **needs,
        },
    )
    links = trace("snapshot", "HEAD", "--format", "json", cwd=repo.folder).json["links"]
    found = {one["target"]: (one["resolved"], one["attributes"].get("written", "")) for one in links}
    assert found == {
        "NEED1": (True, ""),
        "NEED002": (True, "need-002"),
        "NEED010": (False, ""),
        "NEED-login": (True, ""),
        "REQ001": (True, "REQ1"),
    }
