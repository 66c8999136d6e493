import json
import unicodedata

import pytest
from render_samples import ESCAPES

from qa.render.clean import clean_line, clean_lines, clean_url, clean_values, escape_json


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("\x1b[31mred\x1b[0m", "�[31mred�[0m", id="ansi"),
        pytest.param("a\x9b2Jb", "a�2Jb", id="c1"),
        pytest.param("a\u202eb\u2066c", "abc", id="bidi"),
        pytest.param("a\U000e0041b\u200bc", "abc", id="hidden"),
        pytest.param("a\U000e0153\ufe0f b\u2764\ufe0f", "a b\u2764\ufe0f", id="selectors that are none of a letter"),
        pytest.param("a\r\nb\tc\u2028d\x0be", "a b c d�e", id="white space"),
        pytest.param("\ud800x", "�x", id="surrogate"),
        pytest.param("نص عربي, 東京, क्‍ष", "نص عربي, 東京, क्‍ष", id="scripts stay"),
    ],
)
def test_a_line_keeps_words_and_loses_what_steers(text: str, line: str) -> None:
    assert clean_line(text) == line


def test_no_control_character_is_left() -> None:
    everything = "".join(map(chr, range(0x110000)))
    left = {c for c in clean_lines(everything) if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")}
    assert left == {"\n"}


def test_text_keeps_its_lines() -> None:
    assert clean_lines("one\r\ntwo\nthree\x1b") == "one\ntwo\nthree�"


def test_nothing_is_an_empty_line() -> None:
    assert clean_line(None) == ""


@pytest.mark.parametrize(
    ("url", "cleaned"),
    [
        pytest.param("https://a.example/x?y=1#z", "https://a.example/x?y=1#z", id="plain"),
        pytest.param("https://a.example/#:~:text=a%20b,c", "https://a.example/#:~:text=a%20b,c", id="fragment"),
        pytest.param("https://a.example/é\"<'>", "https://a.example/%C3%A9%22%3C'%3E", id="other characters"),
        pytest.param("javascript:alert(1)", None, id="script"),
        pytest.param("file:///etc/passwd", None, id="file"),
        pytest.param("https://", None, id="no host"),
        pytest.param("https://[x", None, id="broken"),
        pytest.param("https://a.example/\x1b[31m", None, id="control character"),
        pytest.param("https://a.example/a b", None, id="space"),
        pytest.param(None, None, id="none"),
    ],
)
def test_only_web_addresses_are_links(url: str | None, cleaned: str | None) -> None:
    assert clean_url(url) == cleaned


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        pytest.param("https://post.example/a?b=c:d", True, id="page"),
        pytest.param("qa://article/1f", True, id="article of ours"),
        pytest.param("/article/1f", True, id="path"),
        pytest.param("post.example:8080/a", True, id="port"),
        pytest.param(" JavaScript:alert(1)", False, id="script"),
        pytest.param("data:text/html,<script>alert(1)</script>", False, id="data"),
        pytest.param("file:///etc/passwd", False, id="file"),
    ],
)
def test_an_address_in_values_runs_nothing(url: str, kept: bool) -> None:
    assert clean_values([{"url": url, "title": url}]) == [{"url": url if kept else None, "title": url}]


def test_escaped_json_says_the_same() -> None:
    escaped = escape_json(json.dumps({"text": ESCAPES}, ensure_ascii=False))
    assert json.loads(escaped) == {"text": ESCAPES}
    assert clean_line(escaped) == " ".join(escaped.split())
