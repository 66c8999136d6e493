"""HTML in a field becomes the text that a reader would see; other text stays as it is."""

import pytest

from qa.articles.readers.rows.markup import read_markup


@pytest.mark.parametrize(
    ("html", "text"),
    [
        pytest.param("<p>One &amp; two.</p><p>Three.</p>", "One & two.\n\nThree.", id="paragraphs"),
        pytest.param("One.<br>Two.<br />Three.", "One.\nTwo.\nThree.", id="line breaks"),
        pytest.param(
            "<p>It <b>costs</b> 4&nbsp;million.</p><script>x()</script>", "It costs 4\xa0million.", id="a script"
        ),
        pytest.param("&lt;p&gt;One.&lt;/p&gt;", "One.", id="escaped as a whole"),
        pytest.param("Crane &#8211; at last", "Crane – at last", id="a title with a sign"),
        pytest.param("<ul><li>One</li><li>Two</li></ul>", "One\n\nTwo", id="a list"),
        pytest.param("<style>p{}</style><div>One\n two</div>", "One two", id="a style"),
        pytest.param("<p>One <unknown>two<p>", "One two", id="broken"),
    ],
)
def test_markup_becomes_text(html: str, text: str) -> None:
    assert read_markup(html) == text


@pytest.mark.parametrize(
    "text", ["a < b and b > c", "Q&A; nothing", "x <- y", "5 <p", "He said: <laughs>", ""], ids=repr
)
def test_other_text_stays(text: str) -> None:
    assert read_markup(text) == text
