"""A sentence that statements are made of, with its parse and what its article says besides."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from qa.articles import Article
from qa.language.dates import read_day
from qa.language.planting.prose import NEGATIVE, OPENERS, SPEAKING, fit_article
from qa.language.syntax.parse import Parsed, ParsedToken
from qa.language.words import stem_words

Edit = tuple[int, int, str]
# A sentence with so many of the words may say the same; chosen: a paraphrase rarely keeps more.
_MOST = 0.6
_PRONOUNS = ("PRP", "PRP$")
_QUOTED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)")
_PAIRED = (("(", ")"), ("“", "”"), ("[", "]"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Substitution:
    """A statement made of a sentence: its text, and what became of which words; "" for words added or left out."""

    text: str
    was: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Noun:
    """A person or another noun phrase of an article, as it stands in the middle of a sentence.

    head      the folded last word of the noun
    plural    it takes the verb of more than one
    entity    what it is the name of, such as "PERSON", or ""
    """

    text: str
    head: str
    plural: bool
    entity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What is known of the article around its sentences.

    people    full names
    speakers  who is said to have said something
    sentences all of its sentences, by the stems of their words
    others    the sentences that statements can be made of
    """

    article: Article
    people: tuple[str, ...] = ()
    speakers: tuple[Noun, ...] = ()
    stems: tuple[frozenset[str], ...] = field(default=(), repr=False)
    others: tuple["Sample", ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A sentence of an article, its words parted by single spaces, and its parse.

    start, end  where it stands in the article's text
    """

    parsed: Parsed = field(repr=False)
    article: Article = field(repr=False)
    start: int
    end: int

    @property
    def text(self) -> str:
        """The sentence."""
        return self.parsed.text

    @property
    def tokens(self) -> tuple[ParsedToken, ...]:
        """Its words and signs."""
        return self.parsed.tokens

    @property
    def published(self) -> date | None:
        """The day of the article."""
        return read_day(self.article.published)

    @property
    def root(self) -> int:
        """The token that the first sentence of the parse hangs on."""
        return next((t.index for t in self.tokens if t.head == t.index), 0)

    def find_phrase(self, index: int, *, without: frozenset[str] = frozenset()) -> tuple[int, int] | None:
        """Return where a token with all that hangs on it stands; None where other words stand between."""
        inside = sorted(self.parsed.walk_down(index, without=without))
        while inside and self.tokens[inside[-1]].dep == "punct":
            inside.pop()
        if not inside or inside[-1] - inside[0] + 1 != len(inside):
            return None
        start, end = self.tokens[inside[0]].start, self.tokens[inside[-1]].end
        words = self.text[start:end]
        if any(words.count(one) != words.count(other) for one, other in _PAIRED) or words.count('"') % 2:
            return None
        return start, end

    def find_noun(self, index: int) -> tuple[int, int] | None:
        """Return where a noun phrase stands that can be moved, with the comma that ends an apposition in it."""
        span = self.find_phrase(index)
        if not span:
            return None
        before = [token for token in self.tokens if token.end <= span[0]][-1:]
        after = [token for token in self.tokens if token.start >= span[1]][:1]
        if any(t.pos in ("PROPN", "NOUN", "ADJ", "NUM") or t.text in "(-/" for t in before):
            return None
        if any(t.entity == "DATE" and t.start >= span[0] and t.end <= span[1] for t in self.tokens):
            return None
        if any((t.pos in ("PROPN", "NOUN", "NUM", "PART", "ADJ") and t.tag != "TO") or t.text in "()-/" for t in after):
            return None
        closes = "," in self.text[slice(*span)] and self.text[span[1] : span[1] + 1] == ","
        return span[0], span[1] + closes

    def write_phrase(self, span: tuple[int, int]) -> str:
        """Return words of the sentence as they would stand in the middle of one."""
        words = self.text[slice(*span)]
        first = next(token for token in self.tokens if token.start >= span[0])
        lower = words[:1].lower() + words[1:]
        # A word that its article has in lower case as well is no name.
        elsewhere = re.search(rf"\b{re.escape(first.text.lower())}\b", self.article.text) is not None
        begins = first.start == 0 and first.text[1:2].islower() | (len(first.text) == 1 and first.text != "I")
        is_plain = first.text in OPENERS or (elsewhere and first.pos != "PROPN" and not first.entity)
        return lower if begins and is_plain else words

    def has_pronoun(self) -> bool:
        """Tell whether a pronoun stands in it outside of quotations."""
        return any(token.tag in _PRONOUNS and not self.is_quoted(token.start) for token in self.tokens)

    def is_quoted(self, start: int) -> bool:
        """Tell whether the word that begins there stands in a quotation."""
        return any(match.start() <= start < match.end() for match in _QUOTED.finditer(self.text))

    def find_verbs(self, *tags: str) -> Iterator[ParsedToken]:
        """Yield its verbs outside of quotations."""
        for token in self.tokens:
            if token.pos in ("VERB", "AUX") and token.tag in (tags or (token.tag,)) and not self.is_quoted(token.start):
                yield token

    def is_denied(self, verb: ParsedToken) -> bool:
        """Tell whether a "not" or the like hangs on a verb."""
        return any(self.tokens[i].text.lower() in NEGATIVE for i in self.parsed.children[verb.index])

    def change(self, *edits: Edit, was: str = "", now: str = "") -> Substitution:
        """Return the change that edits make of the sentence; the first one tells what it was and is, if not given."""
        first = edits[0]
        return Substitution(
            text=rewrite(self.text, *edits),
            was=was or self.text[first[0] : first[1]].strip(),
            now=now or first[2].strip(),
        )

    def make_noun(self, index: int, span: tuple[int, int]) -> Noun:
        """Return a noun phrase whose head is a token."""
        head = self.tokens[index]
        plural = head.tag in ("NNS", "NNPS") or bool(self.parsed.find_children(index, "conj"))
        return Noun(text=self.write_phrase(span), head=head.text.lower(), plural=plural, entity=head.entity)

    def find_speakers(self) -> Iterator[Noun]:
        """Yield who the sentence says has said something."""
        for verb in self.find_verbs():
            subject = self.parsed.find_child(verb.index, "nsubj")
            if verb.lemma not in SPEAKING or subject is None or self.tokens[subject].tag.startswith(("PRP", "W", "D")):
                continue
            span = self.find_phrase(subject, without=frozenset(["relcl", "acl", "appos"]))
            if span and len(self.text[slice(*span)].split()) <= 7:
                noun = self.make_noun(subject, span)
                if noun.text[:1].isalpha():
                    yield noun

    def find_people(self) -> Iterator[tuple[int, int]]:
        """Yield where full names of people stand in it."""
        tokens = self.tokens
        n = 0
        while n < len(tokens):
            end = n
            while end < len(tokens) and tokens[end].entity == "PERSON":
                end += 1
            words = [token for token in tokens[n:end] if token.text not in ("’s", "'s", "’", "'")]
            if 2 <= len(words) <= 3 and all(t.tag in ("NNP", "NNPS") and t.text[:1].isupper() for t in words):
                yield words[0].start, words[-1].end
            n = max(end, n + 1)


def rewrite(text: str, *edits: Edit) -> str:
    """Return a text with edits made, its signs and capitals set right."""
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r"\s+([,.;:!?])", r"\1", text)
    text = re.sub(r",(?:\s*,)+", ",", text)
    text = re.sub(r",+(?=[.!?;:])", "", text)
    text = re.sub(r"^[,;:\s]+", "", text)
    text = re.sub(r"([.!?])[.]+$", r"\1", text)
    return fit_article(text[:1].upper() + text[1:])


def is_told(change: Substitution, sample: Sample, around: Surroundings) -> bool:
    """Tell whether another sentence of the article may say what a changed one says: it has most of its words."""
    said = frozenset(stem_words(change.text))
    new = frozenset(stem_words(change.now))
    own = frozenset(stem_words(sample.text))
    return any(stems != own and new <= stems and len(said & stems) >= _MOST * len(said) for stems in around.stems)
