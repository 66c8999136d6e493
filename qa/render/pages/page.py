"""Fill the templates of pages: nothing untrusted is markup, nothing is loaded from elsewhere, nothing unknown runs."""

from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from qa.language.codes import detect_script, name_language
from qa.language.dates.format import format_day
from qa.render.clean import clean_line, clean_lines, clean_url

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

STYLE = "style.css"


def write_page(template: str, *, script: str | None = None, **values: Any) -> Iterator[str]:
    """Yield a whole page piece by piece; it needs nothing beside itself.

    template  its name in the folder of templates
    script    the name of a module there, the only one that may run in the page
    values    what the template shows: plain text, or Markup that write_part made
    """
    from markupsafe import Markup

    style, code = read_template_file(STYLE), read_template_file(script) if script else ""
    yield from (
        _open_templates()
        .get_template(template)
        .generate(policy=write_policy(style, code), style=Markup(style), script=Markup(code), **values)
    )


def write_part(template: str, **values: Any) -> "Markup":
    """Return a piece of a page as markup, to be handed on to the page."""
    from markupsafe import Markup

    return Markup(_open_templates().get_template(template).render(**values))


@cache
def read_template_file(name: str) -> str:
    """Return a file of the folder of templates."""
    return files("qa.render.pages").joinpath("templates", name).read_text(encoding="utf-8")


def write_policy(style: str, script: str = "") -> str:
    """Return the policy of a page that stands alone: this style, this script and pictures within it, nothing else."""
    allowed = ["default-src 'none'", f"style-src {_name_hash(style)}", "img-src data:"]
    allowed += [f"script-src {_name_hash(script)}"] if script else []
    return "; ".join([*allowed, "base-uri 'none'", "form-action 'none'"])


def _name_hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


@cache
def _open_templates() -> "Environment":
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    environment = Environment(
        loader=FunctionLoader(read_template_file),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_clean_value,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters |= {
        "line": clean_line,
        "lines": _escape_lines,
        "address": clean_url,
        "day": format_day,
        "language": name_language,
        "script": _find_script_language,
    }
    return environment


def _clean_value(value: object) -> object:
    """Return what is shown of a value: text on one safe line, which is escaped after this; markup as it is."""
    from jinja2 import Undefined
    from markupsafe import Markup

    if isinstance(value, Markup | Undefined):
        return value
    return "" if value is None else clean_line(str(value))


def _find_script_language(text: str) -> str:
    """Return the language of words whose script tells it, "" where it does not."""
    return detect_script(text) or ""


def _escape_lines(text: str) -> "Markup":
    """Return untrusted text as markup, its lines and the blanks around it kept."""
    from markupsafe import escape

    return escape(clean_lines(text))
