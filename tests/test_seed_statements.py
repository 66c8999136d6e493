"""The labelled statements over the starter corpus keep their promises: well formed, and no cue but the meaning."""

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

SEEDS = Path(__file__).parent.parent / "seeds"
KEYS = {"id", "text", "label", "kind", "question", "asked", "about"}
TRUE_KINDS = {"as it stands", "shortened", "recast", "summary", "of two articles", "resolved day", "answer"}
FALSE_KINDS = {
    "roles swapped",
    "person replaced",
    "wrong attribution",
    "number replaced",
    "numbers swapped",
    "unit changed",
    "date changed",
    "antonym",
    "comparison turned",
    "negation flipped",
    "hedge removed",
    "status changed",
    "stance changed",
    "allegation as fact",
    "over-generalised",
    "cause inverted",
    "merged",
    "outside fact",
    "outdated",
    "title only",
}
KINDS = {"true": TRUE_KINDS, "false": FALSE_KINDS}

STATEMENTS: list[dict[str, Any]] = [
    json.loads(line) for line in (SEEDS / "statements.jsonl").read_text(encoding="utf-8").splitlines()
]
BODIES = {
    f"{path.parent.name}/{path.name}": path.read_text(encoding="utf-8").split("---\n", 2)[2]
    for path in sorted(SEEDS.glob("articles/*/*.md"))
}


def name_articles(statement: dict[str, Any]) -> list[str]:
    """The files that decide a statement: `about` names them before its colon."""
    about: str = statement["about"]
    names, _, note = about.partition(": ")
    assert note.strip()
    return names.split(", ")


def find_rows(label: str) -> list[dict[str, Any]]:
    """All statements with one label."""
    return [statement for statement in STATEMENTS if statement["label"] == label]


def test_ids_and_texts_are_unique_and_ids_count_up() -> None:
    assert [statement["id"] for statement in STATEMENTS] == [f"st-{n:03}" for n in range(1, len(STATEMENTS) + 1)]
    texts = Counter(re.sub(r"\W+", " ", statement["text"]).strip().lower() for statement in STATEMENTS)
    assert [text for text, count in texts.items() if count > 1] == []


def test_every_row_has_the_agreed_fields() -> None:
    for statement in STATEMENTS:
        assert set(statement) == KEYS, statement
        assert statement["question"] is None or statement["question"].endswith("?"), statement
        assert statement["asked"] is None or date.fromisoformat(statement["asked"]), statement


def test_labels_and_kinds_come_from_the_closed_lists_and_every_kind_occurs() -> None:
    assert {statement["label"] for statement in STATEMENTS} == set(KINDS)
    for label, kinds in KINDS.items():
        counts = Counter(statement["kind"] for statement in find_rows(label))
        assert set(counts) == kinds
        assert min(counts.values()) >= 5


def test_a_text_is_one_line_of_six_to_forty_words_or_a_short_answer() -> None:
    for statement in STATEMENTS:
        words = len(statement["text"].split())
        assert (3 if statement["question"] else 6) <= words <= 40, statement
        assert statement["text"] == statement["text"].strip() and "\n" not in statement["text"]


def test_about_names_articles_that_exist_and_all_articles_are_named() -> None:
    named = [name for statement in STATEMENTS for name in name_articles(statement)]
    assert set(named) == set(BODIES)


def test_a_statement_of_two_articles_names_two() -> None:
    rows = [statement for statement in STATEMENTS if statement["kind"] == "of two articles"]
    assert [statement["id"] for statement in rows if len(set(name_articles(statement))) < 2] == []


def test_only_statements_as_they_stand_stand_in_an_article() -> None:
    for statement in STATEMENTS:
        if statement["kind"] == "as it stands":
            assert all(statement["text"] in BODIES[name] for name in name_articles(statement)), statement
        else:
            assert not any(statement["text"] in body for body in BODIES.values()), statement


def test_the_labels_are_balanced_in_every_story() -> None:
    assert 0.4 <= len(find_rows("true")) / len(STATEMENTS) <= 0.6
    stories = {name.split("/")[0] for name in BODIES}
    for label in KINDS:
        counts = Counter(name_articles(statement)[0].split("/")[0] for statement in find_rows(label))
        assert all(8 <= counts[story] <= 16 for story in stories), counts


def test_neither_length_nor_questions_nor_digits_nor_quotation_marks_give_a_label_away() -> None:
    def share(label: str, pattern: str, key: str = "text") -> float:
        rows = find_rows(label)
        return sum(re.search(pattern, statement[key] or "") is not None for statement in rows) / len(rows)

    def mean_length(label: str) -> float:
        rows = find_rows(label)
        return sum(len(statement["text"].split()) for statement in rows) / len(rows)

    assert abs(mean_length("true") - mean_length("false")) < 2
    assert abs(share("true", r"\?", "question") - share("false", r"\?", "question")) < 0.1
    assert abs(share("true", r"\d") - share("false", r"\d")) < 0.1
    assert abs(share("true", "“") - share("false", "“")) < 0.05
