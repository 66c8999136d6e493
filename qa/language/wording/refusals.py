"""How endpoints say in English what of a request they do not take."""

import re

# How the parameters are called in messages, beside their own names; "system" stands for messages of that role.
CALLED = {
    "system": r"\bsystem\b.{0,40}?\b(?:role|messages?|prompts?|instructions?)\b|\broles?\b.{0,80}?\bsystem\b"
    r"|developer instruction|roles? must alternate|only user and assistant roles|chat template|jinja"
    r"|\bmessages?\W{0,2}\[?0\]?\W{0,2}role\b",
    "stream": r"\bstream(?:ing|ed)?\b",
    # An error may name only what to use instead.
    "max_tokens": r"\bmax[_ ]?(?:output[_ ]?|new[_ ]?|completion[_ ]?)?tokens\b",
    "max_completion_tokens": r"\bmax[_ ]?completion[_ ]?tokens\b",
    "logprobs": r"\blog[_ ]?prob(?:s|abilit(?:y|ies))?\b",
    "stop": r"\bstop(?:[_ ]sequences?|[_ ]words?)?\b",
}
NOT_ABLE = re.compile(
    r"\bnot? (?:be )?(?:support|implemented|allowed|permitted|accepted|enabled|available|valid|recogni[sz]ed)"
    r"|unsupported|un(?:known|expected|recogni[sz]ed)|invalid|does ?n[o'’]t (?:support|accept|allow)|can(?:not|['’]t)"
    r"|extra|must alternate|only|verified|\bno (?:endpoint|provider)s?\b",
    re.IGNORECASE,
)
