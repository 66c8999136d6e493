"""The starter corpus keeps its promises: articles are well formed and every gold sentence is in its article."""

import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

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


def find_articles(is_wrong: Callable[[SeedArticle], object]) -> list[str]:
    """The files of the articles with which something is wrong."""
    return [article.path for article in ARTICLES if is_wrong(article)]


def find_questions(is_wrong: Callable[[dict[str, Any]], object]) -> list[str]:
    """The lines of the questions with which something is wrong, each with its id and with what it is."""
    found = [(line, question, is_wrong(question)) for line, question in enumerate(QUESTIONS, 1)]
    return [f"questions.jsonl:{line} {question['id']}: {wrong}" for line, question, wrong in found if wrong]


def test_there_are_enough_articles_and_stories() -> None:
    assert len(ARTICLES) >= 40
    assert len(STORIES) >= 10


def test_a_story_is_told_by_two_to_five_outlets() -> None:
    outlets = {story: {article.meta["source"] for article in ARTICLES if article.story == story} for story in STORIES}
    assert {story: names for story, names in outlets.items() if not 2 <= len(names) <= 5} == {}


def test_an_article_has_two_hundred_to_seven_hundred_words() -> None:
    assert find_articles(lambda article: not 200 <= len(article.body.split()) <= 700) == []


def test_an_article_has_the_agreed_front_matter() -> None:
    def is_wrong(article: SeedArticle) -> bool:
        meta = article.meta
        return (
            set(meta) - {"updated"} != REQUIRED_KEYS
            or meta["language"] != "en"
            or not meta["authors"]
            or not all(isinstance(author, str) for author in meta["authors"])
            or slugify(meta["source"]) not in article.path
        )

    assert find_articles(is_wrong) == []


def test_an_article_has_times_with_an_offset() -> None:
    def is_wrong(article: SeedArticle) -> bool:
        published = article.meta["published"]
        has_offset = isinstance(published, datetime) and published.tzinfo is not None
        return not has_offset or article.meta.get("updated", published) < published

    assert find_articles(is_wrong) == []


def test_an_article_lives_on_a_reserved_domain_under_its_day() -> None:
    def is_wrong(article: SeedArticle) -> bool:
        url = urlsplit(article.meta["url"])
        day = f"/{article.meta['published']:%Y/%m/%d}/"
        return url.hostname != f"{slugify(article.meta['source'])}.example" or not url.path.startswith(day)

    assert find_articles(is_wrong) == []


def test_a_body_is_plain_paragraphs() -> None:
    def is_wrong(article: SeedArticle) -> bool:
        paragraphs = article.body.split("\n\n")
        marks = re.search(r"^[#>*|]|\*\*|\]\(|`", article.body, flags=re.MULTILINE)
        return len(paragraphs) < 5 or any("\n" in paragraph for paragraph in paragraphs) or marks is not None

    assert find_articles(is_wrong) == []


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


def test_the_real_story_quotes_only_what_was_said() -> None:
    quoted = {}
    for article in ARTICLES:
        if article.story == "kuala-lumpur":
            text = f"{article.meta['title']}\n{article.body}".translate(STRAIGHT)
            quoted[article.path] = [span.strip(" ,.") for span in re.findall(r'"([^"]+)"', text)]
    long = [(path, span) for path, spans in quoted.items() for span in spans if len(span.split()) >= 3]
    assert [path for path, spans in quoted.items() if not spans] == []
    assert [(path, span) for path, span in long if span not in KUALA_LUMPUR_QUOTES] == []


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


def test_a_question_has_the_agreed_keys() -> None:
    def is_wrong(question: dict[str, Any]) -> bool:
        return (
            set(question) - {"disagreement", "sides"} != QUESTION_KEYS
            or question["lang"] != "en"
            or question["story"] not in STORIES
            or not (question["asked"] is None or date.fromisoformat(question["asked"]))
        )

    assert find_questions(is_wrong) == []


def test_gold_articles_exist_and_belong_to_the_story() -> None:
    stories = {article.meta["url"]: article.story for article in ARTICLES}
    assert find_questions(lambda row: [url for url in row["gold_articles"] if stories.get(url) != row["story"]]) == []


def test_gold_sentences_are_verbatim_in_a_gold_article() -> None:
    def find_others(question: dict[str, Any]) -> list[str]:
        bodies = [BODIES[url] for url in question["gold_articles"]]
        return [each for each in question["gold_sentences"] if not any(each in body for body in bodies)]

    assert find_questions(find_others) == []


def test_every_gold_article_holds_a_gold_sentence() -> None:
    def find_others(question: dict[str, Any]) -> list[str]:
        sentences = question["gold_sentences"]
        return [url for url in question["gold_articles"] if not any(each in BODIES[url] for each in sentences)]

    assert find_questions(find_others) == []


def test_only_questions_the_articles_answer_have_gold() -> None:
    def is_wrong(question: dict[str, Any]) -> bool:
        gold = (question["answers"], question["gold_articles"], question["gold_sentences"])
        return gold != ([], [], []) if question["kind"] == "not_in_articles" else not all(gold)

    assert find_questions(is_wrong) == []


def test_an_extractive_answer_occurs_in_a_gold_sentence() -> None:
    def is_wrong(question: dict[str, Any]) -> bool:
        sentences = [straighten(sentence) for sentence in question["gold_sentences"]]
        answers = [straighten(answer) for answer in question["answers"]]
        return question["kind"] in EXTRACTIVE and not any(each in told for each in answers for told in sentences)

    assert find_questions(is_wrong) == []


def test_a_comparison_rests_on_more_than_one_article() -> None:
    assert find_questions(lambda row: row["kind"] == "comparison" and len(row["gold_articles"]) < 2) == []


def test_a_relative_date_is_answered_with_an_absolute_one() -> None:
    def find_missing(question: dict[str, Any]) -> set[str]:
        if question["kind"] != "relative_date":
            return set()
        day = date.fromisoformat(question["answers"][2])
        return {f"{day.day} {day:%B %Y}", f"{day:%A}"}.difference(question["answers"])

    assert find_questions(find_missing) == []


def test_the_sides_of_a_disagreement_name_outlets_of_the_story() -> None:
    def is_wrong(question: dict[str, Any]) -> bool:
        outlets = {article.meta["source"] for article in ARTICLES if article.story == question["story"]}
        sides = question.get("sides", [])
        return (
            bool(sides) != question.get("disagreement", False)
            or len(sides) == 1
            or not {side["source"] for side in sides} <= outlets
        )

    assert find_questions(is_wrong) == []


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
