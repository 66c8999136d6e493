from email.message import EmailMessage
from pathlib import Path

import pytest
from file_samples import PAGE, SENTENCES, read_file, read_one, read_reason

from qa.articles import Article, read_articles

ADDRESS = "https://meridian.example/bridge"


def make_mhtml(html: str | None = PAGE) -> bytes:
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = ADDRESS
    message["Subject"] = "Bridge closed | Meridian"
    message["Date"] = "Mon, 5 Jan 2026 10:00:00 -0000"
    message["MIME-Version"] = "1.0"
    if html is not None:
        message.set_content(html, subtype="html")
    message.make_related()
    message.add_related(b"\x89PNG", "image", "png", cid="1")
    return message.as_bytes()


@pytest.mark.parametrize("name", ["a.mhtml", "a.MHT", "unnamed"])
def test_a_saved_page_is_read_with_its_address_but_not_the_day_it_was_saved(tmp_path: Path, name: str) -> None:
    article = read_one(tmp_path, name, make_mhtml())
    assert article.text == "\n".join(SENTENCES)
    assert article.title == "Bridge closed for the winter"
    assert (article.url, article.source, article.published) == (ADDRESS, "meridian.example", None)
    assert "steal" not in article.text


def test_a_saved_page_without_a_page_is_told(tmp_path: Path) -> None:
    assert read_reason(tmp_path, "a.mhtml", make_mhtml(None)) == "no article text in the page"
    assert read_reason(tmp_path, "a.mhtml", b"\0\1") == "no article text in the page"


@pytest.mark.parametrize("name", ["page.json", "page.html.json"])
def test_a_sidecar_says_what_is_known_of_a_page_and_is_no_article(tmp_path: Path, name: str) -> None:
    sidecar = '{"url": "https://a.example/1", "headline": "T", "publishedAt": "2025-11-01", "text": "Other text."}'
    (tmp_path / name).write_text(sidecar)
    (tmp_path / "page.html").write_text(PAGE)
    [article] = read_articles([tmp_path])
    assert isinstance(article, Article)
    assert (article.url, article.title, article.published) == ("https://a.example/1", "T", "2025-11-01")
    assert article.text == "\n".join(SENTENCES)


def test_the_text_of_a_sidecar_stands_in_for_a_page_without_one(tmp_path: Path) -> None:
    (tmp_path / "page.json").write_text('{"text": "Other text."}')
    [article] = read_file(tmp_path, "page.html", b"<html><body></body></html>")
    assert isinstance(article, Article)
    assert article.text == "Other text."


@pytest.mark.parametrize(
    "content",
    [
        pytest.param('[{"text": "Other text."}]', id="list"),
        pytest.param("{broken", id="broken"),
        pytest.param("[" * 100_000, id="deep"),
        pytest.param('{"colour": "red"}', id="nothing known"),
        pytest.param('{"title": "' + "T" * 1_100_000 + '"}', id="large"),
        pytest.param("", id="empty"),
    ],
)
def test_what_is_no_sidecar_is_read_by_itself(tmp_path: Path, content: str) -> None:
    (tmp_path / "page.json").write_text(content)
    (tmp_path / "page.html").write_text(PAGE)
    page, other = sorted(read_articles([tmp_path]), key=lambda found: ".json" in found.origin)
    assert isinstance(page, Article)
    assert page.title == "Bridge closed for the winter"
    assert ".json" in other.origin


@pytest.mark.parametrize("name", ["page.xhtml", "page.html"])
def test_entities_of_a_page_are_never_expanded(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.txt").write_text("The secret of the house.")
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    outer = f'<!ENTITY s SYSTEM "{(tmp_path / "secret.txt").as_uri()}">'
    doctype = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY l0 "haha">{laughs}{outer}]>'
    page = PAGE.removeprefix("<!doctype html>").replace("<p>", "<p>&l11; &s; ", 1)
    [found] = read_file(tmp_path, name, (doctype + page).encode())
    assert isinstance(found, Article)
    text = found.text.rpartition("&l11;")[2]
    assert "haha" not in text
    assert "secret" not in text


def test_a_pipe_in_place_of_a_sidecar_is_not_waited_for(tmp_path: Path) -> None:
    import os

    os.mkfifo(tmp_path / "page.json")
    [found] = read_file(tmp_path, "page.html", PAGE.encode())
    assert isinstance(found, Article)
