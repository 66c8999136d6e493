"""`check` and `quote`: hold a text against the articles, and find where words were said."""

from qa.checking import CheckedText, Place, Submission, find_places, make_manuscript
from qa.checking.drafts import MOST_CHARACTERS
from qa.checking.places import NOBODY
from qa.checking.values import place_to_values, text_to_values
from qa.errors import UsageProblem
from qa.mcp.tool import EXPLANATION, AssistantTool, ToolCall, ToolReply, lay_out_notices, make_reply
from qa.render.checks.lines import lay_out_check, lay_out_places
from qa.render.layout import make_line
from qa.server.api import results
from qa.server.api.checking import read_words
from qa.server.api.fields import LIMITS, Field
from qa.server.schemas import leave_out_null, pick_fields, take_object
from qa.server.telling import fit_readers, tell_reader

_PLACES, _MOST_PLACES = 5, 50


async def call_check(call: ToolCall) -> ToolReply:
    """Return the verdict on each sentence and each quotation of a text."""
    filters, text = call.filters, call.values["text"]
    if len(text) > MOST_CHARACTERS:
        raise UsageProblem(f"The text has more than {MOST_CHARACTERS:,} characters. Check a part of it.")
    submission = Submission(manuscript=make_manuscript(text))
    report = call.tell_from_thread("Checked sentences")

    def run() -> list[CheckedText]:
        return call.services.make_checker().check_texts([submission], filters=filters, on_progress=report)

    (checked,) = map(fit_readers, await call.services.work(run))
    lines = [*lay_out_check(checked, everything=True), *lay_out_notices(checked.notices)]
    return make_reply(lines, text_to_values(checked))


async def call_quote(call: ToolCall) -> ToolReply:
    """Return where words were said, exactly or nearly, and by whom; no model is used."""
    filters, n, words = call.filters, call.values.get("n", _PLACES), read_words(call.values["words"])
    library = call.services.library

    def find() -> tuple[list[Place], str]:
        found = find_places(words, library, filters=filters, n=n)
        return found, "" if found else library.explain_nothing(filters, NOBODY)

    places, nothing = await call.services.read(find)
    return make_reply(
        lay_out_places(places) or [make_line(tell_reader(nothing))],
        {"places": [place_to_values(place) for place in places], "explanation": nothing},
    )


_TOLD = ("verdict", "holds", "statements", "citations", "judge", "notices")

TOOLS = (
    AssistantTool(
        name="check",
        title="Check a text against the articles",
        description=(
            "Hold every sentence and every quotation of a text against the news articles. Each sentence is supported, "
            "contradicted or not_confirmed, with the exact words of the articles; a quotation is exact, changed, cut, "
            "attributed to somebody else, changed since, or not found. Use it on your own answer before you give it, "
            "or on a draft, a post or a claim. not_confirmed means that this library does not say it, not that it is "
            "false."
        ),
        fields=(Field(name="text", required=True, says="The text, in whole sentences; plain text."), *LIMITS),
        gives=leave_out_null(pick_fields(results.CHECKED, _TOLD)),
        call=call_check,
    ),
    AssistantTool(
        name="quote",
        title="Find who said words",
        description=(
            "Find where words were said or written, exactly or nearly: outlet, day, who says them, the sentence, and "
            "what differs; the words found stand between » and «. Use it before you put words in quotation marks. An "
            "ellipsis stands for words left out."
        ),
        fields=(
            Field(name="words", required=True, says="The words, without quotation marks."),
            *LIMITS,
            Field(name="n", kind="number", most=_MOST_PLACES, says=f"How many places to show; {_PLACES} else."),
        ),
        gives=take_object({"places": leave_out_null(results.PLACES), "explanation": EXPLANATION}),
        call=call_quote,
    ),
)
