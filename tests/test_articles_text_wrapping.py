"""Lines that were broken because they were full are paragraphs again; all other lines stay as they are."""

import json
from pathlib import Path

import pytest
from file_samples import read_file, read_one

from qa.articles import Article
from qa.articles.text.clean import clean_text
from qa.articles.text.wrapping import unwrap_text

MAIL = "From: a@b.example\nSubject: Crane\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8"
PARAGRAPHS = [
    "The council of Vessby approved a new harbour crane on Tuesday by 27 votes to 19, mayor Ines Okafor said. The "
    "crane costs 4 million euros and will be built by the firm of Otto Frisch before the end of March.",
    "Pier 3 will be closed until then, and ferries will leave from the old customs house. It is a long-term "
    "investment, she said, and the state-owned port will pay for it.",
    "Opponents want a referendum.",
]


def wrap(text: str, width: int, *, prefix: str = "") -> str:
    """Return a text as a mail or a printer breaks it."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(prefix + line for line in lines)


@pytest.mark.parametrize("width", [40, 60, 72, 78])
@pytest.mark.parametrize("gap", ["\n\n", "\n\n\n"])
def test_full_lines_are_joined_and_paragraphs_stay(width: int, gap: str) -> None:
    text = gap.join(wrap(paragraph, width) for paragraph in PARAGRAPHS)
    assert unwrap_text(text) == gap.join(PARAGRAPHS)


def test_paragraphs_without_a_line_between_them_end_where_a_word_had_room() -> None:
    text = "\n".join(wrap(paragraph, 66) for paragraph in PARAGRAPHS)
    assert unwrap_text(text) == "\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        pytest.param("mil-", "lion", "million", id="a word in two"),
        pytest.param("infrastruc-", "ture", "infrastructure", id="a long word in two"),
        pytest.param("long-", "term", "long-term", id="a compound"),
        pytest.param("right-", "wing", "right-wing", id="another compound"),
        pytest.param("under-", "estimated", "underestimated", id="a prefix"),
        pytest.param("Franco-", "German", "Franco-German", id="names"),
        pytest.param("2024-", "25", "2024-25", id="figures"),
        pytest.param("flot\u00ad", "sam", "flotsam", id="a soft hyphen"),
        pytest.param("Krum-", "holt", "Krumholt", id="an unknown word"),
    ],
)
def test_a_hyphen_at_the_end_of_a_line_stays_where_it_belongs_to_the_word(first: str, second: str, whole: str) -> None:
    before = "The council of Vessby has spent all of its money on the new crane and on"
    then = "the pier of the harbour, and after that there was nothing left for"
    text = f"{before}\n{then} {first}\n{second} and so on, she said."
    assert f" {whole} and so on" in unwrap_text(clean_text(text))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\n".join(PARAGRAPHS), id="a paragraph a line"),
        pytest.param(
            "Roses grow in Vessby,\nviolets by the sea;\nthe ferry has departed\nand did not wait for me.", id="verse"
        ),
        pytest.param("Harbour List\t14\t41.2\nGreen Vessby\t9\t26.5\nFarmers\t5\t14.7", id="a table"),
        pytest.param("Edda Holm\nPauli Ranta\nOtto Frisch\nInes Okafor", id="names"),
        pytest.param("- One crane\n- Two piers\n- Three ferries that leave at nine", id="a list"),
        pytest.param("One line only.", id="a line"),
        pytest.param("", id="nothing"),
        pytest.param("It rained.\nThe sun came out.\nThe ferry left.\nNobody waved.", id="a sentence a line"),
    ],
)
def test_lines_that_were_meant_stay(text: str) -> None:
    assert unwrap_text(text) == text


def test_headings_items_tables_and_signatures_within_wrapped_text_stay() -> None:
    parts = [
        "# Crane approved in Vessby",
        wrap(PARAGRAPHS[0], 66),
        "- a first item that is short\n- a second one",
        "Party          Seats\nFarmers        5\nHarbour List   14",
        wrap(PARAGRAPHS[1], 66),
        "-- \nEdda Holm\nHarbour Post",
    ]
    lines = unwrap_text("\n\n".join(parts)).split("\n\n")
    assert lines == [parts[0], PARAGRAPHS[0], parts[2], parts[3], PARAGRAPHS[1], parts[5]]


def test_a_quoted_reply_is_joined_with_its_mark_once() -> None:
    text = f"{wrap(PARAGRAPHS[0], 60)}\n\n{wrap(PARAGRAPHS[1], 58, prefix='> ')}"
    assert unwrap_text(text) == f"{PARAGRAPHS[0]}\n\n> {PARAGRAPHS[1]}"


def test_lines_of_a_script_without_spaces_are_joined_without_one() -> None:
    line = "大橋は今年の冬の間ずっと閉鎖されることになったと市長が述べた"
    text = "\n".join([line, line, line[:10] + "。"])
    assert unwrap_text(text) == line + line + line[:10] + "。"


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.jsonl", "a.eml"])
def test_every_file_of_text_is_read_in_paragraphs(tmp_path: Path, name: str) -> None:
    body = "\n\n".join(wrap(paragraph, 64) for paragraph in PARAGRAPHS)
    contents = {"a.jsonl": json.dumps({"text": body}), "a.eml": f"{MAIL}\n\n{body}"}
    article = read_one(tmp_path, name, contents.get(name, body).encode())
    assert article.text == "\n\n".join(PARAGRAPHS)


def test_a_mail_that_says_so_is_joined_by_its_soft_breaks(tmp_path: Path) -> None:
    head = (
        "From: a@b.example\nSubject: Crane\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8; format=flowed\n"
    )
    body = "The council of Vessby \napproved a new crane.\nIt is large.\n\n> He asked \n> about the price.\n-- \nEdda"
    [article] = read_file(tmp_path, "a.eml", f"{head}\n{body}".encode())
    assert isinstance(article, Article)
    assert article.text == (
        "The council of Vessby approved a new crane.\nIt is large.\n\n> He asked about the price.\n-- \nEdda"
    )
