"""Which articles, and which parts of them, a topic is about."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from qa.articles import Article
from qa.briefing.topic.topic import Topic, gather_topic
from qa.library import Filters, Library
from qa.models.embeddings import Embedder, open_embedder
from qa.settings import Settings


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return open_embedder(Settings())


@pytest.fixture(scope="module")
def seeds(library_of_seeds: Path, embedder: Embedder) -> Iterator[Library]:
    with Library.open(library_of_seeds, embedder=embedder) as library:
        yield library


def list_outlets(topic: Topic) -> list[str]:
    return [item.article.source or "" for item in topic.articles]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Teln valley flood", 5),
        ("Lady Oriane", 5),
        ("ferry disaster", 5),
        ("dock strike", 4),
        ("Wexmoor data breach", 4),
        ("wind farm", 4),
        ("Bellmere outbreak", 4),
        ("Lakes Cup final", 3),
        ("Emil Vantongeren", 3),
    ],
)
def test_a_topic_finds_all_its_articles_be_they_in_other_words(
    seeds: Library, embedder: Embedder, text: str, count: int
) -> None:
    topic = gather_topic(text, seeds, embedder)
    assert len(topic.articles) == count
    addresses = {(item.article.url or "").split("/")[2] for item in topic.articles}
    assert all(address.endswith(".example") for address in addresses)
    assert [item.article.published for item in topic.articles] == sorted(
        item.article.published or "" for item in topic.articles
    )


def test_copies_of_one_report_are_one_article_with_their_outlets(seeds: Library, embedder: Embedder) -> None:
    topic = gather_topic("Ilmaria interest rate cut", seeds, embedder)
    [report] = [item for item in topic.articles if item.copies]
    assert set(report.outlets) == {"Ondra Times", "Harbour Post", "Karsavia Herald"}


def test_what_nobody_writes_about_has_no_articles(seeds: Library, embedder: Embedder) -> None:
    assert gather_topic("zebra migration in Botswana", seeds, embedder).articles == ()


def test_filters_and_k_limit_the_reports(seeds: Library, embedder: Embedder) -> None:
    assert len(gather_topic("Teln valley flood", seeds, embedder, k=2).articles) == 2
    only = gather_topic("Teln valley flood", seeds, embedder, filters=Filters(sources=("Meridian Wire",)))
    assert list_outlets(only) == ["Meridian Wire"]


ROUNDUP = """The mill of Sedge was sold on Monday to a baker from Orrin, the council said.

In Teln Cross, wolves killed three sheep on Sunday night, a farmer told the police.

The Grand Orrin Ferry ran aground off Cape Vale on Tuesday, and 80 passengers were taken off by a lifeboat.

The library of Sedge opens its new reading room on Friday with a concert for children."""
FERRY = """The Grand Orrin Ferry ran aground off Cape Vale on Tuesday evening, the coastguard said.

Nobody was hurt. The captain of the Grand Orrin Ferry, Emil Vale, said the rudder had failed.

The ferry was pulled free by two tugs on Wednesday and taken to the yard in Sedge."""
WOLF = "A grand old ferry house in Orrin was painted green on Thursday, the owner of the house said with pride."


@pytest.fixture
def mixed(tmp_path: Path, embedder: Embedder) -> Iterator[Library]:
    articles = [
        Article(
            title=title,
            source="Orrin Gazette",
            published="2025-03-13",
            language="en",
            text=text,
            url=f"https://a.example/{n}",
        )
        for n, (title, text) in enumerate(
            [("News from around the county", ROUNDUP), ("Ferry aground off Cape Vale", FERRY), ("Green paint", WOLF)]
        )
    ]
    with Library.open(tmp_path / "library", embedder=embedder, create=True) as library:
        list(library.add_articles(articles))
        yield library


def test_of_an_article_about_many_things_only_the_part_about_the_topic_counts(
    mixed: Library, embedder: Embedder
) -> None:
    topic = gather_topic("Grand Orrin Ferry", mixed, embedder)
    texts = [sentence.text for item in topic.articles for sentence in item.sentences]
    assert any("pulled free by two tugs" in text for text in texts)
    assert any("80 passengers" in text for text in texts)
    assert not any("mill of Sedge" in text or "reading room" in text for text in texts)


DIGEST = """The Grand Orrin Ferry ran aground off Cape Vale on Tuesday evening, and the coastguard came with a lifeboat.
The captain of the Grand Orrin Ferry said the rudder had failed, and the shipping line promised an inquiry. Divers are
to look at the hull of the ship today, and the harbour of Sedge has been told to expect it in tow by the afternoon.

The health ministry wants to pay nurses in intensive care three per cent more from January, a draft of its budget says.
The hospital association answered that waiting times for operations would grow unless more people are trained, and that
one ward in five has beds that nobody can look after. Patients wait eleven months for a new hip, seven for a cataract.

At the chess olympiad a girl of twelve from Tarn drew with the world champion after ninety moves on the second day.
Her trainer said nobody had expected it, least of all the girl, and that the prize money would pay for new clocks. She
plays with black again on Thursday against a grandmaster from Velmora, who has not lost a game with white this year."""


def test_an_article_named_after_several_matters_is_about_each_only_where_it_tells_of_it(
    embedder: Embedder, tmp_path: Path
) -> None:
    title = "Ferry, nurses, chess: what the day brought"
    digest = Article(
        title=title, source="Orrin Gazette", published="2025-03-12", text=DIGEST, url="https://a.example/d"
    )
    ferry = Article(
        title="Ferry aground", source="Orrin Post", published="2025-03-13", text=FERRY, url="https://b.example/f"
    )
    with Library.open(tmp_path / "library", embedder=embedder, create=True, passage_size=400) as library:
        list(library.add_articles([digest, ferry]))
        topic = gather_topic("Grand Orrin Ferry", library, embedder)
    texts = [sentence.text for item in topic.articles for sentence in item.sentences]
    assert any("rudder had failed, and the shipping line" in text for text in texts)
    assert not any("waiting times" in text or "new clocks" in text for text in texts)
    assert all(sentence.is_close for item in topic.articles for sentence in item.sentences[:2])


def test_a_name_in_a_topic_has_to_stand_in_the_article(mixed: Library, embedder: Embedder) -> None:
    topic = gather_topic("Grand Orrin Ferry", mixed, embedder)
    assert "Green paint" not in [item.article.title for item in topic.articles]
