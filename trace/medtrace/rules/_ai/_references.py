"""References of a text to a model: addresses of weights, hub names, hashes, bundle versions, trainer and network."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.expressions import expression
from medtrace.rules._ai._literals import literals
from medtrace.rules._ai._names import words

# Files that hold a model whoever reads them, and those that may hold anything.
MODELS = expression(
    r"\.(?:onnx|ort|pth?|ckpt|safetensors|keras|tflite|mlmodel|engine|trt|plan|gguf|ggml|mar|pdmodel|pdiparams|pdparams"
    r"|caffemodel|torchscript|pmml|cbm|ubj|bst|mlpackage/.+|mlmodelc/.+)(?:\.dvc)?$",
    re.IGNORECASE,
)
MAYBE = expression(r"\.(?:pkl|pickle|joblib|h5|hdf5|pb|npz|bin|weights|model|params|mat)(?:\.dvc)?$", re.IGNORECASE)
TOLD = expression(
    r"(?:^|[/_.-])(?:models?|weights?|checkpoints?|networks?|classifiers?|pretrained)(?:$|[/_.-])", re.IGNORECASE
)
_ADDRESS = expression(r"https?://[^\s\"'<>)\]}\\,]+")
_WEIGHTS = expression(
    r"\.(?:onnx|pth?|ckpt|safetensors|keras|h5|tflite|mlmodel|engine|pkl|joblib|pb|torchscript|ts)(?:$|[?#])"
    r"|huggingface\.co/[\w.-]+/[\w.-]+|/(?:weights|checkpoints|pretrained)/",
    re.IGNORECASE,
)
_HUB = expression(
    r"(?:from_pretrained|hf_hub_download|snapshot_download|torch\.hub\.load)\s*\(\s*(?:repo_id\s*=\s*)?[\"'](?P<name>[^\"']+)"
)
_SUBJECTS = {"bundle", "model", "weights", "weight", "checkpoint", "ckpt", "network", "zoo"}
_ASPECTS = {"version", "url", "uri", "hash", "sha", "sha256", "md5", "checksum", "digest", "revision", "tag"}
_HOW = {"trainer", "backbone", "architecture"}


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference: its kind (address, hub, bundle, trainer), the name that it goes by, the value and the line."""

    kind: str
    name: str
    value: str
    line: int


def references(text: str, path: str) -> tuple[Reference, ...]:
    """Every reference of a text, in no order."""
    return (*_addresses(text), *_named(text, path)) if text else ()


def _addresses(text: str) -> Iterator[Reference]:
    for pattern, kind in ((_ADDRESS, "address"), (_HUB, "hub")):
        line, position = 1, 0
        for found in pattern.finditer(text):
            line, position = line + text.count("\n", position, found.start()), found.start()
            value = found["name"] if kind == "hub" else found.group().rstrip(".;:")
            if kind == "hub" or _WEIGHTS.search(value):
                yield Reference(kind, "", value, line)


def _named(text: str, path: str) -> Iterator[Reference]:
    bundle = path.endswith("metadata.json") and '"network_data_format"' in text
    for one in literals(text, path):
        said = set(words(one.name))
        if bundle and one.scope == "" and one.name in {"version", "monai_version", "pytorch_version"}:
            yield Reference("bundle", one.name, one.value, one.line)
        elif bundle and "network_data_format" in one.scope and one.value:
            yield Reference("bundle", f"{one.scope}.{one.name}", one.value, one.line)
        elif one.value and said & _SUBJECTS and said & _ASPECTS:
            yield Reference("bundle", one.name, one.value, one.line)
        elif one.value and said & _HOW and not one.is_number:
            yield Reference("trainer", one.name, one.value, one.line)
