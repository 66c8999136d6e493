"""The metrics with the prices of the user: a table in ./qa-prices.toml, else in the user's configuration folder."""

from collections.abc import Mapping
from pathlib import Path

from platformdirs import user_config_path

from qa.errors import InvalidSetting
from qa.evals.metrics import METRICS, Metric, make_cost_metric, parse_prices

PRICES_FILE = "qa-prices.toml"


def load_metrics(folder: Path | None = None) -> Mapping[str, Metric]:
    """Return the metrics by name, the cost by the first table of prices that there is.

    folder  where qa-prices.toml is looked for first; the current folder when None

    Raises InvalidSetting for a table that can't be read.
    """
    for path in ((folder or Path.cwd()) / PRICES_FILE, user_config_path("qa") / PRICES_FILE):
        if path.is_file():
            try:
                text = path.read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError) as error:
                raise InvalidSetting(f"{path} can't be read: {error}. Correct it or remove it.") from None
            return {**METRICS, "cost": make_cost_metric(parse_prices(text, str(path)))}
    return METRICS
