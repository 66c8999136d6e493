"""Answers, passages and articles to render: an ordinary answer, a refusal, and one that is hostile in every field."""

from dataclasses import dataclass, replace
from typing import Any

from qa.answer import Answer, Citation, CitedArticle, RankedPassage, Statement, write_fragment_link
from qa.articles.passages import Passage
from qa.library.catalogue.catalogue import ArticleSummary

QUOTE = 'US Defense Secretary Pete Hegseth and Dong Jun met on the margins of a "gathering".'
# As it is shown: marks within marks are single.
SHOWN_QUOTE = QUOTE.replace('"gathering"', "‘gathering’")
URL = "https://meridian-wire.example/2025/10/31/hegseth-dong"

ESCAPES = "\x1b[31mred\x1b[0m \x1b]0;owned\x07 \x9b2J \x08\x00 \u202eevil\u202c \u2066x\u2069 \U000e0041"
MARKUP = (
    "<script>alert(1)</script> [bold red]x[/] [a](javascript:alert(1)) ![i](http://evil.example/i.png) `c` **b** &lt;"
)
HOSTILE = f"{ESCAPES} {MARKUP}"


def make_citation(n: int = 1, **fields: Any) -> Citation:
    article = CitedArticle(
        id="a1b2c3d4e5f60718",
        title="Hegseth and Dong meet",
        source="Meridian Wire",
        published="2025-10-31T19:40:00+08:00",
        url=URL,
    )
    citation = Citation(
        n=n, article=article, quote=QUOTE, start=10, end=10 + len(QUOTE), link=write_fragment_link(URL, QUOTE)
    )
    return replace(citation, **fields)


def make_passage(rank: int = 1, **fields: Any) -> RankedPassage:
    passage = RankedPassage(
        rank=rank,
        article_id="a1b2c3d4e5f60718",
        title="Hegseth and Dong meet",
        source="Meridian Wire",
        published="2025-10-31",
        url=URL,
        start=0,
        end=len(QUOTE),
        score=0.5,
        text=QUOTE,
    )
    return replace(passage, **fields)


def make_doubt(**fields: Any) -> Statement:
    doubt = Statement(
        text="Hegseth was convicted.",
        citations=(2,),
        verdict="contradicted",
        score=0.03,
        flags=("“convicted”: the article has “charged”",),
    )
    return replace(doubt, **fields)


def make_doubtful_answer(**fields: Any) -> Answer:
    """Return an answer with one sentence that the articles contradict and one that they do not confirm."""
    quote = "Hegseth was charged in May."
    charged = make_citation(2, quote=quote, start=200, end=200 + len(quote))
    doubts = (
        make_doubt(),
        make_doubt(
            text="54 advisers came along.",
            verdict="not_confirmed",
            citations=(1,),
            flags=("“54”: not in the nearest words",),
        ),
    )
    return make_answer(**{"citations": (make_citation(), charged), "unconfirmed": doubts, **fields})


def make_answer(**fields: Any) -> Answer:
    statement = Statement(text="Hegseth and Dong Jun met.", citations=(1,), verdict="supported", score=1.0)
    answer = Answer(
        question="Who met?",
        status="answered",
        reason=None,
        text="Hegseth and Dong Jun met. [1]",
        statements=(statement,),
        citations=(make_citation(also_in=("Harbour Post", "Ondra Times")),),
        passages=(make_passage(),),
        model="fake",
    )
    return replace(answer, **fields)


def make_refusal(**fields: Any) -> Answer:
    refusal = make_answer(status="not_answered", reason="abstained", text="", statements=(), citations=())
    return replace(refusal, **fields)


def make_hostile_answer(status: str = "answered") -> Answer:
    article = CitedArticle(id="0", title=HOSTILE, source=HOSTILE, published=HOSTILE, url="javascript:alert(1)")
    citation = make_citation(article=article, quote=HOSTILE, link="https://x.example/\x1b[31m", also_in=(HOSTILE,))
    passage = make_passage(title=HOSTILE, source=HOSTILE, published=HOSTILE, url="file:///etc/passwd", text=HOSTILE)
    statement = Statement(text=HOSTILE, citations=(1,), verdict="supported", score=1.0)
    return make_answer(
        question=HOSTILE,
        status=status,
        statements=(statement,),
        citations=(citation, replace(citation, n=2)),
        unconfirmed=(make_doubt(text=HOSTILE, flags=(HOSTILE,)),),
        passages=(passage,),
        model=HOSTILE,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleHit:
    """What a renderer needs of a hit."""

    article: ArticleSummary
    passage: Passage
    score: float
    best: tuple[int, int]
    also_in: tuple[str, ...] = ()


def make_hit(
    *, text: str = "It rained. Hegseth met Dong. It ended.", best: str = "Hegseth met Dong.", **fields: Any
) -> Any:
    summary = ArticleSummary(
        id="a1b2c3d4e5f60718",
        title="Hegseth and Dong meet",
        source="Meridian Wire",
        authors=(),
        published="2025-10-31",
        updated=None,
        language="en",
        url=URL,
        origin="",
        passages=1,
    )
    start = 100 + text.index(best)
    return SampleHit(
        article=replace(summary, **fields),
        passage=Passage(article_id=summary.id, start=100, end=100 + len(text), text=text),
        score=0.876,
        best=(start, start + len(best)),
    )
