"""Read and write ONNX files: protobuf messages of which only the fields that are needed here are known."""

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

# Numbers of fields in onnx.proto: of a model, a graph, and a tensor.
_MODEL_GRAPH, _GRAPH_INITIALIZER, _TENSOR_NAME, _TENSOR_RAW = 7, 5, 8, 9
# Types of attributes, and of the elements of a tensor.
_FLOAT_ATTRIBUTE, _INT_ATTRIBUTE, _INTS_ATTRIBUTE = 1, 2, 7
FLOAT, INT64 = 1, 7

Place = tuple[int, int]
Attribute = int | float | Sequence[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An operator of a graph: the names of what it takes ("" for nothing) and of what it gives."""

    kind: str
    inputs: Sequence[str]
    output: str
    domain: str = ""
    attributes: Mapping[str, Attribute] = field(default_factory=dict)


def find_initializers(model: bytes | bytearray) -> dict[str, Place]:
    """Return where each tensor that is stored in an ONNX file stands in it, as a message, by the tensor's name."""
    found: dict[str, Place] = {}
    for number, start, end in _read_fields(model, 0, len(model)):
        if number == _MODEL_GRAPH:
            for part, first, last in _read_fields(model, start, end):
                if part == _GRAPH_INITIALIZER:
                    fields = {name: (a, b) for name, a, b in _read_fields(model, first, last)}
                    if _TENSOR_NAME in fields:
                        a, b = fields[_TENSOR_NAME]
                        found[model[a:b].decode("utf-8")] = (first, last)
    return found


def find_tensors(model: bytes | bytearray) -> dict[str, Place]:
    """Return where the bytes of each tensor of an ONNX file stand in it, by the tensor's name."""
    found: dict[str, Place] = {}
    for name, (start, end) in find_initializers(model).items():
        fields = {number: (a, b) for number, a, b in _read_fields(model, start, end)}
        if _TENSOR_RAW in fields:
            found[name] = fields[_TENSOR_RAW]
    return found


def write_model(
    nodes: Sequence[Node],
    initializers: Sequence[bytes],
    *,
    inputs: Mapping[str, int],
    outputs: Mapping[str, int],
    opsets: Mapping[str, int],
) -> bytes:
    """Return a model as the content of an ONNX file.

    initializers  stored tensors, each as a message
    inputs        the type of the elements by name; outputs likewise
    opsets        the version of each domain of operators
    """
    graph = b"".join(
        [
            *(_write_field(1, _write_node(node)) for node in nodes),
            _write_field(2, b"graph"),
            *(_write_field(_GRAPH_INITIALIZER, tensor) for tensor in initializers),
            *(_write_field(11, _write_value(name, kind)) for name, kind in inputs.items()),
            *(_write_field(12, _write_value(name, kind)) for name, kind in outputs.items()),
        ]
    )
    versions = (_write_field(1, domain.encode()) + _write_number(2, version) for domain, version in opsets.items())
    return _write_number(1, 8) + _write_field(7, graph) + b"".join(_write_field(8, version) for version in versions)


def write_integers(name: str, values: Sequence[int]) -> bytes:
    """Return a stored tensor of integers, of one dimension, as a message."""
    raw = struct.pack(f"<{len(values)}q", *values)
    parts = [_write_number(1, len(values)), _write_number(2, INT64), _write_field(8, name.encode())]
    return b"".join(parts) + _write_field(_TENSOR_RAW, raw)


def _write_node(node: Node) -> bytes:
    parts = [_write_field(1, name.encode()) for name in node.inputs]
    parts += [_write_field(2, node.output.encode()), _write_field(3, node.output.encode())]
    parts += [_write_field(4, node.kind.encode())]
    parts += [_write_field(5, _write_attribute(name, value)) for name, value in node.attributes.items()]
    return b"".join(parts) + _write_field(7, node.domain.encode())


def _write_attribute(name: str, value: Attribute) -> bytes:
    start = _write_field(1, name.encode())
    if isinstance(value, float):
        return start + b"\x15" + struct.pack("<f", value) + _write_number(20, _FLOAT_ATTRIBUTE)
    if isinstance(value, int):
        return start + _write_number(3, value) + _write_number(20, _INT_ATTRIBUTE)
    return start + b"".join(_write_number(8, number) for number in value) + _write_number(20, _INTS_ATTRIBUTE)


def _write_value(name: str, kind: int) -> bytes:
    return _write_field(1, name.encode()) + _write_field(2, _write_field(1, _write_number(1, kind)))


def _write_field(number: int, content: bytes) -> bytes:
    return _write_varint(number << 3 | 2) + _write_varint(len(content)) + content


def _write_number(number: int, value: int) -> bytes:
    return _write_varint(number << 3) + _write_varint(value)


def _write_varint(value: int) -> bytes:
    value &= (1 << 64) - 1
    parts = bytearray()
    while value > 0x7F:
        parts.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*parts, value])


def _read_fields(data: bytes | bytearray, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Yield number and place of each field of a protobuf message that has a length; the others are passed over."""
    while start < end:
        key, start = _read_varint(data, start)
        kind = key & 7
        if kind == 2:
            size, start = _read_varint(data, start)
            yield key >> 3, start, start + size
            start += size
        elif kind == 0:
            _, start = _read_varint(data, start)
        else:
            start += 8 if kind == 1 else 4


def _read_varint(data: bytes | bytearray, place: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[place]
        value |= (byte & 0x7F) << shift
        place, shift = place + 1, shift + 7
        if byte < 0x80:
            return value, place
