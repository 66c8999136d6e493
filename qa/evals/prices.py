"""The metrics with the prices of the user: a table in ./qa-prices.toml, else in the user's configuration folder."""

from collections.abc import Mapping
from pathlib import Path

from platformdirs import user_config_path

from qa.errors import InvalidSetting
from qa.evals.metrics import METRICS, Metric, Task, make_cost_metric, parse_prices

PRICES_FILE = "qa-prices.toml"


def load_metrics(folder: Path | None = None, *, task: Task = "answer") -> Mapping[str, Metric]:
    """Return the metrics of a task by name, the cost by the first table of prices that there is.

    folder  where qa-prices.toml is looked for first; the current folder when None

    Raises InvalidSetting for a table that can't be read.
    """
    metrics = {name: metric for name, metric in METRICS.items() if metric.task == task}
    for path in ((folder or Path.cwd()) / PRICES_FILE, user_config_path("qa") / PRICES_FILE):
        if path.is_file() and "cost" in metrics:
            try:
                text = path.read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError) as error:
                raise InvalidSetting(f"{path} can't be read: {error}. Correct it or remove it.") from None
            return {**metrics, "cost": make_cost_metric(parse_prices(text, str(path)))}
    return metrics
