"""Of what nobody sees, only what the letters around it need is kept."""

import unicodedata

import pytest

from qa.language.invisible import drop_unneeded

ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        pytest.param("The \u202eyrref\u202c sank.", "The yrref sank.", id="overrides turn words round"),
        pytest.param("The \u202aferry\u202c \u202bsank\u202c.", "The ferry sank.", id="embeddings have successors"),
        pytest.param("العبارة \u202b(أمس)\u202c غرقت", "العبارة (أمس) غرقت", id="embeddings, in Arabic too"),
        pytest.param("The \u2067ferry\u2069 sank.", "The ferry sank.", id="isolates where all goes one way"),
        pytest.param("The fer\u200bry sank.", "The ferry sank.", id="spaces of no width"),
        pytest.param("The fer\u2060ry \ufeffsank.", "The ferry sank.", id="word joiners"),
        pytest.param("The fer\u00adry sank.", "The ferry sank.", id="soft hyphens"),
        pytest.param("The fer\u200d\u200cry sank.", "The ferry sank.", id="joiners between Latin letters"),
        pytest.param("The\u200e ferry\u200f sank.", "The ferry sank.", id="marks of direction without a reason"),
        pytest.param("The ferry\U000e0053\U000e0061\U000e0079 sank.", "The ferry sank.", id="tags spell orders"),
        pytest.param(f"{ENGLAND} won.", "\U0001f3f4 won.", id="tags of a flag are tags"),
        pytest.param("The ferry\ufe0f sank.\U000e0101", "The ferry sank.", id="selectors after a letter"),
        pytest.param("\U0001f600\U000e0153\U000e0154 sank", "\U0001f600 sank", id="selectors that spell bytes"),
        pytest.param("\u2764\ufe0f\ufe0e\ufe0f", "\u2764\ufe0f", id="a selector after a selector"),
        pytest.param("fer\u034fry \u2062\u206a\ufff9sank\u180e", "ferry sank", id="marks of other trades"),
        pytest.param("\ufe0f\u200d\u200b\U000e0001", "", id="nothing else"),
    ],
)
def test_what_serves_nobody_goes(text: str, left: str) -> None:
    assert drop_unneeded(text) == left


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("می\u200cخواهم کتاب\u200cها را", id="Persian parts endings"),
        pytest.param("HTML\u200cها و ه\u200d.", id="Persian beside Latin and a full stop"),
        pytest.param("क्\u200dष र्\u200dय", id="Hindi draws half letters"),
        pytest.param("ന\u0d4d\u200d", id="Malayalam ends words with them"),
        pytest.param("សួស្តី\u200bពិភពលោក", id="Khmer parts words"),
        pytest.param("ᠮᠣᠩᠭᠣ\u180bᠯ", id="Mongolian chooses forms"),
        pytest.param("葛\U000e0100城 辻\ufe00", id="ideographs have variants"),
        pytest.param("\u2764\ufe0f\u200d\U0001f525 \U0001f469\U0001f3fd\u200d\U0001f680", id="emoji are put together"),
        pytest.param("1\ufe0f\u20e3 \u00a9\ufe0e", id="keys and signs have a colour or none"),
        pytest.param("מחיר \u200e-5%\u200f היה", id="marks of direction in Hebrew"),
        pytest.param("قال \u2067فلان\u2069 إن \u2066BBC\u2069 كذبت", id="closed isolates in Arabic"),
        pytest.param("cafe\u0301 \u201cso\u201d\u00a0\u2014 \u202f5\u2009%", id="what is seen, or a space that is"),
    ],
)
def test_what_the_letters_around_it_need_stays(text: str) -> None:
    assert drop_unneeded(text) == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        pytest.param("قال \u2067فلان إن", "قال فلان إن", id="not closed"),
        pytest.param("قال \u2069فلان\u2067 إن", "قال فلان إن", id="closed before it opens"),
        pytest.param("\u2067قال\nفلان\u2069", "قال\nفلان", id="closed on another line"),
        pytest.param("\u2067The ferry\u2069\nقال", "The ferry\nقال", id="letters of another line are no reason"),
    ],
)
def test_isolates_stay_on_their_line(text: str, left: str) -> None:
    assert drop_unneeded(text) == left


def test_alone_on_a_line_no_mark_is_left_that_is_not_seen() -> None:
    left = drop_unneeded("\n".join(chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000))
    formats = {unicodedata.name(c).split()[0] for c in left if unicodedata.category(c) == "Cf"}
    # Those of figures, verses and glyphs that stand around or above others are seen.
    assert formats == {"ARABIC", "SYRIAC", "KAITHI", "EGYPTIAN"}
    assert not {c for c in left if "VARIATION SELECTOR" in unicodedata.name(c, "")}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a\u200bb\u2067ק\u2069\u202e\ufe0f", id="Hebrew"),
        pytest.param("ק\u200e\u200d\u200c \u2764\u200d\u200d\u2764", id="emoji"),
        pytest.param("می\u200c\u200c\u200dخ", id="Persian"),
    ],
)
def test_what_is_left_is_left_again(text: str) -> None:
    left = drop_unneeded(text)
    assert drop_unneeded(left) == left
