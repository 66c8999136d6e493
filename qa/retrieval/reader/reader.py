"""Read passages with a question in mind: a small encoder that points at the words that answer it, if any do.

An extractive reader as of SQuAD 2 (Rajpurkar et al. 2018, https://arxiv.org/abs/1806.03822): the best span of words,
against the chance that a passage has none. tools/train_reader.py makes its weights.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from qa.language.sentences import Span
from qa.models.embedders.files import load_tokenizer
from qa.models.embedders.sessions import open_session
from qa.models.openai.embeddings import prepare_text
from qa.retrieval.reader.weights import load_graph, load_weights

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# What it was trained on: longer questions, titles and passages are cut.
_QUESTION_TOKENS = 40
_TITLE_TOKENS = 18
_MOST_TOKENS = 304
_LONGEST_SPAN = 24
_BATCH = 4
# Of a sentence that was cut off.
_UNREAD = -20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderPage:
    """What is read: sentences in their order, under a title."""

    title: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceReading:
    """What the reader makes of a sentence.

    score  log-odds, not calibrated, of its best words against there being no answer on the page
    span   where these words stand in the sentence; empty where it was not read
    """

    score: float
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class PageReading:
    """What the reader makes of a page; `best` is the score of its best sentence."""

    sentences: tuple[SentenceReading, ...]

    @property
    def best(self) -> float:
        """The score of the best sentence: below 0 where the page more likely than not has no answer."""
        return max((sentence.score for sentence in self.sentences), default=_UNREAD)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A page as tokens: ids, segments, and of each token the sentence and the words it is from (-1: none)."""

    ids: list[int]
    segments: list[int]
    owners: list[int]
    offsets: list[Span]
    size: int


class Reader:
    """Reads English pages; nothing is loaded before the first one."""

    def read(self, question: str, pages: Sequence[ReaderPage]) -> list[PageReading]:
        """Return a reading of each page, in the order given. Raises EmbedderUnavailable."""
        asked = self._encode(question)[0][:_QUESTION_TOKENS]
        rows = [self._lay_out(asked, page) for page in pages]
        order = sorted(range(len(rows)), key=lambda n: len(rows[n].ids))
        readings: dict[int, PageReading] = {}
        for first in range(0, len(order), _BATCH):
            places = order[first : first + _BATCH]
            logits = self._run([rows[place] for place in places])
            readings |= {place: _read_page(rows[place], logits[n]) for n, place in enumerate(places)}
        return [readings[n] for n in range(len(rows))]

    @cached_property
    def _weights(self) -> dict[str, "NDArray[Any]"]:
        return load_weights()

    @cached_property
    def _session(self) -> Any:
        return open_session(load_graph(self._weights))

    @cached_property
    def _tokenizer(self) -> Any:
        return load_tokenizer()

    def _encode(self, text: str) -> tuple[list[int], list[Span]]:
        encoding = self._tokenizer.encode(prepare_text(text), add_special_tokens=False)
        return encoding.ids, encoding.offsets

    def _lay_out(self, question: Sequence[int], page: ReaderPage) -> _Row:
        begin, end = (self._tokenizer.token_to_id(token) for token in ("[CLS]", "[SEP]"))
        title = self._encode(page.title)[0][:_TITLE_TOKENS]
        ids = [begin, *question, end, *title, *([end] if title else [])]
        owners, offsets = [-1] * len(ids), [(0, 0)] * len(ids)
        for n, sentence in enumerate(page.sentences):
            if len(ids) >= _MOST_TOKENS:
                break
            tokens, places = self._encode(sentence)
            ids += tokens
            owners += [n] * len(tokens)
            offsets += places
        cut = _MOST_TOKENS - 1
        ids, owners, offsets = [*ids[:cut], end], [*owners[:cut], -1], [*offsets[:cut], (0, 0)]
        segments = [0] * (len(question) + 2) + [1] * (len(ids) - len(question) - 2)
        return _Row(ids=ids, segments=segments, owners=owners, offsets=offsets, size=len(page.sentences))

    def _run(self, rows: Sequence[_Row]) -> "NDArray[np.float32]":
        """Return how well each token begins and ends an answer, shape (rows, tokens, 2)."""
        import numpy as np

        ids = np.zeros((len(rows), max(len(row.ids) for row in rows)), dtype=np.int64)
        mask, segments = np.zeros_like(ids), np.zeros_like(ids)
        for n, row in enumerate(rows):
            ids[n, : len(row.ids)] = row.ids
            segments[n, : len(row.ids)] = row.segments
            mask[n, : len(row.ids)] = 1
        (tokens,) = self._session.run(None, {"input_ids": ids, "attention_mask": mask, "token_type_ids": segments})
        return np.asarray(tokens @ self._weights["head"] + self._weights["head_bias"], dtype=np.float32)


@cache
def open_reader() -> Reader:
    """Return the reader, one in a process: it holds 250 MB; nothing is loaded before its first use."""
    return Reader()


def _read_page(row: _Row, logits: "NDArray[np.float32]") -> PageReading:
    import numpy as np

    null = float(logits[0].sum())
    owners = np.array(row.owners)
    sentences = []
    for n in range(row.size):
        (places,) = np.nonzero(owners == n)
        if not len(places):
            sentences.append(SentenceReading(score=_UNREAD, span=(0, 0)))
            continue
        scores = logits[places, 0][:, None] + logits[places, 1][None, :]
        allowed = np.triu(np.ones_like(scores, dtype=bool)) & ~np.triu(np.ones_like(scores, dtype=bool), _LONGEST_SPAN)
        first, last = np.unravel_index(np.where(allowed, scores, -np.inf).argmax(), scores.shape)
        span = (row.offsets[places[first]][0], row.offsets[places[last]][1])
        sentences.append(SentenceReading(score=float(scores[first, last]) - null, span=span))
    return PageReading(sentences=tuple(sentences))
