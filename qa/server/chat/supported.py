"""What chat clients may ask for that can't be had here: refused where the answer would be another than they expect.

What shapes how a model writes (temperature, stop, seed) is left aside, and so are tools that may be left alone.
"""

from collections.abc import Callable, Mapping
from typing import Any

from qa.errors import UsageProblem


class UnsupportedParameter(UsageProblem):
    """A request wants something that chat clients know and this server does not have."""


def refuse_unsupported(body: Mapping[str, Any]) -> None:
    """Raise UnsupportedParameter for the first field of a request whose meaning can't be kept."""
    for name, (is_meant, message) in _REFUSED.items():
        if name in body and is_meant(body[name]):
            raise UnsupportedParameter(f"{name!r} can't be had here: {message}", param=name)


def _wants_several(value: object) -> bool:
    return value not in (None, 1)


def _wants_call(value: object) -> bool:
    """Tell whether a tool or function has to be called."""
    return value not in (None, "auto", "none") and not (isinstance(value, Mapping) and value.get("type") == "auto")


def _wants_structure(value: object) -> bool:
    """Tell whether the answer has to be JSON."""
    kind = value.get("type") if isinstance(value, Mapping) else value
    return kind not in (None, "text")


def _wants_formatted(value: object) -> bool:
    return isinstance(value, Mapping) and _wants_structure(value.get("format"))


def _wants_sound(value: object) -> bool:
    return isinstance(value, list) and value != ["text"] and bool(value)


_CALLS = 'answers come from the articles, and no tool is called. Leave it out, or let it be "auto".'
_JSON = "answers are text. The field `qa` has the whole answer as JSON."
_STATE = "this server remembers nothing. Send what was said before with the request."
_REFUSED: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    "n": (_wants_several, "there is one answer to a question. Leave it out, or let it be 1."),
    "tool_choice": (_wants_call, _CALLS),
    "function_call": (_wants_call, _CALLS),
    "response_format": (_wants_structure, _JSON),
    "text": (_wants_formatted, _JSON),
    "modalities": (_wants_sound, "answers are text."),
    "background": (bool, "an answer is waited for. Leave it out."),
    "previous_response_id": (bool, _STATE),
    "conversation": (bool, _STATE),
    "prompt": (bool, "prompts are not kept on this server. Send the question as a message."),
}
