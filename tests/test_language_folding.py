"""There is one folding of words: what the index stores, and what is compared."""

import sqlite3
from contextlib import closing

import pytest

from qa.language.folding import fold_for_search, fold_words, strip_accents
from qa.library.stories.outlets import fold_outlet

TEXTS = [
    pytest.param("São Tomé, Škoda und Çeşme", id="accents"),
    pytest.param("ＮＥＷＳ ﬁne ２０２５", id="wide letters and ligatures"),
    pytest.param("東京でのニュース", id="no spaces"),
    pytest.param("서울 시장은", id="Hangul"),
    pytest.param("harbour\u00admaster\u200b", id="not seen"),
    pytest.param("a\x00b", id="a NUL"),
]


@pytest.mark.parametrize("text", TEXTS)
def test_words_are_compared_in_the_form_in_which_the_index_holds_them(text: str) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE t USING fts5 (b, tokenize='unicode61 remove_diacritics 2')")
        connection.execute("CREATE VIRTUAL TABLE v USING fts5vocab ('t', 'row')")
        connection.execute("INSERT INTO t VALUES (?)", [fold_for_search(text)])
        held = {term for (term,) in connection.execute("SELECT term FROM v")}
        connection.execute("INSERT INTO t VALUES (?)", [fold_words(text)])
        assert {term for (term,) in connection.execute("SELECT term FROM v")} == held


def test_syllables_stay_whole_and_only_marks_go() -> None:
    assert strip_accents("서울 ñandú Ångström") == "서울 nandu Angstrom"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("The Süddeutsche", "suddeutsche", id="accents and article"),
        pytest.param("Straßenblatt", "STRASSENBLATT", id="sharp s"),
        pytest.param("Ｎｅｗｓ Today", "news today", id="wide letters"),
    ],
)
def test_outlets_are_folded_alike(one: str, other: str) -> None:
    assert fold_outlet(one) == fold_outlet(other)
