"""Read a model's reply as it comes: the sentences that it states, and what it says that the articles do not tell."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from qa.drafting.draft import Draft
from qa.drafting.reply.marks import begins_with_mark, drop_private, encode_marks, has_marks, take_marks
from qa.drafting.reply.markup import MarkupLine, MarkupReader
from qa.drafting.reply.paragraphs import HEADING, PROSE, Paragraph, Stubs, is_fragment, write_row_sentence
from qa.drafting.reply.sentences import (
    ReplySentence,
    cut_sentences,
    is_finished,
    iterate_words,
    join_lines,
    says_something,
)
from qa.drafting.reply.stating import cite_passages, merge_repeated, state_sentence
from qa.drafting.reply.structured import opens_structure, read_structure
from qa.language import detect_language
from qa.language.wording.replies import lists_sources, names_sources, opens_answer, opens_thoughts
from qa.models.thoughts import find_final_text

# Chosen: ten times the longest answer that is asked for; more is a model that repeats itself without end.
MOST_CHARACTERS = 40_000
CUT_NOTICE = "The model's answer was cut off, so its unfinished end is left out. Give it more room with QA_MAX_TOKENS."
LONG_NOTICE = f"The model wrote more than {MOST_CHARACTERS:,} characters; the rest is left out."
# Chosen: more passages are never shown at once.
_MOST_PASSAGES = 20
# Chosen: so many paragraphs tell which language a reply is in.
_TELLING_BLOCKS = 5
_FIGURE_END = re.compile(r"\d[.,]?\W*\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a model's reply says.

    drafts   its sentences in their order, those among them that decline
    is_cut   its end was missing and is left out
    notices  what the user should know
    """

    drafts: tuple[Draft, ...]
    is_cut: bool = False
    notices: tuple[str, ...] = ()

    @property
    def statements(self) -> tuple[Draft, ...]:
        """The sentences that state something."""
        return tuple(draft for draft in self.drafts if not draft.abstains)

    @property
    def declined(self) -> tuple[str, ...]:
        """The sentences that say what the articles do not tell, without the marker of a model that found nothing."""
        return tuple(draft.text for draft in self.drafts if draft.abstains and not draft.is_marker)


class ReplyReader:
    """Reads one reply: feed it the pieces as they come, then close it.

    most      the highest number of a passage
    language  of the question, for a reply that does not show its own
    """

    def __init__(self, *, most: int = _MOST_PASSAGES, language: str | None = None) -> None:
        self._most = most
        self._language = language
        self._unread: list[str] = []
        self._length = 0
        self._inside_thoughts = False
        self._reset()

    def feed(self, piece: str) -> None:
        """Read on; what is beyond the longest reply is left out."""
        piece = piece[: MOST_CHARACTERS - self._length]
        self._length += len(piece)
        first, *others = piece.replace("\r", "").split("\n")
        self._unread.append(first)
        for line in others:
            self._read_raw("".join(self._unread))
            self._unread = [line]

    @property
    def is_full(self) -> bool:
        """Whether nothing more is read."""
        return self._length >= MOST_CHARACTERS

    @property
    def drafts(self) -> tuple[Draft, ...]:
        """The sentences that are whole so far."""
        return tuple(self._drafts)

    def close(self, *, is_cut: bool = False) -> Reply:
        """Return what the reply says.

        is_cut  it ended at its limit of length, and not where the model meant to end
        """
        self._read_raw("".join(self._unread))
        if self._held is not None:
            self._release()
        for line in self._markup.finish():
            self._read_line(line)
        is_cut = is_cut or self.is_full or self._inside_thoughts
        is_cut = self._flush_end(is_cut=is_cut) or is_cut
        notice = LONG_NOTICE if self.is_full else CUT_NOTICE
        return Reply(drafts=merge_repeated(self._drafts), is_cut=is_cut, notices=(notice,) if is_cut else ())

    @property
    def _cites(self) -> bool:
        return any(draft.cited for draft in self._drafts)

    def _reset(self) -> None:
        self._markup = MarkupReader()
        self._drafts: list[Draft] = []
        self._pending: Paragraph | None = None
        self._stubs = Stubs()
        self._text: list[str] = []
        self._own_language: str | None = None
        self._stopped: set[str] = set()
        self._held: list[str] | None = None
        self._begun = self._brackets = self._leads = self._skips = self._thinks = False

    def _read_raw(self, raw: str) -> None:
        final = find_final_text(raw, inside=self._inside_thoughts)
        self._inside_thoughts = final.inside
        if final.restarts:
            self._reset()
        text = "".join(raw[start:end] for start, end in final.spans).encode("utf-8", "replace").decode()
        if self._held is None and not self._begun and opens_structure(text):
            self._held = []
        if self._held is not None:
            self._held.append(text)
        elif text or not raw:
            self._read_text(text)

    def _read_text(self, text: str) -> None:
        for line in self._markup.read(drop_private(text)):
            self._read_line(line)

    def _release(self) -> None:
        """Read what was held back since it may be JSON: the texts in it, or it as it is."""
        text, self._held = "\n".join(self._held or ()), None
        for line in (read_structure(text) or text).split("\n"):
            self._read_text(line)

    def _read_line(self, line: MarkupLine) -> None:
        if line.kind in ("blank", "rule"):
            self._end_paragraph()
            return
        if not self._begun:
            self._thinks = opens_thoughts(line.text)
            self._begun = True
        elif self._thinks and opens_answer(line.text):
            self._reset()
            self._begun = True
        if names_sources(line.text):
            self._flush()
            self._skips = True
        elif line.kind in ("heading", "label"):
            self._skips = False
        if self._skips:
            return
        if line.kind == "heading":
            self._flush()
            self._stubs.open(HEADING, line.text)
        elif line.kind == "row":
            self._flush()
            self._pending = Paragraph(text=self._encode(write_row_sentence(line)), kind="row")
        else:
            self._take(line)

    def _end_paragraph(self) -> None:
        if self._pending and self._pending.kind != "label":
            self._flush()

    def _encode(self, text: str) -> str:
        encoded = encode_marks(text, most=self._most, rounds=not self._brackets)
        self._brackets = self._brackets or any(bracket in text and has_marks(encoded) for bracket in "[【［")
        return encoded

    def _take(self, line: MarkupLine) -> None:
        """Take a line of prose, an item or a label, which goes on with the paragraph before it or begins a new one."""
        text = self._encode(line.text)
        if lists_sources(line.text):
            self._flush()
            self._cite_all(text)
            return
        if begins_with_mark(text) and not self._leads and self._cites and not is_finished(line.text):
            self._flush()
            if any(iterate_words(take_marks(text)[0])):
                return
        bare = not any(iterate_words(take_marks(text)[0]))
        before = self._pending
        if before and before.kind != "label" and (bare or (line.kind == "prose" and join_lines(before.text, text))):
            self._pending = replace(before, text=f"{before.text} {text}")
            return
        if before and before.kind == line.kind == "item" and line.indent > before.indent and is_fragment(before.text):
            self._pending = None
            self._stubs.open(before.indent, before.text)
        self._flush()
        if bare and self._drafts:
            self._cite_last(text)
            return
        kind = "prose" if line.kind == "label" and (is_finished(line.text) or has_marks(text)) else line.kind
        if kind == "label":
            self._stubs.open(HEADING, line.text)
            self._pending = Paragraph(text=text, kind=kind)
            return
        if text.rstrip().endswith((":", "：")) and not bare:
            *others, last = self._cut(text)
            self._add_all(kind, others)
            self._stubs.open(line.indent if kind == "item" else PROSE, last.text)
            return
        stub = self._stubs.find(line, text)
        self._pending = Paragraph(text=text, kind=kind, stub=stub, indent=line.indent)

    def _flush(self) -> None:
        """Add the sentences of what is pending, now that something follows it: a label alone is a heading then."""
        block, self._pending = self._pending, None
        if block and block.kind != "label":
            self._add_all(block.kind, self._cut(block.whole))

    def _flush_end(self, *, is_cut: bool) -> bool:
        """Add the sentences of what is pending at the end of the reply; tell whether its last one had to be left out.

        Where sentences of paragraphs have ends, one that has none was cut off, whatever the endpoint says.
        """
        block, self._pending = self._pending, None
        sentences = self._cut(block.whole) if block else []
        if not block or not sentences:
            return False
        stopped = block.kind in self._stopped or any(is_finished(sentence.text) for sentence in sentences[:-1])
        last = sentences[-1]
        lost = not last.is_whole and stopped and block.kind == "prose"
        if is_cut:
            lost = not last.is_whole or _FIGURE_END.search(last.text) is not None
        self._add_all(block.kind, sentences[:-1] if lost else sentences)
        return lost

    def _add_all(self, kind: str, sentences: Iterable[ReplySentence]) -> None:
        for sentence in sentences:
            if is_finished(sentence.text):
                self._stopped.add(kind)
            self._add(sentence)

    def _cut(self, text: str) -> list[ReplySentence]:
        clean, marks = take_marks(text)
        if not any(iterate_words(clean)):
            return [ReplySentence(text="", cited=tuple(mark.number for mark in marks), is_whole=True)] if marks else []
        if marks and not self._drafts and not self._text:
            self._leads = not clean[: marks[0].place].strip()
        self._text.append(clean)
        if len(self._text) <= _TELLING_BLOCKS:
            self._own_language = detect_language(" ".join(self._text)) or self._own_language
        language = self._own_language or self._language
        return cut_sentences(clean, marks, language=language, leads=self._leads)

    def _add(self, sentence: ReplySentence) -> None:
        last = self._drafts[-1] if self._drafts else None
        stated = state_sentence(sentence, before=last, language=self._own_language or self._language)
        self._drafts += stated
        if last and not stated and not says_something(sentence.text):
            self._drafts[-1] = cite_passages(last, sentence.cited)

    def _cite_last(self, text: str) -> None:
        numbers = tuple(mark.number for mark in take_marks(text)[1])
        self._drafts[-1] = cite_passages(self._drafts[-1], numbers)

    def _cite_all(self, text: str) -> None:
        """Let a line of sources at the end count for the sentences before it, where none of them cites anything."""
        numbers = tuple(mark.number for mark in take_marks(text)[1])
        if not self._cites:
            self._drafts = [cite_passages(draft, numbers) for draft in self._drafts]


def read_reply(text: str, *, most: int = _MOST_PASSAGES, language: str | None = None, is_cut: bool = False) -> Reply:
    """Return what a whole reply says; see ReplyReader."""
    reader = ReplyReader(most=most, language=language)
    reader.feed(text)
    return reader.close(is_cut=is_cut)
