"""Wheel, sdist and editable install all find templates and schemas; the wheel runs in a fresh environment."""

import subprocess
import sys
import tarfile
import venv
import zipfile
from importlib.resources import files
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the source distribution, built from what git lists."""
    source = tmp_path_factory.mktemp("source")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout
    for name in listed.decode().split("\0"):
        if name and (ROOT / name).is_file():
            place = source / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes((ROOT / name).read_bytes())
    out = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(source)],
        check=True,
        capture_output=True,
    )
    return out


def data_files() -> list[str]:
    """Data of the checkout as the wheel names it."""
    found = [path for room in ("templates", "schemas") for path in (ROOT / room).rglob("*")]
    return sorted(
        f"medtrace/{path.relative_to(ROOT).as_posix()}"
        for path in found
        if path.is_file() and "__pycache__" not in path.parts
    )


@pytest.mark.slow
@pytest.mark.xdist_group("install")
@pytest.mark.requirement("REQ-090")
def test_wheel_and_sdist_hold_every_data_file(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    (sdist,) = built.glob("*.tar.gz")
    inside = zipfile.ZipFile(wheel).namelist()
    assert set(data_files()) <= set(inside)
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {name.removeprefix("medtrace/") for name in data_files()} <= names


@pytest.mark.slow
@pytest.mark.xdist_group("install")
@pytest.mark.requirement("REQ-090")
def test_the_wheel_runs_in_a_fresh_environment(built: Path, tmp_path: Path) -> None:
    (wheel,) = built.glob("*.whl")
    venv.create(tmp_path / "env", with_pip=True)
    python = tmp_path / "env" / "bin" / "python"
    # Libraries come from this environment, so that no index is needed; the product comes from the wheel alone.
    (site,) = (tmp_path / "env" / "lib").glob("python*/site-packages")
    here = next(Path(path) for path in sys.path if path.endswith("site-packages"))
    (site / "libraries.pth").write_text(f"{here}\n")
    subprocess.run(
        [str(python), "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--ignore-installed", str(wheel)],
        check=True,
        capture_output=True,
    )
    run = subprocess.run(
        [str(tmp_path / "env" / "bin" / "trace"), "demo", "out"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert (tmp_path / "out" / "report" / "assessment.json").is_file()
    where = subprocess.run(
        [str(python), "-c", "import medtrace; print(medtrace.__file__)"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert str(tmp_path) in where.stdout


@pytest.mark.requirement("REQ-090")
def test_this_install_finds_its_data() -> None:
    assert (files("medtrace.templates") / "sources.yaml").is_file()
    assert (files("medtrace.schemas") / "snapshot.schema.json").is_file()
