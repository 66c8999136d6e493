"""What greets or opines is told from what states something, and so are the words that limit a quotation."""

import pytest

from qa.language.wording.remarks import adds_on, cut_limit_after, cut_limit_before, is_remark


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("Dear Anna,", "en"),
        ("Thanks for reading.", "en"),
        ("I think that is sad.", "en"),
        ("What a week!", "en"),
        ("In my opinion it was wrong.", "en"),
        ("Vielen Dank für die Fragen.", "de"),
        ("Ich finde das traurig.", "de"),
        ("Gracias por leer.", "es"),
        ("En mi opinión fue un error.", "es"),
        ("Merci de votre attention.", "fr"),
        ("À mon avis c’était une erreur.", "fr"),
    ],
)
def test_a_remark_states_nothing(sentence: str, language: str) -> None:
    assert is_remark(sentence, language)


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("Thanks to the law, many were freed.", "en"),
        ("I think 29 people died.", "en"),
        ("I believe that the mayor, Orla Denn, resigned.", "en"),
        ("“I think so,” the mayor said.", "en"),
        ("Enjoyment of music fell.", "en"),
        ("Gracias a la ley muchos salieron.", "es"),
        ("Die Bitte wurde abgelehnt.", "de"),
        ("It rained.", None),
    ],
)
def test_a_statement_is_no_remark(sentence: str, language: str | None) -> None:
    assert not is_remark(sentence, language)


@pytest.mark.parametrize(
    ("rest", "limit"),
    [
        (", but only if it rains.", "but only if it rains."),
        (" if it rains, he said.", "if it rains, he said."),
        (" and stays there unless it rains.", "unless it rains."),
        ("; however, not today", "however, not today"),
        (", the only survivor said", ""),
        (" but for the mayor", "but for the mayor"),
        (" and left.", ""),
        (".", ""),
    ],
)
def test_what_takes_something_back_is_cut_out(rest: str, limit: str) -> None:
    assert cut_limit_after(rest, "en") == limit


@pytest.mark.parametrize(
    ("before", "limit"),
    [
        ("I do not believe that ", "not believe that "),
        ("It is doubtful whether ", "whether "),
        ("They didn’t say ", "didn’t say "),
        ("She said that ", ""),
        ("A knot in ", ""),
    ],
)
def test_what_turns_the_words_after_it_is_cut_out(before: str, limit: str) -> None:
    assert cut_limit_before(before, "en") == limit


def test_each_language_has_its_own_words() -> None:
    assert cut_limit_after(", aber nur am Montag", "de") == "aber nur am Montag"
    assert cut_limit_after(" si llueve", "es") == "si llueve"
    assert cut_limit_before("il n’est ", "fr") == "n’est "
    assert adds_on(" und ging", "de") and adds_on(" and left") and not adds_on(" android")
