"""Statements keep whose claim they are, tell the days that articles only hint at, and cite the exact words."""

from dataclasses import replace

import pytest
from core_samples import make_evidence

from qa.answer import Statement
from qa.draft import Draft
from qa.evidence import Evidence
from qa.question import read_question
from qa.statements import Written, add_draft, add_quote, write_statement

TEXT = (
    "The union’s secretary, Maren Tolliver, warned that the strike costs 20 million crowns a day. "
    "According to the ministry, 23 people died. The ferry sank on Thursday with 143 people on board. "
    "“We left on Friday,” said Enoch Varley, the captain. The mayor declined to say why the siren failed."
)


def write(text: str, *, question: str = "What happened?", article: str = TEXT, cited: int = 1) -> Written:
    """Return what a sentence of a model comes to, after checking its quotes."""
    evidence = make_evidence(article)
    written = add_draft(Written(), Draft(text=text, cited=(cited,)), evidence, read_question(question), {"a1": article})
    for citation in written.citations:
        assert citation.quote == article[citation.start : citation.end]
    return written


def state(text: str, *, question: str = "What happened?", article: str = TEXT) -> Statement:
    (statement,) = write(text, question=question, article=article).statements
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
    assert state(text, question=question).text == stated


def test_what_is_named_once_is_not_named_again() -> None:
    once = state("23 people died.", question="How many died?").text
    assert state(once, question="How many died?").text == once
    assert once.count("according to") == 1


def test_who_he_is_stays_open_where_the_article_leaves_it_open() -> None:
    statement = state("The strike costs 20 million crowns.", article="He said the strike costs 20 million crowns.")
    assert (statement.text, statement.speaker) == ("The strike costs 20 million crowns.", None)


def test_he_is_whoever_spoke_by_name_before() -> None:
    article = "The mayor, Katrin Sohl, said no siren was heard. She said the phone rang at 2.40 in the morning."
    statement = state("The phone rang at 2.40 in the morning.", article=article)
    assert statement.text == "The phone rang at 2.40 in the morning, according to the mayor, Katrin Sohl."
    assert statement.speaker == "the mayor, Katrin Sohl"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Maren Tolliver said the strike costs 20 million crowns a day.", "the union’s secretary, Maren Tolliver"),
        ("According to the ministry, 23 people died.", "the ministry"),
        ("143 people were on board.", None),
    ],
    ids=["a person", "a ministry", "the outlet"],
)
def test_a_statement_tells_whose_claim_its_quote_is(text: str, speaker: str | None) -> None:
    assert state(text).speaker == speaker


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
    assert state(text).text == stated


@pytest.mark.parametrize("published", [None, "soon"])
def test_without_a_day_of_publication_no_day_is_told(published: str | None) -> None:
    text = "The ferry sank on Thursday."
    evidence = make_evidence(text, published=published)
    draft = Draft(text=text, cited=(1,))
    written = add_draft(Written(), draft, evidence, read_question("When did the ferry sink?"), {"a1": text})
    assert [statement.text for statement in written.statements] == [text]


def test_a_sentence_of_the_article_is_a_statement_with_its_own_words_as_quote() -> None:
    text = "It rained. The ferry sank on\nThursday."
    (evidence,) = make_evidence(text)
    written = add_quote(Written(), evidence, (11, len(text)), {"a1": text}, lead="Wire, 31 October 2025: ")
    (statement,), (citation,) = written.statements, written.citations
    assert statement.text == "Wire, 31 October 2025: The ferry sank on Thursday (30 October 2025)."
    assert citation.quote == text[citation.start : citation.end] == "The ferry sank on\nThursday."
    assert (statement.supported, statement.support) == (True, 1.0)


def test_a_taken_sentence_is_not_said_to_be_anybodys_twice() -> None:
    (evidence,) = make_evidence(TEXT)
    end = TEXT.index(" According")
    draft = Draft(text=TEXT[:end], cited=(1,), span=(0, end))
    written = add_draft(Written(), draft, [evidence], read_question("What does it cost?"), {"a1": TEXT})
    assert [statement.text for statement in written.statements] == [TEXT[:end]]
    assert written.statements[0].speaker == "the union’s secretary, Maren Tolliver"


def test_what_does_not_hold_is_dropped_as_it_was_written() -> None:
    written = write("The strike costs 30 million crowns a day.")
    assert (written.statements, written.citations) == ((), ())
    assert written.dropped == ("The strike costs 30 million crowns a day.",)


def test_the_same_words_are_cited_under_one_number() -> None:
    evidence, texts = make_evidence(TEXT), {"a1": TEXT}
    written = Written()
    for sentence in ("143 people were on board.", "23 people died.", "The ferry sank with 143 people on board."):
        draft = Draft(text=sentence, cited=(1,))
        written = add_draft(written, draft, evidence, read_question("What happened?"), texts)
    assert [statement.citations for statement in written.statements] == [(1,), (2,), (1,)]
    assert [citation.n for citation in written.citations] == [1, 2]


def test_a_citation_tells_of_its_article_and_its_copies() -> None:
    (plain,) = make_evidence("The ferry sank.")
    evidence = Evidence(n=1, hit=replace(plain.hit, also_in=("Post", "Times")), sentences=plain.sentences)
    written = add_quote(Written(), evidence, (0, 15), {"a1": "The ferry sank."})
    (citation,) = written.citations
    assert citation.also_in == ("Post", "Times")
    assert (citation.article.title, citation.article.source) == ("Talks in Lisbon", "The Daily Example")
    assert citation.link == "https://example.org/talks#:~:text=The%20ferry%20sank."


def test_a_statement_is_written_with_its_numbers() -> None:
    statement = Statement(text="They met.", citations=(1, 3), supported=True, support=1.0)
    assert write_statement(statement) == "They met. [1][3]"


def test_a_citation_tells_the_page_of_an_article_that_has_pages() -> None:
    (item,) = make_evidence(TEXT)
    start = TEXT.index("“We left")
    paged = replace(item, hit=replace(item.hit, article=replace(item.hit.article, pages=(0, start))))
    first = add_quote(Written(), paged, (0, 40), {"a1": TEXT})
    both = add_quote(first, paged, (start, start + 20), {"a1": TEXT})
    assert [citation.page for citation in both.citations] == [1, 2]
    assert [citation.page for citation in add_quote(Written(), item, (0, 40), {"a1": TEXT}).citations] == [None]
