"""A sentence of an answer that is still to be checked."""

import re
from dataclasses import dataclass

from qa.language.sentences import Span
from qa.language.wording.replies import declines, find_parts, lacks, mentions_passages

# What a model is told to write where no passage answers.
_MARKER = re.compile(r"\W*not in the passages\W*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A sentence of an answer that is still to be checked.

    cited  numbers of the evidence it says it rests on
    span   where it stands in the article, for a sentence that was taken from there word by word
    """

    text: str
    cited: tuple[int, ...]
    span: Span | None = None

    @property
    def is_marker(self) -> bool:
        """Whether it is the marker of a model that found no answer, and so no statement."""
        return bool(_MARKER.fullmatch(self.text))

    @property
    def abstains(self) -> bool:
        """Whether all that the sentence says is that the evidence has no answer."""
        parts = [self.text[start:end] for start, end in find_parts(self.text)]
        declined = [declines(part) or (not self.cited and lacks(part)) for part in parts]
        return self.is_marker or (
            any(declined)
            and all(is_declined or mentions_passages(part) for part, is_declined in zip(parts, declined, strict=True))
        )
