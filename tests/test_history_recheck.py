import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from library_fakes import HashEmbedder, make_article
from render_samples import (
    HOSTILE,
    make_answer,
    make_citation,
    make_doubtful_answer,
    make_hostile_answer,
    make_refusal,
)

from qa.answer import CitedArticle
from qa.articles import Article
from qa.errors import UsageProblem
from qa.history.recheck import (
    STATES,
    CheckedCitation,
    SavedAnswer,
    SavedCitation,
    count_states,
    read_answers,
    recheck_answers,
)
from qa.library import Library
from qa.render.answers.words import quote_words
from qa.render.layout import write_plain
from qa.render.library.recheck import lay_out_recheck

QUOTE = "The flood killed 48 people. The mayor said “help will come”."
CITED = make_article(1, text=f"Rain fell for a week.\n\n{QUOTE} The bridge was closed.", title="Flood")
NOTICE = "Correction: An earlier version of this article said 48 people had died."


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path, embedder=HashEmbedder(), create=True) as library:
        yield library


def cite(article: Article = CITED, quote: str = QUOTE, correction: str | None = None) -> SavedCitation:
    about = CitedArticle(
        id=article.id, title=article.title, source=article.source, published=article.published, url=article.url
    )
    return SavedCitation(n=1, article=about, quote=quote, correction=correction)


def check(library: Library, article: Article, citation: SavedCitation) -> CheckedCitation:
    """Return what became of a citation of CITED once the article has taken its place."""
    for added in (CITED, article):
        list(library.add_articles([added]))
    [answer] = recheck_answers([SavedAnswer(question="How many?", citations=(citation,))], library)
    assert answer.question == "How many?"
    return answer.citations[0]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(CITED.text, id="the same"),
        pytest.param("Snow fell. " + CITED.text, id="elsewhere"),
        pytest.param(
            CITED.text.replace("“", '"').replace("”", '"').replace(" killed ", "\nkilled  "), id="other marks"
        ),
        pytest.param(CITED.text.replace("people. The", "people.\n\nHundreds fled.\n\nThe"), id="a sentence between"),
    ],
)
def test_a_quote_that_is_still_there_stands(library: Library, text: str) -> None:
    article = replace(CITED, text=text)
    checked = check(library, article, cite())
    assert (checked.state, checked.current, checked.now, checked.correction) == ("stands", article.id, "", None)


def test_a_quote_that_is_changed_tells_what_the_article_says_now(library: Library) -> None:
    checked = check(library, replace(CITED, text=CITED.text.replace("48", "52")), cite())
    assert (checked.state, checked.quote) == ("changed", QUOTE)
    assert checked.now == QUOTE.replace("48", "52")
    assert checked.article.id == CITED.id != checked.current


def test_a_quote_that_nothing_is_like_is_changed_to_nothing(library: Library) -> None:
    checked = check(library, replace(CITED, text="Schools reopen in Leeds on Monday."), cite())
    assert (checked.state, checked.now) == ("changed", "")


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("Flood kills 4", "Flood kills 48"),
        ("Flood kills 4", "Flood kills 4,800"),
        ("8 people died", "48 people died"),
        ("8 million people", "4.8 million people"),
        ("It cost 4.", "It cost 4.5 million."),
    ],
)
def test_a_number_within_another_is_not_the_quote(library: Library, quote: str, text: str) -> None:
    checked = check(library, replace(CITED, text=text), cite(quote=quote))
    assert (checked.state, checked.now) == ("changed", text)


def test_sentences_without_spaces_between_them_stand(library: Library) -> None:
    text = "记者说雨停了。2024年的洪水已经退去。"
    assert check(library, replace(CITED, text=text), cite(quote="记者说雨停了。")).state == "stands"
    assert check(library, replace(CITED, text=text), cite(quote="2024年的洪水已经退去。")).state == "stands"


def test_a_correction_counts_where_it_was_not_known(library: Library) -> None:
    corrected = replace(CITED, text=f"{CITED.text}\n\n{NOTICE}")
    checked = check(library, corrected, cite())
    assert (checked.state, checked.correction) == ("corrected", NOTICE)
    assert check(library, corrected, cite(correction=NOTICE)).state == "stands"


def test_a_quote_that_is_changed_and_corrected_tells_both(library: Library) -> None:
    checked = check(library, replace(CITED, text=f"{CITED.text.replace('48', '52')}\n\n{NOTICE}"), cite())
    assert (checked.state, checked.correction) == ("changed", NOTICE)
    assert checked.now.startswith("The flood killed 52 people.")


def test_an_article_is_found_by_its_address_or_is_gone(library: Library) -> None:
    unknown = replace(CITED, title="Another title")
    assert check(library, CITED, cite(unknown)).current == CITED.id
    assert check(library, CITED, cite(replace(unknown, url="https://elsewhere.example"))).state == "gone"


def write(*rows: Any) -> str:
    return "\n".join(json.dumps(row) for row in rows)


def test_all_that_answers_are_saved_as_is_read() -> None:
    row = make_answer().to_json()
    turn = {**row, "asked_as": "Who met then?"}
    failed = {"question": "?", "line": 2, "error": "The question is empty."}
    [saved] = read_answers(json.dumps(row, indent=2), name="x")
    assert saved.question == "Who met?"
    cited = make_citation()
    assert saved.citations == (SavedCitation(n=1, article=cited.article, quote=cited.quote, correction=None),)
    assert read_answers(write(row, failed, row) + "\n", name="x") == [saved, saved]
    assert read_answers(json.dumps([turn, turn], indent=2), name="x") == [saved, saved]
    assert read_answers(write(make_refusal().to_json()), name="x")[0].citations == ()


def test_citations_of_what_was_not_confirmed_are_not_rechecked() -> None:
    assert [c.n for c in read_answers(write(make_doubtful_answer().to_json()), name="x")[0].citations] == [1]


def test_an_answer_of_a_time_before_verdicts_is_read() -> None:
    row = make_answer().to_json()
    del row["unconfirmed"]
    assert [c.n for c in read_answers(write(row), name="x")[0].citations] == [1]


def test_an_answer_of_a_time_before_corrections_is_read() -> None:
    row = make_answer().to_json()
    del row["citations"][0]["correction"]
    assert read_answers(write(row), name="x")[0].citations[0].correction is None


def damage(**fields: Any) -> dict[str, Any]:
    row = make_answer().to_json()
    return {**row, "citations": [{**row["citations"][0], **fields}]}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("", "There are no answers in x.", id="empty"),
        pytest.param("[]", "There are no answers in x.", id="an empty list"),
        pytest.param('{"error": "Failed."}', "There are no answers in x.", id="failures only"),
        pytest.param("# Notes", "x is not JSON: Expecting value, line 1.", id="text"),
        pytest.param("{}\n{", "x is not JSON: Expecting property name", id="cut off"),
        pytest.param("[" * 100_000, "x has numbers or lists", id="deep"),
        pytest.param("9" * 5_000, "x has numbers or lists", id="endless number"),
        pytest.param("1 2", "Number 1 in x is not an answer", id="numbers"),
        pytest.param('[[], "x"]', "Number 1 in x is not an answer", id="lists"),
        pytest.param(write(damage(), {"title": "x"}), "Number 2 in x is not an answer", id="an article"),
        pytest.param('{"question": "?", "citations": {"n": 1}}', "Number 1 in x", id="citations that are no list"),
        pytest.param('{"question": "?", "citations": ["x"]}', "Number 1 in x", id="a citation that is text"),
        pytest.param(write(damage(n="1")), "Number 1 in x", id="a number that is text"),
        pytest.param(write(damage(n=True)), "Number 1 in x", id="a number that is true"),
        pytest.param(write(damage(quote=None)), "Number 1 in x", id="no quote"),
        pytest.param(write(damage(quote=" \n")), "Number 1 in x", id="an empty quote"),
        pytest.param(write(damage(quote="x" * 20_001)), "Number 1 in x", id="an endless quote"),
        pytest.param(write(damage(article="x")), "Number 1 in x", id="an article that is text"),
        pytest.param(write(damage(article={"id": "x"})), "Number 1 in x", id="an article without a title"),
        pytest.param(write(damage(correction=["x"])), "Number 1 in x", id="a notice that is a list"),
        pytest.param(write({**damage(), "unconfirmed": "x"}), "Number 1 in x", id="statements that are text"),
        pytest.param(write({**damage(), "unconfirmed": [{}]}), "Number 1 in x", id="a statement without citations"),
    ],
)
def test_what_is_no_answer_is_told_in_a_sentence(text: str, message: str) -> None:
    with pytest.raises(UsageProblem) as caught:
        read_answers(text, name="x")
    assert str(caught.value).startswith(message)
    assert len(str(caught.value)) < 200


def test_hostile_texts_are_held_against_the_library_and_shown_safely(library: Library) -> None:
    row = make_hostile_answer().to_json()
    row["citations"][0]["article"].update(id="\ud800", url="\udfff\x00")
    checked = recheck_answers(read_answers(json.dumps(row), name="x"), library)
    assert count_states(checked) == {"stands": 0, "changed": 0, "corrected": 0, "gone": 1}
    shown = write_plain(lay_out_recheck(checked))
    assert "red" in HOSTILE and "red" in shown
    assert all(character == "\n" or character.isprintable() for character in shown)
    assert shown.count("\n") == 7


def test_each_state_is_laid_out_and_what_stands_is_only_counted(library: Library) -> None:
    list(library.add_articles([CITED]))
    checked = check(library, replace(CITED, text=CITED.text.replace("48", "52")), cite())
    citations = [replace(checked, n=n, state=state) for n, state in enumerate(STATES, 1)]
    citations[2] = replace(citations[2], correction=NOTICE)
    answers = [
        replace(answer, citations=tuple(citations))
        for answer in recheck_answers([SavedAnswer(question="How many?", citations=())], library)
    ]
    assert write_plain(lay_out_recheck(answers)).splitlines() == [
        "How many?",
        "  [2] Flood",
        "      The Daily Example, 2 March 2025",
        f"      - {QUOTE}",
        f"      + {QUOTE.replace('48', '52')}",
        "  [3] Flood",
        "      The Daily Example, 2 March 2025",
        f"      {quote_words(QUOTE)}",
        f"      Corrected by the outlet: “{NOTICE}”",
        "  [4] Flood",
        "      The Daily Example, 2 March 2025",
        f"      {quote_words(QUOTE)}",
        "      The article is no longer in the library.",
        "",
        "4 citations of 1 answer: 1 stands, 1 changed, 1 corrected, 1 gone.",
    ]
    assert json.dumps(asdict(answers[0]))
