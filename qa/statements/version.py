"""What one teller says of a thing that several tell."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from qa.language.dates import read_day
from qa.retrieval.scoring import ScoredSentence
from qa.retrieval.search import Hit
from qa.statements.figures.figure import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What one teller says of the thing that is asked about.

    text     the figure, the name or, where sides are compared, the sentence
    speaker  who says it, or None where the outlet says it in its own voice
    """

    text: str
    hit: Hit
    sentence: ScoredSentence
    speaker: str | None
    figure: Figure | None = None

    @property
    def day(self) -> date | None:
        """The day its article was published."""
        return read_day(self.hit.article.published)

    @property
    def moment(self) -> datetime | None:
        """When its article was published, where more than the day is known."""
        published = self.hit.article.published or ""
        try:
            moment = datetime.fromisoformat(published) if "T" in published else None
        except ValueError:
            return None
        return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment

    @property
    def teller(self) -> str:
        """Who says it: the speaker, else the outlet."""
        return (self.speaker or self.hit.article.source or "").casefold()

    @property
    def place(self) -> tuple[str, int, int]:
        """Where its words stand: the article, the sentence, the figure."""
        return self.hit.article.id, self.sentence.start, self.figure.start if self.figure else 0
