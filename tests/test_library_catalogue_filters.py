"""Limits on articles are made of what people and programs write, and what means nothing is refused."""

from pathlib import Path

import pytest
from library_fakes import HashEmbedder, make_article

from qa.errors import UsageProblem
from qa.library import Library
from qa.library.catalogue.filters import make_filters


@pytest.mark.parametrize("held", ["en", "fil", "zxx", "xx", "en-US", "zh_Hant_TW", "iw"])
def test_a_language_that_the_library_holds_is_found_by_its_own_tag(tmp_path: Path, held: str) -> None:
    with Library.open(tmp_path / "library", embedder=HashEmbedder(), create=True) as library:
        list(library.add_articles([make_article(1, language=held), make_article(2, language="sw")]))
        [found] = library.list_articles(make_filters(languages=held))
        assert found.language == held
        [count] = [count for count in library.collect_statistics().languages if count.name != "sw"]
        assert len(library.list_articles(make_filters(languages=[count.name]))) == 1


def test_a_language_may_be_named_and_named_twice() -> None:
    assert make_filters(languages=["German", "de", "ger"]).languages == ("de", "ger")


@pytest.mark.parametrize("value", ["klingon", "e", "12", "", "english and german", "\ud800"])
def test_what_is_no_language_is_refused_with_its_field(value: str) -> None:
    with pytest.raises(UsageProblem, match=r"is no language that can be told: give a name or a code") as error:
        make_filters(languages=["en", value])
    assert error.value.param == "languages"
