"""The reader's weights: those of the built-in embedder, with the differences that training made, in the same graph."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa.models.embedders.files import find_model
from qa.models.embedders.messages import find_tensors

if TYPE_CHECKING:
    from numpy.typing import NDArray

WEIGHTS = Path(__file__).with_name("weights.npz")
_HEADS = frozenset(["head", "head_bias"])


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
