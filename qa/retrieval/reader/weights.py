"""The reader's weights: those of the built-in embedder, with the differences that training made, in the same graph."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa.models.embeddings import find_model

if TYPE_CHECKING:
    from numpy.typing import NDArray

WEIGHTS = Path(__file__).with_name("weights.npz")
_HEADS = frozenset(["head", "head_bias"])
# Fields of ONNX's messages: the graph of a model, the tensors of a graph, the name and the bytes of a tensor.
_GRAPH, _INITIALIZER, _NAME, _RAW = 7, 5, 8, 9

Place = tuple[int, int]


def load_graph(weights: Mapping[str, "NDArray[Any]"]) -> bytes:
    """Return the embedder's ONNX file with the reader's weights in it.

    weights  by the tensor's name: of 8 bit, what is added to the embedder's; of other kinds, what takes its place

    Raises EmbedderUnavailable where the embedder's file is missing or damaged.
    """
    import numpy as np

    graph = bytearray(find_model().read_bytes())
    places = find_tensors(graph)
    for name, values in weights.items():
        if name in _HEADS:
            continue
        start, end = places[name]
        if values.dtype == np.int8:
            trained = np.frombuffer(graph[start:end], dtype=np.int8) + values.ravel()
        else:
            trained = values.astype(np.float32).ravel()
        graph[start:end] = trained.tobytes()
    return bytes(graph)


def load_weights(path: Path = WEIGHTS) -> dict[str, "NDArray[Any]"]:
    """Return the arrays of a file of weights by their names."""
    import numpy as np

    with np.load(path, allow_pickle=False) as file:
        return {name: file[name] for name in file.files}


def find_tensors(model: bytes | bytearray) -> dict[str, Place]:
    """Return where the bytes of each tensor of an ONNX file stand in it, by the tensor's name."""
    found: dict[str, Place] = {}
    for number, start, end in _read_fields(model, 0, len(model)):
        if number == _GRAPH:
            for part, first, last in _read_fields(model, start, end):
                if part == _INITIALIZER:
                    fields = {field: (a, b) for field, a, b in _read_fields(model, first, last)}
                    if _NAME in fields and _RAW in fields:
                        a, b = fields[_NAME]
                        found[model[a:b].decode("utf-8")] = fields[_RAW]
    return found


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
