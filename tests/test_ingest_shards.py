"""Shard files: made in pieces and shares, read back as they were, refused where they are damaged or of another make."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from library_fakes import HashEmbedder, make_article, make_articles

from qa.articles import Article, read_articles
from qa.articles.portable import write_row
from qa.errors import SourceProblem, UsageProblem
from qa.ingest import Found, find_in_files, take_in
from qa.ingest.shards.embedding import ArticleEmbedder
from qa.ingest.shards.part import SourcePart, read_part
from qa.ingest.shards.run import EmbedOptions, embed_into
from qa.library import Library
from qa.settings import Settings

SETTINGS = Settings(passage_size=200)


def write_articles(path: Path, articles: Iterable[Article]) -> Path:
    dated = [replace(article, retrieved="2025-04-01T08:00:00+00:00") for article in articles]
    path.write_text("".join(f"{json.dumps(write_row(article, ()))}\n" for article in dated), encoding="utf-8")
    return path


def embed(folder: Path, sources: list[Path], embedder: HashEmbedder | None = None, **options: Any) -> list[Found]:
    """Embed sources into a folder and return what is told."""
    told: list[Found] = []
    embed_into(
        folder,
        sources,
        SETTINGS,
        EmbedOptions(**options),
        on_found=lambda found, passages: told.append(found),
        embedder=embedder or HashEmbedder(),
    )
    return told


def load(library: Path, sources: list[Path], embedder: HashEmbedder | None = None) -> tuple[list[Found], int]:
    """Take sources into a library; return what is told and how many passages were embedded for it."""
    own, told = embedder or HashEmbedder(), []
    with Library.open(library, embedder=own, create=True, passage_size=200) as opened:
        before = own.embedded
        take_in(opened, find_in_files(sources, embedder=own), on_found=lambda found, _: told.append(found))
    return told, own.embedded - before


def read_shards(folder: Path) -> dict[str, dict[str, Any]]:
    """Return the rows of all shards of a folder by the id of the article."""
    tables = [pq.read_table(path) for path in sorted(folder.glob("*.parquet"))]
    return {row["id"]: row for table in tables for row in table.to_pylist()}


def change_rows(path: Path, change: Callable[[dict[str, Any]], None], place: int = 1) -> None:
    """Write a shard anew with one of its rows changed."""
    table = pq.read_table(path)
    rows = table.to_pylist(maps_as_pydicts="strict")
    change(rows[place])
    for row in rows:
        row["provenance"] = list((row["provenance"] or {}).items())
    pq.write_table(pa.Table.from_pylist(rows, schema=table.schema), path)


def test_articles_come_out_of_shards_as_they_went_in_and_nothing_is_embedded_again(tmp_path: Path) -> None:
    articles = [
        *make_articles(0, 20),
        replace(
            make_article(20),
            authors=("Ana Quist", "Bo Tell"),
            section="World",
            pages=(0, 40),
            updated="2025-03-09",
            provenance={"published": "JSON-LD datePublished"},
        ),
    ]
    source = write_articles(tmp_path / "news.jsonl", articles)
    told = embed(tmp_path / "shards", [source], size=8)
    assert [found.status for found in told] == ["new"] * 21
    names = sorted(path.name for path in (tmp_path / "shards").glob("*.parquet"))
    assert names == ["shard-00001.parquet", "shard-00002.parquet", "shard-00003.parquet"]
    told, embedded = load(tmp_path / "library", [tmp_path / "shards"])
    assert ({found.status for found in told}, len(told), embedded) == ({"new"}, 21, 1)
    load(tmp_path / "plain", [source])
    with (
        Library.open(tmp_path / "library", embedder=HashEmbedder()) as one,
        Library.open(tmp_path / "plain", embedder=HashEmbedder()) as other,
    ):
        ids = [article.id for article in articles]
        assert one.get_articles(ids) == other.get_articles(ids)
        assert one.count() == other.count()
        query = HashEmbedder().embed_queries(["The council of Quito heard report 12"])[0]
        found, expected = (
            {hit.passage.id: hit.score for hit in each.search_vectors(query, 20)} for each in (one, other)
        )
        assert list(found) == list(expected)
        assert found == pytest.approx(expected, abs=2e-3)


def test_the_same_command_embeds_only_what_is_missing(tmp_path: Path) -> None:
    source, embedder = write_articles(tmp_path / "news.jsonl", make_articles(0, 12)), HashEmbedder()
    embed(tmp_path / "shards", [source], embedder)
    write_articles(source, make_articles(6, 15))
    before = embedder.embedded
    told = embed(tmp_path / "shards", [source], embedder)
    statuses = [found.status for found in told]
    assert (statuses.count("unchanged"), statuses.count("new")) == (6, 3)
    # One sentence tells the embedder.
    assert embedder.embedded - before == 1 + sum(
        len(row["starts"]) for row in list(read_shards(tmp_path / "shards").values())[12:]
    )
    assert len(read_shards(tmp_path / "shards")) == 15


def test_parts_share_the_articles_and_what_one_address_said_stays_together(tmp_path: Path) -> None:
    articles = list(make_articles(0, 30))
    later = replace(articles[3], text=f"{articles[3].text} It was read again.")
    source = write_articles(tmp_path / "news.jsonl", [*articles, later])
    for number in (1, 2, 3):
        embed(tmp_path / "shards", [source], part=SourcePart(number=number, count=3), size=100)
    found = {path.name: set(pq.read_table(path)["id"].to_pylist()) for path in (tmp_path / "shards").glob("*.parquet")}
    assert sorted(found) == [f"shard-{number}of3-00001.parquet" for number in (1, 2, 3)]
    assert sum(map(len, found.values())) == len(set.union(*found.values())) == 31
    assert min(map(len, found.values())) > 2
    [together] = [ids for ids in found.values() if later.id in ids]
    assert articles[3].id in together
    load(tmp_path / "library", [tmp_path / "shards"])
    with Library.open(tmp_path / "library", embedder=HashEmbedder()) as library:
        assert library.count().articles == 30
        assert later.id in library.get_articles([later.id])


@pytest.mark.parametrize("written", ["0/2", "3/2", "1", "a/b", "1/0", ""])
def test_a_part_that_is_none_is_refused(written: str) -> None:
    with pytest.raises(UsageProblem, match="--part"):
        read_part(written)


def test_what_is_found_beside_articles_is_told_and_the_articles_of_shards_can_be_read_alone(tmp_path: Path) -> None:
    source = write_articles(tmp_path / "news.jsonl", make_articles(0, 3))
    with source.open("a") as file:
        file.write("{broken\n")
    told = embed(tmp_path / "shards", [source, tmp_path / "nowhere"])
    assert [(found.status, found.reason) for found in told if found.reason] == [
        ("skipped", "not valid JSON: expecting property name enclosed in double quotes at column 2"),
        ("skipped", "no such file or folder"),
    ]
    assert list(read_articles([tmp_path / "shards"])) == list(make_articles(0, 3))


def set_offset(row: dict[str, Any]) -> None:
    row["ends"][-1] = len(row["text"]) + 5


def overlap(row: dict[str, Any]) -> None:
    row["starts"][1] = 0


def make_nan(row: dict[str, Any]) -> None:
    row["vectors"][0][3] = float("nan")


def lengthen(row: dict[str, Any]) -> None:
    row["vectors"][0] = [2 * number for number in row["vectors"][0]]


def lose_vector(row: dict[str, Any]) -> None:
    row["vectors"] = row["vectors"][1:]


def lose_vectors(row: dict[str, Any]) -> None:
    row["vectors"] = None


def lose_offsets(row: dict[str, Any]) -> None:
    row["starts"] = None


def swap(row: dict[str, Any]) -> None:
    row["vectors"] = row["vectors"][::-1]


def change_text(row: dict[str, Any]) -> None:
    row["text"] = row["text"].replace("voted", "slept")


def hide_text(row: dict[str, Any]) -> None:
    row["text"] = f"{row['text']}\u202e\x1b[31m"


def lose_text(row: dict[str, Any]) -> None:
    row["text"] = None


def lose_id(row: dict[str, Any]) -> None:
    row["id"] = "zzz"


def change_time(row: dict[str, Any]) -> None:
    row["retrieved"] = "yesterday"


def resign(row: dict[str, Any]) -> None:
    """Give a row the hash that belongs to it, as somebody does who makes it on purpose."""
    from qa.ingest.shards.rows import hash_passages

    row["hash"] = hash_passages(row["id"], row["starts"], row["ends"], np.array(row["vectors"], np.float32))


@pytest.mark.parametrize("signs", [False, True], ids=["as it was", "signed anew"])
@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (set_offset, "passages that are not in its text"),
        (overlap, "not one after the other"),
        (make_nan, "hash|unit length"),
        (lengthen, "hash|unit length"),
        (lose_vector, "not one vector for each"),
        (lose_vectors, "not one vector for each"),
        (lose_offsets, "not told as they have to be"),
        (swap, "hash"),
        (change_text, "its id is of another text"),
        (hide_text, "its id is of another text"),
        (lose_text, "no text"),
        (lose_id, "its id is of another text"),
        (change_time, '"retrieved" is not what it has to be'),
    ],
)
def test_of_a_bad_article_nothing_is_written_and_the_rest_goes_in(
    tmp_path: Path, change: Callable[[dict[str, Any]], None], reason: str, signs: bool
) -> None:
    source = write_articles(tmp_path / "news.jsonl", make_articles(0, 4))
    embed(tmp_path / "shards", [source])
    path = tmp_path / "shards" / "shard-00001.parquet"

    def change_row(row: dict[str, Any]) -> None:
        change(row)
        if signs and row["vectors"] and row["starts"]:
            resign(row)

    change_rows(path, change_row)
    told, _ = load(tmp_path / "library", [path])
    missed = [found for found in told if found.status == "skipped"]
    if change is swap and signs:
        # Which vector belongs to which passage is the word of whoever made the shard.
        assert not missed
        return
    [found] = missed
    assert re.search(reason, found.reason)
    with Library.open(tmp_path / "library", embedder=HashEmbedder()) as library:
        assert library.count().articles == 3
        assert make_article(1).id not in library.get_articles([make_article(1).id])


def test_a_text_that_is_too_long_is_skipped(tmp_path: Path) -> None:
    from qa.articles import ReadOptions

    embed(tmp_path / "shards", [write_articles(tmp_path / "news.jsonl", make_articles(0, 2))])
    found = list(find_in_files([tmp_path / "shards"], ReadOptions(max_bytes=100), embedder=HashEmbedder()))
    assert {each.reason for each in found} == {"damaged: it has no text, or one of more than 100 characters"}


@pytest.mark.parametrize(
    ("embedder", "reason"),
    [
        (
            HashEmbedder("fake:other"),
            "its vectors are by the embedder fake:hash, not fake:other; embed it anew: qa embed",
        ),
        (HashEmbedder(dimensions=16), "have 32 dimensions, not 16: another model behind the name"),
    ],
    ids=["name", "dimensions"],
)
def test_shards_of_another_embedder_are_refused(tmp_path: Path, embedder: HashEmbedder, reason: str) -> None:
    source = write_articles(tmp_path / "news.jsonl", make_articles(0, 2))
    embed(tmp_path / "shards", [source])
    told, _ = load(tmp_path / "library", [tmp_path / "shards", source], embedder)
    assert [found.status for found in told] == ["skipped", "new", "new"]
    assert reason in told[0].reason
    with pytest.raises(UsageProblem, match=r"is there already, and its vectors .* Name another folder with -o"):
        embed(tmp_path / "shards", [source], embedder)


def test_another_model_behind_the_same_name_is_refused(tmp_path: Path) -> None:
    embed(tmp_path / "shards", [write_articles(tmp_path / "news.jsonl", make_articles(0, 2))])
    other = HashEmbedder("fake:other")
    other.name = "fake:hash"

    class Renamed(HashEmbedder):
        def embed_passages(self, texts: Any) -> Any:
            return HashEmbedder("fake:other").embed_passages(texts)

    told, _ = load(tmp_path / "library", [tmp_path / "shards"], Renamed())
    assert [(found.status, found.reason[:44]) for found in told] == [
        ("skipped", "its vectors are by another model behind the ")
    ]


@pytest.mark.parametrize("keep", [0, 10, 400, -200], ids=["empty", "a beginning", "a piece", "without its end"])
def test_a_damaged_file_is_told_and_the_others_go_in(tmp_path: Path, keep: int) -> None:
    embed(tmp_path / "shards", [write_articles(tmp_path / "news.jsonl", make_articles(0, 8))], size=4)
    first = tmp_path / "shards" / "shard-00001.parquet"
    first.write_bytes(first.read_bytes()[:keep])
    told, _ = load(tmp_path / "library", [tmp_path / "shards"])
    [missed] = [found for found in told if found.status == "skipped"]
    assert missed.origin == str(first)
    assert "damaged" in missed.reason and missed.reason.endswith("Make it again: remove it and run qa embed")
    assert len(told) == 5
    with pytest.raises(SourceProblem, match="Move it away"):
        embed(tmp_path / "shards", [tmp_path / "news.jsonl"])


def test_bits_that_turned_on_a_disk_are_noticed(tmp_path: Path) -> None:
    embed(tmp_path / "shards", [write_articles(tmp_path / "news.jsonl", make_articles(0, 40))])
    path = tmp_path / "shards" / "shard-00001.parquet"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0x40
    path.write_bytes(content)
    told, _ = load(tmp_path / "library", [path])
    assert [found.status for found in told if found.status != "new"] == ["skipped"]


def test_a_table_from_another_engine_is_a_shard_by_its_column(tmp_path: Path) -> None:
    table = pa.table(
        {"headline": ["A ferry sank", "B", "C"], "body": ["It sank on Friday. Nobody died.", None, "It rains."]}
    )
    embedder = ArticleEmbedder(SETTINGS, HashEmbedder())
    embedded = embedder(table)
    assert embedded["reason"].to_pylist() == [None, None, "no text; there are: headline, body"]
    (tmp_path / "spark").mkdir()
    pq.write_table(embedded.replace_schema_metadata(None), tmp_path / "spark" / "part-00000.parquet")
    told, count = load(tmp_path / "library", [tmp_path / "spark"])
    assert [(found.status, found.reason) for found in told] == [
        ("skipped", "damaged: no text; there are: headline, body"),
        ("new", ""),
        ("new", ""),
    ]
    assert count == 1


def test_a_process_that_is_killed_leaves_whole_files_and_the_next_goes_on(tmp_path: Path) -> None:
    source = write_articles(tmp_path / "news.jsonl", make_articles(0, 200))
    code = (
        "import sys; from pathlib import Path; from test_ingest_shards import embed, HashEmbedder;"
        "embed(Path(sys.argv[1]), [Path(sys.argv[2])], HashEmbedder(seconds=0.002), size=10)"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "shards"), str(source)]
    process = subprocess.Popen(
        command, cwd=Path(__file__).parent, env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    )
    while not list((tmp_path / "shards").glob("*-00003.parquet")) and process.poll() is None:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    before = read_shards(tmp_path / "shards")
    assert 30 <= len(before) < 200
    told = embed(tmp_path / "shards", [source], size=10)
    assert [found.status for found in told].count("unchanged") == len(before)
    assert len(read_shards(tmp_path / "shards")) == 200
    assert not list((tmp_path / "shards").glob(".*.tmp"))


def test_a_part_is_embedded_by_one_process_at_a_time(tmp_path: Path) -> None:
    from qa.ingest.shards.writing import open_writer

    source = write_articles(tmp_path / "news.jsonl", make_articles(0, 2))
    identity = ArticleEmbedder(SETTINGS, HashEmbedder()).identity
    with open_writer(tmp_path / "shards", identity, part=SourcePart(), size=10):
        with pytest.raises(UsageProblem, match="--part 1/2"):
            embed(tmp_path / "shards", [source])
        assert len(embed(tmp_path / "shards", [source], part=SourcePart(number=1, count=1000))) <= 2
