import json
import re
import subprocess
import sys
from base64 import b64decode
from collections.abc import Sequence
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest
from render_samples import HOSTILE
from run_samples import make_row, write_run

from qa.evals.report.calibration import plot_calibration
from qa.evals.report.figures import Plot, write_plots
from qa.evals.report.plots import (
    MOST_KINDS,
    plot_kinds,
    plot_latency,
    plot_outcomes,
    plot_runs,
    plot_seconds,
)
from qa.evals.report.runs import ReportedRun, open_runs
from qa.evals.runs.rows import Row
from qa.render.pages.colours import read_colours

ROWS = [
    *(make_row(f"r{n}") for n in range(6)),
    *(make_row(f"w{n}", "It rained.", kind="where") for n in range(3)),
    make_row("a1", None, kind="not_in_articles", gold=()),
    make_row("a2", None),
    make_row("e1", error="The endpoint is away."),
]


def open_rows(folder: Path, *runs: Sequence[Row]) -> list[ReportedRun]:
    """Return runs of the rows, named run-0, run-1 ..."""
    return open_runs([write_run(folder / f"run-{n}", rows).path for n, rows in enumerate(runs)])


def read_pictures(plot: Plot) -> list[ElementTree.Element]:
    """Return the pictures that stand in the page: for a dark page, and for a light one."""
    found = re.findall(r"data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)", write_plots([plot]))
    return [ElementTree.fromstring(b64decode(data)) for data in found]


def read_words(picture: ElementTree.Element) -> str:
    return " ".join(picture.itertext())


def test_what_became_of_questions_is_counted_by_whether_the_articles_answer_them(tmp_path: Path) -> None:
    plot = plot_outcomes(open_rows(tmp_path, ROWS))
    assert plot.alt == (
        "in the articles: 6 right, 3 wrong, 1 abstained wrongly, 1 error; not in the articles: 1 abstained rightly"
    )
    assert all("abstained wrongly" in read_words(picture) for picture in read_pictures(plot))


def test_right_answers_are_given_by_kind_with_their_intervals(tmp_path: Path) -> None:
    plot = plot_kinds(open_rows(tmp_path, ROWS))
    assert plot
    assert re.search(r"where 0\.000 \(0\.000 to 0\.000, n 3\)", plot.alt)
    assert re.search(r"not_in_articles 1\.000 \(1\.000 to 1\.000, n 1\)", plot.alt)
    assert re.search(r"who 0\.857 \(0\.\d+ to 1\.000, n 7\)", plot.alt)
    assert all("not_in_articles" in read_words(picture) for picture in read_pictures(plot))


def test_only_the_most_frequent_kinds_are_drawn(tmp_path: Path) -> None:
    rows = [make_row(f"q{n}", kind=f"kind {n % (MOST_KINDS + 3)}") for n in range(4 * MOST_KINDS)]
    plot = plot_kinds(open_rows(tmp_path, rows))
    assert plot and "The 3 rarest kinds are left out." in plot.caption
    assert len(re.findall(r"kind \d+ ", plot.alt)) == MOST_KINDS


def test_calibration_sets_the_share_right_against_the_score(tmp_path: Path) -> None:
    plot = plot_calibration(open_rows(tmp_path, ROWS))
    assert plot and re.fullmatch(r"run-0: score 1\.00, right 0\.667 \(0\.\d+ to \d\.\d+, n 9\)", plot.alt)


def test_seconds_of_one_run_are_spread_by_what_became_of_the_questions(tmp_path: Path) -> None:
    [run] = open_rows(tmp_path, [make_row("q1", seconds=1.0), make_row("q2", "No.", seconds=3.0)])
    assert plot_seconds(run).alt == "Mean seconds: right 1.00 (1), wrong 3.00 (1)"


def test_several_runs_are_set_against_their_seconds(tmp_path: Path) -> None:
    runs = open_rows(tmp_path, [make_row(seconds=2.0)], [make_row(text="No.", seconds=1.0)])
    plot = plot_latency(runs)
    assert plot and [part.split(":")[0] for part in plot.alt.split("; ")] == ["run-0", "run-1"]
    assert "right 1.000 (1.000 to 1.000, n 1), 2.000 (2.000 to 2.000, n 1) seconds" in plot.alt
    assert all({"run-0", "run-1"} <= set(read_words(picture).split()) for picture in read_pictures(plot))


def test_every_run_is_named_however_it_is_called(tmp_path: Path) -> None:
    names = ["_hidden", *(f"{'same beginning ' * 3}{n}" for n in range(2))]
    runs = open_runs([write_run(tmp_path / name, ROWS).path for name in names])
    assert len(plot_outcomes(runs).alt.split("; ")) == 2 * len(names)
    plot = plot_kinds(runs)
    assert plot and all("_hidden" in read_words(picture) for picture in read_pictures(plot))


def test_plots_that_there_is_no_data_for_are_left_out(tmp_path: Path) -> None:
    failed = [make_row(f"e{n}", error="away") for n in range(2)]
    assert [plot.title for plot in plot_runs(open_rows(tmp_path, failed))] == [
        "Answered and abstained",
        "Seconds of a question",
    ]


@pytest.mark.parametrize(
    "kind",
    ["$\\frac{", "<script>alert(1)</script>", "問い 🦆", HOSTILE, "x" * 400],
    ids=["a formula", "markup", "no font for it", "hostile", "long"],
)
def test_the_name_of_a_kind_is_only_text(tmp_path: Path, kind: str) -> None:
    plot = plot_kinds(open_rows(tmp_path, [make_row(kind=kind)]))
    assert plot
    pictures = read_pictures(plot)
    assert len(pictures) == 2
    for picture in pictures:
        assert not {element.tag.rpartition("}")[2] for element in picture.iter()} & {"script", "image", "a"}
        assert "\x1b" not in read_words(picture) and "\u202e" not in read_words(picture)


def test_a_picture_says_in_words_what_it_shows_and_has_a_dark_twin(tmp_path: Path) -> None:
    plot = plot_outcomes(open_rows(tmp_path, ROWS))
    text = write_plots([plot])
    assert f'alt="{plot.alt}"' in unescape(text) and "prefers-color-scheme: dark" in text
    dark, light = read_pictures(plot)
    assert ElementTree.tostring(dark) != ElementTree.tostring(light)


def test_the_same_plot_is_the_same_bytes_whatever_the_user_has_set(tmp_path: Path) -> None:
    import matplotlib

    plot = plot_outcomes(open_rows(tmp_path, ROWS))
    before = write_plots([plot])
    with matplotlib.rc_context({"text.color": "red", "svg.fonttype": "path"}):
        assert write_plots([plot]) == before


def test_nothing_is_loaded_for_plots_before_they_are_drawn() -> None:
    code = "import json, sys, qa.evals.report, qa.cli.evals.report; print(json.dumps(sorted(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert run.returncode == 0, run.stderr
    assert not {"jinja2", "matplotlib", "numpy", "pydantic", "rich"} & set(json.loads(run.stdout))


def test_the_dark_picture_is_the_light_one_in_other_colours(tmp_path: Path) -> None:
    light, dark = read_colours("light"), read_colours("dark")
    assert len({(light[name], dark[name]) for name in light}) == len(set(light.values()))
    words = write_plots([plot_outcomes(open_rows(tmp_path, ROWS))])
    found = re.findall(r"data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)", words)
    of_dark, of_light = (b64decode(data).decode() for data in found)
    assert light["text"] in of_light and light["right"] in of_light
    assert dark["text"] in of_dark and dark["right"] in of_dark
    assert not set(re.findall(r"(?:fill|stroke): (#[0-9a-f]{6})", of_dark)) & (set(light.values()) - set(dark.values()))
    assert re.sub(r"#[0-9a-f]{6}\b", "", of_dark) == re.sub(r"#[0-9a-f]{6}\b", "", of_light)
