"""Drafting: what a model is asked for, and what it wrote, read back as sentences that are still to be checked."""

from qa.drafting.draft import Draft
from qa.drafting.reply.reply import Reply, ReplyReader, read_reply

__all__ = ["Draft", "Reply", "ReplyReader", "read_reply"]
