"""The colours of the pages can be read by everybody: WCAG 2.2, level AA."""

import pytest

from qa.render.pages.colours import Scheme, read_colours

SCHEMES: tuple[Scheme, ...] = ("light", "dark")
WORDS = (
    "text", "faint", "accent", "plan", "right", "partly", "wrong", "rightly", "wrongly", "error",
)  # fmt: skip


def measure_contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio)."""
    light, dark = sorted((_measure_luminance(one), _measure_luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _measure_luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_measure_is_that_of_the_standard() -> None:
    assert measure_contrast("#000000", "#ffffff") == pytest.approx(21)
    assert measure_contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", WORDS)
def test_words_stand_out_from_the_page_and_from_what_lies_on_it(scheme: Scheme, name: str) -> None:
    colours = read_colours(scheme)
    assert {
        ground: c for ground in ("page", "card") if (c := measure_contrast(colours[name], colours[ground])) < 4.5
    } == {}


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("ground", ["quote", "wrong-back", "open-back"])
def test_marked_words_stand_out_from_their_mark(scheme: Scheme, ground: str) -> None:
    colours = read_colours(scheme)
    assert measure_contrast(colours["text"], colours[ground]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", ["edge", "accent", "plan", "wrong", "wrongly"])
def test_what_is_no_word_but_tells_something_is_seen(scheme: Scheme, name: str) -> None:
    colours = read_colours(scheme)
    assert min(measure_contrast(colours[name], colours[ground]) for ground in ("page", "card")) >= 3


def test_a_dark_page_has_every_colour_of_a_light_one() -> None:
    assert read_colours("light").keys() == read_colours("dark").keys()
