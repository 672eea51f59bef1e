"""Hooks on real git: nobody's message, commit or merge is lost, and what was there before still runs."""

import json
import sys
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from tests.support.hooked import CONFIG, Person, product

pytestmark = pytest.mark.requirement("REQ-075")

LOOK = "look: trace assess"


@pytest.fixture
def person(tmp_path: Path) -> Person:
    """Somebody with a product whose path is Chinese."""
    return product(tmp_path / "产品 甲", tmp_path / "home")


def diverge(person: Person) -> None:
    """Two commits on `work`, one on `main`; `main` is checked out."""
    person.git("checkout", "-q", "work")
    person.commit("Filter for SRS-2", "src/a.py", "LIMIT = 2\n")
    person.commit("Tidy up", "src/b.py", "B = 1\n")
    person.git("checkout", "-q", "main")
    person.commit("Text of SRS-1", "需求/二.md", "# SRS-3 保存\n\n保存。\n")


def hook(person: Person, name: str) -> Path:
    """The file of a hook."""
    return person.folder / ".git" / "hooks" / name


def script(place: Path, text: str) -> None:
    """A hook of somebody else."""
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, "utf-8")
    place.chmod(0o755)


def test_a_merge_says_three_lines(person: Person) -> None:
    person.trace("hook", "install")
    diverge(person)
    said = person.git("merge", "--no-ff", "-m", "Merge work", "work").ours
    assert len(said) == 3
    assert (
        said[0] == f"trace: 3 commits, 1 of them tied to no item or issue ({person.git('rev-parse', 'work').text[:8]})"
    )
    assert said[1].startswith("trace: fired: P-04 ")
    assert LOOK in said[2]
    words = said[2].split("trace assess ")[1]
    assert '"P-04"' in person.trace("assess", words, "--format", "json").text
    assert person.subject() == "Merge work"


def test_a_fast_forward_says_them_too(person: Person) -> None:
    person.git("checkout", "-q", "work")
    person.commit("Filter for SRS-2", "src/a.py", "LIMIT = 2\n")
    person.git("checkout", "-q", "main")
    person.trace("hook", "install")
    said = person.git("merge", "work").ours
    assert said[0] == "trace: 1 commit, 0 of them tied to no item or issue"
    assert LOOK in said[2]


def test_a_merge_too_large_for_a_hook_is_counted_and_said_to_be_unseen(person: Person) -> None:
    person.git("checkout", "-q", "work")
    for number in range(101):
        person.write(f"src/part_{number}.py", "LIMIT = 2\n")
    person.git("add", "src")
    person.commit("Filter for SRS-2", "src/a.py", "LIMIT = 2\n")
    person.git("checkout", "-q", "main")
    person.trace("hook", "install")
    said = person.git("merge", "work").ours
    assert said[0] == "trace: 1 commit, 102 changed files"
    assert "nothing was looked at" in said[1]
    assert LOOK in said[2]
    assert person.commit("Fix SRS-9", "src/a.py", "LIMIT = 5\n", code=1).ours[0].startswith("trace: there is no SRS-9")


def test_a_squash_has_made_no_commit_yet(person: Person) -> None:
    person.trace("hook", "install")
    diverge(person)
    assert person.git("merge", "--squash", "work").ours == [
        "trace: squashed, nothing is committed yet; `trace check` after the commit"
    ]
    person.git("commit", "-q", "-m", "Squash of SRS-2")
    assert person.subject() == "Squash of SRS-2"


def test_a_rebase_is_spoken_of_and_an_amend_is_not(person: Person) -> None:
    person.trace("hook", "install")
    diverge(person)
    person.git("checkout", "-q", "work")
    said = person.git("rebase", "main").ours
    assert LOOK in said[-1]
    assert person.subject() == "Tidy up"
    assert person.git("commit", "--amend", "-q", "-m", "Tidy up for SRS-2").ours == []


def test_a_conflict_is_merged_by_hand_as_ever(person: Person) -> None:
    person.trace("hook", "install")
    diverge(person)
    person.commit("Other limit for SRS-1", "src/a.py", "LIMIT = 3\n")
    person.git("merge", "work", code=1)
    person.write("src/a.py", "LIMIT = 4\n")
    person.git("commit", "-q", "-a", "-m", "Merge work by hand for SRS-999")
    assert person.subject() == "Merge work by hand for SRS-999"


def test_a_worktree_and_a_submodule_have_their_own_place(person: Person, tmp_path: Path) -> None:
    person.trace("hook", "install")
    person.git("worktree", "add", "-q", str(tmp_path / "beside"), "work")
    beside = person.at(tmp_path / "beside")
    assert beside.commit("Fix SRS-9", "src/a.py", "LIMIT = 5\n", code=1).ours[0].startswith("trace: there is no SRS-9")
    outer = product(tmp_path / "outer", tmp_path / "home")
    outer.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(person.folder), "part")
    inner = outer.at(outer.folder / "part")
    inner.trace("hook", "install")
    assert (outer.folder / ".git" / "modules" / "part" / "hooks" / "post-merge").is_file()


def test_an_unknown_id_is_told_and_the_message_is_kept(person: Person) -> None:
    person.trace("hook", "install")
    said = person.commit("Filter for SRS-21", "src/a.py", "LIMIT = 2\n", code=1)
    assert said.ours[0] == "trace: there is no SRS-21; did you mean SRS-2?"
    assert (person.folder / ".git" / "COMMIT_EDITMSG").read_text("utf-8") == "Filter for SRS-21\n"
    assert person.git("diff", "--cached", "--name-only").text == "src/a.py\n"
    person.git("commit", "-q", "--no-verify", "-F", ".git/COMMIT_EDITMSG")
    assert person.subject() == "Filter for SRS-21"


def test_another_form_of_an_id_is_hinted_at_and_lets_through(person: Person) -> None:
    person.trace("hook", "install")
    said = person.commit("Filter for srs_02", "src/a.py", "LIMIT = 2\n").ours
    assert said == ["trace: “srs_02” is no id; did you mean SRS-2?"]
    assert person.subject() == "Filter for srs_02"


def test_an_id_that_is_cited_but_defined_nowhere_does_not_exist(person: Person) -> None:
    person.commit("Cite SRS-94", "src/c.py", "# see SRS-94\n")
    person.trace("hook", "install")
    assert "there is no SRS-94" in person.commit("Fix SRS-94", "src/a.py", "LIMIT = 2\n", code=1).text


def test_a_comment_is_what_git_calls_one(person: Person) -> None:
    person.trace("hook", "install")
    person.git("config", "core.commentChar", ";")
    person.write("note", "Fix SRS-2\n; was SRS-94\n")
    person.git("commit", "--allow-empty", "-F", "note", "--cleanup=strip")
    assert person.subject() == "Fix SRS-2"


def test_an_id_that_comes_with_the_commit_exists(person: Person) -> None:
    person.trace("hook", "install")
    assert person.commit("Ask for SRS-7", "需求/七.md", "# SRS-7 打印\n\n打印。\n").ours == []


def test_a_list_of_other_items_warns_and_lets_through(person: Person) -> None:
    person.trace("hook", "install")
    person.commit("Ask for SRS-7", "需求/七.md", "# SRS-7 打印\n\n打印。\n")
    said = person.commit("Fix SRS-77", "src/a.py", "LIMIT = 2\n").ours
    assert said[0].startswith("trace: there is no SRS-77")
    assert "hint only" in said[1]
    person.trace("check", "--fail-on", "none")
    assert (
        person.commit("Fix SRS-77", "src/a.py", "LIMIT = 3\n", code=1).ours[0]
        == "trace: there is no SRS-77; did you mean SRS-7?"
    )


def test_without_a_list_the_commit_is_made(person: Person) -> None:
    person.trace("hook", "install")
    said = person.git("commit", "--allow-empty", "-m", "Fix SRS-77", XDG_CACHE_HOME=str(person.home / "none"))
    assert said.ours == ["trace: no list of ids yet, nothing checked; run `trace check` once"]


def test_a_message_that_needs_an_id(person: Person) -> None:
    person.trace("hook", "install", "--need-id")
    assert "names no item and no issue" in person.commit("Tidy up", "src/a.py", "LIMIT = 2\n", code=1).text
    person.git("commit", "-q", "-m", "Tidy up, see #4")
    person.git("commit", "-q", "--allow-empty", "-m", "fixup! Tidy up, see #4")
    assert person.subject().startswith("fixup!")


@pytest.mark.parametrize(
    "before", ["#!/bin/sh\necho mine >> log\nexit 0\n", "echo mine >> log\n", "#!/bin/sh -e\necho mine >> log"]
)
def test_a_shell_hook_stays_as_it_was_and_runs(person: Person, before: str) -> None:
    script(hook(person, "post-merge"), before)
    person.trace("hook", "install")
    person.trace("hook", "install")
    assert hook(person, "post-merge").read_text("utf-8").count("# >>> trace >>>") == 1
    diverge(person)
    assert LOOK in person.git("merge", "-m", "Merge work", "work").text
    assert (person.folder / "log").read_text("utf-8") == "mine\n"
    person.trace("hook", "uninstall")
    assert hook(person, "post-merge").read_text("utf-8") == before


def test_a_hook_in_another_language_runs_after_ours_and_comes_back(person: Person) -> None:
    before = f"#!{sys.executable}\nimport sys\nopen('log', 'a').write(' '.join(sys.argv[1:]) + '\\n')\n"
    script(hook(person, "post-merge"), before)
    person.trace("hook", "install")
    diverge(person)
    assert LOOK in person.git("merge", "-m", "Merge work", "work").text
    assert (person.folder / "log").read_text("utf-8") == "0\n"
    person.trace("hook", "install")
    person.trace("hook", "uninstall")
    assert hook(person, "post-merge").read_text("utf-8") == before
    assert not hook(person, "before-trace").exists()


def test_a_hook_that_git_did_not_run_is_not_run_now(person: Person) -> None:
    script(hook(person, "post-merge"), "#!/bin/sh\necho mine >> log\n")
    hook(person, "post-merge").chmod(0o644)
    person.trace("hook", "install")
    diverge(person)
    person.git("merge", "-m", "Merge work", "work")
    assert not (person.folder / "log").exists()


def test_a_link_of_the_product_is_not_written_through(person: Person) -> None:
    script(person.folder / "tools" / "merged", "#!/bin/sh\necho mine >> log\n")
    hook(person, "post-merge").parent.mkdir(exist_ok=True)
    hook(person, "post-merge").symlink_to("../../tools/merged")
    person.trace("hook", "install")
    diverge(person)
    person.git("merge", "-m", "Merge work", "work")
    assert (person.folder / "log").read_text("utf-8") == "mine\n"
    assert (person.folder / "tools" / "merged").read_text("utf-8") == "#!/bin/sh\necho mine >> log\n"


def test_husky_and_a_folder_of_the_product_are_written_and_one_outside_is_not(person: Person, tmp_path: Path) -> None:
    person.git("config", "core.hooksPath", ".githooks")
    person.trace("hook", "install")
    assert (person.folder / ".githooks" / "post-merge").is_file()
    script(
        person.folder / ".husky" / "_" / "post-merge", '#!/usr/bin/env sh\nsh -e "$(dirname "$0")/../post-merge" "$@"\n'
    )
    person.write(".husky/post-merge", "echo husky\n")
    person.git("config", "core.hooksPath", ".husky/_")
    person.trace("hook", "install")
    assert "# >>> trace >>>" in (person.folder / ".husky" / "post-merge").read_text("utf-8")
    diverge(person)
    assert {"husky"} < set(person.git("merge", "-m", "Merge work", "work").text.splitlines())
    person.git("config", "core.hooksPath", str(tmp_path / "company"))
    said = person.trace("hook", "install", code=2)
    assert "-m medtrace hook run post-merge" in said.text
    assert not (tmp_path / "company").exists()


def test_an_interpreter_that_is_gone_breaks_nothing(person: Person) -> None:
    person.trace("hook", "install")
    for name in ("post-merge", "commit-msg"):
        text = hook(person, name).read_text("utf-8")
        hook(person, name).write_text(text.replace(sys.executable, "/nowhere/python"), "utf-8")
    diverge(person)
    said = person.git("merge", "-m", "Merge work", "work")
    assert "is gone, nothing was looked at; run 'trace hook install' again" in said.text
    assert person.subject() == "Merge work"


def test_a_configuration_with_a_mistake_breaks_nothing(person: Person) -> None:
    person.trace("hook", "install")
    person.commit("Break it for SRS-1", "trace.yaml", "product: [\n")
    diverge(person)
    said = person.git("merge", "-m", "Merge work for SRS-2", "work")
    assert any(line.startswith("trace: not looked at: ") for line in said.ours)


def test_what_was_kept_changes_nothing_but_time(person: Person) -> None:
    def said() -> list[str]:
        return person.trace("hook", "run", "post-merge", "--", "0").ours

    person.git("checkout", "-q", "work")
    person.commit("Filter for SRS-2", "src/a.py", "LIMIT = 2\n")
    person.git("update-ref", "ORIG_HEAD", "main")
    first = said()
    (kept,) = (person.home / "cache" / "medtrace" / "houses").iterdir()
    assert "P-04" in first[1]
    assert said() == first
    for damaged in (b"", b"{}", kept.read_bytes()[:-9], kept.read_bytes().replace(b"core-algorithm", b"\xff")):
        kept.write_bytes(damaged)
        assert said() == first
    person.commit("Take the tag away for SRS-2", "trace.yaml", CONFIG.replace("core-algorithm", "user-interface"))
    assert said() == said()
    assert said() != first


def test_a_module_of_the_repository_is_not_taken_for_ours(person: Person) -> None:
    person.write("click.py", "raise SystemExit('theirs')\n")
    person.write("medtrace/__init__.py", "raise SystemExit('theirs')\n")
    person.trace("hook", "install", PYTHONSAFEPATH="1")
    diverge(person)
    assert LOOK in person.git("merge", "-m", "Merge work for SRS-2", "work").text


def test_the_gates_stop_on_request(person: Person, tmp_path: Path) -> None:
    person.trace("hook", "install", "--gate", "pre-push", "--gate", "pre-merge-commit")
    script_before = hook(person, "pre-push").read_text("utf-8")
    hook(person, "pre-push").write_text(script_before + "cat > pushed\n", "utf-8")
    person.git("init", "-q", "--bare", str(tmp_path / "server"))
    person.git("remote", "add", "server", str(tmp_path / "server"))
    said = person.git("push", "server", "main", code=1)
    assert "does not pass" in said.text
    assert not (person.folder / "pushed").exists()
    person.git("push", "-q", "--no-verify", "server", "main")
    diverge(person)
    assert "work does not pass (major)" in person.git("merge", "--no-ff", "-m", "Merge work", "work", code=1).text
    assert person.subject() == "Text of SRS-1"
    person.git("merge", "--abort")
    person.git("merge", "--no-ff", "--no-verify", "-m", "Merge work", "work")
    assert person.subject() == "Merge work"


def test_what_stands_below_the_block_still_gets_its_question(person: Person, tmp_path: Path) -> None:
    script(hook(person, "pre-push"), "#!/bin/sh\ncat > pushed\n")
    person.trace("hook", "install", "--gate", "pre-push", "--fail-on", "none")
    person.git("init", "-q", "--bare", str(tmp_path / "server"))
    person.git("push", "-q", str(tmp_path / "server"), "main")
    assert (person.folder / "pushed").read_text("utf-8").split()[::2] == ["refs/heads/main", "refs/heads/main"]


@pytest.mark.parametrize("name", ["update", "pre-receive"])
def test_a_server_refuses_what_does_not_pass(person: Person, tmp_path: Path, name: str) -> None:
    server = person.at(tmp_path / "server")
    person.git("init", "-q", "--bare", str(server.folder))
    server.trace("hook", "install", "--server", name)
    assert "does not pass" in person.git("push", str(server.folder), "main", code=1).text
    server.trace("hook", "install", "--server", name, "--fail-on", "none")
    person.git("push", "-q", str(server.folder), "main")
    person.git("push", "-q", str(server.folder), ":refs/heads/nothing", code=None)


def test_the_state_is_told(person: Person) -> None:
    script(hook(person, "commit-msg"), "#!/bin/sh\nexit 0\n")
    before = json.loads(person.trace("hook", "status", "--format", "json").text)
    assert before["folder"] == ".git/hooks"
    assert {one["name"]: one["state"] for one in before["hooks"]}["commit-msg"] == "foreign"
    person.trace("hook", "install")
    after = json.loads(person.trace("hook", "status", "--format", "json").text)
    states = {one["name"]: one["state"] for one in after["hooks"]}
    assert (states["commit-msg"], states["post-merge"], states["pre-push"]) == ("shared", "ours", "absent")
    person.trace("hook", "uninstall")
    assert not hook(person, "post-merge").exists()


def stands(person: Person) -> dict[str, tuple[str, list[str]]]:
    """State and faults of each hook, as the schema allows them."""
    said = json.loads(person.trace("hook", "status", "--format", "json").text)
    jsonschema.validate(said, json.loads((files("medtrace.schemas") / "hooks.schema.json").read_text("utf-8")))
    return {one["name"]: (one["state"], one["faults"]) for one in said["hooks"]}


def test_a_hook_that_git_cannot_run_is_told_and_mended(person: Person) -> None:
    person.trace("hook", "install")
    place = hook(person, "post-merge")
    good = place.read_text("utf-8")
    place.write_text(good.replace(sys.executable, "/nowhere/python"), "utf-8")
    assert stands(person)["post-merge"] == ("ours", ["no-interpreter"])
    assert "the interpreter that it remembers is gone" in person.trace("hook", "status").text
    place.write_text(good, "utf-8")
    place.chmod(0o644)
    assert stands(person)["post-merge"] == ("ours", ["not-executable"])
    place.chmod(0o755)
    place.write_bytes(good.replace("\n", "\r\n").encode())
    assert stands(person)["post-merge"] == ("ours", ["line-ends"])
    person.trace("hook", "install")
    assert stands(person)["post-merge"] == ("ours", [])
    assert place.read_text("utf-8") == good


def test_a_hooks_path_of_nothing_is_refused(person: Person) -> None:
    person.git("config", "core.hooksPath", "")
    for words in (("install",), ("uninstall",)):
        assert "core.hooksPath is set to nothing" in person.trace("hook", *words, code=2).text
    assert person.git("status", "--porcelain").text == ""
    assert "git runs no hook" in person.trace("hook", "status").text


def test_a_line_that_somebody_wrote_is_seen_where_we_may_not_write(person: Person, tmp_path: Path) -> None:
    company = tmp_path / "company"
    person.git("config", "core.hooksPath", str(company))
    said = person.trace("hook", "install", code=2).text
    assert "-m medtrace hook run post-merge" in said
    script(company / "post-merge", f'#!/bin/sh\n{sys.executable} -P -m medtrace hook run post-merge -- "$@"\n')
    script(company / "commit-msg", "#!/bin/sh\n# python -m medtrace hook run commit-msg\n")
    assert (stands(person)["post-merge"], stands(person)["commit-msg"]) == (("by-hand", []), ("foreign", []))
    assert f"{company}/post-merge: called by a line that somebody wrote" in person.trace("hook", "status").text


def test_a_worktree_names_the_folder_that_all_share(person: Person, tmp_path: Path) -> None:
    person.trace("hook", "install")
    person.git("worktree", "add", "-q", str(tmp_path / "beside"), "work")
    assert ".git/hooks/post-merge: installed" in person.at(tmp_path / "beside").trace("hook", "status").text


def test_a_gate_tells_what_is_new_first(person: Person, tmp_path: Path) -> None:
    many = "".join(f"# SRS-{number} 显示\n\n显示。\n\n" for number in range(10, 24))
    person.commit("Ask for more for SRS-10", "需求/多.md", many)
    person.git("init", "-q", "--bare", str(tmp_path / "server"))
    person.git("push", "-q", str(tmp_path / "server"), "main")
    person.trace("hook", "install", "--gate", "pre-push")
    person.commit("Ask for SRS-40", "需求/后.md", "# SRS-40 打印\n\n打印。\n")
    said = person.git("push", str(tmp_path / "server"), "main", code=1).ours
    assert said[0].endswith("does not pass (gap, problem)")
    new, before = (int(word) for word in said[1].removeprefix("trace: ").split() if word.isdigit())
    assert new > 0
    assert before >= 14
    assert all("SRS-40" in line for line in said[2 : 2 + new])
    assert said[-2] == f"trace: {new + before - 10} more: see trace check"
    person.git("push", "-q", "--no-verify", str(tmp_path / "server"), "main")
