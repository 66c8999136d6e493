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
from qa.server.schemas import add_fields, allow_null, describe_values, take_list, take_object
from qa.verify.verdict import VerdictName

_TEXT, _WHOLE, _NUMBER = {"type": "string"}, {"type": "integer"}, {"type": "number"}
_TEXTS = take_list(_TEXT)
_ARTICLE = describe_values(CitedArticle)

PASSAGE = add_fields(describe_values(RankedPassage), {"article": _ARTICLE})
ANSWER = add_fields(describe_values(Answer), {"passages": take_list(PASSAGE)})
TURN = add_fields(ANSWER, {"asked_as": _TEXT})
PASSAGES = take_list(PASSAGE)

PLACE = take_object(
    {
        "article": _ARTICLE,
        "words": _TEXT,
        "start": _WHOLE,
        "end": _WHOLE,
        "exact": {"type": "boolean"},
        "share": _NUMBER,
        "differences": take_list(describe_values(WordDifference)),
        "speaker": allow_null(_TEXT),
        "sentence": _TEXT,
        "also_in": _TEXTS,
        "replaced_at": allow_null(_TEXT),
        "now": allow_null(_TEXT),
    }
)
PLACES = take_list(PLACE)
_QUOTATION = take_object(
    {
        "text": _TEXT,
        "start": _WHOLE,
        "end": _WHOLE,
        "state": describe_values(QuotationState),
        "states": take_list(describe_values(QuotationState)),
        "claimed": allow_null(_TEXT),
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
        "flags": _TEXTS,
        "citations": take_list(_WHOLE),
        "quotations": take_list(_QUOTATION),
    }
)
CHECKED = take_object(
    {
        "name": _TEXT,
        "verdict": allow_null(describe_values(VerdictName)),
        "holds": {"type": "boolean"},
        "statements": take_list(_CHECKED_STATEMENT),
        "citations": take_list(describe_values(Citation)),
        "judge": _TEXT,
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
