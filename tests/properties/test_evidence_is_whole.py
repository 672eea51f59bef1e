"""Every finding that fires names file, line, commit and a value: over one change each, and over the example."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.git_builder import Content, RepoBuilder, isolate
from tests.support.running import Trace

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "example"
CONFIGURATION = """
sources:
  - {format: mentions, files: [keep/*.txt]}
version:
  tags: 'v{X}.{Y}'
  fields:
    - {id: X, digits: '1', range: [1, 9], covers: [enhancement-major], meaning: {zh: 重大, en: major}}
    - {id: Y, digits: '1', range: [0, 9], covers: [enhancement-minor], meaning: {zh: 轻微, en: minor}}
environment:
  - {name: NETWORK, kind: network}
components:
  - {id: algo, name: {zh: 算法, en: Algo}, files: ['algo/**'], tags: [core-algorithm], safety_class: 严重}
  - {id: model, name: {zh: 模型, en: Model}, files: ['model/**'], tags: [ai-model]}
  - {id: screens, name: {zh: 界面, en: Screens}, files: ['ui/**'], tags: [user-interface]}
  - {id: results, name: {zh: 输出, en: Results}, files: ['out/**'], tags: [outputs]}
  - {id: platform, name: {zh: 平台, en: Platform}, files: ['deploy/**'], tags: [platform]}
"""
INDENT = "def f(a):\n    for x in a:\n        g(x)\n        h(x)\n"
MANY = "\n".join(f"A{number} = {number}\nB{number} = f(A{number})" for number in range(30)) + "\n"
PROTO = "message A {\n  int32 x = 1;\n}\n"
PORTS = "services:\n  a:\n    image: redis:7\n    ports: ['127.0.0.1:80:80']\n"
HTML = "<form><input name='a'></form>\n"
KEPT: dict[str, Content] = {f"{folder}/kept.txt": "" for folder in ("keep", "algo", "model", "ui", "out", "deploy")}
CHANGES: list[tuple[str, str, Content, Content, str]] = [
    ("a constant", "algo/a.py", "A = 1\n", "A = 2\n", "P-04"),
    ("the indent of a line", "algo/a.py", INDENT, INDENT.replace("        h", "    h"), "P-04"),
    ("blanks inside a text", "algo/a.py", 'A = "a b"\n', 'A = "a  b"\n', "P-04"),
    ("a blank line inside a text", "algo/a.py", 'A = """a\nb"""\n', 'A = """a\n\nb"""\n', "P-04"),
    ("more places than are shown", "algo/a.py", MANY, MANY.replace("= f", "= g"), "P-04"),
    ("a file more", "algo/b.py", None, "A = 1\n", "P-04"),
    ("a file less", "algo/b.py", "A = 1\n", None, "P-04"),
    ("an empty file more", "algo/b.bin", None, b"\x00", "P-04"),
    ("a model", "model/a.onnx", b"\x00\x01", b"\x00\x02", "D-01"),
    ("a screen", "ui/a.html", HTML, HTML.replace("</form>", "<input name='b'></form>"), "P-08"),
    ("a table of texts", "ui/strings.properties", "a=Start\n", "a=Begin\n", "P-54"),
    (
        "a field of an output",
        "out/a.proto",
        "message A {\n  int32 x = 1;\n}\n",
        "message A {\n  int64 x = 1;\n}\n",
        "P-06",
    ),
    ("an operating system", "deploy/Dockerfile", "FROM ubuntu:22.04\n", "FROM alpine:3.18\n", "A-01"),
    ("a package of Python", "deploy/requirements.txt", "flask==1.0\n", "flask==2.0\n", "T-01"),
    ("a component more", "deploy/requirements.txt", "flask==1.0\n", "flask==1.0\nattrs==2\n", "T-01"),
    ("a component less", "deploy/requirements.txt", "flask==1.0\nattrs==2\n", "flask==1.0\n", "T-01"),
    ("a folder of others", "third_party/z/a.c", "int a;\n", "int b;\n", "T-01"),
    ("a listener", "deploy/compose.yml", PORTS, PORTS.replace("127.0.0.1:", ""), "S-14"),
    ("nothing but what is no product", "notes.md", "a\n", "b\n", "C-04"),
]


@pytest.mark.parametrize(
    ("path", "before", "after", "row"), [one[1:] for one in CHANGES], ids=[one[0] for one in CHANGES]
)
def test_a_change_fires_with_whole_evidence(
    path: str, before: Content, after: Content, row: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    isolate(monkeypatch, tmp_path)
    repository = RepoBuilder(tmp_path / "product")
    configuration = f"{CONFIGURATION}not_product: [notes.md]\n"
    repository.commit("Start", {**KEPT, "trace.yaml": configuration, "notes.md": "a\n", path: before})
    repository.tag("v1.0")
    repository.commit("Change one thing", {path: after})
    repository.tag("v1.1")
    ran = Trace()("assess", "v1.0..v1.1", "--format", "json", "-C", str(repository.folder))
    assert ran.err == ""
    assessed = ran.json
    assert row in {one["trigger"] for one in assessed["findings"]}
    _all_whole(assessed)


@pytest.mark.parametrize("folder", sorted(one.name for one in GOLDEN.iterdir() if one.is_dir()))
def test_the_example_fires_with_whole_evidence(folder: str) -> None:
    _all_whole(json.loads((GOLDEN / folder / "assessment.json").read_text("utf-8")))


def test_values_that_the_configuration_declares_have_a_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    isolate(monkeypatch, tmp_path)
    repository = RepoBuilder(tmp_path / "product")
    older = CONFIGURATION.replace("NETWORK, kind: network", "院内局域网, kind: network")
    repository.commit("Start", {**KEPT, "trace.yaml": older})
    repository.commit("Reach further", {"trace.yaml": older.replace("院内局域网", "互联网")})
    assessed = Trace()("assess", "HEAD~1..HEAD", "--format", "json", "-C", str(repository.folder)).json
    (found,) = (one for one in assessed["findings"] if one["trigger"] == "A-04" and one["confidence"] == "certain")
    line = older.split("\n").index("  - {name: 院内局域网, kind: network}") + 1
    assert [(piece["path"], piece["line"]) for piece in found["evidence"]] == [("trace.yaml", line)]


def _all_whole(assessed: Any) -> None:
    findings = [*assessed["findings"], *(one for view in assessed["views"] for one in view.get("findings", ()))]
    for one in findings:
        if one["confidence"] in {"certain", "likely"}:
            assert one["evidence"], one["id"]
            for piece in one["evidence"]:
                named = bool(piece["path"]), piece["line"] >= 1, bool(piece["commits"])
                assert named == (True, True, True), (one["id"], piece)
                assert piece["before"] or piece["after"], (one["id"], piece)
