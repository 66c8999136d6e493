"""Which share of the articles a process embeds, where several share the sources without talking to each other."""

import hashlib
import re
from dataclasses import dataclass

from qa.articles import Article
from qa.errors import UsageProblem

_WRITTEN = re.compile(r"(\d{1,6})/(\d{1,6})")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePart:
    """Share number `number`, from 1, of `count`."""

    number: int = 1
    count: int = 1

    @property
    def stem(self) -> str:
        """What the names of its files begin with."""
        return "shard" if self.count == 1 else f"shard-{self.number}of{self.count}"

    def has(self, article: Article) -> bool:
        """Tell whether an article is in this share; what one address said at two times is in one share."""
        key = article.url or article.id
        return int(hashlib.sha256(key.encode()).hexdigest()[:12], 16) % self.count == self.number - 1


def read_part(written: str | None) -> SourcePart:
    """Return the share that "I/N" names, all where nothing does. Raises UsageProblem."""
    if written is None:
        return SourcePart()
    found = _WRITTEN.fullmatch(written.strip())
    part = SourcePart(number=int(found[1]), count=int(found[2])) if found else None
    if part is None or not 1 <= part.number <= part.count:
        raise UsageProblem(f"--part can't be {written[:40]!r}. Give I/N, such as 1/4, 2/4, 3/4 and 4/4.")
    return part
