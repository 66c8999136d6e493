"""Use the chain in LangChain: see statements as they are confirmed, and put the retriever into a chain of your own.

QA_LIBRARY=my-library python examples/langchain_chain.py "Where did Hegseth meet Dong Jun?"
"""

import asyncio
import sys

from langchain_core.documents import Document
from langchain_core.runnables import RunnableLambda

from qa import Answer, Chain, ConfirmedStatement, load_settings, open_chain


async def follow(chain: Chain, question: str) -> Answer:
    """Print each statement as soon as it is confirmed, and return the answer."""
    runnable = chain.as_runnable()
    async for event in runnable.astream({"question": question, "k": 8, "filters": {"languages": ["en"]}}):
        if isinstance(event, ConfirmedStatement):
            print(f"confirmed: {event.statement.text}")
        elif isinstance(event, Answer):
            return event
    raise AssertionError("a stream ends with its answer")


def list_headlines(documents: list[Document]) -> str:
    """Return outlet, day and headline of each passage."""
    told = (document.metadata for document in documents)
    return "\n".join(f"{each['source']}, {each['published'][:10]}: {each['title']}" for each in told)


def main(question: str) -> int:
    """Print the answer as it comes, then what a chain of one's own makes of the retriever."""
    with open_chain(load_settings()) as chain:
        answer = asyncio.run(follow(chain, question))
        own = chain.as_retriever(k=3) | RunnableLambda(list_headlines)
        print(own.invoke(question))
    return 0 if answer.status == "answered" else 3


if __name__ == "__main__":
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    sys.exit(main(sys.argv[1]))
