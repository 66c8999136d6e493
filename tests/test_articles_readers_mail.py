from email.message import EmailMessage
from pathlib import Path

import pytest
from file_samples import PAGE, SENTENCES, read_one, read_reason


def make_mail(*, plain: str | None = "\n".join(SENTENCES), html: str | None = None, **headers: str) -> bytes:
    message = EmailMessage()
    defaults = {"From": "Ann Lee <ann@meridian.example>", "Subject": "Bridge – closed"}
    for name, value in (defaults | {"Date": "Fri, 31 Oct 2025 19:40:00 +0800"} | headers).items():
        message[name.replace("_", "-")] = value
    if plain is not None:
        message.set_content(plain)
    if html is not None and plain is not None:
        message.add_alternative(html, subtype="html")
    elif html is not None:
        message.set_content(html, subtype="html")
    return message.as_bytes()


def test_subject_sender_and_date_are_those_of_the_article(tmp_path: Path) -> None:
    article = read_one(tmp_path, "a.eml", make_mail())
    assert article.title == "Bridge – closed"
    assert (article.authors, article.source) == (("Ann Lee",), "meridian.example")
    assert article.published == "2025-10-31T19:40:00+08:00"
    assert article.text == "\n".join(SENTENCES)


def test_the_sender_of_a_newsletter_is_its_outlet(tmp_path: Path) -> None:
    mail = make_mail(From="Meridian Wire <news@meridian.example>", List_Unsubscribe="<https://meridian.example/u>")
    article = read_one(tmp_path, "a.eml", mail)
    assert (article.authors, article.source) == ((), "Meridian Wire")


def test_quoted_replies_and_signatures_stay(tmp_path: Path) -> None:
    plain = f"{SENTENCES[0]}\n\n> Is it closed?\n\n-- \nAnn"
    assert read_one(tmp_path, "a.eml", make_mail(plain=plain)).text == plain


@pytest.mark.parametrize("plain", [None, "See this mail in your browser."], ids=["page only", "a hint at the page"])
def test_a_page_is_read_like_any_other(tmp_path: Path, plain: str | None) -> None:
    article = read_one(tmp_path, "a.eml", make_mail(plain=plain, html=PAGE))
    assert article.text == "\n".join(SENTENCES)
    assert article.title == "Bridge – closed"
    assert article.published == "2025-10-31T19:40:00+08:00"


def test_plain_text_goes_before_the_page(tmp_path: Path) -> None:
    plain = "\n".join(sentence.upper() for sentence in SENTENCES)
    assert read_one(tmp_path, "a.eml", make_mail(plain=plain, html=PAGE)).text == plain


def test_attachments_are_not_taken_for_the_text(tmp_path: Path) -> None:
    message = EmailMessage()
    message["Subject"] = "Minutes"
    message.add_attachment("Secret minutes.", filename="minutes.txt")
    assert read_reason(tmp_path, "a.eml", message.as_bytes()) == "no text"


def test_a_mail_without_a_suffix_is_told_by_its_headers(tmp_path: Path) -> None:
    assert read_one(tmp_path, "unnamed", make_mail()).title == "Bridge – closed"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param(b"Subject: S\n\nCaf\xe9 au lait, dit le maire.", "Café au lait, dit le maire.", id="no charset"),
        pytest.param(b"Content-Type: text/plain; charset=no-such\n\nOn Friday.", "On Friday.", id="unknown charset"),
        pytest.param(b"Content-Transfer-Encoding: base64\n\nT24gRnJpZGF5Lg", "On Friday.", id="cut base64"),
        pytest.param(b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nOn Friday.\n", "On Friday.", id="cut parts"),
        pytest.param(b"Date: nonsense\nFrom: <<>>\n\nOn Friday.", "On Friday.", id="bad headers"),
    ],
)
def test_a_mail_with_faults_is_read(tmp_path: Path, data: bytes, text: str) -> None:
    assert read_one(tmp_path, "a.eml", data).text == text


def test_a_long_header_is_cut(tmp_path: Path) -> None:
    quoted = b"=?utf-8?q?=41?= " * 100_000
    data = b"Subject: " + quoted + b"\nContent-Type: text/plain; " + b'a="\\"; ' * 200_000 + b"\n\nOn Friday."
    assert len(read_one(tmp_path, "a.eml", data).title) <= 500


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"", "no text", id="empty"),
        pytest.param(b"\0\1\2\3" * 99, "no text", id="binary"),
        pytest.param(b"Content-Type: message/rfc822\n\n" * 5_000, "the message can't be taken apart", id="deep"),
        pytest.param(
            b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\n" * 20_000, "a message of more than", id="parts"
        ),
        pytest.param(b"a: b\n" * 1_600_000, "a message of more than", id="headers"),
    ],
)
def test_a_mail_that_is_none_is_told(tmp_path: Path, data: bytes, reason: str) -> None:
    assert read_reason(tmp_path, "a.eml", data).startswith(reason)


def test_a_mail_that_is_too_large_is_told(tmp_path: Path) -> None:
    assert read_reason(tmp_path, "a.eml", make_mail(), max_file_bytes=500) == "larger than 500 bytes"
