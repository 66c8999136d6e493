"""Hold a text against the articles, and find where words were said: `/api/check`, `/api/quote`."""

from collections.abc import Callable
from contextlib import aclosing
from dataclasses import asdict, dataclass

from starlette.responses import Response

from qa.checking import Manuscript, Submission, find_places, read_manuscript
from qa.checking.places import NOBODY
from qa.checking.values import place_to_values, text_to_values
from qa.errors import UsageProblem
from qa.library.catalogue.filters import read_limit
from qa.server.api import results
from qa.server.api.fields import LIMITS, MODEL, STREAM, Field
from qa.server.api.operations import Call, Operation
from qa.server.api.responding import Told, respond
from qa.server.services import Tell
from qa.server.values import RowsResponse

_NAME = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkDone:
    """How far something is that takes a while."""

    stage: str
    done: int
    total: int


async def check(call: Call) -> Response:
    """Check every sentence and quotation of a text, or of a file."""
    draft = await call.services.read(lambda: _read_draft(call))
    submission = Submission(manuscript=draft, asked=read_limit(call.values.get("as_of"), name="as_of"))
    filters, model = call.filters, call.values.get("model")

    def run(tell: Tell) -> dict[str, object]:
        [text] = call.services.make_checker(model).check_texts(
            [submission],
            filters=filters,
            on_progress=lambda stage, done, total: tell(WorkDone(stage=stage, done=done, total=total)),
        )
        return {"name": draft.name, **text_to_values(text)}

    return await respond(call, tell_progress(call, run, model=model))


async def quote(call: Call) -> Response:
    """Find where words were said; no model is used."""
    words, filters, most = read_words(call.values["words"]), call.filters, call.values.get("n", 10)
    library = call.services.library

    def run() -> Response:
        rows = [place_to_values(place) for place in find_places(words, library, filters=filters, n=most)]
        return RowsResponse(rows, notices=[] if rows else [library.explain_nothing(filters, NOBODY)])

    return await call.services.read(run)


def read_words(text: str) -> str:
    """Return words that are to be found, without marks of quotation around them. Raises UsageProblem."""
    words = text.strip().strip('“”"„«»')
    if not any(letter.isalnum() for letter in words):
        raise UsageProblem("There are no words to find. Give those that somebody said or wrote.")
    return words


async def tell_progress(call: Call, run: Callable[[Tell], object], *, model: str | None) -> Told:
    """Yield how far a call with a model is, and at the end what it returns."""
    async with aclosing(call.services.follow(run, model=model)) as told:
        async for value in told:
            yield ("progress", asdict(value)) if isinstance(value, WorkDone) else ("result", value)


def _read_draft(call: Call) -> Manuscript:
    """Return the text or the file that is to be checked. Raises UsageProblem."""
    language = next(iter(call.filters.languages), None)
    if call.files:
        (name, stream), *more = call.files
        if more or "text" in call.values:
            raise UsageProblem("One text is checked at a time. Send one file, or the text.")
        return read_manuscript(stream.read(), name=call.values.get("name", name), language=language)
    if not call.values.get("text", "").strip():
        raise UsageProblem(
            "There is no text to check: 'text' is missing or empty. Give it, or send a file.", param="text"
        )
    return read_manuscript(call.values["text"].encode(), name=call.values.get("name", _NAME), language=language)


OPERATIONS = (
    Operation(
        path="/api/check",
        says="Check every sentence and quotation of a text, a Markdown file or a DOCX against the articles.",
        fields=(
            Field(name="text", says="A draft, where no file is sent."),
            Field(name="name", says="What it is called; its end, such as .md, tells the format."),
            Field(name="as_of", kind="day", says='The day that its "on Friday" is counted from.'),
            *LIMITS,
            MODEL,
            STREAM,
        ),
        handle=check,
        result=results.CHECKED,
        methods=("POST",),
        files=True,
    ),
    Operation(
        path="/api/quote",
        says="Find where words were said, how exactly, and by whom, without any model.",
        fields=(
            Field(name="words", required=True, says="Words that somebody said or wrote."),
            Field(name="n", kind="number", most=200, says="Places to return; 10 where it is left out."),
            *LIMITS,
        ),
        handle=quote,
        result=results.PLACES,
    ),
)
