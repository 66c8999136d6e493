"""Make questions of the user's own articles: candidates with gold answers and sentences, for a person to edit.

facts  make_facts.py finds what a sentence can be asked for, make_prose.py whether it can be understood alone
words  make_cloze.py writes the question by rules, make_ask.py by a model
check  make_check.py: answered by no other article; what the search or the check fails on is kept, with a tag
"""

import itertools
import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qa.articles import Article
from qa.chain import Chain
from qa.errors import SourceProblem, UsageProblem
from qa.evals.cases.cases import Case
from qa.evals.making.ask import Ask, write_by_rules
from qa.evals.making.check import KINDS, QuestionCandidate, Refusal, check_candidate, make_case
from qa.evals.making.cloze import GAP, write_question
from qa.evals.making.facts import find_strong_facts
from qa.evals.making.prose import is_self_contained
from qa.language.dates import read_day
from qa.language.names import find_names
from qa.language.sentences import split_sentences
from qa.render.json import write_json

# Chosen: so that questions are spread over the articles.
MOST_OF_ARTICLE = 2
# Candidates of one article that are checked before the next article has its turn.
_TRIES = 4
_FIELDS = ("id", "question", "kind", "answers", "asked", "lang", "gold_articles", "gold_sentences", "tags")


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """The questions that were made, and how many candidates were refused, by the reason."""

    cases: tuple[Case, ...]
    refused: Mapping[str, int]


def make_questions(
    chain: Chain,
    *,
    count: int,
    seed: int = 0,
    ask: Ask = write_by_rules,
    on_case: Callable[[int, int], None] = lambda done, total: None,
) -> Made:
    """Return so many questions about the articles of the chain's library, or as many as can be made.

    They are spread over articles, drawn with the seed, and over kinds of facts; an article, counted with its copies,
    has two at most. The same library and seed make the same questions.

    ask      writes the question to a candidate
    on_case  called with how many there are, and how many there will be

    Raises SourceProblem where none can be made, and what ask raises.
    """
    urls = {summary.id: summary.url for summary in chain.library.list_articles()}
    order = sorted(urls)
    random.Random(seed).shuffle(order)
    refused: Counter[str] = Counter()
    waiting: dict[str, list[QuestionCandidate]] = {}
    taken: Counter[str] = Counter()
    cases: dict[str, Case] = {}
    for turn, id in itertools.product(range(MOST_OF_ARTICLE), order):
        if len(cases) >= count or taken[id] > turn:
            continue
        if id not in waiting:
            waiting[id] = _draw_candidates(chain.library.get_articles([id])[id], seed, refused)
        kinds = Counter(case.kind for case in cases.values())
        case = _take_first(waiting[id], chain, ask, refused, kinds)
        if case and case.id not in cases:
            taken.update(case.gold_articles)
            cases[case.id] = replace(case, gold_articles=tuple(urls.get(name) or name for name in case.gold_articles))
            on_case(len(cases), count)
    if not cases:
        raise SourceProblem(
            f"No question could be made of the {len(order):,} articles. Questions are made of English prose that names "
            "people, places, days and amounts: give more of it with --articles."
        )
    return Made(cases=tuple(cases.values()), refused=dict(refused.most_common()))


def write_cases(cases: Sequence[Case]) -> str:
    """Return the cases as lines of JSON, with the fields that a person would edit."""
    rows = ({name: case.to_json()[name] for name in _FIELDS} for case in cases)
    return "".join(write_json(row) + "\n" for row in rows)


def write_new_file(path: Path, text: str) -> None:
    """Write a file that is not there yet: one that is may have been edited. Raises UsageProblem."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", errors="replace") as file:
            file.write(text)
    except FileExistsError:
        raise UsageProblem(
            f"There is a {path} already, perhaps with edits. Name another with -o, or remove it."
        ) from None
    except OSError as error:
        raise UsageProblem(f"{path} can't be written: {error.strerror}. Name another file with -o.") from None


def _draw_candidates(article: Article, seed: int, refused: Counter[str]) -> list[QuestionCandidate]:
    """Return what can be asked of an article, in an order drawn with the seed."""
    if article.language and not article.language.startswith("en"):
        refused["its article is not in English"] += 1
        return []
    published = read_day(article.published)
    known = frozenset(word for name in find_names(article.text) if not name.initial for word in name.words)
    candidates = []
    for start, end in split_sentences(article.text, article.language):
        sentence = " ".join(article.text[start:end].split())
        for fact in find_strong_facts(sentence, published, known):
            if is_self_contained(sentence, fact, known):
                candidates.append(QuestionCandidate(article=article, start=start, end=end, fact=fact))
            else:
                refused["its sentence can't be understood alone"] += 1
    random.Random(f"{seed} {article.id}").shuffle(candidates)
    return candidates


def _take_first(
    candidates: list[QuestionCandidate], chain: Chain, ask: Ask, refused: Counter[str], kinds: Mapping[str | None, int]
) -> Case | None:
    """Return the first candidate that passes as a case, with the ids of its articles; those tried are taken out.

    Those of the kind that there are fewest of come first, and a question before a gap to fill.
    """
    candidates.sort(
        key=lambda candidate: (
            kinds[KINDS[candidate.fact.kind]],
            GAP in write_question(candidate.sentence, candidate.fact),
        )
    )
    for _ in range(min(_TRIES, len(candidates))):
        candidate = candidates.pop(0)
        result = _finish(candidate, chain, ask)
        if isinstance(result, Case):
            return result
        refused[result.reason] += 1
    return None


def _finish(candidate: QuestionCandidate, chain: Chain, ask: Ask) -> Case | Refusal:
    """Return the candidate as a case, with its question, if it passes."""
    question = ask(candidate)
    if isinstance(question, Refusal):
        return question
    asked = replace(candidate, question=question)
    found = check_candidate(asked, chain)
    return found if isinstance(found, Refusal) else make_case(asked, found)
