"""Tell the sentences of an article that are no news of it: headings, links, calls to read on, credits, notes, stamps.

Structure goes first (where a line stands, how it ends, what is beside it); the words are those of a language's profile.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.language.publishing.furniture import Phrases, get_phrases

Span = tuple[int, int]

_CLOSING = " \t\"'”’»“)]*_"
_ENDS = (".", "!", "?", "…", "。", "！", "？", "।", "؟", "։", "።")
_OPENING = ("“", '"', "„", "«")
_QUESTIONS = ("?", "？", "؟")
_PAUSES = (",", ";", ":", "：", "-", "–", "—")
_BULLET = re.compile(r"\s*(?:[•‣▪●○◦∎■◾♦*·-]|[–—−]\s|\(?\d{1,3}[.)]\s)")
_POINTER = re.compile(r"\s*(?:[►▶▸→»🔒📷🎥]|>{2,})")
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"\w+(?:[-'’.]\w+)*")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_AMOUNT = re.compile(r"[%$€£¥]|\d[,.]\d{3}\b")
_ORDINAL = re.compile(r"\W*\d{0,3}\W*\Z")
# A link as sites print it: its label, a colon, and at once the title of what it leads to.
_LINK = re.compile(
    r"[^.:/?!\n]{1,60}[^\W\d_’”\"')][’”\"')]?(?:[:?!]|\?:\s)(?:[“‘\"']?[^\W\d_a-zß-ÿ]|(?<=\w:)\d+\s(?:\S+\s){3,})"
)
_LABEL = re.compile(r"[^:.!?]{3,40}:\s+")
_CAPITALS = re.compile(r"\W*(?=(?:[^:]*[A-ZÀ-Þ]){4})[A-ZÀ-Þ\d][^a-zß-ÿ:.!?\n]{3,50}:\s*\S")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.\w|(?<![\w.])@\w{3,}|https?://|\bwww\.|(?:facebook|twitter|instagram)\.com")
_ADDRESS_MARKS = ("@", "://", "www.", ".com")
_ADDRESS_ALONE = re.compile(r"\W*(?:https?://\S+|(?:[\w-]+\.)+[a-z]{2,6}(?:/\S*)?)\W*")
_NAME = r"[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]*| [a-zß-ÿ]{1,3}(?= )){0,5}(?:, [A-Z][\w &]{1,40})?"
_SIGNED = re.compile(rf"\s*[-–—−]{{1,2}}\s*{_NAME}\s*\Z")
_SIGNED_END = re.compile(rf"(?<=[.!?”\"’)])\s+[-–—−]{{1,2}}\s*{_NAME}\s*\Z")
_DATELINE = re.compile(r"(?:[A-ZÀ-Þ][^.!?\n—–]{0,60}\s)?(?:\([\w /.]{2,30}\)|[A-Z]{2,}(?: [A-Z]\w+)?)?\s*[—–]\s*\Z")
# In characters and words, chosen: headings of outlets are shorter, and lines of prose mostly longer.
_LONGEST_HEADING, _MOST_HEADING_WORDS = 110, 13
_FEWEST_PROSE_WORDS = 6
# A heading has no figure, or one among so many words: less is a result.
_FEWEST_WORDS_BESIDE_FIGURE = 6
_MOST_GLUED_WORDS = 12
_MOST_HEADER_WORDS, _MOST_HEADER_LINES = 6, 5
_LONGEST_NOTE, _LONGEST_BIO = 600, 400
_MOST_CALL_WORDS = 45
_MOST_LINK_SENTENCES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedLine:
    """A line of a text: its offsets, its words, and the places of its sentences in the list of all."""

    start: int
    end: int
    text: str
    sentences: tuple[int, ...]

    @property
    def is_whole(self) -> bool:
        """Whether it ends as a sentence does."""
        return _SIGNED_END.sub("", self.text).rstrip(_CLOSING).endswith(_ENDS)

    @property
    def is_prose(self) -> bool:
        """Whether it is one sentence or more of a story, and no label, item or cell."""
        return self.is_whole and len(self.text.split()) >= _FEWEST_PROSE_WORDS

    @property
    def is_stub(self) -> bool:
        """Whether it only announces what follows it."""
        return self.text.rstrip(_CLOSING).endswith((":", "："))


def find_boilerplate(
    text: str, sentences: Sequence[Span], language: str | None = None, *, opens: bool = True
) -> list[bool]:
    """Tell of each sentence of a text whether it is no news.

    Args:
        text: an article, or a run of whole sentences of one.
        sentences: their offsets, in order.
        language: the code of the language; None for any.
        opens: the text begins as the article does.
    """
    phrases = get_phrases(language)
    found = [False] * len(sentences)
    rest: list[PrintedLine] = []
    below_label = False
    for line in _split_lines(text, sentences):
        parts = [text[slice(*sentences[n])] for n in line.sentences]
        is_label = len(parts) == 1 and line.is_stub and bool(phrases.labels.match(line.text))
        linked = below_label and not line.is_whole
        whole = linked or is_label or _is_furniture(line, phrases) or _is_signature(parts, phrases)
        own = [whole or is_furniture(part, phrases) for part in parts]
        for place, n in enumerate(line.sentences):
            found[n] = own[place] or _leads_to(parts, own, place)
        if not whole and line.end < len(text.rstrip()) and _is_glued(parts):
            found[line.sentences[-1]] = True
        if kept := [n for n in line.sentences if not found[n]]:
            rest.append(_make_line(text, sentences, kept))
        below_label = is_label or linked
    for place, line in enumerate(rest):
        if _is_question(line) or _is_heading(rest, place) or _is_header(rest, place, opens):
            for n in line.sentences:
                found[n] = True
    return found


def is_furniture(sentence: str, phrases: Phrases) -> bool:
    """Tell whether a sentence, wherever it stands, asks the reader for something or speaks of the article itself."""
    opening = sentence.lstrip(" \t*_>|►▶▸→»–—-•(")
    label = _LABEL.match(opening)
    found = (
        phrases.credits.match(opening)
        or phrases.credited.search(sentence)
        or (phrases.notes.match(sentence) and len(sentence) <= _LONGEST_NOTE)
        or phrases.teasers.match(opening)
        or _is_call(opening, phrases)
        or (label and _is_call(opening[label.end() :], phrases))
        or (_ORDINAL.match(sentence) and not _LETTER.search(sentence))
        or _ADDRESS_ALONE.fullmatch(sentence)
    )
    return bool(found) and not phrases.corrects.search(sentence)


def find_list_end(text: str, sentences: Sequence[Span], place: int, *, most: int) -> int:
    """Return the place after the last sentence that the stub at a place announces, within so many characters.

    That is the items below it, or the one quotation that it introduces; the place after the stub where there is none.
    """
    start, end = sentences[place]
    after = place + 1
    while after < len(sentences) and sentences[after][1] - start <= most:
        line = text[slice(*sentences[after])]
        is_item = bool(_BULLET.match(line)) or not line.rstrip(_CLOSING).endswith(_ENDS)
        if "\n" not in text[end : sentences[after][0]] or not (is_item or after == place + 1):
            break
        end = sentences[after][1]
        after += 1
        if not is_item:
            break
    return after


def is_stub(sentence: str) -> bool:
    """Tell whether a sentence only announces what follows it: it ends with a colon."""
    return sentence.rstrip(_CLOSING).endswith((":", "："))


def _split_lines(text: str, sentences: Sequence[Span]) -> Iterator[PrintedLine]:
    """Yield the lines that have sentences, in order."""
    own: list[int] = []
    for n, (start, _) in enumerate(sentences):
        if own and "\n" in text[sentences[own[-1]][1] : start]:
            yield _make_line(text, sentences, own)
            own = []
        own.append(n)
    if own:
        yield _make_line(text, sentences, own)


def _make_line(text: str, sentences: Sequence[Span], own: Sequence[int]) -> PrintedLine:
    start, end = sentences[own[0]][0], sentences[own[-1]][1]
    return PrintedLine(start=start, end=end, text=text[start:end], sentences=tuple(own))


def _is_furniture(line: PrintedLine, phrases: Phrases) -> bool:
    """Tell whether all of a line is a link, a credit, a stamp or a part of the page."""
    text = line.text
    if not _LETTER.search(text):
        return bool(_ORDINAL.match(text))
    if phrases.chrome.match(text) or _DATELINE.match(text):
        return True
    is_titled = _CAPITALS.match(text) and not line.is_whole and not _BULLET.match(text)
    is_pointed = _POINTER.match(text) and not line.is_prose
    is_link = len(line.sentences) <= _MOST_LINK_SENTENCES and (is_titled or _LINK.match(text) or is_pointed)
    is_note = phrases.notes.match(text) and len(text) <= _LONGEST_NOTE
    found = is_link or is_note or phrases.labels.match(text) or _SIGNED.match(text) or _is_stamp(text, phrases)
    return bool(found) and not phrases.corrects.search(text)


def _is_stamp(text: str, phrases: Phrases) -> bool:
    """Tell whether a line is nothing but a day or an hour."""
    return bool(phrases.stamps.match(text)) and not _AMOUNT.search(text)


def _is_heading(lines: Sequence[PrintedLine], place: int) -> bool:
    """Tell whether a line is a heading: short, not ended as a sentence is, and between paragraphs of prose.

    lines  those that are no furniture
    """
    line = lines[place]
    words = line.text.split()
    if len(line.sentences) > 1 or len(line.text) > _LONGEST_HEADING or len(words) > _MOST_HEADING_WORDS:
        return False
    if _BULLET.match(line.text) or "\t" in line.text or line.text.startswith(_OPENING):
        return False
    if ": " in line.text or line.is_whole or line.text.rstrip().endswith(_PAUSES):
        return False
    if len(_FIGURE.findall(line.text)) > (len(words) >= _FEWEST_WORDS_BESIDE_FIGURE):
        return False
    before, after = lines[max(place - 1, 0) : place], lines[place + 1 : place + 2]
    is_set_off = all(other.is_whole for other in before) and all(other.is_prose for other in after)
    return is_set_off and any(other.is_prose for other in (*before, *after))


def _is_question(line: PrintedLine) -> bool:
    """Tell whether a line asks what the text below it answers, and says nothing else."""
    marks = sum(line.text.count(mark) for mark in _QUESTIONS)
    asks = line.text.rstrip(_CLOSING).endswith(_QUESTIONS) and marks >= len(line.sentences)
    return asks and len(line.text) <= _LONGEST_HEADING * len(line.sentences) and not line.text.startswith(_OPENING)


def _is_header(lines: Sequence[PrintedLine], place: int, opens: bool) -> bool:
    """Tell whether a line is part of what stands above the first paragraph: the author, the outlet, a place."""
    line = lines[place]
    short = len(line.text.split()) <= _MOST_HEADER_WORDS and not line.is_whole and not line.is_stub
    above = opens and place < _MOST_HEADER_LINES and not any(other.is_prose for other in lines[:place])
    return above and short and any(other.is_prose for other in lines[place + 1 : _MOST_HEADER_LINES + 1])


def _is_glued(parts: Sequence[str]) -> bool:
    """Tell whether a paragraph has a heading, a link or a name after its last sentence, without a break."""
    last = parts[-1]
    if len(parts) < 2 or len(last.split()) > _MOST_GLUED_WORDS or not parts[-2].rstrip(_CLOSING).endswith(_ENDS):
        return False
    ends = last.rstrip(_CLOSING).endswith((*_ENDS, *_PAUSES))
    return bool(_SIGNED.match(last)) or not (ends or _FIGURE.search(last) or last[0].islower() or _is_quoted(last))


def _is_quoted(text: str) -> bool:
    return text.startswith(_OPENING)


def _leads_to(parts: Sequence[str], own: Sequence[bool], place: int) -> bool:
    """Tell whether a sentence of a line belongs to the call or the credit after it: a question, or a caption."""
    if place + 1 >= len(parts) or not own[place + 1]:
        return False
    is_caption = parts[-1].startswith("(") and own[-1] and sum(map(len, parts)) <= _LONGEST_BIO
    return is_caption or parts[place].rstrip(_CLOSING).endswith(_QUESTIONS)


def _is_signature(parts: Sequence[str], phrases: Phrases) -> bool:
    """Tell whether a line says who wrote the article and how to reach them."""
    if sum(map(len, parts)) > _LONGEST_BIO:
        return False
    reached = [part for part in parts if _names_address(part)]
    writes = any(phrases.writers.search(part) for part in parts)
    if len(parts) == 1:
        return bool(reached) and writes and len(parts[0].split()) <= _MOST_CALL_WORDS // 2
    return writes and any(phrases.contacts.match(part) for part in reached)


def _is_call(sentence: str, phrases: Phrases) -> bool:
    """Tell whether a sentence asks the reader to read on, subscribe or write."""
    asks = phrases.offers.match(sentence) or (phrases.calls.match(sentence) and phrases.aims.search(sentence))
    reaches = not asks and _names_address(sentence) and phrases.contacts.match(sentence)
    return bool(asks or reaches) and len(sentence.split()) <= _MOST_CALL_WORDS


def _names_address(text: str) -> bool:
    # The marks are looked for first since hardly any sentence has one.
    return any(mark in text for mark in _ADDRESS_MARKS) and bool(_ADDRESS.search(text))
