"""What a filter allows is kept by a process that goes on, and found anew once the library is another."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from library_fakes import HashEmbedder, make_article, make_articles

from qa.library import Filters, Library


@pytest.mark.parametrize("articles", [5, 1_100], ids=["without codes", "with codes"])
def test_a_filter_that_was_asked_before_finds_what_another_process_wrote_since(tmp_path: Path, articles: int) -> None:
    limits = Filters(since=date(2030, 1, 1)), Filters(sources=("Harbour Post",))
    changed = replace(make_article(3), published="2031-05-05", source="Harbour Post")

    def find(library: Library) -> list[set[str]]:
        return [{one.passage.article_id for one in library.rank_words(["council"], 10, limit)} for limit in limits]

    with (
        Library.open(tmp_path, embedder=HashEmbedder(), create=True, passage_size=200) as writer,
        Library.open(tmp_path, embedder=HashEmbedder(), passage_size=200) as reader,
    ):
        list(writer.add_articles(make_articles(0, articles)))
        assert find(reader) == find(writer) == [set(), set()]
        [added] = writer.add_articles([changed])
        assert added.status == "replaced"
        [now] = {*find(reader)[0]}
        assert find(reader) == find(writer) == [{now}, {now}]
        assert writer.remove_articles([now]) == 1
        assert find(reader) == find(writer) == [set(), set()]
