"""The starter corpus keeps its promises: articles are well formed and every gold sentence is in its article."""

import json
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

SEEDS = Path(__file__).parent.parent / "seeds"
KINDS = {
    "who",
    "when",
    "where",
    "how_many",
    "why",
    "quote",
    "attribution",
    "comparison",
    "relative_date",
    "yes_no",
    "not_in_articles",
}
EXTRACTIVE = {"who", "where", "how_many", "quote", "attribution"}
REQUIRED_KEYS = {"title", "source", "authors", "published", "language", "url"}
QUESTION_KEYS = {
    "id",
    "question",
    "kind",
    "answers",
    "asked",
    "lang",
    "gold_articles",
    "gold_sentences",
    "story",
}
# Real people spoke in this story: nothing else of three words or more may stand in quotation marks.
KUALA_LUMPUR_QUOTES = (
    "good and constructive",
    "stoutly defend its interests",
    "on matters of mutual importance",
    "the full capability to respond calmly to any infringements or provocations",
    "pursuing regime change or strangulation",
)
STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedArticle:
    """One file of the corpus: where it lies, its front matter and its body."""

    path: str
    story: str
    meta: dict[str, Any]
    body: str


def read_seed_article(path: Path) -> SeedArticle:
    """Split one Markdown file into front matter and body."""
    opening, front_matter, body = path.read_text(encoding="utf-8").split("---\n", 2)
    assert opening == ""
    return SeedArticle(
        path=f"{path.parent.name}/{path.name}",
        story=path.parent.name,
        meta=yaml.safe_load(front_matter),
        body=body.strip(),
    )


def straighten(text: str) -> str:
    """Replace typographic quotation marks by straight ones, and lower the case."""
    return text.translate(STRAIGHT).lower()


def slugify(outlet: str) -> str:
    """Name an outlet as its URLs and files do: "Ledger & Coin" is ledger-and-coin."""
    words = outlet.lower().removeprefix("the ").replace("&", "and")
    return re.sub(r"[^a-z]+", "-", words).strip("-")


ARTICLES = [read_seed_article(path) for path in sorted(SEEDS.glob("articles/*/*.md"))]
BODIES = {article.meta["url"]: article.body for article in ARTICLES}
STORIES = sorted({article.story for article in ARTICLES})
QUESTIONS: list[dict[str, Any]] = [
    json.loads(line) for line in (SEEDS / "questions.jsonl").read_text(encoding="utf-8").splitlines()
]

every_article = pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.path)
every_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question["id"])


def test_there_are_enough_articles_and_stories() -> None:
    assert len(ARTICLES) >= 40
    assert len(STORIES) >= 10


@pytest.mark.parametrize("story", STORIES)
def test_a_story_is_told_by_two_to_five_outlets(story: str) -> None:
    outlets = {article.meta["source"] for article in ARTICLES if article.story == story}
    assert 2 <= len(outlets) <= 5


@every_article
def test_an_article_has_two_hundred_to_seven_hundred_words(article: SeedArticle) -> None:
    assert 200 <= len(article.body.split()) <= 700


@every_article
def test_an_article_has_the_agreed_front_matter(article: SeedArticle) -> None:
    meta = article.meta
    assert set(meta) - {"updated"} == REQUIRED_KEYS
    assert meta["language"] == "en"
    assert meta["authors"] and all(isinstance(author, str) for author in meta["authors"])
    assert slugify(meta["source"]) in article.path


@every_article
def test_an_article_has_times_with_an_offset(article: SeedArticle) -> None:
    published = article.meta["published"]
    assert isinstance(published, datetime) and published.tzinfo is not None
    assert article.meta.get("updated", published) >= published


@every_article
def test_an_article_lives_on_a_reserved_domain_under_its_day(article: SeedArticle) -> None:
    url = urlsplit(article.meta["url"])
    assert url.hostname == f"{slugify(article.meta['source'])}.example"
    assert url.path.startswith(f"/{article.meta['published']:%Y/%m/%d}/")


@every_article
def test_a_body_is_plain_paragraphs(article: SeedArticle) -> None:
    paragraphs = article.body.split("\n\n")
    assert len(paragraphs) >= 5
    assert not any("\n" in paragraph for paragraph in paragraphs)
    assert not re.search(r"^[#>*|]|\*\*|\]\(|`", article.body, flags=re.MULTILINE)


def test_urls_are_unique() -> None:
    assert len(BODIES) == len(ARTICLES)


def test_the_corpus_mixes_straight_and_typographic_quotation_marks() -> None:
    typographic = sum("“" in article.body for article in ARTICLES)
    assert 10 <= typographic <= len(ARTICLES) - 10


def test_three_outlets_carry_the_same_agency_copy() -> None:
    copies = [
        article.body
        for article in ARTICLES
        if article.story == "ilmaria-rate-cut" and "Meridian Wire" in article.meta["authors"]
    ]
    assert len(copies) == len(set(copies)) == 3
    for one, other in combinations(copies, 2):
        assert SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio() > 0.85


@pytest.mark.parametrize(
    "article",
    [article for article in ARTICLES if article.story == "kuala-lumpur"],
    ids=lambda article: article.path,
)
def test_the_real_story_quotes_only_what_was_said(article: SeedArticle) -> None:
    text = f"{article.meta['title']}\n{article.body}".translate(STRAIGHT)
    spans = [span.strip(" ,.") for span in re.findall(r'"([^"]+)"', text)]
    assert spans
    assert not [span for span in spans if len(span.split()) >= 3 and span not in KUALA_LUMPUR_QUOTES]


def test_there_are_enough_questions_of_every_kind() -> None:
    kinds = Counter(question["kind"] for question in QUESTIONS)
    assert len(QUESTIONS) >= 80
    assert set(kinds) == KINDS
    assert min(kinds.values()) >= 6
    assert kinds["not_in_articles"] >= 14


def test_the_real_story_has_at_least_eight_questions() -> None:
    assert sum(question["story"] == "kuala-lumpur" for question in QUESTIONS) >= 8


def test_question_ids_and_wordings_are_unique() -> None:
    assert len({question["id"] for question in QUESTIONS}) == len(QUESTIONS)
    assert len({question["question"] for question in QUESTIONS}) == len(QUESTIONS)


@every_question
def test_a_question_has_the_agreed_keys(question: dict[str, Any]) -> None:
    assert set(question) - {"disagreement", "sides"} == QUESTION_KEYS
    assert question["lang"] == "en"
    assert question["story"] in STORIES
    assert question["asked"] is None or date.fromisoformat(question["asked"])


@every_question
def test_gold_articles_exist_and_belong_to_the_story(question: dict[str, Any]) -> None:
    story_urls = {article.meta["url"] for article in ARTICLES if article.story == question["story"]}
    assert set(question["gold_articles"]) <= story_urls


@every_question
def test_gold_sentences_are_verbatim_in_a_gold_article(question: dict[str, Any]) -> None:
    bodies = [BODIES[url] for url in question["gold_articles"]]
    for sentence in question["gold_sentences"]:
        assert any(sentence in body for body in bodies), sentence


@every_question
def test_every_gold_article_holds_a_gold_sentence(question: dict[str, Any]) -> None:
    for url in question["gold_articles"]:
        assert any(sentence in BODIES[url] for sentence in question["gold_sentences"]), url


@every_question
def test_only_questions_the_articles_answer_have_gold(question: dict[str, Any]) -> None:
    gold = (question["answers"], question["gold_articles"], question["gold_sentences"])
    if question["kind"] == "not_in_articles":
        assert gold == ([], [], [])
    else:
        assert all(gold)


@every_question
def test_an_extractive_answer_occurs_in_a_gold_sentence(question: dict[str, Any]) -> None:
    if question["kind"] not in EXTRACTIVE:
        return
    sentences = [straighten(sentence) for sentence in question["gold_sentences"]]
    answers = [straighten(answer) for answer in question["answers"]]
    assert any(answer in sentence for answer in answers for sentence in sentences)


@every_question
def test_a_comparison_rests_on_more_than_one_article(question: dict[str, Any]) -> None:
    if question["kind"] == "comparison":
        assert len(question["gold_articles"]) >= 2


@every_question
def test_a_relative_date_is_answered_with_an_absolute_one(question: dict[str, Any]) -> None:
    if question["kind"] != "relative_date":
        return
    day = date.fromisoformat(question["answers"][2])
    assert f"{day.day} {day:%B %Y}" in question["answers"]
    assert f"{day:%A}" in question["answers"]


@every_question
def test_the_sides_of_a_disagreement_name_outlets_of_the_story(question: dict[str, Any]) -> None:
    outlets = {article.meta["source"] for article in ARTICLES if article.story == question["story"]}
    sides = question.get("sides", [])
    assert bool(sides) == question.get("disagreement", False)
    assert len(sides) != 1
    assert {side["source"] for side in sides} <= outlets


def read_broad_questions() -> list[dict[str, Any]]:
    return [json.loads(line) for line in (SEEDS / "broad.jsonl").read_text(encoding="utf-8").splitlines()]


def test_every_part_of_a_broad_answer_is_told_by_an_article_of_its_story() -> None:
    told: dict[str, str] = {}
    for path in SEEDS.glob("articles/*/*.md"):
        text = " ".join(path.read_text(encoding="utf-8").split())
        told[path.parent.name] = f"{told.get(path.parent.name, '')} {text}"
    missing = [
        (row["id"], phrase)
        for row in read_broad_questions()
        for part in row["parts"]
        for phrase in part["phrases"]
        if phrase not in told[row["story"]]
    ]
    assert not missing


def test_a_broad_answer_has_several_parts_and_a_name_of_its_own() -> None:
    rows = read_broad_questions()
    assert len({row["id"] for row in rows}) == len(rows) == 31
    assert all(3 < len(row["parts"]) < 8 and len({part["part"] for part in row["parts"]}) > 3 for row in rows)


def test_the_readme_names_every_story() -> None:
    readme = (SEEDS / "README.md").read_text(encoding="utf-8")
    assert [story for story in STORIES if f"`{story}`" not in readme] == []
