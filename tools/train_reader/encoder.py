"""The built-in embedder as a torch module, its weights under the names of its ONNX file, with a head that reads."""

from collections.abc import Mapping

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

WIDTH, HEADS, LAYERS = 384, 12, 6
EMBEDDINGS = "inner.embeddings."
DENSE = (
    "attention.self.query", "attention.self.key", "attention.self.value",
    "attention.output.dense", "intermediate.dense", "output.dense",
)  # fmt: skip
NORMS = ("attention.output.LayerNorm", "output.LayerNorm")


def name_matrices(layer: int) -> tuple[str, ...]:
    """Return the names of a layer's matrices in the ONNX file, in the order of DENSE, without _q and _scale."""
    if layer == 0:
        return tuple(f"val_{number}" for number in (49, 57, 65, 105, 109, 118))
    first = 122 + 71 * (layer - 1)
    return tuple(f"val_{first + step}" for step in (0, 8, 16, 54, 58, 67))


class Encoder(nn.Module):
    """A BERT of 6 layers; the embeddings of words and of places are kept as they are.

    base  the tensors of the embedder's file by name
    """

    def __init__(self, base: Mapping[str, np.ndarray], *, dropout: float = 0.1) -> None:
        super().__init__()
        self.dropout = dropout

        def take(name: str) -> torch.Tensor:
            return torch.tensor(base[name].astype(np.float32))

        def unpack(name: str) -> torch.Tensor:
            return take(f"{name}_q") * take(f"{name}_scale")

        self.register_buffer("words", unpack(f"{EMBEDDINGS}word_embeddings.weight"), persistent=False)
        self.register_buffer("places", unpack(f"{EMBEDDINGS}position_embeddings.weight"), persistent=False)
        plain = [f"{EMBEDDINGS}token_type_embeddings.weight"]
        plain += [f"{EMBEDDINGS}LayerNorm.{kind}" for kind in ("weight", "bias")]
        weights = {}
        for layer in range(LAYERS):
            prefix = f"inner.encoder.layer.{layer}."
            weights |= {name: unpack(name) for name in name_matrices(layer)}
            plain += [f"{prefix}{dense}.bias" for dense in DENSE]
            plain += [f"{prefix}{norm}.{kind}" for norm in NORMS for kind in ("weight", "bias")]
        weights |= {name: take(name) for name in plain}
        weights["head"] = torch.randn(WIDTH, 2, generator=torch.Generator().manual_seed(0)) * 0.02
        weights["head_bias"] = torch.zeros(2)
        # The names of parameters have no dots.
        self.names = {name.replace(".", "__"): name for name in weights}
        self.weights = nn.ParameterDict({name.replace(".", "__"): nn.Parameter(w) for name, w in weights.items()})

    def forward(self, ids: torch.Tensor, segments: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return how well each token begins and ends the answer, shape (rows, tokens, 2)."""
        tokens = self.encode(ids, segments, mask).float()
        return tokens @ self.weights["head"] + self.weights["head_bias"]

    def encode(self, ids: torch.Tensor, segments: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return the vectors of tokens, shape (rows, tokens, 384)."""
        kinds = self._get(f"{EMBEDDINGS}token_type_embeddings.weight")
        x = self.words[ids] + self.places[: ids.shape[1]] + kinds[segments]
        x = self._drop(self._normalize(x, f"{EMBEDDINGS}LayerNorm"))
        for layer in range(LAYERS):
            prefix, names = f"inner.encoder.layer.{layer}.", name_matrices(layer)

            def dense(h: torch.Tensor, n: int, prefix: str = prefix, names: tuple[str, ...] = names) -> torch.Tensor:
                return h @ self._get(names[n]) + self._get(f"{prefix}{DENSE[n]}.bias")

            heads = [dense(x, n).unflatten(2, (HEADS, -1)).transpose(1, 2) for n in range(3)]
            chance = self.dropout if self.training else 0.0
            mixed = F.scaled_dot_product_attention(*heads, attn_mask=mask[:, None, None, :], dropout_p=chance)
            x = self._normalize(x + self._drop(dense(mixed.transpose(1, 2).flatten(2), 3)), prefix + NORMS[0])
            x = self._normalize(x + self._drop(dense(F.gelu(dense(x, 4)), 5)), prefix + NORMS[1])
        return x

    def _get(self, name: str) -> torch.Tensor:
        return self.weights[name.replace(".", "__")]

    def _drop(self, x: torch.Tensor) -> torch.Tensor:
        return F.dropout(x, self.dropout, self.training)

    def _normalize(self, x: torch.Tensor, name: str) -> torch.Tensor:
        return F.layer_norm(x, (WIDTH,), self._get(f"{name}.weight"), self._get(f"{name}.bias"), 1e-12)
