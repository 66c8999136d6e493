import pytest

from qa.articles import Article, ReadOptions, Skipped
from qa.articles.build import build_article
from qa.articles.fields import (
    collect_candidates,
    read_authors,
    read_domain,
    read_language,
    read_line,
    read_source,
    read_text,
    read_url,
)
from qa.errors import UsageProblem


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("By Ann Lee and Bo Ray", ("Ann Lee", "Bo Ray")),
        ("Ann Lee, Bo Ray, and Cy Doe", ("Ann Lee", "Bo Ray", "Cy Doe")),
        ("Ann Lee; Bo Ray\nCy Doe", ("Ann Lee", "Bo Ray", "Cy Doe")),
        ("John Smith, Jr., Ann Lee", ("John Smith, Jr.", "Ann Lee")),
        ("Byron Sandy & Andy Bygraves", ("Byron Sandy", "Andy Bygraves")),
        (["Ann Lee", "Ann Lee", " Bo\nRay "], ("Ann Lee", "Bo Ray")),
        ([{"name": "Ann Lee"}, {"email": "x"}, None, 7.5], ("Ann Lee", "7.5")),
        ({"name": "Ann Lee"}, ("Ann Lee",)),
        ("https://www.facebook.com/annlee", None),
        ("  ", None),
        ([], None),
        (None, None),
    ],
    ids=str,
)
def test_authors_are_read_however_they_are_written(value: object, names: tuple[str, ...] | None) -> None:
    assert read_authors(value) == names


def test_a_hostile_byline_is_cut() -> None:
    assert read_authors("a" + " " * 5_000_000) == ("a",)
    assert len(read_authors([str(n) for n in range(100)]) or ()) == 20


@pytest.mark.parametrize(
    ("value", "source"),
    [
        ("Meridian Wire", "Meridian Wire"),
        ({"id": None, "name": "Meridian Wire"}, "Meridian Wire"),
        ({"uri": "x", "title": "Meridian Wire"}, "Meridian Wire"),
        ("www.meridian.example", "meridian.example"),
        ("https://www.meridian.example/news", "meridian.example"),
        ({"id": 1}, None),
        (None, None),
    ],
    ids=str,
)
def test_an_outlet_is_a_name_an_address_or_an_object(value: object, source: str | None) -> None:
    assert read_source(value) == source


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("en", "en"),
        ("en-US", "en"),
        ("pt_BR", "pt"),
        ("EN", "en"),
        ("eng", "en"),
        ("German", "de"),
        ("no", "no"),
        ("x-default", None),
        ("und", None),
        ("", None),
        (None, None),
    ],
    ids=str,
)
def test_a_language_becomes_its_code(value: object, code: str | None) -> None:
    assert read_language(value) == code


@pytest.mark.parametrize(
    "value",
    [
        "javascript:alert(1)",
        "ftp://a.example/x",
        "/relative",
        "http://[broken",
        "http://a b",
        "http://a\x1b[0m",
        "",
        None,
        5,
    ],
    ids=str,
)
def test_what_is_not_a_web_address_is_no_url(value: object) -> None:
    assert read_url(value) is None


def test_a_domain_goes_without_www() -> None:
    assert read_domain("https://www.a.example:8080/x") == "a.example"
    assert read_url(" https://a.example/ü ") == "https://a.example/ü"


def test_text_may_be_a_list_of_paragraphs() -> None:
    assert read_text(["One.", "Two."]) == "One.\n\nTwo."
    assert read_text([1, 2]) is None
    assert read_line(2024) == "2024"
    assert read_line(True) is None


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("maintext", "text"),
        ("content", "text"),
        ("Headline", "title"),
        ("publisher", "source"),
        ("byline", "authors"),
        ("publishedAt", "published"),
        ("published_at", "published"),
        ("pubDate", "published"),
        ("date_published", "published"),
        ("created_at", "published"),
        ("dateModified", "updated"),
        ("lang", "language"),
        ("link", "url"),
    ],
)
def test_names_of_fields_are_guessed(name: str, field: str) -> None:
    assert collect_candidates({name: "value"}, {})[field] == ["value"]


@pytest.mark.parametrize(
    ("value", "count"),
    [("dock-strike", 0), ("https://a.example/1", 0), (7, 0), ("The docks closed.", 1), ("港" * 100, 1)],
    ids=["slug", "address", "number", "sentence", "long text without spaces"],
)
@pytest.mark.parametrize("name", ["story", "article"])
def test_the_name_of_an_article_elsewhere_is_no_text(name: str, value: object, count: int) -> None:
    assert len(collect_candidates({name: value}, {})["text"]) == count


def test_the_first_usable_candidate_wins() -> None:
    found = collect_candidates({"date": "Friday", "created_at": "2025-10-31", "text": "", "body": "Words."}, {})
    article = build_article(found, origin="x", options=ReadOptions())
    assert isinstance(article, Article)
    assert (article.text, article.published) == ("Words.", "2025-10-31")


def test_the_outlet_falls_back_to_the_default_then_to_the_domain() -> None:
    found = {"text": ["Words."], "url": ["https://www.a.example/1"]}
    plain = build_article(found, origin="x", options=ReadOptions())
    options = ReadOptions(default_source="Meridian Wire", default_language="de-AT")
    given = build_article(found, origin="x", options=options)
    assert isinstance(plain, Article) and isinstance(given, Article)
    assert (plain.source, plain.language) == ("a.example", None)
    assert (given.source, given.language) == ("Meridian Wire", "de")


def test_without_text_there_is_no_article() -> None:
    found = {"text": [" \x00 "], "title": ["Title"]}
    assert build_article(found, origin="x", options=ReadOptions()) == Skipped(origin="x", reason="no text")


def test_a_mapping_to_an_unknown_field_is_refused() -> None:
    with pytest.raises(UsageProblem, match=r"no field 'headline'.* title"):
        ReadOptions(fields={"headline": "title"})


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://reader:s3cret@harbour-post.example/crane", "https://harbour-post.example/crane"),
        ("http://s3cret@harbour-post.example:8080/?a=1", "http://harbour-post.example:8080/?a=1"),
        ("https://a%40b:s3%2Fcret@harbour-post.example/", "https://harbour-post.example/"),
        ("https://a@b:s3cret@harbour-post.example/", "https://harbour-post.example/"),
        ("https://harbour-post.example/@reader/crane?to=a@b.example", "https://harbour-post.example/@reader/crane?to=a@b.example"),
    ],
)  # fmt: skip
def test_an_address_is_kept_without_name_and_password(url: str, kept: str) -> None:
    assert read_url(url) == kept
