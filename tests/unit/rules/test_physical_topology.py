"""Which nodes and links of a deployment fire, and which are only a question."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medtrace.rules._deployment import compose, kubernetes, terraform
from medtrace.rules._deployment._ends import facts_of
from medtrace.rules._rule import NoOptions
from medtrace.rules.physical_topology import physical_topology
from tests.support.changes import Content, blob, change_set

pytestmark = pytest.mark.requirement("REQ-058")


def told(before: Mapping[str, Content], after: Mapping[str, Content]) -> list[tuple[str, str]]:
    """Subject and confidence of every hit."""
    hits = physical_topology.look(change_set(before, after), NoOptions())
    return [(hit.subject, hit.confidence.value) for hit in hits]


OPEN = [("topology:open", "question")]
COMPOSE = 'services:\n  web:\n    build: .\n    ports: ["127.0.0.1:80:8080"]\n'
STORE = "  store:\n    image: postgres:16\n"
DEVICE = '    devices: ["/dev/ttyUSB0:/dev/ttyUSB0"]\n'
DEPLOYMENT = (
    "apiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: {0}}}\nspec:\n  template:\n    spec:\n"
    "      containers: [{{name: a, image: 'lab/{0}:1'}}]\n"
)
INGRESS = "---\napiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: front}\n"
CHART = "apiVersion: v1\nkind: Deployment\n{{{{- if .Values.x }}}}\nmetadata:\n  {0}\n{{{{- end }}}}\nspec: {{}}\n"
CASES = [
    ("a node comes", {"compose.yml": COMPOSE}, {"compose.yml": COMPOSE + STORE}, [("node:store", "likely")]),
    ("another tag", {"compose.yml": COMPOSE + STORE}, {"compose.yml": COMPOSE + STORE.replace("16", "17")}, []),
    (
        "a node is made of something else",
        {"compose.yml": COMPOSE + STORE},
        {"compose.yml": COMPOSE + STORE.replace("postgres", "mysql")},
        OPEN,
    ),
    (
        "a device is handed in",
        {"compose.yml": COMPOSE},
        {"compose.yml": COMPOSE + DEVICE},
        [("device:/dev/ttyUSB0", "likely")],
    ),
    ("another published port", {"compose.yml": COMPOSE}, {"compose.yml": COMPOSE.replace(":80:", ":81:")}, OPEN),
    ("a network", {"compose.yml": COMPOSE}, {"compose.yml": COMPOSE + "networks:\n  lab: {internal: true}\n"}, OPEN),
    (
        "a workload comes",
        {"k8s/a.yaml": DEPLOYMENT.format("a")},
        {"k8s/a.yaml": DEPLOYMENT.format("a"), "k8s/b.yaml": DEPLOYMENT.format("b")},
        [("node:b", "likely")],
    ),
    ("an ingress", {"k8s/a.yaml": DEPLOYMENT.format("a")}, {"k8s/a.yaml": DEPLOYMENT.format("a") + INGRESS}, OPEN),
    (
        "a machine of a cloud",
        {"ops/main.tf": 'resource "aws_instance" "web" {}\n'},
        {"ops/main.tf": 'resource "aws_instance" "web" {}\nresource "aws_db_instance" "store" {}\n'},
        [("node:aws_db_instance store", "likely")],
    ),
    (
        "what a chart fills in",
        {"helm/templates/a.yaml": CHART.format("name: a")},
        {"helm/templates/a.yaml": CHART.format("name: {{ .Values.x }}-b")},
        OPEN,
    ),
    ("no deployment file", {"a.c": ""}, {"a.c": "int a;"}, [("topology", "unassessable")]),
]


@pytest.mark.parametrize("_name, before, after, expected", CASES, ids=[case[0] for case in CASES])
def test_what_comes_and_goes(
    _name: str, before: dict[str, Content], after: dict[str, Content], expected: list[tuple[str, str]]
) -> None:
    assert told(before, after) == expected


@given(st.text(max_size=200))
def test_no_text_breaks_a_reader(text: str) -> None:
    for reader in (compose.READER, kubernetes.READER, terraform.READER):
        for body in (text, f"apiVersion: v1\nkind: Deployment\nspec: {text}", f"services: {text}"):
            assert isinstance(facts_of(reader, blob("deploy/a.yaml", body)), tuple)
