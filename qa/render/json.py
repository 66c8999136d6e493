"""Write values as JSON: one object a line, or indented for reading."""

import json
from typing import Any

from qa.render.clean import escape_json


def write_json(value: Any, *, indent: int | None = None, encoding: str = "utf-8") -> str:
    """Return value as JSON without a newline at the end.

    indent    None puts all on one line
    encoding  of the stream it is for: characters it does not have are escaped
    """
    everything = encoding.lower().replace("-", "").replace("_", "") == "utf8"
    return escape_json(json.dumps(value, ensure_ascii=not everything, indent=indent))
