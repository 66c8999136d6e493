"""Check a sentence of an answer against the articles: find the quotes that hold its words and its hard facts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from qa.dates import read_day
from qa.evidence import Evidence, write_source_line
from qa.passages import Span, asks, split_sentences
from qa.question import Question
from qa.verify.facts import Fact, Wording, find_facts, is_negated
from qa.verify.speakers import tells_speakers
from qa.words import STOP_WORDS, split_words, stem_each, stem_words

SUPPORT_THRESHOLD = 0.6
MOST_QUOTES = 3
_ASKED_WEIGHT = 0.3
# An answer of so few words has to stand in one sentence of the article: its parts must not come from several, nor from
# the title.
_FRAGMENT_WORDS = 5
# It says nothing without the question, of whose words the quote and the title have to hold this share.
_LEAST_ASKED = 0.4
_FEW_TERMS = 4
_NEAR_SENTENCES = 3
# The share of a statement's new words that may stand in the title alone.
_UNSAID = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A stretch of an article that is to be cited."""

    evidence: Evidence
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What the check of one sentence found.

    support  weighted share of its words that the quotes or their title lines hold, in 0..1
    missing  its hard facts that stand in no quote; "speaker" where another one speaks there
    """

    quotes: tuple[Quote, ...]
    support: float
    missing: tuple[str, ...]

    @property
    def supported(self) -> bool:
        """Whether every hard fact stands in a quote and enough of the words do."""
        return bool(self.quotes) and not self.missing and self.support >= SUPPORT_THRESHOLD


def check_statement(
    sentence: str,
    cited: Sequence[Evidence],
    others: Sequence[Evidence],
    question: Question,
    texts: Mapping[str, str],
    *,
    widens: bool = True,
) -> Check:
    """Return the best check of a sentence: against the evidence it cites, else against any other.

    texts   the whole text of each article of the evidence, by id
    widens  what the quotes leave to the title may be quoted from any sentence of the article

    A sentence passes where one passage has all of its hard facts, in up to three of its sentences, and at least 60 % of
    its words, by weight: words of the question weigh less, for they carry nothing new.
    """
    facts = find_facts(sentence, question.text)
    weights = _weigh_words(sentence, question)
    if question.kind != "yes_no" and not _adds_anything(facts, weights):
        return Check(quotes=(), support=0.0, missing=("anything new",))
    best = Check(quotes=(), support=0.0, missing=tuple(fact.text for fact in facts))
    for group in (cited, others):
        for evidence in group:
            text = texts[evidence.hit.article.id]
            check = _check_passage(sentence, evidence, facts, weights, question, text, widens=widens)
            if check.supported:
                return check
            best = max(best, check, key=lambda check: (-len(check.missing), check.support))
    return best


def _weigh_words(sentence: str, question: Question) -> dict[str, float]:
    words = [word for word in split_words(sentence) if word not in STOP_WORDS and not word.isdigit()]
    stems = stem_each(words)
    return {stem: _ASKED_WEIGHT if stem in question.terms else 1.0 for stem in stems}


def _adds_anything(facts: Sequence[Fact], weights: dict[str, float]) -> bool:
    """Tell whether a sentence holds a word or fact that the question does not."""
    return any(weight > _ASKED_WEIGHT for weight in weights.values()) or any(not fact.asked for fact in facts)


def _check_passage(
    sentence: str,
    evidence: Evidence,
    facts: Sequence[Fact],
    weights: dict[str, float],
    question: Question,
    text: str,
    *,
    widens: bool,
) -> Check:
    hit = evidence.hit
    context = write_source_line(hit)
    published = read_day(hit.article.published)
    spans = [(s.start, s.end) for s in hit.sentences if not asks(s.text)]
    asked = dict.fromkeys(question.terms, 1.0)

    def word(quotes: Sequence[Span]) -> Wording:
        quote = " … ".join(text[start:end] for start, end in sorted(quotes))
        return Wording(quote=quote, context=context, passage=hit.passage.text, article=text, published=published)

    def rate(quotes: Sequence[Span]) -> tuple[int, float, float]:
        """Facts and words that the quotes hold with the title's help, then facts and words that they hold alone."""
        wording = word(quotes)
        alone = frozenset(stem_words(wording.quote))
        return (
            sum(fact.stands_in(wording) for fact in facts),
            _cover(weights, frozenset(stem_each(wording.near_words))),
            len(facts) - len(_find_untold(facts, wording)) + _cover(weights, alone) + _cover(asked, alone),
        )

    is_fragment = len(sentence.split()) <= _FRAGMENT_WORDS
    chosen = _choose_spans(spans, rate, facts=len(facts), most=1 if is_fragment else MOST_QUOTES)
    wording = word(chosen)
    missing = [fact.text for fact in facts if not fact.stands_in(wording)]
    if len(chosen) < MOST_QUOTES:
        further = _split_article(text) if widens else []
        chosen += _find_telling(facts, weights, wording, [*spans, *further], word, asked)
    if is_fragment:
        missing += [fact.text for fact in _find_untold(facts, word(chosen)) if fact.text not in missing]
        held = _cover(asked, frozenset(stem_each(word(chosen).near_words)))
        if held < _LEAST_ASKED and len(asked) >= _FEW_TERMS:
            missing.append("the question")
    told = [context, *(text[start:end] for start, end in chosen)]
    if _loses_negation(sentence, text, chosen) or (not is_negated(question.text) and _adds_negation(sentence, told)):
        missing.append("not")
    if not tells_speakers(sentence, text, chosen, question):
        missing.append("speaker")
    quotes = tuple(
        Quote(evidence=evidence, start=start, end=end) for start, end in _join_neighbours(sorted(chosen), text)
    )
    return Check(quotes=quotes, support=round(rate(chosen)[1], 3), missing=tuple(missing))


def _choose_spans(
    spans: Sequence[Span], rate: Callable[[Sequence[Span]], tuple[int, float, float]], *, facts: int, most: int
) -> list[Span]:
    """Return the sentence that holds most, and then those near it that hold what it lacks, at most so many."""
    chosen: list[Span] = []
    held, cover = -1, 0.0
    near = range(len(spans))
    while len(chosen) < most and not (held == facts and cover >= SUPPORT_THRESHOLD):
        rated = [
            (rate([*chosen, spans[n]]), spans[n][0] - spans[n][1], n)
            for n in near
            if 0 <= n < len(spans) and spans[n] not in chosen
        ]
        if not rated:
            break
        (now_held, now_cover, _), _, best = max(rated)
        if chosen and now_held <= held and (now_cover < cover + 0.15 or cover >= SUPPORT_THRESHOLD):
            break
        near = near if chosen else range(best - _NEAR_SENTENCES, best + _NEAR_SENTENCES + 1)
        chosen.append(spans[best])
        held, cover = now_held, now_cover
    return chosen


def _find_untold(facts: Sequence[Fact], wording: Wording) -> list[Fact]:
    """Return the new facts that the quotes by themselves, without title and the rest of the article, do not tell."""
    alone = wording.stand_alone()
    return [fact for fact in facts if not fact.asked and not fact.held_by(alone)]


def _find_telling(
    facts: Sequence[Fact],
    weights: Mapping[str, float],
    wording: Wording,
    spans: Sequence[Span],
    word: Callable[[Sequence[Span]], Wording],
    asked: dict[str, float],
) -> list[Span]:
    """Return the sentence that tells what is new in the statement and the quotes leave to the title, if there is one.

    It has to tell all facts that the quotes don't, and most of the words; of several it is the one with most of the
    question's words.
    """
    untold = _find_untold(facts, wording)
    held = frozenset(stem_words(wording.quote))
    unsaid = {stem: 1.0 for stem, weight in weights.items() if weight > _ASKED_WEIGHT and stem not in held}
    new = sum(weight > _ASKED_WEIGHT for weight in weights.values())
    if not untold and len(unsaid) <= _UNSAID * new:
        return []
    rated = []
    for span in spans:
        told = word([span])
        if asks(told.quote):
            continue
        stems = frozenset(stem_words(told.quote))
        if _cover(unsaid, stems) > _UNSAID and not _find_untold(untold, told):
            rated.append((_cover(asked, stems), -span[0], span))
    return [max(rated)[2]] if rated else []


def _cover(weights: dict[str, float], held: frozenset[str]) -> float:
    total = sum(weights.values())
    return sum(weight for stem, weight in weights.items() if stem in held) / total if total else 1.0


def _loses_negation(sentence: str, text: str, quotes: Sequence[Span]) -> bool:
    """Tell whether the one clause of the quotes that the sentence is nearest to says "not" and the sentence doesn't."""
    if is_negated(sentence):
        return False
    said = set(split_words(sentence)) - STOP_WORDS
    clauses = [clause for start, end in quotes for clause in _split_clauses(text[start:end])]
    if not clauses or not said:
        return False
    nearest = max(clauses, key=lambda clause: len(said & set(split_words(clause))))
    shared = said & set(split_words(nearest))
    return is_negated(nearest) and len(shared) >= 0.6 * len(said)


def _adds_negation(sentence: str, told: Sequence[str]) -> bool:
    """Tell whether no clause of the article that says "not" has a third of the words of one that says so here."""
    others = [set(stem_words(clause)) for text in told for clause in _split_clauses(text) if is_negated(clause)]
    for clause in filter(is_negated, _split_clauses(sentence)):
        said = set(stem_words(clause)) - STOP_WORDS
        if all(len(said & other) < len(said) / 3 for other in others):
            return True
    return False


@lru_cache(maxsize=32)
def _split_article(text: str) -> list[Span]:
    return split_sentences(text)


def _split_clauses(text: str) -> list[str]:
    clauses = [""]
    for word in text.split():
        if word.lower() in ("but", "while", "although", "though", "and", "which", "who", "after", "because"):
            clauses.append("")
        clauses[-1] += " " + word
        if word[-1] in ",;:—–":
            clauses.append("")
    return [clause for clause in clauses if clause]


def _join_neighbours(spans: Sequence[Span], text: str) -> list[Span]:
    """Return the spans with those merged that only white space parts, so that they read as one quote."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and not text[joined[-1][1] : start].strip() and "\n" not in text[joined[-1][1] : start]:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
