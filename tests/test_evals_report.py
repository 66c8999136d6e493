import json
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from render_samples import QUOTE, URL, make_answer, make_citation, make_doubt, make_passage
from report_samples import ROWS, VILE, answer_row, make_vile_row, write_rows
from run_samples import make_row, write_run

from qa.answer import Side
from qa.cli.evals.report import report_evaluation
from qa.errors import RunProblem
from qa.evals.cases.cases import Case
from qa.evals.report import REPORT_FILE, write_report
from qa.evals.report.answers import write_reply
from qa.evals.report.facts import write_facts
from qa.evals.report.outcomes import find_outcome, measure_right
from qa.evals.report.questions import write_questions
from qa.evals.report.runs import open_runs
from qa.evals.report.scores import write_score_tables
from qa.evals.runs.folder import RUN_FILE
from qa.evals.runs.rows import ANSWERS_FILE, Row
from qa.evals.scores import SCORES_FILE
from qa.render.clean import clean_lines

if TYPE_CHECKING:
    pass


class Page(HTMLParser):
    """The elements, attributes and text of a page; a blank stands between two elements."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += f"{data} "

    def list_values(self, *names: str) -> list[str]:
        return [value for name, value in self.attributes if name in names]


def write_cards(*folders: Path) -> str:
    """Return the questions of a report of the runs."""
    return write_questions(open_runs(folders))


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the report of one run."""
    return write_report([write_rows(tmp_path_factory.mktemp("page") / "first")]).read_text("utf-8")


def test_a_report_shows_model_day_questions_scores_and_hashes(page: str) -> None:
    text = " ".join(Page(page).text.split())
    for part in (
        "questions.jsonl, answered by extractive",
        "2 January 2025, 03:04 UTC",
        "5, questions.jsonl",
        "2" * 12,
    ):
        assert part in text
    assert re.search(r"contains 0\.333 0\.000 to 1\.000, n 3", text)
    assert "choice_accuracy n/a needs choices with a gold answer among them" in text
    assert "1 of 5 questions failed in first, and are in no score." in text


def test_a_report_has_its_plots_in_it(page: str) -> None:
    assert page.count("<picture>") == 4
    assert all(url.startswith("data:image/svg+xml;base64,") for url in Page(page).list_values("src", "srcset"))


def test_nothing_is_loaded_and_only_the_one_script_may_run(page: str) -> None:
    [policy] = [value for value in Page(page).list_values("content") if value.startswith("default-src")]
    [script] = re.findall(r"<script type=\"module\">(.*?)</script>", page, re.DOTALL)
    digest = b64encode(sha256(script.encode()).digest()).decode()
    [style] = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    look = b64encode(sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{look}';" in policy and "unsafe" not in policy and " style=" not in page
    assert f"script-src 'sha256-{digest}';" in policy and policy.startswith("default-src 'none';")
    assert "@import" not in page and "url(" not in page
    assert not {"link", "iframe", "object", "form"} & set(Page(page).tags)


def test_every_question_says_in_a_word_what_became_of_it(tmp_path: Path) -> None:
    cards = Page(write_cards(write_rows(tmp_path / "first")))
    verdicts = ["right", "wrong", "abstained rightly", "abstained wrongly", "error"]
    assert cards.list_values("data-verdicts") == verdicts
    assert [cards.text.count(f"{verdict} (1)") for verdict in verdicts] == [1] * 5
    assert "The endpoint is away." in cards.text and "What of q2?" in cards.text


@pytest.mark.parametrize(
    ("row", "outcome", "right"),
    [
        (make_row(), "right", 1.0),
        (make_row(text="No."), "wrong", 0.0),
        (make_row(gold=("Dong Jun", "Bonn"), kind="comparison"), "partly right", 0.5),
        (make_row(gold=()), "wrong", 0.0),
        (make_row(text=None, gold=()), "abstained rightly", 1.0),
        (make_row(text=None), "abstained wrongly", 0.0),
        (make_row(error="away"), "error", None),
        (replace(make_row(), case=Case(id="q", question="?", has_gold=False)), "answered, no gold", None),
        (replace(make_row(text=None), case=Case(id="q", question="?", has_gold=False)), "not answered, no gold", None),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_became_of_a_question(row: Row, outcome: str, right: float | None) -> None:
    assert find_outcome(row) == outcome
    assert measure_right(row) == right


def test_a_quote_is_marked_in_its_place() -> None:
    before, after = "It was Friday. ", " Then it rained."
    passage = make_passage(start=4, text=f"{before}{QUOTE}{after}")
    citation = make_citation(start=4 + len(before), end=4 + len(before) + len(QUOTE))
    text = write_reply(make_answer(passages=(passage,), citations=(citation,)))
    assert re.search(r"It was Friday\. <mark>US Defense.*?</mark><sup>\[1\]</sup> Then it rained\.", text)
    assert Page(text).list_values("href") == [citation.link]
    assert "Meridian Wire, 31 October 2025" in text.striptags()


def test_quotes_of_one_passage_are_marked_in_it_together_even_where_they_overlap() -> None:
    passage = make_passage(text="one two three four")
    pairs = [(8, 18, "three four"), (0, 13, "one two three")]
    citations = tuple(make_citation(n, start=a, end=b, quote=quote) for n, (a, b, quote) in enumerate(pairs, start=1))
    text = write_reply(make_answer(passages=(passage,), citations=citations))
    assert "<mark>one two three</mark><sup>[2]</sup><mark> four</mark><sup>[1]</sup>" in text
    assert text.count("<figure") == 1


def test_a_quote_that_stands_in_no_passage_is_shown_alone() -> None:
    text = write_reply(make_answer(passages=(make_passage(text="Something else."),)))
    assert f"<mark>{QUOTE}</mark>" in unescape(text) and "Something else" not in text
    assert "in no passage that was retrieved" in text


@pytest.mark.parametrize("filler", ["word " * 2_000, "語" * 10_000], ids=["words", "no blanks"])
def test_of_a_long_passage_only_what_surrounds_the_quotes_is_shown(filler: str) -> None:
    passage = make_passage(text=f"{filler}{QUOTE}{filler}")
    citation = make_citation(start=len(filler), end=len(filler) + len(QUOTE))
    text = Page(write_reply(make_answer(passages=(passage,), citations=(citation,)))).text
    assert 2 * 250 < len(text) < 2 * 350 + 2 * len(QUOTE) + 200
    assert text.count(" … ") == 2


def test_unconfirmed_sentences_sides_gold_and_costs_are_shown(tmp_path: Path) -> None:
    side = Side(text="41 dead", source="Harbour Post", speaker="Kim Vega", published="2025-10-31", citations=(1,))
    doubt = make_doubt(text="Invented.", flags=("“Invented”: not in the articles",), citations=(1,))
    answer = make_answer(unconfirmed=(doubt,), sides=(side,), disagreement=True)
    row = answer_row(answer, gold_sentences=("He met Dong Jun.",), choices=("Dong Jun", "Kim Vega"))
    text = " ".join(Page(write_cards(write_rows(tmp_path / "first", [row]))).text.split())
    for part in (
        "Gold: Dong Jun",
        "He met Dong Jun.",
        "Choices: Dong Jun, Kim Vega",
        "Not confirmed by the articles: Invented. “Invented”: not in the articles",
    ):
        assert part in text
    assert "41 dead (Kim Vega, Harbour Post, 31 October 2025) [1]" in text
    assert "0.50 s (retrieve 0.00, answer 0.00, verify 0.00) · 0 tokens in, 0 out · score 1.00" in text


def test_a_question_that_is_not_answered_shows_why_and_what_is_nearest(tmp_path: Path) -> None:
    answer = make_answer(status="not_answered", reason="abstained", text="", statements=(), citations=())
    text = Page(write_cards(write_rows(tmp_path / "first", [answer_row(answer, answers=())]))).text
    assert (
        "The model found no answer in the passages. Read" in text
        and QUOTE in text
        and "Gold: the articles do not say" in " ".join(text.split())
    )


def test_runs_stand_side_by_side_with_the_difference_to_the_first(tmp_path: Path) -> None:
    worse = [replace(make_row(f"q{n}", "It rained."), seconds=0.1) for n in range(12)]
    runs = open_runs(
        [write_rows(tmp_path / "a", [make_row(f"q{n}") for n in range(12)]), write_rows(tmp_path / "b", worse)]
    )
    text = " ".join(Page(write_score_tables(runs)).text.split())
    assert re.search(r"contains 1\.000 1\.000 to 1\.000, n 12 0\.000 0\.000 to 0\.000, n 12 −1\.000 worse", text)
    assert re.search(r"wrong 0\.000 .*? \+1\.000 worse \+1\.000 to \+1\.000, p < 0\.001, n 12", text)
    assert "answered 1.000 1.000 to 1.000, n 12 1.000 1.000 to 1.000, n 12 0.000 no clear difference" in text


def test_questions_of_several_runs_are_joined_and_the_same_answer_is_told_once(tmp_path: Path) -> None:
    first = write_rows(tmp_path / "first", [make_row("q1"), make_row("q2")])
    second = write_rows(tmp_path / "second", [make_row("q1"), make_row("q2", "No."), make_row("q3")])
    cards = Page(write_cards(first, second))
    assert cards.list_values("data-verdicts") == ["right", "right|wrong|differs between the runs", "right"]
    assert cards.text.count("The same answer as that of first.") == 1
    assert "differs between the runs (1)" in cards.text


def test_runs_of_the_same_name_are_told_apart_and_one_run_counts_once(tmp_path: Path) -> None:
    paths = [write_rows(tmp_path / place / "run") for place in ("a", "b")]
    assert [run.name for run in open_runs([*paths, paths[0]])] == [str(path) for path in paths]


def test_nothing_hostile_becomes_an_element_an_address_or_a_control_character(tmp_path: Path, page: str) -> None:
    folder = tmp_path / VILE.translate({0: None, ord("/"): None})[:99]
    text = write_report([write_rows(folder, [make_vile_row(), *ROWS])]).read_text("utf-8")
    found, plain = Page(text), Page(page)
    assert set(found.tags) <= {*plain.tags, "a", "aside", "bdi", "blockquote", "br", "li", "mark", "s", "sup", "ul"}
    for tag in ("script", "title", "img", "select", "input"):
        assert found.tags.count(tag) == plain.tags.count(tag)
    assert not [name for name, _ in found.attributes if name.startswith("on")]
    assert set(found.list_values("href")) == {URL}
    assert clean_lines(text) == text


def test_a_report_is_written_over_an_older_one_but_over_nothing_else(tmp_path: Path, page: str) -> None:
    run = write_rows(tmp_path / "first")
    (run / REPORT_FILE).write_text(page, encoding="utf-8")
    assert write_report([run]) == run / REPORT_FILE
    other = tmp_path / "thesis.html"
    other.write_text("<title>years of work</title>")
    for path in (other, tmp_path, run / ANSWERS_FILE):
        before = path.read_bytes() if path.is_file() else None
        with pytest.raises(RunProblem, match="is there already and is not a report of qa"):
            write_report([run], path)
        assert before is None or path.read_bytes() == before
    with pytest.raises(RunProblem, match=r"can't be written: .*Name another file with -o"):
        write_report([run], other / "report.html")


def test_a_run_that_can_not_be_reported_says_what_to_do(tmp_path: Path) -> None:
    def refuse(message: str, *paths: Path) -> None:
        with pytest.raises(RunProblem, match=message):
            write_report(paths, tmp_path / "report.html")
        assert not (tmp_path / "report.html").exists()

    run = write_rows(tmp_path / "first")
    refuse("There is no evaluation run in", tmp_path / "nowhere")
    other = [replace(row, case=replace(row.case, id=f"other {row.case.id}")) for row in ROWS]
    refuse("share no question", run, write_rows(tmp_path / "other", other))
    empty = write_rows(tmp_path / "empty")
    (empty / ANSWERS_FILE).unlink()
    refuse("has no answers yet. Go on with it: qa eval run", empty)
    lines = (run / ANSWERS_FILE).read_text().splitlines(keepends=True)
    (run / ANSWERS_FILE).write_text("".join(lines[:-1]))
    refuse("are not those of its answers. Compute them anew: qa eval score", run)
    (run / SCORES_FILE).unlink()
    refuse("There are no scores in .* Compute it anew: qa eval score", run)
    (run / RUN_FILE).write_text(json.dumps({"format": 2}))
    refuse("is of format 2", run)


@pytest.mark.parametrize(
    "change", [{"statements": 3}, {"citations": [{}]}, {"seconds": "long"}, {"passages": None}], ids=str
)
def test_an_answer_that_is_damaged_is_named(tmp_path: Path, change: dict[str, Any]) -> None:
    run = write_rows(tmp_path / "first", [make_row("q7")])
    row = make_row("q7")
    damaged = replace(row, answer={**(row.answer or {}), **change})
    (run / ANSWERS_FILE).write_text(json.dumps(damaged.to_json()) + "\n")
    with pytest.raises(RunProblem, match=f"The answer to q7 in .* is damaged, at answer.{next(iter(change))}"):
        write_report([run])


def test_an_unfinished_run_says_so(tmp_path: Path) -> None:
    write_run(tmp_path / "run", ROWS, finished=False)
    assert "The run run is not finished" in write_facts(open_runs([tmp_path / "run"]))


def test_the_command_makes_the_folder_of_the_report_and_says_where_it_is(
    tmp_path: Path, page: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "new" / "folder" / "page.html"
    report_evaluation([write_rows(tmp_path / "first")], path)
    captured = capsys.readouterr()
    assert captured.out == "" and captured.err == f"qa: The report: {path}\n"
    assert list(path.parent.iterdir()) == [path]
    assert path.read_text("utf-8") == page, "the same runs make the same bytes"
