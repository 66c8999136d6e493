"""Statements keep whose claim they are, tell the days that articles only hint at, and cite the exact words."""

from dataclasses import replace
from typing import Any

import pytest
from core_samples import make_hit

from qa.answer import Statement
from qa.question import read_question
from qa.statements import Statements, add_quote, add_verdict, cite_doubts, write_statement
from qa.verify.premise import Premise, Quote, read_premise
from qa.verify.verdict import Flag, Verdict, VerdictName

TEXT = (
    "The union’s secretary, Maren Tolliver, warned that the strike costs 20 million crowns a day. "
    "According to the ministry, 23 people died. The ferry sank on Thursday with 143 people on board. "
    "“We left on Friday,” said Enoch Varley, the captain. The mayor declined to say why the siren failed."
)


def make_premise(text: str = TEXT, **fields: Any) -> Premise:
    return read_premise(make_hit(text, **fields), 1)


def cut_quote(premise: Premise, words: str) -> Quote:
    """Return the sentence of an article that has the words."""
    start, end = next(span for span in premise.spans if words in premise.text[slice(*span)])
    return Quote(premise=premise, start=start, end=end)


def judge(*quotes: Quote, name: VerdictName = "supported", flags: tuple[Flag, ...] = ()) -> Verdict:
    return Verdict(name=name, score=0.9004 if name == "supported" else 0.1, judge="m", quotes=quotes, flags=flags)


def write(text: str, words: str, *, question: str = "What happened?", article: str = TEXT) -> Statements:
    """Return what a sentence of a model comes to where the sentence of an article that has the words supports it."""
    verdict = judge(cut_quote(make_premise(article), words))
    written = add_verdict(Statements(), text, verdict, read_question(question))
    for citation in written.citations:
        assert citation.quote == article[citation.start : citation.end]
    return written


def state(text: str, words: str, *, question: str = "What happened?", article: str = TEXT) -> Statement:
    (statement,) = write(text, words, question=question, article=article).statements
    return statement


@pytest.mark.parametrize(
    ("text", "question", "stated"),
    [
        pytest.param(
            "The strike costs 20 million crowns a day.",
            "What does the strike cost?",
            "The strike costs 20 million crowns a day, according to the union’s secretary, Maren Tolliver.",
            id="left out",
        ),
        pytest.param(
            "23 people died.", "How many died?", "23 people died, according to the ministry.", id="according to"
        ),
        pytest.param(
            "Maren Tolliver said the strike costs 20 million crowns a day.",
            "What does the strike cost?",
            "Maren Tolliver said the strike costs 20 million crowns a day.",
            id="named with a verb of saying",
        ),
        pytest.param(
            "The strike costs 20 million crowns a day, according to Tolliver.",
            "What does the strike cost?",
            "The strike costs 20 million crowns a day, according to Tolliver.",
            id="named by according to",
        ),
        pytest.param(
            "For Tolliver the strike costs 20 million crowns a day.",
            "What does the strike cost?",
            "For Tolliver the strike costs 20 million crowns a day.",
            id="named in another way",
        ),
        pytest.param(
            "The strike costs 20 million crowns a day.",
            "What does Tolliver say that the strike costs?",
            "The strike costs 20 million crowns a day.",
            id="named by the question",
        ),
        pytest.param(
            "143 people were on board the ferry.",
            "How many were on board?",
            "143 people were on board the ferry.",
            id="the outlet's own voice",
        ),
    ],
)
def test_a_speaker_is_named_where_the_answer_leaves_it_out_and_only_there(
    text: str, question: str, stated: str
) -> None:
    words = "people died" if "died" in text else "on board" if "on board" in text else "20 million"
    assert state(text, words, question=question).text == stated


def test_what_is_named_once_is_not_named_again() -> None:
    once = state("23 people died.", "23 people", question="How many died?").text
    assert state(once, "23 people", question="How many died?").text == once
    assert once.count("according to") == 1


def test_who_he_is_stays_open_where_the_article_leaves_it_open() -> None:
    article = "He said the strike costs 20 million crowns."
    statement = state("The strike costs 20 million crowns.", "20 million", article=article)
    assert (statement.text, statement.speaker) == ("The strike costs 20 million crowns.", None)


def test_he_is_whoever_spoke_by_name_before() -> None:
    article = "The mayor, Katrin Sohl, said no siren was heard. She said the phone rang at 2.40 in the morning."
    statement = state("The phone rang at 2.40 in the morning.", "phone rang", article=article)
    assert statement.text == "The phone rang at 2.40 in the morning, according to the mayor, Katrin Sohl."
    assert statement.speaker == "the mayor, Katrin Sohl"


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("Tolliver said the strike costs 20 million.", "20 million", "the union’s secretary, Maren Tolliver"),
        ("According to the ministry, 23 people died.", "23 people", "the ministry"),
        ("143 people were on board.", "on board", None),
    ],
    ids=["a person", "a ministry", "the outlet"],
)
def test_a_statement_tells_whose_claim_its_quote_is(text: str, words: str, speaker: str | None) -> None:
    assert state(text, words).speaker == speaker


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        pytest.param(
            "The ferry sank on Thursday with 143 people on board.",
            "The ferry sank on Thursday (30 October 2025) with 143 people on board.",
            id="a weekday",
        ),
        pytest.param(
            "The ferry sank on 30 October 2025 with 143 people on board.",
            "The ferry sank on 30 October 2025 with 143 people on board.",
            id="a full date",
        ),
        pytest.param(
            "The ferry sank on 30 October with 143 people on board.",
            "The ferry sank on 30 October (2025) with 143 people on board.",
            id="a day without its year",
        ),
        pytest.param("“We left on Friday,” Varley said.", "“We left on Friday,” Varley said.", id="inside a quotation"),
    ],
)
def test_days_are_told_but_never_inside_quotation_marks(text: str, stated: str) -> None:
    assert state(text, "We left" if "left" in text else "ferry").text == stated


@pytest.mark.parametrize("published", [None, "soon"])
def test_without_a_day_of_publication_no_day_is_told(published: str | None) -> None:
    text = "The ferry sank on Thursday."
    verdict = judge(cut_quote(make_premise(text, published=published), "ferry"))
    written = add_verdict(Statements(), text, verdict, read_question("When did the ferry sink?"))
    assert [statement.text for statement in written.statements] == [text]


def test_of_several_articles_the_day_is_counted_from_the_one_that_speaks_of_it() -> None:
    older = make_premise("In May the toll was 11.", id="a2", published="2025-05-20")
    newer = make_premise("On Thursday the toll was 14.", id="a1", published="2025-10-31")
    verdict = judge(cut_quote(older, "toll"), cut_quote(newer, "toll"))
    written = add_verdict(Statements(), "The toll rose to 14 on Thursday.", verdict, read_question("What happened?"))
    assert written.statements[0].text == "The toll rose to 14 on Thursday (30 October 2025)."


def test_a_sentence_of_the_article_is_a_statement_with_its_own_words_as_quote() -> None:
    text = "It rained. The ferry sank on\nThursday."
    quote = Quote(premise=make_premise(text), start=11, end=len(text))
    written = add_quote(Statements(), quote, lead="Wire, 31 October 2025: ")
    (statement,), (citation,) = written.statements, written.citations
    assert statement.text == "Wire, 31 October 2025: The ferry sank on Thursday (30 October 2025)."
    assert citation.quote == text[citation.start : citation.end] == "The ferry sank on\nThursday."
    assert (statement.verdict, statement.score, statement.flags) == ("supported", 1.0, ())


def test_a_taken_sentence_is_not_said_to_be_anybodys_twice() -> None:
    written = add_quote(Statements(), cut_quote(make_premise(), "20 million"))
    assert [statement.text for statement in written.statements] == [TEXT[: TEXT.index(" According")]]
    assert written.statements[0].speaker == "the union’s secretary, Maren Tolliver"


CHARGED = "Ada Penn was charged in May. The trial begins on Monday."


def doubt(text: str, *quotes: Quote, name: VerdictName = "contradicted", flags: tuple[Flag, ...] = ()) -> Statements:
    """Return an answer with one statement, and a sentence that does not hold."""
    written = write("143 people were on board.", "on board")
    return cite_doubts(
        add_verdict(written, text, judge(*quotes, name=name, flags=flags), read_question("What happened?"))
    )


def test_what_does_not_hold_is_kept_apart_as_it_was_written_with_why_and_what_contradicts_it() -> None:
    premise = make_premise(CHARGED, id="a2")
    flag = Flag(kind="status", words="convicted", against="charged", quote=cut_quote(premise, "charged"), decides=True)
    written = doubt("Ada Penn was convicted on Monday.", cut_quote(premise, "trial"), flags=(flag, flag))
    assert [statement.text for statement in written.statements] == ["143 people were on board."]
    (unconfirmed,) = written.unconfirmed
    assert unconfirmed.text == "Ada Penn was convicted on Monday."
    assert (unconfirmed.verdict, unconfirmed.score, unconfirmed.speaker) == ("contradicted", 0.1, None)
    assert unconfirmed.flags == ("“convicted”: the article has “charged”",)
    quotes = {citation.n: citation.quote for citation in written.citations}
    assert [quotes[n] for n in unconfirmed.citations] == ["Ada Penn was charged in May.", "The trial begins on Monday."]


def test_what_contradicts_is_told_first_and_missing_words_last_and_nothing_twice() -> None:
    flags = (
        Flag(kind="words", words="guilty"),
        Flag(kind="meaning", words="on Monday"),
        Flag(kind="meaning", words="was convicted"),
        Flag(kind="number", words="54", decides=True),
        Flag(kind="status", words="convicted", against="charged"),
    )
    (unconfirmed,) = doubt("Ada Penn was convicted.", flags=flags).unconfirmed
    told = [flag.partition(":")[0] for flag in unconfirmed.flags]
    assert told == ["“convicted”", "“54”", "“on Monday”", "“guilty”"]


def test_citations_of_the_answer_come_before_those_of_what_does_not_hold() -> None:
    premise = make_premise()
    written = write("143 people were on board.", "on board")
    verdict = judge(cut_quote(premise, "20 million"), name="not_confirmed")
    written = add_verdict(written, "The strike costs 30 million.", verdict, read_question("What happened?"))
    written = add_verdict(written, "23 people died.", judge(cut_quote(premise, "23")), read_question("What happened?"))
    written = cite_doubts(written)
    assert [statement.citations for statement in written.statements] == [(1,), (2,)]
    assert [statement.citations for statement in written.unconfirmed] == [(3,)]
    assert [citation.n for citation in written.citations] == [1, 2, 3]


def test_what_comes_nearest_may_be_what_the_answer_cites_already() -> None:
    written = doubt("143 people drowned.", cut_quote(make_premise(), "on board"), name="not_confirmed")
    assert [statement.citations for statement in written.unconfirmed] == [(1,)]
    assert len(written.citations) == 1


def test_what_nothing_comes_near_is_kept_without_a_citation() -> None:
    assert [statement.citations for statement in doubt("Snow fell.", name="not_confirmed").unconfirmed] == [()]


def test_a_statement_keeps_its_score_and_what_was_flagged() -> None:
    flag = Flag(kind="words", words="all")
    verdict = judge(cut_quote(make_premise(), "on board"), flags=(flag,))
    (statement,) = add_verdict(Statements(), "All were on board.", verdict, read_question("Who?")).statements
    assert (statement.verdict, statement.score) == ("supported", 0.9)
    assert statement.flags == ("“all”: not in the nearest words",)


def test_the_same_words_are_cited_under_one_number() -> None:
    premise = make_premise()
    written = Statements()
    for sentence, words in (("143 were on board.", "143"), ("23 people died.", "23"), ("It sank.", "on board")):
        verdict = judge(cut_quote(premise, words))
        written = add_verdict(written, sentence, verdict, read_question("What happened?"))
    assert [statement.citations for statement in written.statements] == [(1,), (2,), (1,)]
    assert [citation.n for citation in written.citations] == [1, 2]


def test_a_citation_tells_of_its_article_and_its_copies() -> None:
    premise = replace(make_premise("The ferry sank."), also_in=("Post", "Times"))
    written = add_quote(Statements(), Quote(premise=premise, start=0, end=15))
    (citation,) = written.citations
    assert citation.also_in == ("Post", "Times")
    assert (citation.article.title, citation.article.source) == ("Talks in Lisbon", "The Daily Example")
    assert citation.link == "https://example.org/talks#:~:text=The%20ferry%20sank."


def test_a_statement_is_written_with_its_numbers() -> None:
    statement = Statement(text="They met.", citations=(1, 3), verdict="supported", score=1.0)
    assert write_statement(statement) == "They met. [1][3]"


def test_a_citation_tells_the_page_of_an_article_that_has_pages() -> None:
    plain = make_premise()
    start = TEXT.index("“We left")
    paged = replace(plain, article=replace(plain.article, pages=(0, start)))
    first = add_quote(Statements(), Quote(premise=paged, start=0, end=40))
    both = add_quote(first, Quote(premise=paged, start=start, end=start + 20))
    assert [citation.page for citation in both.citations] == [1, 2]
    (unpaged,) = add_quote(Statements(), Quote(premise=plain, start=0, end=40)).citations
    assert unpaged.page is None
