"""Signatures of commits on real git: keys made in the test, held against the keys that the repository itself holds."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from medtrace.app.assess import Asked, assess
from medtrace.gitio.repository import open_repository
from medtrace.gitio.signatures import Seen
from medtrace.model.decision import Signature
from tests.support.decided import CONFIG, MORE, SIGNERS, assessment, commit_records, finding, product, sign
from tests.support.git_builder import PERSON, RepoBuilder
from tests.support.running import Trace

pytestmark = [
    pytest.mark.requirement("REQ-100"),
    pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="ssh-keygen is not installed"),
]


def ssh_key(folder: Path, name: str) -> Path:
    key = folder / name
    command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(key)]
    subprocess.run(command, check=True, capture_output=True)
    return key


def public(key: Path) -> bytes:
    return key.with_suffix(".pub").read_bytes()


def fingerprint(key: Path) -> str:
    run = subprocess.run(["ssh-keygen", "-lf", str(key)], check=True, capture_output=True, text=True)
    return run.stdout.split()[1]


def ssh_signed(repo: RepoBuilder, key: Path, branch: str = "main") -> str:
    return repo.signed("gpg.format=ssh", f"user.signingkey={key}", branch=branch)


@pytest.fixture
def repo(tmp_path: Path) -> RepoBuilder:
    built = RepoBuilder(tmp_path / "product")
    built.commit("Start", {"a": "1"})
    built.commit("Decide", {"a": "2"})
    return built


def seen(repo: RepoBuilder, sha: str, keys: dict[str, bytes]) -> Seen:
    with open_repository(repo.folder) as repository:
        return repository.signatures([sha], keys)[sha]


def test_a_key_of_the_repository_verifies(repo: RepoBuilder, tmp_path: Path) -> None:
    key = ssh_key(tmp_path, "he-jing")
    sha = ssh_signed(repo, key)
    of_list = Seen(Signature.VERIFIED, fingerprint(key), "he.jing@example.org", (PERSON,))
    assert seen(repo, sha, {"allowed_signers": b"he.jing@example.org " + public(key)}) == of_list
    assert seen(repo, sha, {"he-jing.pub": public(key)}) == replace(of_list, signer="he-jing")


def test_another_key_or_none_does_not(repo: RepoBuilder, tmp_path: Path) -> None:
    sha = ssh_signed(repo, ssh_key(tmp_path, "he-jing"))
    other = {"allowed_signers": b"x@example.org " + public(ssh_key(tmp_path, "other"))}
    assert seen(repo, sha, other) == Seen(Signature.UNKNOWN_KEY, writers=(PERSON,))
    assert seen(repo, sha, {}) == Seen(Signature.UNKNOWN_KEY, writers=(PERSON,))


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ('valid-before="20230101"', Signature.UNKNOWN_KEY),
        ('valid-after="20230101"', Signature.VERIFIED),
        ('valid-after="20250101"', Signature.UNKNOWN_KEY),
    ],
)
def test_a_key_counts_for_the_time_for_which_the_list_says_so(
    repo: RepoBuilder, tmp_path: Path, period: str, expected: Signature
) -> None:
    key = ssh_key(tmp_path, "he-jing")
    sha = ssh_signed(repo, key)
    assert seen(repo, sha, {"allowed_signers": f"he@x {period} ".encode() + public(key)}).signature is expected


def test_the_keys_of_the_machine_do_not_count(
    repo: RepoBuilder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = ssh_key(tmp_path, "he-jing")
    mine = tmp_path / "my_signers"
    mine.write_bytes(b"he.jing@example.org " + public(key))
    config = tmp_path / "gitconfig"
    config.write_text(f'[gpg]\n\tformat = ssh\n[gpg "ssh"]\n\tallowedSignersFile = {mine}\n', "utf-8")
    sha = ssh_signed(repo, key)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    assert seen(repo, sha, {}).signature is Signature.UNKNOWN_KEY


def test_an_unsigned_commit_says_so(repo: RepoBuilder) -> None:
    assert seen(repo, repo.sha("main"), {}) == Seen(Signature.NONE, writers=(PERSON,))


def test_without_the_program_nothing_is_verified(
    repo: RepoBuilder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = ssh_key(tmp_path, "he-jing")
    sha = ssh_signed(repo, key)
    only_git = tmp_path / "bin"
    only_git.mkdir()
    (only_git / "git").symlink_to(shutil.which("git") or "git")
    monkeypatch.setenv("PATH", str(only_git))
    assert seen(repo, sha, {"he-jing.pub": public(key)}).signature is Signature.NOT_VERIFIABLE


def test_a_signed_content_that_was_changed_is_not_verified(repo: RepoBuilder, tmp_path: Path) -> None:
    key = ssh_key(tmp_path, "he-jing")
    sha = ssh_signed(repo, key)
    raw = repo.git_bytes("cat-file", "commit", sha).replace(b"\n\nDecide", b"\n\nDecide otherwise")
    changed = repo.git("hash-object", "-t", "commit", "-w", "--stdin", feed=raw)
    found = seen(repo, changed, {"he-jing.pub": public(key)})
    assert found.signature in {Signature.NOT_VERIFIABLE, Signature.UNKNOWN_KEY}


@pytest.mark.skipif(shutil.which("gpg") is None, reason="gpg is not installed")
def test_a_pgp_key_of_the_repository_verifies(
    repo: RepoBuilder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "g"
    home.mkdir(mode=0o700)
    monkeypatch.setenv("GNUPGHOME", str(home))
    person = "He Jing <he.jing@example.org>"
    made = subprocess.run(
        ["gpg", "--batch", "--passphrase", "", "--quick-generate-key", person, "ed25519", "sign", "never"],
        capture_output=True,
        check=False,
    )
    if made.returncode:
        pytest.skip("gpg cannot make a key here")
    sha = repo.signed("gpg.format=openpgp", "user.signingkey=he.jing@example.org")
    exported = subprocess.run(["gpg", "--armor", "--export"], check=True, capture_output=True).stdout
    listed = subprocess.run(["gpg", "--list-keys", "--with-colons"], check=True, capture_output=True, text=True).stdout
    print_ = next(line.split(":")[9] for line in listed.splitlines() if line.startswith("fpr:"))
    subprocess.run(["gpgconf", "--kill", "all"], check=False, capture_output=True)
    assert seen(repo, sha, {"he-jing.asc": exported}) == Seen(Signature.VERIFIED, print_, person, (PERSON,))
    # The keyring of this machine holds the key and is not asked.
    assert seen(repo, sha, {}) == Seen(Signature.UNKNOWN_KEY, writers=(PERSON,))


def test_a_sign_off_shows_the_signature_of_the_commit_that_brought_it(tmp_path: Path) -> None:
    repo = product(tmp_path / "product")
    key = ssh_key(tmp_path, "he-jing")
    path = sign(repo, "P-04", *SIGNERS, outcome="confirmed", reason="r").path
    record = (repo.folder / path).read_bytes()
    # 吴国栋 has a key on record, 赵立新 another one: only the first signed with it.
    other = public(ssh_key(tmp_path, "other")).decode().strip()
    config = CONFIG.replace("role: 质量经理", f"role: 质量经理, key: {public(key).decode().strip()}")
    config = config.replace("role: 测试负责人", f"role: 测试负责人, key: {other}")
    signers = b"he.jing@example.org " + public(key)
    repo.commit("Keys", {".trace/allowed_signers": signers, "trace.yaml": config})
    repo.commit("Decide", {path: record})
    sha = ssh_signed(repo, key)
    signoffs = finding(assessment(repo))["decision"]["signoffs"]
    assert {(one["sha"], one["signature"], one["key"]) for one in signoffs} == {(sha, "verified", fingerprint(key))}
    # Nor does the one key speak for 何静, who is named in the same commit.
    assert {one["by"]: (one["fault"], one["hand"], one["recorded_by"]) for one in signoffs} == {
        "何静": ("by-another", "another", "吴国栋"),
        "吴国栋": ("", "own-key", ""),
        "赵立新": ("not-by-key", "another", "吴国栋"),
    }
    assert finding(assessment(repo, records="main~1"))["decision"] is None


def keyed(folder: Path) -> tuple[RepoBuilder, Path, str, bytes]:
    """A product whose 吴国栋 has a key, with the record of a decision that he signs; not committed yet."""
    repo = product(folder / "product")
    key = ssh_key(folder, "wu")
    path = sign(repo, "P-04", *SIGNERS[:2], outcome="confirmed", reason="r").path
    config = CONFIG.replace("role: 质量经理", f"role: 质量经理, key: {public(key).decode().strip()}")
    repo.commit("Keys", {".trace/allowed_signers": b"wu@example.org " + public(key), "trace.yaml": config})
    return repo, key, path, (repo.folder / path).read_bytes()


def of(repo: RepoBuilder, name: str) -> dict[str, str]:
    (found,) = [one for one in finding(assessment(repo))["decision"]["signoffs"] if one["by"] == name]
    return {key: found[key] for key in ("sha", "signature", "hand", "recorded_by", "fault")}


OWN = {"signature": "verified", "hand": "own-key", "recorded_by": "", "fault": ""}


def test_a_later_commit_for_another_reason_is_not_the_act(tmp_path: Path) -> None:
    repo, key, path, record = keyed(tmp_path)
    repo.commit("Decide", {path: record})
    act = ssh_signed(repo, key)
    assert of(repo, "吴国栋") == {"sha": act, **OWN}
    # White space, another order of keys, a comment, a third person's sign-off, a new name: nobody signed again.
    text = record.decode()
    lines = text.splitlines(keepends=True)
    outcome = next(line for line in lines if line.startswith("outcome:"))
    reordered = outcome + "# 已归档\n\n" + "".join(line for line in lines if line != outcome)
    added = reordered + '- by: 赵立新\n  role: 测试\n  on: "2024-02-02"\n'
    other = path.replace(".yaml", "-archived.yaml")
    repo.commit("Lay it out", {path: reordered})
    repo.commit("A third person", {path: added})
    repo.commit("Break it", {path: added + "a: [\n"})
    repo.commit("Mend it", {path: added})
    last = repo.commit("Rename it", {path: None, other: added.replace("\n\n", "\n")})
    assert of(repo, "吴国栋") == {"sha": act, **OWN}
    assert of(repo, "赵立新")["sha"] not in {act, last}
    # Taken away and put back by somebody else: that is the act now, and it is not signed.
    repo.commit("Take it away", {other: None})
    again = repo.commit("Put it back", {path: record})
    found = of(repo, "吴国栋")
    assert (found["sha"], found["signature"], found["fault"]) == (again, "none", "not-by-key")


def test_the_act_on_a_branch_is_found_through_the_merge(tmp_path: Path) -> None:
    repo, key, path, record = keyed(tmp_path)
    repo.commit("Meanwhile", {"src/b.py": "x = 1\n"})
    repo.commit("Decide", {path: record}, branch="side", parents=["main~1"])
    act = ssh_signed(repo, key, "side")
    repo.merge("Merge", "side")
    assert of(repo, "吴国栋") == {"sha": act, **OWN}


def test_a_row_put_under_sign_offs_that_stood_there_was_not_signed(tmp_path: Path) -> None:
    repo = product(tmp_path / "product")
    first, second = [one["trigger"] for one in assessment(repo)["verdict"]["unknown"] if one["why"] == "no-rule"][:2]
    path = sign(repo, f"{first}-no-rule", SIGNERS[0], outcome="not-applicable", reason="r").path
    digest = (repo.folder / path).read_text("utf-8").partition("evidence_digest: ")[2].split()[0]
    (repo.folder / path).unlink()
    head = (
        f"range: v1.0..v1.1\nevidence_digest: {digest}\nsignoffs:\n- {{by: 何静, role: 法规, on: 2024-02-01}}\nrows:\n"
    )
    row = "- {{trigger: {}, applies: false, reason: r}}\n"
    place = ".trace/declarations/v1.1.yaml"
    signed = repo.commit("Declare", {place: head + row.format(first)})
    repo.commit("One more", {place: head + row.format(first) + row.format(second)})
    with open_repository(repo.folder) as repository:
        found = assess(repository, Asked("v1.1"))
    rows = {one.trigger.id: one.ruling.signoffs[0] for one in found.views[0].rows if one.ruling}
    assert (rows[first].fault, rows[first].signed.sha) == ("", signed)
    assert rows[second].fault == "altered"


def test_a_signature_by_a_key_nobody_knows_is_nobodys(trace: Trace, tmp_path: Path) -> None:
    repo = product(tmp_path / "product")
    sign(repo, "P-04", SIGNERS[0], outcome="confirmed", reason="r")
    commit_records(repo)
    ssh_signed(repo, ssh_key(tmp_path, "stranger"))
    found = of(repo, "何静")
    assert (found["signature"], found["hand"], found["recorded_by"]) == ("unknown-key", "another", PERSON)
    page = page_of(trace, repo, "en")
    assert f"recorded by {PERSON} for 何静, not signed by 何静" in page
    assert "signed, signer not known to this project" in page
    assert "有签名，但签名者未在本项目登记" in page_of(trace, repo, "zh")


def page_of(trace: Trace, repo: RepoBuilder, language: str) -> str:
    ran = trace("assess", "v1.1", "--lang", language, cwd=repo.folder)
    assert ran.code == 0, ran.err
    return " ".join(ran.out.split()).replace(" ", "" if language == "zh" else " ")


def test_one_unsigned_commit_that_names_five_people_is_no_five_signatures(trace: Trace, tmp_path: Path) -> None:
    repo = product(tmp_path / "product")
    path = sign(repo, "P-04", *SIGNERS, *MORE, outcome="confirmed", reason="r").path
    sha = commit_records(repo)
    read = assessment(repo)
    assert {(one["signature"], one["hand"], one["recorded_by"]) for one in finding(read)["decision"]["signoffs"]} == {
        ("none", "another", PERSON)
    }
    (told,) = [one for one in read["problems"] if one["code"] == "signed-for-others"]
    assert told["path"] == path
    assert f"{PERSON} recorded the sign-offs of 5 others" in told["message"]
    assert sha[:10] in told["message"]
    assert "names, not 5 signatures" in told["message"]
    page = page_of(trace, repo, "en")
    assert told["message"] in page
    assert f"recorded by {PERSON} for 陈思, not signed by 陈思 (the commit: not signed)" in page
    # Where the project's people sign with keys, names alone do not count, but for the approval of the quality system.
    key = public(ssh_key(tmp_path, "he-jing"))
    repo.commit("Keys", {".trace/allowed_signers": b"he.jing@example.org " + key})
    decision = finding(assessment(repo))["decision"]
    assert {one["fault"] for one in decision["signoffs"]} == {"by-another"}
    assert decision["complete"] is False


def test_who_commits_under_their_own_name_records_for_nobody_else(tmp_path: Path) -> None:
    repo = product(tmp_path / "product")
    path = sign(repo, "P-04", SIGNERS[0], outcome="confirmed", reason="r").path
    repo.commit("Decide", {path: (repo.folder / path).read_bytes()}, author="何静 <he.jing@example.org>")
    found = of(repo, "何静")
    assert (found["signature"], found["hand"], found["recorded_by"]) == ("none", "own-commit", "")
    assert "signed-for-others" not in [one["code"] for one in assessment(repo)["problems"]]
