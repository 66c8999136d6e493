"""What is changed in a near copy of a sentence is found word by word, in every language that has a profile."""

import pytest
from guard_samples import list_kinds, object_to


@pytest.mark.parametrize(
    ("statement", "article", "kind"),
    [
        pytest.param(
            "Rell, who lost in 2021, called Moss a close ally.",
            "Moss, who lost in 2021, called Rell a close ally.",
            "roles",
            id="two runs change places",
        ),
        pytest.param(
            "The road was closed because the bridge fell.",
            "The bridge fell because the road was closed.",
            "cause",
            id="around because",
        ),
        pytest.param(
            "Exports rose from 31 to 24 million crowns over the year.",
            "Exports rose from 24 to 31 million crowns over the year.",
            "number",
            id="two numbers change places",
        ),
        pytest.param(
            "The vote on the harbour was held in June 2025, the council said.",
            "The vote on the harbour was held in May 2025, the council said.",
            "date",
            id="another month",
        ),
        pytest.param(
            "The largest ferry of the line sank off Cape Merrin.",
            "The smallest ferry of the line sank off Cape Merrin.",
            "direction",
            id="a superlative",
        ),
        pytest.param(
            "The harbour is a popular place for divers in winter.",
            "The harbour is an unpopular place for divers in winter.",
            "direction",
            id="un-",
        ),
        pytest.param(
            "Nearly all of it was told by Josip Hale, a crane operator, on the pier.",
            "Nearly all of it was told by Maren Tolliver, a crane operator, on the pier.",
            "name",
            id="another name",
        ),
        pytest.param(
            "Every house in the valley lost its roof in the storm.",
            "Nearly every house in the valley lost its roof in the storm.",
            "scope",
            id="nearly left out",
        ),
    ],
)
def test_a_change_of_words_that_turns_it_is_found(statement: str, article: str, kind: str) -> None:
    assert kind in list_kinds(statement, article)


@pytest.mark.parametrize(
    ("statement", "article"),
    [
        pytest.param(
            "After the storm the ferry left the port of Aldine.",
            "The ferry left the port of Aldine after the storm.",
            id="a phrase moved",
        ),
        pytest.param(
            "A crane operator of 26, Josip Hale, spoke on the pier.",
            "Josip Hale, a crane operator of 26, spoke on the pier.",
            id="an apposition turned",
        ),
        pytest.param("About 9 percent of it is gone now.", "About 9% of it is gone now.", id="percent written out"),
        pytest.param("Eight of the boats sank at once.", "8 of the boats sank at once.", id="a number in words"),
        pytest.param(
            "The ferry sank off Cape Merrin.",
            "The ferry, which had not been repaired, sank off Cape Merrin.",
            id="a clause left out",
        ),
    ],
)
def test_a_change_of_words_that_keeps_it_is_let_be(statement: str, article: str) -> None:
    assert not [flag for flag in object_to(statement, article) if flag.decides]


@pytest.mark.parametrize(
    ("language", "statement", "article", "kind"),
    [
        pytest.param(
            "de",
            "Die Inflation stieg im Oktober auf 3 Prozent.",
            "Die Inflation stieg im Oktober auf 3,5 Prozent.",
            "number",
            id="German number",
        ),
        pytest.param(
            "de",
            "Die Ministerin will die Steuern senken.",
            "Die Ministerin will die Steuern nicht senken.",
            "negation",
            id="German negation",
        ),
        pytest.param(
            "de",
            "Die Preise für Brot sanken im Oktober deutlich.",
            "Die Preise für Brot stiegen im Oktober deutlich.",
            "direction",
            id="German direction",
        ),
        pytest.param(
            "es",
            "El banco subió los tipos el lunes en Madrid.",
            "El banco bajó los tipos el lunes en Madrid.",
            "direction",
            id="Spanish direction",
        ),
        pytest.param(
            "fr",
            "Le conseil a payé la rançon aux pirates.",
            "Le conseil n'a pas payé la rançon aux pirates.",
            "negation",
            id="French negation",
        ),
    ],
)
def test_other_languages_are_held_against_their_words(language: str, statement: str, article: str, kind: str) -> None:
    assert kind in list_kinds(statement, article, language=language)


def test_a_german_sentence_as_it_stands_is_let_be() -> None:
    text = "Die Ministerin will die Steuern nicht senken."
    assert object_to(text, text, language="de") == []


def test_a_statement_in_another_language_than_the_article_is_let_be() -> None:
    german = "Die Ministerin will die Steuern nicht senken, sagte sie am Montag in Berlin."
    assert object_to("The minister wants to lower taxes, she said on Monday in Berlin.", german, language="de") == []


def test_a_verb_of_saying_that_the_sentence_has_besides_a_denial_is_not_put_in_its_place() -> None:
    kinds = list_kinds(
        "Koll said that the paper was a draft by consultants.",
        "Koll, who denied then that the paper existed, said on Thursday that it was a draft by consultants.",
    )
    assert "stance" not in kinds
