"""Embed on a Ray cluster: its workers read the sources, others hold the embedder, this process writes the shards."""

import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from qa.articles import Article, Skipped
from qa.articles.readers.sources import STDIN, SourceFile, find_files
from qa.errors import SomethingMissing, UsageProblem
from qa.ingest.files import find_in_files
from qa.ingest.shards.embedding import ArticleEmbedder
from qa.ingest.shards.rows import write_items
from qa.ingest.shards.writing import has_id
from qa.settings import Settings

if TYPE_CHECKING:
    import numpy as np
    import pyarrow
    from numpy.typing import NDArray

    from qa.ingest.shards.run import EmbedOptions
    from qa.ingest.shards.writing import ShardWriter

RAY_HINT = 'pip install "qa-news[ray]" (or uv run --extra ray)'
LOCAL = "local"

# Chosen: articles that are read, and embedded, at once, few so that each worker has some; and bytes of a block of them,
# by which Ray bounds its memory and deals out work: a file of that size or less goes to one worker.
_AT_ONCE = 8
_BLOCK_BYTES = 100_000


def embed_on_ray(
    sources: Sequence[str | os.PathLike[str]], settings: Settings, options: "EmbedOptions", writer: "ShardWriter"
) -> "Iterator[pyarrow.Table]":
    """Yield the articles of sources, embedded by the workers of a cluster, all of which see the sources' paths.

    Raises SomethingMissing where Ray is not installed, and UsageProblem where no cluster is at the address.
    """
    if STDIN in sources:
        raise UsageProblem("With --ray, workers read the sources: give files or folders that all of them see, not -.")
    files = [found for source in sources for found in find_files(source)]
    missed = [found for found in files if isinstance(found, Skipped)]
    if missed:
        yield ArticleEmbedder(settings).embed(missed)
    paths = [{"path": str(found.path.absolute())} for found in files if isinstance(found, SourceFile)]
    if not paths:
        return
    with _open_cluster(options.ray or LOCAL, options.workers) as ray:
        workers = options.workers or max(1, int(ray.cluster_resources().get("CPU", 1)))
        data = ray.data.from_items(paths, override_num_blocks=min(len(paths), 4 * workers))
        # To read takes little beside embedding: it shares the processors with it.
        known = {"options": options, "known": writer.known}
        data = data.map_batches(_read_files, fn_kwargs=known, batch_size=1, batch_format="pyarrow", num_cpus=0)
        data = data.map_batches(
            ArticleEmbedder,
            fn_constructor_args=(settings,),
            batch_size=_AT_ONCE,
            batch_format="pyarrow",
            compute=ray.data.ActorPoolStrategy(size=workers),
            num_cpus=1,
        )
        yield from data.iter_batches(batch_size=None, batch_format="pyarrow")


def _read_files(
    paths: "pyarrow.Table", *, options: "EmbedOptions", known: "NDArray[np.uint64]"
) -> "Iterator[pyarrow.Table]":
    """Yield the articles of files, those of this part that are not known, and what is skipped, as tables."""
    waiting: list[Article | Skipped] = []
    for found in find_in_files(paths["path"].to_pylist(), options.read):
        if found.article is None:
            waiting.append(Skipped(origin=found.origin, reason=found.reason))
        elif options.part.has(found.article) and not has_id(known, found.article.id):
            waiting.append(found.article)
        if len(waiting) >= _AT_ONCE:
            yield write_items(waiting)
            waiting = []
    yield write_items(waiting)


@contextmanager
def _open_cluster(address: str, workers: int | None) -> Iterator[Any]:
    """Give Ray, connected to a cluster, or to one of this machine that ends with the block; nothing is sent home."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    # What Ray's own processes remark is not for the user; what goes wrong is raised here.
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")
    try:
        import ray
        import ray.data
    except ImportError:
        raise SomethingMissing(f"--ray needs Ray. Install it: {RAY_HINT}") from None
    place: dict[str, Any] = {"address": address}
    if address == LOCAL:
        place = {"address": LOCAL, "num_cpus": workers or os.cpu_count(), "include_dashboard": False}
    try:
        ray.init(log_to_driver=False, logging_level=logging.ERROR, **place)
    except (ConnectionError, RuntimeError, ValueError) as error:
        said = str(error).strip().splitlines()[0][:200]
        raise UsageProblem(
            f"There is no Ray cluster at {address[:80]!r} ({said}). Start one, or give --ray local."
        ) from None
    try:
        context = ray.data.DataContext.get_current()
        context.enable_progress_bars = False
        context.target_max_block_size = _BLOCK_BYTES
        logging.getLogger("ray.data").setLevel(logging.ERROR)
        yield ray
    finally:
        ray.shutdown()
