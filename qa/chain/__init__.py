"""The chain: the stages of an answer put together, from a question to checked statements."""

from qa.chain.chain import Chain, open_chain, open_library
from qa.chain.state import OnStatement

__all__ = ["Chain", "OnStatement", "open_chain", "open_library"]
