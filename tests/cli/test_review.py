"""Suspect links on real git, from the change of a requirement to the record that settles it."""

from pathlib import Path

import pytest

from medtrace.app.review import look_again
from tests.support.git_builder import RepoBuilder
from tests.support.running import Trace

pytestmark = pytest.mark.requirement("REQ-032")
CONFIG = r"""
sources:
  - {format: markdown-headings, files: ['req/*.md'], id: 'SRS-\d+', kind: requirement}
  - {format: code-tags, files: ['src/**']}
  - {format: code-tags, files: ['tests/**'], id: 'TC-\d+', kind: test, options: {tests: true, test_id: 'TC-\d+'}}
"""
SRS = "## SRS-1 Threshold\n\nThe threshold is {}.\n\n## SRS-2 Print\n\nPrints.\n"
TEST = "def test_one() -> None:\n    '''TC-1 verifies: SRS-1'''\n    assert {}\n"
CODE = "# implements: SRS-1\nx = {}\n"
START = {
    "trace.yaml": CONFIG,
    "req/a.md": SRS.format("0.6"),
    "tests/test_a.py": TEST.format("1"),
    "src/a.py": CODE.format("1"),
}


@pytest.fixture
def repo(tmp_path: Path) -> RepoBuilder:
    built = RepoBuilder(tmp_path / "product")
    built.commit("Start", START)
    return built


def suspects(repo: RepoBuilder) -> list[str]:
    _, found = look_again(repo.folder, None)
    return [f"{one.link.source} {one.link.target}" for one in found.links]


BOTH = ["TC-1 SRS-1", "src/a.py SRS-1"]


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        pytest.param([], [], id="nothing changed"),
        pytest.param([{"req/a.md": SRS.format("0.5")}], BOTH, id="the target changed"),
        pytest.param([{"req/a.md": SRS.format("0.6").replace("\n\n", "\n\n\n")}], [], id="white space"),
        pytest.param([{"req/a.md": None, "req/b.md": SRS.format("0.6")}], [], id="the target moved"),
        pytest.param([{"req/a.md": None, "req/b.md": SRS.format("0.5")}], BOTH, id="moved and changed"),
        pytest.param([{"req/a.md": SRS.format("0.6").replace("Prints", "Shows")}], [], id="a neighbour changed"),
        pytest.param(
            [{"req/a.md": SRS.format("0.5"), "tests/test_a.py": TEST.format("2")}], BOTH[1:], id="the test in one go"
        ),
        pytest.param(
            [{"req/a.md": SRS.format("0.5")}, {"tests/test_a.py": TEST.format("2")}], BOTH[1:], id="the test later"
        ),
        pytest.param(
            [{"tests/test_a.py": TEST.format("2")}, {"req/a.md": SRS.format("0.5")}], BOTH, id="the test before"
        ),
        pytest.param(
            [{"tests/test_a.py": None, "tests/test_b.py": TEST.format("1")}, {"req/a.md": SRS.format("0.5")}],
            BOTH,
            id="the test moved before",
        ),
        pytest.param(
            [{"req/a.md": SRS.format("0.5")}, {"tests/test_a.py": None, "tests/test_b.py": TEST.format("1")}],
            BOTH,
            id="the test moved later",
        ),
        pytest.param(
            [{"src/a.py": "x = 1\n"}, {"req/a.md": SRS.format("0.5")}, {"src/a.py": CODE.format("1")}],
            BOTH[:1],
            id="a link made later",
        ),
        pytest.param(
            [{"req/a.md": SRS.format("0.5")}, {"req/a.md": SRS.format("0.6")}], BOTH, id="changed and changed back"
        ),
    ],
)
def test_a_link_is_suspect_where_its_target_changed_last(
    repo: RepoBuilder, steps: list[dict[str, str]], expected: list[str]
) -> None:
    for number, files in enumerate(steps):
        repo.commit(f"Step {number}", files)
    assert suspects(repo) == expected


def test_a_change_on_a_merged_branch_counts(repo: RepoBuilder) -> None:
    start = repo.sha("main")
    repo.commit("Change", {"req/a.md": SRS.format("0.5")}, branch="fix", parents=[start])
    repo.commit("Other", {"src/a.py": CODE.format("2")})
    repo.merge("Merge fix", "fix")
    assert suspects(repo) == BOTH


def test_a_test_written_on_a_branch_without_the_change_has_not_followed(repo: RepoBuilder) -> None:
    start = repo.sha("main")
    repo.commit("Change", {"req/a.md": SRS.format("0.5")}, branch="fix", parents=[start])
    repo.commit("Another test", {"tests/test_b.py": TEST.format("1").replace("TC-1", "TC-2")})
    repo.merge("Merge fix", "fix")
    assert suspects(repo) == ["TC-1 SRS-1", "TC-2 SRS-1", "src/a.py SRS-1"]
    repo.commit("Follow", {"tests/test_b.py": TEST.format("2").replace("TC-1", "TC-2")})
    assert suspects(repo) == BOTH


def test_only_the_fields_that_count_make_a_link_suspect(repo: RepoBuilder) -> None:
    repo.commit("Title only", {"trace.yaml": CONFIG + "meaning: [{kind: requirement, fields: [title]}]\n"})
    repo.commit("Text", {"req/a.md": SRS.format("0.5")})
    assert suspects(repo) == []
    repo.commit("Title", {"req/a.md": SRS.format("0.5").replace("Threshold", "Limit")})
    assert suspects(repo) == BOTH


def test_a_field_that_no_item_has_is_told(trace: Trace, repo: RepoBuilder) -> None:
    repo.commit("Misspelt", {"trace.yaml": CONFIG + "meaning: [{kind: requirement, fields: [titel]}]\n"})
    told = trace("check", "HEAD", cwd=repo.folder).out
    assert "meaning-field-unknown: meaning: no item of kind requirement has a field “titel”" in told
    assert "did you mean “title”?" in told


def test_a_review_settles_a_link_until_a_text_changes(trace: Trace, repo: RepoBuilder) -> None:
    repo.commit("Change", {"req/a.md": SRS.format("0.5")})
    repo.checkout()
    said = ("--by", "赵敏", "--role", "测试", "--reason", "判据不变", "--on", "2026-03-02")
    ran = trace("review", "TC-1", "SRS-1", *said, cwd=repo.folder)
    assert (ran.code, ran.out) == (0, ".trace/reviews/TC-1--SRS-1--ab5a947c-1.yaml\n"), ran.err
    record = (repo.folder / ran.out.strip()).read_text("utf-8")
    assert "by: 赵敏\n" in record
    assert suspects(repo) == BOTH
    repo.commit("Review", {ran.out.strip(): record})
    assert suspects(repo) == BOTH[1:]
    repo.commit("Change again", {"req/a.md": SRS.format("0.4")})
    assert suspects(repo) == BOTH
    told = trace("check", "HEAD", cwd=repo.folder)
    assert "the review by 赵敏 is about other texts (.trace/reviews/" in told.out
    assert told.code == 1


def test_an_open_review_leaves_the_link_suspect_and_says_so(trace: Trace, repo: RepoBuilder) -> None:
    repo.commit("Change", {"req/a.md": SRS.format("0.5")})
    repo.checkout()
    said = ("--by", "Zhao", "--reason", "test has to follow", "--outcome", "open")
    (path,) = trace("review", "TC-1->SRS-1", *said, cwd=repo.folder).out.split()
    repo.commit("Review", {path: (repo.folder / path).read_text("utf-8")})
    assert "the review by Zhao asks for a change" in trace("check", "HEAD", cwd=repo.folder).out


@pytest.mark.parametrize(("first", "second", "left"), [("confirmed", "open", 2), ("open", "confirmed", 1)])
def test_of_two_reviews_of_one_day_the_later_counts(
    trace: Trace, repo: RepoBuilder, first: str, second: str, left: int
) -> None:
    repo.commit("Change", {"req/a.md": SRS.format("0.5")})
    for outcome in (first, second):
        repo.checkout()
        said = ("--by", "Zhao", "--reason", "looked", "--on", "2026-03-02", "--outcome", outcome)
        (path,) = trace("review", "TC-1", "SRS-1", *said, cwd=repo.folder).out.split()
        repo.commit("Review", {path: (repo.folder / path).read_text("utf-8")})
    assert len(suspects(repo)) == left


def test_a_review_that_was_recorded_is_not_written_again(trace: Trace, repo: RepoBuilder) -> None:
    repo.commit("Change", {"req/a.md": SRS.format("0.5")})
    repo.checkout()
    said = ("TC-1", "SRS-1", "--by", "Zhao", "--reason", "looked", "--on")
    (path,) = trace("review", *said, "2026-03-02", cwd=repo.folder).out.split()
    again = trace("review", *said, "2026-03-03", "--lang", "en", cwd=repo.folder)
    assert (again.code, again.out) == (0, f"{path}\n")
    assert f"{path} says so already; nothing was written" in again.err
    assert trace("review", *said, "2026-03-03", "--role", "test", cwd=repo.folder).out != again.out
    assert len(list((repo.folder / ".trace/reviews").iterdir())) == 2


def test_every_suspect_link_of_one_item_is_reviewed_at_once(trace: Trace, repo: RepoBuilder) -> None:
    repo.commit("Change", {"req/a.md": SRS.format("0.5")})
    repo.checkout()
    paths = trace("review", "SRS-1", "--by", "Zhao", "--reason", "looked", cwd=repo.folder).out.split()
    assert len(paths) == len(BOTH)
    repo.commit("Reviews", {path: (repo.folder / path).read_text("utf-8") for path in paths})
    assert suspects(repo) == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param(("TC-1", "SRS-2", "--by", "Z", "--reason", "x"), "did you mean TC-1 -> SRS-1?", id="no link"),
        pytest.param(("TC-1", "SRS-1", "--reason", "x"), "a review needs --by", id="nobody"),
        pytest.param(("TC-1", "SRS-1", "--by", "Z"), "a review needs --reason", id="no reason"),
        pytest.param(("TC-1", "SRS-1", "--reason", ""), "a review needs --reason", id="an empty reason"),
        pytest.param(("TC-1", "SRS-1", "--by", "Z", "--reason", " "), "a review needs --reason", id="a blank reason"),
        pytest.param(("SRS-2", "--by", "Z", "--reason", "x"), "no suspect link", id="nothing to review"),
        pytest.param(("TC-1", "SRS-1", "--by", "Z", "--reason", "x", "--on", "2999-01-01"), "future", id="future"),
        pytest.param(("TC-1", "SRS-1", "--by", "Z", "--reason", "x", "--on", "gestern"), "--on is no day", id="day"),
    ],
)
def test_what_cannot_be_recorded_is_refused(trace: Trace, repo: RepoBuilder, words: tuple[str, ...], told: str) -> None:
    repo.checkout()
    ran = trace("review", *words, cwd=repo.folder)
    assert ran.code == 2
    assert told in ran.err
    assert not (repo.folder / ".trace").exists()


@pytest.mark.parametrize(
    ("record", "told"),
    [
        pytest.param("source: TC-1\n", 'record-unreadable: required key "target" is missing', id="incomplete"),
        pytest.param("source: [", "record-unreadable", id="no YAML"),
        pytest.param(
            "source: TC-9\ntarget: SRS-1\noutcome: confirmed\nreason: r\nby: b\non: 2026-01-01\n"
            "source_digest: 0123456789abcdef\ntarget_digest: 0123456789abcdef\n",
            "note review-without-link",
            id="no such link",
        ),
    ],
)
def test_a_record_that_does_not_count_is_told(trace: Trace, repo: RepoBuilder, record: str, told: str) -> None:
    repo.commit("Record", {".trace/reviews/a.yaml": record})
    ran = trace("check", "HEAD", cwd=repo.folder)
    assert told in ran.out
    assert ".trace/reviews/a.yaml:1" in ran.out


def test_a_shallow_clone_says_that_it_did_not_judge(trace: Trace, repo: RepoBuilder, tmp_path: Path) -> None:
    repo.commit("Change", {"req/a.md": SRS.format("0.5")})
    repo.git("clone", "--quiet", "--depth=1", f"file://{repo.folder}", str(tmp_path / "clone"))
    assert "suspects-not-judged" in trace("check", "HEAD", cwd=tmp_path / "clone").out
