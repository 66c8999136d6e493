"""Conversations: what a question leaves open is filled from what was asked before, and then it is asked alone."""

from qa.conversation.conversation import AskedTurn, Conversation, start_conversation
from qa.conversation.remarks import Remark, read_remark
from qa.conversation.rewrite.background import Exchange

__all__ = ["AskedTurn", "Conversation", "Exchange", "Remark", "read_remark", "start_conversation"]
