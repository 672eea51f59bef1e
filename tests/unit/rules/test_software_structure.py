"""Which services and programs count as parts of the product, and when one that comes or goes fires."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medtrace.model.project import ComponentMap
from medtrace.rules._deployment import compose, managed, native, scripted, units
from medtrace.rules._deployment._ends import facts_of
from medtrace.rules._rule import NoOptions
from medtrace.rules.software_structure import software_structure
from tests.support.changes import COMMIT, Content, blob, change_set

pytestmark = pytest.mark.requirement("REQ-058")


def told(before: Mapping[str, Content], after: Mapping[str, Content], **more: object) -> list[tuple[str, str]]:
    """Subject and confidence of every hit."""
    changes = change_set(before, after, **more)  # type: ignore[arg-type]
    return [(hit.subject, hit.confidence.value) for hit in software_structure.look(changes, NoOptions())]


COMPOSE = "services:\n  web:\n    build: ./web\n"
WORKER = "  worker:\n    build:\n      context: ./worker\n"
CMAKE = "project(monitor)\nadd_executable(${PROJECT_NAME} src/main.c)\n"
WEB = '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>'
CASES = [
    ("a service comes", {"compose.yml": COMPOSE}, {"compose.yml": COMPOSE + WORKER}, [("service:worker", "likely")]),
    ("a service goes", {"compose.yml": COMPOSE + WORKER}, {"compose.yml": COMPOSE}, [("service:worker", "likely")]),
    ("the file moves", {"compose.yml": COMPOSE}, {"ops/compose.yml": COMPOSE}, []),
    (
        "a service that only has another name",
        {"compose.yml": COMPOSE},
        {"compose.yml": COMPOSE.replace("web:", "front:")},
        [("structure:open", "question")],
    ),
    (
        "a compose file where there was none",
        {"CMakeLists.txt": CMAKE},
        {"CMakeLists.txt": CMAKE, "compose.yml": COMPOSE},
        [("structure:open", "question")],
    ),
    (
        "a compose file of developers",
        {"compose.yml": COMPOSE},
        {"compose.yml": COMPOSE, "compose.dev.yml": COMPOSE + WORKER},
        [("structure:open", "question")],
    ),
    ("a compose file of tests", {"compose.yml": COMPOSE}, {"compose.yml": COMPOSE, "tests/compose.yml": WORKER}, []),
    (
        "a service of the profile for tests",
        {"compose.yml": COMPOSE},
        {"compose.yml": COMPOSE + WORKER + "    profiles: [test]\n"},
        [],
    ),
    ("an image tag", {"compose.yml": COMPOSE}, {"compose.yml": COMPOSE + "    image: web:2\n"}, []),
    (
        "a program of CMake comes",
        {"CMakeLists.txt": CMAKE},
        {"CMakeLists.txt": CMAKE + "add_executable(alarmd src/alarm.c)\n"},
        [("executable:alarmd", "likely")],
    ),
    (
        "a program of tests comes",
        {"CMakeLists.txt": CMAKE},
        {"CMakeLists.txt": CMAKE + "add_executable(alarm_test t.c)\nadd_executable(testAlarm t.c)\n"},
        [],
    ),
    (
        "a source more is the same program",
        {"CMakeLists.txt": CMAKE},
        {"CMakeLists.txt": CMAKE.replace("src/main.c", "src/main.c src/alarm.c")},
        [],
    ),
    (
        "a library comes",
        {"CMakeLists.txt": CMAKE},
        {"CMakeLists.txt": CMAKE + "add_library(filters filters.c)\n"},
        [("structure:open", "question")],
    ),
    ("a comment", {"CMakeLists.txt": CMAKE}, {"CMakeLists.txt": CMAKE + "# add_executable(old old.c)\n"}, []),
    (
        "a server of .NET comes",
        {"src/App/App.csproj": WEB},
        {"src/App/App.csproj": WEB, "src/Gateway/Gateway.csproj": WEB},
        [("executable:Gateway", "likely")],
    ),
    (
        "a backup of a project",
        {"src/App/App.csproj": WEB},
        {"src/App/App.csproj": WEB, "src/App/App - Backup.csproj": WEB},
        [],
    ),
    (
        "a module of Gradle comes",
        {"settings.gradle": 'include ":app"\n'},
        {"settings.gradle": 'include ":app", ":wear"\n'},
        [("structure:open", "question")],
    ),
    (
        "a unit of systemd comes",
        {"rpi/gui.service": "[Service]\nExecStart=/opt/gui\n"},
        {"rpi/gui.service": "[Service]\nExecStart=/opt/gui\n", "rpi/log.service": "[Service]\nExecStart=/opt/log\n"},
        [("service:log.service", "likely")],
    ),
    (
        "a command of a package comes",
        {"pyproject.toml": '[project.scripts]\na = "a:main"\n'},
        {"pyproject.toml": '[project.scripts]\na = "a:main"\nb = "b:main"\n'},
        [("structure:open", "question")],
    ),
    ("nothing that is read", {"a.c": "int a;"}, {"a.c": "int b;"}, [("structure", "unassessable")]),
    (
        "a file that cannot be read any more",
        {"compose.yml": COMPOSE},
        {"compose.yml": "services: [\n"},
        [("structure:open", "question"), ("structure:unread", "unassessable")],
    ),
]


@pytest.mark.parametrize("_name, before, after, expected", CASES, ids=[case[0] for case in CASES])
def test_what_comes_and_goes(
    _name: str, before: dict[str, Content], after: dict[str, Content], expected: list[tuple[str, str]]
) -> None:
    assert told(before, after) == expected


def test_what_is_no_product_does_not_count() -> None:
    left_out = ComponentMap(not_product=("sim/**",))
    more = {"sim/compose.yml": COMPOSE + WORKER}
    assert told({"compose.yml": COMPOSE}, {"compose.yml": COMPOSE, **more}, components=left_out) == []


def test_a_project_that_only_has_another_name_is_a_question() -> None:
    before, after = {"src/App/App.csproj": WEB}, {"src/App/Server.csproj": WEB}
    renames = {"src/App/App.csproj": "src/App/Server.csproj"}
    assert told(before, after, renames=renames) == [("structure:open", "question")]


def test_a_hit_names_file_line_commit_and_both_values() -> None:
    changes = change_set({"compose.yml": COMPOSE}, {"compose.yml": COMPOSE + WORKER})
    (hit,) = software_structure.look(changes, NoOptions())
    (piece,) = hit.evidence
    assert (piece.path, piece.line, piece.commits) == ("compose.yml", 4, (COMMIT,))
    assert (piece.before, piece.after) == ("", "worker (build ./worker)")
    assert "worker" in hit.summary.zh
    assert "worker" in hit.summary.en


@given(st.text(max_size=200), st.sampled_from(["compose.yml", "CMakeLists.txt", "a.sln", "a.csproj", "package.json"]))
def test_no_text_breaks_a_reader(text: str, path: str) -> None:
    for reader in (compose.READER, managed.READER, native.READER, scripted.READER, units.READER):
        assert isinstance(facts_of(reader, blob(path, text)), tuple)


@given(st.permutations(["web", "worker", "store"]))
def test_the_order_of_services_says_nothing(names: list[str]) -> None:
    text = "services:\n" + "".join(f"  {name}:\n    build: ./{name}\n" for name in names)
    ordered = "services:\n" + "".join(f"  {name}:\n    build: ./{name}\n" for name in sorted(names))
    assert told({"compose.yml": ordered}, {"compose.yml": text}) == []
