import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from endpoint import ScriptedEndpoint
from run_samples import copy_passages, write_articles, write_questions

from qa.errors import UsageProblem
from qa.evals.cases.cases import read_cases
from qa.evals.runs.folder import open_run
from qa.evals.runs.rows import Row
from qa.evals.runs.runs import RunOptions
from qa.evals.scores import Score
from qa.evals.sweeping.grid import Cell, list_cells, read_grid
from qa.evals.sweeping.plot import PLOT_FILES, draw_sweep, place_points
from qa.evals.sweeping.sweep import SWEEP_FILE, Result, Sweep, rank_results, run_sweep, tabulate_sweep
from qa.settings import Settings

PNG = b"\x89PNG"


class Bench:
    """Questions, articles, a cache of their own, and what a sweep of them told."""

    def __init__(self, folder: Path, **settings: Any) -> None:
        self.folder = folder
        self.questions = read_cases(write_questions(folder / "questions.jsonl"))
        self.options = RunOptions(articles=write_articles(folder / "news.jsonl"))
        self.settings = Settings(library=folder / "library", **{"model": "extractive", **settings})
        self.told: list[str] = []
        self.ingested = 0
        self.rows: list[tuple[str, str]] = []

    def sweep(
        self, *sets: str, metric: str = "contains", on_row: Callable[[Cell, Row, int, int], None] | None = None
    ) -> Sweep:
        return run_sweep(
            self.questions,
            self.settings,
            read_grid(sets),
            self.folder / "sweep",
            self.options,
            metric=metric,
            notify=self.told.append,
            on_progress=self.count_progress,
            on_row=on_row or self.note_row,
        )

    def count_progress(self, label: str, done: int, total: int) -> None:
        self.ingested += done == total

    def note_row(self, cell: Cell, row: Row, done: int, total: int) -> None:
        self.rows.append((str(cell), row.case.id))


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def make_sweep(*points: tuple[float | None, float | None], better: bool = True, metric: str = "contains") -> Sweep:
    """Return a sweep over k whose cells have these scores and tokens."""
    results = []
    for k, (value, tokens) in enumerate(points, start=1):
        scores = {metric: value, "prompt_tokens": tokens, "completion_tokens": 0.0, "seconds_p50": 1.0 / k}
        named = {n: Score(value=v, low=v and v - 0.1, high=v and v + 0.1, n=5) for n, v in scores.items()}
        results.append(Result(cell=Cell(values={"k": k, "model": "openai:$a$b$"}, name=f"k={k}"), scores=named))
    return Sweep(
        metric=metric, higher_is_better=better, questions={}, grid={"k": (1,), "model": ("x",)}, results=tuple(results)
    )


def test_a_grid_is_every_combination_of_values_as_the_settings_read_them() -> None:
    grid = read_grid(["k=4, 8", "passage-size=600", "k=8", "least_confidence=0.5"])
    assert grid == {"k": (4, 8), "passage_size": (600,), "least_confidence": (0.5,)}
    assert [str(cell) for cell in list_cells(grid)] == [
        "k=4, passage_size=600, least_confidence=0.5",
        "k=8, passage_size=600, least_confidence=0.5",
    ]


def test_every_cell_has_a_folder_of_its_own_whatever_its_values_are() -> None:
    names = [cell.name for cell in list_cells(read_grid(["prompts=../a,.._a,a b,a_b,é/" + "x" * 300]))]
    assert len(set(names)) == 5
    assert all("/" not in name and len(name) < 200 for name in names)
    assert [cell.name for cell in list_cells(read_grid(["k=4", "model=local"]))] == ["k=4_model=local"]


@pytest.mark.parametrize(
    ("sets", "message"),
    [
        (["passagesize=600"], "There is no setting 'passagesize'. Did you mean passage_size?"),
        (["library=a,b"], "--set library can't matter: every cell has the same articles"),
        (["timeout=1,2"], "--set timeout can't matter"),
        (["k=four"], "--set k: -k can't be 'four'. Give a number."),
        (["k=0"], "--set k: -k can't be 0"),
        (["k="], "--set k= has no values"),
        (["k"], "--set k has no values"),
        ([], "There is nothing to vary"),
        (["k=" + ",".join(map(str, range(1, 14))), "max_tokens=1,2,3,4,5"], "That makes 65 cells; at most 64 are run"),
    ],
    ids=["unknown", "library", "timeout", "no number", "zero", "empty", "no values", "nothing", "too many"],
)
def test_what_can_not_be_varied_is_refused(sets: list[str], message: str) -> None:
    with pytest.raises(UsageProblem) as caught:
        read_grid(sets)
    assert message in str(caught.value)


def test_a_library_is_made_for_each_splitter_and_not_for_each_cell(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QA_CACHE", str(bench.folder / "cache"))
    sweep = bench.sweep("k=2,4", "passage_size=100,1000")
    assert bench.ingested == 2
    runs = [open_run(bench.folder / "sweep" / result.cell.name) for result in sweep.results]
    assert len({run.info.library["hash"] for run in runs}) == 2
    assert {(run.info.settings["k"], run.info.settings["passage_size"]) for run in runs} == {
        (2, 100), (2, 1000), (4, 100), (4, 1000)
    }  # fmt: skip
    written = json.loads((bench.folder / "sweep" / SWEEP_FILE).read_text())
    assert [cell["run"] for cell in written["cells"]] == [result.cell.name for result in sweep.results]
    assert written["cells"][0]["scores"]["contains"]["value"] is not None


def test_the_same_thing_is_asked_once_in_all_cells(bench: Bench, endpoint: ScriptedEndpoint) -> None:
    endpoint.replies = [copy_passages]
    bench.settings = Settings(library=bench.folder, model="openai:m", base_url=endpoint.url, least_confidence=0)
    sweep = bench.sweep("least_confidence=0,0.000001")
    asked = [request.prompt for request in endpoint.requests]
    assert len(asked) == len(set(asked)) == len(bench.questions.cases)
    assert [result.error for result in sweep.results] == [None, None]


def test_a_cell_that_fails_is_a_row_with_its_reason_and_comes_last(bench: Bench, endpoint: ScriptedEndpoint) -> None:
    endpoint.fault = "401"
    bench.settings = Settings(library=bench.folder, base_url=endpoint.url, least_confidence=0)
    sweep = bench.sweep("model=openai:m,extractive")
    assert [(result.cell.values["model"], result.error is None) for result in sweep.results] == [
        ("extractive", True),
        ("openai:m", False),
    ]
    *_, reason = tabulate_sweep(sweep).rows[1]
    assert "key" in reason
    assert [path.name for path in draw_sweep(sweep, bench.folder)] == list(PLOT_FILES)


def test_a_sweep_that_was_stopped_goes_on_where_it_was(bench: Bench) -> None:
    def stop(cell: Cell, row: Row, done: int, total: int) -> None:
        bench.note_row(cell, row, done, total)
        if len(bench.rows) == 8:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bench.sweep("k=2,4", on_row=stop)
    assert any("goes on" in notice and str(bench.folder / "sweep") in notice for notice in bench.told)
    sweep = bench.sweep("k=2,4")
    assert len(bench.rows) == len(set(bench.rows)) == 12
    assert all(result.read_score("contains").n == 5 for result in sweep.results)


def test_a_splitter_can_not_be_varied_without_articles(bench: Bench) -> None:
    bench.options = RunOptions()
    with pytest.raises(UsageProblem, match="A library has one passage_size"):
        bench.sweep("passage_size=100,200")


def test_a_metric_that_does_not_exist_is_refused_before_anything_runs(bench: Bench) -> None:
    with pytest.raises(UsageProblem, match="Did you mean contains"):
        bench.sweep("k=2,4", metric="kontains")
    assert not (bench.folder / "sweep").exists()


@pytest.mark.parametrize(("better", "order"), [(True, [2, 1, 3]), (False, [1, 2, 3])], ids=["more", "less"])
def test_the_best_cell_is_first_whichever_way_the_metric_goes(better: bool, order: list[int]) -> None:
    results = make_sweep((0.2, 1.0), (0.7, 1.0), (None, 1.0)).results
    ranked = rank_results(results[::-1], "contains", higher_is_better=better)
    assert [result.cell.values["k"] for result in ranked] == order


def test_cells_that_no_other_beats_at_the_same_cost_are_told_apart() -> None:
    sweep = make_sweep((0.9, 300.0), (0.8, 100.0), (0.7, 200.0), (0.9, 400.0), (None, None))
    points = place_points(sweep, [result.tokens for result in sweep.results])
    assert [(point.number, point.is_best) for point in points] == [(1, True), (2, True), (3, False), (4, False)]
    less = make_sweep((0.1, 300.0), (0.2, 100.0), (0.3, 200.0), better=False, metric="wrong")
    assert [point.is_best for point in place_points(less, [result.tokens for result in less.results])] == [
        True,
        True,
        False,
    ]


def test_the_plot_is_drawn_the_same_each_time_and_a_dollar_is_no_formula(tmp_path: Path) -> None:
    sweep = make_sweep((0.9, 300.0), (0.8, 100.0))
    png, svg = (path.read_bytes() for path in draw_sweep(sweep, tmp_path))
    assert png.startswith(PNG)
    assert b"Tokens of a question" in svg
    draw_sweep(sweep, tmp_path)
    assert (tmp_path / "sweep.svg").read_bytes() == svg


def test_seconds_are_the_cost_where_there_are_no_tokens(tmp_path: Path) -> None:
    for sweep in (make_sweep((0.9, 0.0), (0.8, 0.0)), make_sweep((0.9, None), (0.8, 300.0))):
        draw_sweep(sweep, tmp_path)
        assert b"Seconds of a question" in (tmp_path / "sweep.svg").read_bytes()


def test_nothing_is_drawn_where_no_cell_has_a_score(tmp_path: Path) -> None:
    assert draw_sweep(make_sweep((None, 100.0)), tmp_path) == []
    assert not list(tmp_path.iterdir())


def test_a_cell_is_run_with_its_settings(bench: Bench, endpoint: ScriptedEndpoint) -> None:
    bench.settings = Settings(library=bench.folder, model="openai:m", base_url=endpoint.url, least_confidence=0)
    bench.sweep("max_tokens=50,70")
    sent = {request.body.get("max_tokens") or request.body["max_completion_tokens"] for request in endpoint.requests}
    assert sent == {50, 70}
