"""The network of the built-in embedder, written anew for onnxruntime from the weights of its file.

The file spells each layer out in some forty small operators and masks what is padded. Here a layer is a dozen operators
that onnxruntime has one kernel each for, rows have no padding, tokens are averaged within, and rows of the table
of words are unpacked only where they are used: the same numbers, in three quarters of the time and half the memory.
"""

from collections.abc import Iterator

from qa.models.embedders.messages import FLOAT, INT64, Node, find_initializers, write_integers, write_model

_LAYERS, _HEADS, _EPSILON = 6, 12, 1e-12
_OPSETS = {"": 17, "com.microsoft": 1}
_EMBEDDINGS = "inner.embeddings."


def write_network(file: bytes) -> bytes:
    """Return the network as an ONNX file: `input_ids` (rows, tokens) to `means` (rows, 384), all rows of one length.

    file  the content of the built-in embedder's ONNX file, whose weights are taken over as they are
    """
    places = find_initializers(file)
    # In the file's order, six a layer: query, key, value, output of the attention, and the two of the feed-forward.
    matrices = [name.removesuffix("_q") for name in places if name.startswith("val_") and name.endswith("_q")]
    nodes = [*_unpack_weights(matrices), *_embed_tokens()]
    for layer in range(_LAYERS):
        nodes += _read_layer(layer, matrices[6 * layer : 6 * layer + 6])
    nodes.append(
        Node(kind="ReduceMean", inputs=[f"x{_LAYERS}"], output="means", attributes={"axes": [1], "keepdims": 0})
    )
    used = {name for node in nodes for name in node.inputs}
    numbers = [write_integers("zero", [0])]
    weights = [file[start:end] for name, (start, end) in places.items() if name in used]
    return write_model(nodes, numbers + weights, inputs={"input_ids": INT64}, outputs={"means": FLOAT}, opsets=_OPSETS)


def _unpack_weights(matrices: list[str]) -> Iterator[Node]:
    """Yield what turns weights of 8 bit into numbers: done once, when the session is opened."""
    for name in [*matrices, _EMBEDDINGS + "position_embeddings.weight"]:
        yield Node(kind="Cast", inputs=[f"{name}_q"], output=f"{name}_f", attributes={"to": FLOAT})
        yield Node(kind="Mul", inputs=[f"{name}_f", f"{name}_scale"], output=name)


def _embed_tokens() -> Iterator[Node]:
    """Yield what turns ids into vectors: those of the word, its place, and the one kind of text that there is."""
    words, places = _EMBEDDINGS + "word_embeddings.weight", _EMBEDDINGS + "position_embeddings.weight"
    yield Node(kind="Gather", inputs=[f"{words}_q", "input_ids"], output="packed")
    yield Node(kind="Gather", inputs=[f"{words}_scale", "input_ids"], output="scales")
    yield Node(kind="Cast", inputs=["packed"], output="numbers", attributes={"to": FLOAT})
    yield Node(kind="Mul", inputs=["numbers", "scales"], output="words")
    yield Node(kind="Gather", inputs=[_EMBEDDINGS + "token_type_embeddings.weight", "zero"], output="kind")
    yield Node(kind="Add", inputs=[places, "kind"], output="places")
    yield Node(kind="Shape", inputs=["input_ids"], output="length", attributes={"start": 1, "end": 2})
    yield Node(kind="Slice", inputs=["places", "zero", "length", "zero"], output="place")
    yield Node(kind="Add", inputs=["words", "place"], output="sum")
    yield _normalize("sum", _EMBEDDINGS + "LayerNorm.", "x0")


def _read_layer(layer: int, matrices: list[str]) -> Iterator[Node]:
    """Yield a layer of the encoder, from x(layer) to x(layer + 1)."""
    own, x = f"inner.encoder.layer.{layer}.", f"x{layer}"
    for part, matrix in zip(("query", "key", "value"), matrices[:3], strict=True):
        yield Node(kind="MatMul", inputs=[x, matrix], output=f"{part}{layer}_product")
        bias = f"{own}attention.self.{part}.bias"
        yield Node(kind="Add", inputs=[f"{part}{layer}_product", bias], output=f"{part}{layer}")
    heads = [f"{part}{layer}" for part in ("query", "key", "value")]
    yield _fuse("MultiHeadAttention", heads, f"heads{layer}", {"num_heads": _HEADS})
    yield Node(kind="MatMul", inputs=[f"heads{layer}", matrices[3]], output=f"mixed{layer}")
    yield from _add_and_norm(f"mixed{layer}", x, own + "attention.output.", f"attended{layer}")
    yield Node(kind="MatMul", inputs=[f"attended{layer}", matrices[4]], output=f"wide{layer}")
    yield _fuse("BiasGelu", [f"wide{layer}", own + "intermediate.dense.bias"], f"active{layer}", {})
    yield Node(kind="MatMul", inputs=[f"active{layer}", matrices[5]], output=f"narrow{layer}")
    yield from _add_and_norm(f"narrow{layer}", f"attended{layer}", own + "output.", f"x{layer + 1}")


def _add_and_norm(value: str, before: str, weights: str, output: str) -> Iterator[Node]:
    """Yield what adds what was there before and scales the sum: the operator that does it in one is far slower."""
    yield Node(kind="Add", inputs=[value, weights + "dense.bias"], output=f"{value}_shifted")
    yield Node(kind="Add", inputs=[f"{value}_shifted", before], output=f"{value}_sum")
    yield _normalize(f"{value}_sum", weights + "LayerNorm.", output)


def _normalize(value: str, weights: str, output: str) -> Node:
    return Node(
        kind="LayerNormalization",
        inputs=[value, weights + "weight", weights + "bias"],
        output=output,
        attributes={"axis": -1, "epsilon": _EPSILON},
    )


def _fuse(kind: str, inputs: list[str], output: str, attributes: dict[str, int | float]) -> Node:
    return Node(kind=kind, inputs=inputs, output=output, domain="com.microsoft", attributes=attributes)
