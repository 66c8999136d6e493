"""The fields of requests: one table says what each is, how it is read, and how it is described to programs."""

import json
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, BinaryIO, Literal

from starlette.datastructures import QueryParams, UploadFile
from starlette.requests import ClientDisconnect, Request

from qa.errors import UsageProblem
from qa.library import Filters
from qa.library.catalogue.filters import make_filters, read_limit

Kind = Literal["text", "texts", "day", "number", "flag", "choice", "exchanges"]

_DAY = r"^\d{4}(-\d{2}(-\d{2})?)?$"
# Chosen: what is sent at once is bounded in bytes too.
_MOST_FILES, _MOST_VALUES, _LARGEST_VALUE = 100, 200, 4_000_000
_MOST_DIGITS = 30
_YES, _NO = ("1", "true"), ("0", "false")
_EXCHANGE = ("question", "answer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of a request, under the name of the Python calls.

    Attributes:
        says: What it is, in a sentence.
        required: A request without it is refused.
        most: The greatest number.
        choices: What may be chosen.
    """

    name: str
    says: str
    kind: Kind = "text"
    required: bool = False
    least: int = 1
    most: int = 1_000
    choices: tuple[str, ...] = ()

    def read(self, value: Any) -> Any:
        """Return a value as it is worked with. Raises UsageProblem for one that can't be used."""
        return _READERS[self.kind](self, value)

    def ask(self, value: Any) -> str:
        """Return what is told where it has to be given and has a value that is missing or empty."""
        says = self.says[0].lower() + self.says[1:]
        return f"Give {self.name!r}: {says}" if value is None else f"{self.name!r} is empty: give {says}"

    def describe(self) -> dict[str, Any]:
        """Return its JSON schema."""
        more: dict[str, Any] = {"description": self.says}
        if self.kind == "number":
            more |= {"minimum": self.least, "maximum": self.most}
        elif self.kind == "choice":
            more |= {"enum": list(self.choices)}
        return {**_SCHEMAS[self.kind], **more}


# Limits on the articles, as every request may name them.
LIMITS = (
    Field(name="since", kind="day", says="First day of publication: YYYY-MM-DD, YYYY-MM or YYYY."),
    Field(name="until", kind="day", says="Last day of publication, that day included."),
    Field(name="sources", kind="texts", says="Outlets, by name or by domain."),
    Field(name="languages", kind="texts", says="Languages of articles, by name or as ISO 639-1 codes."),
)
AS_OF = Field(name="as_of", kind="day", says='The day that "this week" is counted from.')
MODEL = Field(
    name="model", says="One of the models that /api/models lists as ready; the server's own where it is left out."
)
STREAM = Field(name="stream", kind="flag", says="Tell as server-sent events what happens meanwhile, the result last.")


def list_values(query: QueryParams, fields: Iterable[Field]) -> dict[str, Any]:
    """Return the values of an address: of each field the last one, or all where it takes several."""
    several = {field.name for field in fields if field.kind == "texts"}
    # A form sends a field that nobody filled in as "".
    return {name: list(filter(None, query.getlist(name))) if name in several else query[name] for name in query}


async def load_body(request: Request) -> dict[str, Any]:
    """Return the JSON object in the body of a request. Raises UsageProblem."""
    try:
        body = json.loads(await request.body() or b"{}", parse_int=_read_digits, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise UsageProblem("The body of the request is no JSON.") from None
    except ClientDisconnect:
        raise UsageProblem("The request broke off.") from None
    if not isinstance(body, Mapping):
        raise UsageProblem("The body of the request has to be a JSON object.")
    return dict(body)


@asynccontextmanager
async def load_form(
    request: Request, fields: Iterable[Field]
) -> AsyncIterator[tuple[dict[str, Any], tuple[tuple[str, BinaryIO], ...]]]:
    """Give the values and the files of a form, each with the last part of its name; they are closed at the end.

    Files wait in memory or, where they are larger, in a temporary file without a name.
    """
    try:
        form = await request.form(max_files=_MOST_FILES, max_fields=_MOST_VALUES, max_part_size=_LARGEST_VALUE)
    except ClientDisconnect:
        raise UsageProblem("The request broke off.") from None
    try:
        texts = QueryParams([(name, value) for name, value in form.multi_items() if isinstance(value, str)])
        sent = [value for _, value in form.multi_items() if isinstance(value, UploadFile)]
        names = (PurePath((each.filename or "").replace("\\", "/")).name or "file" for each in sent)
        yield list_values(texts, fields), tuple(zip(names, (each.file for each in sent), strict=True))
    finally:
        await form.close()


def read_fields(values: Mapping[str, Any], fields: Sequence[Field]) -> dict[str, Any]:
    """Return the fields that are given, as they are worked with.

    Raises:
        UsageProblem: A field is none of these, is missing, or has a value that can't be used.
    """
    known = {field.name: field for field in fields}
    if unknown := [str(name)[:80] for name in values if name not in known]:
        told = f"There is no field {unknown[0]!r}. Known are: {', '.join(known) or 'none'}."
        raise UsageProblem(told, param=unknown[0])
    for field in fields:
        if field.required and _is_empty(values.get(field.name)):
            raise UsageProblem(field.ask(values.get(field.name)), param=field.name)
    return {name: _read_field(known[name], value) for name, value in values.items() if value not in (None, "", [])}


def choose_limits(values: Mapping[str, Any]) -> Filters:
    """Return the limits on the articles among the values of a request. Raises UsageProblem."""
    return make_filters(**{field.name: values[field.name] for field in LIMITS if field.name in values})


def _read_field(field: Field, value: Any) -> Any:
    """Return the value of a field as it is worked with. Raises UsageProblem with the name of the field."""
    try:
        return field.read(value)
    except UsageProblem as error:
        error.param = field.name
        raise


def _is_empty(value: Any) -> bool:
    return value in (None, []) or (isinstance(value, str) and not value.strip())


def _read_digits(digits: str) -> int:
    """Return a whole number of JSON; of one that is longer than any that can be used, its beginning."""
    return int(digits[:_MOST_DIGITS])


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def clean_text(value: str) -> str:
    """Return a text without halves of characters, which JSON can hold and nothing else takes."""
    return value.encode("utf-8", "replace").decode()


def _read_text(field: Field, value: Any) -> str:
    if not isinstance(value, str):
        raise UsageProblem(f"{field.name!r} has to be text.")
    return clean_text(value)


def _read_texts(field: Field, value: Any) -> tuple[str, ...]:
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list) or not all(isinstance(each, str) for each in values):
        raise UsageProblem(f"{field.name!r} has to be text or a list of texts.")
    if not all(map(str.strip, values)):
        raise UsageProblem(f"{field.name!r} has an empty text in its list. Leave that out.")
    return tuple(map(clean_text, values))


def _read_day(field: Field, value: Any) -> str:
    text = _read_text(field, value)
    read_limit(text, name=field.name)
    return text


def _read_number(field: Field, value: Any) -> int:
    try:
        number = int(value) if isinstance(value, int | str) and not isinstance(value, bool) else field.least - 1
    except ValueError:
        number = field.least - 1
    if not field.least <= number <= field.most:
        raise UsageProblem(f"{field.name!r} is a whole number from {field.least} to {field.most}.")
    return number


def _read_flag(field: Field, value: Any) -> bool:
    told = str(value).lower()
    if told not in (*_YES, *_NO):
        raise UsageProblem(f"{field.name!r} is true or false.")
    return told in _YES


def _read_choice(field: Field, value: Any) -> str:
    if value not in field.choices:
        raise UsageProblem(f"{field.name!r} is one of: {', '.join(field.choices)}.")
    return str(value)


def _read_exchanges(field: Field, value: Any) -> tuple[tuple[str, str], ...]:
    wrong = UsageProblem(f"{field.name!r} is a list of objects with a question and an answer.")
    if not isinstance(value, list):
        raise wrong
    found = []
    for each in value:
        if not isinstance(each, Mapping) or not all(isinstance(each.get(name, ""), str) for name in _EXCHANGE):
            raise wrong
        if unknown := [name for name in each if name not in _EXCHANGE]:
            told = f"There is no field {str(unknown[0])[:80]!r} in {field.name!r}."
            raise UsageProblem(f"{told} Known are: {', '.join(_EXCHANGE)}.")
        found.append((clean_text(each.get("question", "")), clean_text(each.get("answer", ""))))
    return tuple(found)


_READERS: Mapping[Kind, Callable[[Field, Any], Any]] = {
    "text": _read_text,
    "texts": _read_texts,
    "day": _read_day,
    "number": _read_number,
    "flag": _read_flag,
    "choice": _read_choice,
    "exchanges": _read_exchanges,
}
_SCHEMAS: Mapping[Kind, dict[str, Any]] = {
    "text": {"type": "string"},
    "texts": {"type": "array", "items": {"type": "string"}},
    "day": {"type": "string", "pattern": _DAY},
    "number": {"type": "integer"},
    "flag": {"type": "boolean"},
    "choice": {"type": "string"},
    "exchanges": {
        "type": "array",
        "items": {
            "type": "object",
            "properties": {name: {"type": "string"} for name in _EXCHANGE},
            "additionalProperties": False,
        },
    },
}
