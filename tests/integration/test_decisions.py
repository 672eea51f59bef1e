"""People decide, on real git: from the record that one person writes to the verdict that counts it."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from medtrace.errors import UsageError
from tests.support.decided import (
    CODE,
    CONFIG,
    MORE,
    SIGNERS,
    assessment,
    commit_records,
    declare,
    finding,
    product,
    sign,
)
from tests.support.git_builder import RepoBuilder
from tests.support.running import Trace

pytestmark = pytest.mark.requirement("REQ-100")
CONFIRMED = {"outcome": "confirmed", "reason": "阈值改变属实"}
LOWERED = {"outcome": "lowered", "severity": "minor", "reason": "仅用于提示", "evidence": ("VR-12",)}


def decided_in_steps(read: Any) -> dict[str, str | None]:
    """The record beside the finding of P-04 in each released step."""
    steps = read["views"][0]["steps"]
    found = {one["release"]: finding({"findings": one["details"]})["decision"] for one in steps}
    return {name: decision and decision["path"] for name, decision in found.items()}


@pytest.fixture
def repo(tmp_path: Path) -> RepoBuilder:
    return product(tmp_path / "product")


def record_of(repo: RepoBuilder, path: str) -> Any:
    return yaml.safe_load((repo.folder / path).read_text("utf-8"))


def test_a_decision_counts_when_every_role_has_signed_and_it_is_committed(trace: Trace, repo: RepoBuilder) -> None:
    words = ("--outcome", "confirmed", "--reason", "属实", "--on", "2024-02-01", "--approval-system", "QMS")
    ran = trace(
        "decide", "P-04", "v1.1", *words, "--approval-record", "QR-7", "--by", "何静", "--role", "法规", cwd=repo.folder
    )
    assert ran.code == 2
    assert "no finding “v1.1”" in ran.err
    words = (*words, "--approval-record", "QR-7", "--range", "v1.1")
    ran = trace("decide", "P-04", *words, "--by", "何静", "--role", "法规", cwd=repo.folder)
    assert ran.code == 0, ran.err
    assert "still needs quality, assessment" in ran.err
    path = ran.out.strip()
    schema = json.loads((files("medtrace.schemas") / "decision.schema.json").read_text("utf-8"))
    jsonschema.validate(record_of(repo, path), schema, cls=jsonschema.Draft7Validator)
    assert record_of(repo, path)["signoffs"][0]["external_approval"] == {"system": "QMS", "record_number": "QR-7"}
    assert sign(repo, "P-04", *SIGNERS[1:]).path == path
    commit = commit_records(repo)
    read = assessment(repo)
    decision = finding(read)["decision"]
    assert (decision["outcome"], decision["complete"], decision["stale"]) == ("confirmed", True, False)
    assert [(one["by"], one["role"], one["sha"]) for one in decision["signoffs"]] == [
        (by, role, commit) for by, role in SIGNERS
    ]
    assert read["records"]["sha"] == commit
    assert finding(read)["id"] not in read["verdict"]["undecided"]
    assert read["verdict"]["severity"] == "major"
    assert finding(assessment(repo, records="v1.1"))["decision"] is None


@pytest.mark.parametrize(
    ("said", "signers", "severity", "complete"),
    [
        pytest.param(LOWERED, (*SIGNERS, *MORE), "minor", True, id="lowered with all that it asks for"),
        pytest.param(LOWERED, SIGNERS, "major", False, id="lowered without clinical and risk"),
        pytest.param({"outcome": "not-applicable", "reason": "x"}, SIGNERS, "none", True, id="not applicable"),
    ],
)
def test_the_verdict_takes_what_counts(
    repo: RepoBuilder, said: dict[str, Any], signers: tuple[tuple[str, str], ...], severity: str, complete: bool
) -> None:
    sign(repo, "P-04", signers[0], **said)
    sign(repo, "P-04", *signers[1:])
    commit_records(repo)
    read = assessment(repo)
    assert finding(read)["decision"]["complete"] is complete
    assert read["verdict"]["severity"] == severity
    assert finding(read)["severity"] == "major"


def test_another_evidence_makes_it_stale_and_the_old_one_counts_for_its_step(repo: RepoBuilder) -> None:
    old = sign(repo, "P-04", *SIGNERS, **CONFIRMED).path
    commit_records(repo)
    repo.commit("Lower it more", {"src/af.py": CODE.format("0.4")})
    repo.checkout()
    read = assessment(repo, "HEAD")
    decision = finding(read)["decision"]
    assert (decision["stale"], decision["stale_because"]) == (True, ["evidence"])
    assert finding(read)["id"] in read["verdict"]["undecided"]
    new = sign(repo, "P-04", SIGNERS[0], range_="HEAD", **CONFIRMED).path
    assert new != old
    # The released step v1.1 still shows the old evidence: its record goes on counting there.
    assert "replaces" not in record_of(repo, new)
    commit_records(repo)
    read = assessment(repo, "HEAD")
    step = next(one for one in read["views"][0]["steps"] if one["release"] == "v1.1")
    assert [one["decision"]["path"] for one in step["details"] if one["trigger"] == "P-04"] == [old]
    assert finding(read)["decision"]["path"] == new


def test_a_decision_is_about_the_finding_it_was_taken_on_and_no_other_of_its_id(repo: RepoBuilder) -> None:
    repo.commit("Lower it more", {"src/af.py": CODE.format("0.4")})
    repo.tag("v1.2")
    repo.checkout()
    whole = sign(repo, "P-04", *SIGNERS, range_="v1.2", **CONFIRMED).path
    commit_records(repo)
    read = assessment(repo, "v1.2")
    assert (finding(read)["decision"]["path"], finding(read)["decision"]["stale"]) == (whole, False)
    assert decided_in_steps(read) == {"v1.1": None, "v1.2": None}
    # What was decided on one released step alone says nothing of the whole, nor of the other step.
    step = sign(repo, "P-04", *SIGNERS, range_="v1.2", step="v1.1", **CONFIRMED).path
    assert (record_of(repo, step)["range"], record_of(repo, step)["step"]) == ("v1.0..v1.1", "v1.1")
    (repo.folder / whole).unlink()
    repo.commit("Take the first away", {whole: None})
    commit_records(repo)
    read = assessment(repo, "v1.2")
    assert finding(read)["decision"] is None
    assert decided_in_steps(read) == {"v1.1": step, "v1.2": None}
    # A range that begins elsewhere shows another finding; the same range that grew shows this one, changed.
    assert finding(assessment(repo, "v1.1..v1.2"))["decision"] is None


def test_the_same_range_with_another_evidence_is_stale_and_one_that_begins_elsewhere_is_not(repo: RepoBuilder) -> None:
    sign(repo, "P-04", *SIGNERS, range_="v1.0..HEAD", **CONFIRMED)
    commit_records(repo)
    repo.commit("Lower it more", {"src/af.py": CODE.format("0.4")})
    repo.checkout()
    assert finding(assessment(repo, "v1.0..HEAD"))["decision"]["stale_because"] == ["evidence"]
    assert finding(assessment(repo, "v1.1..HEAD"))["decision"] is None


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("- {name: Debian, kind: os, version: '11'}", "- {name: Ubuntu, kind: os, version: '22.04'}"),
        ("- name: Debian\n  kind: os\n  version: '11'", "- name: Ubuntu\n  kind: os\n  version: '22.04'"),
        ("- name: Ubuntu\n  kind: os\n  version: '20.04'", "- name: Ubuntu\n  kind: os\n  version: '22.04'"),
    ],
)
def test_who_edits_another_line_of_the_configuration_did_not_write_the_declared_change(
    tmp_path: Path, older: str, newer: str
) -> None:
    repo = RepoBuilder(tmp_path / "product")
    roles = CONFIG.replace("role: 临床评价", "role: 临床评价经理")
    start = {
        "trace.yaml": f"{CONFIG}environment:\n{older}\n",
        "src/af.py": CODE.format("0.6"),
        "req/a.md": "## SRS-1 A\n",
    }
    repo.commit("Start", start)
    repo.tag("v1.0")
    # Natural order would name CR-1, and 吴国栋 would have written the change that he approves.
    repo.commit("Roles (CR-1)", {"trace.yaml": f"{roles}environment:\n{older}\n"}, author="吴国栋 <wu@example.org>")
    repo.tag("v1.1")
    move = repo.commit("Move (CR-2)", {"trace.yaml": f"{roles}environment:\n{newer}\n"})
    repo.tag("v1.2")
    repo.checkout()
    (one,) = [one for one in assessment(repo, "v1.1..v1.2")["findings"] if one["topic"] == "platform"]
    severity = {"severity": "minor"} if one["severity"] == "depends" else {}
    sign(repo, one["id"], *SIGNERS, range_="v1.1..v1.2", **CONFIRMED, **severity)
    commit_records(repo)
    views = [view for range_ in ("v1.1..v1.2", "v1.0..v1.2") for view in assessment(repo, range_)["views"]]
    seen = [found for view in views for found in view["findings"] if found["id"] == one["id"]]
    assert len(seen) == len(views) == 3
    for found in seen:
        assert (found["decision"]["complete"], found["change_item"], found["change_items"]) == (True, "CR-2", ["CR-2"])
        (piece,) = found["evidence"]
        assert (piece["commits"], piece["line"]) == ([move], CONFIG.count("\n") + 2)


def test_another_outcome_is_a_new_record_that_replaces_the_old(repo: RepoBuilder) -> None:
    old = sign(repo, "P-04", *SIGNERS, **CONFIRMED).path
    with pytest.raises(UsageError, match="another word about the same evidence") as refused:
        sign(repo, "P-04", SIGNERS[0], **LOWERED)
    assert f"{old} (confirmed, 何静 2024-02-01" in str(refused.value)
    new = sign(repo, "P-04", SIGNERS[0], replace=True, **LOWERED).path
    assert record_of(repo, new)["replaces"] == [old]
    commit_records(repo)
    assert finding(assessment(repo))["decision"]["path"] == new


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        pytest.param("safety_class: 轻微", "safety_class: 中等", "safety-class", id="safety class"),
        pytest.param("tags: [core-algorithm]", "tags: [core-algorithm, alarm]", "component-map", id="map"),
    ],
)
def test_what_stood_around_it_makes_it_stale(repo: RepoBuilder, tmp_path: Path, old: str, new: str, why: str) -> None:
    sign(repo, "P-04", *SIGNERS, **CONFIRMED)
    commit_records(repo)
    assert old in CONFIG
    other = tmp_path / "other.yaml"
    other.write_text(CONFIG.replace(old, new), "utf-8")
    assert finding(assessment(repo, "v1.0..v1.1", other))["decision"]["stale_because"] == [why]


def test_a_cited_item_that_says_something_else_makes_it_stale(repo: RepoBuilder) -> None:
    said = {**LOWERED, "evidence": ("VR-12", "SRS-1")}
    path = sign(repo, "P-04", *SIGNERS, *MORE, **said).path
    assert list(record_of(repo, path)["decided_against"]["cited"]) == ["SRS-1"]
    commit_records(repo)
    repo.commit("Lay it out", {"req/a.md": "## SRS-1 AF\n\n\nFinds   AF.\n"})
    repo.checkout()
    assert finding(assessment(repo, "HEAD"))["decision"]["stale"] is False
    repo.commit("Reword", {"req/a.md": "## SRS-1 AF\n\nFinds AF within 30 s.\n"})
    repo.checkout()
    read = assessment(repo, "HEAD")
    assert finding(read)["decision"]["stale_because"] == ["cited"]
    assert finding(read)["id"] in read["verdict"]["undecided"]
    # Whoever decides again, on the item as it is, writes a new record, and nothing contradicts it.
    new = sign(repo, "P-04", *SIGNERS, *MORE, range_="HEAD", **said).path
    assert record_of(repo, new)["replaces"] == [path]
    commit_records(repo)
    assert finding(assessment(repo, "HEAD"))["decision"]["stale"] is False


def test_a_record_changed_after_a_signature_is_another_text(repo: RepoBuilder) -> None:
    path = sign(repo, "P-04", *SIGNERS, **CONFIRMED).path
    commit_records(repo)
    text = (repo.folder / path).read_text("utf-8")
    repo.commit("Reword", {path: text.replace("阈值改变属实", "阈值未变")})
    decision = finding(assessment(repo))["decision"]
    assert decision["complete"] is False
    assert {one["fault"] for one in decision["signoffs"]} == {"altered"}


def test_the_route_is_decided_when_nothing_is_open(repo: RepoBuilder) -> None:
    before = assessment(repo)
    names = " ".join(one["id"] for one in before["findings"])
    sign(repo, names, *SIGNERS, outcome="not-applicable", reason="r")
    row = next(one["trigger"] for one in before["verdict"]["unknown"] if one["why"] == "no-rule")
    path = sign(repo, f"{row}-no-rule", *SIGNERS, outcome="not-applicable", reason="r").path
    digest = record_of(repo, path)["evidence_digest"]
    commit_records(repo)
    read = assessment(repo)
    assert row not in [one["trigger"] for one in read["verdict"]["unknown"]]
    assert read["verdict"]["route"] == "undecided"
    declare(repo, read, digest, *SIGNERS)
    commit_records(repo)
    read = assessment(repo)
    assert (read["verdict"]["unknown"], read["verdict"]["undecided"]) == ([], [])
    assert read["verdict"]["route"] == "quality-system"
    # What a record says that cannot be read is not known.
    broken = ".trace/decisions/T-01-0a1b2c3d.yaml"
    repo.commit("Break it", {broken: "finding: T-01\n"})
    assert assessment(repo)["verdict"]["route"] == "undecided"
    repo.commit("Take it away", {broken: None})
    assert assessment(repo)["verdict"]["route"] == "quality-system"
    # The same ticks do not hold for another content.
    repo.commit("More", {"src/new.py": "x = 1\n"})
    assert assessment(repo, "HEAD")["verdict"]["route"] == "undecided"


ROW, TOPIC = "P-18", "user-interface"
UNITS = (
    "components:\n"
    "  - {id: rhythm, name: 节律判读, files: ['src/**'], tags: [core-algorithm]}\n"
    "  - {id: screens, name: 界面, files: ['ui/**'], tags: [%s]}\n"
)


@pytest.mark.parametrize(
    ("mapped", "path", "text", "holds"),
    [
        (True, "docs/notes.md", "Text.\n", True),
        (True, "src/af.py", CODE.format("0.4"), True),
        (True, "ui/view.py", "# a comment\ndef  show():\n    return 2\n", True),
        (True, "ui/view.py", "def show():\n    return 3\n", False),
        (True, "ui/more.py", "x = 1\n", False),
        (True, "of/no/unit.py", "x = 1\n", False),
        (False, "docs/notes.md", "Text.\n", True),
        (False, "src/af.py", CODE.format("0.5") + "\n# a comment\n", True),
        (False, "src/af.py", CODE.format("0.4"), False),
        (False, "req/a.md", "## SRS-1 AF\n\nFinds AF within 30 s.\n", False),
    ],
)
def test_an_answer_about_a_row_without_a_rule_holds_until_what_it_is_about_changes(
    tmp_path: Path, mapped: bool, path: str, text: str, holds: bool
) -> None:
    repo = RepoBuilder(tmp_path / "product")
    head, _, rest = CONFIG.partition("components:")
    units = UNITS % (TOPIC if mapped else "deployment")
    config = f"{head}{units}{rest.partition(chr(10))[2]}".replace("not_product: [", "not_product: ['docs/**', ")
    ui = "def show():\n    return {}\n"
    start = {"src/af.py": CODE.format("0.6"), "req/a.md": "## SRS-1 AF\n\nFinds AF.\n", "ui/view.py": ui.format(1)}
    start |= {"docs/notes.md": "Notes.\n"}
    repo.commit("Start", {**start, "trace.yaml": config})
    repo.tag("v1.0")
    repo.commit("Change (CR-7)", {"src/af.py": CODE.format("0.5"), "ui/view.py": ui.format(2)})
    repo.checkout()
    written = sign(repo, f"{ROW}-no-rule", *SIGNERS, range_="HEAD", outcome="not-applicable", reason="r")
    commit_records(repo)
    assert ROW not in unticked(assessment(repo, "HEAD"))
    repo.commit("More", {path: text})
    assert (ROW not in unticked(assessment(repo, "HEAD"))) is holds
    # Whoever signs now signs that record, or writes another one about what stands.
    again = sign(repo, f"{ROW}-no-rule", ("孙悦", "软件"), range_="HEAD", outcome="not-applicable", reason="r")
    assert (again.path == written.path) is holds


def test_an_answer_that_cites_a_file_holds_while_the_file_says_the_same(repo: RepoBuilder) -> None:
    said = {"outcome": "not-applicable", "reason": "r", "evidence": ("docs/check.md:3",)}
    repo.commit("Check", {"docs/check.md": "# Check\n\nSeen.\n"})
    repo.checkout()
    path = sign(repo, f"{ROW}-no-rule", *SIGNERS, range_="v1.0..HEAD", **said).path
    assert list(record_of(repo, path)["decided_against"]["cited"]) == ["docs/check.md:3"]
    commit_records(repo)
    assert ROW not in unticked(assessment(repo, "v1.0..HEAD"))
    repo.commit("Check again", {"docs/check.md": "# Check\n\nNot seen.\n"})
    assert ROW in unticked(assessment(repo, "v1.0..HEAD"))


def unticked(read: Any) -> list[str]:
    return [one["trigger"] for one in read["verdict"]["unknown"] if one["why"] == "no-rule"]


def test_a_row_that_applies_is_a_finding(repo: RepoBuilder) -> None:
    row = next(one["trigger"] for one in assessment(repo)["verdict"]["unknown"] if one["why"] == "no-rule")
    sign(repo, f"{row}-no-rule", *SIGNERS, outcome="raised", severity="recall", reason="经判定涉及")
    commit_records(repo)
    read = assessment(repo)
    assert f"{row}-no-rule" in [one["id"] for one in read["findings"]]
    assert row not in [one["trigger"] for one in read["verdict"]["unknown"] if one["why"] == "no-rule"]
    assert read["verdict"]["severity"] == "recall"


@pytest.mark.parametrize(
    ("name", "signer", "said", "told"),
    [
        pytest.param("P-O4", SIGNERS[0], CONFIRMED, "no finding", id="no finding"),
        pytest.param("P-0", SIGNERS[0], CONFIRMED, "findings", id="several"),
        pytest.param("P-04", SIGNERS[0], {}, "--outcome, --reason", id="nothing said"),
        pytest.param("P-04", ("何净", "法规"), CONFIRMED, "何净 is none of the approvers", id="misspelt name"),
        pytest.param("P-04", ("何静", "质量"), CONFIRMED, "may not sign as", id="another's role"),
        pytest.param("P-04", ("何静", "会计"), CONFIRMED, "is no role of the sign-off", id="no role"),
        pytest.param("P-04", SIGNERS[0], {**CONFIRMED, "step": "v1.0"}, "not in release v1.0", id="step"),
        pytest.param("P-04", SIGNERS[0], {"outcome": "conditional", "reason": "r"}, "--until, --due", id="condition"),
        pytest.param("P-04", SIGNERS[0], {**LOWERED, "evidence": ()}, "needs --evidence", id="lowered on nothing"),
        pytest.param("P-04", SIGNERS[0], {**LOWERED, "severity": ""}, "needs --severity", id="lowered to what"),
        pytest.param("P-04", SIGNERS[0], {**LOWERED, "severity": "major"}, "does not fit", id="lowered upwards"),
        pytest.param("P-04", SIGNERS[0], {**CONFIRMED, "severity": "minor"}, "does not fit", id="confirmed lower"),
        pytest.param(
            "P-04",
            SIGNERS[0],
            {**CONFIRMED, "outcome": "raised", "severity": "minor"},
            "does not fit",
            id="raised down",
        ),
        pytest.param(
            "P-04",
            SIGNERS[0],
            {**CONFIRMED, "outcome": "not-applicable", "severity": "major"},
            "does not fit",
            id="not applicable yet major",
        ),
    ],
)
def test_what_cannot_be_recorded_is_refused(
    repo: RepoBuilder, name: str, signer: tuple[str, str], said: dict[str, Any], told: str
) -> None:
    with pytest.raises(UsageError, match=told):
        sign(repo, name, signer, **said)
    assert not (repo.folder / ".trace").exists()


def test_nobody_signs_twice_in_one_role_and_comments_stay(repo: RepoBuilder) -> None:
    path = repo.folder / sign(repo, "P-04", SIGNERS[0], **CONFIRMED).path
    path.write_text("# 评审会 2024-02-01\n" + path.read_text("utf-8"), "utf-8")
    with pytest.raises(UsageError, match="has signed"):
        sign(repo, "P-04", SIGNERS[0])
    sign(repo, "P-04", SIGNERS[1])
    assert path.read_text("utf-8").startswith("# 评审会 2024-02-01\n")


def test_every_mistake_of_a_record_is_told_at_its_place(repo: RepoBuilder) -> None:
    record = "finding: P-04\noutcome: lowerd\nsignoffs:\n  - {by: 何静, role: 法规}\n"
    repo.commit("Bad", {".trace/decisions/P-04-x.yaml": record})
    read = assessment(repo)
    told = {(one["line"], one["code"]) for one in read["problems"] if one["path"].startswith(".trace/")}
    assert told >= {(1, "record-unreadable"), (2, "record-unreadable"), (4, "record-unreadable")}
    assert any("did you mean" in one["message"] for one in read["problems"])


def test_a_record_that_cannot_be_read_is_told_wherever_decisions_are(trace: Trace, repo: RepoBuilder) -> None:
    broken = {
        ".trace/decisions/T-01-0a1b2c3d.yaml": "finding: T-01\noutcome: lowerd\n",
        ".trace/declarations/v1.1.yaml": "rows: [\n",
    }
    repo.commit("Bad", broken)
    repo.checkout()
    for language, told in (
        ("zh", "人员记录无法读取，其内容未计入"),
        ("en", "a record of people cannot be read and does not count"),
    ):
        page = trace("assess", "v1.1", "--lang", language, cwd=repo.folder).out
        assert page.count(told) == len(broken)
        assert all(f"{path}:" in page for path in broken)
    words = ("--outcome", "confirmed", "--reason", "属实", "--by", "何静", "--role", "法规", "--format", "json")
    ran = trace("decide", "P-04", "--range", "v1.1", *words, cwd=repo.folder)
    assert ran.code == 0, ran.err
    assert all(f"{path}:" in ran.err for path in broken)
    assert {one["path"] for one in ran.json["problems"]} == set(broken)
    ran = trace("assess", "v1.1", "--fail-on", "unknown", cwd=repo.folder)
    assert ran.code == 1
    assert all(f"{path}:" in ran.err for path in broken)
    options = ("--as", "md", "--documents-lang", "zh-en", "--output", "out")
    assert trace("report", "v1.1", *options, cwd=repo.folder).code == 0
    told_in = [
        file.name for file in (repo.folder / "out").rglob("*.md") if "T-01-0a1b2c3d.yaml" in file.read_text("utf-8")
    ]
    assert any("软件更新判定记录" in name for name in told_in), told_in
    assert any("可追溯性分析报告" in name for name in told_in), told_in


def test_a_contradiction_ends_with_what_where_and_what_to_do(trace: Trace, repo: RepoBuilder) -> None:
    words = ("--outcome", "confirmed", "--severity", "minor", "--reason", "x", "--by", "何静", "--role", "法规")
    ran = trace("decide", "P-04", "--range", "v1.1", *words, cwd=repo.folder)
    assert ran.code == 2
    assert "src/af.py:2" in ran.err
    assert "--outcome confirmed --severity minor" in ran.err
    assert "leave --severity out" in ran.err
    ran = trace("decide", "P-04", "--range", "v1.1", *words, "--lang", "zh", cwd=repo.folder)
    assert "结论与级别矛盾" in ran.err
    assert "不写 --severity" in ran.err
    assert not (repo.folder / ".trace").exists()


def test_two_records_that_contradict_each_other_are_a_problem_that_names_both(repo: RepoBuilder) -> None:
    first = sign(repo, "P-04", *SIGNERS, **CONFIRMED).path
    second = sign(repo, "P-04", *SIGNERS, replace=True, outcome="not-applicable", reason="r").path
    text = (repo.folder / second).read_text("utf-8")
    commit_records(repo)
    assert not [one for one in assessment(repo)["problems"] if one["code"] == "decisions-contradict"]
    repo.commit("Forget what it replaces", {second: text.replace(f"replaces:\n- {first}\n", "")})
    read = assessment(repo)
    (problem,) = [one for one in read["problems"] if one["code"] == "decisions-contradict"]
    assert problem["severity"] == "error"
    assert all(
        f"{path} ({word})" in problem["message"] for path, word in ((first, "confirmed"), (second, "not-applicable"))
    )
    assert finding(read)["decision"]["lacking"] == ["one-word"]


@pytest.mark.requirement("REQ-071")
def test_what_was_written_speaks_json(trace: Trace, repo: RepoBuilder) -> None:
    words = ("--outcome", "confirmed", "--reason", "属实", "--by", "何静", "--role", "法规", "--on", "2024-02-01")
    ran = trace("decide", "P-04", "--range", "v1.1", *words, "--format", "json", cwd=repo.folder)
    assert ran.code == 0, ran.err
    schema = json.loads((files("medtrace.schemas") / "decided.schema.json").read_text("utf-8"))
    jsonschema.validate(ran.json, schema, cls=jsonschema.Draft7Validator)
    (one,) = ran.json["decisions"]
    assert ran.json["schema"] == "medtrace/decided/1"
    assert one["finding"].startswith("P-04-")
    assert (one["decision"]["outcome"], one["decision"]["complete"]) == ("confirmed", False)
    assert (repo.folder / one["decision"]["path"]).is_file()
