"""A world written out: every path of the working tree with its bytes."""

import hashlib
import json

from medtrace.example import onnx
from medtrace.example.content import document, flat, listed
from medtrace.example.modules import test_modules
from medtrace.example.office import word
from medtrace.example.pages import page, risk_sheet, table_sheet
from medtrace.example.world import World

CONTROLLED = {"ptr": "docs/受控文件/产品技术要求.docx", "ifu": "docs/受控文件/说明书.docx"}
DEFECT_COLUMNS = (
    "缺陷编号", "title", "发现版本", "严重程度", "是否已致故障", "是否涉及伤害", "是否评估召回", "关联需求", "状态",
    "修复版本", "处理说明",
)  # fmt: skip
SOUP_COLUMNS = ("编号", "名称", "版本", "供应商", "用途", "使用单元", "安全性级别", "已知异常评估")
MODEL = "model/rhythm.onnx"


def tree(world: World) -> dict[str, bytes]:
    """Every file of the world; a table is written once it has items or was opened empty."""
    used = {item.table for item in world.items.values()} | {world.facts.get("opened", "")}
    texts = {path: fill(text, world) for path, text in (*world.files.items(), *test_modules(world).items())}
    sheets = {world.places[table]: data for table, data in _tables(world).items() if table in used}
    texts |= {"sbom.cdx.json": _bill(world)} if "soup" in used else {}
    return sheets | {path: text.encode("utf-8") for path, text in texts.items()} | _binaries(world)


def _tables(world: World) -> dict[str, bytes]:
    """One sheet per table, each in the encoding that its editor left behind."""
    defects = table_sheet(world, "defects", DEFECT_COLUMNS).replace("title", "缺陷描述", 1)
    return {
        **{table: page(world, table).encode("utf-8") for table in ("urs", "srs", "sdd")},
        "manual": page(world, "manual").replace("\n", "\r\n").encode("utf-8"),
        "risks": risk_sheet(world).encode("utf-8-sig"),
        "defects": defects.encode("gb18030"),
        "soup": table_sheet(world, "soup", SOUP_COLUMNS).encode("utf-8"),
    }


def _binaries(world: World) -> dict[str, bytes]:
    documents = {path: controlled(world, name) for name, path in CONTROLLED.items() if f"{name}_edition" in world.facts}
    return documents | ({MODEL: _model(world)} if "model" in world.facts else {})


def controlled(world: World, name: str, *, which: str = "edition") -> bytes:
    """A controlled document in its current or its registered edition."""
    edition = world.facts[f"{name}_{which}"]
    node = document("controlled")
    editions = node[name] if isinstance(node, dict) else {}
    return word(fill(text, world) for text in map(str, listed(editions, edition)))


def fill(text: str, world: World) -> str:
    """A text with its `{{facts}}` filled in; `{{…_sha}}` is the hash of a binary file."""
    for name, value in world.facts.items():
        text = text.replace("{{" + name + "}}", value)
    for name in CONTROLLED:
        for which in ("edition", "baseline"):
            token = "{{" + f"{name}_{which}_sha" + "}}"
            if token in text:
                text = text.replace(token, hashlib.sha256(controlled(world, name, which=which)).hexdigest())
    return text.replace("{{model_sha}}", hashlib.sha256(_model(world)).hexdigest()) if "{{model_sha}}" in text else text


def _model(world: World) -> bytes:
    """The model of this world: the weights of its training run as ONNX."""
    run = world.facts["model"]
    return onnx.network(tuple(_layer(text) for text in flat(document("model"))[run].split("|")), name=f"af-{run}")


def _layer(text: str) -> onnx.Layer:
    """A layer from `weight weight … bias` per neuron, neurons divided by commas."""
    neurons = [tuple(map(float, neuron.split())) for neuron in text.split(",")]
    return onnx.Layer(tuple(neuron[:-1] for neuron in neurons), tuple(neuron[-1] for neuron in neurons))


def _bill(world: World) -> str:
    """The software bill of materials in CycloneDX, from the same rows as the sheet."""
    bill: dict[str, object] = {"bomFormat": "CycloneDX", "specVersion": "1.4", "version": 1}
    bill["metadata"] = {"component": {"type": "application", "name": "ecg-af-s1"}}
    bill["components"] = [
        {
            "type": row["type"],
            "name": row["package"],
            "version": row["版本"],
            "supplier": {"name": row["供应商"]},
            **({"purl": row["purl"].replace("@VERSION", f"@{row['版本']}")} if row["purl"] else {}),
        }
        for row in world.table("soup")
    ]
    return json.dumps(bill, ensure_ascii=False, indent=2) + "\n"
