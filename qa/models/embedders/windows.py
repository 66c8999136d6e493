"""Cut many texts into runs of bounded size: what is in memory at once does not grow with their number or length."""

from collections.abc import Iterator, Sequence

from qa.models.openai.embeddings import prepare_text

# In characters, chosen: texts are sorted within so many, and the tokens of so many are in memory at once.
_WINDOW = 250_000


def cut_windows(texts: Sequence[str]) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield runs of texts of about so many characters as are handled at once, each with the place of its first."""
    first = size = 0
    for place, text in enumerate(texts):
        size += len(prepare_text(text))
        if size >= _WINDOW:
            yield first, texts[first : place + 1]
            first, size = place + 1, 0
    if first < len(texts):
        yield first, texts[first:]
