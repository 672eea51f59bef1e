"""A folder of results is whole or absent, and nothing of anybody else is replaced."""

import hashlib
import json
from pathlib import Path

import pytest

from medtrace.errors import SinkError
from medtrace.model.document import Rendered
from medtrace.sinks.folder import MANIFEST, write_folder


def a_set(**files: bytes) -> tuple[Rendered, ...]:
    """Files with a manifest that vouches for them."""
    entries = [{"path": name, "sha256": hashlib.sha256(data).hexdigest()} for name, data in files.items()]
    manifest = json.dumps({"schema": "medtrace/manifest/1", "files": entries}).encode()
    return (*(Rendered(name, data) for name, data in files.items()), Rendered(MANIFEST, manifest))


def listing(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


@pytest.mark.requirement("REQ-067")
def test_a_set_is_written_and_replaced_by_the_next(tmp_path: Path) -> None:
    target = tmp_path / "a" / "report"
    write_folder(target, a_set(one=b"1", two=b"2"))
    write_folder(target, a_set(one=b"3"))
    assert listing(target) == [MANIFEST, "one"]
    assert (target / "one").read_bytes() == b"3"
    assert listing(tmp_path / "a") == ["report", f"report/{MANIFEST}", "report/one"]


@pytest.mark.parametrize("change", ["a stranger's file", "an edited file", "no manifest", "a file in its place"])
@pytest.mark.requirement("REQ-067")
def test_what_is_not_ours_stays(tmp_path: Path, change: str) -> None:
    target = tmp_path / "report"
    if change == "a file in its place":
        target.write_text("mine")
    else:
        write_folder(target, a_set(one=b"1"))
        if change == "no manifest":
            (target / MANIFEST).unlink()
        else:
            (target / ("notes.txt" if change == "a stranger's file" else "one")).write_text("mine")
    before = target.read_bytes() if target.is_file() else {path: path.read_bytes() for path in target.iterdir()}
    with pytest.raises(SinkError) as raised:
        write_folder(target, a_set(one=b"2"))
    after = target.read_bytes() if target.is_file() else {path: path.read_bytes() for path in target.iterdir()}
    assert after == before
    assert raised.value.hint is not None


@pytest.mark.requirement("REQ-067", "REQ-072")
def test_a_place_that_cannot_be_written_is_exit_code_3_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(SinkError) as raised:
        write_folder(tmp_path / "file" / "report", a_set(one=b"1"))
    assert raised.value.exit_code == 3
    assert listing(tmp_path) == ["file"]


@pytest.mark.requirement("REQ-067", "REQ-072")
def test_an_interrupt_in_the_middle_leaves_the_old_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "report"
    write_folder(target, a_set(one=b"1"))
    written: list[Path] = []
    real = Path.write_bytes

    def interrupted(path: Path, data: bytes) -> int:
        written.append(path)
        if len(written) == 2:
            raise KeyboardInterrupt
        return real(path, data)

    monkeypatch.setattr(Path, "write_bytes", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_folder(target, a_set(one=b"2", two=b"2"))
    assert listing(tmp_path) == ["report", f"report/{MANIFEST}", "report/one"]
    assert (target / "one").read_bytes() == b"1"
