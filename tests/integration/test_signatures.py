"""Signatures of commits on real git: keys made in the test, held against the keys that the repository itself holds."""

import shutil
import subprocess
from pathlib import Path

import pytest

from medtrace.gitio.repository import open_repository
from medtrace.gitio.signatures import Seen
from medtrace.model.decision import Signature
from tests.support.decided import CONFIG, SIGNERS, assessment, finding, product, sign
from tests.support.git_builder import RepoBuilder

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


def signed_again(repo: RepoBuilder, *options: str) -> str:
    """The tip of main made anew with a signature."""
    settings = [word for option in options for word in ("-c", option)]
    words = ("commit-tree", "-S", "-m", "Decide", "-p", "main~1", "main^{tree}")
    sha = repo.git(*settings, *words)
    repo.git("update-ref", "refs/heads/main", sha)
    return sha


def ssh_signed(repo: RepoBuilder, key: Path) -> str:
    return signed_again(repo, "gpg.format=ssh", f"user.signingkey={key}")


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
    expected = Seen(Signature.VERIFIED, fingerprint(key))
    assert seen(repo, sha, {"allowed_signers": b"he.jing@example.org " + public(key)}) == expected
    assert seen(repo, sha, {"he-jing.pub": public(key)}) == expected


def test_another_key_or_none_does_not(repo: RepoBuilder, tmp_path: Path) -> None:
    sha = ssh_signed(repo, ssh_key(tmp_path, "he-jing"))
    other = {"allowed_signers": b"x@example.org " + public(ssh_key(tmp_path, "other"))}
    assert seen(repo, sha, other) == Seen(Signature.UNKNOWN_KEY)
    assert seen(repo, sha, {}) == Seen(Signature.UNKNOWN_KEY)


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
    assert seen(repo, repo.sha("main"), {}) == Seen(Signature.NONE)


def test_without_the_program_nothing_is_verified(
    repo: RepoBuilder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = ssh_key(tmp_path, "he-jing")
    sha = ssh_signed(repo, key)
    only_git = tmp_path / "bin"
    only_git.mkdir()
    (only_git / "git").symlink_to(shutil.which("git") or "git")
    monkeypatch.setenv("PATH", str(only_git))
    assert seen(repo, sha, {"he-jing.pub": public(key)}) == Seen(Signature.NOT_VERIFIABLE)


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
    sha = signed_again(repo, "gpg.format=openpgp", "user.signingkey=he.jing@example.org")
    exported = subprocess.run(["gpg", "--armor", "--export"], check=True, capture_output=True).stdout
    listed = subprocess.run(["gpg", "--list-keys", "--with-colons"], check=True, capture_output=True, text=True).stdout
    print_ = next(line.split(":")[9] for line in listed.splitlines() if line.startswith("fpr:"))
    subprocess.run(["gpgconf", "--kill", "all"], check=False, capture_output=True)
    assert seen(repo, sha, {"he-jing.asc": exported}) == Seen(Signature.VERIFIED, print_)
    # The keyring of this machine holds the key and is not asked.
    assert seen(repo, sha, {}) == Seen(Signature.UNKNOWN_KEY)


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
    assert {one["by"]: one["fault"] for one in signoffs} == {"何静": "", "吴国栋": "", "赵立新": "not-by-key"}
    assert finding(assessment(repo, records="main~1"))["decision"] is None
