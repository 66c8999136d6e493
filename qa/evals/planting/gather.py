"""Take the sentences of an article that statements can be made of, parsed, with what stands around them."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import replace

from qa.articles import Article
from qa.evals.making.facts import has_role
from qa.evals.making.prose import hide_quotations, reads_alone
from qa.evals.planting.sample import Noun, Sample, Surroundings
from qa.language import detect_language
from qa.language.mentions import find_mentions
from qa.language.names import find_names
from qa.language.planting.prose import LEANING, speaks
from qa.language.sentences import is_question, split_sentences
from qa.language.syntax.parse import can_parse, parse_text
from qa.language.words import stem_words

# So many sentences of an article are parsed, drawn with the seed: a parse takes about 10 ms.
MOST_SENTENCES = 24
# So many characters tell the language of an article.
_BEGINNING = 2_000


def gather_samples(article: Article, seed: int) -> Surroundings:
    """Return the sentences of an article that are understood alone, in an order drawn with the seed."""
    bare = Surroundings(article=article)
    if not can_parse(article.language or detect_language(article.text[:_BEGINNING]) or "unknown"):
        return bare
    sentences = [(span, " ".join(article.text[slice(*span)].split())) for span in split_sentences(article.text, "en")]
    known = frozenset(word for name in find_names(article.text) if not name.initial for word in name.words)
    chosen = [
        (span, text)
        for span, text in sentences
        if reads_alone(text, known) and not (is_question(text) or LEANING.search(hide_quotations(text)))
    ]
    random.Random(f"{seed} {article.id}").shuffle(chosen)
    samples = tuple(_parse_all(article, chosen[:MOST_SENTENCES]))
    speakers = {noun.text: noun for sample in samples for noun in sample.find_speakers()}
    return replace(
        bare,
        people=tuple(dict.fromkeys(name for sample in samples for name in _find_people(sample, article.text))),
        speakers=tuple(_named_first(speakers.values())),
        stems=tuple(frozenset(stem_words(text)) for _, text in sentences),
        others=samples,
    )


def _parse_all(article: Article, chosen: list[tuple[tuple[int, int], str]]) -> Iterator[Sample]:
    for (start, end), text in chosen:
        parsed = parse_text(text)
        if parsed and sum(token.head == token.index for token in parsed.tokens) == 1:
            yield Sample(parsed=parsed, article=article, start=start, end=end)


def _find_people(sample: Sample, text: str) -> Iterator[str]:
    """Yield full names beside which a role stands, or by whose last word somebody is said to have said something."""
    mentions = {mention.text: mention for mention in find_mentions(sample.text)}
    for start, end in sample.find_people():
        name = sample.text[start:end]
        if name not in mentions or not mentions[name].may_be_person:
            continue
        if has_role(sample.text, mentions[name]) or speaks(name.split()[-1], text):
            yield name


def _named_first(nouns: Iterable[Noun]) -> list[Noun]:
    """Return those with a name before those without, each in their order."""
    return sorted(nouns, key=lambda noun: not noun.entity)
