"""Tell what a sentence of a reply states or declines, and what only speaks to the reader."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from qa.drafting.draft import Draft
from qa.drafting.reply.sentences import ReplySentence, is_finished, says_something
from qa.language.sentences import is_question
from qa.language.wording.remarks import is_remark
from qa.language.wording.replies import (
    declines,
    find_parts,
    is_closing,
    is_lead_in,
    lacks,
    mentions_passages,
    strip_lead_in,
)

# Chosen: four times the longest sentence of news; more is a model that repeats itself.
_LONGEST = 1_600
_SPACED_STOP = re.compile(r"\s+([.,;:!?])(?=\s|\Z)")


def state_sentence(sentence: ReplySentence, *, before: Draft | None, language: str | None) -> list[Draft]:
    """Return what a sentence states, and beside it the part of it that declines; none where it does neither.

    before  the draft before it
    """
    text = _SPACED_STOP.sub(r"\1", strip_lead_in(sentence.text)).strip()
    if len(text) > _LONGEST:
        return []
    draft = Draft(text=text, cited=sentence.cited)
    if draft.abstains or not says_something(text):
        return [draft] if draft.abstains else []
    if not draft.cited and (
        (before and before.abstains and mentions_passages(text))
        or is_lead_in(text)
        or is_closing(text)
        or is_question(text)
        or is_remark(text, language)
    ):
        return []
    return list(_split_declining(draft))


def cite_passages(draft: Draft, numbers: Iterable[int]) -> Draft:
    """Return the draft with more passages that it cites."""
    return replace(draft, cited=tuple(dict.fromkeys((*draft.cited, *numbers))))


def merge_repeated(drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    """Return the drafts, each once: a model may say the same again and again."""
    found: dict[str, Draft] = {}
    for draft in drafts:
        found[draft.text] = cite_passages(found[draft.text], draft.cited) if draft.text in found else draft
    return tuple(found.values())


def _split_declining(draft: Draft) -> Iterator[Draft]:
    """Yield what a sentence states, and beside it the part of it that declines: "They met, but when is not said"."""
    runs: list[tuple[bool, int, int]] = []
    for start, end in find_parts(draft.text):
        piece = draft.text[start:end]
        is_declined = declines(piece) or (not draft.cited and lacks(piece))
        if runs and runs[-1][0] == is_declined:
            runs[-1] = (is_declined, runs[-1][1], end)
        else:
            runs.append((is_declined, start, end))
    if len(runs) == 1:
        yield draft
        return
    for is_declined, start, end in runs:
        text = draft.text[start:end].strip(" ,;—")
        text = text[:1].upper() + text[1:]
        yield Draft(text=text if is_finished(text) else f"{text}.", cited=() if is_declined else draft.cited)
