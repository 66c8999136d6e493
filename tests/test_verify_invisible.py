"""Characters that nobody sees change no word and no figure, in an article or in a statement."""

import pytest
from core_samples import check_sentence

from qa.drafting import read_reply

STATED = "The harbourmaster Ola Berg left after 61 days."


@pytest.mark.parametrize(
    "said",
    [
        pytest.param("The har\u200bbour\u200bmaster Ola Berg left after 61 days.", id="zero-width spaces"),
        pytest.param("The harbour\u2060master Ola Berg left after 61 days.", id="a word joiner"),
        pytest.param("The harbour\u00admaster Ola Berg left after 61 days.", id="a soft hyphen"),
        pytest.param("\ufeffThe harbourmaster Ola Be\u200crg left after 61 days.", id="a mark of order, a non-joiner"),
        pytest.param("The harbourmaster \u202aOla Berg\u202c left after 61\u200e days.", id="marks of direction"),
        pytest.param("The harbourmaster \u2066Ola Berg\u2069 left after 6\u200b1 days.", id="within a figure"),
        pytest.param("The harbour\u034fmaster Ola Berg\ufe0f left after 61 days.", id="joiners of marks, of drawing"),
        pytest.param("The harbourmaster Ola\u00a0Berg left after 61\u202fdays.", id="blanks that do not break"),
    ],
)
def test_what_is_not_seen_is_looked_through(said: str) -> None:
    assert check_sentence(STATED, said).supported
    assert check_sentence(said, STATED).supported
    assert not check_sentence(STATED.replace("61", "68"), said).supported


@pytest.mark.parametrize(
    ("written", "read"),
    [
        pytest.param("Cafe\u0301 Re\u0301al closed. [1]", "Café Réal closed.", id="accents apart"),
        pytest.param("The fer\u200bry\u00ad sank. [1]", "The ferry sank.", id="zero width"),
        pytest.param("\u2067The ferry sank.\u2069 [1]", "The ferry sank.", id="direction"),
        pytest.param("The ferry\ufe0f sank.\ufeff [1]", "The ferry sank.", id="drawing"),
    ],
)
def test_a_reply_is_read_without_it(written: str, read: str) -> None:
    assert [draft.text for draft in read_reply(written).drafts] == [read]
