"""A run is handed to MLflow: settings, scores and files, once however often; without the package that is said."""

import importlib.util
from pathlib import Path

import pytest
from run_samples import make_row, write_run

from qa.cli.evals.export import export_evaluation
from qa.errors import SomethingMissing
from qa.evals.mlflow import log_run
from qa.evals.scores import score_run

_IS_INSTALLED = importlib.util.find_spec("mlflow") is not None


@pytest.mark.skipif(_IS_INSTALLED, reason="MLflow is installed")
def test_without_the_package_the_export_says_what_to_install(tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", [make_row()])
    with pytest.raises(SomethingMissing, match="pip install mlflow"):
        export_evaluation(run.path, to=None, experiment="qa")


@pytest.mark.skipif(not _IS_INSTALLED, reason="MLflow is not installed")
@pytest.mark.filterwarnings("default")
def test_a_run_is_one_run_with_its_settings_scores_and_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from mlflow import MlflowClient

    monkeypatch.chdir(tmp_path)
    run, uri = write_run(tmp_path / "run", [make_row()]), f"sqlite:///{tmp_path / 'runs.db'}"
    first, second = (log_run(run, score_run(run), uri=uri, experiment="news") for _ in range(2))
    assert first == second
    logged = MlflowClient(tracking_uri=uri).get_run(first)
    assert logged.data.params["model"] == "extractive" and logged.data.params["settings.k"] == "8"
    assert logged.data.metrics["cases"] == 1 and "exact_match" in logged.data.metrics
    assert {file.path for file in MlflowClient(tracking_uri=uri).list_artifacts(first)} >= {"answers.jsonl", "run.json"}
