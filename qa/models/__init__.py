"""Chat models: choose one, open it, send it messages."""

from qa.models.chat import ChatModel, Completion, FirstToken, Message, Role, Token, Usage, runs_here
from qa.models.resolve import ModelChoice, ModelOption, choose_model, describe_models, open_model

__all__ = [
    "ChatModel",
    "Completion",
    "FirstToken",
    "Message",
    "ModelChoice",
    "ModelOption",
    "Role",
    "Token",
    "Usage",
    "choose_model",
    "describe_models",
    "open_model",
    "runs_here",
]
