from pathlib import Path

from library_fakes import HashEmbedder, make_article
from story_samples import FOOTER

from qa.articles import Article
from qa.library import Library
from qa.library.stories.stories import join_story

PARTS = [
    [
        f"The {what} of case {n} was told to the council by {who} on day {n % 28 + 1} of the month."
        for n in range(first, first + 9)
    ]
    for what, who, first in (("beginning", "Ann Lee", 0), ("middle", "Bo Ray", 100), ("end", "Cy Moe", 200))
]
WHOLE = "\n".join(line for part in PARTS for line in part)


def open_library(path: Path) -> Library:
    return Library.open(path, embedder=HashEmbedder(), create=True, passage_size=200)


def add(library: Library, *articles: Article) -> None:
    list(library.add_articles(articles))


def make_report(number: int, text: str) -> Article:
    return make_article(number, text=text, source=f"Outlet {number}")


def find_stories(library: Library) -> dict[str, int | None]:
    return {str(article.source): article.story for article in library.list_articles()}


def read_fingerprints(library: Library) -> set[int]:
    return {story for (story,) in library._catalogue.query("SELECT story FROM fingerprints")}


def test_copies_have_one_story_and_other_reports_their_own(tmp_path: Path) -> None:
    with open_library(tmp_path) as library:
        add(library, make_report(1, WHOLE), make_article(2, source="Outlet 2"), make_report(3, f"{WHOLE} {FOOTER}"))
        stories = find_stories(library)
    assert stories["Outlet 1"] == stories["Outlet 3"] != stories["Outlet 2"]


def test_an_article_that_binds_two_stories_makes_them_one(tmp_path: Path) -> None:
    beginning, _, end = ("\n".join(part) for part in PARTS)
    with open_library(tmp_path) as library:
        add(library, make_report(1, beginning), make_report(2, end))
        assert len(set(find_stories(library).values())) == 2
        add(library, make_report(3, WHOLE))
        stories = find_stories(library)
        assert len(set(stories.values())) == 1
        assert read_fingerprints(library) == set(stories.values())


def test_a_story_goes_with_its_last_article(tmp_path: Path) -> None:
    with open_library(tmp_path) as library:
        add(library, make_report(1, WHOLE), make_report(2, WHOLE + " And more."))
        first, second = library.list_articles()
        library.remove_articles([first.id])
        assert read_fingerprints(library) == {second.story}
        add(library, make_report(3, WHOLE))
        assert len(set(find_stories(library).values())) == 1
        library.remove_articles([article.id for article in library.list_articles()])
        assert read_fingerprints(library) == set()


def test_a_changed_article_finds_its_story_anew(tmp_path: Path) -> None:
    with open_library(tmp_path) as library:
        add(library, make_report(1, WHOLE), make_report(2, WHOLE + " And more."))
        add(library, make_article(2, source="Outlet 2", text=make_article(7).text))
        assert len(set(find_stories(library).values())) == 2


def test_stories_are_listed_with_who_was_first(tmp_path: Path) -> None:
    with open_library(tmp_path) as library:
        add(
            library,
            make_article(1, text=WHOLE, source="Late Post", published="2025-03-02T08:00:00+00:00"),
            make_article(2, text=WHOLE + " More.", source="Early Wire", published="2025-03-02T09:00:00+02:00"),
            make_article(3, source="Alone", published="2025-03-01"),
            make_article(4, text=WHOLE + " Again.", source="Undated", published=None),
        )
        copied, alone = library.list_stories()
        assert [article.source for article in copied.articles] == ["Early Wire", "Late Post", "Undated"]
        assert [article.source for article in alone.articles] == ["Alone"]
        assert [len(story.articles) for story in library.list_stories(copies_only=True)] == [3]
        assert len(library.list_stories(limit=1)) == 1


def count_steps(library: Library, text: str) -> int:
    """Return how many hundreds of steps SQLite takes to find the story of a text."""
    steps: list[None] = []
    with library._catalogue.write() as connection:
        row = connection.execute("SELECT max(row) FROM articles").fetchone()[0]
        connection.set_progress_handler(lambda: steps.append(None), 100)
        join_story(connection, row, text)
        connection.set_progress_handler(None, 0)
    return len(steps)


def test_the_work_for_an_article_does_not_grow_with_their_number(tmp_path: Path) -> None:
    """Each has the same footer, and one report stands in many papers."""
    with open_library(tmp_path) as library:
        steps = []
        for first in range(0, 800, 200):
            texts = [
                f"{' '.join(f'Item {n} of list {i} is case {n * i}.' for i in range(30))} {FOOTER}"
                if n % 2
                else f"{WHOLE} {n} {FOOTER}"
                for n in range(first, first + 200)
            ]
            add(library, *(make_report(first + n, text) for n, text in enumerate(texts)))
            steps.append(count_steps(library, f"{WHOLE} {FOOTER}"))
    assert steps[-1] < 1.5 * steps[0] + 10
