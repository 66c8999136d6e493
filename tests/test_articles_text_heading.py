"""Texts without front matter: their title, day, outlet and authors are told by their first lines and their names."""

from email.message import EmailMessage
from pathlib import Path

import pytest
from file_samples import make_pdf, read_one

from qa.articles.text.heading import read_heading

BODY = "The council of Port Ellery approved a new crane on Tuesday. It costs four million euros."


def make_mail(text: str, **headers: str) -> bytes:
    message = EmailMessage()
    for name, value in headers.items():
        message[name] = value
    message.set_content(text)
    return bytes(message)


@pytest.mark.parametrize("suffix", [".txt", ".md"])
@pytest.mark.parametrize(
    ("head", "title"),
    [
        pytest.param("Crane approved\n\n", "Crane approved", id="a line above the text"),
        pytest.param("**Crane approved**\n\n", "Crane approved", id="in bold"),
        pytest.param("31 October 2025\nCrane approved\n\n", "Crane approved", id="below the day"),
        pytest.param("Will the crane be built?\n\nBy Ann Lee\n\n", "Will the crane be built?", id="a question"),
        pytest.param("Headline: Crane approved\n\n", "Crane approved", id="with a label"),
        pytest.param("Titel: Kran genehmigt\n\n", "Kran genehmigt", id="with a German label"),
        pytest.param("", "harbour crane", id="none, so the name of the file"),
        pytest.param("By Ann Lee\n31 October 2025\n\n", "harbour crane", id="none, but author and day"),
        pytest.param("PORT ELLERY, Oct. 31 (Meridian Wire) — ", "harbour crane", id="none, but a dateline"),
    ],
)
def test_the_title_of_a_text_is_its_first_line_or_the_name_of_its_file(
    tmp_path: Path, suffix: str, head: str, title: str
) -> None:
    assert read_one(tmp_path, f"2024-03-05-harbour_crane{suffix}", (head + BODY).encode()).title == title


@pytest.mark.parametrize("suffix", [".txt", ".md"])
@pytest.mark.parametrize(
    ("head", "day"),
    [
        pytest.param("Crane approved\nDate: 31 October 2025\n\n", "2025-10-31", id="Date"),
        pytest.param("Crane approved\nPublished on: 2025-10-31\n\n", "2025-10-31", id="Published on"),
        pytest.param("Crane approved\nDatum: 31. Oktober 2025\n\n", "2025-10-31", id="Datum"),
        pytest.param("Crane approved\nFriday, 31 October 2025\n\n", "2025-10-31", id="a line of its own"),
        pytest.param("PORT ELLERY, Oct. 31, 2025 (Meridian Wire) — ", "2025-10-31", id="a dateline"),
        pytest.param("PORT ELLERY, 31 October 2025 (MW) - ", "2025-10-31", id="another dateline"),
        pytest.param("PORT ELLERY, Oct. 31 (Meridian Wire) — ", "2024-03-05", id="no year, so the name of the file"),
        pytest.param("Crane approved\n\n", "2024-03-05", id="the name of the file"),
        pytest.param("The crane of 31 October 2025 that nobody had asked for\n\n", "2024-03-05", id="a day in a title"),
    ],
)
def test_the_day_of_a_text_is_told_by_its_head_or_the_name_of_its_file(
    tmp_path: Path, suffix: str, head: str, day: str
) -> None:
    assert read_one(tmp_path, f"2024-03-05-crane{suffix}", (head + BODY).encode()).published == day


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        pytest.param("Crane approved\nSource: Harbour Post\n\n", "Harbour Post", id="Source"),
        pytest.param("Crane approved\n\nQuelle: Hafenpost\n\n", "Hafenpost", id="Quelle"),
        pytest.param("Newspaper: Harbour Post\nCrane approved\n\n", "Harbour Post", id="Newspaper"),
        pytest.param("Source: https://www.harbour-post.example/crane\n\n", "harbour-post.example", id="an address"),
        pytest.param("Crane approved\n\n", "Given Name", id="none, so the one that is given"),
    ],
)
def test_the_outlet_of_a_text_is_told_by_its_head_or_by_the_user(tmp_path: Path, head: str, outlet: str) -> None:
    article = read_one(tmp_path, "a.txt", (head + BODY).encode(), default_source="Given Name")
    assert article.source == outlet


def test_the_text_stays_as_it_is(tmp_path: Path) -> None:
    text = f"Crane approved\nSource: Harbour Post\nDate: 31 October 2025\n\n{BODY}"
    assert read_one(tmp_path, "a.txt", text.encode()).text == text


def test_what_stands_below_the_head_is_no_label(tmp_path: Path) -> None:
    text = f"Crane approved\n\n{BODY}" + "\n\nMore." * 12 + "\n\nSource: Ministry\nDate: 1 May 2020"
    article = read_one(tmp_path, "a.txt", text.encode())
    assert (article.source, article.published) == (None, None)


def test_front_matter_goes_before_the_first_lines(tmp_path: Path) -> None:
    text = f"---\ntitle: The crane\n---\nCrane approved\nSource: Harbour Post\n\n{BODY}"
    assert read_one(tmp_path, "a.md", text.encode()).title == "The crane"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        pytest.param(
            "a.pdf", make_pdf([["Crane approved", "Source: Harbour Post", "31 October 2025", BODY]]), id="pdf"
        ),
        pytest.param(
            "a.eml", make_mail(f"Crane approved\n\nSource: Harbour Post\n31 October 2025\n\n{BODY}"), id="mail"
        ),
        pytest.param(
            "a.eml",
            make_mail(
                BODY, Subject="Crane approved", From="Post <post@harbour.example>", Date="31 Oct 2025 10:00 +0000"
            ),
            id="mail with headers",
        ),
    ],
)
def test_documents_of_other_formats_say_it_in_their_first_lines_too(tmp_path: Path, name: str, data: bytes) -> None:
    article = read_one(tmp_path, name, data)
    assert article.title == "Crane approved"
    assert article.source in ("Harbour Post", "harbour.example")
    assert (article.published or "").startswith("2025-10-31")


@pytest.mark.parametrize(
    ("origin", "title"),
    [
        ("/news/2024-03-05-crane-approved.txt", "crane approved"),
        ("/news/20240305_crane%20approved.md", "crane approved"),
        ("/news/all.zip#may/crane+approved.docx", "crane approved"),
        ("/news/0001.txt", "0001.txt"),
        ("/news/2024-03-05.pdf", "2024-03-05.pdf"),
    ],
)
def test_the_name_of_a_file_is_a_title_in_words(origin: str, title: str) -> None:
    [named] = read_heading([BODY], origin=origin)["title"]
    assert getattr(named, "value", None) == title


@pytest.mark.parametrize(
    ("name", "data", "title"),
    [
        pytest.param("rows.jsonl", b'{"text": "The crane stands."}', "rows.jsonl#line-1", id="a row"),
        pytest.param("rows.csv", b"text,id\nThe crane stands.,7\n", "rows.csv#7", id="a row of a table"),
        pytest.param("rows.jsonl", b'{"text": "The crane stands.", "source": "Harbour Post"}', "", id="with an outlet"),
    ],
)
def test_what_has_neither_title_nor_outlet_is_named_by_where_it_stands(
    tmp_path: Path, name: str, data: bytes, title: str
) -> None:
    assert read_one(tmp_path, name, data).title == title
