from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

import pytest
from run_samples import make_row, write_run

from qa.errors import RunProblem, UsageProblem
from qa.evals.comparing.gate import DROP_METRICS, GateVerdict, Rule, check_rules, read_rules
from qa.evals.comparing.junit import build_junit, write_junit
from qa.evals.metrics import METRICS
from qa.evals.runs.folder import Run
from qa.evals.scores import read_scores
from qa.evals.tables import lay_out_verdicts
from qa.render.layout import write_plain


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Return a run of 10 questions, of which 8 are right, and one more that failed."""
    rows = [make_row(f"q{n}", "Nobody." if n < 2 else "Dong Jun.") for n in range(10)]
    return write_run(tmp_path / "run", [*rows, make_row("broken", error="It broke.")])


def gate(
    run: Run,
    *,
    baseline: Run | None = None,
    least: Sequence[str] = (),
    most: Sequence[str] = (),
    drops: Sequence[str] = (),
) -> list[GateVerdict]:
    scores = read_scores(run.path)
    return check_rules(run, scores, read_rules(scores, least=least, most=most, drops=drops), baseline=baseline)


def judge(
    run: Run,
    *,
    baseline: Run | None = None,
    least: Sequence[str] = (),
    most: Sequence[str] = (),
    drops: Sequence[str] = (),
) -> list[bool]:
    return [verdict.passed for verdict in gate(run, baseline=baseline, least=least, most=most, drops=drops)]


def test_a_score_may_be_at_its_bound_but_not_beyond(run: Run) -> None:
    assert judge(run, least=["contains=0.8", "contains=0.81"]) == [True, False]
    assert judge(run, most=["wrong=0.2", "wrong=0.19"]) == [True, False]


def test_the_number_of_failures_can_be_bounded(run: Run) -> None:
    assert judge(run, most=["errors=1", "errors=0"]) == [True, False]


def test_a_score_that_is_not_there_fails_with_the_reason(run: Run) -> None:
    (verdict,) = gate(run, least=["choice_accuracy=0"])
    assert (verdict.passed, verdict.value) == (False, None)
    assert verdict.detail.startswith("n/a: needs choices")


def test_a_metric_that_the_scores_do_not_have_yet_fails_with_the_reason(run: Run) -> None:
    scores = read_scores(run.path)
    rules = read_rules(scores, least=["contains=0"])
    old = {name: score for name, score in scores.scores.items() if name != "contains"}
    object.__setattr__(scores, "scores", old)
    assert "qa eval score" in check_rules(run, scores, rules)[0].detail


def test_each_rule_is_a_line_with_value_bound_and_verdict(run: Run) -> None:
    verdicts = gate(run, least=["contains=0.75", "choice_accuracy=0.5"], most=["wrong=0.05"])
    assert write_plain(lay_out_verdicts(verdicts)).splitlines() == [
        "pass  contains >= 0.75: 0.8000",
        "FAIL  choice_accuracy >= 0.5: n/a: needs choices with a gold answer among them",
        "FAIL  wrong <= 0.05: 0.2000",
    ]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"least": ["kontains=1"]}, r"no metric 'kontains'\. Did you mean contains\?"),
        ({"least": ["quote_validty=1"]}, r"Did you mean quote_validity\?"),
        ({"least": ["contains"]}, r"--min can't be 'contains'\. Give NAME=X, such as contains=0\.8\."),
        ({"most": ["contains=much"]}, r"--max can't be 'contains=much'\."),
        ({"most": ["contains=nan"]}, r"--max can't be 'contains=nan'\."),
        ({"drops": ["little"]}, r"--allow-drop can't be 'little'\. Give a number, or NAME=X\."),
        ({"drops": ["errors=1"]}, r"no metric 'errors'"),
        ({"drops": ["0.02"]}, "A baseline and how far scores may drop belong together"),
        ({}, "There is no rule to hold the run to"),
    ],
)
def test_a_rule_that_is_none_says_what_one_is(run: Run, options: dict[str, list[str]], message: str) -> None:
    with pytest.raises(UsageProblem, match=message):
        gate(run, least=options.get("least", ()), most=options.get("most", ()), drops=options.get("drops", ()))


def make_baseline(path: Path, *, wrong: int) -> Run:
    return write_run(path, [make_row(f"q{n}", "Nobody." if n < wrong else "Dong Jun.") for n in range(10)])


def test_a_drop_is_counted_from_the_baseline(run: Run, tmp_path: Path) -> None:
    better, worse = make_baseline(tmp_path / "better", wrong=1), make_baseline(tmp_path / "worse", wrong=5)
    assert judge(run, baseline=better, drops=["contains=0.1", "contains=0.05"]) == [True, False]
    assert judge(run, baseline=worse, drops=["contains=0", "wrong=0"]) == [True, True]


def test_a_metric_that_is_better_low_must_not_rise(run: Run, tmp_path: Path) -> None:
    better = make_baseline(tmp_path / "better", wrong=1)
    assert judge(run, baseline=better, drops=["wrong=0.1", "wrong=0.05"]) == [True, False]


def test_one_number_holds_for_the_metrics_of_the_other_rules(run: Run, tmp_path: Path) -> None:
    better = make_baseline(tmp_path / "better", wrong=1)
    verdicts = gate(run, baseline=better, least=["contains=0.5"], most=["errors=1", "wrong=0.5"], drops=["0.02"])
    assert [(v.rule.name, v.passed) for v in verdicts] == [
        ("contains >= 0.5", True),
        ("errors <= 1", True),
        ("wrong <= 0.5", True),
        ("contains at most 0.02 worse", False),
        ("wrong at most 0.02 worse", False),
    ]


def test_one_number_alone_holds_for_the_main_metrics_that_there_are(run: Run, tmp_path: Path) -> None:
    verdicts = gate(run, baseline=make_baseline(tmp_path / "better", wrong=1), drops=["0.02"])
    names = [verdict.rule.metric for verdict in verdicts]
    assert names == [name for name in DROP_METRICS if name in names]
    assert "contains" in names
    assert "choice_accuracy" not in names


def test_the_main_metrics_are_metrics() -> None:
    assert set(DROP_METRICS) < set(METRICS)


def test_a_baseline_of_other_questions_is_refused(run: Run, tmp_path: Path) -> None:
    other = write_run(tmp_path / "other", [make_row("x1")])
    with pytest.raises(RunProblem, match="share no question"):
        gate(run, baseline=other, drops=["0.02"])


def test_a_baseline_without_a_drop_is_refused(run: Run) -> None:
    with pytest.raises(UsageProblem, match="belong together"):
        gate(run, baseline=run, least=["contains=0.5"])


def test_a_run_that_is_not_finished_passes_no_gate(run: Run, tmp_path: Path) -> None:
    unfinished = write_run(tmp_path / "unfinished", [make_row("q1")], finished=False)
    with pytest.raises(RunProblem, match="is not finished"):
        gate(unfinished, least=["contains=0"])
    with pytest.raises(RunProblem, match="is not finished"):
        gate(run, baseline=unfinished, drops=["1"])


def test_junit_has_a_case_for_each_rule_and_a_failure_for_each_that_failed(run: Run) -> None:
    verdicts = gate(run, least=["contains=0.75", "choice_accuracy=0.5"], most=["wrong=0.05"])
    root = ElementTree.fromstring(build_junit(verdicts, run="runs/first"))
    (suite,) = root.findall("testsuite")
    for element in (root, suite):
        assert (element.get("tests"), element.get("failures"), element.get("errors")) == ("3", "2", "0")
    assert suite.get("name") == "runs/first"
    cases = suite.findall("testcase")
    assert [case.get("name") for case in cases] == ["contains >= 0.75", "choice_accuracy >= 0.5", "wrong <= 0.05"]
    assert [case.find("failure") is None for case in cases] == [True, False, False]
    failure = cases[2].find("failure")
    assert failure is not None
    assert failure.get("message") == failure.text == "wrong <= 0.05: 0.2000"


def test_junit_is_valid_whatever_is_in_the_names() -> None:
    rule = Rule(metric="contains", bound="min", limit=1.0)
    verdict = GateVerdict(rule=rule, passed=False, value=None, reason='<a> & "b" \x00\x1b[31m \ud800 \ufffe é 😀')
    root = ElementTree.fromstring(build_junit([verdict], run="runs/\x08"))
    failure = root.find(".//failure")
    assert failure is not None
    assert failure.text == 'contains >= 1: n/a: <a> & "b" ��[31m � � é 😀'


def test_junit_goes_into_a_file_and_a_place_that_takes_none_is_told(run: Run, tmp_path: Path) -> None:
    verdicts = gate(run, least=["contains=0.75"])
    write_junit(tmp_path / "reports" / "gate.xml", verdicts, run="run")
    assert ElementTree.parse(tmp_path / "reports" / "gate.xml").getroot().tag == "testsuites"
    with pytest.raises(RunProblem, match=r"can't be written: .*--junit"):
        write_junit(tmp_path / "reports" / "gate.xml" / "x.xml", verdicts, run="run")
