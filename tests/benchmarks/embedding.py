"""Measure the embedders: passages a second, agreement with the network as it stands in its file, peak memory.

    cd tests && uv run python -m benchmarks.embedding ARTICLES.jsonl [--limit 300] [--profile]

Each row is a process of its own, one after the other on the same passages: processor time and the most memory by the
operating system's account. "file" runs the ONNX file as it is, eight texts at once, padded: the yardstick, and what the
built-in embedder did before. Read the ratios; a second is worth what the machine is. --profile adds where the time of
the built-in network goes, by operator.
"""

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np

from qa.articles import Article
from qa.articles.passages import split_article, write_header
from qa.articles.readers.reading import read_articles
from qa.models.embedders.files import find_model, load_tokenizer
from qa.models.embedders.network import write_network
from qa.models.embedders.sessions import open_session
from qa.models.embeddings import open_embedder
from qa.models.openai.embeddings import normalize_rows
from qa.settings import Settings

_BATCH = 8


def main() -> None:
    """Print a row for each embedder, and the profile where it is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--limit", type=int, default=300, help="passages")
    parser.add_argument("--profile", action="store_true")
    arguments = parser.parse_args()
    texts = read_passages(arguments.articles, arguments.limit)
    print(f"{len(texts)} passages of {np.mean([len(text) for text in texts]):.0f} characters")
    print(f"{'':10}{'texts/s of processor':>22}{'ratio':>8}{'texts/s':>9}{'least cosine':>14}{'peak MB':>9}")
    yardstick: Any = None
    for name in ("file", "builtin", "fast"):
        with get_context("spawn").Pool(1) as pool:
            vectors, processor, wall, peak = pool.apply(measure, (name, texts))
        yardstick = yardstick or (vectors, processor)
        is_same = vectors.shape == yardstick[0].shape
        cosine = f"{(vectors * yardstick[0]).sum(axis=1).min():.6f}" if is_same else "-"
        rates = f"{len(texts) / processor:22.1f}{yardstick[1] / processor:8.2f}{len(texts) / wall:9.1f}"
        print(f"{name:10}{rates}{cosine:>14}{peak:9.0f}", flush=True)
    if arguments.profile:
        print_profile(texts[:100])


def read_passages(path: Path, limit: int) -> list[str]:
    """Return passages as they are embedded, spread evenly over those of the file."""
    texts = []
    for article in read_articles([str(path)]):
        if isinstance(article, Article):
            texts += [f"{write_header(article)}\n{passage.text}" for passage in split_article(article, size=1000)]
    return texts[:: max(1, len(texts) // limit)][:limit]


def measure(name: str, texts: Sequence[str]) -> "tuple[Any, float, float, float]":
    """Return the vectors, the seconds of the processor and of the clock without what loads, and the peak in MB."""
    embed = embed_as_before() if name == "file" else open_embedder(Settings(embedder=name)).embed_passages
    embed(texts[:2])
    processor, wall = time.process_time(), time.perf_counter()
    vectors = embed(texts)
    return vectors, time.process_time() - processor, time.perf_counter() - wall, read_peak()


def embed_as_before() -> Any:
    """Return a function that runs the network of the file, a batch of padded texts at once."""
    session, tokenizer = open_session(find_model()), load_tokenizer()
    tokenizer.enable_truncation(256)

    def embed(texts: Sequence[str]) -> Any:
        rows = [encoding.ids for encoding in tokenizer.encode_batch(list(texts))]
        order = sorted(range(len(rows)), key=lambda n: len(rows[n]))
        vectors = np.empty((len(rows), 384), dtype=np.float32)
        for first in range(0, len(order), _BATCH):
            places = order[first : first + _BATCH]
            ids = np.zeros((len(places), max(len(rows[n]) for n in places)), dtype=np.int64)
            mask = np.zeros_like(ids)
            for at, n in enumerate(places):
                ids[at, : len(rows[n])], mask[at, : len(rows[n])] = rows[n], 1
            inputs = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
            (tokens,) = session.run(None, inputs)
            vectors[places] = (tokens * mask[:, :, None]).sum(axis=1) / mask.sum(axis=1, keepdims=True)
        return normalize_rows(vectors)

    return embed


def read_peak() -> float:
    """Return the most memory that this process ever held, in MB."""
    if sys.platform == "linux":
        status = Path("/proc/self/status").read_text(encoding="ascii")
        return int(status.split("VmHWM:")[1].split()[0]) / 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2


def print_profile(texts: Sequence[str]) -> None:
    """Print the share of the time that each kind of operator takes in the built-in network."""
    import onnxruntime

    tokenizer = load_tokenizer()
    tokenizer.enable_truncation(256)
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.intra_op_num_threads, options.enable_profiling = 1, True
    with tempfile.TemporaryDirectory() as folder:
        options.profile_file_prefix = str(Path(folder) / "profile")
        model = write_network(find_model().read_bytes())
        session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        for text in texts:
            session.run(None, {"input_ids": np.array([tokenizer.encode(text).ids])})
        events = json.loads(Path(session.end_profiling()).read_text(encoding="utf-8"))
    spent: Counter[str] = Counter()
    for event in events:
        if event.get("cat") == "Node":
            spent[event["args"]["op_name"]] += event["dur"]
    for kind, duration in spent.most_common(6):
        print(f"{kind:24}{duration / spent.total():6.1%}")


if __name__ == "__main__":
    main()
