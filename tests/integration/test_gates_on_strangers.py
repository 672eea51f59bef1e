"""What a gate lets through because it is no product, and what it refuses because it was one."""

from pathlib import Path

import pytest

from tests.support.hooked import CONFIG, Person

pytestmark = pytest.mark.requirement("REQ-075")

UNSEEN = "holds no trace.yaml and never did: let through without a look"


@pytest.fixture
def person(tmp_path: Path) -> Person:
    """A repository whose first release is older than its trace.yaml; what stands on `main` has problems."""
    (tmp_path / "product").mkdir()
    (tmp_path / "home").mkdir()
    made = Person(tmp_path / "product", tmp_path / "home")
    made.git("init", "-q", "-b", "main")
    made.commit("Start", "src/a.py", "LIMIT = 1\n")
    made.git("tag", "v0.9")
    made.write("trace.yaml", CONFIG)
    made.commit("Trace SRS-1", "需求/一.md", "# SRS-1 显示\n\n显示波形。\n")
    made.git("add", "trace.yaml")
    made.git("commit", "-q", "-m", "Trace it for SRS-1")
    made.git("checkout", "-q", "--orphan", "gh-pages")
    made.git("rm", "-rfq", ".")
    made.commit("Pages", "index.html", "<p>A</p>\n")
    made.git("checkout", "-q", "main")
    return made


@pytest.fixture(params=["update", "pre-receive", "pre-push"])
def server(request: pytest.FixtureRequest, person: Person, tmp_path: Path) -> str:
    """A server with a gate, or one without behind a gate that looks before each push."""
    there = person.at(tmp_path / "server")
    person.git("init", "-q", "--bare", str(there.folder))
    if request.param == "pre-push":
        person.trace("hook", "install", "--gate", "pre-push")
    else:
        there.trace("hook", "install", "--server", request.param)
    return str(there.folder)


def test_what_is_no_product_is_let_through(person: Person, server: str) -> None:
    person.git("notes", "add", "-m", "seen", "HEAD")
    assert "trace:" not in person.git("push", server, "refs/notes/commits").text
    person.git("tag", "logo", person.git("rev-parse", "HEAD:src/a.py").text.strip())
    person.git("tag", "-a", "-m", "A logo", "signed-logo", "logo")
    assert "trace:" not in person.git("push", server, "logo", "signed-logo").text
    assert f"refs/tags/v0.9 {UNSEEN}" in person.git("push", server, "v0.9").text
    assert f"refs/heads/gh-pages {UNSEEN}" in person.git("push", server, "gh-pages").text
    person.git("push", server, "--tags")
    assert "refs/heads/main does not pass" in person.git("push", server, "main", code=1).text


def test_a_push_of_all_tags_to_a_new_server_passes(person: Person, server: str) -> None:
    person.git("tag", "v0.9.1", "v0.9")
    person.git("push", server, "--tags")
    assert "v0.9.1" in person.git("ls-remote", "--tags", server).text


def test_a_product_that_lost_its_configuration_is_refused(person: Person, server: str) -> None:
    person.git("rm", "-q", "trace.yaml")
    person.git("commit", "-q", "-m", "Leave it out for SRS-1")
    said = person.git("push", server, "main", code=1).text
    assert "holds no trace.yaml" in said
    assert UNSEEN not in said
    # A merge that keeps the side without it has the other side in its history all the same.
    person.git("checkout", "-q", "gh-pages")
    merge = ("merge", "-q", "-s", "ours", "--allow-unrelated-histories", "-m", "Take them in for SRS-1", "main~1")
    person.git(*merge)
    assert UNSEEN not in person.git("push", server, "gh-pages", code=1).text


def test_a_branch_that_is_replaced_by_strangers_is_refused(person: Person, server: str) -> None:
    person.git("push", "-q", "--no-verify", server, "main", code=None)
    there = person.at(Path(server))
    if not person.git("ls-remote", "--heads", server).text:
        there.git("fetch", "-q", str(person.folder), "main:main")
    said = person.git("push", "--force", server, "gh-pages:main", code=1).text
    assert "holds no trace.yaml" in said
    assert UNSEEN not in said


def test_a_shallow_clone_cannot_tell_and_refuses(person: Person, tmp_path: Path) -> None:
    person.git("rm", "-q", "trace.yaml")
    person.git("commit", "-q", "-m", "Leave it out for SRS-1")
    person.git("clone", "-q", "--depth", "1", f"file://{person.folder}", str(tmp_path / "shallow"))
    shallow = person.at(tmp_path / "shallow")
    shallow.trace("hook", "install", "--gate", "pre-push")
    person.git("init", "-q", "--bare", str(tmp_path / "server"))
    said = shallow.git("push", str(tmp_path / "server"), "main", code=1).text
    assert "shallow" in said
    assert "fetch --unshallow" in said
