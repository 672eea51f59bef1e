"""What others have in the folder of hooks is never lost, and an interpreter that cannot run trace stops nobody."""

import os
import shlex
import stat
import sys
from pathlib import Path

import pytest

from tests.integration.test_hooks_on_git import hook, person, script, stands
from tests.support.hooked import Person

pytestmark = pytest.mark.requirement("REQ-075")
__all__ = ["person"]

FOREIGN = f"#!{sys.executable}\nimport os, sys\nopen('log', 'a').write(os.path.basename(sys.argv[0]) + '\\n')\n"


def bare_python(folder: Path) -> Path:
    """An interpreter that starts and has none of our packages."""
    place = folder / "bare"
    script(place, f'#!/bin/sh\nexec {sys.executable} -S -I "$@"\n')
    return place


def remember(person: Person, name: str, python: Path) -> None:
    """Let the block of a hook remember another interpreter."""
    text = hook(person, name).read_text("utf-8")
    hook(person, name).write_text(text.replace(sys.executable, str(python)), "utf-8")


def test_an_interpreter_that_cannot_run_trace_stops_nothing(person: Person, tmp_path: Path) -> None:
    person.trace("hook", "install", "--gate", "pre-push")
    for name in ("commit-msg", "pre-push"):
        remember(person, name, bare_python(tmp_path))
    said = person.commit("Fix SRS-999", "src/a.py", "LIMIT = 2\n")
    assert "cannot run trace (exit code 1), nothing was looked at; see 'trace hook status'" in said.text
    assert person.subject() == "Fix SRS-999"
    person.git("init", "-q", "--bare", str(tmp_path / "server"))
    assert "cannot run trace" in person.git("push", str(tmp_path / "server"), "main").text
    assert stands(person)["commit-msg"] == ("ours", ["cannot-run"])
    assert stands(person)["post-merge"] == ("ours", [])


def test_lines_of_another_version_are_told_until_the_next_install(person: Person) -> None:
    person.trace("hook", "install", "--need-id", "--gate", "pre-push")
    place = hook(person, "commit-msg")
    place.write_text(place.read_text("utf-8").replace("  41) exit 1 ;;", "  1) exit 1 ;;"), "utf-8")
    assert stands(person)["commit-msg"] == ("ours", ["other-version"])
    assert "another version or somebody else wrote these lines" in person.trace("hook", "status").text
    person.trace("hook", "install")
    assert {faults[0] if faults else "" for _, faults in stands(person).values()} == {""}


def test_a_gate_that_could_not_judge_does_not_let_through(person: Person, tmp_path: Path) -> None:
    person.trace("hook", "install", "--gate", "pre-push")
    person.commit("Break it for SRS-1", "trace.yaml", "product: [\n")
    person.git("init", "-q", "--bare", str(tmp_path / "server"))
    assert "the push was stopped" in person.git("push", str(tmp_path / "server"), "main", code=1).text


def test_a_hook_written_after_the_install_is_not_lost(person: Person) -> None:
    script(hook(person, "post-merge"), FOREIGN)
    person.trace("hook", "install")
    kept = hook(person, "before-trace") / "post-merge"
    later = FOREIGN + "# later\n"
    script(hook(person, "post-merge"), later)
    person.trace("hook", "install")
    assert kept.read_text("utf-8") == FOREIGN
    said = person.trace("hook", "uninstall").text
    assert hook(person, "post-merge").read_text("utf-8") == later
    assert kept.read_text("utf-8") == FOREIGN
    assert "an earlier hook lies in before-trace/post-merge, which nothing runs" in said


@pytest.mark.parametrize("later", ["#!/bin/sh\necho later\n", FOREIGN + "# later\n"])
def test_a_hook_written_over_ours_stays(person: Person, later: str) -> None:
    script(hook(person, "post-merge"), FOREIGN)
    person.trace("hook", "install")
    script(hook(person, "post-merge"), later)
    person.trace("hook", "uninstall")
    assert hook(person, "post-merge").read_text("utf-8") == later
    assert (hook(person, "before-trace") / "post-merge").read_text("utf-8") == FOREIGN


def test_lines_added_before_a_chained_hook_stay_and_both_run(person: Person) -> None:
    script(hook(person, "commit-msg"), FOREIGN)
    person.trace("hook", "install")
    text = hook(person, "commit-msg").read_text("utf-8")
    script(hook(person, "commit-msg"), text.replace("#!/bin/sh\n", "#!/bin/sh\necho mine >> log\n", 1))
    person.trace("hook", "uninstall")
    assert "# >>> trace >>>" not in hook(person, "commit-msg").read_text("utf-8")
    person.commit("Fix SRS-1", "src/a.py", "LIMIT = 2\n")
    assert (person.folder / "log").read_text("utf-8") == "mine\ncommit-msg\n"


@pytest.mark.parametrize("target", ["../../nowhere/hook", "/nowhere/hook", "./gone"])
def test_a_dangling_link_comes_back(person: Person, target: str) -> None:
    place = hook(person, "post-merge")
    place.symlink_to(target)
    person.trace("hook", "install")
    assert not place.is_symlink()
    person.trace("hook", "uninstall")
    assert os.readlink(place) == target  # noqa: PTH115 - as it is written


def test_a_program_that_acts_on_the_name_it_is_run_by_keeps_it(person: Person) -> None:
    script(person.folder / ".git" / "hooks" / "multi", FOREIGN)
    hook(person, "commit-msg").symlink_to("multi")
    person.trace("hook", "install")
    person.commit("Fix SRS-1", "src/a.py", "LIMIT = 2\n")
    assert (person.folder / "log").read_text("utf-8") == "commit-msg\n"
    person.trace("hook", "uninstall")
    assert str(hook(person, "commit-msg").readlink()) == "multi"


def test_what_an_earlier_version_set_aside_still_runs_and_comes_back(person: Person) -> None:
    person.trace("hook", "install")
    script(hook(person, "commit-msg.before-trace"), FOREIGN)
    kept = '"$(dirname "$0")/commit-msg.before-trace"'
    with hook(person, "commit-msg").open("a", encoding="utf-8") as file:
        file.write(
            f'\n# The commit-msg hook that was here before runs as it did.\n[ ! -x {kept} ] || exec {kept} "$@"\n'
        )
    person.trace("hook", "install")
    person.commit("Fix SRS-1", "src/a.py", "LIMIT = 2\n")
    assert (person.folder / "log").read_text("utf-8") == "commit-msg.before-trace\n"
    person.trace("hook", "uninstall")
    assert hook(person, "commit-msg").read_text("utf-8") == FOREIGN
    assert not hook(person, "commit-msg.before-trace").exists()


def test_a_reinstall_renews_every_block_with_its_options(person: Person) -> None:
    person.trace("hook", "install", "--need-id", "--gate", "pre-push", "--fail-on", "gap")
    for name in ("commit-msg", "pre-push"):
        remember(person, name, Path("/nowhere/python"))
    person.trace("hook", "install")
    assert (stands(person)["pre-push"], stands(person)["commit-msg"]) == (("ours", []), ("ours", []))
    assert "hook run --fail-on gap pre-push" in hook(person, "pre-push").read_text("utf-8")
    assert "hook run --need-id commit-msg" in hook(person, "commit-msg").read_text("utf-8")


def test_a_block_that_pre_commit_moved_is_seen_and_taken_out(person: Person) -> None:
    person.trace("hook", "install")
    hook(person, "commit-msg").rename(hook(person, "commit-msg.legacy"))
    theirs = '#!/bin/sh\n"$(dirname "$0")/commit-msg.legacy" "$@"\n'
    script(hook(person, "commit-msg"), theirs)
    assert stands(person)["commit-msg"] == ("ours", [])
    person.trace("hook", "install")
    assert hook(person, "commit-msg").read_text("utf-8") == theirs
    person.trace("hook", "uninstall")
    assert not hook(person, "commit-msg.legacy").exists()
    assert hook(person, "commit-msg").read_text("utf-8") == theirs


@pytest.mark.parametrize("before", [b"", b"#!/bin/sh", b"#!/bin/sh\n", b"#!/bin/sh\r\necho \xff\r\n", FOREIGN.encode()])
@pytest.mark.parametrize("mode", [0o750, 0o644, 0o555])
def test_bytes_and_mode_come_back(person: Person, before: bytes, mode: int) -> None:
    place = hook(person, "post-merge")
    place.write_bytes(before)
    place.chmod(mode)
    person.trace("hook", "install")
    person.trace("hook", "uninstall")
    assert (place.read_bytes(), stat.S_IMODE(place.stat().st_mode)) == (before, mode)


def test_husky_files_keep_their_mode(person: Person) -> None:
    person.git("config", "core.hooksPath", ".husky/_")
    person.write(".husky/_/h", "")
    person.write(".husky/commit-msg", "echo husky\n")
    place = person.folder / ".husky" / "commit-msg"
    place.chmod(0o644)
    person.trace("hook", "install")
    assert stat.S_IMODE(place.stat().st_mode) == 0o644
    person.trace("hook", "uninstall")
    assert (place.read_text("utf-8"), stat.S_IMODE(place.stat().st_mode)) == ("echo husky\n", 0o644)


def test_nothing_to_push_stays_nothing_for_the_hook_below(person: Person, tmp_path: Path) -> None:
    script(hook(person, "pre-push"), "#!/bin/sh\ncat > pushed\n")
    person.trace("hook", "install", "--gate", "pre-push", "--fail-on", "none")
    person.git("init", "-q", "--bare", str(tmp_path / "server"))
    person.git("push", "-q", str(tmp_path / "server"), "main")
    person.git("push", "-q", str(tmp_path / "server"), "main")
    assert (person.folder / "pushed").read_bytes() == b""


def test_a_folder_outside_is_named(person: Person, tmp_path: Path) -> None:
    (person.folder / ".git" / "hooks").rename(tmp_path / "shared")
    (person.folder / ".git" / "hooks").symlink_to(tmp_path / "shared")
    for word in ("install", "uninstall"):
        assert "hooks, is a link out of the repository" in person.trace("hook", word, code=2).text
    person.git("config", "core.hooksPath", str(tmp_path / "company"))
    assert "nothing was taken out" in person.trace("hook", "uninstall", code=2).text


def test_a_number_that_begins_a_message_counts_where_git_keeps_the_line(person: Person) -> None:
    person.trace("hook", "install", "--need-id")
    person.git("commit", "-q", "--allow-empty", "-m", "#42 mend the pump")
    assert person.subject() == "#42 mend the pump"
    person.write("editor", "#!/bin/sh\nprintf 'Mend\n#42\n' > \"$1\"\n")
    (person.folder / "editor").chmod(0o755)
    editor = str(person.folder / "editor").replace(" ", "\\ ")
    assert "names no item" in person.git("commit", "--allow-empty", code=1, GIT_EDITOR=editor).text
    person.git("config", "commit.cleanup", "strip")
    assert "names no item" in person.git("commit", "--allow-empty", "-m", "Mend\n#42", code=1).text


def test_the_advice_after_a_refusal_works_from_any_folder(person: Person, tmp_path: Path) -> None:
    person.trace("hook", "install")
    person.git("worktree", "add", "-q", str(tmp_path / "beside"), "work")
    beside = person.at(tmp_path / "beside")
    beside.write("src/a.py", "LIMIT = 5\n")
    beside.write("editor", "#!/bin/sh\nsed -i '1s/.*/Fix SRS-9/' \"$1\"\n")
    beside.write("mend", "#!/bin/sh\nsed -i '1s/.*/Fix SRS-2/' \"$1\"\n")
    for name in ("editor", "mend"):
        (beside.folder / name).chmod(0o755)
    beside.git("add", "src")
    said = beside.git("commit", "-v", code=1, GIT_EDITOR=str(beside.folder / "editor")).text
    command = said.split("`git ")[1].split("`")[0]
    inner = beside.at(beside.folder / "src")
    inner.git(*shlex.split(command), GIT_EDITOR=str(beside.folder / "mend"))
    assert beside.git("log", "-1", "--format=%B").text.strip() == "Fix SRS-2"


def test_an_id_that_begins_like_one_about_to_be_committed_is_another(person: Person) -> None:
    person.trace("hook", "install")
    said = person.commit("Ask for SRS-30", "需求/七.md", "# SRS-301 打印\n\n打印。\n", code=1)
    assert "there is no SRS-30" in said.text


def test_a_squash_under_pre_commit_says_so(person: Person) -> None:
    said = person.trace("hook", "run", "post-merge", "--", PRE_COMMIT_IS_SQUASH_MERGE="1").ours
    assert said == ["trace: squashed, nothing is committed yet; `trace check` after the commit"]


def test_a_merge_that_the_gate_could_not_judge_waits(person: Person) -> None:
    person.git("checkout", "-q", "work")
    person.commit("Break it for SRS-1", "trace.yaml", "product: [\n")
    person.git("checkout", "-q", "main")
    person.trace("hook", "install", "--gate", "pre-merge-commit")
    said = person.git("merge", "--no-ff", "-m", "Merge work", "work", code=1).text
    assert "the merge waits: `git merge --abort` undoes it" in said


def test_a_hook_still_finds_what_lies_beside_it(person: Person) -> None:
    (hook(person, "post-merge").parent / "hooklib.py").write_text("def hi(): open('log', 'a').write('hi')\n", "utf-8")
    before = f"#!{sys.executable}\nimport hooklib, sys, os\nhooklib.hi()\n"
    before += "open('log', 'a').write(os.path.basename(sys.argv[0]))\n"
    script(hook(person, "post-merge"), before)
    person.trace("hook", "install")
    person.git("checkout", "-q", "work")
    person.commit("Filter for SRS-2", "src/a.py", "LIMIT = 2\n")
    person.git("checkout", "-q", "main")
    person.git("merge", "-q", "work")
    assert (person.folder / "log").read_text("utf-8") == "hipost-merge"
    assert stands(person)["post-merge"] == ("chained", [])
    person.trace("hook", "uninstall")
    assert hook(person, "post-merge").read_text("utf-8") == before
    assert not hook(person, "post-merge").is_symlink()
    left = {one.name for one in hook(person, "post-merge").parent.iterdir() if not one.name.endswith(".sample")}
    assert left - {"__pycache__"} == {"hooklib.py", "post-merge"}


def test_a_shell_script_that_is_python_further_down_is_set_aside(person: Person) -> None:
    before = f"#!/bin/sh\n''':'\nexec {sys.executable} \"$0\" \"$@\"\n'''\nopen('log', 'a').write('ran')\n"
    script(hook(person, "commit-msg"), before)
    person.trace("hook", "install")
    person.commit("Filter for SRS-2", "src/a.py", "LIMIT = 2\n")
    assert (person.folder / "log").read_text("utf-8") == "ran"
    person.trace("hook", "uninstall")
    assert hook(person, "commit-msg").read_text("utf-8") == before


def test_a_script_that_runs_the_one_beside_it_keeps_our_block(person: Person) -> None:
    script(hook(person, "commit-msg"), '#!/bin/sh\nexec "$(dirname "$0")/beside" "$@"\n')
    person.trace("hook", "install")
    assert stands(person)["commit-msg"] == ("shared", [])


def test_a_rebase_that_waited_for_a_person_is_seen_from_where_it_began(person: Person) -> None:
    person.trace("hook", "install")
    person.git("checkout", "-q", "work")
    for number in (1, 2, 3):
        person.commit(f"Part {number} of SRS-2", f"src/p{number}.py", "LIMIT = 2\n")
    before = person.git("rev-parse", "HEAD").text[:10]
    person.git("checkout", "-q", "main")
    person.commit("Upstream without an id", "src/up.py", "LIMIT = 2\n")
    person.git("checkout", "-q", "work")
    person.git("rebase", "-q", "-i", "main", GIT_SEQUENCE_EDITOR="sed -i '2s/pick/edit/'")
    person.git("reset", "-q", "HEAD~1")
    person.git("add", "-A")
    person.git("commit", "-q", "-m", "Split of SRS-2")
    said = person.git("rebase", "--continue").ours
    assert said[0].startswith("trace: 4 commits, 1 of them tied to no item or issue")
    assert f"trace assess {before}.." in said[2]


def test_hooks_speak_the_language_they_were_installed_in(person: Person) -> None:
    person.trace("hook", "install", "--lang", "zh")
    assert "没有编号 SRS-9" in person.commit("Fix SRS-9", "src/a.py", "LIMIT = 2\n", code=1).text
    person.trace("hook", "install", "--need-id")
    assert "没有编号 SRS-9" in person.commit("Fix SRS-9", "src/a.py", "LIMIT = 2\n", code=1).text
    person.trace("hook", "install", "--lang", "en")
    said = person.commit("Fix nothing", "src/a.py", "LIMIT = 2\n", code=1).text
    assert "the message names no item and no issue" in said
    assert stands(person)["commit-msg"] == ("ours", [])


def test_a_committed_hook_is_said_to_reach_everybody(person: Person) -> None:
    person.git("config", "core.hooksPath", ".githooks")
    person.commit("Hooks of SRS-1", ".githooks/commit-msg", "#!/bin/sh\ntrue\n")
    person.git("update-index", "--chmod=+x", ".githooks/commit-msg")
    assert (
        ".githooks/commit-msg: committed to git, so everybody gets these lines" in person.trace("hook", "install").text
    )


def test_outside_one_line_for_each_hook_does_the_same(person: Person, tmp_path: Path) -> None:
    person.trace("check", code=None)
    person.git("config", "core.hooksPath", str(tmp_path / "company"))
    said = person.trace("hook", "install", code=2).text
    lines = dict(line.strip().split(": ", 1) for line in said.splitlines() if " hook run " in line)
    assert sorted(lines) == ["commit-msg", "post-merge", "post-rewrite"]
    for name, line in lines.items():
        script(tmp_path / "company" / name, f"#!/bin/sh\n{line}\n")
    assert stands(person)["commit-msg"] == ("by-hand", [])
    person.commit("Filter for SRS-21", "src/a.py", "LIMIT = 2\n", code=1)
    person.commit("Filter for SRS-2", "src/a.py", "LIMIT = 2\n")
    person.git("config", "core.hooksPath", "/dev/null")
    assert "what is there is no folder" in person.trace("hook", "install", code=2).text


def test_a_message_with_thousands_of_ids_costs_no_process_for_each(person: Person) -> None:
    person.trace("hook", "install")
    words = " ".join(f"SRS-{number}" for number in range(1000, 4000))
    person.write("message", f"Mend {words}\n")
    person.git("add", "src")
    assert person.git("commit", "--allow-empty", "-F", "message", code=1).text.count("there is no SRS-") == 5
