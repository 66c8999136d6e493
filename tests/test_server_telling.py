"""Readers of a server are told what happened, not what to type at its command line, nor where things are."""

import pytest

from qa.answer import EXPLANATIONS
from qa.server.telling import NOTHING_LEFT, tell_reader
from qa.server.values import hide_folder, write_values


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("The library is empty: put articles in with qa ingest FOLDER.", "The library is empty."),
        ("No article is of it. Ask of another, or change --since and --until.", "No article is of it."),
        ("There is no library at /srv/lib. Make one: qa ingest SOURCE --library /srv/lib", "There is no library here."),
        ("The library /srv/lib was only begun. Go on: qa ingest A", "The library here was only begun."),
        ("a.example is of this machine; --allow-private permits that", "a.example is of this machine."),
        ("A key is needed. Set OPENAI_API_KEY, or another url with --base-url.", "A key is needed."),
        ("See http://a.example/x/y, 3/4 and/or more.", "See http://a.example/x/y, 3/4 and/or more."),
        ("--length can't be 'endless'. Give short or full.", "length can't be 'endless'. Give short or full."),
        ("qa doctor --repair", NOTHING_LEFT),
    ],
    ids=lambda value: value[:24],
)  # fmt: skip
def test_of_a_message_stays_what_a_reader_can_use(message: str, told: str) -> None:
    assert tell_reader(message) == told


@pytest.mark.parametrize("text", EXPLANATIONS.values(), ids=EXPLANATIONS.keys())
def test_every_explanation_says_something_to_readers(text: str) -> None:
    assert tell_reader(text) not in ("", NOTHING_LEFT)
    assert "--" not in tell_reader(text)


def test_values_hide_no_words_and_no_folders_and_an_address_leads_nowhere_else() -> None:
    told = write_values(
        {
            "title": "Min\u202eister\u200b \U000e0041met",
            "url": "https://a.example/\u202ex",
            "origin": "/home/u/news/a.jsonl#https://a.example/1",
            "notices": ["Nothing. Look: qa doctor"],
            "outlets": {"Wi\u200bre": (1,)},
            "link": "https://b.example/1",
        }
    )
    assert told == {
        "title": "Minister met",
        "url": None,
        "origin": "a.jsonl#https://a.example/1",
        "notices": ["Nothing."],
        "outlets": {"Wire": [1]},
        "link": "https://b.example/1",
    }
    assert hide_folder("https://a.example/b/c") == "https://a.example/b/c"
