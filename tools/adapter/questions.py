"""Make questions of sentences and statements of questions, by the grammar that spaCy finds."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import lemminflect

MONEY = {"MONEY", "PERCENT"}
PLACES = {"GPE", "LOC", "FAC"}
TIMES = {"DATE", "TIME"}
GROUPS = {"ORG", "NORP"}
PRONOUNS = {
    "i",
    "we",
    "you",
    "he",
    "she",
    "it",
    "they",
    "this",
    "that",
    "these",
    "those",
    "there",
    "who",
    "which",
    "what",
}
STARTS = {"but", "and", "so", "or", "however", "meanwhile", "also", "then", "instead", "moreover"}
DID = {"VBD": "did", "VBZ": "does", "VBP": "do"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question, the words of the sentence that answer it, and of which kind they are."""

    question: str
    answer: str
    kind: str


def ask_sentence(sentence: Any) -> Iterator[Asked]:
    """Yield questions that one parsed sentence answers."""
    root = sentence.root
    subject = next((t for t in root.children if t.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or root.pos_ not in ("VERB", "AUX") or subject.i > root.i:
        return
    span = _subtree(subject)
    if span[0].lower_ in PRONOUNS or any(t.dep_ == "expl" for t in root.children):
        return
    tail = [t for t in sentence if t.i > span[-1].i and not _is_end(t, sentence)]
    if not tail or tail[0].text in (",", ":", "-", "("):
        return
    lead = _read_lead(sentence, span[0].i)
    if lead is None:
        return
    yield from _ask_subject(subject, span, tail, lead)
    if root.tag_ in ("VBD", "VBZ", "VBP", "VBN", "VBG", "VB"):
        yield from _ask_rest(sentence, root, span, tail, lead)


def _ask_subject(subject: Any, span: list[Any], tail: list[Any], lead: str) -> Iterator[Asked]:
    rest = _text(tail)
    text = _text(span)
    if len(span) <= 12:
        if subject.ent_type_ == "PERSON":
            yield Asked(question=_close(f"Who {rest}", lead), answer=text, kind="PERSON")
        elif subject.ent_type_ == "ORG":
            yield Asked(question=_close(f"Which organisation {rest}", lead), answer=text, kind="ORG")
        elif subject.ent_type_ == "GPE":
            yield Asked(question=_close(f"Which place {rest}", lead), answer=text, kind="GPE")
        elif subject.pos_ in ("NOUN", "PROPN") and len(span) <= 7:
            yield Asked(question=_close(f"What {rest}", lead), answer=text, kind="thing")
    number = next((t for t in subject.children if t.dep_ == "nummod"), None)
    if number is not None and subject.pos_ == "NOUN":
        amount = _number(number)
        rest_of_noun = [t for t in span if t.i > amount[-1].i]
        if rest_of_noun:
            yield Asked(
                question=_close(f"How many {_text(rest_of_noun)} {rest}", lead), answer=_text(amount), kind="CARDINAL"
            )


def _ask_rest(sentence: Any, root: Any, span: list[Any], tail: list[Any], lead: str) -> Iterator[Asked]:
    for part in root.children:
        if part.i < root.i:
            continue
        words = _subtree(part)
        if part.dep_ == "prep" and len(words) <= 9:
            kinds = {t.ent_type_ for t in words}
            if kinds & TIMES and part.lower_ in ("in", "on", "at", "since", "during", "until", "after", "before"):
                yield from _invert("When", sentence, root, span, tail, words, lead, "DATE")
            elif kinds & PLACES and part.lower_ in ("in", "at", "near", "outside", "across"):
                yield from _invert("Where", sentence, root, span, tail, words, lead, "GPE")
            elif part.lower_ == "because":
                yield from _invert("Why", sentence, root, span, tail, words, lead, "clause")
        elif part.dep_ == "npadvmod" and part.ent_type_ in TIMES:
            yield from _invert("When", sentence, root, span, tail, words, lead, "DATE")
        elif part.dep_ == "advcl" and words[0].lower_ in ("because", "as", "after"):
            wh = "Why" if words[0].lower_ == "because" else ("When" if words[0].lower_ == "after" else "")
            if wh:
                yield from _invert(wh, sentence, root, span, tail, words, lead, "clause")
        elif part.dep_ == "dobj":
            yield from _ask_object(sentence, root, span, tail, words, part, lead)
        elif part.dep_ == "ccomp" and root.lemma_ in ("say", "tell", "claim", "warn", "add", "argue", "believe"):
            about = next((t for t in part.children if t.dep_ in ("nsubj", "nsubjpass")), None)
            if about is not None and about.lower_ not in PRONOUNS and about.pos_ in ("NOUN", "PROPN"):
                topic = _text(_subtree(about)[:8])
                verb = "say" if root.lemma_ == "tell" else root.lemma_
                yield Asked(
                    question=f"What did {_lower(span)} {verb if verb in ('say', 'claim') else 'say'} about {topic}?",
                    answer=_text(words),
                    kind="clause",
                )
                yield Asked(
                    question=f"Who said that {_text(words).removeprefix('that ')}?", answer=_text(span), kind="PERSON"
                )


def _ask_object(
    sentence: Any, root: Any, span: list[Any], tail: list[Any], words: list[Any], part: Any, lead: str
) -> Iterator[Asked]:
    if part.ent_type_ in MONEY:
        yield from _invert("How much", sentence, root, span, tail, words, lead, part.ent_type_)
        return
    number = next((t for t in part.children if t.dep_ == "nummod"), None)
    if number is not None and part.pos_ == "NOUN":
        amount = _number(number)
        noun = [t for t in words if t.i > amount[-1].i]
        if noun and amount[0].i == words[0].i:
            for asked in _invert(f"How many {_text(noun)}", sentence, root, span, tail, words, lead, "CARDINAL"):
                yield Asked(question=asked.question, answer=_text(amount), kind="CARDINAL")
    elif len(words) <= 8:
        wh = "Who" if part.ent_type_ == "PERSON" else "What"
        yield from _invert(wh, sentence, root, span, tail, words, lead, part.ent_type_ or "thing")


def _invert(
    wh: str, sentence: Any, root: Any, span: list[Any], tail: list[Any], removed: list[Any], lead: str, kind: str
) -> Iterator[Asked]:
    gone = {t.i for t in removed}
    rest = [t for t in tail if t.i not in gone]
    if not rest or rest[0].i > root.i:
        return
    subject = _lower(span)
    first = rest[0]
    if first.dep_ in ("aux", "auxpass") or (first.i == root.i and root.lemma_ == "be"):
        question = f"{wh} {first.text} {subject} {_text(rest[1:])}"
    elif first.i == root.i and root.tag_ in DID:
        question = f"{wh} {DID[root.tag_]} {subject} {root.lemma_} {_text(rest[1:])}"
    else:
        return
    yield Asked(question=_close(question, lead), answer=_text(removed), kind=kind)


def ask_yes_no(sentence: Any) -> str:
    """Return "Did she open the bridge?" of "She opened the bridge.", or ""."""
    root = sentence.root
    subject = next((t for t in root.children if t.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or root.pos_ not in ("VERB", "AUX") or subject.i > root.i or sentence[0].lower_ in PRONOUNS:
        return ""
    span = _subtree(subject)
    tail = [t for t in sentence if t.i > span[-1].i and not _is_end(t, sentence)]
    if not tail or tail[0].text in (",", ":", "-", "(") or span[0].i != sentence[0].i:
        return ""
    for asked in _invert("", sentence, root, span, tail, [], "", ""):
        question = asked.question.strip()
        return question[:1].upper() + question[1:]
    return ""


def state_answer(question: Any, answer: str) -> str:
    """Return a parsed question and its answer as one statement, or "" where the question's grammar is another."""
    words = [t for t in question if not t.is_space]
    if len(words) < 4 or words[-1].text != "?":
        return ""
    words, root = words[:-1], next(t for t in question if t.dep_ == "ROOT")
    wh = words[0].lower_
    if wh not in ("who", "what", "when", "where", "which", "how"):
        return ""
    answer = answer.strip().rstrip(".")
    size = 1
    if wh in ("what", "which", "how") and words[1].lower_ not in DID.values() and words[1].pos_ != "AUX":
        # "Which city", "How many trams": the noun goes with the answer where it is a number.
        size = next((n for n, t in enumerate(words) if n and t.pos_ in ("AUX", "VERB")), 0)
        if not size:
            return ""
    noun = _text(words[2:size]) if wh == "how" and words[1].lower_ in ("many",) else ""
    if wh == "how" and not noun and words[1].lower_ != "much":
        return ""
    said = f"{answer} {noun}".strip() if noun and noun.split()[-1] not in answer else answer
    aux = words[size]
    subject = next((t for t in root.children if t.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None:
        return ""
    if aux.i == root.i or subject.i < aux.i:
        if wh in ("when", "where"):
            if aux.lemma_ != "be" or subject.i < aux.i:
                return ""
        else:
            return _finish(f"{said} {_text(words[size:])}")
    span = [t for t in _subtree(subject) if t.i > aux.i]
    after = [t for t in words if span and t.i > span[-1].i]
    if not span:
        return ""
    placed = _place(wh, said)
    if aux.lower_ in ("did", "does", "do"):
        verb = next((t for t in after if t.pos_ in ("VERB", "AUX")), None)
        if verb is None or verb.i != root.i:
            return ""
        tag = {"did": "VBD", "does": "VBZ", "do": "VBP"}[aux.lower_]
        inflected = (lemminflect.getInflection(verb.lemma_, tag=tag) or ("",))[0]
        if not inflected:
            return ""
        before, behind = [t for t in after if t.i < verb.i], [t for t in after if t.i > verb.i]
        if (
            wh in ("what", "who", "which", "how")
            and behind
            and (behind[0].tag_ == "TO" or behind[0].pos_ in ("NOUN", "PRON", "DET"))
        ):
            return ""
        parts = [_text(span), _text(before), inflected]
        moved = wh in ("what", "who", "which", "how") and not (behind and behind[-1].pos_ == "ADP")
        parts += [placed, _text(behind)] if moved else [_text(behind), placed]
        return _finish(" ".join(part for part in parts if part))
    return _finish(" ".join(part for part in (_text(span), aux.text, _text(after), placed) if part))


def _place(wh: str, answer: str) -> str:
    first = answer.split()[0].lower()
    if wh not in ("when", "where") or first in (
        "in",
        "on",
        "at",
        "near",
        "after",
        "before",
        "during",
        "from",
        "since",
        "when",
        "by",
    ):
        return (
            answer[:1].lower() + answer[1:]
            if wh in ("when", "where") and first in ("in", "on", "at", "after", "the")
            else answer
        )
    if wh == "when":
        return (
            f"in {answer}"
            if answer.strip().isdigit()
            or (len(answer.split()) == 2 and answer[-4:].isdigit() and not any(c.isdigit() for c in answer.split()[0]))
            else f"on {answer}"
            if any(c.isdigit() for c in answer) and len(answer.split()) > 1
            else answer
        )
    return f"in {answer}"


def _finish(text: str) -> str:
    if any(word in (" did ", " does ", " do ") for word in (f" {w.lower()} " for w in text.split()[1:])):
        return ""
    text = " ".join(text.replace(" ,", ",").replace(" '", "'").replace(" n't", "n't").split())
    return text[:1].upper() + text[1:] + "."


def _read_lead(sentence: Any, first: int) -> str | None:
    """Return what stands before the subject, "" for nothing, None for what can't go to the end of a question."""
    words = [t for t in sentence if t.i < first]
    if not words or (len(words) == 1 and words[0].lower_ in STARTS):
        return ""
    if words[0].dep_ in ("prep", "npadvmod", "advmod") and len(words) <= 7 and words[0].lower_ not in STARTS:
        text = _text(words).rstrip(",").strip()
        return text if words[0].ent_type_ else text[:1].lower() + text[1:]
    return None


def _number(number: Any) -> list[Any]:
    return [t for t in _subtree(number) if t.i <= number.i]


def _close(question: str, lead: str) -> str:
    question = " ".join(question.split()).rstrip(" ,;:.-")
    return f"{question} {lead}?" if lead else f"{question}?"


def _lower(span: list[Any]) -> str:
    text = _text(span)
    return text if span[0].ent_type_ or span[0].pos_ == "PROPN" else text[:1].lower() + text[1:]


def _subtree(token: Any) -> list[Any]:
    return sorted(token.subtree, key=lambda t: t.i)


def _is_end(token: Any, sentence: Any) -> bool:
    return (
        token.i >= sentence.end - 2 and token.is_punct and token.text in ".!?;:" and token.i >= sentence.end - 1
    ) or token.is_space


def _text(tokens: list[Any]) -> str:
    return " ".join("".join(t.text_with_ws for t in tokens).split())
