"""`check` and `quote`: hold a text against the articles, and find where words were said."""

from qa.answer import Citation, CitedArticle
from qa.checking import CheckedText, Place, Submission, find_places, make_manuscript
from qa.checking.alignment import WordDifference
from qa.checking.drafts import MOST_CHARACTERS
from qa.checking.quotations import QuotationState
from qa.checking.values import place_to_values, text_to_values
from qa.errors import UsageProblem
from qa.mcp.tool import AssistantTool, ToolCall, ToolReply, make_reply
from qa.render.checks.lines import lay_out_check, lay_out_places
from qa.render.layout import make_line
from qa.server.api.fields import LIMITS, Field
from qa.server.schemas import Schema, describe_type, take_list, take_object, take_text
from qa.verify.verdict import VerdictName

_PLACES, _MOST_PLACES = 5, 50
_MARKS = '“”"„«»'


async def call_check(call: ToolCall) -> ToolReply:
    """Return the verdict on each sentence and each quotation of a text."""
    filters, text = call.filters, call.values["text"]
    if len(text) > MOST_CHARACTERS:
        raise UsageProblem(f"The text has more than {MOST_CHARACTERS:,} characters. Check a part of it.")
    submission = Submission(manuscript=make_manuscript(text))
    report = call.tell_from_thread("Checked sentences")

    def run() -> list[CheckedText]:
        call.services.library.check_outlets(filters)
        return call.services.make_checker().check_texts([submission], filters=filters, on_progress=report)

    (checked,) = await call.services.work(run)
    return make_reply(lay_out_check(checked, everything=True), text_to_values(checked))


async def call_quote(call: ToolCall) -> ToolReply:
    """Return where words were said, exactly or nearly, and by whom; no model is used."""
    filters, n, words = call.filters, call.values.get("n", _PLACES), call.values["words"].strip().strip(_MARKS)
    if not any(letter.isalnum() for letter in words):
        raise UsageProblem("There are no words to find in `words`. Give those that somebody said or wrote.")
    library = call.services.library

    def find() -> list[Place]:
        library.check_outlets(filters)
        return find_places(words, library, filters=filters, n=n)

    places = await call.services.read(find)
    none = [make_line("Nobody said these words, or nearly these, in the articles.")]
    return make_reply(lay_out_places(places) or none, {"places": [place_to_values(place) for place in places]})


_PLACE = take_object(
    {
        "article": describe_type(CitedArticle),
        "words": take_text("As the article has them."),
        "start": {"type": "integer"},
        "end": {"type": "integer"},
        "exact": {"type": "boolean"},
        "share": {"type": "number"},
        "differences": take_list(describe_type(WordDifference)),
        "sentence": take_text("The sentences that they stand in."),
        "also_in": take_list({"type": "string"}, "Other outlets with the same report."),
    },
    {
        "speaker": take_text("Who says them; left out where the outlet does."),
        "replaced_at": take_text("When a changed article lost them."),
        "now": take_text("What stands there since."),
    },
)
_QUOTATION = take_object(
    {
        "text": {"type": "string"},
        "start": {"type": "integer"},
        "end": {"type": "integer"},
        "state": describe_type(QuotationState),
        "states": take_list(describe_type(QuotationState)),
    },
    {"claimed": take_text("Who says it by the text."), "limit": {"type": "string"}, "place": _PLACE},
)
_STATEMENT = take_object(
    {
        "text": {"type": "string"},
        "start": {"type": "integer"},
        "end": {"type": "integer"},
        "verdict": describe_type(VerdictName),
        "score": {"type": "number"},
        "judge": {"type": "string"},
        "flags": take_list({"type": "string"}, "What speaks against it."),
        "citations": take_list({"type": "integer"}),
        "quotations": take_list(_QUOTATION),
    }
)
_CHECKED: Schema = take_object(
    {
        "holds": {"type": "boolean", "description": "All is supported, and all quotations are exact."},
        "statements": take_list(_STATEMENT),
        "citations": take_list(describe_type(Citation)),
        "judge": take_text("Who decided about the meaning: a model, or rules."),
    },
    {"verdict": {**describe_type(VerdictName), "description": "The worst of all statements."}},
)

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
        gives=_CHECKED,
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
        gives=take_object({"places": take_list(_PLACE, "Exact ones first; empty where nobody said them.")}),
        call=call_quote,
    ),
)
