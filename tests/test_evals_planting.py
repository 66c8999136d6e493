"""Planted statements: what is made of a sentence for each kind, and that a draw of them is balanced and repeatable."""

import json
from collections import Counter
from pathlib import Path

import pytest

from qa.articles import Article, read_articles
from qa.evals.planting import FALSE_KINDS, KINDS, TRUE_KINDS, Planting, draw_articles, plant_statements
from qa.evals.planting.gather import gather_samples
from qa.evals.planting.sample import is_told
from qa.language.planting.prose import fit_article
from qa.language.profiles.en_inflection import inflect_verb

SEEDS = Path(__file__).parents[1] / "seeds" / "articles"
REST = (
    "Harbour Minister Dora Quill said the tram company Northrail would pay for the new bridge in Ellmouth.",
    "Union leader Piet Marlow said the strike in Ellmouth would last for a month at least.",
)


def make_statements(kind: str, *sentences: str) -> list[str]:
    """Return what is made of the first sentence of an article, for a kind."""
    article = Article(text="\n\n".join((*sentences, *REST)), published="2024-05-08", language="en")
    around = gather_samples(article, 0)
    sample = next(sample for sample in around.others if sample.text == sentences[0])
    return [change.text for change in KINDS[kind](sample, around)]


@pytest.mark.parametrize(
    ("kind", "sentence", "expected"),
    [
        pytest.param(
            "shortened",
            "Anna Velt, the mayor of Ellmouth, opened the new ferry terminal on Tuesday.",
            "Anna Velt opened the new ferry terminal on Tuesday.",
            id="without an apposition",
        ),
        pytest.param(
            "shortened",
            "Northrail (founded in 1911) runs all of the trams in Ellmouth and Castle Brenn.",
            "Northrail runs all of the trams in Ellmouth and Castle Brenn.",
            id="without a parenthesis",
        ),
        pytest.param(
            "shortened",
            "Northrail bought the ferry company Ostline in March and raised its fares in June.",
            "Northrail bought the ferry company Ostline in March.",
            id="without the second thing that it did",
        ),
        pytest.param(
            "recast",
            "Northrail bought the small ferry company in Ellmouth.",
            "The small ferry company was bought by Northrail in Ellmouth.",
            id="passive",
        ),
        pytest.param(
            "recast",
            "Minister Dora Quill said that the tram company would pay for the new bridge in Ellmouth.",
            "The tram company would pay for the new bridge in Ellmouth, Minister Dora Quill said.",
            id="the speaker last",
        ),
        pytest.param(
            "recast",
            "Anna Velt, the mayor of Ellmouth, opened the new ferry terminal on Tuesday.",
            "The mayor of Ellmouth, Anna Velt, opened the new ferry terminal on Tuesday.",
            id="the name after the role",
        ),
        pytest.param(
            "recast",
            "Anna Velt opened the new ferry terminal in Ellmouth on Tuesday.",
            "Anna Velt opened the new ferry terminal in Ellmouth on 7 May 2024.",
            id="the day",
        ),
        pytest.param(
            "recast",
            "Northrail of Ellmouth has ordered twelve new trams from Ostline.",
            "Northrail of Ellmouth has ordered 12 new trams from Ostline.",
            id="a number in figures",
        ),
        pytest.param(
            "roles swapped",
            "Northrail sued Ostline in the district court of Ellmouth.",
            "Ostline sued Northrail in the district court of Ellmouth.",
            id="the two sides of a verb",
        ),
        pytest.param(
            "roles swapped",
            "Northrail was sued by Ostline in the district court of Ellmouth.",
            "Ostline was sued by Northrail in the district court of Ellmouth.",
            id="the two sides of a passive verb",
        ),
        pytest.param(
            "person replaced",
            "Mayor Anna Velt opened the new ferry terminal in Ellmouth on Tuesday.",
            "Mayor Piet Marlow opened the new ferry terminal in Ellmouth on Tuesday.",
            id="another person of the article",
        ),
        pytest.param(
            "numbers swapped",
            "The fire in Ellmouth destroyed 14 houses and damaged 32 boats in Castle Brenn.",
            "The fire in Ellmouth destroyed 32 houses and damaged 14 boats in Castle Brenn.",
            id="two numbers",
        ),
        pytest.param(
            "unit changed",
            "Northrail will pay 35 million crowns for the new bridge in Ellmouth.",
            "Northrail will pay 35 billion crowns for the new bridge in Ellmouth.",
            id="a scale",
        ),
        pytest.param(
            "antonym",
            "The fares of Northrail in Ellmouth rose by 4 percent in the first quarter.",
            "The fares of Northrail in Ellmouth fell by 4 percent in the first quarter.",
            id="a verb",
        ),
        pytest.param(
            "comparison turned",
            "Northrail said more than 300 passengers were stranded in Ellmouth on Tuesday.",
            "Northrail said fewer than 300 passengers were stranded in Ellmouth on Tuesday.",
            id="more than",
        ),
        pytest.param(
            "negation flipped",
            "Northrail bought the small ferry company in Ellmouth.",
            "Northrail did not buy the small ferry company in Ellmouth.",
            id="a verb denied",
        ),
        pytest.param(
            "negation flipped",
            "Northrail did not buy the small ferry company in Ellmouth.",
            "Northrail bought the small ferry company in Ellmouth.",
            id="a denial lost",
        ),
        pytest.param(
            "hedge removed",
            "Northrail may close the ferry terminal in Ellmouth this winter.",
            "Northrail will close the ferry terminal in Ellmouth this winter.",
            id="what may be",
        ),
        pytest.param(
            "hedge removed",
            "Mayor Anna Velt plans to sell the small ferry company in Ellmouth.",
            "Mayor Anna Velt has sold the small ferry company in Ellmouth.",
            id="what is planned",
        ),
        pytest.param(
            "status changed",
            "Piet Marlow was charged with fraud by the district court of Ellmouth.",
            "Piet Marlow was convicted of fraud by the district court of Ellmouth.",
            id="a charge",
        ),
        pytest.param(
            "stance changed",
            "Anna Velt denied that Northrail had paid for the ferry terminal.",
            "Anna Velt admitted that Northrail had paid for the ferry terminal.",
            id="a denial",
        ),
        pytest.param(
            "allegation as fact",
            "Prosecutors accused Piet Marlow of taking bribes from Northrail.",
            "Piet Marlow took bribes from Northrail.",
            id="an accusation",
        ),
        pytest.param(
            "attribution changed",
            "Anna Velt said the bridge in Ellmouth would be closed for repairs until the summer.",
            "Union leader Piet Marlow said the bridge in Ellmouth would be closed for repairs until the summer.",
            id="another speaker of the article",
        ),
        pytest.param(
            "over-generalised",
            "Northrail told some passengers of the strike in Ellmouth on Tuesday.",
            "Northrail told all passengers of the strike in Ellmouth on Tuesday.",
            id="some",
        ),
        pytest.param(
            "cause inverted",
            "The drivers in Ellmouth stopped work because Northrail had cut wages.",
            "Northrail had cut wages because the drivers in Ellmouth stopped work.",
            id="a clause",
        ),
        pytest.param(
            "cause inverted",
            "The ferry terminal in Ellmouth was closed on Tuesday because of heavy snow in Castle Brenn.",
            "The ferry terminal in Ellmouth was closed on Tuesday despite heavy snow in Castle Brenn.",
            id="a noun",
        ),
    ],
)
def test_a_kind_is_made_of_a_sentence(kind: str, sentence: str, expected: str) -> None:
    assert expected in make_statements(kind, sentence)


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        pytest.param(
            "roles swapped", "Northrail met Ostline in the town hall of Ellmouth.", id="a verb with equal sides"
        ),
        pytest.param(
            "antonym", "Anna Velt raised doubts about the new ferry terminal in Ellmouth.", id="a verb in a phrase"
        ),
        pytest.param(
            "numbers swapped",
            "Northrail said repairs of the bridge in Ellmouth will take 14 to 18 weeks.",
            id="the ends of a range",
        ),
        pytest.param(
            "person replaced",
            "Anna Velt also opened the new ferry terminal in Ellmouth on Tuesday.",
            id="what others may have done too",
        ),
        pytest.param(
            "shortened",
            "Northrail will close the ferry terminal in Ellmouth, unless Ostline pays for repairs.",
            id="a condition",
        ),
        pytest.param(
            "over-generalised", "Northrail has not told many passengers of the strike in Ellmouth.", id="under a not"
        ),
    ],
)
def test_a_change_that_might_not_do_what_it_says_is_not_made(kind: str, sentence: str) -> None:
    assert make_statements(kind, sentence) == []


def test_a_replaced_number_is_nowhere_in_the_article_and_above_its_bound() -> None:
    made = make_statements(
        "number replaced", "Northrail said at least 400 passengers were stranded in Ellmouth and Castle Brenn."
    )
    assert len(made) == 1
    assert int(made[0].split()[4].replace(",", "")) > 400


def test_what_another_sentence_says_is_not_planted_as_false() -> None:
    sentence = "Northrail will pay 35 million crowns for the new bridge in Ellmouth."
    article = Article(
        text=f"{sentence}\n\nThe tram company Northrail will pay 35 billion crowns for a bridge in Ellmouth.",
        language="en",
    )
    around = gather_samples(article, 0)
    sample = next(sample for sample in around.others if sample.text == sentence)
    told = [is_told(change, sample, around) for change in KINDS["unit changed"](sample, around)]
    # The other change makes dollars of the crowns.
    assert told == [True, False]


@pytest.mark.parametrize("language", [pytest.param("de", id="told"), pytest.param(None, id="by its words")])
def test_nothing_is_made_of_another_language(language: str | None) -> None:
    text = "Der Minister Anton Greve und die Stadt Ellmouth haben sich am Dienstag mit der Firma Nordbahn geeinigt."
    assert gather_samples(Article(text=text, language=language), 0).others == ()


@pytest.fixture(scope="module")
def planting() -> Planting:
    return plant_statements(read_seeds(), count=60, seed=3)


def read_seeds() -> list[Article]:
    return [article for article in read_articles([SEEDS]) if isinstance(article, Article)]


def test_half_of_the_statements_are_true_and_kinds_have_equal_shares(planting: Planting) -> None:
    kinds = Counter(statement.kind for statement in planting.statements)
    assert Counter(statement.label for statement in planting.statements) == {"true": 30, "false": 30}
    assert [kinds[kind] for kind in TRUE_KINDS] == [10, 10, 10]
    rich = [kinds[kind] for kind in FALSE_KINDS if planting.found[kind] >= 10]
    assert max(rich) - min(rich) <= 1


def test_a_statement_tells_the_sentence_that_it_was_made_of(planting: Planting) -> None:
    texts = {article.url or article.id: article.text for article in read_seeds()}
    for statement in planting.statements:
        assert " ".join(texts[statement.article][statement.start : statement.end].split()) == statement.sentence
        assert (statement.text == statement.sentence) == (statement.kind == "as it stands")
        assert json.loads(json.dumps(statement.to_json()))["question"] is None


def test_the_same_seed_makes_the_same_statements_in_any_order_of_the_articles(planting: Planting) -> None:
    again = plant_statements(reversed(read_seeds()), count=60, seed=3)
    assert {statement.id for statement in again.statements} == {statement.id for statement in planting.statements}


def test_no_statement_stands_twice(planting: Planting) -> None:
    assert len({statement.text for statement in planting.statements}) == len(planting.statements)


def test_a_draw_takes_some_of_the_articles_by_the_seed() -> None:
    articles = [Article(text=f"{n} trams run in Ellmouth.") for n in range(700)]
    one, other = (draw_articles(articles, count=100, seed=seed) for seed in (1, 2))
    assert len(one) == len(other) == 300
    assert one != other
    assert one == draw_articles(articles[::-1], count=100, seed=1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("an decrease", "a decrease", id="before a consonant"),
        pytest.param("a increase", "an increase", id="before a vowel"),
        pytest.param("an honest man and a university", "an honest man and a university", id="by sound"),
    ],
)
def test_an_article_fits_the_word_after_it(text: str, expected: str) -> None:
    assert fit_article(text) == expected


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        pytest.param("stop", "stopped stopped stopping stops", id="doubled"),
        pytest.param("deny", "denied denied denying denies", id="with y"),
        pytest.param("take", "took taken taking takes", id="irregular"),
        pytest.param("offer", "offered offered offering offers", id="not doubled"),
    ],
)
def test_a_verb_is_inflected(lemma: str, forms: str) -> None:
    assert " ".join(inflect_verb(lemma, tag) for tag in ("VBD", "VBN", "VBG", "VBZ")) == forms
