"""Tokenise the items as the model's own template puts them, and cut its weights down to what training needs.

python pack.py MODEL.gguf items.jsonl FOLDER
"""

import json
import sys
from pathlib import Path

import numpy as np
from gguf import GGUFReader
from tokenizers import AddedToken, Regex, Tokenizer
from tokenizers.models import BPE
from tokenizers.pre_tokenizers import ByteLevel, Sequence, Split

PIECE = 56 * 1024 * 1024
# Every token up to here stays in the vocabulary, so that the loss is taken over likely rivals.
COMMON = 16_000
WORDS = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)


def open_tokenizer(reader: GGUFReader) -> Tokenizer:
    """Return the tokenizer that a GGUF file describes."""
    tokens = reader.fields["tokenizer.ggml.tokens"].contents()
    merges = [tuple(pair.split(" ", 1)) for pair in reader.fields["tokenizer.ggml.merges"].contents()]
    kinds = reader.fields["tokenizer.ggml.token_type"].contents()
    tokenizer = Tokenizer(BPE(vocab={token: n for n, token in enumerate(tokens)}, merges=merges))
    tokenizer.pre_tokenizer = Sequence(
        [Split(Regex(WORDS), "isolated"), ByteLevel(add_prefix_space=False, use_regex=False)]
    )
    tokenizer.add_special_tokens(
        [AddedToken(t, special=True) for t, kind in zip(tokens, kinds, strict=True) if kind == 3]
    )
    return tokenizer


def write_chat(messages: list[dict[str, str]]) -> str:
    """Return messages as the model's template puts them, up to where the reply begins."""
    return "".join(f"<|im_start|>{m['role']}\n{m['content']}<|im_end|>\n" for m in messages) + "<|im_start|>assistant\n"


def main() -> None:
    """Write items.npz, index.json and the pieces of the weights."""
    model, source, folder = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    reader = GGUFReader(model)
    tokenizer = open_tokenizer(reader)
    items = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines()]
    heads = tokenizer.encode_batch([write_chat(item["messages"]) for item in items], add_special_tokens=False)
    tails = tokenizer.encode_batch([item["reply"] + "<|im_end|>" for item in items], add_special_tokens=False)
    ids = [np.array(head.ids + tail.ids) for head, tail in zip(heads, tails, strict=True)]
    flat = np.concatenate(ids)
    kept = np.unique(np.concatenate([flat, np.arange(COMMON)]))
    assert len(kept) < 65536
    np.savez_compressed(
        folder / "items.npz",
        ids=np.searchsorted(kept, flat).astype(np.uint16),
        bounds=np.cumsum([0, *(len(i) for i in ids)]),
        begins=np.array([len(head.ids) for head in heads], dtype=np.int32),
        judge=np.array([item["task"] == "judge" for item in items]),
        hold=np.array([item["hold"] for item in items]),
    )
    print(f"{len(items)} items, {len(flat)} tokens, {len(kept)} of the vocabulary")
    index, parts, start = [], [], 0
    for tensor in reader.tensors:
        data = np.asarray(tensor.data)
        kind, shape = tensor.tensor_type.name, [int(n) for n in reversed(tensor.shape)]
        if tensor.name in ("output.weight", "token_embd.weight"):
            data, shape = data[kept], [len(kept), shape[1]]
        raw = np.frombuffer(np.ascontiguousarray(data).tobytes(), dtype=np.uint8)
        raw = np.pad(raw, (0, -len(raw) % 16))
        index.append((tensor.name, kind, shape, start, int(np.ascontiguousarray(data).nbytes)))
        parts.append(raw)
        start += len(raw)
    (folder / "index.json").write_text(json.dumps(index))
    everything = np.concatenate(parts)
    for n, first in enumerate(range(0, len(everything), PIECE)):
        everything[first : first + PIECE].tofile(folder / f"w{n:02}")
    print(f"{start} bytes of weights")


if __name__ == "__main__":
    main()
