"""A package from outside adds a format, a rule, a block and a document: one file each, found by entry points."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from tests.support.git_builder import RepoBuilder
from tests.support.running import Ran, Trace

pytestmark = pytest.mark.requirement("REQ-021")

PACKAGE = Path(__file__).parents[1] / "plugin"
PROFILE = files("medtrace.templates") / "profiles" / "nmpa-2022"
CONFIG = """\
product:
  name: {zh: 监护仪软件, en: Monitor}
sources:
  - {format: markdown-headings, files: ['docs/*.md'], id: 'SRS-\\d{3}', kind: requirement}
  - {format: device-register, files: ['*.reg'], id: 'DEV-\\d{3}', kind: device, options: {separator: semicolon}}
documents:
  template: regime
"""
ROW = """
- id: X-01
  zh: 设备名称改变
  en: Device renamed
  topic: platform
  category: adaptive
  severity: minor
  unless: null
  condition: null
  escalate_if: []
  source: {document: D, section: "-"}
  mark: D
  rules:
    - {rule: renamed-items, options: {kind: device}}
"""


def overlay(**changed: str) -> dict[str, str]:
    """Table and list of documents of the profile with a row and a document of the plug-in."""
    regime = (PROFILE / "profile.yaml").read_text("utf-8")
    listed = "documents: [update-history, traceability, test-evidence, judgement-record]"
    assert listed in regime
    return {
        "regime/triggers.yaml": (PROFILE / "triggers.yaml").read_text("utf-8") + ROW,
        "regime/profile.yaml": regime.replace(listed, "documents: [judgement-record, device-file]"),
        **changed,
    }


def repository(folder: Path, config: str = CONFIG, **changed: str) -> Path:
    """Two commits; in the second a device has another name."""
    repo = RepoBuilder(folder)
    start = {"docs/srs.md": "# Software\n\n## SRS-001 Alarm\n", "a.reg": "DEV-001; Pump; SRS-001\n\nno id\n"}
    repo.commit("Start", {**start, "trace.yaml": config, **overlay(**changed)})
    repo.tag("v1.0")
    repo.commit("Rename the pump", {"a.reg": "DEV-001; Infusion pump; SRS-001\n\nno id\n"})
    repo.tag("v1.1")
    return folder


def site(folder: Path, *, name: str, points: str, module: str = "") -> Path:
    """A folder as pip fills it: a package without any plug-in of sense, but with entry points."""
    info = folder / f"{name.replace('-', '_')}-2.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 2.0\n")
    (info / "entry_points.txt").write_text(points)
    if module:
        (folder / "stranger.py").write_text(module)
    return folder


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder into which pip installed the example; built from a copy, without an index."""
    source = tmp_path_factory.mktemp("plugin") / "source"
    shutil.copytree(PACKAGE, source, ignore=shutil.ignore_patterns("__pycache__", "build", "*.egg-info"))
    target = source.parent / "site"
    options = ("--quiet", "--no-deps", "--no-index", "--no-build-isolation", "--disable-pip-version-check")
    subprocess.run(
        [sys.executable, "-m", "pip", "install", *options, "--target", str(target), str(source)],
        check=True,
        capture_output=True,
    )
    return target


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return repository(tmp_path_factory.mktemp("product") / "repository")


Run = Callable[..., Ran]


@pytest.fixture
def run(trace: Trace, installed: Path, product: Path) -> Run:
    """`trace` in the product, with the example installed."""
    return lambda *words, **more: trace(*words, **{"cwd": product, "PYTHONPATH": str(installed), **more})


def test_its_format_gives_items_links_and_problems(run: Run) -> None:
    ran = run("snapshot", "v1.1", "--format", "json")
    assert ran.code == 0, ran.err
    (device,) = [one for one in ran.json["items"] if one["id"] == "DEV-001"]
    assert (device["kind"], device["title"]) == ("device", "Infusion pump")
    assert [(one["source"], one["target"]) for one in ran.json["links"]] == [("DEV-001", "SRS-001")]
    assert "device-without-id" in ran.out


def test_a_format_that_brings_its_own_ids_needs_none_in_the_configuration(run: Run, tmp_path: Path) -> None:
    repo = RepoBuilder(tmp_path / "repository")
    listed = "sources:\n  - {format: device-serials, files: ['*.serials'%s}\n"
    lines = {"a.serials": "SN 2024-0001 Pump\nnote\n"}
    for name, more in (("v1.0", "]"), ("v1.1", "], kind: instrument")):
        repo.commit(name, {"trace.yaml": listed % more, **lines})
        repo.tag(name)
    for name, kind in (("v1.0", "device"), ("v1.1", "instrument")):
        ran = run("snapshot", name, "--format", "json", cwd=repo.folder)
        assert ran.code == 0, ran.err
        assert [(one["id"], one["kind"]) for one in ran.json["items"]] == [("SN-2024-0001", kind)]


def test_its_rule_serves_a_row_of_the_project(run: Run) -> None:
    ran = run("assess", "v1.0..v1.1", "--format", "json")
    assert ran.code == 0, ran.err
    found = [one for view in ran.json["views"] for one in view["findings"] if one["trigger"] == "X-01"]
    assert [(one["items"], one["severity"]) for one in found] == [(["DEV-001"], "minor")]
    assert ran.json["provenance"]["plugins"] == ["medtrace-example-plugin 1.4.0"]


def test_its_document_is_written_and_names_its_package(run: Run, tmp_path: Path) -> None:
    ran = run("report", "v1.0..v1.1", "--as", "md", "--documents-lang", "zh", "--output", str(tmp_path / "out"))
    assert ran.code == 0, ran.err
    (made,) = (tmp_path / "out").glob("02-*.md")
    text = made.read_text("utf-8")
    assert text.index("设备清单") < text.index("DEV-001 Infusion pump")
    assert "medtrace-example-plugin 1.4.0" in text
    assert json.loads((tmp_path / "out" / "assessment.json").read_text("utf-8"))["provenance"]["plugins"]
    assert (tmp_path / "out" / "manifest.json").is_file()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("{separator: semicolon}", "{seperator: semicolon}", 'did you mean "separator"?'),
        ("{separator: semicolon}", "{separator: semicolom}", 'did you mean "semicolon"?'),
        ("device-register", "device-registr", 'did you mean "device-register"?'),
    ],
    ids=["an option", "a value", "its own name"],
)
def test_mistakes_name_the_nearest(run: Run, tmp_path: Path, old: str, new: str, told: str) -> None:
    config = tmp_path / "changed.yaml"
    config.write_text(CONFIG.replace(old, new), "utf-8")
    ran = run("snapshot", "v1.1", "--config", str(config), "--lang", "en")
    assert ran.code == 2
    assert "changed.yaml:5:" in ran.err
    assert told in ran.err


def test_options_of_its_rule_are_held_against_it_too(run: Run, tmp_path: Path) -> None:
    row = (PROFILE / "triggers.yaml").read_text("utf-8") + ROW.replace("{kind: device}", "{knd: device}")
    spoiled = repository(tmp_path / "repository", **{"regime/triggers.yaml": row})
    ran = run("assess", "v1.0..v1.1", "--lang", "en", cwd=spoiled)
    assert ran.code == 2
    assert 'did you mean "kind"?' in ran.err


def test_an_outline_of_the_project_comes_before_that_of_the_package(run: Run, tmp_path: Path) -> None:
    page = (PACKAGE / "medtrace_example_plugin" / "pages" / "device-file.yaml").read_text("utf-8")
    own = repository(tmp_path / "repository", **{"regime/device-file.yaml": page.replace("设备清单", "自有清单")})
    ran = run("report", "v1.0..v1.1", "--as", "md", "--documents-lang", "zh", "--output", str(tmp_path / "o"), cwd=own)
    assert ran.code == 0, ran.err
    assert [path.name for path in (tmp_path / "o").glob("02-*")] == ["02-自有清单-v1.1.zh.md"]


def test_without_the_package_its_names_are_unknown(trace: Trace, product: Path) -> None:
    ran = trace("snapshot", "v1.1", "--lang", "en", cwd=product)
    assert ran.code == 2
    assert 'unknown format "device-register"' in ran.err


def test_the_manual_of_its_rule(run: Run) -> None:
    page = run("rules", "renamed-items")
    assert page.code == 0, page.err
    assert page.out.startswith("An item of one kind has another name than before.")
    assert "(medtrace-example-plugin 1.4.0)" in page.out
    assert "Items as lines of a register" in run("rules", "device-register").out
    listed = run("rules").out
    for name in ("renamed-items", "device-register", "device-list"):
        assert f"  {name}  (medtrace-example-plugin 1.4.0)\n" in listed


LOUD = 'raise SystemError("nobody called me")\n'
ALL = "".join(
    f"[medtrace.{group}]\n{name} = stranger\n"
    for group, name in (("sources", "a"), ("rules", "b"), ("blocks", "c"), ("outlines", "d"))
)


@pytest.mark.parametrize(
    "words",
    [
        ("snapshot", "v1.3"),
        ("assess", "v1.2..v1.3"),
        ("report", "v1.2..v1.3", "--document", "update-history"),
        ("rules",),
    ],
    ids=lambda words: words[0],
)
def test_what_nothing_names_stays_asleep(trace: Trace, example: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    folder = site(tmp_path / "site", name="loud", points=ALL, module=LOUD)
    output = ("--output", str(tmp_path / "out")) if words[0] == "report" else ()
    ran = trace(*words, *output, cwd=example, PYTHONPATH=str(folder))
    assert ran.code == 0, ran.err
    assert "nobody called me" not in ran.err + ran.out
    called = trace("rules", "b", "--lang", "en", cwd=example, PYTHONPATH=str(folder))
    assert called.code == 2
    assert "“b” of loud 2.0 cannot be imported" in called.err
    assert "Traceback" not in called.err


@pytest.mark.parametrize(
    ("points", "words"),
    [
        ("[medtrace.sources]\nmarkdown-headings = stranger\n", ("snapshot", "v1.3")),
        ("[medtrace.rules]\nmapped-files = stranger\n", ("assess", "v1.2..v1.3")),
        ("[medtrace.blocks]\nprovenance = stranger\n", ("report", "v1.2..v1.3")),
        ("[medtrace.outlines]\nupdate-history = stranger\n", ("report", "v1.2..v1.3")),
    ],
    ids=["a format", "a rule", "a block", "a document"],
)
def test_a_name_of_ours_is_never_theirs(
    trace: Trace, example: Path, tmp_path: Path, points: str, words: tuple[str, ...]
) -> None:
    folder = site(tmp_path / "site", name="double", points=points, module=LOUD)
    ran = trace(*words, "--lang", "en", cwd=example, PYTHONPATH=str(folder))
    assert ran.code == 2
    name = points.split("\n")[1].split(" ", maxsplit=1)[0]
    assert f"“{name}” is a name of this tool, and double 2.0 registers it too" in ran.err
    assert "nobody called me" not in ran.err


def test_two_packages_of_one_name_are_refused(run: Run, installed: Path, tmp_path: Path) -> None:
    points = "[medtrace.sources]\ndevice-register = stranger\n"
    folder = site(tmp_path / "site", name="second", points=points, module=LOUD)
    ran = run("snapshot", "v1.1", "--lang", "en", PYTHONPATH=f"{installed}:{folder}")
    assert ran.code == 2
    assert "device-register is provided twice: medtrace-example-plugin 1.4.0, second 2.0" in ran.err


def test_what_is_no_plug_in_is_refused(trace: Trace, product: Path, tmp_path: Path) -> None:
    folder = site(
        tmp_path / "site", name="odd", points="[medtrace.sources]\ndevice-register = stranger\n", module="a = 1\n"
    )
    ran = trace("snapshot", "v1.1", "--lang", "en", cwd=product, PYTHONPATH=str(folder))
    assert ran.code == 2
    assert "what odd 2.0 registers as “device-register” is no Source of that name" in ran.err


def test_one_more_file_in_the_folder_of_sources_is_a_format(trace: Trace, product: Path, tmp_path: Path) -> None:
    """The room's listing is its registry: a copy of the tool with one more module knows one more format."""
    import medtrace

    copy = tmp_path / "site" / "medtrace"
    shutil.copytree(Path(medtrace.__file__).parent, copy, ignore=shutil.ignore_patterns("__pycache__"))
    for room in ("templates", "schemas"):
        shutil.copytree(str(files(f"medtrace.{room}")), copy / room, dirs_exist_ok=True)
    shutil.copy(PACKAGE / "medtrace_example_plugin" / "device_register.py", copy / "sources" / "device_register.py")
    ran = trace("snapshot", "v1.1", "--format", "json", cwd=product, PYTHONPATH=str(copy.parent))
    assert ran.code == 0, ran.err
    assert [one["id"] for one in ran.json["items"]] == ["DEV-001", "SRS-001"]
