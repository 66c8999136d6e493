"""The chain: the stages of an answer put together, from a question to checked statements."""

from qa.chain.chain import Chain, OnStatement
from qa.chain.compose import open_chain, open_library
from qa.chain.events import (
    AnswerEvent,
    ConfirmedStatement,
    Notice,
    StageFinished,
    StageName,
    StageStarted,
    name_event,
    write_event,
)
from qa.chain.read import Request

__all__ = [
    "AnswerEvent",
    "Chain",
    "ConfirmedStatement",
    "Notice",
    "OnStatement",
    "Request",
    "StageFinished",
    "StageName",
    "StageStarted",
    "name_event",
    "open_chain",
    "open_library",
    "write_event",
]
