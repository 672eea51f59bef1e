"""A real, very small ONNX model with constant bytes: logistic regression over the features of one window."""

import struct
from collections.abc import Sequence

VARINT, LENGTH = 0, 2
FLOAT = 1
IR_VERSION, OPSET = 6, 11
SEVEN_BITS = 0x7F


def logistic(weights: Sequence[float], bias: float, *, name: str) -> bytes:
    """`probability = Sigmoid(Gemm(features, weight, bias))` as a serialised ModelProto."""
    graph = (
        _node("Gemm", ("features", "weight", "bias"), "logit")
        + _node("Sigmoid", ("logit",), "probability")
        + _text(2, name)
        + _block(5, _tensor("weight", (len(weights), 1), weights))
        + _block(5, _tensor("bias", (1,), (bias,)))
        + _block(11, _value("features", (1, len(weights))))
        + _block(12, _value("probability", (1, 1)))
    )
    return _number(1, IR_VERSION) + _text(2, "ecg-af-training") + _block(7, graph) + _block(8, _number(2, OPSET))


def _node(operator: str, inputs: Sequence[str], output: str) -> bytes:
    ins = b"".join(_text(1, each) for each in inputs)
    return _block(1, ins + _text(2, output) + _text(3, operator.lower()) + _text(4, operator))


def _tensor(name: str, shape: Sequence[int], values: Sequence[float]) -> bytes:
    dims = b"".join(_number(1, size) for size in shape)
    return dims + _number(2, FLOAT) + _text(8, name) + _block(9, struct.pack(f"<{len(values)}f", *values))


def _value(name: str, shape: Sequence[int]) -> bytes:
    dims = b"".join(_block(1, _number(1, size)) for size in shape)
    return _text(1, name) + _block(2, _block(1, _number(1, FLOAT) + _block(2, dims)))


def _number(tag: int, value: int) -> bytes:
    return _varint(tag << 3 | VARINT) + _varint(value)


def _text(tag: int, value: str) -> bytes:
    return _block(tag, value.encode("utf-8"))


def _block(tag: int, content: bytes) -> bytes:
    return _varint(tag << 3 | LENGTH) + _varint(len(content)) + content


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > SEVEN_BITS:
        out.append(value & SEVEN_BITS | 0x80)
        value >>= 7
    return bytes((*out, value))
