"""`qa embed`: turn articles into shard files that any library takes in without embedding them again."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qa.cli.groups import READ, command
from qa.cli.library.ingest import report_end
from qa.cli.options import JsonOption
from qa.cli.output import open_output
from qa.cli.progress import Reporter
from qa.errors import SourceProblem

if TYPE_CHECKING:
    from qa.articles import ReadOptions
    from qa.ingest import Found
    from qa.settings import Settings

EXAMPLES = (
    "qa embed seeds/articles -o shards",
    "qa embed news.jsonl -o shards --part 1/2",
    "qa ingest shards",
)


@command(settings=("embedder", "base_url"), read=READ)
def embed_sources(
    sources: Annotated[list[str], typer.Argument(metavar="SOURCE", help="Files, folders, or - for standard input.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FOLDER", help="Where the shard files go.")],
    *,
    settings: "Settings",
    read: "ReadOptions",
    part: Annotated[
        str | None,
        typer.Option("--part", metavar="I/N", help="Only this share: so N processes or machines share all."),
    ] = None,
    size: Annotated[int, typer.Option("--size", metavar="N", min=1, max=1_000_000, help="Articles of a file.")] = 1_000,
    ray: Annotated[
        str | None,
        typer.Option("--ray", metavar="ADDRESS", help="Embed on a Ray cluster: its address, auto, or local."),
    ] = None,
    workers: Annotated[
        int | None, typer.Option("--workers", metavar="N", min=1, help="With --ray, how many workers embed.")
    ] = None,
    json: JsonOption = False,
) -> None:
    """Embed articles into shard files, on any machine.

    A shard is a parquet file with some articles, their passages and their vectors. qa ingest takes shards into a
    library that has the same embedder, without embedding again.

    What is in the folder already is not embedded again, so an interrupted command goes on. With --part, each process
    takes its own share, and none has to know of the others. With --ray, the workers have to see the sources at the
    same paths.

    Exit code: 0 the articles are in the shards, some may have been skipped; 1 nothing could be read; 2 the folder can't
    be written or has shards of another embedder; 4 pyarrow, Ray or the embedder is missing; 130 interrupted.
    """
    from qa.articles import count_bytes
    from qa.cli.session import tell_embedder
    from qa.ingest import IngestTally
    from qa.ingest.shards.part import read_part
    from qa.ingest.shards.run import EmbedOptions, embed_into

    options = EmbedOptions(part=read_part(part), size=size, ray=ray, workers=workers, read=read)
    tally = IngestTally()
    with Reporter() as reporter, report_end(tally, reporter):
        tell_embedder(settings)
        total = (count_bytes(sources) or -1) + 1

        def show(found: "Found", passages: int) -> None:
            tally.add(found, passages)
            reporter.advance("Embedding", tally.bytes_done, total, tally.write_rate())

        reporter.advance("Embedding", 0, total)
        files = embed_into(output, sources, settings, options, on_found=show)
    if json:
        open_output().write_json({**tally.to_json(), "files": files})
    else:
        noun = "file" if files == 1 else "files"
        open_output().write_text(f"{tally.write_summary()} {files:,} {noun} written to {output}.\n")
    if not tally.articles:
        raise SourceProblem("Nothing could be read, so nothing was embedded.")
