"""The JSON schemas of what the API gives, made of the types that its values are written from."""

from qa.answer import Answer, Citation, CitedArticle, RankedPassage
from qa.articles import Article
from qa.briefing import Brief, Changes, Timeline
from qa.checking.alignment import WordDifference
from qa.checking.quotations import QuotationState
from qa.history.revisions import Step
from qa.library import ArticleSummary, Story
from qa.library.upkeep.stats import Statistics
from qa.models.resolve import ModelOption
from qa.server.schemas import add_fields, allow_null, describe_values, take_list, take_object, take_text
from qa.verify.verdict import VerdictName

_TEXT, _WHOLE, _NUMBER = {"type": "string"}, {"type": "integer"}, {"type": "number"}
_ARTICLE = describe_values(CitedArticle)

PASSAGE = add_fields(describe_values(RankedPassage), {"article": _ARTICLE})
ANSWER = add_fields(describe_values(Answer), {"passages": take_list(PASSAGE)})
TURN = add_fields(ANSWER, {"asked_as": _TEXT})
PASSAGES = take_list(PASSAGE)

PLACE = take_object(
    {
        "article": _ARTICLE,
        "words": take_text("As the article has them."),
        "start": _WHOLE,
        "end": _WHOLE,
        "exact": {"type": "boolean"},
        "share": _NUMBER,
        "differences": take_list(describe_values(WordDifference)),
        "speaker": allow_null(take_text("Who says them; nobody where the outlet does.")),
        "sentence": take_text("The sentences that they stand in."),
        "also_in": take_list(_TEXT, "Other outlets with the same report."),
        "replaced_at": allow_null(take_text("When a changed article lost them.")),
        "now": allow_null(take_text("What stands there since.")),
    }
)
PLACES = take_list(PLACE, "Exact ones first; empty where nobody said them.")
_QUOTATION = take_object(
    {
        "text": _TEXT,
        "start": _WHOLE,
        "end": _WHOLE,
        "state": describe_values(QuotationState),
        "states": take_list(describe_values(QuotationState)),
        "claimed": allow_null(take_text("Who says it by the text.")),
        "limit": allow_null(_TEXT),
        "place": allow_null(PLACE),
    }
)
_CHECKED_STATEMENT = take_object(
    {
        "text": _TEXT,
        "start": _WHOLE,
        "end": _WHOLE,
        "verdict": describe_values(VerdictName),
        "score": _NUMBER,
        "judge": _TEXT,
        "flags": take_list(_TEXT, "What speaks against it."),
        "citations": take_list(_WHOLE),
        "quotations": take_list(_QUOTATION),
    }
)
CHECKED = take_object(
    {
        "name": _TEXT,
        "verdict": allow_null({**describe_values(VerdictName), "description": "The worst of all statements."}),
        "holds": {"type": "boolean", "description": "All is supported, and all quotations are exact."},
        "statements": take_list(_CHECKED_STATEMENT),
        "citations": take_list(describe_values(Citation)),
        "judge": take_text("Who decided about the meaning: a model, or rules."),
        "notices": take_list(_TEXT, "What there is to know of how it was checked."),
    }
)

BRIEF, TIMELINE, CHANGES = map(describe_values, (Brief, Timeline, Changes))

SUMMARIES = take_list(describe_values(ArticleSummary))
ARTICLE = add_fields(describe_values(Article), {"former_versions": _WHOLE, "changes": take_list(describe_values(Step))})
STORIES = take_list(describe_values(Story))
STATISTICS = describe_values(Statistics)
_OPTIONS = take_list(describe_values(ModelOption))
MODELS = take_object({"models": _OPTIONS, "embedders": _OPTIONS, "embedder": allow_null(_TEXT)})

_MISSED = take_list(take_object({"origin": _TEXT, "reason": _TEXT}))
TAKEN = take_object(
    {
        **dict.fromkeys(("new", "unchanged", "replaced", "passages"), _WHOLE),
        "skipped": _MISSED,
        "seconds": _NUMBER,
    },
    {**dict.fromkeys(("older", "read", "undated"), _WHOLE), "failed": _MISSED, "gone": _MISSED},
)
