"""Log a run to MLflow: its settings as parameters, its scores as metrics, its folder as artifacts."""

import os
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from qa.errors import RunProblem, SomethingMissing
from qa.evals.runs.folder import Run
from qa.evals.scores import Scores

# Characters of a parameter that all stores take.
_LONGEST = 500
_FILES = (".json", ".jsonl", ".html")


def log_run(run: Run, scores: Scores, *, uri: str | None, experiment: str) -> str:
    """Log a run to the tracking store of MLflow, and return the id that it has there; the same run has one id.

    Args:
        uri: The store, such as sqlite:///mlflow.db or http://localhost:5000; None leaves it to MLflow.
        experiment: The name that runs are listed under there.

    Raises:
        SomethingMissing: The package is not installed.
        RunProblem: The store can't be written.
    """
    # What is exported goes where the user says, and nowhere else.
    os.environ.setdefault("MLFLOW_DISABLE_TELEMETRY", "true")
    try:
        from mlflow import MlflowClient
        from mlflow.exceptions import MlflowException
    except ModuleNotFoundError as error:
        raise SomethingMissing(f"The export needs {error.name}. Install it: pip install mlflow") from None
    try:
        return _log(MlflowClient(tracking_uri=uri), run, scores, experiment)
    except (MlflowException, ImportError) as error:
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        raise RunProblem(f"MLflow took no run: {reason} Give another store with --to.") from None


def _log(client: Any, run: Run, scores: Scores, experiment: str) -> str:
    from mlflow.entities import Metric, Param, RunTag

    begun = round(datetime.fromisoformat(run.info.created).timestamp() * 1000)
    found = client.get_experiment_by_name(experiment)
    group = found.experiment_id if found else client.create_experiment(experiment)
    key = f"{run.path.resolve().name}-{run.info.created}"
    same = client.search_runs([group], filter_string=f"tags.`qa.run` = '{key}'", max_results=1)
    logged = same[0] if same else client.create_run(group, start_time=begun, run_name=run.path.resolve().name)
    id: str = logged.info.run_id
    client.log_batch(
        id,
        metrics=[Metric(name, value, begun, 0) for name, value in _list_metrics(scores)],
        params=[Param(name, str(value)[:_LONGEST]) for name, value in _list_parameters(run)],
        tags=[RunTag("qa.run", key), RunTag("qa.task", run.info.task)],
    )
    for file in sorted(run.path.iterdir()):
        if file.suffix in _FILES:
            client.log_artifact(id, str(file))
    client.set_terminated(id)
    return id


def _list_metrics(scores: Scores) -> Iterator[tuple[str, float]]:
    """Yield the scores and, of each, the ends of its interval."""
    yield "cases", float(scores.cases)
    yield "errors", float(scores.errors)
    for name, score in scores.scores.items():
        values = {"": score.value, ".low": score.low, ".high": score.high}
        yield from ((name + part, float(value)) for part, value in values.items() if value is not None)


def _list_parameters(run: Run) -> Iterator[tuple[str, Any]]:
    """Yield what the run was made with, and of what."""
    info = run.info
    yield from {"model": info.model, "seed": info.seed, "settings_hash": info.settings_hash}.items()
    groups: Mapping[str, Mapping[str, Any]] = {
        "settings": info.settings,
        "prompts": info.prompt_hashes,
        "questions": info.questions,
        "library": info.library,
        "sample": info.sample,
        "versions": info.versions,
    }
    for group, values in groups.items():
        yield from ((f"{group}.{name}", value) for name, value in values.items() if value is not None)
