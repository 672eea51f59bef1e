"""A real, very small ONNX model with constant bytes: a few neurons over the features of one window."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass

VARINT, LENGTH = 0, 2
FLOAT = 1
IR_VERSION, OPSET = 6, 11
SEVEN_BITS = 0x7F


@dataclass(frozen=True, slots=True)
class Layer:
    """One dense layer: a row of weights and a bias per neuron."""

    weights: tuple[tuple[float, ...], ...]
    biases: tuple[float, ...]


def network(layers: Sequence[Layer], *, name: str) -> bytes:
    """Dense layers with Relu between them and Sigmoid at the end, as a serialised ModelProto."""
    last = len(layers) - 1
    nodes = b"".join(_neurons(number, "Relu" if number < last else "Sigmoid", last) for number in range(len(layers)))
    tensors = b"".join(_parameters(number, layer) for number, layer in enumerate(layers))
    ends = _block(11, _value("features", (1, len(layers[0].weights[0])))) + _block(12, _value("probability", (1, 1)))
    graph = nodes + _text(2, name) + tensors + ends
    return _number(1, IR_VERSION) + _text(2, "ecg-af-training") + _block(7, graph) + _block(8, _number(2, OPSET))


def _neurons(number: int, activation: str, last: int) -> bytes:
    source = "features" if number == 0 else f"layer{number - 1}"
    target = "probability" if number == last else f"layer{number}"
    sums = _node("Gemm", (source, f"weight{number}", f"bias{number}"), f"sum{number}")
    return sums + _node(activation, (f"sum{number}",), target)


def _parameters(number: int, layer: Layer) -> bytes:
    columns = [row[place] for place in range(len(layer.weights[0])) for row in layer.weights]
    shape = (len(layer.weights[0]), len(layer.weights))
    weight = _tensor(f"weight{number}", shape, columns)
    return _block(5, weight) + _block(5, _tensor(f"bias{number}", (len(layer.biases),), layer.biases))


def _node(operator: str, inputs: Sequence[str], output: str) -> bytes:
    ins = b"".join(_text(1, each) for each in inputs)
    return _block(1, ins + _text(2, output) + _text(3, output) + _text(4, operator))


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
