"""What the tests of the stages share: articles that were found for a question, as evidence for its answer."""

from collections.abc import Sequence
from typing import Any

from qa.articles.passages import Passage
from qa.language.sentences import split_sentences
from qa.library import ArticleSummary
from qa.question import read_question
from qa.retrieval.evidence import Evidence
from qa.retrieval.scoring import Candidate, ScoredSentence
from qa.retrieval.search import Hit
from qa.verify.hypothesis import Hypothesis
from qa.verify.premise import read_premise
from qa.verify.verdict import Verdict
from qa.verify.verifier import Verifier


def make_summary(**fields: Any) -> ArticleSummary:
    defaults: dict[str, Any] = {
        "id": "a1", "title": "Talks in Lisbon", "source": "The Daily Example", "authors": (),
        "published": "2025-10-31T09:00:00+00:00", "updated": None, "language": "en",
        "url": "https://example.org/talks", "origin": "talks.md", "passages": 1,
    }  # fmt: skip
    return ArticleSummary(**{**defaults, **fields})


def make_candidate(text: str, **fields: Any) -> Candidate:
    defaults: dict[str, Any] = {
        "article_id": "a1", "title": "Talks in Lisbon", "published": None, "language": "en", "start": 0,
        "lexical": 0.5, "similarity": 0.5,
    }  # fmt: skip
    return Candidate(text=text, **{**defaults, **fields})


def make_hit(
    text: str, *, scores: Sequence[float] = (), features: dict[str, float] | None = None, **fields: Any
) -> Hit:
    """Return a hit whose passage is the whole text of its article; scores of its sentences, 1.0 where none is given."""
    article = make_summary(**fields)
    sentences = tuple(
        ScoredSentence(
            start=start,
            end=end,
            text=text[start:end],
            score=scores[n] if n < len(scores) else 1.0,
            features=features or {},
        )
        for n, (start, end) in enumerate(split_sentences(text))
    )
    passage = Passage(article_id=article.id, start=0, end=len(text), text=text)
    score = max((sentence.score for sentence in sentences), default=0.0)
    return Hit(article=article, passage=passage, score=score, similarity=0.5, sentences=sentences, text=text)


def make_evidence(*texts: str, **fields: Any) -> list[Evidence]:
    """Return evidence numbered from 1, each text an article of its own with the id a1, a2 and so on."""
    hits = [make_hit(text, **{"id": f"a{n}", **fields}) for n, text in enumerate(texts, start=1)]
    return [Evidence(n=n, hit=hit, sentences=hit.sentences) for n, hit in enumerate(hits, start=1)]


def check_sentence(
    sentence: str, *texts: str, cited: int | None = 1, question: str | None = "What happened?", **fields: Any
) -> Verdict:
    """Return the verdict of the rules on a sentence that cites the text of that number, or none, of those given."""
    premises = [read_premise(item.hit, item.n) for item in make_evidence(*texts, **fields)]
    hypothesis = Hypothesis(
        text=sentence,
        premises=tuple(premises),
        cited=(cited,) if cited else (),
        question=read_question(question) if question else None,
    )
    return Verifier().verify([hypothesis]).verdicts[0]


# Who says what in the starter corpus, read by hand: article (the end of its address), first words, speaker.
SPOKEN: dict[str, dict[str, str]] = {
    "dock-strike-ends": {
        "A promise on paper": "Maren Tolliver",
        "It belongs to the gate": "Maren Tolliver",
        "She said it louder": "Josip Hale",
    },
    "cranes-stand-still": {
        "You cannot eat": "Maren Tolliver",
    },
    "cost-of-the-dock-strike": {
        "Most of the trade": "Ione Trelawny",
        "The minister makes": "Maren Tolliver",
        "That is all I": "Maren Tolliver",
    },
    "day-three-at-gate-two": {
        "You cannot eat": "Josip Hale",
        "I fear them": "Josip Hale",
        "Because I am": "Ruben Castellane",
    },
    "bacteria-found-in-cascade-fountain": {
        "The hotel agreed": "Lorenz Thackeray",
        "It was a very": "Ragna Solheim-Orr",
    },
    "bellmere-cases-rise-to-23": {
        "A map is": "Ragna Solheim-Orr",
        "Our water is": "Viveca Strand-Hale",
    },
    "bellmere-outbreak-over": {
        "I can tell": "Ragna Solheim-Orr",
        "I can’t tell": "Ragna Solheim-Orr",
        "the price of": "Viveca Strand-Hale",
    },
    "lung-illness-in-bellmere": {
        "We are looking": "Ragna Solheim-Orr",
        "for the moment": "Lorenz Thackeray",
    },
    "minister-denies-price-floor": {
        "I had two": "Casimir Holt",
        "You may search": "Casimir Holt",
        "discussed with us": "Philippa Strand",
        "They called us": "Runa Skell",
        "I would like": "Runa Skell",
    },
    "flotilla-against-gannet-bank": {
        "That is where": "Runa Skell",
        "We are not": "Runa Skell",
        "After that": "Leander Moss",
        "Cod like": "Leander Moss",
        "Has he": "Runa Skell",
    },
    "gannet-bank-cost-rises": {
        "in a constructive": "Philippa Strand",
        "A wind farm": "Helmer Dufault",
        "It is a weather": "Helmer Dufault",
    },
    "wind-farm-jobs-and-fish": {
        "We count": "Ebba Nance",
        "Some people": "Ebba Nance",
        "There is no promise": "Casimir Holt",
        "Not one crown": "Casimir Holt",
        "My son works": "Oda Thwaite",
        "I would like": "Oda Thwaite",
    },
    "hallam-stone-to-appeal": {
        "We were bad": "Edric Hallam",
        "But we should": "Edric Hallam",
    },
    "quarry-must-pay-castle-brenn": {
        "A permit to": "Ingrith Maule",
        "My clients": "Tobin Ashgrove",
        "They asked to": "Tobin Ashgrove",
        "studying a long": "Delphine Roake",
    },
    "dust-diary-village-wins": {
        "You do not": "Tobin Ashgrove",
    },
    "hallam-stone-warns-of-job-losses": {
        "Fifteen of": "Delphine Roake",
        "They heard": "Delphine Roake",
        "They saved": "Bram Keddle",
        "Now they want": "Bram Keddle",
    },
    "ilmaria-halves-fever": {
        "When the": "Saskia Thorne",
        "You do not": "Saskia Thorne",
    },
    "greve-breaks-ranks": {
        "We have taken": "Anton Greve",
        "My members": "Cosima Hald",
        "Now they lose": "Cosima Hald",
    },
    "thorne-cuts-fever-medicine": {
        "When the": "Saskia Thorne",
        "You do not": "Saskia Thorne",
    },
    "central-bank-cuts-rate": {
        "When the": "Saskia Thorne",
        "You do not": "Saskia Thorne",
    },
    "dong-jun-urges-us-caution-on-taiwan": {
        "good and": "Pete Hegseth",
        "stoutly": "Pete Hegseth",
        "on matters": "Pete Hegseth",
    },
    "taiwan-absent-in-busan-raised-in-kuala-lumpur": {
        "stoutly": "Pete Hegseth",
        "good and": "Pete Hegseth",
    },
    "hegseth-dong-kuala-lumpur": {
        "good and": "Pete Hegseth",
        "stoutly": "Pete Hegseth",
        "on matters": "Pete Hegseth",
    },
    "allies-and-warheads-behind-the-handshake": {
        "good and": "Pete Hegseth",
        "stoutly": "Pete Hegseth",
        "on matters": "Pete Hegseth",
        "distant third": "Donald Trump",
        "pursuing regime": "Pete Hegseth",
    },
    "hegseth-presses-china-on-allies-and-taiwan": {
        "good and": "Pete Hegseth",
        "stoutly": "Pete Hegseth",
        "on matters": "Pete Hegseth",
        "pursuing regime": "Pete Hegseth",
    },
    "lady-oriane-inquiry-report": {
        "This was not": "Orla Finch",
        "It was an accident": "Orla Finch",
        "I wanted one": "Fia Lomax",
        "They gave us": "Fia Lomax",
    },
    "seventeen-dead-how-many-on-board": {
        "The door": "Enoch Varley",
        "If it had": "Enoch Varley",
    },
    "ferry-sinks-off-cape-merrin": {
        "She lay": "Dov Hessian",
        "There was no bang": "Dov Hessian",
    },
    "velmora-ferry-twelve-dead": {
        "They stopped": "Fia Lomax",
        "I walked": "Fia Lomax",
        "Every passenger": "Garrick Osterhout",
    },
    "osterhout-steps-aside": {
        "They reached": "Piers Colquhoun",
        "After that": "Piers Colquhoun",
        "a quarter of": "Tamsyn Roe",
    },
    "athletic-protest-lakes-cup": {
        "Their goalkeeper": "Baldur Finke",
        "I wanted to": "Mattis Oryn",
        "I have finished": "Mattis Oryn",
    },
    "lakes-league-rejects-protest": {
        "let in": "Odile Marchbank",
    },
    "rovers-win-lakes-cup": {
        "I closed": "Emeka Quaye-Lund",
        "The coach": "Emeka Quaye-Lund",
        "They never": "Annika Storr",
    },
    "lantern-flies-past-tamsin": {
        "It’s alive": "Oswin Harl",
        "I have a": "Yevane Dorrit",
        "and I’ll keep": "Yevane Dorrit",
        "I know them": "Oswin Harl",
    },
    "tamsin-results": {
        "at the speed": "Yevane Dorrit",
        "We aimed": "Oswin Harl",
        "It is a beautiful": "Corisande Blight",
    },
    "lantern-saved-by-night-shift": {
        "A pause": "Leontine Graf",
        "Safe mode": "Leontine Graf",
        "Seven of": "Oswin Harl",
        "We have potholes": "Udo Brenner",
    },
    "norvane-cleared-with-conditions": {
        "A country": "Clemens Ruhl",
        "I was asked": "Thaddeus Koll",
    },
    "norvane-to-buy-pelham": {
        "Bread begins": "Thaddeus Koll",
        "Expensive": "Ludovica Stern",
    },
    "the-price-of-pelham": {
        "The rest": "Marius Feld",
    },
    "nine-hundred-jobs": {
        "You can tell": "Gregor Amsel",
        "We are not": "Nele Hartwich",
        "But I would": "Nele Hartwich",
    },
    "harkov-wins-ostrel": {
        "A forgotten": "Mechthild Orne",
        "but a very": "Lena Harkov",
    },
    "harkov-opens-the-hospital-books": {
        "There was a hole": "Pavel Drost",
        "You can have": "Pavel Drost",
    },
    "ostrel-recount-result": {
        "a good deal": "Mechthild Orne",
    },
    "ostrel-too-close-to-call": {
        "Our own": "Pavel Drost",
        "I'm going": "Pavel Drost",
        "I have corrected": "Lena Harkov",
        "You don't": "Lena Harkov",
    },
    "final-toll-teln-flood": {
        "The dead": "Sunniva Kalt",
        "The widows": "Sunniva Kalt",
    },
    "karsavia-flood-toll-14": {
        "Ask anybody": "Katrin Sohl",
        "There will be": "Alda Reiss",
        "Today we": "Alda Reiss",
    },
    "doctors-and-ministry-differ-on-flood-dead": {
        "They would": "Sunniva Kalt",
        "I do not": "Sunniva Kalt",
        "whatever": "Rolf Achterberg",
    },
    "inquiry-report-siren": {
        "The note": "Walram Insel",
        "It is the best": "Walram Insel",
        "If it is": "Katrin Sohl",
        "Six hundred": "Hanne Ossip",
    },
    "wall-of-water-hits-mirren-bridge": {
        "I heard": "Hanne Ossip",
        "We have not": "Hanne Ossip",
        "By then": "Katrin Sohl",
        "It was a description": "Katrin Sohl",
    },
    "wexmoor-fined": {
        "First it": "Leopold Arkwell",
        "They have been": "Humphrey Blewitt",
    },
    "wexmoor-defacement-aimed-at-chatbots": {
        "It's funny": "Anwen Prideaux",
        "If a web": "Anwen Prideaux",
    },
    "wexmoor-61000-affected": {
        "One does": "Leopold Arkwell",
        "in good faith": "Verity Stroud",
        "in writing": "Humphrey Blewitt",
        "Nobody broke": "Lorcan Vey",
        "Somebody had": "Lorcan Vey",
    },
    "council-data-stolen": {
        "I am sorry": "Verity Stroud",
        "If you have": "Verity Stroud",
        "There was a note": "Humphrey Blewitt",
    },
}
