"""Hold an answer that was given earlier against the library as it is now: does each quote still stand?"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from qa.answer import CitedArticle
from qa.articles import Article
from qa.errors import UsageProblem
from qa.history.corrections import find_correction
from qa.history.revisions import find_alike, fold_typography
from qa.language.sentences import split_sentences
from qa.library import Library

State = Literal["stands", "changed", "corrected", "gone"]
STATES: tuple[State, ...] = ("stands", "changed", "corrected", "gone")

# Of a text in a saved answer: far more than a quote ever has, and little enough to be compared with an article.
_LONGEST_TEXT = 20_000
_SPACE = re.compile(r"[ \t\r\n]*")
_NEXT = "Give what was written by: qa ask QUESTION --json"


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedCitation:
    """What is checked of a citation in a saved answer; correction is the notice that was known then, or None."""

    n: int
    article: CitedArticle
    quote: str
    correction: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedAnswer:
    """A question as it was put and the citations of its answer, without those of what was not confirmed."""

    question: str
    citations: tuple[SavedCitation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedCitation:
    """A citation and what became of it.

    Attributes:
        article: As it was when it was cited.
        current: The id that it has now, or None where it is gone.
        now: What it says in place of a quote that is changed; "" where it says nothing like it.
        correction: The notice in which its outlet has corrected it since, or None.
    """

    n: int
    state: State
    article: CitedArticle
    quote: str
    current: str | None = None
    now: str = ""
    correction: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedAnswer:
    """A question as it was put and what became of the citations of its answer."""

    question: str
    citations: tuple[CheckedCitation, ...]


def read_answers(text: str, *, name: str) -> list[SavedAnswer]:
    """Return the answers in a text of JSON: one, one a line, or a list of them; questions that failed are left out.

    Args:
        name: Of the file, for messages.

    Raises:
        UsageProblem: The text is not JSON, holds what is no answer, or holds none.
    """
    try:
        rows = list(_iterate_values(text))
    except json.JSONDecodeError as error:
        raise UsageProblem(f"{name} is not JSON: {error.msg}, line {error.lineno}. {_NEXT}") from None
    except (ValueError, RecursionError):
        raise UsageProblem(f"{name} has numbers or lists that no answer has. {_NEXT}") from None
    answers = []
    for n, row in enumerate(rows, 1):
        if isinstance(row, dict) and "error" in row and "citations" not in row:
            continue
        try:
            answers.append(_read_answer(row))
        except (KeyError, TypeError, ValueError):
            raise UsageProblem(f"Number {n} in {name} is not an answer, or is damaged. {_NEXT}") from None
    if not answers:
        raise UsageProblem(f"There are no answers in {name}. {_NEXT}")
    return answers


def recheck_answers(answers: Sequence[SavedAnswer], library: Library) -> list[CheckedAnswer]:
    """Return what became of each citation of each answer, in their order; see CheckedCitation."""
    cited = {citation.article.id: citation.article for answer in answers for citation in answer.citations}
    newest = _find_newest(cited, library)
    return [
        CheckedAnswer(
            question=answer.question,
            citations=tuple(
                _check_citation(citation, newest.get(citation.article.id)) for citation in answer.citations
            ),
        )
        for answer in answers
    ]


def count_states(answers: Iterable[CheckedAnswer]) -> dict[State, int]:
    """Return how many citations of the answers are in each state, all four of them."""
    states = [citation.state for answer in answers for citation in answer.citations]
    return {state: states.count(state) for state in STATES}


class _Newest:
    """An article as it is now; what its citations are held against is made when it is needed, and once."""

    def __init__(self, article: Article) -> None:
        self.article = article

    @cached_property
    def folded(self) -> str:
        return fold_typography(self.article.text)

    @cached_property
    def sentences(self) -> list[str]:
        return self.cut(self.article.text)

    @cached_property
    def correction(self) -> str | None:
        found = find_correction(self.article.text)
        return found.text if found else None

    def cut(self, text: str) -> list[str]:
        """Return the sentences of a text in the language of the article."""
        return [text[start:end] for start, end in split_sentences(text, self.article.language)]

    def says(self, words: str) -> bool:
        """Tell whether the words are there as whole words and numbers: "killed 48" does not say "killed 4"."""
        folded = fold_typography(words)
        before, after = r"(?:(?<!\w)|(?=\W))(?<!\d[.,](?=\d))", r"(?:(?!\w)|(?<=\W))(?!(?<=[\d.])[.,]?\d)"
        return folded in self.folded and bool(re.search(f"{before}{re.escape(folded)}{after}", self.folded))


def _find_newest(cited: Mapping[str, CitedArticle], library: Library) -> dict[str, _Newest]:
    """Return each article as it is now, by the id that it was cited with; those that are gone are left out."""
    found = library.get_articles(cited)
    current = {id: id if id in found else library.find_current(id, article.url) for id, article in cited.items()}
    found |= library.get_articles({id for id in current.values() if id and id not in found})
    newest = {id: _Newest(article) for id, article in found.items()}
    return {old: newest[new] for old, new in current.items() if new in newest}


def _check_citation(citation: SavedCitation, newest: _Newest | None) -> CheckedCitation:
    if newest is None:
        return CheckedCitation(n=citation.n, state="gone", article=citation.article, quote=citation.quote)
    now = citation.quote if newest.says(citation.quote) else _find_now(citation.quote, newest)
    stands = fold_typography(now) == fold_typography(citation.quote)
    known = fold_typography(citation.correction or "")
    correction = newest.correction if fold_typography(newest.correction or "") != known else None
    return CheckedCitation(
        n=citation.n,
        state="changed" if not stands else "corrected" if correction else "stands",
        article=citation.article,
        quote=citation.quote,
        current=newest.article.id,
        now="" if stands else now,
        correction=correction,
    )


def _find_now(quote: str, newest: _Newest) -> str:
    """Return the sentences of a quote as the article has them now; those that nothing is like are left out."""
    now = [words if newest.says(words) else find_alike(words, newest.sentences) for words in newest.cut(quote)]
    return " ".join(filter(None, now))


def _iterate_values(text: str) -> Iterator[Any]:
    """Yield the values that follow each other in a text of JSON, and those in a list one by one."""
    decoder = json.JSONDecoder()
    place = _skip_space(text, 0)
    while place < len(text):
        value, place = decoder.raw_decode(text, place)
        yield from value if isinstance(value, list) else [value]
        place = _skip_space(text, place)


def _skip_space(text: str, place: int) -> int:
    found = _SPACE.match(text, place)
    return found.end() if found else place


def _read_answer(row: Any) -> SavedAnswer:
    """Return the answer that a value of JSON is. Raises KeyError, TypeError or ValueError where it is none."""
    if not isinstance(row["citations"], list):
        raise TypeError
    unconfirmed = _list_cited(row.get("unconfirmed", [])) - _list_cited(row.get("statements", []))
    citations = (citation for citation in map(_read_citation, row["citations"]) if citation.n not in unconfirmed)
    return SavedAnswer(question=_read_text(row["question"]), citations=tuple(citations))


def _list_cited(statements: Any) -> set[int]:
    """Return the numbers of the citations that statements have. Raises KeyError or TypeError where they are none."""
    return {n for statement in statements for n in statement["citations"]}


def _read_citation(value: Any) -> SavedCitation:
    n, quote, article = value["n"], _read_text(value["quote"]), value["article"]
    if type(n) is not int or not quote.strip():
        raise ValueError
    facts = {name: _read_optional(article[name]) for name in ("source", "published", "url")}
    cited = CitedArticle(id=_read_text(article["id"]), title=_read_text(article["title"]), **facts)
    return SavedCitation(n=n, article=cited, quote=quote, correction=_read_optional(value.get("correction")))


def _read_optional(value: Any) -> str | None:
    return None if value is None else _read_text(value)


def _read_text(value: Any) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST_TEXT:
        raise ValueError
    # JSON can hold halves of characters, which no database takes.
    return value.encode("utf-8", "replace").decode()
