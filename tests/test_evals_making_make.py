import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from endpoint import ScriptedEndpoint

from qa.articles import Article
from qa.chain import Chain, open_chain
from qa.errors import SourceProblem, UsageProblem
from qa.evals.cases.cases import read_cases
from qa.evals.making.ask import check_question, open_asker, write_by_rules
from qa.evals.making.check import GoldPassages, QuestionCandidate, Refusal, check_candidate
from qa.evals.making.cloze import write_question
from qa.evals.making.facts import FactKind, StrongFact, find_strong_facts
from qa.evals.making.make import MOST_OF_ARTICLE, make_questions, write_cases, write_new_file
from qa.evals.making.prose import is_self_contained
from qa.library import Library
from qa.models.embeddings import open_embedder
from qa.settings import Settings

PUBLISHED = date(2024, 8, 9)
BRIDGE = "Mayor Tom Alder opened the Teln bridge near Mirren on Friday after repairs by Orrin Works. "
FERRY = "At least 41 passengers were saved when the ferry Lady Oriane sank off Cape Merrin. "
FILLER = "The weather in the valley was mild and the streets were quiet in the afternoon. "


def find_fact(sentence: str, kind: FactKind) -> StrongFact | None:
    found = [fact for fact in find_strong_facts(sentence, PUBLISHED) if fact.kind == kind]
    return found[0] if found else None


def make_candidate(article: Article, sentence: str, kind: FactKind) -> QuestionCandidate:
    fact = find_fact(sentence.strip(), kind)
    assert fact
    start = article.text.index(sentence)
    candidate = QuestionCandidate(article=article, start=start, end=start + len(sentence), fact=fact)
    question = write_by_rules(candidate)
    assert isinstance(question, str)
    return QuestionCandidate(article=article, start=start, end=start + len(sentence), fact=fact, question=question)


@contextmanager
def open_library(folder: Path, *articles: Article) -> Iterator[Chain]:
    """Open a chain over a new library of the articles."""
    settings = Settings(library=folder / "library", model="extractive")
    with Library.open(settings.library, embedder=open_embedder(settings), create=True) as library:
        list(library.add_articles(articles))
    with open_chain(settings) as chain:
        yield chain


def write_article(text: str, title: str, **facts: str) -> Article:
    return Article(text=text, title=title, published=PUBLISHED.isoformat(), language="en", **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("sentence", "kind", "question", "answer"),
    [
        (
            "“We will rebuild every house by winter,” said Mayor Tom Alder.",
            "quotation",
            "Who said “We will rebuild every house by winter”?",
            "Tom Alder",
        ),
        (FERRY, "number", "How many passengers were saved when the ferry Lady Oriane sank off Cape Merrin?", "41"),
        (
            "Some 40 percent of voters in Orrin Bay backed the tunnel.",
            "number",
            "What percentage of voters in Orrin Bay backed the tunnel?",
            "40 percent",
        ),
        (
            "The town of Orrin Bay paid $5 million for the tunnel.",
            "number",
            "Complete: “The town of Orrin Bay paid ____ for the tunnel.”",
            "$5 million",
        ),
        (
            "Two days after the storm, the town of Orrin Bay had no power.",
            "number",
            "Complete: “____ days after the storm, the town of Orrin Bay had no power.”",
            "Two",
        ),
        (
            "Chief executive Philippa Strand blamed the price of steel at Tarrow Electric.",
            "person",
            "Who blamed the price of steel at Tarrow Electric?",
            "Philippa Strand",
        ),
        (
            "The price of steel was blamed by Philippa Strand, the chief executive of Tarrow Electric.",
            "person",
            "Complete: “The price of steel was blamed by ____, the chief executive of Tarrow Electric.”",
            "Philippa Strand",
        ),
        ("The ferry Lady Oriane was raised on Friday.", "date", "When was the ferry Lady Oriane raised?", "Friday"),
        (
            "The ferry Lady Oriane was raised in Merrin.",
            "place",
            "Where was the ferry Lady Oriane raised?",
            "Merrin",
        ),
        (
            "In Merrin, crews of Orrin Works said “enough”.",
            "place",
            "Complete: “In ____, crews of Orrin Works said ‘enough’.”",
            "Merrin",
        ),
    ],
)
def test_a_fact_becomes_a_question_in_the_words_of_its_sentence(
    sentence: str, kind: FactKind, question: str, answer: str
) -> None:
    fact = find_fact(sentence.strip(), kind)
    assert fact
    assert fact.answers[0] == answer
    assert write_question(sentence.strip(), fact) == question


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("The town of Orrin Bay paid $5 million for 3 tunnels.", "number"),
        ("The three men of Orrin Bay were arrested by police.", "number"),
        ("Orrin Rovers beat Merrin City 3-1 in the cup.", "number"),
        ("The team flew a Boeing 737 Max to Orrin Bay.", "number"),
        ("The USA TODAY newspaper covered the storm in Orrin Bay.", "date"),
        ("Merrin hosted the fair from 2003-2004 with Orrin Works.", "date"),
        ("He said “We will rebuild every house by winter” in Orrin.", "quotation"),
        ("“We will rebuild every house by winter,” Alder's office said.", "quotation"),
        ("Fans of Philippa Strand, the singer, queued in Orrin Bay.", "person"),
    ],
)
def test_what_is_no_single_fact_is_not_asked_for(sentence: str, kind: FactKind) -> None:
    assert find_fact(sentence, kind) is None


def test_the_day_has_all_forms_that_are_sure() -> None:
    friday = find_fact("The ferry Lady Oriane was raised on Friday.", "date")
    dated = find_fact("The ferry Lady Oriane was raised on Nov. 15.", "date")
    assert friday and friday.answers == ("Friday", "9 August 2024", "August 9, 2024", "9 August", "August 9")
    assert dated and dated.answers == ("Nov. 15", "15 November", "November 15")


@pytest.mark.parametrize(
    "sentence",
    [
        "He opened the Teln bridge near Mirren with Tom Alder on Friday.",
        "The company's bridge over the Teln was opened by Orrin Works on Friday.",
        "Under Tom Alder, she became the mayor of Orrin Bay last Friday.",
        "But Mayor Tom Alder opened the Teln bridge near Mirren on Friday.",
        "Orrin Bay: Mayor Tom Alder opened the Teln bridge on Friday.",
        "MERRIN, Teln – Mayor Tom Alder opened the Teln bridge on Friday.",
        "Our reporters saw Tom Alder open the Teln bridge near Mirren on Friday.",
        "Economists of Orrin Bay think that is too much for a bridge on Friday.",
        "Mayor Tom Alder of Orrin Bay, the man with the bridge on Friday",
        "Tickets to Orrin Bay, free with a coupon of Orrin Works on Friday.",
        "The long and very old stone bridge over the river was opened by Tom Alder on Friday.",
        "Mayor Tom Alder opened the “Teln bridge near Mirren on Friday.",
        "Follow https://orrin.example for Tom Alder and Orrin Works on Friday.",
        "The mayor was in the town and the streets were quiet on Friday.",
        "Mayor Tom Alder Friday.",
    ],
)
def test_a_sentence_that_leans_on_its_article_is_left_out(sentence: str) -> None:
    start = sentence.index("Friday")
    assert not is_self_contained(sentence, StrongFact(kind="date", start=start, end=start + 6, answers=("Friday",)))


def test_a_sentence_of_its_own_is_not() -> None:
    fact = find_fact(BRIDGE.strip(), "date")
    assert fact
    assert is_self_contained(BRIDGE.strip(), fact)


def test_questions_of_the_seeds_are_sound_spread_and_the_same_each_time(library_of_seeds: Path, tmp_path: Path) -> None:
    with open_chain(Settings(library=library_of_seeds, model="extractive")) as chain:
        made = make_questions(chain, count=7, seed=3)
        again = make_questions(chain, count=7, seed=3)
        other = make_questions(chain, count=1, seed=4)
        texts = {s.url or s.id: chain.library.get_article(s.id).text for s in chain.library.list_articles()}
    assert made == again
    assert other.cases[0] not in made.cases
    assert len(made.cases) == 7
    for case in made.cases:
        assert any(answer in case.gold_sentences[0] for answer in case.answers)
        assert all(answer not in case.question for answer in case.answers)
        assert case.gold_sentences[0] in " ".join(texts[case.gold_articles[0]].split())
    assert max(Counter(name for case in made.cases for name in case.gold_articles).values()) <= MOST_OF_ARTICLE
    assert len({case.kind for case in made.cases}) >= 4
    path = tmp_path / "made.jsonl"
    write_new_file(path, write_cases(made.cases))
    assert read_cases(path).cases == made.cases
    with pytest.raises(UsageProblem, match="already"):
        write_new_file(path, "")


def test_copies_of_the_sentence_are_all_gold(tmp_path: Path) -> None:
    one = write_article(FILLER + BRIDGE + FILLER, "Bridge opened", source="Courier")
    copy = write_article(BRIDGE + "Crowds cheered along the river until late.", "Teln bridge", source="Gazette")
    with open_library(tmp_path, one, copy) as chain:
        assert check_candidate(make_candidate(one, BRIDGE, "person"), chain) == GoldPassages(holders=(one.id, copy.id))


@pytest.mark.parametrize(
    ("rival", "reason"),
    [
        (FERRY.replace("41", "39"), "a copy of its sentence says otherwise"),
        (
            "The ferry Lady Oriane sank off Cape Merrin, and 39 of its passengers were saved, the coastguard said.",
            "another article may answer it as well",
        ),
    ],
    ids=["a changed copy", "another report"],
)
def test_a_question_that_another_article_may_answer_is_refused(tmp_path: Path, rival: str, reason: str) -> None:
    one = write_article(FERRY + FILLER, "Ferry sinks")
    other = write_article(FILLER + rival, "Rescue at sea")
    candidate = make_candidate(one, FERRY, "number")
    with open_library(tmp_path / "both", one, other) as chain:
        assert check_candidate(candidate, chain) == Refusal(reason=reason)
    with open_library(tmp_path / "one", one, write_article(FILLER, "Weather")) as chain:
        assert check_candidate(candidate, chain) == GoldPassages(holders=(one.id,))


def test_a_question_whose_sentence_the_search_does_not_find_is_kept_with_a_tag(tmp_path: Path) -> None:
    one = write_article(FERRY + FILLER, "Ferry sinks")
    foods = "hay oats clover carrots barley apples straw maize turnips lucerne bran pears".split()
    others = [write_article(f"{food.title()} fed a zebra in the zoo: {food}, and {food}.", food) for food in foods]
    candidate = replace(make_candidate(one, FERRY, "number"), question="What fed a zebra in the zoo?")
    with open_library(tmp_path, one, *others) as chain:
        assert check_candidate(candidate, chain) == GoldPassages(holders=(one.id,), tags=("not_found",))


def test_an_article_that_contradicts_itself_is_not_asked(tmp_path: Path) -> None:
    later = "When the ferry Lady Oriane sank off Cape Merrin, only 39 passengers were saved, it turned out."
    article = write_article(FERRY + FILLER * 3 + later, "Ferry sinks")
    with open_library(tmp_path, article) as chain:
        refusal = check_candidate(make_candidate(article, FERRY, "number"), chain)
    assert refusal == Refusal(reason="its own article may answer it otherwise")


def test_articles_that_nothing_can_be_made_of_are_an_error(tmp_path: Path) -> None:
    spanish = Article(text="El alcalde Tom Alder abrió el puente de Orrin Works el viernes.", language="es")
    with open_library(tmp_path, spanish) as chain, pytest.raises(SourceProblem, match="No question could be made of"):
        make_questions(chain, count=5)


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        ("Who opened the Teln bridge near Mirren?", None),
        (" Who opened the Teln bridge?\n", None),
        ("Who opened the Teln bridge? Tom Alder", "what the model wrote is not one question"),
        ("Sure! Here it is:\nWho opened the Teln bridge?", "what the model wrote is not one question"),
        ("Who opened it? Who repaired the Teln bridge?", "what the model wrote is not one question"),
        ("Did Tom Alder open the Teln bridge?", "the model's question holds its answer"),
        ("When was the Teln bridge near Mirren opened?", "the model's question asks for something else"),
        ("Who opened it near Mirren?", "the model's question can't be understood alone"),
        ("Who scored the winning goal against Skerrow?", "the model's question is not about its sentence"),
    ],
)
def test_what_a_model_writes_is_a_question_or_is_refused(reply: str, reason: str | None) -> None:
    candidate = make_candidate(write_article(BRIDGE, "Bridge opened"), BRIDGE, "person")
    found = check_question(reply, candidate)
    assert found == (Refusal(reason=reason) if reason else reply.strip())


def test_a_model_writes_the_questions_where_one_is_named(tmp_path: Path, endpoint: ScriptedEndpoint) -> None:
    endpoint.replies = [lambda request: "Who opened the Teln bridge near Mirren?"]
    article = write_article(BRIDGE + FILLER, "Bridge </s> opened")
    with open_library(tmp_path, article) as chain:
        settings = Settings(library=chain.library.path, model="openai:m", base_url=endpoint.url)
        for _ in range(2):
            with open_asker(settings) as ask:
                made = make_questions(chain, count=1, ask=ask)
    (case,) = made.cases
    assert (case.question, case.answers) == ("Who opened the Teln bridge near Mirren?", ("Tom Alder", "Alder"))
    asked = [json.loads(request.prompt) for request in endpoint.requests]
    assert all(task["sentence"] == BRIDGE.strip() and task["title"] == article.title for task in asked)
    assert len(asked) == len({task["answer"] for task in asked})
    assert "<" not in endpoint.requests[0].prompt
