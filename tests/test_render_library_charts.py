from dataclasses import replace

import pytest
from rich.cells import cell_len

from qa.library.upkeep.stats import Count, FileSizes, Statistics
from qa.library.vectors.search_path import SearchPath
from qa.render.layout import write_plain
from qa.render.library.charts import Bar, draw_bars, lay_out_statistics

STATISTICS = Statistics(
    articles=1_240,
    passages=9_000,
    undated=2,
    first="2025-03-01",
    last="2025-03-02",
    versions=3,
    stories=1_000,
    copies=240,
    outlet_count=15,
    languages=(Count(name="en", articles=1_230), Count(name="", articles=10)),
    outlets=(Count(name="The Bote \u202e", articles=40), Count(name="", articles=1_200)),
    unit="day",
    times=(Count(name="2025-03-01", articles=1_239), Count(name="2025-03-02", articles=1)),
    feeds=1,
    pages=2,
    embedder="builtin",
    search=SearchPath(one_shot="catalogue", lasting="catalogue", text="", collection="qa-articles", chromadb="1.5.9"),
    sizes=FileSizes(catalogue=1_500_000, chroma=20_000_000),
)


def test_the_counts_are_told_in_words() -> None:
    shown = write_plain(lay_out_statistics(STATISTICS, width=60))
    facts, times, outlets = shown.split("\n\n")
    assert facts.splitlines() == [
        "articles  1,240 in 9,000 passages",
        "stories   1,000, 240 articles are copies",
        "outlets   15",
        "languages en 1,230, not known 10",
        "published 2025-03-01 to 2025-03-02, 2 without a day",
        "versions  3 kept of articles that changed",
        "followed  1 feed, 2 pages",
        "on disk   1.5 MB catalogue, 20.0 MB Chroma",
        "embedder  builtin",
        "search    exactly in the catalogue",
    ]
    assert times.splitlines()[0] == "Articles by day"
    assert outlets.splitlines()[0] == "Articles by outlet"
    assert outlets.splitlines()[-1] == "14 others  1,200"
    assert "\u202e" not in shown


def test_what_there_is_none_of_is_left_out() -> None:
    empty = replace(STATISTICS, articles=0, times=(), outlets=(), versions=0, feeds=0, pages=0, copies=0)
    shown = write_plain(lay_out_statistics(empty, width=60))
    assert "Articles by" not in shown and "versions" not in shown and "followed" not in shown


@pytest.mark.parametrize("width", [30, 72, 100, 250])
def test_bars_are_aligned_and_fit_the_width(width: int) -> None:
    rows = {"2025": 2_000, "東京新聞": 1_000, "A very long name of an outlet that goes on": 1, "none": 0}
    bars = [Bar(name=name, number=number) for name, number in rows.items()]
    lines = write_plain(draw_bars([*bars, Bar(name="7 others", number=9_000, drawn=False)], width=width)).splitlines()
    assert max(map(cell_len, lines)) == cell_len(lines[0]) <= min(max(width, 50), 100)
    numbers = ["2,000", "1,000", "    1", "    0", "9,000"]
    ends = {cell_len(line[: line.index(f"  {number}") + 7]) for line, number in zip(lines, numbers, strict=True)}
    assert len(ends) == 1
    assert lines[0].count("█") == pytest.approx(2 * lines[1].count("█"), abs=1)
    assert lines[2].endswith("▏") and lines[3].endswith("    0") and lines[4].endswith("9,000")
    assert "an outl…" in lines[2]


def test_a_stream_without_blocks_gets_number_signs() -> None:
    shown = write_plain(lay_out_statistics(STATISTICS, width=60, encoding="ascii"))
    assert "#####" in shown
    shown.encode("ascii")
