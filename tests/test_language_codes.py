"""A language is told by its name or by a code, and what is neither is no language."""

import pytest

from qa.language.codes import find_code, list_codes, name_language


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ("en", "en"),
        ("EN-us", "en"),
        ("en_US.UTF-8", "en"),
        ("eng", "en"),
        (" English ", "en"),
        ("cy", "cy"),
        ("welsh", "cy"),
        ("Scottish  Gaelic", "gd"),
        ("Norwegian", "no"),
        ("iw", "he"),
        ("xx", None),
        ("jp", None),
        ("fil", None),
        ("klingon", None),
        ("", None),
    ],
)
def test_a_code_is_one_of_the_standard(told: str, code: str | None) -> None:
    assert find_code(told) == code


def test_a_language_is_called_by_its_name_and_one_without_a_name_by_its_code() -> None:
    assert [name_language(code) for code in ("nb", "zu", "pt-BR", "zxx")] == ["Norwegian", "Zulu", "Portuguese", "zxx"]


@pytest.mark.parametrize(
    ("told", "codes"),
    [
        ("German", ("de",)),
        ("en-US", ("en", "en-us")),
        ("iw", ("he", "iw")),
        ("fil", ("fil",)),
        ("zxx", ("zxx",)),
        ("klingon", ()),
        ("e", ()),
    ],
)
def test_articles_may_have_the_tag_itself_as_their_code(told: str, codes: tuple[str, ...]) -> None:
    assert list_codes(told) == codes
