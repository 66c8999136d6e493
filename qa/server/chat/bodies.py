"""What the requests of chat clients are made of, as schemas: the fields that mean something in them.

Every other field is left aside, whatever it is: clients send many, and more each year.
"""

from collections.abc import Mapping
from typing import Any

from qa.server.chat.misfits import refuse_misfit
from qa.server.chat.supported import refuse_unsupported
from qa.server.schemas import Schema

_TEXT_KINDS = ("text", "input_text", "output_text")
_REFUSAL = "refusal"
# Of OpenAI's two interfaces, and what other servers of them take.
_OTHER_KINDS = (
    "image_url input_image image input_audio audio audio_url video_url video input_video file input_file document "
    "thinking reasoning reasoning_text summary_text tool_use tool_result computer_screenshot"
).split()
_ROLES = ("system", "developer", "user", "assistant", "tool", "function")

# What may be left out may be null, too.
_TEXT: Schema = {"type": ["string", "null"]}
_SWITCH: Schema = {"type": ["boolean", "null"]}
_COUNT: Schema = {"type": ["integer", "null"], "minimum": 1}
_OBJECT: Schema = {"type": ["object", "null"]}
_LIST: Schema = {"type": ["array", "null"], "items": {"type": "object"}}
_PENALTY: Schema = {"type": ["number", "null"], "minimum": -2, "maximum": 2}

_PART: Schema = {
    "type": "object",
    "properties": {"type": {"type": "string", "enum": [*_TEXT_KINDS, _REFUSAL, *_OTHER_KINDS]}},
    "required": ["type"],
    "if": {"properties": {"type": {"enum": list(_TEXT_KINDS)}}},
    "then": {"properties": {"text": {"type": "string"}}, "required": ["text"]},
}
_CONTENT: Schema = {"type": ["string", "array"], "items": _PART}
# A message of an assistant may have calls of tools in place of words.
_MESSAGE: Schema = {
    "type": "object",
    "properties": {"role": {"type": "string", "enum": list(_ROLES)}},
    "required": ["role"],
    "if": {"properties": {"role": {"enum": ["assistant", "tool", "function"]}}},
    "then": {"properties": {"content": {**_CONTENT, "type": ["string", "array", "null"]}}},
    "else": {"properties": {"content": _CONTENT}, "required": ["content"]},
}
# An item of another type is no message: a call of a tool, what it gave, what a model thought.
_ITEM: Schema = {
    "type": "object",
    "properties": {"type": {"type": "string"}},
    "if": {"properties": {"type": {"enum": ["message"]}}},
    "then": _MESSAGE,
}
_SHARED: Mapping[str, Schema] = {
    "model": _TEXT,
    "stream": _SWITCH,
    "stream_options": {"type": ["object", "null"], "properties": {"include_usage": _SWITCH}},
    "metadata": _OBJECT,
    "temperature": {"type": ["number", "null"], "minimum": 0, "maximum": 2},
    "top_p": {"type": ["number", "null"], "minimum": 0, "maximum": 1},
    "tools": _LIST,
    "tool_choice": {"type": ["string", "object", "null"]},
    "parallel_tool_calls": _SWITCH,
    "store": _SWITCH,
    "user": _TEXT,
}
COMPLETION: Schema = {
    "type": "object",
    "properties": {
        "messages": {"type": "array", "minItems": 1, "items": _MESSAGE},
        **_SHARED,
        "max_tokens": _COUNT,
        "max_completion_tokens": _COUNT,
        "n": _COUNT,
        "seed": {"type": ["integer", "null"]},
        "stop": {"type": ["string", "array", "null"], "items": {"type": "string"}},
        "presence_penalty": _PENALTY,
        "frequency_penalty": _PENALTY,
        "logprobs": _SWITCH,
        "top_logprobs": {"type": ["integer", "null"], "minimum": 0, "maximum": 20},
        "logit_bias": _OBJECT,
        "functions": _LIST,
        "function_call": {"type": ["string", "object", "null"]},
        "response_format": _OBJECT,
        "modalities": {"type": ["array", "null"], "items": {"type": "string"}},
    },
    "required": ["messages"],
}
RESPONSE: Schema = {
    "type": "object",
    "properties": {
        "input": {"type": ["string", "array"], "minItems": 1, "items": _ITEM},
        **_SHARED,
        "instructions": {"type": ["string", "array", "null"]},
        "max_output_tokens": _COUNT,
        "text": _OBJECT,
        "reasoning": _OBJECT,
        "include": {"type": ["array", "null"], "items": {"type": "string"}},
        "background": _SWITCH,
        "previous_response_id": _TEXT,
        "conversation": {"type": ["string", "object", "null"]},
        "prompt": _OBJECT,
    },
    "required": ["input"],
}


def check_body(body: Mapping[str, Any], schema: Schema) -> None:
    """Raise UsageProblem for the first field of a request that can't be what it is, or whose meaning can't be kept."""
    refuse_misfit(body, schema)
    refuse_unsupported(body)


def read_content(content: object) -> str:
    """Return the text of a message, whose content is a text or a list of parts."""
    if isinstance(content, str):
        return content
    parts = content if isinstance(content, list) else []
    return "\n".join(part["text"] for part in parts if part["type"] in _TEXT_KINDS)


def has_other_parts(content: object) -> bool:
    """Tell whether a message has parts that are no text."""
    parts = content if isinstance(content, list) else []
    return any(part["type"] not in (*_TEXT_KINDS, _REFUSAL) for part in parts)
