"""Read a whole reply of a model as the sentences that it is made of."""

from qa.drafting import Draft, read_reply

__all__ = ["Draft", "parse_drafts"]


def parse_drafts(text: str) -> list[Draft]:
    """Return the sentences of a whole reply, those that decline among them."""
    return list(read_reply(text).drafts)
