from render_samples import HOSTILE, make_hit

from qa.articles import Article
from qa.render.clean import clean_lines
from qa.render.layout import write_plain, write_plain_table
from qa.render.library.listings import lay_out_article, lay_out_hits, tabulate_articles


def test_the_best_sentence_of_a_passage_is_marked() -> None:
    assert write_plain(lay_out_hits([make_hit()])) == (
        "1. Hegseth and Dong meet  0.88\n"
        "   Meridian Wire, 31 October 2025\n"
        "   It rained. »Hegseth met Dong.« It ended.\n"
        "   https://meridian-wire.example/2025/10/31/hegseth-dong\n"
    )


def test_passages_are_numbered_with_a_blank_line_between() -> None:
    assert "\n\n2. " in write_plain(lay_out_hits([make_hit(), make_hit()]))


def test_hostile_passages_and_articles_are_shown_clean() -> None:
    hit = make_hit(text=f"{HOSTILE} end", best="end", title=HOSTILE, source=HOSTILE, url="javascript:1")
    article = Article(text=HOSTILE, title=HOSTILE, authors=(HOSTILE,), url="javascript:1", origin=HOSTILE)
    table = write_plain_table(tabulate_articles([hit.article]))
    for text in (write_plain(lay_out_hits([hit])), write_plain(lay_out_article(article)), table.replace("\t", " ")):
        assert clean_lines(text) == text


def test_an_article_is_shown_whole_under_what_is_known_of_it() -> None:
    article = Article(text="One.\n\nTwo.", title="Title", source="Outlet", authors=("A", "B"), published="2025-01-02")
    assert write_plain(lay_out_article(article)) == (
        f"Title\nid        {article.id}\nsource    Outlet\nauthors   A, B\npublished 2025-01-02\n\nOne.\n\nTwo.\n"
    )


def test_a_row_of_the_listing_has_tabs_and_no_others() -> None:
    article = make_hit(title="A\ttitle\nin lines", source=None).article
    assert write_plain_table(tabulate_articles([article])) == "a1b2c3d4e5f60718\t2025-10-31\t\ten\tA title in lines\n"
