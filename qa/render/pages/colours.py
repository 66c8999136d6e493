"""The colours of pages and pictures, read from the one stylesheet that names them."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal

from qa.render.pages.page import STYLE, read_template_file

Scheme = Literal["light", "dark"]

_TOKEN = re.compile(r"--([a-z-]+):\s*(#[0-9a-f]{6})\b")
_DARK = "@media screen and (prefers-color-scheme: dark)"


@cache
def read_colours(scheme: Scheme) -> Mapping[str, str]:
    """Return the colours of a light or a dark page by their names: {"text": "#1d1f23", ...}."""
    light, _, rest = read_template_file(STYLE).partition(_DARK)
    dark, _, _ = rest.partition("}\n}")
    return dict(_TOKEN.findall(light if scheme == "light" else dark))
